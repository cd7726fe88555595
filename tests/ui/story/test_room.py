"""The room: its steps, what passes between them, and that nothing is lost on the way out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, VaultError
from allydesk.settings import Settings
from allydesk.storage.lifeline_shelf import LifelineShelf
from allydesk.storage.vault import Vault
from allydesk.story.ids import new_moment_id, new_theme_id
from allydesk.story.lifeline import Edit, Moment, Theme
from allydesk.story.vague_date import Precision, VagueDate
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.story.room import STEPS, StoryRoom
from allydesk.ui.story.sharing.page import SharePage
from allydesk.ui.story.themes.page import ThemesPage
from allydesk.ui.story.tools import StoryTools
from tests.ui.hands import click
from tests.ui.scripted import ScriptedPrompts
from tests.ui.story.conftest import Settle, added
from tests.vaults import written

_YEAR = VagueDate("1", date(1999, 1, 1), date(1999, 12, 31), Precision.YEAR)


@pytest.fixture
def room(tools: StoryTools, settle: Settle, qtbot: QtBot) -> Iterator[StoryRoom]:
    """The room, in front and loaded."""
    made = StoryRoom(tools=tools)
    qtbot.addWidget(made)
    made.resize(1164, 860)
    with qtbot.waitActive(made):
        made.show()
    made.shown()
    settle()
    yield made
    made.close_all()
    settle()


def kind_of_page(room: StoryRoom) -> type:
    return type(room.page)


def filled_buttons(room: StoryRoom) -> list[str]:
    return [page.primary.text() for page in room._pages.values() if page.primary and page.primary.isVisible()]


def test_a_page_is_made_when_its_step_is_first_shown(room: StoryRoom) -> None:
    assert set(room._pages) == {"lifeline"}
    assert kind_of_page(room) is LifelinePage
    click(room.steps.buttons[1])
    assert kind_of_page(room) is ThemesPage
    assert set(room._pages) == {"lifeline", "themes"}


def test_every_step_can_be_gone_to_and_has_at_most_one_filled_button(room: StoryRoom, settle: Settle) -> None:
    for key, name in (*STEPS, *reversed(STEPS)):
        room.show_step(key)
        settle()
        assert room.step == key
        assert room.steps.buttons[room.steps._keys.index(key)].text() == name
        assert len(filled_buttons(room)) <= 1
        assert {action.group for action in room.offered()} == {"Story"}


def test_an_entry_becomes_a_moment_once(room: StoryRoom, vault: Vault, settle: Settle) -> None:
    entry = vault.journal.add(written("2026-03-05T10:00", "Rain & wind", "text", mood=-2))
    room.add_entry(entry.id)
    settle()
    (moment,) = vault.lifeline.whole().moments.values()
    assert (moment.title, moment.height, moment.entries) == ("Rain & wind", -2, (entry.id,))
    assert str(moment.date.earliest) == str(moment.date.latest) == "2026-03-05"
    page = room.page
    assert isinstance(page, LifelinePage)
    assert page.beside.form.moment_id == moment.id
    room.add_entry(entry.id)
    settle()
    assert len(vault.lifeline.whole().moments) == 1


def test_an_entry_can_be_added_before_the_room_was_ever_shown(
    tools: StoryTools, vault: Vault, settle: Settle, qtbot: QtBot
) -> None:
    entry = vault.journal.add(written("2026-03-05T10:00", "Rain"))
    room = StoryRoom(tools=tools)
    qtbot.addWidget(room)
    room.add_entry(entry.id)
    settle()
    assert [one.title for one in vault.lifeline.whole().moments.values()] == ["Rain"]
    room.close_all()


def test_an_entry_that_is_gone_is_told_and_adds_nothing(
    room: StoryRoom, vault: Vault, prompts: ScriptedPrompts, settle: Settle
) -> None:
    entry = vault.journal.add(written("2026-03-05T10:00", "Rain"))
    vault.journal.trash(entry.id)
    vault.journal.purge(entry.id)
    room.add_entry(entry.id)
    settle()
    assert prompts.told
    assert not vault.lifeline.whole().moments


def test_a_theme_leads_to_its_step_and_a_moment_back(room: StoryRoom, settle: Settle) -> None:
    moment = Moment(new_moment_id(), "Choir", height=3)
    theme = Theme(new_theme_id(), "being heard", moments=(moment.id,))
    room.desk.do(added(moment, theme))
    room.open_theme(theme.id)
    settle()
    page = room.page
    assert isinstance(page, ThemesPage)
    assert page.detail.theme_id == theme.id
    page.moment_asked.emit(moment.id)
    settle()
    assert room.step == "lifeline"
    assert isinstance(room.page, LifelinePage)
    assert room.page.chosen == (moment.id,)


def test_the_view_of_the_chart_is_passed_on_to_what_is_shared(room: StoryRoom, settle: Settle) -> None:
    room.desk.do(added(*(Moment(new_moment_id(), f"{year}", replace(_YEAR, words=f"{year}")) for year in (1, 2))))
    page = room.page
    assert isinstance(page, LifelinePage)
    share = room.show_step("share")
    assert isinstance(share, SharePage)
    assert share._span is None
    room.show_step("lifeline")
    page.ground.chart.zoom(2)
    QTest.qWait(0)
    room.show_step("share")
    settle()
    assert share._span is not None


def test_other_settings_reach_the_steps(room: StoryRoom, tools: StoryTools) -> None:
    room.show_step("story")
    room.show_settings(Settings(strip_position=False, hide_marks=False))
    assert tools.settings == Settings(strip_position=False, hide_marks=False)
    assert not tools.strip_position


def test_what_cannot_be_kept_is_asked_about_before_one_leaves(
    room: StoryRoom, prompts: ScriptedPrompts, monkeypatch: pytest.MonkeyPatch, settle: Settle, qtbot: QtBot
) -> None:
    def refuse(_shelf: LifelineShelf, _edit: Edit) -> None:
        raise VaultError(Code.DISK_FULL)

    left: list[str] = []
    with monkeypatch.context() as full:
        full.setattr(LifelineShelf, "apply", refuse)
        room.desk.do(added(Moment(new_moment_id(), "Choir")))
        prompts.will_choose("stay")
        room.flush(lambda: left.append("stayed"))
        qtbot.waitUntil(lambda: len(prompts.questions) == 1)
        assert left == []
        assert "is still here" in prompts.questions[0].text
        prompts.will_choose("lose")
        room.flush(lambda: left.append("without"))
        qtbot.waitUntil(lambda: left == ["without"])
    room.flush(lambda: left.append("kept"))
    qtbot.waitUntil(lambda: left == ["without", "kept"])
    assert room.desk.is_kept
    settle()


def test_the_keyboard_is_on_the_steps_and_tab_leads_into_the_page(room: StoryRoom) -> None:
    room.show_step("themes")
    room.setFocus()
    assert QApplication.focusWidget() is room.steps.buttons[1]
