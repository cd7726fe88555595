"""The way through the window: in, locked, in again and out, with a real vault and everything wired as in the app."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTextEdit, QWidget

from allydesk.offline import Guard, GuardKind
from allydesk.paths import Paths
from allydesk.settings import KnownVault, Settings
from allydesk.storage.keys import FLOOR
from allydesk.storage.secrets import Passphrase
from allydesk.ui.create import CreatePage
from allydesk.ui.journal.history import HistoryDialog
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.unlock import UnlockPage
from allydesk.windowed import Face
from tests.ui.hands import click
from tests.ui.journal.full_disk import free_disk, full_disk
from tests.ui.sitting import Sitting, wait_for
from tests.vaults import PASSPHRASE, TestClock, new_vault, vault_at, written

Sit = Callable[[Settings], Sitting]


@pytest.fixture
def sit(qapp: QApplication, tmp_path: Path) -> Iterator[Sit]:
    """Opens the window, wired as the app has it; it is closed at the end."""
    sittings: list[Sitting] = []

    def sit(settings: Settings) -> Sitting:
        face = Face(
            qapp,
            paths=Paths.under(tmp_path),
            settings=settings,
            clock=TestClock(),
            guard=Guard(GuardKind.AUDIT),
            home=tmp_path,
            kdf=FLOOR,
        )
        sittings.append(Sitting(face))
        face.shell.begin()
        sittings[-1].sit_down()
        return sittings[-1]

    yield sit
    for sitting in sittings:
        if sitting.window.isVisible():
            sitting.leave()
        sitting.face.close()
        sitting.window.deleteLater()
        sitting.face.look.deleteLater()
    qapp.setStyleSheet("")
    QApplication.clipboard().clear()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with two entries, to be copied."""
    vault = new_vault(tmp_path_factory.mktemp("original") / "Kept.allydesk")
    vault.journal.add(written("2026-01-01", "Older zebra", "The zebra crossed."))
    vault.journal.add(written("2026-02-01", "Newer zebra", "It had stripes.", ("striped",)))
    vault.lock()
    return vault.folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    """A vault of the test's own with two entries."""
    return Path(shutil.copytree(original, tmp_path / original.name))


@pytest.fixture
def inside(sit: Sit, folder: Path) -> Sitting:
    """The window with that vault open and its newest entry shown."""
    sitting = sit(Settings(vaults=(KnownVault(folder),)))
    sitting.come_in(PASSPHRASE)
    wait_for(lambda: sitting.journal.editor.sheet is not None, "an entry in the editor")
    return sitting


def texts_in(folder: Path) -> list[str]:
    """Every text in the vault, which nobody has open."""
    vault = vault_at(folder, state=folder.parent / "another-state.json")
    vault.unlock(Passphrase(PASSPHRASE))
    try:
        return [entry.content.text for entry in vault.journal.each()]
    finally:
        vault.lock()


def write_at_the_end(sitting: Sitting, text: str) -> None:
    click(sitting.journal.editor.text)
    sitting.keys("Ctrl+End")
    sitting.write(text)


def test_the_first_run_offers_to_make_a_vault_and_later_ones_to_open_it(sit: Sit, folder: Path) -> None:
    assert sit(Settings()).see(CreatePage).form.cancel.isHidden()
    page = sit(Settings(vaults=(KnownVault(folder),))).see(UnlockPage)
    assert page.folder == folder


def test_a_new_vault_opens_on_an_empty_page_and_is_remembered(sit: Sit, tmp_path: Path) -> None:
    sitting = sit(Settings())
    kept: list[Settings] = []
    sitting.face.shell.settings_changed.connect(kept.append)
    sitting.begin_with_a_vault(PASSPHRASE)
    assert sitting.journal.editor.title.hasFocus() or sitting.window.focusWidget() is sitting.journal.editor.title
    assert [vault.path for vault in kept[-1].vaults] == [tmp_path / "Journal.allydesk"]
    assert kept[-1].last_vault == tmp_path / "Journal.allydesk"


