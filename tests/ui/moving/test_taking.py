"""Writing everything to a folder, as both kinds, out of a real vault."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.ui.moving.taking import ExportPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.fixtures.practice_room import full_run
from tests.ui.hands import button, click
from tests.ui.scripted import ScriptedPrompts
from tests.ui.settings.stopping import stopped_before_it_begins
from tests.vaults import TestClock, written


@pytest.fixture
def page(vault: Vault, qtbot: QtBot, tasks: TaskRunner, prompts: ScriptedPrompts, look: Look) -> Iterator[ExportPage]:
    for day in (1, 2):
        vault.journal.add(written(f"2026-11-0{day}T10:00", f"Day {day}", "What there was to say."))
    home = vault.folder.parent
    page = ExportPage(vault=vault, tasks=tasks, prompts=prompts, look=look, clock=TestClock(), home=home)
    qtbot.addWidget(page)
    page.resize(1164, 860)
    page.show()
    yield page
    tasks.close()


def spoil_runs(vault: Vault) -> None:
    """Leave no run that can be read."""
    with vault._opened().database.write() as connection:
        connection.exec_driver_sql("UPDATE run SET moves = '[{}]'")


def said(page: ExportPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "Out").mkdir()
    return tmp_path / "Out"


def test_that_the_files_are_not_encrypted_is_said_before_and_after(
    page: ExportPage, prompts: ScriptedPrompts, out: Path, qtbot: QtBot
) -> None:
    assert "These files are not encrypted." in said(page)
    prompts.will_choose_folder(out)
    click(page.choose)
    qtbot.waitUntil(lambda: "2 entries are written" in said(page), timeout=30_000)
    assert "Out/My journal as Markdown 2026-11-21" in said(page)
    assert "The files are not encrypted." in said(page)
    with qtbot.waitSignal(page.left):
        click(button(page, "Done"))


def test_markdown_has_a_file_for_each_entry(
    page: ExportPage, prompts: ScriptedPrompts, out: Path, qtbot: QtBot
) -> None:
    assert "Earlier versions of an entry are left out, and so are your story and your practice." in said(page)
    prompts.will_choose_folder(out)
    click(page.choose)
    qtbot.waitUntil(lambda: "are written" in said(page), timeout=30_000)
    files = sorted((out / "My journal as Markdown 2026-11-21").rglob("*.md"))
    assert [file.parent.name for file in files] == ["11", "11"]
    assert "What there was to say." in files[0].read_text()


def test_json_is_one_file_and_a_second_export_gets_a_name_of_its_own(
    page: ExportPage, prompts: ScriptedPrompts, out: Path, qtbot: QtBot
) -> None:
    (out / "My journal as JSON 2026-11-21").mkdir()
    click(page.format.option("json"))
    assert "Nothing is lost" in said(page)
    prompts.will_choose_folder(out)
    click(page.choose)
    qtbot.waitUntil(lambda: "are written" in said(page), timeout=30_000)
    assert (out / "My journal as JSON 2026-11-21 (2)" / "journal.json").is_file()


def test_nothing_is_written_into_the_vault_or_nowhere(page: ExportPage, prompts: ScriptedPrompts, vault: Vault) -> None:
    prompts.will_choose_folder(vault.folder)
    click(page.choose)
    assert prompts.told[0][0] == "Choose a folder outside the vault"
    prompts.will_choose_folder(None)
    click(page.choose)
    assert page.choose.isEnabled()


def test_a_place_that_cannot_be_written_to_is_told(
    page: ExportPage, prompts: ScriptedPrompts, out: Path, qtbot: QtBot
) -> None:
    gone = out / "gone"
    prompts.will_choose_folder(gone)
    click(page.choose)
    qtbot.waitUntil(page.problem.isVisible, timeout=30_000)
    assert page.problem.happened.text() == "Allydesk may not write to the place you chose."
    assert page.choose.isEnabled()
    assert page.back.isEnabled()


def test_it_can_be_stopped_and_leaves_nothing(
    page: ExportPage, prompts: ScriptedPrompts, tasks: TaskRunner, out: Path, qtbot: QtBot
) -> None:
    prompts.will_choose_folder(out)
    with stopped_before_it_begins(tasks):
        click(page.choose)
    qtbot.waitUntil(lambda: "You stopped it. Nothing was left in the folder." in said(page))
    assert list(out.iterdir()) == []


def test_a_run_that_cannot_be_read_is_told_and_stops_nothing(
    page: ExportPage, prompts: ScriptedPrompts, vault: Vault, out: Path, qtbot: QtBot
) -> None:
    vault.practice.keep_run(full_run())
    spoil_runs(vault)
    click(page.format.option("json"))
    prompts.will_choose_folder(out)
    click(page.choose)
    qtbot.waitUntil(lambda: "2 entries are written" in said(page), timeout=30_000)
    assert "Something of your practice can’t be read, and is left out." in said(page)
