"""The unlock page, with real vaults: every way in, everything that can go wrong, and the backups."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, VaultError
from allydesk.problems import problem_of
from allydesk.progress import Progress, unreported
from allydesk.storage.keys import FLOOR
from allydesk.storage.vault import Vault
from allydesk.ui.bringing_back import OFFER
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.unlock import UnlockPage
from allydesk.ui.vaults import About, Copy, Vaults, Way
from allydesk.ui.wording import said_moment, short_path
from tests.fixtures.make_vault import VAULTS
from tests.ui.hands import button, click, press, type_into
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import PASSPHRASE, new_vault, vault_at, written

Make = Callable[..., UnlockPage]


@pytest.fixture(scope="module")
def vault_with_key(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A locked vault with one entry and a backup, to be copied by each test, and its recovery key."""
    folder = tmp_path_factory.mktemp("made") / "Journal.allydesk"
    vault = new_vault(folder)
    lines = vault.add_recovery_key()
    vault.journal.add(written("2026-11-20T10:00:00+00:00", "One"))
    vault.backup()
    vault.lock()
    return folder, "\n".join(lines)


@pytest.fixture
def home(tmp_path: Path, vault_with_key: tuple[Path, str]) -> Path:
    """A home folder with the vault in its Documents."""
    home = tmp_path / "home"
    shutil.copytree(vault_with_key[0], home / "Documents" / "Journal.allydesk")
    return home


@pytest.fixture
def vaults(tmp_path: Path) -> Vaults:
    return Vaults(make=lambda folder: vault_at(folder, state=tmp_path / "state.json"), kdf=FLOOR)


@pytest.fixture
def make_page(  # noqa: PLR0917 - fixtures come by name
    look: Look, tasks: TaskRunner, prompts: ScriptedPrompts, vaults: Vaults, home: Path, qtbot: QtBot
) -> Iterator[Make]:
    """Makes the page and waits until it knows about its vault; locks what it has opened at the end."""
    opened: list[Vault] = []

    def make(*known: Path, vaults: Vaults = vaults) -> UnlockPage:
        folders = known or (home / "Documents" / "Journal.allydesk",)
        page = UnlockPage(look=look, tasks=tasks, prompts=prompts, vaults=vaults, known=folders, home=home)
        qtbot.addWidget(page)
        page.resize(1024, 640)
        page.unlocked.connect(opened.append)
        page.show()
        page.activateWindow()
        settle(tasks, qtbot)
        return page

    yield make
    for vault in opened:
        vault.lock()


def settle(tasks: TaskRunner, qtbot: QtBot) -> None:
    """Wait until the vault's thread has nothing to do and all it did has arrived; twice, for what follows from it."""
    for _round in range(3):
        with qtbot.waitCallback() as done:
            tasks.run(lambda: None, done=lambda _none: done())


