"""A real vault with a few entries, and the journal's page over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.assets import resources
from allydesk.settings import Settings
from allydesk.storage.journal import Journal
from allydesk.storage.vault import Vault
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.spelling.checker import SpellChecker
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.journal.samples import sample_entries
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import Prototype, TestClock

PAUSE = 20
"""Milliseconds between the last key and the save; short, so that a test need not wait."""


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def vault(prototype: Prototype, tmp_path: Path, clock: TestClock, tasks: TaskRunner) -> Iterator[Vault]:
    """A new vault, open."""
    made = prototype.open_copy(tmp_path / "Journal.allydesk", clock=clock)
    yield made
    tasks.close()  # the vault is locked when nobody works on it any more
    made.lock()


@pytest.fixture
def empty_journal(vault: Vault) -> Journal:
    """The journal of a new vault."""
    return vault.journal


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
    vault: Vault,
    tasks: TaskRunner,
    prompts: ScriptedPrompts,
    look: Look,
    clock: TestClock,
    tmp_path: Path,
) -> Iterator[MakePage]:
    """Makes pages over the vault, shown and loaded; each is closed at the end, before the vault is."""
    pages: list[JournalPage] = []
    # Without a dictionary: waves under words are tried elsewhere.
    checker = SpellChecker(
        settings=Settings(spelling=False),
        own=YourWords(shelf=vault.own_words, tasks=tasks),
        dictionaries=tmp_path,
        home=tmp_path,
        folders=(),
    )

    def make(journal: Journal) -> JournalPage:
        autosave = Autosave(journal=journal, tasks=tasks, pause=PAUSE, retry=PAUSE)
        page = JournalPage(
            vault=vault,
            tasks=tasks,
            prompts=prompts,
            look=look,
            clock=clock,
            settings=Settings(),
            home=tmp_path,
            resources=resources(),
            autosave=autosave,
            checker=checker,
        )
        qtbot.addWidget(page)
        page.resize(1164, 860)
        with qtbot.waitActive(page):
            page.show()
        with qtbot.waitSignal(page.column.tags_known):
            page.reload()
        pages.append(page)
        return page

    yield make
    for page in pages:
        page.close_all()
    checker.close_all()
    QApplication.clipboard().clear()


@pytest.fixture
def page(make_page: MakePage, journal: Journal, qtbot: QtBot) -> JournalPage:
    """The page over the sample entries, with the newest open."""
    made = make_page(journal)
    qtbot.waitUntil(lambda: made.editor.sheet is not None)
    return made
