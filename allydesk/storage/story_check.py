"""Looking for damage in the story room: what cannot be read back as the value it was kept as."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from allydesk.storage import record_versions, story_rows
from allydesk.storage.record_json import RecordKind
from allydesk.storage.story_records import TABLES, records_in
from allydesk.storage.story_schema import mentor_profile, record_version, story, story_version

_BATCH = 500
_ROWS: tuple[tuple[Table, Callable[[Row[Any]], object]], ...] = (
    (record_version, record_versions.version_of),
    (story, story_rows.story_of),
    (story_version, story_rows.version_of),
    (mentor_profile, story_rows.profile_of),
)


def unreadable(connection: Connection) -> int:
    """How many records, versions, stories and takes cannot be read back."""
    bad = sum(_unreadable_records(connection, kind) for kind in RecordKind)
    for table, read in _ROWS:
        for row in connection.execute(select(table), execution_options={"yield_per": _BATCH}):
            bad += not reads(read, row)
    for row in connection.execute(story_rows.TAKES):
        bad += not reads(story_rows.take_of, row)
    return bad


def _unreadable_records(connection: Connection, kind: RecordKind) -> int:
    if reads(records_in, connection, kind):
        return 0
    ids = connection.execute(select(TABLES[kind].c.id)).scalars().all()
    return sum(not reads(records_in, connection, kind, [one]) for one in ids)


def reads(read: Callable[..., object], *row: object) -> bool:
    """Whether a value can be made of what is there."""
    try:
        read(*row)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return False
    return True
