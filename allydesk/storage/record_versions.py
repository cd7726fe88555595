"""How the lifeline's records were before, and those that are gone."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from allydesk.storage.record_json import RecordKind, id_of, item_of, kind_of, record_of
from allydesk.storage.records import moment_of
from allydesk.storage.story_records import in_batches
from allydesk.storage.story_schema import record_version
from allydesk.story.lifeline import Record


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """How a record once was. `number` counts from 1, oldest first. `saved`, in UTC, is when it had been written so; of
    one that is gone, when it was removed."""

    number: int
    saved: datetime
    record: Record


@dataclass(frozen=True, slots=True)
class Past:
    """A version on its way in: `saved` as the tables hold it, `gone` for the last state of what was removed."""

    record: Record
    saved: int
    gone: bool = False


def add_versions(connection: Connection, kind: RecordKind, past: Collection[Past]) -> None:
    """Keep these as the newest versions of their records, which are all of that kind."""
    numbers = _last_numbers(connection, kind, {id_of(one.record) for one in past})
    rows = []
    for one in past:
        record_id = id_of(one.record)
        numbers[record_id] = numbers.get(record_id, 0) + 1
        rows.append(version_row(one, numbers[record_id]))
    if rows:
        connection.execute(insert(record_version), rows)


def version_row(past: Past, number: int) -> dict[str, Any]:
    """All columns of a version's row."""
    return {
        "id": id_of(past.record),
        "kind": kind_of(past.record).value,
        "number": number,
        "saved": past.saved,
        "gone": int(past.gone),
        "record": json.dumps(item_of(past.record), ensure_ascii=False),
    }


def version_of(row: Row[Any]) -> RecordVersion:
    """A version from its row. Raises ValueError, TypeError or KeyError for what can be none."""
    return RecordVersion(row.number, moment_of(row.saved), record_of(row.kind, json.loads(row.record)))


def bring_back(connection: Connection, kind: RecordKind, records: Iterable[Record]) -> None:
    """These records are there again: the last states of those that were removed are no longer of what is gone.

    A state that has come back just as it was is no earlier one, and goes.
    """
    for some in in_batches(records):
        found = {id_of(record): record for record in some}
        removed = connection.execute(
            select(record_version).where(
                record_version.c.gone == 1, record_version.c.kind == kind.value, record_version.c.id.in_(list(found))
            )
        ).all()
        same = [row.version_id for row in removed if version_of(row).record == found[row.id]]
        connection.execute(delete(record_version).where(record_version.c.version_id.in_(same)))
        others = [row.version_id for row in removed]
        connection.execute(update(record_version).where(record_version.c.version_id.in_(others)).values(gone=0))


def versions_in(connection: Connection, record_id: str) -> list[RecordVersion]:
    """The versions of a record, oldest first."""
    mine = select(record_version).where(record_version.c.id == record_id)
    return [version_of(row) for row in connection.execute(mine.order_by(record_version.c.number))]


def removed_in(connection: Connection) -> list[RecordVersion]:
    """The last states of the moments, chapters and themes that were removed, newest first."""
    gone = select(record_version).where(record_version.c.gone == 1, record_version.c.kind != RecordKind.BIRTH.value)
    newest = gone.order_by(record_version.c.saved.desc(), record_version.c.version_id.desc())
    return [version_of(row) for row in connection.execute(newest)]


def _last_numbers(connection: Connection, kind: RecordKind, ids: Iterable[str]) -> dict[str, int]:
    last = func.max(record_version.c.number)
    counted = select(record_version.c.id, last).where(record_version.c.kind == kind.value)
    found: dict[str, int] = {}
    for some in in_batches(ids):
        rows = connection.execute(counted.where(record_version.c.id.in_(some)).group_by(record_version.c.id))
        found.update((record_id, number) for record_id, number in rows)
    return found
