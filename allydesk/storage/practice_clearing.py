"""What goes from the practice room for good, in its time: old versions, and what was removed."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, delete, or_, select

from allydesk.progress import Progress
from allydesk.storage.database import Database
from allydesk.storage.journal import ALL_VERSIONS_KEPT
from allydesk.storage.practice_schema import commitment, own_scenario, practice_card, run, run_version
from allydesk.storage.records import stored_moment
from allydesk.storage.story_records import in_batches
from allydesk.storage.versions import Thinned, thin

_REMOVABLE = (run, commitment, own_scenario)


def thin_versions(database: Database, *, now: datetime) -> int:
    """Of the versions older than a year, keep the last of each day of each run; how many went."""
    return thin(database, (Thinned(run_version, (run_version.c.run,)),), before=now - ALL_VERSIONS_KEPT)


def purge_trash(database: Database, *, before: datetime, progress: Progress) -> int:
    """Delete for good what was removed before that moment, runs with all that was theirs; how many went. A card goes
    with the last run of its family. Nothing is written when there is nothing to delete.

    All or, when anything goes wrong or is cancelled, nothing. `progress` hears (0, 0).
    """
    moment = stored_moment(before)
    with database.read() as connection:
        waiting = connection.execute(
            select(or_(*(select(table.c.id).where(_gone(table.c.removed, moment)).exists() for table in _REMOVABLE)))
        ).scalar_one()
    if not waiting:
        return 0
    with database.write() as connection:
        families = set(connection.execute(select(run.c.family).where(_gone(run.c.removed, moment))).scalars())
        gone = 0
        for table in _REMOVABLE:
            progress(0, 0)
            gone += connection.execute(delete(table).where(_gone(table.c.removed, moment))).rowcount
        _forget_cards(connection, families)
        return gone


def _gone(removed: Column[Any], moment: int) -> ColumnElement[bool]:
    return and_(removed.is_not(None), removed < moment)


def _forget_cards(connection: Connection, families: set[str]) -> None:
    left = set(connection.execute(select(run.c.family).distinct()).scalars())
    for some in in_batches(families - left):
        connection.execute(delete(practice_card).where(practice_card.c.family.in_(some)))
