"""The five steps along the top."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allydesk.ui.story.room import STEPS
from allydesk.ui.story.steps import StepBar
from allydesk.ui.theme import Look
from tests.ui.hands import click, press


@pytest.fixture
def bar(look: Look, qtbot: QtBot) -> StepBar:
    bar = StepBar(STEPS, look=look)
    qtbot.addWidget(bar)
    bar.resize(900, 40)
    with qtbot.waitActive(bar):
        bar.show()
    return bar


def test_a_click_chooses_a_step(bar: StepBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.step_chosen) as chosen:
        click(bar.buttons[2])
    assert chosen.args == ["story"]
    assert bar.current == "story"


def test_the_arrows_go_from_step_to_step_and_stop_at_the_ends(bar: StepBar) -> None:
    bar.buttons[0].setFocus()
    chosen: list[str] = []
    bar.step_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home):
        focused = bar.focusWidget()
        assert focused is not None
        press(focused, key)
    assert chosen == ["themes", "story", "themes", "share", "share", "lifeline"]
    assert bar.buttons[0].hasFocus()


def test_the_bar_is_one_stop_of_the_tab_key(bar: StepBar) -> None:
    bar.show_step("practise")
    stops = [one.text() for one in bar.buttons if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["Practise"]


def test_where_there_is_no_room_only_the_chosen_step_has_its_name(bar: StepBar) -> None:
    whole = [one.width() for one in bar.buttons]
    bar.resize(bar.minimumSizeHint().width(), 40)
    QTest.qWait(0)
    narrow = [one.sizeHint().width() for one in bar.buttons]
    assert narrow[0] == whole[0]
    assert all(one < other for one, other in zip(narrow[1:], whole[1:], strict=True))
    assert bar.buttons[1].toolTip() == "Themes"
    assert bar.buttons[1].accessibleName() == "Step 2: Themes"
    assert sum(narrow) <= bar.width()
