"""What goes from the story room for good, in its time: old versions, what was removed, and files nothing points to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, or_, select, true, tuple_

from allydesk.progress import Progress
from allydesk.storage.database import Database
from allydesk.storage.file_tables import STORY_FILES
from allydesk.storage.journal import ALL_VERSIONS_KEPT
from allydesk.storage.records import stored_moment
from allydesk.storage.story_records import in_batches
from allydesk.storage.story_schema import moment_photo, record_version, story, story_file, story_version, take
from allydesk.storage.versions import Thinned, thin

_THINNED = (
    Thinned(record_version, (record_version.c.kind, record_version.c.id), (record_version.c.gone == 0,)),
    Thinned(story_version, (story_version.c.story,)),
)
"""What is gone has a time of its own."""


def thin_versions(database: Database, *, now: datetime) -> int:
    """Of the versions older than a year, keep the last of each day of each record and story; how many went."""
    return thin(database, _THINNED, before=now - ALL_VERSIONS_KEPT)


def purge_trash(database: Database, *, before: datetime, progress: Progress) -> int:
    """Delete for good what was removed before that moment, records and stories with all that was theirs, and the files
    that nothing has pointed to since then; how many went. Nothing is written when there is nothing to delete.

    All or, when anything goes wrong or is cancelled, nothing. `progress` hears (0, 0).
    """
    moment = stored_moment(before)
    with database.read() as connection:
        removed = connection.execute(_removed_before(moment)).scalar_one() or _loose_files(connection, moment)
    if not removed:
        return 0
    with database.write() as connection:
        gone = _purge_records(connection, moment)
        gone += connection.execute(delete(story).where(story.c.removed < moment)).rowcount
        loose = _loose_files(connection, moment)
        for some in in_batches(loose):
            gone += STORY_FILES.erase(connection, story_file.c.id.in_(some), heard=lambda _: progress(0, 0))
        return gone


def _removed_before(moment: int) -> Select[Any]:
    gone = select(record_version.c.version_id).where(record_version.c.gone == 1, record_version.c.saved < moment)
    removed = select(story.c.story_id).where(story.c.removed.is_not(None), story.c.removed < moment)
    return select(or_(gone.exists(), removed.exists()))


def _purge_records(connection: Connection, moment: int) -> int:
    whose = (record_version.c.kind, record_version.c.id)
    gone = connection.execute(select(*whose).where(record_version.c.gone == 1, record_version.c.saved < moment)).all()
    for some in in_batches(gone):
        connection.execute(delete(record_version).where(tuple_(*whose).in_([tuple(row) for row in some])))
    return len(gone)


def _loose_files(connection: Connection, moment: int) -> Sequence[str]:
    """The files that no moment, no take and no version of a moment points to, and none has since that moment."""
    loose = connection.execute(
        select(story_file.c.id).where(
            story_file.c.since < moment,
            story_file.c.id.not_in(select(moment_photo.c.file)),
            story_file.c.id.not_in(select(take.c.audio).where(take.c.audio.is_not(None))),
        )
    ).scalars()
    candidates = set(loose)
    if not candidates:
        return ()
    photo = func.json_each(record_version.c.record, "$.photos").table_valued("value", name="photo")
    pointed = select(func.json_extract(photo.c.value, "$.id")).select_from(record_version).join(photo, true())
    return sorted(candidates - set(connection.execute(pointed).scalars()))
