"""Takes beside one another: how long each went, how fast, and how the person found it. It observes and never judges."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from allydesk.story.telling import WORDS_A_MINUTE, Take

RATING_WORDS = {1: "not yet", 2: "in places", 3: "about half of it", 4: "nearly", 5: "as I meant it"}
"""How a person found a take of their own, in words; `telling.RATINGS` are the numbers it is kept as."""
NOT_RATED = "left open"

_LATEST = 5
"""Takes from which the usual pace is told: it changes with practice."""
_ENOUGH = 30
"""Seconds; what is shorter says nothing of a person's pace."""
_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True, slots=True)
class Compared:
    """A take beside the one before it. `pace` in words a minute, None where there is nothing to tell it from; `since`
    says how it differs from the take before, "" for the first."""

    take: Take
    pace: int | None
    since: str


def pace_of(words: int, seconds: float) -> int | None:
    """Words a minute, to the whole; None without words or without time."""
    return round(words * _MINUTE / seconds) if words > 0 and seconds >= 1 else None


def usual_pace(takes: Iterable[Take]) -> int:
    """Words a minute as this person tells: the median of their latest five takes of half a minute or more.

    Without any it is `WORDS_A_MINUTE`.
    """
    long_enough = sorted((take for take in takes if take.seconds >= _ENOUGH), key=lambda take: take.begun)
    paces = [pace for take in long_enough[-_LATEST:] if (pace := pace_of(take.words, take.seconds)) is not None]
    return round(median(paces)) if paces else WORDS_A_MINUTE


def compared(takes: Iterable[Take]) -> list[Compared]:
    """The takes oldest first, each beside the one before it."""
    found: list[Compared] = []
    for take in sorted(takes, key=lambda each: (each.begun, each.id)):
        before = found[-1] if found else None
        found.append(Compared(take, pace_of(take.words, take.seconds), _since(take, before)))
    return found


def rating_in_words(rating: int | None) -> str:
    """ "nearly"; "left open" without one. Raises KeyError for a number off the scale."""
    return NOT_RATED if rating is None else RATING_WORDS[rating]


def length_in_figures(seconds: float) -> str:
    """ "6:48", from an hour on "1:02:03". Parts of a second are left off."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, _HOUR)
    minutes, seconds_left = divmod(rest, _MINUTE)
    return f"{hours}:{minutes:02}:{seconds_left:02}" if hours else f"{minutes}:{seconds_left:02}"


def length_in_words(seconds: float) -> str:
    """The same to be read out: "6 minutes 48 seconds"."""
    whole = max(0, int(seconds))
    parts = (
        (whole // _HOUR, "hour", "hours"),
        (whole % _HOUR // _MINUTE, "minute", "minutes"),
        (whole % _MINUTE, "second", "seconds"),
    )
    said = [f"{number} {one if number == 1 else many}" for number, one, many in parts if number]
    return " ".join(said) or "no time"


def pace_in_words(pace: int | None) -> str:
    """ "127 words a minute"; "" where there is none to tell."""
    if pace is None:
        return ""
    return "1 word a minute" if pace == 1 else f"{pace:,} words a minute"


def take_in_words(one: Compared) -> str:
    """A take in one line: "6:48 · 127 words a minute · nearly"; a rating left open is left out."""
    take = one.take
    parts: Sequence[str] = (
        length_in_figures(take.seconds),
        pace_in_words(one.pace),
        "" if take.rating is None else rating_in_words(take.rating),
    )
    return " · ".join(part for part in parts if part)


def _since(take: Take, before: Compared | None) -> str:
    if before is None:
        return ""
    longer = take.seconds - before.take.seconds
    said = []
    if longer:
        said.append(f"{length_in_figures(abs(longer))} {'longer' if longer > 0 else 'shorter'}")
    pace = pace_of(take.words, take.seconds)
    if pace is not None and before.pace is not None and pace != before.pace:
        difference = pace - before.pace
        said.append(f"{pace_in_words(abs(difference))} {'faster' if difference > 0 else 'slower'}")
    return f"{' and '.join(said)} than the take before" if said else "As long and as fast as the take before"
