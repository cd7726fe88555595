"""When what was put into the trash goes for good. Two moments have to agree on it, not this computer's clock alone."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select

from allydesk.progress import Progress
from allydesk.storage import practice_clearing, story_clearing
from allydesk.storage.backup import Backup
from allydesk.storage.database import Database
from allydesk.storage.journal import Journal
from allydesk.storage.records import stored_moment
from allydesk.storage.schema import attachment, entry

TRASH_KEPT = timedelta(days=30)
"""How long what is in the trash is kept at the least: entries, files that were removed from entries, stories, what was
removed from the lifeline, and from the practice room."""


def kept_its_time_before(now: datetime, earlier: Iterable[Backup]) -> datetime | None:
    """Whatever went into the trash before this moment has been there for `TRASH_KEPT`; None where nobody can say so.

    `earlier` are the backups without the one that has just been made. The time is over when both `now` and the newest
    of them say so: a clock that has jumped ahead for a day empties no trash, and two backups, of different days, hold
    what goes. One dated in the future says nothing, since some clock was wrong when it was made.
    """
    newest = max((backup.made for backup in earlier if backup.made <= now), default=None)
    return None if newest is None else newest - TRASH_KEPT


def let_go(
    journal: Journal, database: Database, *, now: datetime, earlier: Sequence[Backup], progress: Progress
) -> None:
    """Thin old versions, and delete for good what has been in the trash for its time, which a backup holds that has
    just been made; `earlier` are the others."""
    journal.thin_versions()
    story_clearing.thin_versions(database, now=now)
    practice_clearing.thin_versions(database, now=now)
    before = kept_its_time_before(now, earlier)
    if before is None:
        return
    if has_any(database, before=before):
        journal.purge_trash(before=before, progress=progress)
    story_clearing.purge_trash(database, before=before, progress=progress)
    practice_clearing.purge_trash(database, before=before, progress=progress)


def has_any(database: Database, *, before: datetime) -> bool:
    """Whether anything of the journal went into the trash before that moment. Asked first, since even deleting nothing
    is a write, and a write makes another backup due."""
    moment = stored_moment(before)
    with database.read() as connection:
        return bool(
            connection.execute(
                select(
                    or_(
                        exists().where(entry.c.trashed.is_not(None), entry.c.trashed < moment),
                        exists().where(attachment.c.removed.is_not(None), attachment.c.removed < moment),
                    )
                )
            ).scalar_one()
        )
