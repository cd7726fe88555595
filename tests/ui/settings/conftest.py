"""A real vault, open, and Settings over it."""

from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from allydesk.offline import Guard, GuardKind
from allydesk.settings import Settings
from allydesk.storage.keys import FLOOR
from allydesk.storage.vault import Vault
from allydesk.ui.settings.page import SettingsPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.vaults import Vaults
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import TestClock, new_vault, vault_at, written

COMPUTER = "desk by the window"

MakePage = Callable[..., SettingsPage]


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "Documents").mkdir()
    return tmp_path


@pytest.fixture
def vault(home: Path, clock: TestClock) -> Iterator[Vault]:
    """A vault with three entries."""
    vault = new_vault(home / "Documents" / "My journal.allydesk", clock=clock)
    for day in (1, 2, 3):
        vault.journal.add(written(f"2026-11-0{day}T10:00", f"Day {day}", "What there was to say."))
    yield vault
    vault.lock()


@pytest.fixture
def printed() -> list[QTextDocument]:
    """What was sent to the printer."""
    return []


@pytest.fixture
def around(tasks: TaskRunner, prompts: ScriptedPrompts, look: Look, clock: TestClock, home: Path) -> dict[str, Any]:
    """What stands around a page."""
    vaults = Vaults(make=lambda folder: vault_at(folder, clock=clock), kdf=FLOOR)
    return {"tasks": tasks, "prompts": prompts, "look": look, "clock": clock, "home": home, "vaults": vaults}


@pytest.fixture
def make_page(
    qtbot: QtBot, tasks: TaskRunner, around: dict[str, Any], printed: list[QTextDocument]
) -> Iterator[MakePage]:
    """Makes pages over a vault, shown and with everything looked up."""

    def make(vault: Vault, **more: Any) -> SettingsPage:
        rest = {"settings": Settings(), "guard": Guard(GuardKind.SECCOMP), "computer": COMPUTER, **more}
        page = SettingsPage(vault=vault, zone=UTC, zone_name="UTC", send=printed.append, **around, **rest)
        qtbot.addWidget(page)
        page.resize(1164, 860)
        page.show()
        qtbot.waitActive(page)
        settle(qtbot, tasks)
        return page

    yield make
    tasks.close()


@pytest.fixture
def page(make_page: MakePage, vault: Vault) -> SettingsPage:
    return make_page(vault)


def settle(qtbot: QtBot, tasks: TaskRunner, rounds: int = 3) -> None:
    """Let everything that is queued for the vault, and what its answers ask for in turn, be done."""
    for _ in range(rounds):
        with qtbot.waitCallback(timeout=30_000) as done:
            tasks.run(lambda: None, done=done)


def texts(inside: QWidget) -> str:
    """All words that can be seen in a widget."""
    return "\n".join(each.text() for each in inside.findChildren(QLabel) if each.isVisible())
