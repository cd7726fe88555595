"""A real vault with a few entries, and the journal's page over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.storage.journal import Journal
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.journal.samples import sample_entries
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import TestClock, new_vault

PAUSE = 20
"""Milliseconds between the last key and the save; short, so that a test need not wait."""


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def empty_journal(tmp_path: Path, clock: TestClock, tasks: TaskRunner) -> Iterator[Journal]:
    """The journal of a new vault."""
    vault = new_vault(tmp_path / "Journal.allydesk", clock=clock)
    yield vault.journal
    tasks.close()  # the vault is locked when nobody works on it any more
    vault.lock()


@pytest.fixture
def journal(empty_journal: Journal) -> Journal:
    """A journal with the sample entries."""
    for entry in sample_entries():
        empty_journal.add(entry)
    return empty_journal


MakePage = Callable[[Journal], JournalPage]


@pytest.fixture
def make_page(  # noqa: PLR0917 - fixtures come by name
    qtbot: QtBot,
    empty_journal: Journal,
    tasks: TaskRunner,
    prompts: ScriptedPrompts,
    look: Look,
    clock: TestClock,
) -> Iterator[MakePage]:
    """Makes pages, shown and loaded; each is closed at the end, before the vault is."""
    del empty_journal  # asked for only so that it is closed after the pages
    pages: list[JournalPage] = []

    def make(journal: Journal) -> JournalPage:
        autosave = Autosave(journal=journal, tasks=tasks, pause=PAUSE, retry=PAUSE)
        page = JournalPage(journal=journal, tasks=tasks, prompts=prompts, look=look, clock=clock, autosave=autosave)
        qtbot.addWidget(page)
        page.resize(1164, 860)
        page.show()
        qtbot.waitActive(page)
        with qtbot.waitSignal(page.column.tags_known):
            page.reload()
        pages.append(page)
        return page

    yield make
    for page in pages:
        page.close_all()
    QApplication.clipboard().clear()


@pytest.fixture
def page(make_page: MakePage, journal: Journal, qtbot: QtBot) -> JournalPage:
    """The page over the sample entries, with the newest open."""
    made = make_page(journal)
    qtbot.waitUntil(lambda: made.editor.sheet is not None)
    return made
