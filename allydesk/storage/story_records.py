"""Between rows and values: the one place that knows which column holds what of a lifeline's records."""

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Select, Table, delete, insert, select

from allydesk.errors import Code, StoryError
from allydesk.storage.prepared import Prepared
from allydesk.storage.record_json import RecordKind
from allydesk.storage.story_schema import (
    birth,
    chapter,
    moment,
    moment_entry,
    moment_person,
    moment_photo,
    story_file,
    theme,
    theme_moment,
)
from allydesk.story.ids import ChapterId, FileId, MomentId, ThemeId
from allydesk.story.lifeline import Birth, Chapter, KeptFile, Lifeline, Moment, Record, Theme
from allydesk.story.vague_date import Precision, VagueDate
from allydesk.text import LONGEST_TEXT, clean

T = TypeVar("T")
Row = tuple[Any, ...]

TABLES = {
    RecordKind.MOMENT: moment,
    RecordKind.CHAPTER: chapter,
    RecordKind.THEME: theme,
    RecordKind.BIRTH: birth,
}
"""Where the records of each kind are."""

_ASKED_AT_ONCE = 500
_PRECISIONS = {precision.value: precision for precision in Precision}


def in_batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items, so many at a time as go into one statement."""
    waiting = iter(items)
    while some := list(itertools.islice(waiting, _ASKED_AT_ONCE)):
        yield some


class _Rows:
    """A statement's rows: all of them, or those of some records."""

    def __init__(self, statement: Select[Any], of: Column[str]) -> None:
        self._statement = statement
        self._of = of
        self._all = Prepared(statement)

    def rows(self, connection: Connection, ids: Collection[str] | None) -> Iterator[Row]:
        if ids is None:
            yield from self._all.rows(connection, {})
            return
        for some in in_batches(ids):
            yield from map(tuple, connection.execute(self._statement.where(self._of.in_(some))))


def _date_columns(table: Table) -> list[Column[Any]]:
    names = ("words", "earliest", "latest", "precision", "approximate", "age")
    return [table.c[name] for name in names]


def _in_order(table: Table, owner: str, named: str) -> _Rows:
    return _Rows(select(table.c[owner], table.c[named]).order_by(table.c[owner], table.c.place), table.c[owner])


_MOMENTS = _Rows(
    select(
        moment.c.id,
        moment.c.title,
        moment.c.height,
        moment.c.now,
        moment.c.note,
        moment.c.place,
        *_date_columns(moment),
    ),
    moment.c.id,
)
_PEOPLE = _in_order(moment_person, "moment", "name")
_ENTRIES = _in_order(moment_entry, "moment", "entry")
_PHOTOS = _Rows(
    select(
        moment_photo.c.moment,
        story_file.c.id,
        story_file.c.name,
        story_file.c.media_type,
        story_file.c.size,
        story_file.c.digest,
    )
    .join_from(moment_photo, story_file, story_file.c.id == moment_photo.c.file)
    .order_by(moment_photo.c.moment, moment_photo.c.place),
    moment_photo.c.moment,
)
_CHAPTERS = _Rows(select(chapter.c.id, chapter.c.title, *_date_columns(chapter)), chapter.c.id)
_THEMES = _Rows(select(theme.c.id, theme.c.name, theme.c.memo, theme.c.place, theme.c.shade), theme.c.id)
_TIED = _in_order(theme_moment, "theme", "moment")
_BIRTHS = _Rows(select(birth.c.id, *_date_columns(birth)), birth.c.id)


def lifeline_in(connection: Connection) -> Lifeline:
    """All that is kept of it, in eight statements. Raises ValueError for what can be no record."""
    born = records_in(connection, RecordKind.BIRTH).get("", Birth())
    assert isinstance(born, Birth)  # noqa: S101 - that is its kind
    return Lifeline(
        MappingProxyType(moments_in(connection)),
        MappingProxyType(_chapters_in(connection, None)),
        MappingProxyType(_themes_in(connection, None)),
        born,
    )


def records_in(connection: Connection, kind: RecordKind, ids: Collection[str] | None = None) -> dict[str, Record]:
    """The records of a kind by id, or those `ids` that are there. Raises ValueError for what can be none."""
    match kind:
        case RecordKind.MOMENT:
            return {one.id: one for one in moments_in(connection, ids).values()}
        case RecordKind.CHAPTER:
            return {one.id: one for one in _chapters_in(connection, ids).values()}
        case RecordKind.THEME:
            return {one.id: one for one in _themes_in(connection, ids).values()}
        case RecordKind.BIRTH:
            return {row[0]: Birth(_date_of(row[1:])) for row in _BIRTHS.rows(connection, ids)}


def moments_in(connection: Connection, ids: Collection[str] | None = None) -> dict[MomentId, Moment]:
    """The moments, or those `ids` that are there. Raises ValueError for what can be none."""
    people = _gathered(_PEOPLE.rows(connection, ids))
    entries = _gathered(_ENTRIES.rows(connection, ids))
    photos = _gathered((of, file_of(file)) for of, *file in _PHOTOS.rows(connection, ids))
    return {
        row[0]: Moment(
            row[0],
            row[1],
            _date_of(row[6:]),
            row[2],
            row[3],
            row[4],
            row[5],
            people.get(row[0], ()),
            photos.get(row[0], ()),
            entries.get(row[0], ()),
        )
        for row in _MOMENTS.rows(connection, ids)
    }


def file_of(row: Sequence[Any]) -> KeptFile:
    """A file from its id, name, media type, size and digest."""
    file_id, name, media_type, size, digest = row
    return KeptFile(FileId(file_id), name, media_type, size, digest)


