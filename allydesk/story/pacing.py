"""The arithmetic of telling aloud: which word is due when, and how the time stands. It knows words and seconds only, so
the size of the type changes nothing."""

from enum import StrEnum
from typing import Final

_MINUTE: Final = 60
_NEARLY: Final = 0.9
"""Of the planned time. In seven minutes, three quarters of one before the end."""


class Phase(StrEnum):
    """How the time stands, by the colour a speaker's timer shows."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


_WORDS: Final = {Phase.GREEN: "on time", Phase.AMBER: "nearly over", Phase.RED: "over"}


def pace_for(words: int, seconds: float) -> float:
    """Words a minute that tell so many words in so much time; 0 without words. Raises ValueError for no time."""
    if seconds <= 0:
        raise ValueError("a telling takes time")
    return max(0, words) * _MINUTE / seconds


def place_at(seconds: float, *, words: int, words_a_minute: float, start: float = 0.0) -> float:
    """How much of the text has gone by, 0 to 1, so many seconds after starting at `start`. A text without words has
    gone by at once."""
    if words <= 0:
        return 1.0
    return min(1.0, max(0.0, start + max(0.0, seconds) * words_a_minute / _MINUTE / words))


def time_left(place: float, *, words: int, words_a_minute: float) -> float:
    """Seconds from a place in the text, 0 to 1, to its end. Raises ValueError for a pace that is not above 0."""
    if words_a_minute <= 0:
        raise ValueError("a pace is above 0")
    return max(0.0, 1.0 - place) * max(0, words) * _MINUTE / words_a_minute


def phase_of(seconds: float, planned: float) -> Phase:
    """How the time stands after so many seconds of so many; green where none are planned."""
    if planned <= 0 or seconds < planned * _NEARLY:
        return Phase.GREEN
    return Phase.RED if seconds > planned else Phase.AMBER


def phase_in_words(phase: Phase) -> str:
    """What the colour says: "on time", "nearly over", "over"."""
    return _WORDS[phase]
