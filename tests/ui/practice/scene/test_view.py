"""What can be seen of a scene: the newest, or where one reads; side by side, or one at a time."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from allydesk.practice.run import ScenarioRef
from allydesk.practice.scenario import Line, LineKind, Scenario, Scene
from allydesk.practice.skills import SKILLS
from allydesk.storage.vault import Vault
from allydesk.ui.palette import contrast
from allydesk.ui.practice.scene.menu import SceneMenu
from allydesk.ui.practice.scene.page import ScenePage
from allydesk.ui.practice.scene.passage import Passage
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.theme import Look, Theme, Tone
from tests.ui.hands import button, click
from tests.ui.practice.conftest import Settle
from tests.ui.practice.scene.conftest import Begin
from tests.ui.practice.scene.hands import focused, key, lines, options

REF = ScenarioRef("The joke before the meeting", "A remark from above", "a", "0" * 64)


@pytest.fixture
def long(scenario: Scenario) -> Scenario:
    """Its first scene tells more than fits on a page."""
    joke = scenario.scenes["joke"]
    more = tuple(Line(LineKind.SPEECH, f"And then there was the {number}th time.", "dan") for number in range(20))
    return replace(scenario, scenes={**scenario.scenes, "joke": Scene("joke", (*joke.lines, *more), joke.turn)})


@pytest.fixture(autouse=True)
def still(tools: PracticeTools) -> Iterator[None]:
    """Nothing glides, so that what is in view can be asked at once. The pace stays as it was chosen."""
    tools.look.reduce_motion(reduced=True)
    yield
    tools.look.reduce_motion(reduced=False)


def is_seen(page: ScenePage, part: QWidget) -> bool:
    """Whether all of its height is in view."""
    area = page.stage.sheet.viewport()
    top = part.mapTo(area, QPoint(0, 0)).y()
    return top >= 0 and top + part.height() <= area.height()


def wheel(page: ScenePage, steps: int) -> None:
    """Turn the wheel over the lines; upwards where `steps` are more than none."""
    area = page.stage.sheet.viewport()
    place = QPointF(area.rect().center())
    event = QWheelEvent(
        place,
        QPointF(area.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(area, event)
    QApplication.processEvents()


@pytest.fixture
def arriving(begin: Begin, long: Scenario, tools: PracticeTools) -> ScenePage:
    """A page on which the first lines have arrived, enough to fill it, and more are to come."""
    tools.look.reduce_motion(reduced=False)
    page = begin(scenario=long)
    tools.look.reduce_motion(reduced=True)
    for _ in range(16):
        key(Qt.Key.Key_Space)
    return page


def test_the_newest_line_is_in_view(arriving: ScenePage) -> None:
    assert len(lines(arriving)) == 15
    assert is_seen(arriving, arriving.stage.transcript.lines[-1])
    assert not is_seen(arriving, arriving.stage.transcript.lines[0])


def test_somebody_who_reads_further_up_is_left_in_peace(arriving: ScenePage) -> None:
    sheet = arriving.stage.sheet
    wheel(arriving, 20)
    place = sheet.verticalScrollBar().value()
    assert place == 0
    arriving.stage.show_all()
    QApplication.processEvents()
    assert sheet.verticalScrollBar().value() == place
    assert sheet.newest.isVisible()
    click(sheet.newest)
    assert is_seen(arriving, arriving.stage.asked.options.cards[-1])
    assert not sheet.newest.isVisible()


def test_who_scrolls_back_to_the_end_is_followed_again(arriving: ScenePage) -> None:
    wheel(arriving, 3)
    assert not arriving.stage.sheet.follows
    wheel(arriving, -30)
    key(Qt.Key.Key_Space)
    QApplication.processEvents()
    assert is_seen(arriving, arriving.stage.transcript.lines[-1])


def test_what_comes_of_a_choice_is_seen_wherever_one_was(begin: Begin, long: Scenario) -> None:
    page = begin(scenario=long)
    wheel(page, 50)
    wheel(page, -1)
    key(Qt.Key.Key_1)
    QApplication.processEvents()
    assert is_seen(page, page.stage.asked.why.ask)


def test_a_line_that_one_walks_to_comes_into_view(arriving: ScenePage) -> None:
    rows = arriving.stage.transcript.lines
    arriving.stage.transcript.take_keyboard()
    key(Qt.Key.Key_Home)
    assert focused() is rows[0]
    assert is_seen(arriving, rows[0])


# Side by side


def test_beside_the_scene_stand_its_skills_and_what_to_keep_in_mind(begin: Begin, scenario: Scenario) -> None:
    page = begin()
    bars = page.stage.beside.skills.bars
    assert [bar.name.text() for bar in bars] == [SKILLS[skill].name for skill in scenario.head.skills]
    assert {bar.word.text() for bar in bars} == {"new"}
    assert page.stage.beside.keep.text() == "A question puts the work back on the speaker."
    assert not page.stage.head.beside.isVisible()


def test_skills_stand_as_other_runs_have_shown_them(
    begin: Begin, vault: Vault, settle: Settle, tools: PracticeTools, scenario: Scenario
) -> None:
    for _ in range(3):
        page = begin()
        key(Qt.Key.Key_1)
        click(button(page, "Go on without saying"))
        key(Qt.Key.Key_2)
        key(Qt.Key.Key_Return)
        settle()
        page.close()
    assert len(vault.practice.runs()) == 3
    assert tools.vault is vault
    states = {bar.name.text(): bar.word.text() for bar in begin(scenario=scenario).stage.beside.skills.bars}
    assert states == {
        "Interrupting safely": "steady",
        "Naming what was done": "steady",
        "Centring the person harmed": "new",
    }


def test_in_a_narrow_window_what_stands_beside_is_asked_for(begin: Begin) -> None:
    page = begin()
    page.resize(828, 640)
    QApplication.processEvents()
    beside, sheet = page.stage.beside, page.stage.sheet
    assert (beside.isVisible(), sheet.isVisible()) == (False, True)
    click(button(page, "Keep in mind"))
    assert (beside.isVisible(), sheet.isVisible()) == (True, False)
    assert button(page, "Pause").isVisible()
    click(button(page, "Back to the scene"))
    assert (beside.isVisible(), sheet.isVisible()) == (False, True)
    page.resize(1164, 860)
    QApplication.processEvents()
    assert (beside.isVisible(), sheet.isVisible()) == (True, True)


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
@pytest.mark.parametrize("size", [(1164, 860), (828, 640)])
def test_everything_fits_its_width(begin: Begin, look: Look, scale: float, size: tuple[int, int]) -> None:
    look.scale_text(scale)
    page = begin()
    page.resize(*size)
    QApplication.processEvents()
    assert page.stage.sheet.horizontalScrollBar().maximum() == 0
    inside = page.stage.sheet.viewport().width()
    for part in (*page.stage.transcript.lines, *page.stage.asked.options.cards):
        assert part.mapTo(page.stage.sheet.viewport(), part.rect().topRight()).x() <= inside
    for passage in page.stage.transcript.findChildren(Passage):
        assert passage.height() >= passage.heightForWidth(passage.width())


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_the_letters_in_their_circles_can_be_read(look: Look, theme: Theme) -> None:
    look.choose(theme)
    for tone, ground in ((Tone.LOW, Tone.LOW_SOFT), (Tone.HIGH, Tone.HIGH_SOFT), (Tone.ACCENT, Tone.ACCENT_SOFT)):
        assert contrast(look.palette.readable(tone, ground), look.palette.colour(ground)) >= 4.5


# The menu


def opened(page: ScenePage) -> SceneMenu:
    click(page.stage.head.more)
    assert page.menu.menu is not None
    return page.menu


def choose(page: ScenePage, words: str) -> None:
    menu = opened(page).menu
    assert menu is not None
    [action] = [each for each in menu.actions() if each.text() == words]
    action.trigger()
    page.menu.close_all()


def test_how_lines_arrive_and_when_the_coach_speaks_is_chosen_in_the_menu(
    begin: Begin, tools: PracticeTools, qtbot: QtBot
) -> None:
    tools.look.reduce_motion(reduced=False)
    page = begin()
    with qtbot.waitSignal(page.settings_changed) as told:
        choose(page, "Lines are there at once")
    assert told.args[0].practice_pace == "at-once"
    assert len(options(page)) == 4
    with qtbot.waitSignal(page.settings_changed) as told:
        choose(page, "The coach waits for the debrief")
    assert told.args[0].practice_feedback == "debrief"
    assert tools.settings == told.args[0]


def test_the_menu_offers_what_makes_sense(begin: Begin) -> None:
    page = begin()
    menu = opened(page).menu
    assert menu is not None
    ready = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert not ready["Try this turn again"]
    assert not ready["Show all lines"]
    assert ready["The coach speaks after each turn"]
    assert not ready["Lines cannot be read aloud here: no speech engine was found on this computer."]
    page.menu.close_all()


def test_every_key_of_the_page_is_offered_once(begin: Begin) -> None:
    keys = [action.shortcut for action in begin().offered() if action.shortcut]
    assert len(keys) == len(set(keys)) == 3


def test_tab_goes_from_the_head_to_the_lines_to_what_is_asked_and_then_beside(begin: Begin) -> None:
    page = begin()
    page.resize(1164, 860)
    page.stage.head.leave.setFocus()
    came = []
    for _step in range(2 + len(options(page))):
        key(Qt.Key.Key_Tab)
        came.append(focused())
    cards = page.stage.asked.options.cards
    assert came == [page.stage.transcript.lines[-1], *cards, page.stage.beside.partner]
