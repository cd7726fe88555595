"""A real vault with a lifeline, and what each step of the story room is given."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.assets import resources
from allydesk.storage.vault import Vault
from allydesk.story.dates.habits import habits_of_locale
from allydesk.story.lifeline import Change, Edit, Record
from allydesk.ui.story.desk import LifelineDesk
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
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
def desk(vault: Vault, tasks: TaskRunner) -> Iterator[LifelineDesk]:
    """The desk over it, not loaded yet."""
    made = LifelineDesk(shelf=vault.lifeline, tasks=tasks, retry=20)
    yield made
    made.close_all()


@pytest.fixture
def tools(
    *, vault: Vault, desk: LifelineDesk, tasks: TaskRunner, prompts: ScriptedPrompts, look: Look, clock: TestClock
) -> StoryTools:
    """What a step is given."""
    return StoryTools(
        vault=vault,
        desk=desk,
        tasks=tasks,
        prompts=prompts,
        look=look,
        clock=clock,
        habits=habits_of_locale("en_GB"),
        home=vault.folder.parent,
        resources=resources(),
    )


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


def added(*records: Record) -> Edit:
    """An edit that puts these on the lifeline."""
    return Edit("Add", tuple(Change(None, record) for record in records))
