"""Where an entry stands among the others: a row id that sorts as its date does.

SQLite's full-text index hands out matches by row id, cheaply in either direction and in no other order. If row ids
follow dates, the newest fifty of a hundred thousand matches cost what fifty matches cost. So an entry's position is
its date in seconds, moved up past entries that stand there already; where a run of entries leaves no gap, the ones
that come later move up by one. The order of positions is always the order of instants.
"""

import bisect
from array import array
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from allydesk.journal.timestamp import SECOND

_FIRST_SECOND = 2 * 86400
"""Keeps every position above zero: an offset moves an instant at most a day before the year 1."""


class Placed(NamedTuple):
    """A free position, and who moves (from, to) to free it, in an order in which nobody steps on anybody."""

    position: int
    moves: tuple[tuple[int, int], ...]


class Neighbours(Protocol):
    """Who stands where."""

    def last_until(self, instant: int) -> int | None:
        """The highest position of an entry no later than `instant`."""

    def first_after(self, instant: int) -> int | None:
        """The lowest position of an entry later than `instant`."""

    def positions_from(self, position: int) -> Iterable[int]:
        """The positions from there upwards, ascending."""


def place(instant: int, among: Neighbours) -> Placed:
    """Where an entry of that instant goes: after everything no later than it, before everything later."""
    before, after = among.last_until(instant), among.first_after(instant)
    wanted = natural_position(instant)
    if before is not None:
        wanted = max(wanted, before + 1)
    if after is None or wanted < after:
        return Placed(wanted, ())
    if before is None or before + 1 < after:
        return Placed(after - 1, ())
    return Placed(after, _step_aside(after, among.positions_from(after)))


def natural_position(instant: int) -> int:
    """The position an entry takes when nobody is in its way; at least 1."""
    return instant // SECOND + _FIRST_SECOND


def _step_aside(start: int, standing: Iterable[int]) -> tuple[tuple[int, int], ...]:
    run = []
    for expected, position in enumerate(standing, start):
        if position != expected:
            break
        run.append((position, position + 1))
    return tuple(reversed(run))


class Ranks:
    """`Neighbours` held in memory, for bringing in many entries at once: 16 bytes an entry."""

    def __init__(self, standing: Iterable[tuple[int, int]]) -> None:
        """`standing`: (instant, position) of every entry, ascending."""
        self._instants = array("q")
        self._positions = array("q")
        for instant, position in standing:
            self._instants.append(instant)
            self._positions.append(position)

    def last_until(self, instant: int) -> int | None:
        """See `Neighbours`."""
        index = bisect.bisect_right(self._instants, instant)
        return self._positions[index - 1] if index else None

    def first_after(self, instant: int) -> int | None:
        """See `Neighbours`."""
        index = bisect.bisect_right(self._instants, instant)
        return self._positions[index] if index < len(self._positions) else None

    def positions_from(self, position: int) -> Iterable[int]:
        """See `Neighbours`."""
        start = bisect.bisect_left(self._positions, position)
        return (self._positions[index] for index in range(start, len(self._positions)))

    def add(self, instant: int) -> Placed:
        """Place an entry and count it as standing there from now on."""
        placed = place(instant, self)
        for old, new in placed.moves:
            self._positions[bisect.bisect_left(self._positions, old)] = new
        index = bisect.bisect_right(self._instants, instant)
        self._instants.insert(index, instant)
        self._positions.insert(index, placed.position)
        return placed
