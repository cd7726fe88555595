"""How stories are kept, the takes of telling them, and the mentor profile."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from allydesk.errors import Code, StoryError
from allydesk.storage import story_records, story_rows
from allydesk.storage.database import Database
from allydesk.storage.reading import Clock
from allydesk.storage.records import stored_moment
from allydesk.storage.sittings import SITTING_STORED, loses_much
from allydesk.storage.story_schema import mentor_profile, story, story_file, story_version, take
from allydesk.story.ids import StoryId, TakeId, new_story_id
from allydesk.story.telling import MentorProfile, Story, StoryVersion, Take, Telling

_NOTHING = Telling()


class StoryShelf:
    """The stories in an open vault."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # Stories

    def all(self) -> list[Story]:
        """Those outside the trash, the one that was changed last first."""
        return self._stories(story.c.removed.is_(None), story.c.modified)

    def removed(self) -> list[Story]:
        """Those in the trash, the one that was removed last first."""
        return self._stories(story.c.removed.is_not(None), story.c.removed)

    def story(self, story_id: StoryId) -> Story:
        """The story, in the trash or not. Raises `StoryError(NO_SUCH_STORY)`."""
        with self._database.read() as connection:
            return story_rows.story_of(_row(connection, story_id))

    def add(self, telling: Telling, *, story_id: StoryId | None = None) -> Story:
        """Keep a new story. Raises `StoryError(TOO_LARGE)`."""
        telling = story_rows.storable_telling(telling)
        now = self._now()
        new_id = story_id or new_story_id()
        columns = {"id": new_id, "created": now, "modified": now, "sitting": now}
        with self._database.write() as connection:
            connection.execute(insert(story).values(**columns, **story_rows.telling_columns(telling)))
            return story_rows.story_of(_row(connection, new_id))

    def save(self, story_id: StoryId, telling: Telling, *, keep_present: bool = False) -> Story:
        """Replace the telling. What was there becomes a version as an entry's content does: when a sitting has passed
        since the last one was kept, when much is taken away, or when `keep_present` asks for it. Saving what is there
        already writes nothing. Raises `StoryError`: `NO_SUCH_STORY`, `TOO_LARGE`.
        """
        telling = story_rows.storable_telling(telling)
        with self._database.read() as connection:
            row = _row(connection, story_id)
        before = story_rows.telling_of(row)
        if before == telling:
            return story_rows.story_of(row)
        now = self._now()
        keep = keep_present or loses_much(before.text, telling.text) or now - row.sitting >= SITTING_STORED
        keep = keep and before != _NOTHING
        with self._database.write() as connection:
            if keep:
                _add_version(connection, story_id, before, saved=row.modified)
            times = {"modified": now, "sitting": now if keep else row.sitting}
            changed = update(story).where(story.c.id == story_id)
            connection.execute(changed.values(**times, **story_rows.telling_columns(telling)))
            return story_rows.story_of(_row(connection, story_id))

    def versions(self, story_id: StoryId) -> list[StoryVersion]:
        """How the story was before, newest last; its present state is not among them.

        Raises `StoryError(NO_SUCH_STORY)`.
        """
        mine = select(story_version).where(story_version.c.story == story_id).order_by(story_version.c.number)
        with self._database.read() as connection:
            _row(connection, story_id)
            return [story_rows.version_of(row) for row in connection.execute(mine)]

    def remove(self, story_id: StoryId) -> None:
        """Put it into the trash, with its takes. Raises `StoryError(NO_SUCH_STORY)`."""
        self._set_removed(story_id, self._now())

    def restore(self, story_id: StoryId) -> Story:
        """Take it out of the trash. Raises `StoryError(NO_SUCH_STORY)`."""
        return self._set_removed(story_id, None)

    # Takes

    def takes(self, story_id: StoryId) -> list[Take]:
        """The takes of a story, oldest first."""
        return self._takes(take.c.story == story_id)

    def all_takes(self) -> list[Take]:
        """The takes of all stories outside the trash, oldest first."""
        return self._takes(take.c.story.in_(select(story.c.id).where(story.c.removed.is_(None))))

    def keep_take(self, kept: Take) -> None:
        """Keep a take, in the place of the one with its id. A recording that is not kept is left out.

        Raises `StoryError`: `NO_SUCH_STORY`, `TOO_LARGE`; ValueError for one that began in no zone.
        """
        columns = story_rows.take_columns(story_rows.storable_take(kept))
        now = self._now()
        with self._database.write() as connection:
            _row(connection, kept.story_id)
            if kept.audio is not None and not story_records.files_in(connection, [kept.audio.id]):
                columns["audio"] = None
            _let_go_of_audio(connection, kept.id, now=now, besides=columns["audio"])
            changed = connection.execute(update(take).where(take.c.id == kept.id).values(columns))
            if not changed.rowcount:
                connection.execute(insert(take).values(columns))

    def remove_take(self, take_id: TakeId) -> None:
        """Take it away; nothing happens for one that is gone. Its recording is kept for as long as what is in the
        trash, so that `keep_take` can bring the take back."""
        now = self._now()
        with self._database.write() as connection:
            _let_go_of_audio(connection, take_id, now=now)
            connection.execute(delete(take).where(take.c.id == take_id))

    # The mentor profile

    def profile(self) -> MentorProfile:
        """The mentor profile; an empty one while there is none."""
        with self._database.read() as connection:
            row = connection.execute(select(mentor_profile)).one_or_none()
        return MentorProfile() if row is None else story_rows.profile_of(row)

    def save_profile(self, profile: MentorProfile) -> None:
        """Keep it in the place of the one that is there. Raises `StoryError(TOO_LARGE)`."""
        columns = story_rows.profile_columns(profile)
        with self._database.write() as connection:
            connection.execute(delete(mentor_profile))
            connection.execute(insert(mentor_profile).values(columns))

    # Inside

    def _now(self) -> int:
        return stored_moment(self._clock())

    def _stories(self, which: ColumnElement[bool], newest: ColumnElement[int]) -> list[Story]:
        chosen = select(story).where(which).order_by(newest.desc(), story.c.story_id.desc())
        with self._database.read() as connection:
            return [story_rows.story_of(row) for row in connection.execute(chosen)]

    def _takes(self, which: ColumnElement[bool]) -> list[Take]:
        with self._database.read() as connection:
            return [story_rows.take_of(row) for row in connection.execute(story_rows.TAKES.where(which))]

    def _set_removed(self, story_id: StoryId, moment: int | None) -> Story:
        with self._database.write() as connection:
            row = _row(connection, story_id)
            connection.execute(update(story).where(story.c.story_id == row.story_id).values(removed=moment))
            return story_rows.story_of(_row(connection, story_id))


def _row(connection: Connection, story_id: StoryId) -> Row[Any]:
    row = connection.execute(select(story).where(story.c.id == story_id)).one_or_none()
    if row is None:
        raise StoryError(Code.NO_SUCH_STORY)
    return row


def _add_version(connection: Connection, story_id: StoryId, telling: Telling, *, saved: int) -> None:
    newest = connection.execute(
        select(func.max(story_version.c.number)).where(story_version.c.story == story_id)
    ).scalar_one()
    columns = {"story": story_id, "number": (newest or 0) + 1, "saved": saved}
    connection.execute(insert(story_version).values(**columns, **story_rows.telling_columns(telling)))


def _let_go_of_audio(connection: Connection, take_id: TakeId, *, now: int, besides: str | None = None) -> None:
    """Note that a take's recording has left it, unless it is the one it is to have."""
    recording = select(take.c.audio).where(take.c.id == take_id).scalar_subquery()
    left = update(story_file).where(story_file.c.id == recording)
    if besides is not None:
        left = left.where(story_file.c.id != besides)
    connection.execute(left.values(since=now))
