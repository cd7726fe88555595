"""The lifeline's page over a real vault."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from allydesk.story.lifeline import Moment, Record
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.story.tools import StoryTools
from tests.ui.story.conftest import Settle, added
from tests.ui.story.lifeline.samples import LIFE

MakePage = Callable[..., LifelinePage]

PAUSE = 15
"""Milliseconds between the last key and the save; short, so that a test need not wait."""


@pytest.fixture
def make_page(qtbot: QtBot, tools: StoryTools, settle: Settle) -> Iterator[MakePage]:
    """Makes pages over these records, shown and loaded; each is closed at the end, before the vault is."""
    pages: list[LifelinePage] = []

    def make(*records: Record, size: tuple[int, int] = (1164, 760)) -> LifelinePage:
        if records:
            tools.vault.lifeline.apply(added(*records))
        page = LifelinePage(tools=tools)
        for part in (page.beside.form, page.beside.chapters, page.beside.birth):
            part._wait.setInterval(PAUSE)
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitActive(page):
            page.show()
        tools.desk.load()
        settle()
        page.shown()
        settle()
        return page

    yield make
    for page in pages:
        page.flush(lambda: None)
        page.close_all()
    QApplication.clipboard().clear()


@pytest.fixture
def page(make_page: MakePage) -> LifelinePage:
    """The page over the samples."""
    return make_page(*LIFE)


def keep(tools: StoryTools, settle: Settle) -> dict[str, Moment]:
    """What the vault has, once everything is kept; by title."""
    settle()
    assert tools.desk.is_kept
    return {one.title: one for one in tools.vault.lifeline.whole().moments.values()}


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found
