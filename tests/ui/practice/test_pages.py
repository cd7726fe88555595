"""What holds for every page of the room: where the keyboard begins, the order of Tab, what fits, and when it loads."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from allydesk.practice.run import Run
from allydesk.practice.scenario import Scenario
from allydesk.practice.scheduling import reviews_of
from allydesk.ui.practice.commitments.page import CommitmentsPage
from allydesk.ui.practice.debrief.page import DebriefPage
from allydesk.ui.practice.debrief.run_page import RunPage
from allydesk.ui.practice.library.ground import Ground
from allydesk.ui.practice.progress.page import ProgressPage
from allydesk.ui.practice.room import PracticeRoom
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.theme import Look
from tests.ui.practice.conftest import Settle
from tests.ui.practice.runs import NOW, a_run

LATE = ("allydesk.practice", "allydesk.ui.practice", "yaml", "fsrs")
PAGES = ("library", "scene", "debrief", "progress", "commitments", "partner")


@pytest.fixture
def room(qtbot: QtBot, tools: PracticeTools, settle: Settle) -> Iterator[PracticeRoom]:
    """The library is in front, and the keyboard in its list."""
    made = PracticeRoom(tools=tools)
    qtbot.addWidget(made)
    made.resize(1164, 860)
    with qtbot.waitActive(made):
        made.show()
    made.shown()
    made.setFocus()
    settle()
    yield made
    made.close_all()


@pytest.fixture
def run(tools: PracticeTools, scenario: Scenario) -> Run:
    """One that came to its end."""
    made = a_run(scenario)
    tools.vault.practice.finish_run(made, reviews_of(made, (), NOW))
    return made


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the keyboard"
    return found


def shown(page: Ground, qtbot: QtBot, *, size: tuple[int, int] = (1164, 860)) -> None:
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()


def test_a_page_begins_with_what_it_is_for_and_not_with_the_way_back(
    room: PracticeRoom, run: Run, settle: Settle
) -> None:
    progress = room.show_page("progress")
    settle()
    assert isinstance(progress, ProgressPage)
    assert focused() is progress.list

    commitments = room.show_page("commitments")
    settle()
    assert isinstance(commitments, CommitmentsPage)
    assert focused() is commitments.empty.action

    room.open_run(run.id)
    settle()
    read = room.page
    assert isinstance(read, RunPage)
    assert focused() is read.scrolled, "the arrow keys scroll what is read"
    assert read.title.text() in focused().accessibleName()
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is read.back


def test_what_one_gives_up_leaves_the_keyboard_where_it_was_begun(room: PracticeRoom, settle: Settle) -> None:
    page = room.show_page("commitments")
    assert isinstance(page, CommitmentsPage)
    settle()
    page.write_new()
    QTest.keyClicks(page.form.cue, "she is talked over")
    page.keep.click()
    settle()
    (card,) = page.cards.values()
    card.buttons["change"].click()
    assert focused() is page.form.cue
    page.cancel.click()
    assert focused() is page.cards[card.commitment.id].buttons["rehearse"]


def test_tab_goes_through_a_debrief_from_above(
    tools: PracticeTools, scenario: Scenario, run: Run, qtbot: QtBot, settle: Settle
) -> None:
    page = DebriefPage(tools=tools)
    shown(page, qtbot)
    page.show_run(run, scenario)
    settle()
    page.back.setFocus()
    sheet, places = page.scrolled.widget(), []
    assert sheet is not None
    while focused() is not page.read:
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        part = focused()
        places.append(part.mapTo(sheet, part.rect().topLeft()).y())
    assert len(places) > len(page.rows) + len(page.reflecting.fields)
    assert places == sorted(places)


@pytest.mark.parametrize("kind", [CommitmentsPage, DebriefPage])
def test_in_large_type_a_narrow_page_still_fits_its_width(
    kind: type[Ground], *, tools: PracticeTools, scenario: Scenario, run: Run, look: Look, qtbot: QtBot, settle: Settle
) -> None:
    look.scale_text(2.0)
    page = kind(tools=tools)  # type: ignore[call-arg]  # both are made so
    shown(page, qtbot, size=(800, 640))
    if isinstance(page, DebriefPage):
        page.show_run(run, scenario)
    settle()
    assert page.scrolled.horizontalScrollBar().maximum() == 0


def test_what_is_read_grows_with_the_type(
    tools: PracticeTools, scenario: Scenario, run: Run, look: Look, qtbot: QtBot
) -> None:
    page = RunPage(tools=tools)
    shown(page, qtbot)
    page.show_run(run, scenario)
    line = next(each for each in page.findChildren(QLabel) if each.text() == run.told[0].text)
    line.ensurePolished()
    before = line.fontInfo().pixelSize()
    look.scale_text(2.0)
    assert line.fontInfo().pixelSize() == 2 * before


def test_nothing_of_practice_is_loaded_before_the_window_and_no_page_before_it_is_shown() -> None:
    code = "import sys, allydesk.windowed; print(*sys.modules); import allydesk.ui.rooms; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    window, rooms = (line.split() for line in ran.stdout.splitlines())
    assert "allydesk.ui.window" in window
    assert [name for name in window if name.startswith(LATE)] == []
    assert [name for name in rooms if name.startswith(tuple(f"allydesk.ui.practice.{page}." for page in PAGES))] == []
    assert "fsrs" not in rooms
