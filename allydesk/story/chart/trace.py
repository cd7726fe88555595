"""Where a line is, so that titles keep off it."""

from collections.abc import Iterable
from itertools import pairwise
from math import floor


class Trace:
    """A line that goes from left to right: which heights it takes in each column of a pixel."""

    __slots__ = ("_columns",)

    def __init__(self) -> None:
        self._columns: dict[int, tuple[float, float]] = {}

    def add(self, points: Iterable[tuple[float, float]]) -> None:
        """The line goes on through these points. They are to be so close that between two it can be taken for straight
        and, where it is steep, for upright."""
        columns = self._columns
        for (start, first), (end, last) in pairwise(points):
            low, high = (first, last) if first < last else (last, first)
            for column in range(floor(start), floor(end) + 1):
                known = columns.get(column)
                if known is None:
                    columns[column] = low, high
                elif low < known[0] or high > known[1]:
                    columns[column] = min(low, known[0]), max(high, known[1])

    def crossed(self, left: float, top: float, right: float, bottom: float) -> int:
        """In how many columns it goes through a rectangle."""
        columns = self._columns
        if not columns:
            return 0
        count = 0
        for column in range(floor(left), floor(right) + 1):
            known = columns.get(column)
            if known is not None and known[0] < bottom and top < known[1]:
                count += 1
        return count
