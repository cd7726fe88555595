"""A lifeline made ready to be drawn many times: its moments in order of time, as plain numbers."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Sequence
from heapq import nsmallest
from itertools import accumulate
from typing import NamedTuple, TypeVar, cast

from allydesk.story.chart.scale import Span
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Chapter, Lifeline, Moment

T = TypeVar("T")


class Spot(NamedTuple):
    """A moment with its place in time, in days as `date.toordinal` counts them. `day` is where its dot is: the middle
    of all it can have been, or the known end of an open date. `first` and `last` are None on a side that is open."""

    day: float
    id: MomentId
    height: int
    moment: Moment
    first: float | None
    last: float | None


def spot_of(moment: Moment) -> Spot | None:
    """The moment with its place; None without a date."""
    when = moment.date
    first = float(when.earliest.toordinal()) if when.earliest else None
    # A day goes on until the next one begins.
    last = when.latest.toordinal() + 1.0 if when.latest else None
    if first is not None and last is not None:
        return Spot((first + last - 1) // 2 + 0.5, moment.id, moment.height, moment, first, last)
    if first is not None:
        return Spot(first + 0.5, moment.id, moment.height, moment, first, last)
    if last is not None:
        return Spot(last - 0.5, moment.id, moment.height, moment, first, last)
    return None


class Plot:
    """The dated moments of a lifeline, oldest first, and its chapters. It never changes; `with_moments` makes the next
    one without measuring all of them again."""

    __slots__ = ("_days", "_places", "_prepared", "_titles", "chapters", "longest", "spots")

    def __init__(self, spots: Sequence[Spot], chapters: Sequence[Chapter]) -> None:
        self.spots = spots
        self.chapters = chapters
        self.longest = max((one.last - one.day for one in spots if one.first is not None and one.last), default=0.0)
        """Days: half of the longest span there is."""
        self._days = [one.day for one in spots]
        self._places: dict[MomentId, int] = {}
        self._titles: list[int] = []
        self._prepared: dict[str, tuple[Hashable, int, int, object]] = {}

    def index_of(self, moment_id: MomentId) -> int | None:
        """Where a moment stands among `spots`; None when it is not among them."""
        if not self._places:
            self._places = {one.id: place for place, one in enumerate(self.spots)}
        return self._places.get(moment_id)

    def within(self, span: Span, *, room: float = 0.0) -> tuple[int, int]:
        """Which of `spots` have their dot in a span widened by so many days: from, and up to."""
        return bisect_left(self._days, span.first - room), bisect_right(self._days, span.last + room)

    def titled(self, first: int, last: int) -> int:
        """How many of a stretch of `spots` have a title."""
        if not self._titles:
            self._titles = list(accumulate((bool(one.moment.title.strip()) for one in self.spots), initial=0))
        return self._titles[last] - self._titles[first]

    def prepared(self, what: str, key: Hashable, first: int, last: int, make: Callable[[Sequence[Spot]], T]) -> T:
        """What `make` makes of a stretch of `spots` that holds these, kept while the key is the same.

        For what does not change when a view is moved: where that leads out of what is kept, as much as is asked for is
        made beside it at both sides. One of a kind is kept, of which `what` is the name: it has to be of one type.
        """
        known = self._prepared.get(what)
        is_known = known is not None and known[0] == key
        if known is not None and is_known and known[1] <= first and last <= known[2]:
            return cast(T, known[3])
        beside = last - first if is_known else 0
        first, last = max(first - beside, 0), min(last + beside, len(self.spots))
        made = make(self.spots[first:last])
        self._prepared[what] = key, first, last, made
        return made

    def telling(self, days: float, *, least: int, most: int) -> Sequence[Spot]:
        """Of each strip of so many days the `most` highest and lowest, of those at least so high or low; oldest first.
        Strips are counted from the beginning of time, so that they stay while a view is moved over them."""

        def made(spots: Sequence[Spot]) -> Sequence[Spot]:
            strips: dict[tuple[int, bool], list[Spot]] = {}
            for spot in spots:
                if abs(spot.height) >= least:
                    strips.setdefault((int(spot.day / days), spot.height > 0), []).append(spot)
            best = [one for strip in strips.values() for one in nsmallest(most, strip, key=_from_the_outermost)]
            return sorted(best)

        return self.prepared("telling", (days, least, most), 0, len(self.spots), made)

    def with_moments(self, changed: Iterable[Moment]) -> "Plot":
        """The same with these moments as they are to be. Those that are not on the chart are passed over."""
        made = {one.id: spot_of(one) for one in changed if self.index_of(one.id) is not None}
        if not made:
            return self
        kept = [one for one in self.spots if one.id not in made]
        return Plot(sorted([*kept, *(one for one in made.values() if one is not None)]), self.chapters)


def _from_the_outermost(spot: Spot) -> tuple[int, float]:
    return -abs(spot.height), spot.day


def plot_of(lifeline: Lifeline) -> Plot:
    """The plot of a lifeline. Takes 30 ms for 10,000 moments."""
    # Ids differ, so that the order is settled before it comes to comparing what cannot be compared.
    spots = sorted(spot for spot in map(spot_of, lifeline.moments.values()) if spot is not None)
    return Plot(spots, [one for one in lifeline.ordered_chapters() if one.date.is_dated])