def words_of(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def enter(page: UnlockPage, passphrase: str) -> None:
    field = page.form.passphrase
    field.selectAll()
    type_into(field, passphrase)
    press(field, Qt.Key.Key_Return)


def problem_shown(page: UnlockPage, code: Code) -> bool:
    return page.form.problem.isVisible() and page.form.problem.happened.text() == problem_of(VaultError(code)).happened


def test_the_page_says_which_vault_it_opens(make_page: Make) -> None:
    page = make_page()
    for part in ("Allydesk", "Everything here stays on this machine.", "Vault", "Journal", "Passphrase"):
        assert part in words_of(page).split("\n")
    assert str(Path("Documents", "Journal.allydesk")) in words_of(page)
    assert page.form.passphrase.hasFocus()


def test_the_right_passphrase_and_enter_open_it(make_page: Make, qtbot: QtBot) -> None:
    page = make_page()
    with qtbot.waitSignal(page.unlocked) as unlocked:
        enter(page, PASSPHRASE)
    assert unlocked.args is not None
    vault = unlocked.args[0]
    assert vault.is_open
    assert page.form.passphrase.text() == ""


def test_the_button_opens_it_too(make_page: Make, qtbot: QtBot) -> None:
    page = make_page()
    type_into(page.form.passphrase, PASSPHRASE)
    with qtbot.waitSignal(page.unlocked):
        click(button(page, "Unlock"))


def test_a_vault_of_an_earlier_format_says_that_it_is_brought_up_to_date_and_only_once(
    make_page: Make, home: Path, qtbot: QtBot
) -> None:
    folder = Path(shutil.copytree(VAULTS / "version-1", home / "Documents" / "Old.allydesk"))
    passphrase = json.loads((VAULTS / "version-1.json").read_text("utf-8"))["passphrase"]
    page = make_page(folder)
    said: list[str] = []
    page._updated.connect(lambda _percent: said.append(words_of(page)))
    for expected in (True, False):
        said.clear()
        with qtbot.waitSignal(page.unlocked) as unlocked:
            enter(page, passphrase)
        assert any("Bringing the vault up to date… " in words for words in said) is expected
        assert "Bringing the vault" not in words_of(page)
        assert unlocked.args is not None
        unlocked.args[0].lock()


def test_while_the_key_is_derived_nothing_can_be_typed(make_page: Make, qtbot: QtBot) -> None:
    page = make_page()
    type_into(page.form.passphrase, PASSPHRASE)
    with qtbot.waitSignal(page.unlocked):
        click(button(page, "Unlock"))
        assert not page.form.passphrase.isEnabled()
        assert not button(page, "Unlocking…").isEnabled()
        for way in ("Open another vault", "Create a vault"):
            assert not button(page, way).isEnabled(), "whoever left now would leave the vault open"
        page.form.passphrase.returnPressed.emit()  # a second Enter starts nothing
    assert button(page, "Unlock").isEnabled()


def test_a_wrong_passphrase_is_explained_and_can_be_typed_over(
    make_page: Make, tasks: TaskRunner, qtbot: QtBot
) -> None:
    page = make_page()
    enter(page, "not this one")
    qtbot.waitUntil(lambda: problem_shown(page, Code.WRONG_PASSPHRASE))
    problem = problem_of(VaultError(Code.WRONG_PASSPHRASE))
    assert problem.safe in words_of(page)
    assert problem.next in words_of(page)
    field = page.form.passphrase
    assert field.hasFocus()
    assert field.selectedText() == "•" * 12 or field.selectedText() == "not this one"
    with qtbot.waitSignal(page.unlocked):
        enter(page, PASSPHRASE)
    settle(tasks, qtbot)
    assert not page.form.problem.isVisible()


def test_a_recovery_key_is_asked_for_only_where_there_is_one(
    make_page: Make, home: Path, tasks: TaskRunner, qtbot: QtBot
) -> None:
    with_key, without = home / "Documents" / "Journal.allydesk", home / "Documents" / "Plain.allydesk"
    new_vault(without, state=home / "state.json").lock()
    page = make_page(without, with_key)

    def is_offered() -> bool:
        return any(each.text() == "Use recovery key" and each.isVisible() for each in page.findChildren(QPushButton))

    assert not is_offered()
    page.show_vault(with_key)
    settle(tasks, qtbot)
    assert is_offered()
    page.show_vault(without)
    assert not is_offered()
    settle(tasks, qtbot)
    assert not is_offered()


def test_the_recovery_key_opens_it(make_page: Make, vault_with_key: tuple[Path, str], qtbot: QtBot) -> None:
    page = make_page()
    click(button(page, "Use recovery key"))
    field = page.form.recovery_key
    assert field.hasFocus()
    assert not page.form.passphrase.isVisible()
    for line in vault_with_key[1].lower().split("\n"):
        type_into(field, line)
        press(field, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.unlocked):
        press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert field.toPlainText() == ""


def test_a_mistyped_recovery_key_names_the_line(
    make_page: Make, vault_with_key: tuple[Path, str], qtbot: QtBot
) -> None:
    page = make_page()
    click(button(page, "Use recovery key"))
    lines = vault_with_key[1].split("\n")
    lines[2] = lines[2][:-1] + ("A" if lines[2][-1] != "A" else "B")
    page.form.recovery_key.setPlainText("\n".join(lines))
    click(button(page, "Unlock"))
    qtbot.waitUntil(lambda: "line 3" in page.form.problem.happened.text())
    assert page.form.recovery_key.toPlainText() == "\n".join(lines)
    click(button(page, "Use passphrase"))
    assert page.form.passphrase.hasFocus()
    assert not page.form.problem.isVisible()


class VaultsWithKeyring(Vaults):
    """A vault that has a key in a keyring, which is away. The real keyring has its own tests."""

    def about(self, folder: Path) -> About:
        return About(ways=super().about(folder).ways | {Way.KEYRING}, backups=())

    def unlock(
        self,
        folder: Path,
        way: Way,
        typed: str = "",
        *,
        accept_older: bool = False,
        progress: Progress = unreported,
    ) -> Vault:
        if way is Way.KEYRING:
            raise VaultError(Code.KEYRING_UNAVAILABLE)
        return super().unlock(folder, way, typed, accept_older=accept_older, progress=progress)


def test_the_keyring_is_offered_only_where_the_vault_has_a_key_in_one(make_page: Make) -> None:
    page = make_page()
    assert not any(
        each.text().startswith("Unlock with")
        for each in page.findChildren(type(button(page, "Unlock")))
        if each.isVisible()
    )


def test_a_keyring_that_is_away_falls_back_to_the_passphrase(make_page: Make, qtbot: QtBot) -> None:
    page = make_page(vaults=VaultsWithKeyring(make=vault_at, kdf=FLOOR))
    click(button(page, "Unlock with this computer’s keyring"))
    qtbot.waitUntil(lambda: problem_shown(page, Code.KEYRING_UNAVAILABLE))
    with qtbot.waitSignal(page.unlocked):
        enter(page, PASSPHRASE)


def test_an_older_copy_is_opened_only_when_asked_for(
    make_page: Make, vaults: Vaults, home: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = home / "Documents" / "Journal.allydesk"
    shutil.copytree(folder, tmp_path / "older")
    vault = vaults.unlock(folder, Way.PASSPHRASE, PASSPHRASE)
    vault.journal.add(written("2026-11-21T10:00:00+00:00", "Two"))
    vault.lock()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "older", folder)
    page = make_page()
    enter(page, PASSPHRASE)
    qtbot.waitUntil(lambda: problem_shown(page, Code.OLDER_COPY))
    with qtbot.waitSignal(page.unlocked):
        click(button(page, "Open it anyway"))


def test_a_damaged_vault_offers_its_backups_and_restores_beside_it(
    make_page: Make, home: Path, prompts: ScriptedPrompts, tasks: TaskRunner, qtbot: QtBot
) -> None:
    folder = home / "Documents" / "Journal.allydesk"
    data = bytearray((folder / "vault.db").read_bytes())
    data[100:200] = bytes(100)
    (folder / "vault.db").write_bytes(data)
    page = make_page()
    enter(page, PASSPHRASE)
    qtbot.waitUntil(lambda: problem_shown(page, Code.DAMAGED_VAULT))
    click(button(page, "Show backups"))
    made = Vaults(make=vault_at).backups(folder)[0].made
    assert said_moment(made) in words_of(page)
    prompts.will_choose("restore")
    click(button(page, "Restore beside it…"))
    settle(tasks, qtbot)
    assert "stays as it is" in prompts.questions[0].text
    assert page.folder == home / "Documents" / "Journal (restored).allydesk"
    assert "Restored." in words_of(page)
    with qtbot.waitSignal(page.unlocked) as unlocked:
        enter(page, PASSPHRASE)
    assert unlocked.args is not None
    assert unlocked.args[0].journal.count() == 1
    assert (folder / "vault.db").read_bytes() == bytes(data)


def damage_the_first_page(folder: Path) -> bytes:
    """Without it nothing can be read; the file's bytes as they are now."""
    data = bytearray((folder / "vault.db").read_bytes())
    data[100:200] = bytes(100)
    (folder / "vault.db").write_bytes(data)
    return bytes(data)


def spoil_a_late_page(folder: Path) -> None:
    """Cut off the last page: such a vault is not opened, and most of it can be read."""
    data = (folder / "vault.db").read_bytes()
    (folder / "vault.db").write_bytes(data[:-4096])


def test_what_can_be_read_of_a_damaged_vault_is_brought_back_beside_it(
    make_page: Make, home: Path, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    folder = home / "Documents" / "Journal.allydesk"
    spoil_a_late_page(folder)
    page = make_page()
    enter(page, PASSPHRASE)
    qtbot.waitUntil(lambda: problem_shown(page, Code.DAMAGED_VAULT))
    prompts.will_choose("cancel")
    click(button(page, OFFER))
    assert [each.name for each in (home / "Documents").iterdir()] == ["Journal.allydesk"]
    prompts.will_choose("begin")
    click(button(page, OFFER))
    new = home / "Documents" / "Journal (brought back).allydesk"
    qtbot.waitUntil(lambda: page.folder == new, timeout=30_000)
    assert "This is a new vault, which opens with the same passphrase. 1 entry is " in page.form.news.text()
    assert page.form.news.isVisible()
    with qtbot.waitSignal(page.unlocked) as unlocked:
        enter(page, PASSPHRASE)
    assert unlocked.args is not None
    assert unlocked.args[0].journal.count() == 1


def test_where_nothing_can_be_read_no_vault_is_made_of_it(
    make_page: Make, home: Path, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    folder = home / "Documents" / "Journal.allydesk"
    before = damage_the_first_page(folder)
    page = make_page()
    enter(page, PASSPHRASE)
    qtbot.waitUntil(lambda: problem_shown(page, Code.DAMAGED_VAULT))
    prompts.will_choose("begin")
    click(button(page, OFFER))
    assert not page.form.problem.isVisible()
    qtbot.waitUntil(lambda: problem_shown(page, Code.DAMAGED_VAULT), timeout=30_000)
    assert [each.name for each in (home / "Documents").iterdir()] == ["Journal.allydesk"]
    assert (folder / "vault.db").read_bytes() == before
    assert page.form.passphrase.isEnabled()


def test_a_vault_opened_by_its_recovery_key_is_asked_for_its_passphrase(
    make_page: Make, vault_with_key: tuple[Path, str], home: Path, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    spoil_a_late_page(home / "Documents" / "Journal.allydesk")
    page = make_page()
    click(button(page, "Use recovery key"))
    page.form.recovery_key.setPlainText(vault_with_key[1])
    click(button(page, "Unlock"))
    qtbot.waitUntil(lambda: problem_shown(page, Code.DAMAGED_VAULT))
    prompts.will_choose("begin")
    prompts.will_type(PASSPHRASE)
    click(button(page, OFFER))
    qtbot.waitUntil(lambda: "brought back" in page.folder.name, timeout=30_000)


def test_a_restore_that_is_declined_does_nothing(
    make_page: Make, home: Path, prompts: ScriptedPrompts, tasks: TaskRunner, qtbot: QtBot
) -> None:
    page = make_page()
    click(button(page, "Backups"))
    prompts.will_choose("cancel")
    click(button(page, "Restore beside it…"))
    settle(tasks, qtbot)
    assert [each.name for each in (home / "Documents").iterdir()] == ["Journal.allydesk"]


def test_a_damaged_lock_is_told_before_anything_is_typed(make_page: Make, home: Path) -> None:
    folder = home / "Documents" / "Journal.allydesk"
    for name in ("header.json", "header.bak"):
        (folder / name).write_bytes(b"\0" * 10)
    page = make_page()
    assert problem_shown(page, Code.DAMAGED_HEADER)
    click(button(page, "Show backups"))
    assert button(page, "Restore beside it…").isVisible()


def test_a_vault_that_is_gone_can_be_left_out_of_the_list(
    make_page: Make, home: Path, tasks: TaskRunner, qtbot: QtBot
) -> None:
    gone, there = home / "Stick" / "Old.allydesk", home / "Documents" / "Journal.allydesk"
    page = make_page(gone, there)
    assert problem_shown(page, Code.FOLDER_GONE)
    with qtbot.waitSignal(page.vault_dropped) as dropped:
        click(button(page, "Remove it from this list"))
    assert dropped.args == [gone]
    settle(tasks, qtbot)
    assert page.folder == there
    assert not page.form.problem.isVisible()


def test_of_a_place_where_there_never_was_a_vault_nothing_false_is_said(make_page: Make, home: Path) -> None:
    page = make_page(home / "Mistyped.allydesk")
    assert page.form.problem.happened.text() == "There is no folder where the vault should be."
    assert "look how its path is written" in page.form.problem.next.text()
    assert "Mistyped.allydesk" in words_of(page)


def test_when_the_last_vault_is_left_out_a_new_one_is_offered(make_page: Make, home: Path, qtbot: QtBot) -> None:
    page = make_page(home / "Gone.allydesk")
    with qtbot.waitSignal(page.create_requested):
        click(button(page, "Remove it from this list"))


def test_another_known_vault_is_chosen_from_a_menu(
    make_page: Make, home: Path, tasks: TaskRunner, qtbot: QtBot
) -> None:
    first, other = home / "Documents" / "Journal.allydesk", home / "Documents" / "Shared & ours.allydesk"
    shutil.copytree(first, other)
    page = make_page(first, other)
    type_into(page.form.passphrase, "half a passphrase")
    click(button(page, "Change"))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action: QAction = next(each for each in menu.actions() if each.text().startswith("Shared && ours"))
    click(menu, menu.actionGeometry(action).center())
    settle(tasks, qtbot)
    assert page.folder == other
    assert page.form.passphrase.text() == ""
    assert "Shared & ours" in words_of(page)


def test_another_vault_is_opened_from_its_folder(
    make_page: Make, home: Path, prompts: ScriptedPrompts, tasks: TaskRunner, qtbot: QtBot
) -> None:
    page = make_page()
    empty = home / "Pictures"
    empty.mkdir()
    prompts.will_choose_folder(None)
    click(button(page, "Open another vault"))
    assert page.folder.name == "Journal.allydesk"
    prompts.will_choose_folder(empty)
    click(button(page, "Open another vault"))
    settle(tasks, qtbot)
    assert problem_shown(page, Code.NOT_A_VAULT)


def test_a_new_vault_can_be_asked_for(make_page: Make, qtbot: QtBot) -> None:
    page = make_page()
    with qtbot.waitSignal(page.create_requested):
        click(button(page, "Create a vault"))


def test_caps_lock_is_hinted_at(make_page: Make) -> None:
    page = make_page()
    press(page.form.passphrase, Qt.Key.Key_A)
    assert "Caps Lock is on." not in words_of(page)
    page.form.passphrase.caps_lock_changed.emit(True)
    assert "Caps Lock is on." in words_of(page)


def test_everything_is_reached_by_tab_in_the_order_it_is_read(make_page: Make, qapp: QApplication) -> None:
    page = make_page()
    assert page.isActiveWindow()
    names: list[str] = []
    for _step in range(8):
        focused = qapp.focusWidget()
        assert focused is not None
        assert focused.accessibleName() or getattr(focused, "text", str)()
        names.append(focused.accessibleName() or focused.text())  # type: ignore[attr-defined]  # a button
        press(focused, Qt.Key.Key_Tab)
    assert names[:7] == [
        "Passphrase",
        "Show what you type",
        "Use recovery key",
        "Unlock",
        "Open another vault",
        "Create a vault",
        "Show the backups of this vault",
    ]


def test_many_backups_are_shown_a_few_at_first(make_page: Make, qapp: QApplication) -> None:
    page = make_page()
    days = [Copy(Path("backup"), datetime(2026, 11, day, 8, 30, tzinfo=UTC)) for day in range(20, 8, -1)]
    page._note_backups(tuple(days))
    click(button(page, "Backups"))
    assert words_of(page).count("November 2026") == 5
    click(button(page, "Show all 12"))
    qapp.processEvents()
    assert words_of(page).count("November 2026") == 12


def test_there_is_always_a_vault_to_unlock(
    look: Look, tasks: TaskRunner, prompts: ScriptedPrompts, vaults: Vaults, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="vault"):
        UnlockPage(look=look, tasks=tasks, prompts=prompts, vaults=vaults, known=(), home=tmp_path)


@pytest.mark.parametrize("scale", [0.8, 1.0, 2.0])
def test_nothing_is_cut_at_any_text_size(make_page: Make, look: Look, qapp: QApplication, scale: float) -> None:
    page = make_page()
    look.scale_text(scale)
    qapp.processEvents()
    page.grab()
    across = page.scrolled.viewport().width()
    assert page.scrolled.horizontalScrollBar().maximum() == 0
    for each in page.findChildren(QWidget):
        if each.isVisible() and isinstance(each, QLabel) and not each.wordWrap():
            assert each.width() >= each.minimumSizeHint().width(), each.text()
            assert 0 <= each.mapTo(page, each.rect().topLeft()).x() <= across - each.width()


def test_a_problem_is_scrolled_to_where_the_text_is_large(make_page: Make, look: Look, qtbot: QtBot) -> None:
    page = make_page()
    page.resize(640, 480)
    look.scale_text(2.0)
    enter(page, "not this one")
    qtbot.waitUntil(lambda: problem_shown(page, Code.WRONG_PASSPHRASE))
    shown = page.form.problem

    def whole() -> bool:
        return shown.mapTo(page, shown.rect().bottomLeft()).y() <= page.height()

    qtbot.waitUntil(whole)
    assert page.form.passphrase.hasFocus()


def test_places_are_said_from_the_home_folder_on() -> None:
    home = Path("/home/jo")
    assert short_path(home / "Documents" / "J.allydesk", home=home) == str(Path("Documents", "J.allydesk"))
    assert short_path(Path("/media/stick/J.allydesk"), home=home) == str(Path("/media/stick/J.allydesk"))


def test_moments_are_said_in_english_whatever_the_system_speaks() -> None:
    assert said_moment(datetime(2026, 11, 21, 9, 4, tzinfo=UTC)) == "Saturday 21 November 2026, 09:04"
