"""How entries were before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, func, insert, select

from allydesk.journal.entry import Content, Version
from allydesk.storage.database import Database
from allydesk.storage.records import moment_of, stored_moment, version_columns, version_of
from allydesk.storage.schema import version

_ERASED_AT_ONCE = 500


def add_version(connection: Connection, position: int, content: Content, *, saved: int) -> None:
    """Keep the content as the newest version of the entry at `position`; `saved` is when it had been written."""
    newest = connection.execute(select(func.max(version.c.number)).where(version.c.position == position)).scalar_one()
    columns = version_columns(content, position=position, number=(newest or 0) + 1, saved=saved)
    connection.execute(insert(version).values(columns))


def versions_at(connection: Connection, positions: Sequence[int]) -> dict[int, list[Version]]:
    """The versions of each of these entries, oldest first; an entry without any is left out."""
    rows = connection.execute(
        select(version).where(version.c.position.in_(positions)).order_by(version.c.position, version.c.number)
    )
    found: dict[int, list[Version]] = defaultdict(list)
    for row in rows:
        found[row.position].append(version_of(row))
    return dict(found)


def superseded(
    connection: Connection,
    *which: ColumnElement[bool],
    before: int,
    zone: tzinfo | None,
    table: Table = version,
    of: Sequence[Column[Any]] = (version.c.position,),
) -> list[int]:
    """The rows of the versions written before that moment that were not the last of their entry on their day.

    So too in other tables of versions, where the columns `of` say whose they are, for those of which `which` holds.
    """
    saved = table.c.saved
    rows = connection.execute(
        select(table.c.version_id, saved, *of).where(saved < before, *which).order_by(*of, table.c.number)
    )
    last: dict[tuple[object, ...], int] = {}
    gone: list[int] = []
    for row_id, when, *whose in rows:
        day = *whose, _day(when, zone)
        if day in last:
            gone.append(last[day])
        last[day] = row_id
    return gone


@dataclass(frozen=True, slots=True)
class Thinned:
    """A table of versions, the columns that say whose they are, and what holds of those that are thinned."""

    table: Table
    of: tuple[Column[Any], ...]
    which: tuple[ColumnElement[bool], ...] = ()


def thin(database: Database, tables: Iterable[Thinned], *, before: datetime) -> int:
    """Of the versions written before that moment, keep the last of each day of each; how many went. Days are those of
    the moment's zone."""
    oldest = stored_moment(before)
    count = 0
    for one in tables:
        with database.read() as connection:
            gone = superseded(connection, *one.which, before=oldest, zone=before.tzinfo, table=one.table, of=one.of)
        if gone:
            with database.write() as connection:
                forget_versions(connection, gone, table=one.table)
        count += len(gone)
    return count


def forget_versions(connection: Connection, rows: Sequence[int], *, table: Table = version) -> None:
    """Delete these versions for good."""
    for start in range(0, len(rows), _ERASED_AT_ONCE):
        some = rows[start : start + _ERASED_AT_ONCE]
        connection.execute(delete(table).where(table.c.version_id.in_(some)))


def _day(saved: int, zone: tzinfo | None) -> date:
    moment = moment_of(saved)
    try:
        return moment.astimezone(zone).date()
    except OverflowError:
        return moment.date()