def files_in(connection: Connection, ids: Iterable[str]) -> dict[str, KeptFile]:
    """Those of the files that are there, by id."""
    columns = (story_file.c.id, story_file.c.name, story_file.c.media_type, story_file.c.size, story_file.c.digest)
    return {
        row.id: file_of(row)
        for some in in_batches(ids)
        for row in connection.execute(select(*columns).where(story_file.c.id.in_(some)))
    }


def storable(record: Record) -> Record:
    """The record with its texts in the form that is kept. Raises `StoryError(TOO_LARGE)`."""
    match record:
        case Moment():
            return replace(
                record,
                title=line(record.title),
                date=_storable_date(record.date),
                note=long_text(record.note),
                place=line(record.place),
                people=tuple(map(line, record.people)),
                entries=tuple(dict.fromkeys(record.entries)),
            )
        case Chapter():
            return replace(record, title=line(record.title), date=_storable_date(record.date))
        case Theme():
            tied = tuple(dict.fromkeys(record.moments))
            return replace(record, name=line(record.name), memo=long_text(record.memo), moments=tied)
        case Birth():
            return replace(record, date=_storable_date(record.date))


def long_text(text: str) -> str:
    """A text as it is kept. Raises `StoryError(TOO_LARGE)`."""
    kept, _ = clean(text)
    if len(kept) > LONGEST_TEXT:
        raise StoryError(Code.TOO_LARGE)
    return kept


def line(text: str) -> str:
    """The same, on one line."""
    return long_text(text).replace("\n", " ")


def photos_of(record: Record | None) -> tuple[KeptFile, ...]:
    """The files that the record points to."""
    return record.photos if isinstance(record, Moment) else ()


def with_photos(record: Record, kept: Mapping[str, KeptFile]) -> Record:
    """The record with its photos as they are kept; those that are not are left out."""
    if not isinstance(record, Moment) or not record.photos:
        return record
    return replace(record, photos=tuple(kept[photo.id] for photo in record.photos if photo.id in kept))


def erase(connection: Connection, kind: RecordKind, ids: Iterable[str]) -> None:
    """Take the records away, with what belongs to them."""
    key = TABLES[kind].c.id
    for some in in_batches(ids):
        connection.execute(delete(TABLES[kind]).where(key.in_(some)))


def write(connection: Connection, kind: RecordKind, kept: Iterable[tuple[Record, int, int]]) -> None:
    """Put records there that are not, each storable and with when it was changed and its sitting began."""
    rows: dict[Table, list[dict[str, Any]]] = defaultdict(list)
    for record, modified, sitting in kept:
        for table, row in _rows_of(record):
            rows[table].append(row)
        rows[TABLES[kind]][-1] |= {"modified": modified, "sitting": sitting}
    for table, all_rows in rows.items():
        connection.execute(insert(table), all_rows)


def _rows_of(record: Record) -> Iterator[tuple[Table, dict[str, Any]]]:
    match record:
        case Moment():
            yield (
                moment,
                {
                    "id": record.id,
                    "title": record.title,
                    "height": record.height,
                    "now": record.now,
                    "note": record.note,
                    "place": record.place,
                    **_date_row(record.date),
                },
            )
            yield from _each(moment_person, record.id, record.people)
            yield from _each(moment_photo, record.id, [photo.id for photo in record.photos])
            yield from _each(moment_entry, record.id, record.entries)
        case Chapter():
            yield chapter, {"id": record.id, "title": record.title, **_date_row(record.date)}
        case Theme():
            columns = {"name": record.name, "memo": record.memo, "place": record.place, "shade": record.shade}
            yield theme, {"id": record.id, **columns}
            yield from _each(theme_moment, record.id, record.moments)
        case Birth():
            yield birth, {"id": "", **_date_row(record.date)}


def _each(table: Table, of: str, named: Sequence[str]) -> Iterator[tuple[Table, dict[str, Any]]]:
    _, owner, place, name = table.c
    for number, one in enumerate(named):
        yield table, {owner.name: of, place.name: number, name.name: one}


def _date_row(when: VagueDate) -> dict[str, Any]:
    return {
        "words": when.words,
        "earliest": None if when.earliest is None else when.earliest.toordinal(),
        "latest": None if when.latest is None else when.latest.toordinal(),
        "precision": when.precision.value,
        "approximate": int(when.approximate),
        "age": when.age,
    }


def _date_of(row: Row) -> VagueDate:
    words, earliest, latest, precision, approximate, age = row
    known = _PRECISIONS.get(precision)
    if known is None:
        raise ValueError("no precision we know")
    return VagueDate(
        words,
        None if earliest is None else date.fromordinal(earliest),
        None if latest is None else date.fromordinal(latest),
        known,
        bool(approximate),
        age,
    )


def _storable_date(when: VagueDate) -> VagueDate:
    kept = line(when.words)
    return when if kept == when.words else replace(when, words=kept)


def _chapters_in(connection: Connection, ids: Collection[str] | None) -> dict[ChapterId, Chapter]:
    return {row[0]: Chapter(row[0], row[1], _date_of(row[2:])) for row in _CHAPTERS.rows(connection, ids)}


def _themes_in(connection: Connection, ids: Collection[str] | None) -> dict[ThemeId, Theme]:
    tied = _gathered(_TIED.rows(connection, ids))
    return {
        row[0]: Theme(row[0], row[1], row[2], tuple(map(MomentId, tied.get(row[0], ()))), row[3], row[4])
        for row in _THEMES.rows(connection, ids)
    }


def _gathered(rows: Iterable[Row]) -> dict[str, tuple[Any, ...]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for of, named in rows:
        found[of].append(named)
    return {of: tuple(named) for of, named in found.items()}
