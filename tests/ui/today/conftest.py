"""A real vault, and Today over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.assets import resources
from allydesk.storage.vault import Vault
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.today.page import TodayPage
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import Prototype, TestClock


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


MakePage = Callable[[], TodayPage]


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
    """Makes pages, shown and loaded; each is closed at the end, before the vault is."""
    pages: list[TodayPage] = []

    def make() -> TodayPage:
        page = TodayPage(
            vault=vault,
            tasks=tasks,
            prompts=prompts,
            look=look,
            clock=clock,
            resources=resources(),
            home=tmp_path,
        )
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1164, 860)
        with qtbot.waitActive(page):
            page.show()
        settle(tasks, qtbot)
        return page

    yield make
    for page in pages:
        page.close_all()
    QApplication.clipboard().clear()


def settle(tasks: TaskRunner, qtbot: QtBot) -> None:
    """Wait until everything asked of the vault so far has been answered."""
    answered: list[bool] = []
    tasks.run(lambda: True, done=answered.append)
    qtbot.waitUntil(lambda: bool(answered))


@pytest.fixture
def page(make_page: MakePage) -> TodayPage:
    """Today over an empty vault."""
    return make_page()
