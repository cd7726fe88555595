"""A small lifeline and two stories in a real vault, and the page of stories over it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.story.lifeline import Moment, Theme
from allydesk.story.telling import Telling
from allydesk.story.vague_date import Precision, VagueDate
from allydesk.ui.story.telling.page import TellingPage
from allydesk.ui.story.tools import StoryTools
from tests.ui.story.conftest import Settle, added
from tests.ui.story.telling.samples import AGAIN, CHOIR, FIRST, HEARD, RUTH, SCHOOL, SECOND
from tests.vaults import TestClock

PAUSE = 20
"""Milliseconds between the last key and the save; short, so that a test need not wait."""


def year(words: str, number: int) -> VagueDate:
    return VagueDate(words, date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


@pytest.fixture
def with_lifeline(vault: Vault) -> bool:
    """Three moments and two themes in the vault."""
    vault.lifeline.apply(
        added(
            Moment(CHOIR, "Choir", year("Spring 2008", 2008), 4, note="Nobody asked where I was from."),
            Moment(SCHOOL, "New school", year("2003", 2003), -3),
            Moment(RUTH, "Mentored by Ruth", year("2021", 2021), 5),
            Theme(HEARD, "being heard", moments=(RUTH, CHOIR), place=0),
            Theme(AGAIN, "starting again", moments=(SCHOOL,), place=1, shade=1),
        )
    )
    return True


@pytest.fixture
def with_stories(vault: Vault, clock: TestClock) -> bool:
    """Two stories in the vault, the second the newer one."""
    vault.stories.add(Telling("How I was heard", "a friend", "It began with a song."), story_id=FIRST)
    clock.advance(hours=1)
    vault.stories.add(Telling("Starting over", "", "Twice I packed my things."), story_id=SECOND)
    return True


MakePage = Callable[[], TellingPage]


@pytest.fixture
def make_page(qtbot: QtBot, tools: StoryTools, settle: Settle) -> Iterator[MakePage]:
    """Makes pages, shown and loaded; each is closed at the end, before the vault is."""
    pages: list[TellingPage] = []

    def make() -> TellingPage:
        page = TellingPage(tools=tools, pause=PAUSE, retry=PAUSE)
        qtbot.addWidget(page)
        qtbot.addWidget(page.primary)
        pages.append(page)
        page.resize(1164, 778)
        with qtbot.waitActive(page):
            page.show()
        tools.desk.load()
        page.shown()
        settle()
        qtbot.waitUntil(lambda: page.panel.themes.list.rows.rowCount() == len(tools.desk.lifeline.moments) + 2)
        return page

    yield make
    for page in pages:
        page.close_all()
    QApplication.clipboard().clear()


@pytest.fixture
def page(with_lifeline: bool, with_stories: bool, make_page: MakePage) -> TellingPage:
    """The page over the lifeline and the two stories, with the newer one open."""
    assert with_lifeline
    assert with_stories
    return make_page()


@pytest.fixture
def bare(with_lifeline: bool, make_page: MakePage) -> TellingPage:
    """The page over the lifeline, without a story."""
    assert with_lifeline
    return make_page()
