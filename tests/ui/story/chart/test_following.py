"""Titles go along while the view is moved, and are placed anew once it rests."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from allydesk.story.chart.primitives import Figure
from allydesk.story.lifeline import lifeline_of
from allydesk.ui.story.chart.widget import LifelineChart
from tests.story.chart.lives import chapters, many


def titles(figure: Figure) -> dict[str, float]:
    return {words.moment: words.x for words in figure.words if words.moment is not None}


def test_titles_move_with_the_ground_and_are_placed_anew_at_rest(chart: LifelineChart, qtbot: QtBot) -> None:
    chart.show_lifeline(lifeline_of([*many(90).moments.values(), *chapters()]))
    chart.fit()
    chart.zoom(3)
    before = titles(chart.figure)
    for _ in range(4):
        chart.pan(10)
    after = titles(chart.figure)
    both = before.keys() & after.keys()
    assert len(both) > 3
    assert all(abs(after[one] - before[one] - 40) < 0.01 for one in both)
    assert after.keys() <= before.keys()
    moving = chart.figure
    qtbot.waitUntil(lambda: chart.figure is not moving, timeout=2_000)
    chart.stale()
    anew = titles(chart.figure)
    chart.stale()
    assert titles(chart.figure) == anew


def test_what_comes_into_view_is_named_before_the_hand_rests(chart: LifelineChart) -> None:
    chart.show_lifeline(many(90))
    chart.fit()
    chart.zoom(8)
    before = titles(chart.figure).keys()
    for _ in range(40):
        chart.pan(-10)
        _ = chart.figure
    assert titles(chart.figure).keys() - before


def test_a_zoom_or_another_choice_places_titles_anew(chart: LifelineChart) -> None:
    chart.show_lifeline(many(90))
    chart.fit()
    changes: list[Callable[[], None]] = [lambda: chart.zoom(2), lambda: chart.select(tuple(chart.told_ids()[:1]))]
    for change in changes:
        chart.pan(11)
        moving = titles(chart.figure)
        change()
        now = titles(chart.figure)
        chart.stale()
        assert now == titles(chart.figure)
        assert moving != now
