"""Stories one can tell, and the takes of practising them."""

from dataclasses import dataclass, field
from datetime import datetime

from allydesk.story.ids import StoryId, TakeId
from allydesk.story.lifeline import KeptFile

STORY_WORDS = 1_000
"""A story stays under this many words: about seven minutes, which is as long as people listen well."""
WORDS_A_MINUTE = 140
"""How fast a story is told, unless the person's own takes say otherwise: unhurried, with pauses."""
RATINGS = range(1, 6)
"""How a person found a take of their own: 1 "not yet" to 5 "as I meant it"."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a person can change about a story. `text` is Markdown; `listener` says for whom it is told ("a new
    colleague"), in their words."""

    title: str = ""
    listener: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it is kept. Moments are in UTC; `removed` is None outside the trash."""

    id: StoryId
    telling: Telling
    created: datetime
    modified: datetime
    removed: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoryVersion:
    """How a story once was. `saved` in UTC; `number` counts from 1, oldest first."""

    number: int
    saved: datetime
    telling: Telling


@dataclass(frozen=True, slots=True)
class Take:
    """One telling aloud. `begun` has the zone it was made in; `seconds` is how long it went, pauses left out; `words`
    how many were told. `rating` is the person's own, 1 to 5, None without one; `audio` the recording, if any.

    Raises ValueError for a rating off the scale.
    """

    id: TakeId
    story_id: StoryId
    begun: datetime
    seconds: int
    words: int
    rating: int | None = None
    notes: str = ""
    audio: KeptFile | None = None

    def __post_init__(self) -> None:
        if self.rating is not None and self.rating not in RATINGS:
            raise ValueError("a rating is a whole number from 1 to 5")


@dataclass(frozen=True, slots=True)
class MentorProfile:
    """A page for someone who might want one as a mentor. All plain text, in the person's own words."""

    name: str = ""
    lived_through: str = ""
    can_listen_to: str = ""
    offers: str = ""
    themes: tuple[str, ...] = field(default=())
    """Names of themes to show, as the person chose."""
