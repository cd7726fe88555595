"""A view that is moved shows what one made anew would, and titles go along with it."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.story.chart.figure import Figure, figure_of_plot, life_span
from allydesk.story.chart.plot import Plot, Spot, plot_of
from allydesk.story.chart.primitives import ChartChoices, Tint
from allydesk.story.chart.setting import Setting
from allydesk.story.chart.writing import box_of
from allydesk.story.dates.habits import DateHabits
from allydesk.story.lifeline import lifeline_of
from tests.story.chart.lives import chapters, many, ten

_EDGE = 6.0
"""Pixels beside the sides in which dots may be merged with some that are out of view."""


def measured(words: str, size: float) -> float:
    return 0.5 * size * len(words)


SETTING = Setting(1084, 437, measured, DateHabits())


def titles(figure: Figure) -> dict[str, tuple[float, float]]:
    return {words.moment: (words.x, words.y) for words in figure.words if words.moment is not None}


def seen(figure: Figure) -> list[tuple[object, ...]]:
    """All dots that are not at the sides, without what is beyond a thousandth of a pixel."""
    scale = figure.scale
    assert scale is not None
    return sorted(
        (round(dot.x, 3), round(dot.y, 3), dot.radius, dot.tint, dot.moment or "", dot.hollow, dot.selected)
        for dot in figure.dots
        if scale.left + _EDGE < dot.x < scale.right - _EDGE
    )


def lines(figure: Figure) -> set[tuple[object, ...]]:
    return {
        (stroke.tint, stroke.strength, *(round(part, 2) for point in pair for part in point))
        for stroke in figure.strokes
        if stroke.pieces
        for pair in zip(stroke.points[::2], stroke.points[1::2], strict=True)
    }


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from([30, 150, 400, 1_500]),
    st.sampled_from([1.0, 3.0, 20.0]),
    st.lists(st.floats(-0.6, 0.6), min_size=1, max_size=5),
)
def test_what_is_kept_while_a_view_moves_is_what_would_be_made_anew(
    count: int, closer: float, moves: list[float]
) -> None:
    life = many(count)
    plot, chosen = plot_of(life), frozenset(list(life.moments)[:3])
    setting = replace(SETTING, selected=chosen)
    whole = life_span(plot)
    span = whole.zoomed(closer, whole.middle)
    for move in moves:
        span = span.moved(move * span.days)
        kept, anew = (figure_of_plot(each, setting, span) for each in (plot, plot_of(life)))
        assert seen(kept) == seen(anew)
        assert [replace(one, left=0, right=0) for one in kept.whiskers] == [
            replace(one, left=0, right=0) for one in anew.whiskers
        ]
        assert sum(len(stroke.points) for stroke in kept.strokes) == sum(len(stroke.points) for stroke in anew.strokes)


def test_the_dense_line_goes_along_with_the_view() -> None:
    plot = plot_of(many(600))
    span = life_span(plot)
    first = figure_of_plot(plot, SETTING, span)
    scale = first.scale
    assert scale is not None
    later = figure_of_plot(plot, SETTING, span.moved(-50 / scale.pixels_a_day))
    moved = {(x - 50, y) for stroke in later.strokes if stroke.tint is Tint.ACCENT for x, y in stroke.points}
    before = {point for stroke in first.strokes if stroke.tint is Tint.ACCENT for point in stroke.points}
    rounded = {(round(x, 3), round(y, 3)) for x, y in before}
    # Without the ends, where pieces are cut off at the sides.
    inner = {(round(x, 3), round(y, 3)) for x, y in moved if scale.left < x < scale.right - 51}
    assert len(inner) > 500
    assert inner <= rounded


def test_a_stretch_is_made_once_for_a_view_that_moves_within_it() -> None:
    plot = plot_of(many(300))
    asked: list[int] = []

    def made(spots: object) -> int:
        assert isinstance(spots, list)
        asked.append(len(spots))
        return len(spots)

    for first, last in ((100, 150), (110, 140), (120, 170), (75, 125), (90, 190)):
        plot.prepared("test", 1.0, first, last, made)
    # Exactly at first; then with as much at both sides, which holds the next two.
    assert asked == [50, 150]
    assert plot.prepared("test", 2.0, 0, 300, made) == 300
    assert asked == [50, 150, 300]


def test_each_spot_is_in_a_stretch_that_is_asked_for() -> None:
    plot: Plot = plot_of(many(50))

    def made(spots: object) -> tuple[Spot, ...]:
        assert isinstance(spots, list)
        return tuple(spots)

    for first in range(0, 45, 3):
        assert set(plot.spots[first : first + 5]) <= set(plot.prepared("test", 0, first, first + 5, made))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([12, 60, 400]), st.floats(-300, 300), st.booleans(), st.booleans())
def test_titles_go_along_with_the_view(count: int, pixels: float, more: bool, photos: bool) -> None:
    life = lifeline_of([*many(count).moments.values(), *chapters()])
    plot = plot_of(life)
    setting = replace(SETTING, choices=ChartChoices(photos=photos))
    whole = life_span(plot)
    span = whole.zoomed(2, whole.middle)
    first = figure_of_plot(plot, setting, span)
    scale = first.scale
    assert scale is not None
    later = figure_of_plot(plot, setting, span.moved(pixels / scale.pixels_a_day), moved_from=first, more_titles=more)
    before, after = titles(first), titles(later)
    for moment, (x, y) in after.items():
        if moment in before and 300 < before[moment][0] - pixels < 700:
            assert x == pytest.approx(before[moment][0] - pixels, abs=1e-3)
            assert y == before[moment][1]
        else:
            assert more or moment in before
    boxes = [box_of(words) for words in later.words]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    in_view = sum(span.moved(pixels / scale.pixels_a_day).first <= each.day for each in plot.spots)
    assert 0 <= later.hidden_labels <= in_view
    # Whoever stays in the middle of the chart keeps its title.
    for moment, (x, _) in before.items():
        if 300 < x - pixels < 700:
            assert moment in after


def test_a_picture_of_few_has_all_titles_and_one_of_many_none_on_the_line() -> None:
    few = figure_of_plot(plot_of(ten()), SETTING, life_span(plot_of(ten())))
    assert few.hidden_labels == 0
    plot = plot_of(many(60))
    figure = figure_of_plot(plot, SETTING, life_span(plot))
    named = [words for words in figure.words if words.moment is not None]
    assert len(named) >= 8
    assert figure.hidden_labels == 60 - len(named)
    curve = [point for stroke in figure.strokes if stroke.curved for point in stroke.points[::3]]
    boxes = [box_of(words) for words in named]
    assert curve
    assert not any(box.left < x < box.right and box.top < y < box.bottom for box in boxes for x, y in curve)


def test_what_is_selected_is_named_among_many_too() -> None:
    plot = plot_of(many(60))
    span = life_span(plot)
    hidden = {spot.id for spot in plot.spots} - titles(figure_of_plot(plot, SETTING, span)).keys()
    named = sum(
        moment in titles(figure_of_plot(plot, replace(SETTING, selected=frozenset({moment})), span))
        for moment in sorted(hidden)
    )
    # The others have dots wherever their title could stand.
    assert named >= 0.6 * len(hidden)


def test_the_more_moments_the_fainter_the_line() -> None:
    strengths = []
    for count in (150, 300, 600, 3_000):
        plot = plot_of(many(count))
        (line,) = [one for one in figure_of_plot(plot, SETTING, life_span(plot)).strokes if one.tint is Tint.ACCENT]
        strengths.append(line.strength)
    assert strengths == sorted(set(strengths), reverse=True)
