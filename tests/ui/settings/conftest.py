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
from allydesk.ui.spelling.checker import SpellChecker
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.vaults import Vaults
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import Prototype, TestClock, vault_at, written

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
def vault(prototype: Prototype, home: Path, clock: TestClock) -> Iterator[Vault]:
    """A vault with three entries."""
    vault = prototype.open_copy(home / "Documents" / "My journal.allydesk", clock=clock)
    for day in (1, 2, 3):
        vault.journal.add(written(f"2026-11-0{day}T10:00", f"Day {day}", "What there was to say."))
    yield vault
    vault.lock()


@pytest.fixture
def printed() -> list[QTextDocument]:
    """What was sent to the printer."""
    return []


@pytest.fixture
def own(vault: Vault, tasks: TaskRunner) -> YourWords:
    """The shelf of the vault's own words."""
    return YourWords(shelf=vault.own_words, tasks=tasks)


@pytest.fixture
def checker(own: YourWords, home: Path, qtbot: QtBot) -> Iterator[SpellChecker]:
    """A checker that finds only the dictionaries a test puts into its folder."""
    made = SpellChecker(
        settings=Settings(), own=own, dictionaries=home / "settings" / "dictionaries", home=home, folders=()
    )
    with qtbot.waitSignal(made.standing_changed):
        pass
    yield made
    made.close_all()


@pytest.fixture
def around(  # noqa: PLR0917 - fixtures come by name
    tasks: TaskRunner,
    prompts: ScriptedPrompts,
    look: Look,
    clock: TestClock,
    home: Path,
    checker: SpellChecker,
    own: YourWords,
) -> dict[str, Any]:
    """What stands around a page."""
    return {
        "tasks": tasks,
        "prompts": prompts,
        "look": look,
        "clock": clock,
        "home": home,
        "vaults": Vaults(make=lambda folder: vault_at(folder, clock=clock), kdf=FLOOR),
        "checker": checker,
        "own_words": own,
    }


@pytest.fixture
def section() -> str:
    """The section that pages are shown at."""
    return "Appearance"


@pytest.fixture
def make_page(
    qtbot: QtBot, tasks: TaskRunner, around: dict[str, Any], printed: list[QTextDocument], section: str
) -> Iterator[MakePage]:
    """Makes pages over a vault, shown and with everything looked up."""

    def make(vault: Vault, *, section: str = section, **more: Any) -> SettingsPage:
        rest = {"settings": Settings(), "guard": Guard(GuardKind.SECCOMP), "computer": COMPUTER, **more}
        page = SettingsPage(vault=vault, zone=UTC, zone_name="UTC", send=printed.append, **around, **rest)
        page.show_section(section)
        qtbot.addWidget(page)
        page.resize(1164, 860)
        with qtbot.waitActive(page):
            page.show()
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
