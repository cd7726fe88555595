"""Bringing what can still be read in a damaged vault into a new one, entry by entry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, Select, Table, literal, null, select
from sqlalchemy.dialects.sqlite import insert

from allydesk.errors import AllydeskError
from allydesk.journal.entry import NewAttachment, NewEntry, Version
from allydesk.progress import Progress
from allydesk.storage import attachments, labels, records
from allydesk.storage.database import Database
from allydesk.storage.journal import Journal
from allydesk.storage.schema import OF_VERSION_2, SHELVES, attachment, entry, entry_tag, version

T = TypeVar("T")

_WAYS = (
    select(entry.c.position).order_by(entry.c.position.desc()),
    select(entry.c.position).order_by(entry.c.instant),
    select(entry.c.position).order_by(entry.c.instant.desc()),
    select(entry.c.position).order_by(entry.c.id),
    select(entry.c.position).order_by(entry.c.id.desc()),
    select(entry_tag.c.position).order_by(entry_tag.c.tag_id, entry_tag.c.position),
)
"""Different ways through different pages to the same entries; a damaged page bars some of them, seldom all."""

_BATCH, _BATCH_BYTES = 50, 1 << 23
"""How many entries, and how many bytes of files, wait to be written together: a commit takes longer than an entry."""

_WITH_PEOPLE = 2
"""The first format with people, templates, pins and removed files. A damaged vault is read in the format it has."""
_BEFORE_IT_WAS_THERE: dict[str, ColumnElement[Any]] = {
    "template": literal(""),
    "pinned": null(),
    "seconds": literal(0),
    "words": literal(0),
    "title_key": literal(""),
    "people": literal("[]"),
    "removed": null(),
}

_BEYOND_ALL = 1 << 40
"""Higher than any position: those are seconds since a little before the year 1."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many entries came across whole, how many in part (their tags, people, versions or files are missing), and how
    many are known to have been there and could not be read."""

    whole: int
    partial: int
    lost: int


def salvage(damaged: Database, into: Journal, *, progress: Progress) -> Salvaged:
    """Copy every entry that can be read. `progress` counts entries, and hears (0, 0) while they are looked for.

    An entry that is there already, from a salvage that was stopped, is left as it is and counted as whole. Raises what
    writing to `into` can raise. `damaged` opens its file anew after each page that cannot be read.
    """
    format_version = damaged.version()
    standing = _find(damaged, progress)
    rescued: list[NewEntry] = []
    whole = partial = lost = 0
    for done, position in enumerate(standing, 1):
        found = _rescue(damaged, position, format_version)
        if found is None:
            lost += 1
        else:
            new, complete = found
            rescued.append(new)
            whole += complete
            partial += not complete
        if done == len(standing) or len(rescued) >= _BATCH or _weight(rescued) > _BATCH_BYTES:
            _keep(rescued, into)
            rescued.clear()
        progress(done, len(standing))
    return Salvaged(whole, partial, lost)


def salvage_shelves(damaged: Database, into: Database) -> bool:
    """Copy the templates, prompts, saved filters and own words that can be read; whether all of them could.

    What is there already under the same key stays as it is. Raises what writing to `into` can raise.
    """
    if damaged.version() < _WITH_PEOPLE:
        return True
    whole = True
    for table in SHELVES:
        rows = _attempt(damaged, partial(_rows_in, table))
        whole = whole and rows is not None
        # A place is only an order among those that were there; the new vault has its own.
        kept = [{name: value for name, value in row.items() if name != "place"} for row in rows or ()]
        if kept:
            with into.write() as connection:
                connection.execute(insert(table).on_conflict_do_nothing(), kept)
    return whole


def _rows_in(table: Table, connection: Connection) -> Sequence[RowMapping]:
    return connection.execute(select(table)).mappings().all()


def _keep(rescued: list[NewEntry], into: Journal) -> None:
    known = into.known_ids(new.id for new in rescued if new.id is not None)
    into.add_all(new for new in rescued if new.id not in known)


def _weight(rescued: list[NewEntry]) -> int:
    return sum(len(file.data) for new in rescued for file in new.attachments)


def _find(damaged: Database, progress: Progress) -> list[int]:
    found: set[int] = set()
    for way in _WAYS:
        progress(0, 0)
        _gather(damaged, way, found)
    start: int | None = 0
    while start is not None:
        progress(0, 0)
        ahead, following = set[int](), set[int]()
        if _gather(damaged, _from(start), ahead):
            start = None
        else:
            start = max(ahead, default=start - 1) + 1
            # The driver reads one row ahead of the one it hands out, so the last sound one went with the damage.
            sound = _gather(damaged, _from(start).limit(1), following)
            start = max(following, default=_BEYOND_ALL) + 1 if sound else _behind_damage(damaged, start)
        found |= ahead | following
    return sorted(found)


def _gather(damaged: Database, statement: Select[Any], found: set[int]) -> bool:
    """Add what the statement yields up to the first page that cannot be read; whether it came to its end."""
    try:
        with damaged.read() as connection:
            cursor = connection.execute(statement).cursor
            # One by one: from a batch that meets damage nothing would be left at all.
            while row := cursor.fetchone():
                found.add(row[0])
    except AllydeskError:
        return False
    return True


def _from(position: int) -> Select[tuple[int]]:
    return select(entry.c.position).where(entry.c.position >= position).order_by(entry.c.position)


def _behind_damage(damaged: Database, unread: int) -> int | None:
    """The first position from which entries can be read again, `unread` being one where they cannot; None for none.

    Found by strides that double and then halve: what a damaged page holds is not known, only that it is in the way.
    """
    stride = 1
    while not _gather(damaged, _from(unread + stride).limit(1), set()):
        unread, stride = unread + stride, stride * 2
        if unread > _BEYOND_ALL:
            return None
    readable = unread + stride
    while readable - unread > 1:
        middle = (unread + readable) // 2
        if _gather(damaged, _from(middle).limit(1), set()):
            readable = middle
        else:
            unread = middle
    return readable


def _rescue(damaged: Database, position: int, format_version: int) -> tuple[NewEntry, bool] | None:
    row = _attempt(damaged, lambda connection: _rows_of(connection, entry, position, format_version)[0])
    if row is None:
        return None
    tags = _attempt(damaged, lambda connection: labels.names_at(connection, labels.TAGS, [position]))
    people: dict[int, tuple[str, ...]] | None = {}
    if format_version >= _WITH_PEOPLE:
        people = _attempt(damaged, lambda connection: labels.names_at(connection, labels.PEOPLE, [position]))
    versions = _attempt(damaged, lambda connection: _versions(connection, position, format_version))
    files = _attempt(damaged, lambda connection: _files(connection, position, format_version))
    try:
        found = records.entry_of(row, (tags or {}).get(position, ()), (people or {}).get(position, ()), ())
    except (ValueError, TypeError, OverflowError):
        return None
    new = NewEntry(
        content=found.content,
        fingerprint=row.fingerprint,
        id=found.id,
        modified=found.modified,
        trashed=found.trashed,
        versions=versions or (),
        attachments=files or (),
        pinned=found.pinned,
        seconds=found.seconds,
    )
    return new, None not in (tags, people, versions, files)


def _rows_of(connection: Connection, table: Table, position: int, format_version: int) -> Sequence[Row[Any]]:
    """The table's rows for an entry, with what an earlier format does not have as it is in a fresh row."""
    columns: list[ColumnElement[Any]] = [
        _BEFORE_IT_WAS_THERE[column.name].label(column.name)
        if format_version < _WITH_PEOPLE and column in OF_VERSION_2
        else column
        for column in table.c
    ]
    return connection.execute(select(*columns).select_from(table).where(table.c.position == position)).all()


def _versions(connection: Connection, position: int, format_version: int) -> tuple[Version, ...]:
    rows = _rows_of(connection, version, position, format_version)
    return tuple(map(records.version_of, sorted(rows, key=lambda row: row.number)))


def _files(connection: Connection, position: int, format_version: int) -> tuple[NewAttachment, ...]:
    rows = _rows_of(connection, attachment, position, format_version)
    return tuple(
        NewAttachment(
            name=row.name,
            media_type=row.media_type,
            data=attachments.read_attachment(connection, row.id),
            id=row.id,
            removed=None if row.removed is None else records.moment_of(row.removed),
        )
        for row in sorted(rows, key=lambda row: row.attachment_id)
    )


def _attempt(damaged: Database, read: Callable[[Connection], T]) -> T | None:
    try:
        with damaged.read() as connection:
            return read(connection)
    except (AllydeskError, ValueError, TypeError, OverflowError, LookupError):
        # Damage shows as an error of the database, or as a value that cannot be.
        return None
