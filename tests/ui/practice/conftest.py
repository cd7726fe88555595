"""A real vault, a small scenario made by hand, and what each page of the practice room is given."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.assets import resources
from allydesk.practice.scenario import Scenario
from allydesk.storage.vault import Vault
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.practice.made import the_joke
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import Prototype, TestClock

Settle = Callable[[], None]


@pytest.fixture
def clock() -> TestClock:
    """Stands still at 21 November 2026, 21:14 UTC."""
    return TestClock()


@pytest.fixture
def vault(prototype: Prototype, quick_path: Path, tasks: TaskRunner, clock: TestClock) -> Iterator[Vault]:
    """A new vault, open."""
    made = prototype.open_copy(quick_path / "Journal.allydesk", clock=clock)
    yield made
    tasks.close()  # the vault is locked when nobody works on it any more
    made.lock()


@pytest.fixture
def tools(*, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, look: Look, clock: TestClock) -> PracticeTools:
    """What a page is given, with the program's own resources."""
    return PracticeTools(
        vault=vault,
        tasks=tasks,
        prompts=prompts,
        look=look,
        clock=clock,
        home=vault.folder.parent,
        resources=resources(),
    )


@pytest.fixture
def scenario() -> Scenario:
    """Two choices, words of one's own, a reason that is asked, and two endings; see `made`."""
    return the_joke()


@pytest.fixture
def settle(tasks: TaskRunner, qtbot: QtBot) -> Settle:
    """Lets everything that is queued for the vault, and what follows from it, be done."""

    def settled() -> None:
        for _ in range(4):
            over = Event()
            tasks.run(over.set)
            qtbot.waitUntil(over.is_set, timeout=10_000)
            QApplication.processEvents()

    return settled
