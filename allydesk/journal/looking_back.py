"""What one sees when looking back over many entries. Nothing here counts days in a row, and nothing is a score."""

from dataclasses import dataclass
from datetime import date, datetime

from allydesk.ids import EntryId
from allydesk.journal.entry import Content


@dataclass(frozen=True, slots=True)
class DayWritten:
    """A day with entries: how many, how many words, and the mean of their moods where any has one."""

    day: date
    entries: int
    words: int
    mood: float | None


@dataclass(frozen=True, slots=True)
class TagMood:
    """How the entries with a tag felt: how many have a mood, its mean, and how many entries there are in all."""

    name: str
    entries: int
    with_mood: int
    mean: float


@dataclass(frozen=True, slots=True)
class Statistics:
    """A period seen from afar. `weeks` are (Monday, entries, words), every week of the period, the empty ones too.

    `hours` holds the number of entries begun in each hour of the day, 24 of them; `tags` only tags with moods.
    """

    entries: int
    words: int
    weeks: tuple[tuple[date, int, int], ...]
    hours: tuple[int, ...]
    tags: tuple[TagMood, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an entry since a moment. `before` is None for one that was not there yet, `after` for one that is
    in the trash now."""

    entry_id: EntryId
    changed: datetime
    before: Content | None
    after: Content | None
