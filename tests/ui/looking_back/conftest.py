"""A real vault with a few years in it, and the page that looks back over them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.ui.looking_back.page import LookingBackPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.vaults import Prototype, TestClock, written

MakePage = Callable[[], LookingBackPage]


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def empty_vault(prototype: Prototype, tmp_path: Path, clock: TestClock, tasks: TaskRunner) -> Iterator[Vault]:
    vault = prototype.open_copy(tmp_path / "Journal.allydesk", clock=clock)
    yield vault
    tasks.close()
    vault.lock()


@pytest.fixture
def vault(empty_vault: Vault) -> Vault:
    """Entries on one day in three years, and on some others."""
    for entry in (
        written("2024-11-21T08:00", "Two years ago", "It was raining."),
        written("2025-11-21T09:00", "A year ago", "It was not."),
        written("2026-09-03T10:00", "Quiet", "Nothing much.", ("work",), 1),
        written("2026-11-02T20:10", "First week", "New team, new names.", ("work",), -1),
        written("2026-11-21T07:30", "Early", "One two three.", ("work", "home"), 2),
        written("2026-11-21T21:14", "Late", "Four five.", ("work",), -3),
    ):
        empty_vault.journal.add(entry)
    return empty_vault


@pytest.fixture
def make_page(qtbot: QtBot, empty_vault: Vault, tasks: TaskRunner, look: Look, clock: TestClock) -> Iterator[MakePage]:
    pages: list[LookingBackPage] = []

    def make() -> LookingBackPage:
        page = LookingBackPage(vault=empty_vault, tasks=tasks, look=look, clock=clock)
        qtbot.addWidget(page)
        page.resize(1164, 860)
        with qtbot.waitActive(page):
            page.show()
        pages.append(page)
        return page

    yield make
    for page in pages:
        page.close_all()


@pytest.fixture
def page(make_page: MakePage, vault: Vault) -> LookingBackPage:
    """The page over that vault, with nothing asked yet."""
    del vault
    return make_page()