def test_locking_in_the_middle_of_a_word_keeps_it(inside: Sitting, folder: Path) -> None:
    write_at_the_end(inside, " Half a wo")
    inside.keys("Ctrl+L")
    page = inside.see(UnlockPage)
    assert page.folder == folder
    inside.come_in(PASSPHRASE)
    wait_for(lambda: inside.journal.editor.sheet is not None, "an entry in the editor")
    assert inside.journal.editor.text.toPlainText() == "It had stripes. Half a wo"


def test_locking_twice_at_once_locks_once(inside: Sitting, folder: Path) -> None:
    locked: list[None] = []
    inside.face.shell.locked.connect(lambda: locked.append(None))
    write_at_the_end(inside, " twice")
    inside.face.shell.lock()
    inside.face.shell.lock()
    inside.see(UnlockPage)
    wait_for(lambda: locked, "the vault to be closed")
    assert len(locked) == 1
    inside.leave()
    assert "It had stripes. twice" in texts_in(folder)


def test_nothing_that_was_written_stays_in_the_window_after_locking(inside: Sitting) -> None:
    write_at_the_end(inside, " zebra again")
    inside.keys("Ctrl+A")
    inside.keys("Ctrl+C")
    inside.keys("Ctrl+Shift+F")
    inside.write("zebra")
    wait_for(lambda: inside.titles() == ["Newer zebra", "Older zebra"], "what was searched for")
    assert "zebra" in everything_shown(inside.window)
    inside.keys("Ctrl+L")
    inside.see(UnlockPage)
    wait_for(lambda: not inside.window.findChildren(JournalPage), "the page is gone")
    shown = everything_shown(inside.window)
    assert "zebra" not in shown
    assert "striped" not in shown
    assert "zebra" not in QApplication.clipboard().text()


def everything_shown(window: QWidget) -> str:
    """All that any widget of the window holds or says, visible or not."""
    parts: list[str] = [document.toPlainText() for document in window.findChildren(QTextDocument)]
    for widget in window.findChildren(QWidget):
        parts += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
        if isinstance(widget, QLineEdit):
            parts.append(widget.text())
        elif isinstance(widget, QTextEdit):
            parts.append(widget.toPlainText())
        elif (text := getattr(widget, "text", None)) is not None and callable(text):
            parts.append(str(text()))
    return "\n".join(parts)


def test_a_dialog_that_is_open_goes_when_the_vault_is_locked(inside: Sitting) -> None:
    inside.press("History")
    inside.see(HistoryDialog)
    inside.face.shell.lock()
    inside.see(UnlockPage)
    wait_for(lambda: not inside.window.findChildren(QDialog), "no dialog is left")


# A disk that is full


def test_locking_while_a_save_fails_asks_and_keeps_the_text(inside: Sitting, folder: Path) -> None:
    long = " and more" * 2_000
    journal = inside.journal
    full_disk(journal._opening._journal, inside.face.tasks)
    click(journal.editor.text)
    inside.keys("Ctrl+End")
    journal.editor.text.insertPlainText(long)
    inside.keys("Ctrl+L")
    inside.wait_to_read("Not everything is saved")
    inside.press("Stay here")
    assert inside.window.current_room == "journal"
    assert journal.editor.text.toPlainText() == "It had stripes." + long
    free_disk(journal._opening._journal, inside.face.tasks)
    inside.keys("Ctrl+L")
    inside.see(UnlockPage)
    inside.leave()
    assert "It had stripes." + long in texts_in(folder)


def test_leaving_while_a_save_fails_asks_and_goes_only_when_told(inside: Sitting, folder: Path) -> None:
    journal = inside.journal
    full_disk(journal._opening._journal, inside.face.tasks)
    journal.editor.text.insertPlainText("lost " * 4_000)
    inside.window.close()
    inside.wait_to_read("Not everything is saved")
    assert inside.window.isVisible()
    inside.press("Go on without it")
    wait_for(lambda: not inside.window.isVisible(), "the window is gone")
    assert sorted(texts_in(folder)) == ["It had stripes.", "The zebra crossed."]


