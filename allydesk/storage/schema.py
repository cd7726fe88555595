"""The vault's tables as SQLAlchemy Core sees them. The migrations are what makes them; this only names them."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

_tables = MetaData()

meta = Table("meta", _tables, Column("key", Text, primary_key=True), Column("value", Text))

entry = Table(
    "entry",
    _tables,
    Column("position", Integer, primary_key=True),
    Column("id", Text),
    Column("instant", Integer),
    Column("local", Text),
    Column("utc_offset", Integer),
    Column("zone", Text),
    Column("modified", Integer),
    Column("sitting", Integer),
    Column("trashed", Integer),
    Column("mood", Integer),
    Column("fingerprint", Text),
    Column("title", Text),
    Column("text", Text),
    Column("template", Text),
    Column("pinned", Integer),
    Column("seconds", Integer),
    Column("words", Integer),
    Column("title_key", Text),
)

tag = Table("tag", _tables, Column("tag_id", Integer, primary_key=True), Column("key", Text), Column("name", Text))

entry_tag = Table(
    "entry_tag",
    _tables,
    Column("tag_id", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", Integer),
)

person = Table(
    "person", _tables, Column("person_id", Integer, primary_key=True), Column("key", Text), Column("name", Text)
)

entry_person = Table(
    "entry_person",
    _tables,
    Column("person_id", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", Integer),
)

entry_link = Table(
    "entry_link", _tables, Column("position", Integer, primary_key=True), Column("key", Text, primary_key=True)
)

version = Table(
    "version",
    _tables,
    Column("version_id", Integer, primary_key=True),
    Column("position", Integer),
    Column("number", Integer),
    Column("saved", Integer),
    Column("local", Text),
    Column("utc_offset", Integer),
    Column("zone", Text),
    Column("mood", Integer),
    Column("tags", Text),
    Column("title", Text),
    Column("text", Text),
    Column("people", Text),
    Column("template", Text),
)

attachment = Table(
    "attachment",
    _tables,
    Column("attachment_id", Integer, primary_key=True),
    Column("id", Text),
    Column("position", Integer),
    Column("name", Text),
    Column("media_type", Text),
    Column("size", Integer),
    Column("digest", Text),
    Column("removed", Integer),
)

attachment_chunk = Table(
    "attachment_chunk",
    _tables,
    Column("attachment_id", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("data", LargeBinary),
)

attachment_thumbnail = Table(
    "attachment_thumbnail",
    _tables,
    Column("attachment_id", Integer, primary_key=True),
    Column("data", LargeBinary),
)

template = Table(
    "template",
    _tables,
    Column("key", Text, primary_key=True),
    Column("name", Text),
    Column("name_key", Text),
    Column("why", Text),
    Column("parts", Text),
    Column("hidden", Integer),
    Column("own", Integer),
    Column("changed", Integer),
)

template_order = Table(
    "template_order", _tables, Column("place", Integer, primary_key=True), Column("key", Text, unique=True)
)

prompt_mark = Table(
    "prompt_mark",
    _tables,
    Column("id", Text, primary_key=True),
    Column("favourite", Integer),
    Column("hidden", Integer),
)

own_prompt = Table(
    "own_prompt",
    _tables,
    Column("place", Integer, primary_key=True),
    Column("id", Text, unique=True),
    Column("kind", Text),
    Column("text", Text),
)

saved_filter = Table(
    "saved_filter",
    _tables,
    Column("place", Integer, primary_key=True),
    Column("id", Text, unique=True),
    Column("name", Text),
    Column("query", Text),
)

own_word = Table("own_word", _tables, Column("word", Text, primary_key=True))

SHELVES = (template, template_order, prompt_mark, own_prompt, saved_filter, own_word)
"""What belongs to no entry."""

OF_VERSION_2 = frozenset(
    (
        *(entry.c.template, entry.c.pinned, entry.c.seconds, entry.c.words, entry.c.title_key),
        *(version.c.people, version.c.template, attachment.c.removed),
    )
)
"""The columns that a database of version 1, which can be salvaged as it is, does not have."""
