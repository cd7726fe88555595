"""The chart under the mouse: real events, and what they lead to."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Lifeline, Moment, lifeline_of
from allydesk.story.vague_date import Precision
from allydesk.ui.story.chart.widget import LifelineChart
from allydesk.ui.theme import Look
from tests.story.chart.lives import in_year, many, moment, ten
from tests.ui.story.chart.conftest import LEFT, NONE, dot_at, drag

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
GROUND = QPoint(330, 330)


def ids(*numbers: int) -> tuple[str, ...]:
    return tuple(f"m{number:05}" for number in numbers)


def wheel(chart: LifelineChart, at: QPoint, turned: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    place = QPointF(at)
    buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, QPointF(chart.mapToGlobal(at)), QPoint(), turned, buttons, held, phase, False)
    QApplication.sendEvent(chart, event)


def told(chart: LifelineChart, name: str) -> list[tuple[object, ...]]:
    """Everything that a signal says from now on."""
    heard: list[tuple[object, ...]] = []
    getattr(chart, name).connect(lambda *said: heard.append(said))
    return heard


def one_moved(heard: list[tuple[object, ...]]) -> Moment:
    """The one moment of the one time that moments were moved."""
    ((moved,),) = heard
    assert isinstance(moved, tuple)
    (moment_moved,) = moved
    assert isinstance(moment_moved, Moment)
    return moment_moved


def test_a_click_chooses_ctrl_adds_and_shift_takes_all_between(chart: LifelineChart) -> None:
    heard = told(chart, "selection_changed")
    QTest.mouseClick(chart, LEFT, NONE, dot_at(chart, 2))
    QTest.mouseClick(chart, LEFT, CONTROL, dot_at(chart, 5))
    assert chart.selected_ids == ids(2, 5)
    QTest.mouseClick(chart, LEFT, CONTROL, dot_at(chart, 2))
    assert chart.selected_ids == ids(5)
    QTest.mouseClick(chart, LEFT, NONE, dot_at(chart, 3))
    QTest.mouseClick(chart, LEFT, SHIFT, dot_at(chart, 6))
    assert chart.selected_ids == ids(3, 4, 5, 6)
    QTest.mouseClick(chart, LEFT, NONE, GROUND)
    assert chart.selected_ids == ()
    assert [said[0] for said in heard][-1] == ()


def test_selecting_from_outside_says_nothing(chart: LifelineChart) -> None:
    heard = told(chart, "selection_changed")
    chart.select((MomentId("m00004"), MomentId("m00002"), MomentId("gone")))
    assert chart.selected_ids == ids(2, 4)
    assert heard == []


def test_a_double_click_opens_a_moment_and_adds_on_the_ground(chart: LifelineChart) -> None:
    opened, added = told(chart, "moment_opened"), told(chart, "add_asked")
    QTest.mouseDClick(chart, LEFT, NONE, dot_at(chart, 2))
    assert opened == [ids(2)]
    assert added == []
    QTest.mouseDClick(chart, LEFT, NONE, GROUND)
    ((day, height),) = added
    assert isinstance(day, date)
    assert height == chart.place_at(GROUND)[1] < 0  # type: ignore[index]  # there is a chart there
    assert chart.meant(day).precision is Precision.YEAR
    for _ in range(12):
        wheel(chart, GROUND, QPoint(0, 120))
    QTest.mouseDClick(chart, LEFT, NONE, GROUND)
    closer = added[-1][0]
    assert isinstance(closer, date)
    assert abs((closer - day).days) < 200
    assert chart.meant(closer).precision in (Precision.DAY, Precision.MONTH)


def test_dragging_moves_in_time_and_height_and_keeps_how_vague_it_is(chart: LifelineChart) -> None:
    heard = told(chart, "moments_moved")
    scale = chart.figure.scale
    assert scale is not None
    step = scale.y(0) - scale.y(1)
    drag(chart, dot_at(chart, 2), QPoint(round(scale.pixels_a_day * 365), round(2 * step)))
    moved = one_moved(heard)
    assert moved.id == "m00002"
    assert moved.height == 1
    assert moved.date.precision is Precision.MONTH
    assert moved.date.earliest is not None
    assert abs((moved.date.earliest - date(2009, 3, 1)).days) <= 31


def test_while_it_is_dragged_it_is_seen_there_with_its_words(chart: LifelineChart) -> None:
    before = chart.grab().toImage()
    drag(chart, dot_at(chart, 2), QPoint(120, 0), drop=False)
    moved = next(dot for dot in chart.figure.dots if dot.moment == "m00002")
    assert abs(moved.x - dot_at(chart, 2).x() - 120) < 6
    assert chart.grab().toImage() != before
    QTest.mouseRelease(chart, LEFT, NONE, QPoint(600, 100))


def test_escape_puts_back_what_is_dragged(chart: LifelineChart) -> None:
    heard = told(chart, "moments_moved")
    place = dot_at(chart, 2)
    drag(chart, place, QPoint(120, 40), drop=False)
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    assert next(dot for dot in chart.figure.dots if dot.moment == "m00002").x == pytest.approx(place.x(), abs=1)
    QTest.mouseRelease(chart, LEFT, NONE, place + QPoint(120, 40))
    assert heard == []


def test_several_that_are_selected_move_together(chart: LifelineChart) -> None:
    heard = told(chart, "moments_moved")
    QTest.mouseClick(chart, LEFT, NONE, dot_at(chart, 2))
    QTest.mouseClick(chart, LEFT, CONTROL, dot_at(chart, 5))
    drag(chart, dot_at(chart, 5), QPoint(0, 60))
    assert [[one.id for one in said[0]] for said in heard] == [["m00002", "m00005"]]  # type: ignore[attr-defined]
    assert chart.selected_ids == ids(2, 5)


def test_a_lifeline_that_arrives_while_dragging_ends_the_drag(chart: LifelineChart) -> None:
    heard = told(chart, "moments_moved")
    drag(chart, dot_at(chart, 2), QPoint(120, 40), drop=False)
    chart.show_lifeline(lifeline_of(one for one in ten().moments.values() if one.id != "m00002"))
    QTest.mouseRelease(chart, LEFT, NONE, QPoint(10, 10))
    assert heard == []
    assert chart.selected_ids == ()


def test_dragging_the_ground_pans_and_a_click_does_not(chart: LifelineChart) -> None:
    before = chart.visible_span
    QTest.mouseClick(chart, LEFT, NONE, GROUND)
    assert chart.visible_span == before
    scale = chart.figure.scale
    assert scale is not None
    held = scale.day(GROUND.x())
    drag(chart, GROUND, QPoint(200, 0))
    after = chart.figure.scale
    assert after is not None
    assert after.day(GROUND.x() + 200) == pytest.approx(held, abs=1)
    assert chart.visible_span.days == pytest.approx(before.days)


@pytest.mark.parametrize("held", [SHIFT, CONTROL])
def test_a_band_chooses_what_is_in_it(chart: LifelineChart, held: Qt.KeyboardModifier) -> None:
    before = chart.visible_span
    start = dot_at(chart, 4) - QPoint(60, -40)
    goal = dot_at(chart, 6) + QPoint(20, -20)
    drag(chart, start, goal - start, held=held)
    assert chart.selected_ids == ids(4, 6)
    assert chart.visible_span == before


def test_the_wheel_zooms_about_the_pointer_and_sideways_it_pans(chart: LifelineChart) -> None:
    before = chart.visible_span
    scale = chart.figure.scale
    assert scale is not None
    about = scale.day(700)
    wheel(chart, QPoint(700, 100), QPoint(0, 120))
    closer = chart.figure.scale
    assert closer is not None
    assert closer.day(700) == pytest.approx(about, abs=0.01)
    assert closer.span.days == pytest.approx(before.days / 1.25)
    wheel(chart, QPoint(700, 100), QPoint(0, -120), CONTROL)
    assert chart.visible_span.days == pytest.approx(before.days)
    for turned, held in ((QPoint(0, -120), SHIFT), (QPoint(-120, 0), NONE)):
        here = chart.visible_span
        wheel(chart, QPoint(700, 100), turned, held)
        assert chart.visible_span.first > here.first
        assert chart.visible_span.days == pytest.approx(here.days)


def test_a_pinch_on_a_touchpad_zooms(chart: LifelineChart) -> None:
    before = chart.visible_span.days
    place = QPointF(500, 200)
    pad = QPointingDevice.primaryPointingDevice()
    kind = Qt.NativeGestureType.ZoomNativeGesture
    event = QNativeGestureEvent(kind, pad, 2, place, place, place, 0.5, QPointF())
    QApplication.sendEvent(chart, event)
    assert chart.visible_span.days == pytest.approx(before / 1.5)


def test_the_menu_is_of_what_is_under_the_pointer(chart: LifelineChart) -> None:
    heard = told(chart, "menu_asked")
    place = dot_at(chart, 3)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, chart.mapToGlobal(place))
    QApplication.sendEvent(chart, asked)
    assert heard == [(ids(3), chart.mapToGlobal(place))]
    QApplication.sendEvent(chart, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, GROUND, GROUND))
    assert len(heard) == 1


def test_the_ground_goes_on_when_it_is_thrown_and_comes_to_rest(look: Look, qtbot: QtBot) -> None:
    chart = LifelineChart(look=look, habits=DateHabits())
    qtbot.addWidget(chart)
    chart.resize(1084, 437)
    chart.show_lifeline(ten())
    chart.show()
    scale = chart.figure.scale
    assert scale is not None
    here = chart.visible_span
    chart.throw(-900)
    qtbot.waitUntil(lambda: chart.visible_span.first > here.first)
    qtbot.waitUntil(lambda: not chart._view.is_moving)
    look.reduce_motion(reduced=True)
    here = chart.visible_span
    chart.throw(-900)
    assert not chart._view.is_moving
    assert chart.visible_span == here
    chart.close_all()


def test_a_jump_glides_only_where_motion_is_allowed(look: Look, qtbot: QtBot) -> None:
    chart = LifelineChart(look=look, habits=DateHabits())
    qtbot.addWidget(chart)
    chart.resize(1084, 437)
    chart.show_lifeline(ten())
    chart.show()
    whole = chart.visible_span
    chart.zoom(4)
    assert chart._view.is_moving
    qtbot.waitUntil(lambda: not chart._view.is_moving)
    assert chart.visible_span.days == pytest.approx(whole.days / 4)
    look.reduce_motion(reduced=True)
    chart.fit()
    assert chart.visible_span == whole
    chart.close_all()


def test_the_view_stays_when_the_life_changes_and_grows_when_all_of_it_was_seen(chart: LifelineChart) -> None:
    whole = chart.visible_span
    later = [*ten().moments.values(), moment(77, in_year(2060), 3)]
    chart.show_lifeline(lifeline_of(later))
    assert chart.visible_span.last > whole.last
    chart.zoom(10)
    close = chart.visible_span
    chart.show_lifeline(ten())
    assert chart.visible_span == close


def test_a_moment_can_be_gone_to(chart: LifelineChart) -> None:
    chart.zoom(20)
    chart.go_to(MomentId("m00000"))
    assert chart.told_rect(MomentId("m00000")) is not None
    assert chart.current_id == "m00000"
    chart.go_to(MomentId("gone"))
    assert chart.current_id == "m00000"


def test_nothing_of_a_vault_is_left(chart: LifelineChart) -> None:
    chart.select((MomentId("m00002"),))
    chart.close_all()
    assert chart.selected_ids == ()
    assert not chart.figure.dots
    assert chart.told_ids() == []
    assert "Choir" not in {text for text, _ in chart._measure._widths}


def test_pressing_on_an_empty_chart_and_on_one_of_a_pixel_is_harmless(chart: LifelineChart) -> None:
    added = told(chart, "add_asked")
    for life in (Lifeline(), many(50)):
        chart.show_lifeline(life)
        chart.resize(1, 1)
        chart.grab()
        QTest.mouseDClick(chart, LEFT, NONE, QPoint(0, 0))
        wheel(chart, QPoint(0, 0), QPoint(0, 120))
        drag(chart, QPoint(0, 0), QPoint(30, 30))
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Plus, Qt.Key.Key_Menu):
            QTest.keyClick(chart, key)
        chart.resize(800, 400)
    assert added == []
