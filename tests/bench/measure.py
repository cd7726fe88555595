"""Times taken in alternation, and the rows they become."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Target:
    """What is aimed at: at most so many times the floor, or an absolute value in the row's unit, or nothing."""

    times_floor: float | None = None
    at_most: float | None = None

    def held(self, ours: float, floor: float | None) -> bool | None:
        """Whether it is reached; None where there is nothing to reach."""
        if self.times_floor is not None and floor:
            return ours <= self.times_floor * floor
        return ours <= self.at_most if self.at_most is not None else None

    def words(self, unit: str) -> str:
        """The target as the table says it."""
        if self.times_floor is not None:
            return f"{self.times_floor:g} x"
        return "" if self.at_most is None else f"{self.at_most:g} {unit}"


@dataclass(frozen=True, slots=True)
class Row:
    """One operation at one size. `ours` and `floor` are in `unit`; without `ours`, `note` says why."""

    name: str
    size: int
    unit: str = "ms"
    ours: float | None = None
    floor: float | None = None
    target: Target = Target()
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor."""
        return self.ours / self.floor if self.ours is not None and self.floor else None


def seconds(work: Work) -> float:
    """How long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def nothing() -> None:
    """What is done between two calls where nothing has to be."""


def alternate(
    ours: Work, floor: Work, *, repeats: int, after_ours: Work = nothing, after_floor: Work = nothing
) -> tuple[float, float]:
    """The medians of both in milliseconds, taken by turns, each after one call that does not count.

    `after_ours` and `after_floor` put things back, and are not timed.
    """
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeats + 1):
        both = ((ours, after_ours, times[0]), (floor, after_floor, times[1]))
        for work, after, taken in both if turn % 2 else reversed(both):
            taken.append(seconds(work))
            after()
    mine, bare = (statistics.median(taken[1:]) * 1000 for taken in times)
    return mine, bare
