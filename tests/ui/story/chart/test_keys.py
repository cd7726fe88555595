"""The chart by keyboard alone."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Lifeline, Moment
from allydesk.ui.story.chart.widget import LifelineChart
from allydesk.ui.theme import Look
from tests.story.chart.lives import ten
from tests.ui.hands import press
from tests.ui.story.chart.test_hand import CONTROL, SHIFT, ids, told

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def test_arrows_go_from_moment_to_moment(chart: LifelineChart) -> None:
    heard = told(chart, "selection_changed")
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_End, Key.Key_Right, Key.Key_Home):
        press(chart, key)
    assert [said[0] for said in heard] == [ids(0), ids(1), ids(0), ids(9), ids(0)]


def test_shift_extends_and_goes_back_again(chart: LifelineChart) -> None:
    chart.select((MomentId("m00003"),))
    press(chart, Key.Key_Right, SHIFT)
    press(chart, Key.Key_Right, SHIFT)
    assert chart.selected_ids == ids(3, 4, 5)
    press(chart, Key.Key_Left, SHIFT)
    assert chart.selected_ids == ids(3, 4)
    press(chart, Key.Key_Home, SHIFT)
    assert chart.selected_ids == ids(0, 1, 2, 3)
    press(chart, Key.Key_Escape)
    assert chart.selected_ids == ids(0)


def test_ctrl_goes_there_and_space_chooses(chart: LifelineChart) -> None:
    chart.select((MomentId("m00003"),))
    press(chart, Key.Key_Right, CONTROL)
    press(chart, Key.Key_Right, CONTROL)
    assert (chart.selected_ids, chart.current_id) == (ids(3), "m00005")
    press(chart, Key.Key_Space)
    assert chart.selected_ids == ids(3, 5)
    press(chart, Key.Key_A, CONTROL)
    assert len(chart.selected_ids) == 10


def test_return_opens_and_delete_asks(chart: LifelineChart) -> None:
    opened, removal = told(chart, "moment_opened"), told(chart, "removal_asked")
    press(chart, Key.Key_Return)
    press(chart, Key.Key_Delete)
    assert opened == removal == []
    press(chart, Key.Key_Right)
    press(chart, Key.Key_Return)
    press(chart, Key.Key_Delete)
    assert opened == [ids(0)]
    assert removal == [(ids(0),)]


def test_plus_and_minus_ask_for_another_height(chart: LifelineChart) -> None:
    heard = told(chart, "height_stepped")
    chart.select((MomentId("m00003"), MomentId("m00004")))
    QTest.keyClicks(chart, "+=-")
    press(chart, Key.Key_Plus, SHIFT)
    assert heard == [(ids(3, 4), 1), (ids(3, 4), 1), (ids(3, 4), -1), (ids(3, 4), 1)]


@pytest.mark.parametrize(
    ("key", "held"), [(Key.Key_Right, ALT), (Key.Key_BracketRight, Qt.KeyboardModifier.NoModifier)]
)
def test_dates_move_by_a_step_of_their_own(chart: LifelineChart, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    heard = told(chart, "moments_moved")
    chart.select((MomentId("m00002"), MomentId("m00003"), MomentId("m00008")))
    press(chart, key, held)
    (said,) = heard
    moved = said[0]
    assert isinstance(moved, tuple)
    assert all(isinstance(one, Moment) for one in moved)
    assert [one.date.earliest for one in moved] == [date(2008, 4, 1), date(2013, 1, 1), date(2023, 10, 4)]
    back = told(chart, "moments_moved")
    press(chart, Key.Key_Left, ALT)
    assert [one.date.earliest for one in back[0][0]] == [date(2008, 2, 1), date(2011, 1, 1), date(2023, 10, 2)]  # type: ignore[attr-defined]


def test_the_menu_key_asks_at_the_moment(chart: LifelineChart) -> None:
    heard = told(chart, "menu_asked")
    chart.select((MomentId("m00002"),))
    press(chart, Key.Key_Menu)
    press(chart, Key.Key_F10, SHIFT)
    QApplication.sendEvent(chart, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint()))
    rect = chart.told_rect(MomentId("m00002"))
    assert rect is not None
    assert len(heard) == 3
    for chosen, place in heard:
        assert chosen == ids(2)
        assert isinstance(place, QPoint)
        assert rect.contains(chart.mapFromGlobal(place))


def test_what_the_keys_go_to_is_brought_into_view(chart: LifelineChart) -> None:
    chart.select((MomentId("m00000"),))
    chart.go_to(MomentId("m00000"))
    chart.zoom(20)
    for _ in range(9):
        press(chart, Key.Key_Right)
        assert chart.current_id is not None
        assert chart.told_rect(chart.current_id) is not None
    press(chart, Key.Key_PageUp)
    assert chart.told_rect(MomentId("m00009")) is None


def test_it_is_one_tab_stop(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, chart, last = QPushButton("Before"), LifelineChart(look=look, habits=DateHabits()), QPushButton("After")
    for each in (first, chart, last):
        column.addWidget(each)
    window.show()
    window.activateWindow()
    chart.show_lifeline(ten())
    first.setFocus()
    reached = []
    for _ in range(3):
        focus = window.focusWidget()
        assert focus is not None
        reached.append(focus)
        press(focus, Key.Key_Tab)
    assert reached == [first, chart, last]
    chart.close_all()


def test_the_focus_can_be_seen(chart: LifelineChart) -> None:
    QApplication.processEvents()
    for life in (ten(), Lifeline()):
        chart.show_lifeline(life)
        press(chart, Key.Key_Right)
        chart.setFocus()
        with_focus = chart.grab().toImage()
        chart.clearFocus()
        assert chart.grab().toImage() != with_focus


def test_keys_that_mean_nothing_here_go_on_to_the_page(chart: LifelineChart) -> None:
    for key, held in ((Key.Key_F, CONTROL), (Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Key.Key_Home, ALT)):
        before = chart.selected_ids
        press(chart, key, held)
        assert chart.selected_ids == before
