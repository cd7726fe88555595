"""From time to pixels and back: time is to scale, and so are heights."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from allydesk.mood import MOOD_RANGE

FIRST_DAY = 1.0
LAST_DAY = float(date.max.toordinal() + 1)
"""The ends of the calendar, in days as `date.toordinal` counts them; a day lasts from its number to the next."""
SHORTEST = 3.0
"""Days: how closely a chart can be looked at."""
WIDEST = (LAST_DAY - FIRST_DAY) * 1.1
_MARGIN = 0.04
"""The share of empty time that a life is fitted with, on either side."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in days as `date.toordinal` counts them, with parts of days. Raises ValueError for one that
    does not go forwards."""

    first: float
    last: float

    def __post_init__(self) -> None:
        if not self.first < self.last:
            raise ValueError("a span ends after it begins")

    @property
    def days(self) -> float:
        """How long it is."""
        return self.last - self.first

    @property
    def middle(self) -> float:
        """The moment between its ends."""
        return (self.first + self.last) / 2

    def moved(self, days: float) -> "Span":
        """The same length, so many days later; never wholly off the calendar."""
        half = self.days / 2
        middle = min(max(self.middle + days, FIRST_DAY), LAST_DAY)
        return Span(middle - half, middle + half)

    def zoomed(self, factor: float, about: float) -> "Span":
        """Looked at so many times more closely (below 1: from farther off), with the time `about` staying in place."""
        days = min(max(self.days / factor, SHORTEST), WIDEST)
        share = (about - self.first) / self.days
        first = about - share * days
        return Span(first, first + days).moved(0.0)

    def between(self, other: "Span", share: float) -> "Span":
        """What lies so far on the way to another, from 0 to 1."""
        return Span(
            self.first + (other.first - self.first) * share,
            self.last + (other.last - self.last) * share,
        )


def span_of(days: Iterable[float], *, fallback: date | None = None) -> Span:
    """All of these days with a little room at both sides; at least a year. Without any, the ten years up to
    `fallback` (or the whole of the calendar)."""
    known = sorted(days)
    if not known:
        last = float(fallback.toordinal()) if fallback else LAST_DAY
        return Span(last - 3652.5, last) if fallback else Span(FIRST_DAY, last)
    first, last = known[0], known[-1]
    room = max((last - first) * _MARGIN, (366.0 - (last - first)) / 2, 1.0)
    return Span(first - room, last + room)


@dataclass(frozen=True, slots=True)
class Scale:
    """The place of a chart in its picture: days between `left` and `right`, heights between `top` (+5) and `bottom`
    (-5), all in pixels."""

    span: Span
    left: float
    right: float
    top: float
    bottom: float
    pixels_a_day: float = field(init=False)
    """How wide a day is."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "pixels_a_day", (self.right - self.left) / self.span.days)

    @property
    def zoom(self) -> float:
        """`pixels_a_day` without what a computer's numbers gain and lose while a view is moved."""
        return float(f"{self.pixels_a_day:.9g}")

    @property
    def middle(self) -> float:
        """Where a height of 0 is."""
        return (self.top + self.bottom) / 2

    def x(self, day: float) -> float:
        """Where a time is."""
        return self.left + (day - self.span.first) * self.pixels_a_day

    def day(self, x: float) -> float:
        """The time at a place."""
        return self.span.first + (x - self.left) / self.pixels_a_day

    def y(self, height: float) -> float:
        """Where a height is."""
        return self.middle - height * (self.bottom - self.top) / (len(MOOD_RANGE) - 1)

    def height(self, y: float) -> int:
        """The whole height nearest to a place, within the scale."""
        step = (self.bottom - self.top) / (len(MOOD_RANGE) - 1)
        return min(max(round((self.middle - y) / step), MOOD_RANGE.start), MOOD_RANGE.stop - 1)


def day_within(day: float) -> date:
    """The calendar day of a time, brought onto the calendar."""
    return date.fromordinal(int(min(max(day, FIRST_DAY), LAST_DAY - 1)))
