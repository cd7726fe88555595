"""A real vault, and pages over it that bring in and take out."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.ui.moving.bringing import ImportPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import Prototype

JRNL = """\
[2020-08-29 11:11] Entry the first.
Lorem ipsum @work.

[2020-09-24 09:14] The third entry finally. *
@work @rest
"""


@pytest.fixture
def vault(prototype: Prototype, tmp_path: Path) -> Iterator[Vault]:
    """An empty vault."""
    vault = prototype.open_copy(tmp_path / "My journal.allydesk")
    yield vault
    vault.lock()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A jrnl journal with two entries."""
    path = tmp_path / "old.journal"
    path.write_text(JRNL)
    return path


@pytest.fixture
def page(vault: Vault, qtbot: QtBot, tasks: TaskRunner, prompts: ScriptedPrompts, look: Look) -> Iterator[ImportPage]:
    """The page that brings in, shown."""
    home = vault.folder.parent
    page = ImportPage(vault=vault, tasks=tasks, prompts=prompts, look=look, zone=UTC, zone_name="UTC", home=home)
    qtbot.addWidget(page)
    page.resize(1164, 860)
    with qtbot.waitActive(page):
        page.show()
    yield page
    tasks.close()
