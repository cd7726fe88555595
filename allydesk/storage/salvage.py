"""Bringing what can still be read in a damaged vault into a new one, entry by entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, Table, literal, null, select
from sqlalchemy.dialects.sqlite import insert

from allydesk.journal.entry import NewAttachment, NewEntry, Version
from allydesk.progress import Progress
from allydesk.storage import labels, records
from allydesk.storage.database import Database
from allydesk.storage.file_tables import ATTACHMENTS
from allydesk.storage.journal import Journal
from allydesk.storage.row_finding import attempt, find_keys
from allydesk.storage.schema import OF_VERSION_2, SHELVES, attachment, entry, entry_tag, version

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


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many entries came across whole, how many in part (their tags, people, versions or files are missing), and how
    many are known to have been there and could not be read; and whether the story room and the practice room each came
    across whole."""

    whole: int
    partial: int
    lost: int
    story_whole: bool = True
    practice_whole: bool = True


def salvage(damaged: Database, into: Journal, *, progress: Progress) -> Salvaged:
    """Copy every entry that can be read. `progress` counts entries, and hears (0, 0) while they are looked for.

    An entry that is there already, from a salvage that was stopped, is left as it is and counted as whole. Raises what
    writing to `into` can raise. `damaged` opens its file anew after each page that cannot be read.
    """
    format_version = damaged.version()
    standing = find_keys(damaged, entry.c.position, _WAYS, progress)
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
        rows = attempt(damaged, partial(_rows_in, table))
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


def _rescue(damaged: Database, position: int, format_version: int) -> tuple[NewEntry, bool] | None:
    row = attempt(damaged, lambda connection: _rows_of(connection, entry, position, format_version)[0])
    if row is None:
        return None
    tags = attempt(damaged, lambda connection: labels.names_at(connection, labels.TAGS, [position]))
    people: dict[int, tuple[str, ...]] | None = {}
    if format_version >= _WITH_PEOPLE:
        people = attempt(damaged, lambda connection: labels.names_at(connection, labels.PEOPLE, [position]))
    versions = attempt(damaged, lambda connection: _versions(connection, position, format_version))
    files = attempt(damaged, lambda connection: _files(connection, position, format_version))
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
            data=b"".join(ATTACHMENTS.pieces_in(connection, row.attachment_id)),
            id=row.id,
            removed=None if row.removed is None else records.moment_of(row.removed),
        )
        for row in sorted(rows, key=lambda row: row.attachment_id)
    )
