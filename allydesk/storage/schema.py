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
)

tag = Table("tag", _tables, Column("tag_id", Integer, primary_key=True), Column("key", Text), Column("name", Text))

entry_tag = Table(
    "entry_tag",
    _tables,
    Column("tag_id", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("place", Integer),
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
)

attachment_chunk = Table(
    "attachment_chunk",
    _tables,
    Column("attachment_id", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("data", LargeBinary),
)
