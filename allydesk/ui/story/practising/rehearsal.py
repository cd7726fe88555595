"""One telling aloud: what time it is in it, and which word the reading line has come to. Pure Python.

Everything is told from a steady clock and never added up from frame to frame, so nothing drifts.
"""

from collections.abc import Callable
from enum import StrEnum

from allydesk.story import pacing
from allydesk.story.telling import WORDS_A_MINUTE

SLOWEST, FASTEST = 5, 600
"""Words a minute."""
LEAD_IN = 3.0
"""Seconds of quiet between starting and the first word."""
_MINUTE = 60


class Stage(StrEnum):
    """How far a telling has come."""

    READY = "ready"
    LEADING_IN = "leading-in"
    TELLING = "telling"
    PAUSED = "paused"
    OVER = "over"


class Rehearsal:
    """A telling of a text of so many words. A place in it is a number of words told, with a part of the next one."""

    def __init__(self, *, words: int, steady: Callable[[], float], pace: float = WORDS_A_MINUTE) -> None:
        """`steady` counts seconds and is never set back; `pace` in words a minute."""
        self._words = words
        self._steady = steady
        self._stage = Stage.READY
        self._pace = within(pace)
        self._since = 0.0
        """When the clock of the telling was set going last; in the lead-in that lies ahead."""
        self._told_before = 0.0
        self._place = 0.0
        self._place_at = 0.0
        """Where the reading line was put, and how many seconds into the telling that was."""
        self._began_at = self._furthest = 0.0
        self._planned = 0.0

    @property
    def stage(self) -> Stage:
        """What it is in now; the lead-in ends by itself."""
        if self._stage is Stage.LEADING_IN and self._steady() >= self._since:
            return Stage.TELLING
        return self._stage

    @property
    def words(self) -> int:
        """How many words there are to tell."""
        return self._words

    @property
    def pace(self) -> float:
        """Words a minute."""
        return self._pace

    @property
    def seconds(self) -> float:
        """How long it has gone, lead-in and pauses left out."""
        if self.stage is Stage.TELLING:
            return self._told_before + max(0.0, self._steady() - self._since)
        return self._told_before

    @property
    def planned(self) -> float:
        """How many seconds it is to take in all, at the pace that was chosen."""
        return self._planned if self._stage is not Stage.READY else self._seconds_for(self._words - self._place)

    @property
    def place(self) -> float:
        """How many words the reading line has come to."""
        return min(float(self._words), self._place + (self.seconds - self._place_at) * self._pace / _MINUTE)

    @property
    def is_at_the_end(self) -> bool:
        """Whether the reading line has come to the last word. The clock goes on until the person ends it."""
        return self.place >= self._words

    @property
    def told(self) -> int:
        """How many words have passed from where it began to the furthest it came."""
        return round(max(self._furthest, self.place) - self._began_at)

    @property
    def told_it_all(self) -> bool:
        """Whether it went from the first word to the last."""
        return self._began_at < 1 and round(max(self._furthest, self.place)) >= self._words

    def begin(self, *, lead_in: float = 0.0) -> None:
        """Start from where the reading line is; from the top where it is at the end. `lead_in` in seconds."""
        if self._place >= self._words:
            self._place = 0.0
        self._began_at = self._furthest = self._place
        self._planned = self._seconds_for(self._words - self._place)
        self._told_before = self._place_at = 0.0
        self._since = self._steady() + lead_in
        self._stage = Stage.LEADING_IN if lead_in > 0 else Stage.TELLING

    def pause(self) -> None:
        """Hold the clock and the line. In the lead-in this takes the start back."""
        if self.stage is Stage.LEADING_IN:
            self._stage = Stage.READY
        elif self.stage is Stage.TELLING:
            self._told_before = self.seconds
            self._stage = Stage.PAUSED

    def go_on(self) -> None:
        """Let them run again."""
        if self._stage is Stage.PAUSED:
            self._since = self._steady()
            self._stage = Stage.TELLING

    def end(self) -> None:
        """It is over; the time stands still."""
        self.pause()
        self._furthest = max(self._furthest, self.place)
        self._stage = Stage.OVER

    def move_to(self, words: float) -> None:
        """Put the reading line elsewhere. The clock goes on as it was."""
        self._furthest = max(self._furthest, self.place)
        self._place, self._place_at = min(max(words, 0.0), float(self._words)), self.seconds

    def take_pace(self, pace: float, *, plan: bool = False) -> None:
        """Go on at another pace from here; with `plan` the whole is planned anew by it."""
        self._place, self._place_at = self.place, self.seconds
        self._pace = within(pace)
        if plan:
            self._planned = self.seconds + self._seconds_for(self._words - self._place)

    def _seconds_for(self, words: float) -> float:
        return max(0.0, words) * _MINUTE / self._pace


def within(pace: float) -> float:
    """The pace, brought into what can be read."""
    return min(max(pace, float(SLOWEST)), float(FASTEST))


def pace_for(words: int, seconds: float) -> float:
    """The pace that tells so many words in so long, as near as it can be read."""
    return within(pacing.pace_for(words, max(seconds, 1.0)))
