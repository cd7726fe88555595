"""Bringing in a journal, from the choice to the report, into a real vault."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.transfer.exporting import export_json
from allydesk.ui.moving.bringing import ImportPage
from allydesk.ui.moving.preview import PreviewFace
from allydesk.ui.tasks import TaskRunner
from tests.fixtures.practice_room import full_run
from tests.ui.hands import button, click, press
from tests.ui.moving.conftest import JRNL
from tests.ui.scripted import ScriptedPrompts
from tests.ui.settings.stopping import stopped_before_it_begins, stopped_on_the_way
from tests.vaults import Prototype, written

SAMPLES = Path(__file__).parents[3] / ".." / "shared" / "samples" / "jrnl"


def said(page: ImportPage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def choose(page: ImportPage, prompts: ScriptedPrompts, path: Path, qtbot: QtBot) -> PreviewFace:
    """Choose a file or a folder, and wait for the preview."""
    if path.is_dir():
        prompts.will_choose_folder(path)
        click(page.folder)
    else:
        prompts.will_choose_file(path)
        click(page.file)
    qtbot.waitUntil(lambda: any(face.isVisible() for face in page.findChildren(PreviewFace)), timeout=30_000)
    return next(face for face in page.findChildren(PreviewFace) if face.isVisible())


def test_a_journal_is_looked_at_brought_in_and_reported(
    page: ImportPage, prompts: ScriptedPrompts, vault: Vault, source: Path, qtbot: QtBot
) -> None:
    choose(page, prompts, source, qtbot)
    shown = said(page)
    assert "old.journal" in shown
    assert "A journal of jrnl." in shown
    assert "2 entries, from 29 August 2020 to 24 September 2020" in shown
    assert "All of them are new." in shown
    assert "Most used tags\nwork\nrest" in shown
    assert "One starred entry has the tag “starred” now." in shown
    assert "backup" not in shown
    assert vault.journal.count() == 0
    with qtbot.waitSignal(page.entries_imported, timeout=30_000) as imported:
        click(button(page, "Bring in 2 entries"))
    assert imported.args == [2]
    assert vault.journal.count() == 2
    assert "2 entries are in your vault now" in said(page)
    assert "Not quite as it was, or left out\nOne starred entry" in said(page)
    assert vault.backups() == []
    with qtbot.waitSignal(page.left):
        click(button(page, "Done"))


def test_a_backup_is_made_before_a_vault_with_entries_is_added_to(
    page: ImportPage, prompts: ScriptedPrompts, vault: Vault, source: Path, qtbot: QtBot
) -> None:
    vault.journal.add(written("2026-11-01T10:00", "Before"))
    choose(page, prompts, source, qtbot)
    assert "A backup of your vault is made first." in said(page)
    with qtbot.waitSignal(page.entries_imported, timeout=30_000):
        click(button(page, "Bring in 2 entries"))
    assert len(vault.backups()) == 1
    assert vault.journal.count() == 3


def test_an_entry_in_the_trash_is_worth_a_backup_too(
    page: ImportPage, prompts: ScriptedPrompts, vault: Vault, source: Path, qtbot: QtBot
) -> None:
    vault.journal.trash(vault.journal.add(written("2026-11-01T10:00", "Before")).id)
    choose(page, prompts, source, qtbot)
    with qtbot.waitSignal(page.entries_imported, timeout=30_000):
        click(button(page, "Bring in 2 entries"))
    assert len(vault.backups()) == 1


def test_what_is_there_already_is_left_out(
    page: ImportPage, prompts: ScriptedPrompts, vault: Vault, source: Path, qtbot: QtBot
) -> None:
    choose(page, prompts, source, qtbot)
    with qtbot.waitSignal(page.entries_imported, timeout=30_000):
        click(button(page, "Bring in 2 entries"))
    click(button(page, "Bring in more"))
    with source.open("a") as file:
        file.write("\n[2020-10-01 08:00] One more.\n")
    choose(page, prompts, source, qtbot)
    assert "1 is new. 2 are in your vault already, and are left as they are." in said(page)
    with qtbot.waitSignal(page.entries_imported, timeout=30_000) as imported:
        click(button(page, "Bring in 1 entry"))
    assert imported.args == [1]
    assert "1 entry is in your vault now\n2 were there already, and stayed as they were." in said(page)
    click(button(page, "Bring in more"))
    choose(page, prompts, source, qtbot)
    assert "All of them are in your vault already." in said(page)
    assert not [each for each in page.findChildren(QPushButton) if each.isVisible() and "Bring in" in each.text()]
    assert vault.journal.count() == 3


def test_practice_comes_in_without_any_entry(
    page: ImportPage, prompts: ScriptedPrompts, vault: Vault, prototype: Prototype, qtbot: QtBot
) -> None:
    place = vault.folder.parent
    other = prototype.open_copy(place / "Other.allydesk")
    other.practice.keep_run(theirs := full_run())
    export_json(other.journal, place / "out")
    other.lock()
    vault.practice.keep_run(mine := full_run())
    choose(page, prompts, place / "out", qtbot)
    assert "No entries, but what goes with them\n1 new piece of your practice comes with it." in said(page)
    assert "A backup of your vault is made first." in said(page), "there is something in it, though no entry"
    with qtbot.waitSignal(page.entries_imported, timeout=30_000) as imported:
        click(button(page, "Bring in the practice"))
    assert imported.args == [0]
    assert {one.id for one in vault.practice.runs()} == {mine.id, theirs.id}
    assert "It is in your vault now\n1 piece of your practice came in" in said(page)
    assert len(vault.backups()) == 1
    click(button(page, "Bring in more"))
    choose(page, prompts, place / "out", qtbot)
    assert not [each for each in page.findChildren(QPushButton) if each.isVisible() and "Bring in" in each.text()]


def test_a_folder_is_as_easy_as_a_file(
    page: ImportPage, prompts: ScriptedPrompts, vault: Vault, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "notes"
    (folder / "2021").mkdir(parents=True)
    (folder / "2021" / "2021-03-04 walk.md").write_text("---\ntags: [outside]\n---\n# A walk\n\nAlong the canal.\n")
    (folder / "2021-03-05.md").write_text("Rain.\n")
    choose(page, prompts, folder, qtbot)
    assert "Markdown or plain text." in said(page)
    assert "2 entries, from 4 March 2021 to 5 March 2021" in said(page)
    with qtbot.waitSignal(page.entries_imported, timeout=30_000):
        click(button(page, "Bring in 2 entries"))
    assert vault.journal.count() == 2


def test_it_can_be_read_as_something_else(
    page: ImportPage, prompts: ScriptedPrompts, vault: Vault, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "list.md"
    path.write_text("[2020-08-29 11:11] Entry the first.\nLorem.\n\n[2020-09-24 09:14] The second.\nIpsum.\n")
    face = choose(page, prompts, path, qtbot)
    recognised = face.formats.value
    other = {"jrnl": "markdown", "markdown": "jrnl"}[recognised]
    click(face.other_format)
    click(face.formats.option(other))
    qtbot.waitUntil(lambda: any(each.formats.value == other for each in page.findChildren(PreviewFace)))
    entries = "1 entry" if other == "markdown" else "2 entries"
    qtbot.waitUntil(lambda: entries in said(page))
    assert vault.journal.count() == 0


def test_one_can_choose_something_else(page: ImportPage, prompts: ScriptedPrompts, source: Path, qtbot: QtBot) -> None:
    choose(page, prompts, source, qtbot)
    click(button(page, "Choose something else"))
    assert button(page, "Choose a file…") is page.file
    prompts.will_choose_file(None)
    click(page.file)
    prompts.will_choose_folder(None)
    click(page.folder)
    assert page.file.isVisible()


def test_what_is_not_recognised_can_be_read_by_hand(
    page: ImportPage, prompts: ScriptedPrompts, vault: Vault, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "thoughts.log"
    path.write_text("Nothing here looks like any journal.\n")
    prompts.will_choose_file(path)
    click(page.file)
    qtbot.waitUntil(page.problem.isVisible)
    assert page.problem.happened.text() == "Allydesk does not know the format of that file."
    assert page.file.isEnabled()
    click(button(page, "Read it as Markdown or plain text"))
    qtbot.waitUntil(lambda: "It is new." in said(page))
    assert not page.problem.isVisible()
    with qtbot.waitSignal(page.entries_imported, timeout=30_000):
        click(button(page, "Bring in 1 entry"))
    assert vault.journal.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "happened"),
    [
        ("empty.md", "", "There are no entries in what you want to bring in."),
        ("half.json", '{"format": "allydesk-journal", "entr', "What you want to bring in cannot be read."),
    ],
)
def test_what_cannot_be_brought_in_is_told_in_three_parts(
    page: ImportPage, qtbot: QtBot, name: str, content: str, happened: str
) -> None:
    path = page._start / name
    path.write_text(content)
    page._look_at(path)
    qtbot.waitUntil(page.problem.isVisible)
    assert page.problem.happened.text() == happened
    assert page.problem.safe.text()
    assert page.problem.next.text()
    assert page.back.isEnabled()


def jrnl_export(title: str) -> str:
    """One entry, as jrnl writes it to JSON."""
    entry = {"title": title, "body": "Text", "date": "2020-01-02", "time": "10:00", "tags": [], "starred": False}
    return json.dumps({"tags": {}, "entries": [entry]})


def test_a_source_that_changes_before_it_is_brought_in_brings_in_nothing(
    page: ImportPage, prompts: ScriptedPrompts, vault: Vault, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "export.json"
    path.write_text(jrnl_export("One"))
    choose(page, prompts, path, qtbot)
    path.write_text(jrnl_export("Another one"))
    click(button(page, "Bring in 1 entry"))
    qtbot.waitUntil(page.problem.isVisible, timeout=30_000)
    assert "changed while it was being read" in page.problem.happened.text()
    assert vault.journal.count() == 0


def test_reading_can_be_stopped(
    page: ImportPage, prompts: ScriptedPrompts, tasks: TaskRunner, source: Path, qtbot: QtBot
) -> None:
    prompts.will_choose_file(source)
    with stopped_before_it_begins(tasks):
        click(page.file)
    qtbot.waitUntil(lambda: "You stopped it. Nothing was brought in." in said(page))
    assert page.file.isEnabled()
    assert not page.problem.isVisible()


def test_bringing_in_can_be_stopped_while_it_goes_on(
    page: ImportPage, prompts: ScriptedPrompts, tasks: TaskRunner, vault: Vault, qtbot: QtBot
) -> None:
    path = vault.folder.parent / "long.journal"
    path.write_text("".join(f"[2020-01-01 {n // 60:02}:{n % 60:02}] Entry {n}\nText.\n\n" for n in range(1200)))
    choose(page, prompts, path, qtbot)
    with stopped_on_the_way(tasks):
        click(button(page, "Bring in 1,200 entries"))
    assert not page.back.isEnabled()
    qtbot.waitUntil(page.back.isEnabled, timeout=30_000)
    assert "You stopped it. Nothing was brought in." in said(page)
    assert button(page, "Bring in 1,200 entries").isEnabled()
    assert vault.journal.count() == 0


def test_it_can_be_stopped_from_the_backup_on(
    page: ImportPage, prompts: ScriptedPrompts, tasks: TaskRunner, vault: Vault, qtbot: QtBot
) -> None:
    source = vault.folder.parent / "old.journal"
    source.write_text(JRNL)
    vault.journal.add(written("2026-11-01T10:00", "Before"))
    choose(page, prompts, source, qtbot)
    with stopped_on_the_way(tasks):
        click(button(page, "Bring in 2 entries"))
    qtbot.waitUntil(lambda: "You stopped it. Nothing was brought in." in said(page), timeout=30_000)
    assert vault.journal.count() == 1


def test_escape_goes_back_but_not_while_something_is_under_way(page: ImportPage) -> None:
    lefts: list[bool] = []
    page.left.connect(lambda: lefts.append(True))
    page.set_working(working=True)
    press(page, Qt.Key.Key_Escape)
    assert lefts == []
    page.set_working(working=False)
    press(page, Qt.Key.Key_Escape)
    assert lefts == [True]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample journals are not here")
@pytest.mark.parametrize(
    "name", ["basic_onefile.journal", "basic_folder", "multiline.journal", "unreadabledates.journal"]
)
def test_journals_of_other_peoples_making_come_in(
    page: ImportPage, prompts: ScriptedPrompts, vault: Vault, qtbot: QtBot, name: str
) -> None:
    face = choose(page, prompts, (SAMPLES / name).resolve(), qtbot)
    with qtbot.waitSignal(page.entries_imported, timeout=30_000) as imported:
        click(face.go_on)
    assert vault.journal.count() == imported.args[0] > 0
