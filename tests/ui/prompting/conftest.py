"""A real vault, and the page of prompts over it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.assets import resources
from allydesk.storage.vault import Vault
from allydesk.ui.prompting.page import PromptsPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import Prototype


@pytest.fixture
def vault(prototype: Prototype, tmp_path: Path, tasks: TaskRunner) -> Iterator[Vault]:
    """A new vault, open."""
    made = prototype.open_copy(tmp_path / "Journal.allydesk")
    yield made
    tasks.close()  # the vault is locked when nobody works on it any more
    made.lock()


MakePage = Callable[[], PromptsPage]


@pytest.fixture
def make_page(
    qtbot: QtBot,
    vault: Vault,
    tasks: TaskRunner,
    prompts: ScriptedPrompts,
    look: Look,
) -> Iterator[MakePage]:
    """Makes pages, shown and loaded; each is closed at the end, before the vault is."""
    pages: list[PromptsPage] = []

    def make() -> PromptsPage:
        page = PromptsPage(
            vault=vault,
            tasks=tasks,
            prompts=prompts,
            look=look,
            resources=resources(),
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
def page(make_page: MakePage) -> PromptsPage:
    """The prompts as they came."""
    return make_page()