# Leaving


@pytest.mark.parametrize("how", ["close", "Ctrl+Q"])
def test_leaving_in_the_middle_of_a_word_keeps_it_and_locks(inside: Sitting, folder: Path, how: str) -> None:
    write_at_the_end(inside, " Half a wo")
    if how == "close":
        inside.window.close()
    else:
        inside.keys(how)
    wait_for(lambda: not inside.window.isVisible(), "the window is gone")
    assert sorted(file.name for file in folder.iterdir() if file.is_file()) == [
        "header.bak",
        "header.json",
        "vault.db",
    ]
    assert "It had stripes. Half a wo" in texts_in(folder)


def test_leaving_while_the_vault_is_being_unlocked_locks_it_again(sit: Sit, folder: Path) -> None:
    sitting = sit(Settings(vaults=(KnownVault(folder),)))
    opened: list[None] = []
    sitting.face.shell.opened.connect(lambda: opened.append(None))
    sitting.unlock(PASSPHRASE)
    sitting.leave()
    assert not opened
    assert not (folder / "vault.db-journal").exists()
    assert len(texts_in(folder)) == 2


def test_leaving_while_a_vault_is_being_made_locks_it(sit: Sit, tmp_path: Path) -> None:
    sitting = sit(Settings())
    form = sitting.see(CreatePage).form
    form.first.setText(PASSPHRASE)
    form.second.setText(PASSPHRASE)
    click(form.make)
    sitting.leave()
    assert texts_in(tmp_path / "Journal.allydesk") == []
    assert not (tmp_path / "Journal.allydesk" / "vault.db-journal").exists()


def test_the_size_of_the_window_is_remembered(inside: Sitting) -> None:
    inside.window.resize(1111, 777)
    wait_for(lambda: inside.window.width() == 1111, "the window has that size")
    inside.leave()
    assert (inside.face.shell.settings.window_width, inside.face.shell.settings.window_height) == (1111, 777)


# What goes on beside it


def test_a_backup_that_cannot_be_made_is_told_and_stops_nobody(sit: Sit, folder: Path) -> None:
    (folder / "backups").write_text("in the way")
    sitting = sit(Settings(vaults=(KnownVault(folder),)))
    sitting.come_in(PASSPHRASE)
    sitting.wait_to_read("Today’s backup could not be made.")
    assert sitting.window.current_room == "journal"


def test_a_first_backup_is_made_when_a_vault_is_opened(inside: Sitting, folder: Path) -> None:
    wait_for(lambda: len(list((folder / "backups").glob("*Z"))) == 1, "a backup")
    assert inside.window.current_room == "journal"


def test_a_vault_that_is_dropped_from_the_list_is_not_offered_again(sit: Sit, tmp_path: Path, folder: Path) -> None:
    gone = tmp_path / "Gone.allydesk"
    sitting = sit(Settings(vaults=(KnownVault(gone), KnownVault(folder)), last_vault=gone))
    sitting.press("Remove it from this list")
    assert sitting.see(UnlockPage).folder == folder
    assert [vault.path for vault in sitting.face.shell.settings.vaults] == [folder]


def test_the_vault_opened_last_is_offered_first(sit: Sit, tmp_path: Path, folder: Path) -> None:
    other = new_vault(tmp_path / "Other.allydesk")
    other.lock()
    sitting = sit(Settings(vaults=(KnownVault(folder), KnownVault(other.folder))))
    page = sitting.see(UnlockPage)
    page.show_vault(other.folder)
    sitting.come_in(PASSPHRASE)
    assert [vault.path for vault in sitting.face.shell.settings.vaults] == [other.folder, folder]
    sitting.keys("Ctrl+L")
    assert sitting.see(UnlockPage).folder == other.folder
