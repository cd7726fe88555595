"""Versions of a story: beside one another in words, and back again without losing the present."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.story.telling import Telling
from allydesk.ui.story.telling.history import StoryHistory
from allydesk.ui.story.telling.keeping import Kept
from allydesk.ui.story.telling.page import TellingPage
from tests.ui.hands import click, press, type_into
from tests.ui.story.conftest import Settle
from tests.ui.story.telling.samples import SECOND
from tests.vaults import TestClock


@pytest.fixture
def history(page: TellingPage, vault: Vault, clock: TestClock, settle: Settle, qtbot: QtBot) -> StoryHistory:
    """The versions of a story that was rewritten for somebody else, with an hour in between."""
    clock.advance(hours=1)
    vault.stories.save(SECOND, Telling("Starting over", "my class", "Once I packed my things and left."))
    page.shown()
    settle()
    page.paper.text.moveCursor(QTextCursor.MoveOperation.Start)
    type_into(page.paper.text, "Now. ")
    click(page.paper.head.versions)
    qtbot.waitUntil(lambda: page.versions.dialog is not None)
    dialog = page.versions.dialog
    assert dialog is not None
    return dialog


def test_what_was_changed_behind_its_back_is_on_the_page(history: StoryHistory, page: TellingPage) -> None:
    assert history.isVisible()
    assert page.paper.text.toPlainText() == "Now. Once I packed my things and left."
    assert page.paper.listener.text() == "my class"


def test_then_and_now_stand_beside_one_another(history: StoryHistory) -> None:
    assert history.dates.count() == 1
    assert history.sides.then.toPlainText() == "Twice I packed my things."
    assert history.sides.now.toPlainText() == "Now. Once I packed my things and left."
    said = history.about.text()
    assert "words added" in said
    assert said.endswith("For whom: “nobody named” became “my class”.")
    assert history.accessibleName() == "Versions of this story"


def test_a_version_comes_back_and_the_present_is_kept_first(
    history: StoryHistory, page: TellingPage, vault: Vault, settle: Settle
) -> None:
    click(history.bring_back)
    settle()
    assert page.paper.text.toPlainText() == "Twice I packed my things."
    assert page.paper.listener.text() == ""
    assert vault.stories.story(SECOND).telling == Telling("Starting over", "", "Twice I packed my things.")
    assert vault.stories.versions(SECOND)[-1].telling.text == "Now. Once I packed my things and left."
    sheet = page.paper.sheet
    assert sheet is not None
    assert page.keeper.state(sheet) is Kept.SAVED
    press(page.paper.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.paper.text.toPlainText() == "Now. Once I packed my things and left."


def test_nothing_is_left_of_it_when_the_vault_is_locked(history: StoryHistory, page: TellingPage) -> None:
    page.close_all()
    assert not history.isVisible()
    assert history.sides.then.toPlainText() == ""
    assert history._tellings == []
