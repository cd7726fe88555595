"""Where titles stand: never on one another, never on a dot, and on the line only where there is no better place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from math import inf
from typing import NamedTuple
from unicodedata import combining

from allydesk.story.chart.trace import Trace

_JOINER = "\u200d"
"""Makes one picture of two."""
_CELL = 48.0
"""Pixels: the side of the squares that the picture is searched by."""
_OTHER_SIDE, _RAISED, _CROSSED, _A_COLUMN, _MET = 3.0, 4.0, 6.0, 0.5, 2.0
"""What makes a place worse: the side towards the middle of the chart; each row between a title and its dot; to lie on
the line at all, and each pixel of it; and each other thing that it lies on. The worst of the rest is a title that only
begins or ends at its dot, which is 2."""
_CLEAR = 2.0
"""Pixels between the line and a title that is not on it."""


class Box(NamedTuple):
    """A rectangle, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether they share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def grown(self, sideways: float, up: float) -> "Box":
        """The same with so much more at either side, and above and below."""
        return Box(self.left - sideways, self.top - up, self.right + sideways, self.bottom + up)

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly within."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(slots=True)
class Taken:
    """Boxes that are taken, found by their place."""

    _cells: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def add(self, box: Box) -> None:
        """Take a box."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def is_free(self, box: tuple[float, float, float, float]) -> bool:
        """Whether nothing taken meets it."""
        left, top, right, bottom = box
        # Written out, because it is what placing titles spends its time on.
        for cell in _cells(box):
            for other in self._cells.get(cell, ()):
                if left < other[2] and other[0] < right and top < other[3] and other[1] < bottom:
                    return False
        return True

    def count(self, box: Box) -> int:
        """How many of the boxes meet it; one that lies in several squares may count more than once."""
        return sum(box.meets(other) for cell in _cells(box) for other in self._cells.get(cell, ()))


@dataclass(frozen=True, slots=True)
class Wanted:
    """A title that looks for a place: by the dot at x and y with this radius, above it or below (`sides`, the better
    one first)."""

    text: str
    x: float
    y: float
    radius: float
    sides: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A title in its place: the baseline begins at x, y. `crossed` says that the line, or something else
    that is near, goes through it."""

    text: str
    x: float
    y: float
    width: float
    box: Box
    crossed: bool = False


@dataclass(frozen=True, slots=True)
class Type:
    """How the titles are set: their size in pixels, how wide a text becomes, and how wide one may be."""

    size: float
    measure: Callable[[str], float]
    widest: float

    @property
    def ascent(self) -> float:
        """From the baseline up to the top of its box."""
        return self.size * 0.98

    @property
    def descent(self) -> float:
        """From the baseline down to the foot of its box."""
        return self.size * 0.3


@dataclass(frozen=True, slots=True)
class Page:
    """Where titles can stand: within `inside`, off what is `taken`, and better not on the `line` or what is `near`."""

    inside: Box
    taken: Taken
    near: Taken
    line: Trace
    fonts: Type
    rows: int = 2
    """Titles may stand in the row next to their dot, or up to so many rows away."""
    room: float = 7.0
    """Pixels between a title and what is beside it, at least."""

    def place(self, wanted: Wanted, *, crossing: float = inf) -> Placed | None:
        """The best place for a title, taken from now on; None where there is none. The line may go through it
        in `crossing` columns of pixels at most."""
        room = min(self.fonts.widest, self.inside.right - self.inside.left)
        text = elided(wanted.text, self.fonts.measure, room)
        found = self._best(wanted, text, self.fonts.measure(text), crossing=crossing) if text else None
        if found is not None:
            self.taken.add(found.box)
        return found

    def take(self, wanted: Wanted, side: float) -> Box | None:
        """A square by the dot, taken from now on; None where it does not fit."""
        away = wanted.radius + 6
        for above in wanted.sides:
            top = wanted.y - away - side if above > 0 else wanted.y + away
            box = Box(wanted.x - side / 2, top, wanted.x + side / 2, top + side)
            if self.inside.holds(box) and self.taken.is_free(box.grown(2, 2)):
                self.taken.add(box)
                return box
        return None

    def _best(self, wanted: Wanted, text: str, width: float, *, crossing: float) -> Placed | None:
        best: tuple[float, Placed] | None = None
        inside, fonts = self.inside, self.fonts
        ascent, descent = fonts.ascent, fonts.descent
        for cost, wished, baseline in _tries(wanted, width, fonts, self.rows):
            if best is not None and cost >= best[0]:
                break
            left = min(max(wished, inside.left), inside.right - width)
            top, bottom = baseline - ascent, baseline + descent
            # A title that had to be moved so far that it no longer stands over its dot names nothing.
            if top < inside.top or bottom > inside.bottom or left < inside.left:
                continue
            if not left - 6 <= wanted.x <= left + width + 6:
                continue
            if not self.taken.is_free((left - self.room, top - 1, left + width + self.room, bottom + 1)):
                continue
            box = Box(left, top, left + width, bottom)
            on_line = self.line.crossed(left - _CLEAR, top - _CLEAR, left + width + _CLEAR, bottom + _CLEAR)
            if on_line > crossing:
                continue
            met = min(self.near.count(box), 3)
            whole = cost + _MET * met + (_CROSSED + _A_COLUMN * on_line if on_line else 0)
            if best is None or whole < best[0]:
                best = whole, Placed(text, left, baseline, width, box, bool(on_line or met))
        return best[1] if best else None


def elided(text: str, measure: Callable[[str], float], room: float) -> str:
    """The text, cut short with "…" where it is wider than there is room; "" where there is no room for a letter."""
    text = " ".join(text[:400].split())
    if measure(text) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        half = (low + high + 1) // 2
        low, high = (half, high) if measure(text[:half].rstrip() + "…") <= room else (low, half - 1)
    # Never within a letter that is made of several: a joiner, a variation or an accent belongs to what is before it.
    while low and low < len(text) and (_joins(text[low]) or text[low - 1] == _JOINER):
        low -= 1
    return text[:low].rstrip() + "…" if low else ""


def _tries(each: Wanted, width: float, fonts: Type, rows: int) -> Iterable[tuple[float, float, float]]:
    """The places there are, the best first: what each costs, its left side and its baseline."""
    for cost, rank, raised, share in _ways(len(each.sides), rows):
        away = each.radius + 7 + raised * (fonts.ascent + fonts.descent)
        baseline = each.y - away - fonts.descent if each.sides[rank] > 0 else each.y + away + fonts.ascent
        yield cost, each.x - share * width, baseline


@cache
def _ways(sides: int, rows: int) -> list[tuple[float, int, int, float]]:
    """What each place costs, which side it is on, its row, and the share of the title that is left of the dot."""
    return sorted(
        (cost + _RAISED * raised + _OTHER_SIDE * rank, rank, raised, share)
        for rank in range(sides)
        for raised in range(rows)
        for cost, share in ((0, 0.5), (1, 0.25), (1, 0.75), (2, 0.04), (2, 0.96))
    )


def _cells(box: tuple[float, float, float, float]) -> list[tuple[int, int]]:
    left, top, right, bottom = box
    first, last, low, high = int(left // _CELL), int(right // _CELL), int(top // _CELL), int(bottom // _CELL)
    if first == last and low == high:
        return [(first, low)]
    return [(column, row) for column in range(first, last + 1) for row in range(low, high + 1)]


def _joins(letter: str) -> bool:
    return letter in (_JOINER, "\ufe0e", "\ufe0f") or combining(letter) > 0 or "\U0001f3fb" <= letter <= "\U0001f3ff"
