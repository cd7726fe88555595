"""The story room's tables as SQLAlchemy Core sees them; see `schema`."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

_tables = MetaData()


def _kept(key: str) -> list[Column[int] | Column[str]]:
    return [Column(key, Integer, primary_key=True), Column("id", Text, unique=True)]


def _record(key: str) -> list[Column[int] | Column[str]]:
    return [*_kept(key), Column("modified", Integer), Column("sitting", Integer)]


def _date() -> list[Column[int] | Column[str]]:
    return [
        Column("words", Text),
        Column("earliest", Integer),
        Column("latest", Integer),
        Column("precision", Text),
        Column("approximate", Integer),
        Column("age", Integer),
    ]


def _belonging(key: str, owner: str, named: str) -> list[Column[int] | Column[str]]:
    return [
        Column(key, Integer, primary_key=True),
        Column(owner, Text),
        Column("place", Integer),
        Column(named, Text),
    ]


story_file = Table(
    "story_file",
    _tables,
    *_kept("file_id"),
    Column("name", Text),
    Column("media_type", Text),
    Column("size", Integer),
    Column("digest", Text),
    Column("since", Integer),
)

story_file_chunk = Table(
    "story_file_chunk",
    _tables,
    Column("file_id", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("data", LargeBinary),
)

story_file_thumbnail = Table(
    "story_file_thumbnail", _tables, Column("file_id", Integer, primary_key=True), Column("data", LargeBinary)
)

moment = Table(
    "moment",
    _tables,
    *_record("moment_id"),
    Column("title", Text),
    *_date(),
    Column("height", Integer),
    Column("now", Integer),
    Column("note", Text),
    Column("place", Text),
)

moment_person = Table("moment_person", _tables, *_belonging("moment_person_id", "moment", "name"))
moment_photo = Table("moment_photo", _tables, *_belonging("moment_photo_id", "moment", "file"))
moment_entry = Table("moment_entry", _tables, *_belonging("moment_entry_id", "moment", "entry"))

chapter = Table("chapter", _tables, *_record("chapter_id"), Column("title", Text), *_date())

theme = Table(
    "theme",
    _tables,
    *_record("theme_id"),
    Column("name", Text),
    Column("memo", Text),
    Column("place", Integer),
    Column("shade", Integer),
)

theme_moment = Table("theme_moment", _tables, *_belonging("theme_moment_id", "theme", "moment"))

birth = Table("birth", _tables, *_record("birth_id"), *_date())

record_version = Table(
    "record_version",
    _tables,
    Column("version_id", Integer, primary_key=True),
    Column("id", Text),
    Column("kind", Text),
    Column("number", Integer),
    Column("saved", Integer),
    Column("gone", Integer),
    Column("record", Text),
)

story = Table(
    "story",
    _tables,
    *_kept("story_id"),
    Column("created", Integer),
    Column("modified", Integer),
    Column("sitting", Integer),
    Column("removed", Integer),
    Column("title", Text),
    Column("listener", Text),
    Column("text", Text),
)

story_version = Table(
    "story_version",
    _tables,
    Column("version_id", Integer, primary_key=True),
    Column("story", Text),
    Column("number", Integer),
    Column("saved", Integer),
    Column("title", Text),
    Column("listener", Text),
    Column("text", Text),
)

take = Table(
    "take",
    _tables,
    *_kept("take_id"),
    Column("story", Text),
    Column("begun", Integer),
    Column("utc_offset", Integer),
    Column("seconds", Integer),
    Column("words", Integer),
    Column("rating", Integer),
    Column("notes", Text),
    Column("audio", Text),
)

mentor_profile = Table(
    "mentor_profile",
    _tables,
    Column("profile_id", Integer, primary_key=True),
    Column("name", Text),
    Column("lived_through", Text),
    Column("can_listen_to", Text),
    Column("offers", Text),
    Column("themes", Text),
)
