"""Bringing what can still be read in a damaged vault into a new one, entry by entry."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import NoResultFound

from allydesk.errors import AllydeskError
from allydesk.journal.entry import NewAttachment, NewEntry, Version
from allydesk.progress import Progress
from allydesk.storage import attachments, records, tags
from allydesk.storage.database import Database
from allydesk.storage.journal import Journal
from allydesk.storage.schema import entry, entry_tag, version

T = TypeVar("T")

_EVERYWHERE = (
    select(entry.c.position).order_by(entry.c.position),
    select(entry.c.position).order_by(entry.c.position.desc()),
    select(entry.c.position).order_by(entry.c.instant),
    select(entry.c.position).order_by(entry.c.instant.desc()),
    select(entry.c.position).order_by(entry.c.id),
    select(entry_tag.c.position).order_by(entry_tag.c.tag_id, entry_tag.c.position),
)
"""Different ways through different pages to the same entries; a damaged page bars some of them, seldom all."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many entries came across whole, how many in part (their tags, versions or files are missing), and how many
    are known to have been there and could not be read."""

    whole: int
    partial: int
    lost: int


def salvage(damaged: Database, into: Journal, *, progress: Progress) -> Salvaged:
    """Copy every entry that can be read. `progress` counts entries. Raises what writing to `into` can raise."""
    standing = _find(damaged)
    whole = partial = lost = 0
    for done, position in enumerate(standing, 1):
        rescued = _rescue(damaged, position)
        if rescued is None:
            lost += 1
        else:
            new, complete = rescued
            into.add(new)
            whole += complete
            partial += not complete
        progress(done, len(standing))
    return Salvaged(whole, partial, lost)


def _find(damaged: Database) -> list[int]:
    found: set[int] = set()
    for statement in _EVERYWHERE:
        _gather(damaged, statement, found)
    return sorted(found)


def _gather(damaged: Database, statement: Select[Any], found: set[int]) -> None:
    """Add what the statement yields up to the first page that cannot be read."""
    try:
        with damaged.read() as connection:
            for position in connection.execution_options(yield_per=100).execute(statement).scalars():
                found.add(position)
    except AllydeskError:
        return


def _rescue(damaged: Database, position: int) -> tuple[NewEntry, bool] | None:
    kept = _attempt(damaged, lambda connection: connection.execute(_row_at(position)).one())
    if kept is None:
        return None
    names = _attempt(damaged, lambda connection: tags.tags_at(connection, [position]).get(position, ()))
    versions = _attempt(damaged, lambda connection: _versions(connection, position))
    files = _attempt(damaged, lambda connection: _files(connection, position))
    try:
        found = records.entry_of(kept, names or (), ())
    except (ValueError, TypeError, OverflowError):
        return None
    new = NewEntry(
        content=found.content,
        fingerprint=kept.fingerprint,
        id=found.id,
        modified=found.modified,
        trashed=found.trashed,
        versions=versions or (),
        attachments=files or (),
    )
    return new, None not in (names, versions, files)


def _row_at(position: int) -> Select[Any]:
    return select(entry).where(entry.c.position == position)


def _versions(connection: Connection, position: int) -> tuple[Version, ...]:
    rows = connection.execute(select(version).where(version.c.position == position).order_by(version.c.number))
    return tuple(map(records.version_of, rows))


def _files(connection: Connection, position: int) -> tuple[NewAttachment, ...]:
    return tuple(
        NewAttachment(file.name, file.media_type, attachments.read_attachment(connection, file.id))
        for file in attachments.attachments_at(connection, position)
    )


def _attempt(damaged: Database, read: Callable[[Connection], T]) -> T | None:
    try:
        with damaged.read() as connection:
            return read(connection)
    except (AllydeskError, ValueError, TypeError, OverflowError, NoResultFound):
        # Damage shows as an error of the database, or as a value that cannot be.
        return None
