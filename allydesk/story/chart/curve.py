"""The line between moments: smooth where there are few, one upright piece for each column of pixels where there are
many.

Between two moments it only ever goes from the one height to the other, never beyond: a line says in which order things
came, not what was felt between them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor

from allydesk.story.chart.primitives import Point

Bezier = tuple[Point, Point, Point, Point]
_HALVINGS = 18


@dataclass(frozen=True, slots=True)
class Knot:
    """A dot that the line comes to, and how far from its middle the line stops."""

    x: float
    y: float
    gap: float = 0.0


def smooth(knots: Sequence[Knot], *, left: float, right: float) -> list[Bezier]:
    """A curve from each knot to the next, level at both, cut off at the gaps and at the sides. Knots go from left to
    right."""
    made = (_piece(one, other, left, right) for one, other in pairwise(knots))
    return [each for each in made if each is not None]


def upright(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Straight pieces that cover what a line through all points would: for each column of pixels one from its lowest
    to its highest, and one on to the next column. At most two for each pixel, however many points there are."""
    pieces: list[tuple[Point, Point]] = []
    if not points:
        return pieces
    last = points[0]
    column, x, high, low = floor(last[0]), last[0], last[1], last[1]
    for point in points:
        here, y = point
        if floor(here) == column:
            # Written out: with many moments this is a good part of a frame.
            if y < high:
                high = y
            elif y > low:
                low = y
        else:
            if high != low:
                pieces.append(((x, high), (x, low)))
            pieces.append((last, point))
            column, x, high, low = floor(here), here, y, y
        last = point
    if high != low:
        pieces.append(((x, high), (x, low)))
    return pieces


def clipped(pieces: Sequence[tuple[Point, Point]], moved: float, *, left: float, right: float) -> tuple[Point, ...]:
    """What lies between two sides of pieces as `upright` makes them, once they are moved so far to the right; two
    points for each."""
    first = bisect_left(pieces, left - moved, key=lambda piece: piece[1][0])
    last = bisect_right(pieces, right - moved, key=lambda piece: piece[0][0])
    points = [(x + moved, y) for piece in pieces[first:last] for x, y in piece]
    # Only a piece at an end can reach out, and an upright one does not.
    for at in {0, 1, len(points) // 2 - 1, len(points) // 2 - 2}:
        if 0 <= 2 * at < len(points):
            points[2 * at : 2 * at + 2] = _inside(points[2 * at], points[2 * at + 1], left, right)
    return tuple(points)


def path_of(pieces: Sequence[Bezier]) -> list[list[Point]]:
    """The same as paths: the start, then three points for each piece. Pieces that touch are one path."""
    paths: list[list[Point]] = []
    for start, steer, guide, end in pieces:
        if paths and paths[-1][-1] == start:
            paths[-1] += [steer, guide, end]
        else:
            paths.append([start, steer, guide, end])
    return paths


def along(curve: Bezier, *, closely: float) -> list[Point]:
    """Points on a curve from its start to its end, no further apart than so many pixels. For curves as `smooth` makes
    them, which go nowhere more than twice as fast as they do on the whole."""
    (a, f), (b, g), (c, h), (d, i) = curve
    count = int(2 * (abs(d - a) + abs(i - f)) / closely) + 1
    made = []
    for step in range(count + 1):
        share = step / count
        rest = 1 - share
        one, two, three, four = rest * rest * rest, 3 * rest * rest * share, 3 * rest * share * share, share**3
        made.append((one * a + two * b + three * c + four * d, one * f + two * g + three * h + four * i))
    return made


def _piece(one: Knot, other: Knot, left: float, right: float) -> Bezier | None:
    across, down = other.x - one.x, other.y - one.y
    if other.x <= left or one.x >= right or not (across or down):
        return None
    start = max(_gone(across, down, one.gap), _across(across, left - one.x))
    end = 1 - max(_gone(across, down, other.gap), _across(across, other.x - right))
    middle = (one.x + other.x) / 2
    curve: Bezier = ((one.x, one.y), (middle, one.y), (middle, other.y), (other.x, other.y))
    return _cut(curve, start, end) if start < end else None


def _gone(across: float, down: float, far: float) -> float:
    """The share of a piece after which it is so far from its start; the same from its end, since it is the same when
    it is turned round. 1 when it is never so far."""
    if far <= 0:
        return 0.0
    if across * across + down * down <= far * far:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        share = (low + high) / 2
        # Where its middle points put it, multiplied out.
        x = across * share * (1.5 - 1.5 * share + share * share)
        y = down * share * share * (3 - 2 * share)
        if x * x + y * y >= far * far:
            high = share
        else:
            low = share
    return high


def _across(across: float, far: float) -> float:
    """The same for how far it is to the side."""
    return _gone(across, 0.0, far)


def _cut(curve: Bezier, start: float, end: float) -> Bezier:
    """The part of a curve between two shares (by de Casteljau's construction)."""
    if start > 0:
        curve = _halves(curve, start)[1]
    return _halves(curve, (end - start) / (1 - start))[0] if end < 1 else curve


def _halves(curve: Bezier, share: float) -> tuple[Bezier, Bezier]:
    a, b, c, d = curve
    ab, bc, cd = _between(a, b, share), _between(b, c, share), _between(c, d, share)
    abc, bcd = _between(ab, bc, share), _between(bc, cd, share)
    middle = _between(abc, bcd, share)
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _inside(one: Point, other: Point, left: float, right: float) -> tuple[Point, Point]:
    """A piece without what is beyond the sides."""
    start, end = one, other
    if one[0] < left < other[0]:
        start = _between(one, other, (left - one[0]) / (other[0] - one[0]))
    if one[0] < right < other[0]:
        end = _between(one, other, (right - one[0]) / (other[0] - one[0]))
    return start, end
