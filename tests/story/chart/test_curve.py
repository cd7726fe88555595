"""The line between moments, smooth and dense."""

import random
from itertools import pairwise
from math import floor, hypot

from hypothesis import given
from hypothesis import strategies as st

from allydesk.story.chart.curve import Knot, along, clipped, path_of, smooth, upright

_KNOTS = st.lists(st.tuples(st.floats(-500, 1500), st.integers(0, 10)), min_size=2, max_size=12).map(
    lambda raw: [Knot(x, 30.0 * y, 9.0) for x, y in sorted(raw)]
)


@given(_KNOTS)
def test_the_line_never_goes_beyond_its_moments_or_out_of_the_chart(knots: list[Knot]) -> None:
    lowest, highest = min(knot.y for knot in knots), max(knot.y for knot in knots)
    for curve in smooth(knots, left=0, right=1000):
        for x, y in along(curve, closely=20):
            assert -0.5 <= x <= 1000.5
            assert lowest - 1e-6 <= y <= highest + 1e-6


@given(_KNOTS, st.floats(1, 40))
def test_the_points_along_a_line_leave_no_gap(knots: list[Knot], closely: float) -> None:
    for curve in smooth(knots, left=0, right=1000):
        points = along(curve, closely=closely)
        assert points[0] == curve[0]
        assert hypot(points[-1][0] - curve[3][0], points[-1][1] - curve[3][1]) < 1e-6
        assert all(hypot(a[0] - b[0], a[1] - b[1]) <= closely + 1e-6 for a, b in pairwise(points))


def test_the_line_stops_short_of_the_dots() -> None:
    knots = [Knot(100, 200, 9), Knot(300, 50, 11.5)]
    (curve,) = smooth(knots, left=0, right=1000)
    assert abs(curve[0][0] - 109) < 0.1
    assert abs(curve[3][0] - 288.5) < 0.1
    assert smooth([Knot(100, 100, 9), Knot(110, 100, 9)], left=0, right=1000) == []


def test_the_line_goes_on_out_of_view() -> None:
    (curve,) = smooth([Knot(-400, 0, 9), Knot(1600, 300, 9)], left=0, right=1000)
    assert abs(curve[0][0]) < 0.5
    assert abs(curve[3][0] - 1000) < 0.5


def test_pieces_that_touch_are_one_path() -> None:
    paths = path_of(smooth([Knot(0, 0), Knot(100, 50), Knot(200, 0)], left=0, right=1000))
    assert [len(path) for path in paths] == [7]


_POINTS = st.lists(st.tuples(st.floats(-200, 1200), st.floats(0, 300)), max_size=300).map(sorted)


@given(_POINTS)
def test_the_dense_line_covers_what_each_column_holds(points: list[tuple[float, float]]) -> None:
    pieces = upright(points)
    assert len(pieces) <= 2 * 1402
    for one, other in pairwise(points):
        # Two moments in one column that differ are joined by a piece in it.
        if floor(one[0]) == floor(other[0]) and one[1] != other[1]:
            low, high = sorted((one[1], other[1]))
            inside = [piece for piece in pieces if floor(piece[0][0]) == floor(one[0]) and piece[0][0] == piece[1][0]]
            assert any(min(a[1], b[1]) <= low and high <= max(a[1], b[1]) for a, b in inside)


@given(_POINTS, st.floats(-800, 800))
def test_a_moved_line_is_what_is_between_the_sides(points: list[tuple[float, float]], moved: float) -> None:
    pieces = upright(points)
    flat = clipped(pieces, moved, left=0, right=1000)
    assert len(flat) % 2 == 0
    assert all(-1e-6 <= x <= 1000 + 1e-6 for x, _ in flat)
    whole = [each for each in pieces if each[0][0] + moved > 0 and each[1][0] + moved < 1000]
    shown = set(zip(flat[::2], flat[1::2], strict=True))
    assert {tuple((x + moved, y) for x, y in each) for each in whole} <= shown
    crossing = [each for each in pieces if each[0][0] + moved <= 1000 and each[1][0] + moved >= 0]
    assert len(flat) // 2 == len(crossing)


def test_there_are_no_more_pieces_for_more_moments() -> None:
    chance = random.Random(1)  # noqa: S311 - the same points each time
    points = sorted((chance.random() * 1000, chance.random() * 300) for _ in range(20_000))
    assert len(upright(points)) <= 2_000
