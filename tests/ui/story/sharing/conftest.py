"""A drawing as the command line has it, and the page of sharing over a real vault."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.assets import resources
from allydesk.storage.vault import Vault
from allydesk.story.ids import ThemeId
from allydesk.story.lifeline import Theme
from allydesk.ui.story.documents import QtDrawing
from allydesk.ui.story.sharing.page import SharePage
from allydesk.ui.story.tools import StoryTools
from tests.transfer.story.samples import PROFILE, life, story
from tests.ui.story.conftest import Settle, added

PAUSE = 20
"""Milliseconds; short, so that a test need not wait."""


@pytest.fixture
def drawing(qapp: QApplication) -> QtDrawing:
    assert qapp is not None
    return QtDrawing.plain(resources=resources())


@dataclass(frozen=True)
class Sharing:
    """The page, and what a test does with it again and again."""

    page: SharePage
    settle: Settle
    qtbot: QtBot

    def ready(self) -> None:
        """Wait until the preview is that of the present choices."""
        page = self.page
        self.qtbot.waitUntil(
            lambda: not (page._resting.isActive() or page._preparing is not None or page.preview.is_setting)
        )

    def choose(self, *keys: str) -> None:
        """Click on the choices of these keys, the first of what to export, and wait for the preview."""
        choices = self.page.choices
        for key in keys:
            for each in (choices.what, choices.names.choice, choices.extent, *choices.formats.values()):
                if key in each._buttons and each.option(key).isVisibleTo(self.page):
                    each.option(key).click()
                    break
            else:
                raise KeyError(key)
        self.ready()


@pytest.fixture
def full(vault: Vault) -> Vault:
    """The samples, in the vault: a life, two themes, two stories and a profile."""
    lifeline = life()
    themes = (Theme(ThemeId("t1"), "being heard"), Theme(ThemeId("t2"), "R & D", place=1))
    vault.lifeline.apply(added(*lifeline.moments.values(), *lifeline.chapters.values(), *themes))
    vault.stories.add(story(title="Another").telling)
    vault.stories.add(story().telling)
    vault.stories.save_profile(PROFILE)
    return vault


MakeSharing = Callable[[], Sharing]


@pytest.fixture
def make(tools: StoryTools, settle: Settle, qtbot: QtBot) -> Iterator[MakeSharing]:
    """Makes the page, shown and loaded; it is closed at the end."""
    made: list[SharePage] = []

    def sharing() -> Sharing:
        page = SharePage(tools=tools, rest=PAUSE, pause=PAUSE, retry=300)
        made.append(page)
        qtbot.addWidget(page)
        assert page.primary is not None
        qtbot.addWidget(page.primary)
        page.resize(1164, 778)
        page.show()
        tools.desk.load()
        page.shown()
        settle()
        found = Sharing(page, settle, qtbot)
        found.ready()
        return found

    yield sharing
    for page in made:
        page.close_all()


@pytest.fixture
def sharing(full: Vault, make: MakeSharing) -> Sharing:
    """The page over the samples."""
    assert full is not None
    return make()
