"""Between rows and values: which column holds what of a story, its versions, its takes and the mentor profile."""

import json
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any

from sqlalchemy import Row, Select, select

from allydesk.storage.records import moment_of, stored_moment
from allydesk.storage.story_records import file_of, line, long_text
from allydesk.storage.story_schema import story_file, take
from allydesk.story.ids import StoryId, TakeId
from allydesk.story.lifeline import KeptFile
from allydesk.story.telling import MentorProfile, Story, StoryVersion, Take, Telling

TAKES: Select[Any] = (
    select(
        take,
        story_file.c.name.label("audio_name"),
        story_file.c.media_type.label("audio_type"),
        story_file.c.size.label("audio_size"),
        story_file.c.digest.label("audio_digest"),
    )
    .join_from(take, story_file, story_file.c.id == take.c.audio, isouter=True)
    .order_by(take.c.begun, take.c.take_id)
)
"""The takes, each with its recording; oldest first."""


def storable_telling(telling: Telling) -> Telling:
    """The telling with its texts in the form that is kept. Raises `StoryError(TOO_LARGE)`."""
    return Telling(line(telling.title), line(telling.listener), long_text(telling.text))


def telling_columns(telling: Telling) -> dict[str, Any]:
    """The columns that `story` and `story_version` have for a telling that is storable."""
    return {"title": telling.title, "listener": telling.listener, "text": telling.text}


def telling_of(row: Row[Any]) -> Telling:
    """The telling of a row of `story` or `story_version`."""
    return Telling(row.title, row.listener, row.text)


def story_of(row: Row[Any]) -> Story:
    """A story from its row."""
    return Story(
        id=StoryId(row.id),
        telling=telling_of(row),
        created=moment_of(row.created),
        modified=moment_of(row.modified),
        removed=None if row.removed is None else moment_of(row.removed),
    )


def version_of(row: Row[Any]) -> StoryVersion:
    """A version from its row."""
    return StoryVersion(row.number, moment_of(row.saved), telling_of(row))


def storable_take(take: Take) -> Take:
    """The take with its notes in the form that is kept. Raises `StoryError(TOO_LARGE)`."""
    return replace(take, notes=long_text(take.notes))


def take_columns(take: Take) -> dict[str, Any]:
    """All columns of a take that is storable. Raises ValueError for one that began in no zone."""
    offset = take.begun.utcoffset()
    if offset is None:
        raise ValueError("a take begins in a zone")
    return {
        "id": take.id,
        "story": take.story_id,
        "begun": stored_moment(take.begun),
        "utc_offset": offset // timedelta(seconds=1),
        "seconds": take.seconds,
        "words": take.words,
        "rating": take.rating,
        "notes": take.notes,
        "audio": None if take.audio is None else take.audio.id,
    }


def take_of(row: Row[Any]) -> Take:
    """A take from its row, joined with that of its recording. Raises ValueError for what can be none."""
    return Take(
        id=TakeId(row.id),
        story_id=StoryId(row.story),
        begun=moment_of(row.begun).astimezone(timezone(timedelta(seconds=row.utc_offset))),
        seconds=row.seconds,
        words=row.words,
        rating=row.rating,
        notes=row.notes,
        audio=_audio_of(row),
    )


def _audio_of(row: Row[Any]) -> KeptFile | None:
    if row.audio is None:
        return None
    return file_of((row.audio, row.audio_name, row.audio_type, row.audio_size, row.audio_digest))


def profile_columns(profile: MentorProfile) -> dict[str, Any]:
    """All columns of the mentor profile. Raises `StoryError(TOO_LARGE)`."""
    return {
        "profile_id": 1,
        "name": line(profile.name),
        "lived_through": long_text(profile.lived_through),
        "can_listen_to": long_text(profile.can_listen_to),
        "offers": long_text(profile.offers),
        "themes": json.dumps(list(map(line, profile.themes)), ensure_ascii=False),
    }


def profile_of(row: Row[Any]) -> MentorProfile:
    """The mentor profile from its row. Raises ValueError for what can be none."""
    return MentorProfile(row.name, row.lived_through, row.can_listen_to, row.offers, tuple(json.loads(row.themes)))
