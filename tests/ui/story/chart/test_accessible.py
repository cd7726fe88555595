"""What a screen reader is told of the chart, asked for as it asks."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Birth, lifeline_of
from allydesk.ui.story.chart.accessible import MOST
from allydesk.ui.story.chart.widget import LifelineChart
from allydesk.ui.theme import Look
from tests.story.chart.lives import many, on, ten
from tests.ui.hands import click, press

NAME = QAccessible.Text.Name


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    """As when a screen reader runs."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def heard(chart: LifelineChart) -> dict[str, QAccessibleInterface]:
    """What a screen reader finds in the chart now: its moments by their words."""
    chart.voices.follow()
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface is not None
    children = [interface.child(number) for number in range(interface.childCount())]
    return {one.text(NAME): one for one in children if one.role() == QAccessible.Role.Button}


def test_the_chart_has_its_moments_as_children(chart: LifelineChart) -> None:
    chart.show_lifeline(lifeline_of(ten().moments.values(), Birth(on(date(1996, 2, 4)))))
    interface = QAccessible.queryAccessibleInterface(chart)
    assert interface is not None
    assert interface.text(NAME) == "Lifeline"
    assert interface.text(QAccessible.Text.Description) == "10 moments from 1996 to 2025, 6 high and 4 low"
    found = heard(chart)
    assert len(found) == 10
    assert "Choir, March 2008, age 12, +3 good" in found


def test_a_moment_is_where_its_dot_is_and_one_out_of_view_is_not_there(chart: LifelineChart) -> None:
    choir = next(one for words, one in heard(chart).items() if words.startswith("Choir"))
    middle = choir.rect().center()
    assert chart.under(chart.mapFromGlobal(middle).toPointF()) == "m00002"
    chart.zoom(200)
    chart.fit()
    assert len(heard(chart)) == 10
    chart.zoom(200)
    chart._view.show(chart._view.goal)
    assert len(heard(chart)) < 10


def test_they_come_by_themselves_when_the_picture_has_changed(chart: LifelineChart, qtbot: QtBot) -> None:
    heard(chart)
    chart.show_lifeline(lifeline_of(one for one in ten().moments.values() if one.id != "m00002"))
    qtbot.waitUntil(lambda: len(chart.voices.children_shown) == 9)
    assert not any(one.accessibleName().startswith("Choir") for one in chart.voices.children_shown)


def test_selection_is_said_and_a_press_opens(chart: LifelineChart, qtbot: QtBot) -> None:
    chart.select((MomentId("m00002"),))
    choir = next(one for words, one in heard(chart).items() if words.startswith("Choir"))
    assert choir.text(QAccessible.Text.Description) == "selected"
    action = choir.actionInterface()
    assert action is not None
    with qtbot.waitSignal(chart.moment_opened) as opened:
        action.doAction("Press")
    assert opened.args == ["m00002"]


def test_the_children_are_in_nobodys_way(chart: LifelineChart) -> None:
    heard(chart)
    for voice in chart.voices.children_shown:
        assert voice.focusPolicy() == Qt.FocusPolicy.NoFocus
        assert voice.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    dot = chart.told_rect(MomentId("m00002"))
    assert dot is not None
    click(chart, dot.center())
    assert chart.selected_ids == ("m00002",)


def test_of_very_many_there_are_those_around_the_current_one(chart: LifelineChart) -> None:
    chart.show_lifeline(many(1_000))
    press(chart, Qt.Key.Key_End)
    current = chart.current_id
    chart.voices.follow()
    assert len(chart.voices.children_shown) == MOST
    assert current in {one.moment_id for one in chart.voices.children_shown}


def test_where_nobody_listens_there_are_none(chart: LifelineChart) -> None:
    QAccessible.setActive(False)
    chart.voices.close()
    chart.show_lifeline(ten())
    chart.stale()
    assert not chart.voices._later.isActive()
    assert chart.voices.children_shown == []


def test_nothing_is_left_of_them_when_the_vault_is_locked(chart: LifelineChart) -> None:
    heard(chart)
    kept = list(chart.voices.children_shown)
    chart.close_all()
    assert chart.voices.children_shown == []
    assert not any(one.accessibleName() for one in kept)


def test_charts_come_and_go_while_someone_listens(look: Look) -> None:
    for turn in range(12):
        chart = LifelineChart(look=look, habits=DateHabits())
        chart.show_lifeline(many(40))
        chart.show()
        assert len(heard(chart)) == 40
        chart.setFocus()
        press(chart, Qt.Key.Key_Right)
        chart.close()
        if turn % 2:
            chart.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        else:
            shiboken6.delete(chart)
        del chart
        gc.collect()
        QApplication.processEvents()


def test_a_new_height_is_said(chart: LifelineChart, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(LifelineChart, "_announce", lambda self: said.append(self._told_now()))
    chart.select((MomentId("m00002"),))
    chart.show_lifeline(ten())
    assert said == []
    moved = ten().moments[MomentId("m00002")]
    chart.show_lifeline(lifeline_of([*ten().moments.values(), replace(moved, height=-1)]))
    assert said == ["March 2008, −1 uneasy"]
