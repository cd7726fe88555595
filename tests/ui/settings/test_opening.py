"""The ways into a real vault: shown, made, changed and taken away."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from allydesk.errors import Code, VaultError
from allydesk.storage.secrets import Passphrase, RecoveryKey
from allydesk.storage.slots import SlotKind
from allydesk.storage.vault import Vault
from allydesk.ui.settings.change_passphrase import ChangePassphrase
from allydesk.ui.settings.new_key import EncryptAnew, KeySheet
from allydesk.ui.settings.opening import OpeningCard
from allydesk.ui.settings.page import SettingsPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.widgets.key_block import KeyBlock
from tests.ui.hands import button, click, press, type_into
from tests.ui.scripted import ScriptedPrompts
from tests.ui.settings.conftest import MakePage, settle, texts
from tests.ui.settings.stopping import stopped_before_it_begins
from tests.vaults import PASSPHRASE, TestClock

NEW = "seven slow boats on the canal"


@pytest.fixture
def section() -> str:
    return "Security"


def kinds(vault: Vault) -> list[SlotKind]:
    return [slot.kind for slot in vault.slots()]


def lines_of(page: SettingsPage) -> tuple[str, ...]:
    """The lines on the sheet that is shown."""
    block = page.findChild(KeyBlock)
    assert isinstance(block, KeyBlock)
    return tuple(line for line in texts(block).splitlines() if "-" in line)


def refusal(attempt: Callable[[], object]) -> Code:
    with pytest.raises(VaultError) as caught:
        attempt()
    return caught.value.code


def test_what_opens_the_vault_is_shown(page: SettingsPage) -> None:
    shown = texts(page.opening)
    assert "Set on 21 November 2026." in shown
    assert "None yet." in shown
    assert "Anyone who can use your login on this computer" in shown
    assert not page.opening.keyring.isChecked()
    assert not page.opening.remove_key.isVisible()


# The passphrase


@pytest.fixture
def changing(page: SettingsPage) -> ChangePassphrase:
    click(page.opening.change)
    card = page.findChild(ChangePassphrase)
    assert isinstance(card, ChangePassphrase)
    return card


def test_the_passphrase_is_changed(
    changing: ChangePassphrase, page: SettingsPage, vault: Vault, clock: TestClock, qtbot: QtBot
) -> None:
    clock.advance(days=2)
    assert changing.present.hasFocus()
    type_into(changing.present, PASSPHRASE)
    press(changing.present, Qt.Key.Key_Return)
    assert changing.new.first.hasFocus()
    type_into(changing.new.first, NEW)
    qtbot.waitUntil(lambda: changing.new.strength.text() == "Would take centuries to guess.", timeout=30_000)
    press(changing.new.first, Qt.Key.Key_Return)
    type_into(changing.new.second, NEW)
    press(changing.new.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.step is None)
    assert "The passphrase is changed." in texts(page.opening)
    qtbot.waitUntil(lambda: "Set on 23 November 2026." in texts(page.opening))
    qtbot.waitUntil(lambda: not isValid(changing))
    vault.lock()
    assert refusal(lambda: vault.unlock(Passphrase(PASSPHRASE))) is Code.WRONG_PASSPHRASE
    vault.unlock(Passphrase(NEW))


def test_a_wrong_present_passphrase_is_told_beside_its_field(changing: ChangePassphrase, qtbot: QtBot) -> None:
    changing.present.setText("something else")
    for field in (changing.new.first, changing.new.second):
        field.setText(NEW)
    click(changing.change)
    assert not changing.change.isEnabled()
    qtbot.waitUntil(changing.problem.isVisible)
    assert changing.problem.happened.text() == "That passphrase does not open this vault."
    assert changing.present.hasFocus()
    assert changing.present.selectedText() != ""
    assert changing.change.isEnabled()


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        (("", NEW, NEW), "Type the passphrase that opens the vault now."),
        ((PASSPHRASE, "", ""), "Type a new passphrase."),
        ((PASSPHRASE, NEW, NEW + "s"), "The two new passphrases are not the same."),
    ],
)
def test_what_will_not_do_is_said_before_anything_is_tried(
    changing: ChangePassphrase, vault: Vault, typed: tuple[str, str, str], trouble: str
) -> None:
    before = vault.slots()
    for field, text in zip((changing.present, changing.new.first, changing.new.second), typed, strict=True):
        field.setText(text)
    click(changing.change)
    assert changing.trouble.isVisible()
    assert changing.trouble.text() == trouble
    assert vault.slots() == before
    type_into(changing.new.second, "x")
    assert not changing.trouble.isVisible()


def test_a_character_nobody_could_type_again_is_told(changing: ChangePassphrase, qtbot: QtBot) -> None:
    changing.present.setText(PASSPHRASE)
    for field in (changing.new.first, changing.new.second):
        field.setText("bell \x07 rings")
    click(changing.change)
    qtbot.waitUntil(changing.problem.isVisible)
    assert "could not be typed again" in changing.problem.happened.text()
    assert changing.new.first.hasFocus()


def test_escape_goes_back_with_nothing_changed_and_nothing_left_behind(
    changing: ChangePassphrase, page: SettingsPage, vault: Vault, qtbot: QtBot
) -> None:
    before = vault.slots()
    type_into(changing.present, "some words")
    press(changing.present, Qt.Key.Key_Escape)
    assert page.step is None
    assert page.opening.change.isVisible()
    qtbot.waitUntil(lambda: not isValid(changing))
    assert vault.slots() == before


def test_caps_lock_is_noticed_in_every_field(changing: ChangePassphrase) -> None:
    def arrives(text: str) -> None:
        pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(field, pressed)

    for field in (changing.present, changing.new.first, changing.new.second):
        field.setFocus()
        arrives("A")
        assert changing.caps_lock.isVisible()
        arrives("a")
        assert not changing.caps_lock.isVisible()


# The recovery key


def test_a_recovery_key_is_made_shown_checked_and_opens_the_vault(
    page: SettingsPage, vault: Vault, printed: list[QTextDocument], qtbot: QtBot
) -> None:
    click(page.opening.make_key)
    qtbot.waitUntil(lambda: page.findChild(KeySheet) is not None)
    sheet = page.findChild(KeySheet)
    assert isinstance(sheet, KeySheet)
    lines = lines_of(page)
    assert len(lines) == 4
    click(button(page, "Print…"))
    assert lines[0] in printed[0].toPlainText()
    click(button(page, "I have it on paper"))
    type_into(sheet.answer, lines[sheet.asked_line - 1])
    press(sheet.answer, Qt.Key.Key_Return)
    assert page.step is None
    qtbot.waitUntil(lambda: "Made on 21 November 2026." in texts(page.opening))
    assert button(page, "Make a new one…") is page.opening.make_key
    vault.lock()
    vault.unlock(RecoveryKey("\n".join(lines)))


def test_a_second_one_is_made_after_a_question_and_takes_the_place_of_the_first(
    page: SettingsPage, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    first = vault.add_recovery_key()
    page.refresh()
    settle(qtbot, tasks)
    prompts.will_choose("keep")
    click(page.opening.make_key)
    assert kinds(vault) == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert page.step is None
    prompts.will_choose("make")
    click(page.opening.make_key)
    qtbot.waitUntil(lambda: page.step is not None)
    second = lines_of(page)
    assert second != first
    assert kinds(vault) == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert refusal(lambda: vault.check_secret(RecoveryKey("\n".join(first)))) is Code.WRONG_RECOVERY_KEY
    vault.check_secret(RecoveryKey("\n".join(second)))


def test_there_is_no_way_past_a_key_that_was_just_made_but_through_it(page: SettingsPage, qtbot: QtBot) -> None:
    click(page.opening.make_key)
    qtbot.waitUntil(lambda: page.step is not None)
    assert page.step is not None
    press(page.step, Qt.Key.Key_Escape)
    assert page.step is not None
    assert not page.step.back.isVisible()


def test_it_is_removed_after_a_question(
    page: SettingsPage, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    vault.add_recovery_key()
    page.refresh()
    settle(qtbot, tasks)
    prompts.will_choose("keep")
    click(page.opening.remove_key)
    assert SlotKind.RECOVERY in kinds(vault)
    prompts.will_choose("remove")
    click(page.opening.remove_key)
    qtbot.waitUntil(lambda: not page.opening.remove_key.isVisible())
    assert kinds(vault) == [SlotKind.PASSPHRASE]
    assert "nobody can open the vault" in prompts.questions[-1].text


# The keyring, where there is none; with a real one: test_keyring.py


def test_a_keyring_that_does_not_answer_is_told_and_stays_off(
    page: SettingsPage, vault: Vault, prompts: ScriptedPrompts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault._devices, "_find", lambda: None)
    click(page.opening.keyring)
    qtbot.waitUntil(lambda: bool(prompts.told))
    title, text = prompts.told[0]
    assert title == "This computer’s keyring did not answer"
    assert "your passphrase opens it" in text
    assert not page.opening.keyring.isChecked()
    assert page.opening.keyring.isEnabled()
    assert kinds(vault) == [SlotKind.PASSPHRASE]


@pytest.fixture
def carried(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """The vault, after it was opened by the keyring of another computer."""
    shelf: dict[bytes, bytearray] = {}
    with monkeypatch.context() as there:
        there.setattr(vault._devices, "store", shelf.__setitem__)
        there.setattr("platform.node", lambda: "the old laptop")
        vault.add_device_key()
    return vault


def test_other_computers_keyrings_are_listed_and_removed(
    carried: Vault, make_page: MakePage, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    page = make_page(carried)
    assert "The keyring of the computer “the old laptop”" in texts(page.opening)
    assert not page.opening.keyring.isChecked()
    prompts.will_choose("remove")
    click(button(page.opening, "Remove…"))
    qtbot.waitUntil(lambda: "the old laptop" not in texts(page.opening))
    assert prompts.questions[0].title == "Remove the keyring of the computer “the old laptop”?"
    assert kinds(carried) == [SlotKind.PASSPHRASE]


# Another key for the whole vault


@pytest.fixture
def rotating(page: SettingsPage) -> EncryptAnew:
    click(page.opening.rotate)
    card = page.findChild(EncryptAnew)
    assert isinstance(card, EncryptAnew)
    return card


def test_the_vault_is_encrypted_anew_and_says_so(
    rotating: EncryptAnew, page: SettingsPage, vault: Vault, qtbot: QtBot
) -> None:
    file = vault.folder / "vault.db"
    before = file.read_bytes()
    type_into(rotating.passphrase, PASSPHRASE)
    press(rotating.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.step is None, timeout=30_000)
    assert "encrypted under a new key" in texts(page.opening)
    assert file.read_bytes()[4096:8192] != before[4096:8192]
    assert len(vault.backups()) == 1
    assert vault.journal.count() == 3
    vault.lock()
    vault.unlock(Passphrase(PASSPHRASE))


def test_a_new_recovery_key_is_shown_where_there_was_one(make_page: MakePage, vault: Vault, qtbot: QtBot) -> None:
    old = vault.add_recovery_key()
    page = make_page(vault)
    click(page.opening.rotate)
    card = page.findChild(EncryptAnew)
    assert isinstance(card, EncryptAnew)
    card.passphrase.setText(PASSPHRASE)
    click(card.begin)
    qtbot.waitUntil(lambda: page.findChild(KeySheet) is not None, timeout=30_000)
    lines = lines_of(page)
    assert lines != old
    vault.check_secret(RecoveryKey("\n".join(lines)))
    assert refusal(lambda: vault.check_secret(RecoveryKey("\n".join(old)))) is Code.WRONG_RECOVERY_KEY


def test_a_wrong_passphrase_encrypts_nothing(rotating: EncryptAnew, vault: Vault, qtbot: QtBot) -> None:
    click(rotating.begin)
    assert rotating.trouble.isVisible()
    type_into(rotating.passphrase, "not it")
    assert not rotating.trouble.isVisible()
    click(rotating.begin)
    qtbot.waitUntil(rotating.problem.isVisible)
    assert rotating.passphrase.hasFocus()
    assert vault.backups() == []


def test_it_can_be_stopped_before_it_begins(
    rotating: EncryptAnew, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    slots = vault.slots()
    rotating.passphrase.setText(PASSPHRASE)
    with stopped_before_it_begins(tasks):
        click(rotating.begin)
    qtbot.waitUntil(rotating.begin.isEnabled)
    assert not rotating.problem.isVisible()
    assert vault.slots() == slots


def test_a_page_that_is_gone_when_the_answer_comes_is_not_missed(
    around: dict[str, Any], vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    card = OpeningCard(vault=vault, tasks=tasks, prompts=around["prompts"], look=around["look"])
    card.show()
    click(card.make_key)
    card.close()
    card.deleteLater()
    qtbot.waitUntil(lambda: not isValid(card))
    settle(qtbot, tasks)
    assert SlotKind.RECOVERY in kinds(vault)
