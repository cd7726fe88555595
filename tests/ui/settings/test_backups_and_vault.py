"""Backups made and restored, and a vault looked through, for damage that is really there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from allydesk import __version__
from allydesk.offline import Guard, GuardKind
from allydesk.storage.opened import DATABASE_FILE
from allydesk.storage.secrets import Passphrase
from allydesk.storage.vault import Vault
from allydesk.ui.bringing_back import OFFER
from allydesk.ui.settings.page import SettingsPage
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import button, click, press
from tests.ui.scripted import ScriptedPrompts
from tests.ui.settings.conftest import MakePage, texts
from tests.ui.settings.stopping import stopped_before_it_begins, stopped_on_the_way
from tests.vaults import PASSPHRASE, TestClock, vault_at


@pytest.fixture
def section() -> str:
    return "Backups"


def test_without_a_backup_the_card_says_when_there_will_be_one(page: SettingsPage) -> None:
    assert "There are none yet." in texts(page.backups)
    assert "the newest 3, and the newest of 7 days, 4 weeks and 12 months" in texts(page.backups)


def test_backups_are_listed_with_their_age_and_the_rest_on_demand(
    make_page: MakePage, vault: Vault, clock: TestClock, qtbot: QtBot
) -> None:
    for _ in range(5):
        vault.backup()
        clock.advance(days=1)
    page = make_page(vault)
    shown = texts(page.backups)
    assert "Wednesday 25 November 2026, 21:14\nYesterday" in shown
    assert "2 days ago" in shown
    assert "Saturday 21 November" not in shown
    click(button(page, "Show all 5"))
    qtbot.waitUntil(lambda: "Saturday 21 November 2026, 21:14\n5 days ago" in texts(page.backups))
    assert not page.backups.show_all.isVisible()


def test_a_backup_is_made_now(page: SettingsPage, vault: Vault, qtbot: QtBot) -> None:
    click(page.backups.make)
    assert not page.backups.make.isEnabled()
    qtbot.waitUntil(lambda: "Just now" in texts(page.backups))
    assert "The backup is made, and it can be opened." in texts(page.backups)
    assert len(vault.backups()) == 1
    assert page.backups.make.isEnabled()


def test_a_backup_is_made_to_a_folder_under_a_name_of_its_own(
    page: SettingsPage, vault: Vault, prompts: ScriptedPrompts, home: Path, qtbot: QtBot
) -> None:
    stick = home / "Stick"
    stick.mkdir()
    for name in ("My journal backup 2026-11-21 21.14", "My journal backup 2026-11-21 21.14 (2)"):
        prompts.will_choose_folder(stick)
        click(page.backups.elsewhere)
        qtbot.waitUntil(page.backups.make.isEnabled)
        assert f"It is at Stick/{name}." in texts(page.backups)
        assert (stick / name / DATABASE_FILE).is_file()
    assert vault.backups() == []
    copy = vault_at(stick / "My journal backup 2026-11-21 21.14", state=home / "other.json")
    copy.unlock(Passphrase(PASSPHRASE))
    assert copy.journal.count() == 3
    copy.lock()


def test_no_backup_goes_into_the_vault_itself(page: SettingsPage, vault: Vault, prompts: ScriptedPrompts) -> None:
    prompts.will_choose_folder(vault.folder / "backups")
    click(page.backups.elsewhere)
    assert prompts.told[0][0] == "Choose a folder outside the vault"
    prompts.will_choose_folder(None)
    click(page.backups.elsewhere)
    assert page.backups.make.isEnabled()


def test_a_backup_that_fails_is_told_in_three_parts(
    page: SettingsPage, vault: Vault, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    (vault.folder / "backups").write_text("a file where the folder should be")
    click(page.backups.make)
    qtbot.waitUntil(lambda: bool(prompts.told))
    title, text = prompts.told[0]
    assert title
    assert not title.endswith(".")
    assert len(text.split("\n\n")) == 2
    assert page.backups.make.isEnabled()


def test_a_backup_that_is_stopped_is_no_failure(
    page: SettingsPage, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    with stopped_before_it_begins(tasks):
        click(page.backups.make)
    qtbot.waitUntil(page.backups.make.isEnabled)
    assert prompts.told == []
    assert vault.backups() == []


def test_a_backup_is_restored_beside_the_vault_after_a_question(
    make_page: MakePage, vault: Vault, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    vault.backup()
    page = make_page(vault)
    prompts.will_choose("cancel")
    click(button(page, "Restore beside it…"))
    prompts.will_choose("restore")
    with qtbot.waitSignal(page.vault_restored, timeout=30_000) as restored:
        click(button(page, "Restore beside it…"))
    question = prompts.questions[-1]
    assert question.text.startswith("It was made on Saturday 21 November 2026, 21:14. ")
    assert "in Documents; this one stays as it is." in question.text
    where = vault.folder.with_name("My journal (restored).allydesk")
    assert restored.args == [where]
    assert "Restored to Documents/My journal (restored).allydesk." in texts(page.backups)
    copy = vault_at(where)
    copy.unlock(Passphrase(PASSPHRASE))
    assert copy.journal.count() == 3
    copy.lock()
    assert vault.is_open


def test_a_backup_from_elsewhere_is_restored_and_what_is_none_is_refused(
    page: SettingsPage, vault: Vault, prompts: ScriptedPrompts, home: Path, qtbot: QtBot
) -> None:
    prompts.will_choose_folder(home)
    prompts.will_choose("restore")
    click(page.backups.restore_other)
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert prompts.told[0][0] == "There is no backup in that folder"
    outside = vault.backup(home / "Copy")
    prompts.will_choose_folder(outside)
    prompts.will_choose("restore")
    with qtbot.waitSignal(page.vault_restored, timeout=30_000):
        click(page.backups.restore_other)
    prompts.will_choose_folder(None)
    click(page.backups.restore_other)


# Damage


def test_a_whole_vault_is_said_to_be_whole(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("Vault")
    click(page.vault_card.check)
    assert not page.vault_card.check.isEnabled()
    qtbot.waitUntil(lambda: "No damage was found." in texts(page.vault_card), timeout=30_000)
    assert page.vault_card.check.isEnabled()
    assert not page.vault_card.problem.isVisible()


def damage(vault: Vault) -> None:
    """Turn over some bits in the last page of the database."""
    with (vault.folder / DATABASE_FILE).open("r+b") as file:
        file.seek(-2000, 2)
        sound = file.read(8)
        file.seek(-8, 1)
        file.write(bytes(each ^ 0xFF for each in sound))


def test_damage_is_found_and_the_newest_backup_is_offered(
    make_page: MakePage, vault: Vault, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    vault.backup()
    page = make_page(vault)
    damage(vault)
    page.show_section("Vault")
    click(page.vault_card.check)
    qtbot.waitUntil(page.vault_card.problem.isVisible, timeout=30_000)
    assert "not what was written" in page.vault_card.problem.happened.text()
    assert "restore the newest backup" in page.vault_card.problem.next.text()
    prompts.will_choose("restore")
    with qtbot.waitSignal(page.vault_restored, timeout=30_000):
        click(button(page, "Restore the newest backup…"))


def test_damage_without_a_backup_offers_none(page: SettingsPage, vault: Vault, qtbot: QtBot) -> None:
    damage(vault)
    page.show_section("Vault")
    click(page.vault_card.check)
    qtbot.waitUntil(page.vault_card.problem.isVisible, timeout=30_000)
    assert "bring back what can be read" in page.vault_card.problem.next.text()
    offered = [each.text() for each in page.vault_card.problem.findChildren(QPushButton) if each.isVisible()]
    assert offered == [OFFER]


def test_a_lost_twin_of_the_header_is_a_small_thing(page: SettingsPage, vault: Vault, qtbot: QtBot) -> None:
    (vault.folder / "header.bak").unlink()
    page.show_section("Vault")
    click(page.vault_card.check)
    qtbot.waitUntil(page.vault_card.problem.isVisible, timeout=30_000)
    assert page.vault_card.problem.next.text().startswith("Lock the vault and unlock it again")
    assert not [each for each in page.vault_card.problem.findChildren(QPushButton) if each.isVisible()]


def test_looking_can_be_stopped(page: SettingsPage, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot) -> None:
    with stopped_before_it_begins(tasks):
        click(page.vault_card.check)
    qtbot.waitUntil(page.vault_card.check.isEnabled)
    assert "No damage" not in texts(page.vault_card)
    assert prompts.told == []


def look_for_damage(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("Vault")
    click(page.vault_card.check)
    qtbot.waitUntil(page.vault_card.problem.isVisible, timeout=30_000)


def test_what_can_be_read_is_brought_back_into_a_vault_beside_it(
    page: SettingsPage, vault: Vault, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    damage(vault)
    before = (vault.folder / DATABASE_FILE).read_bytes()
    look_for_damage(page, qtbot)
    prompts.will_choose("begin")
    prompts.will_type(PASSPHRASE)
    with qtbot.waitSignal(page.vault_restored, timeout=30_000) as made:
        click(button(page, OFFER))
    assert "in Documents, with the same passphrase" in prompts.questions[0].text
    new = vault.folder.with_name("My journal (brought back).allydesk")
    assert made.args == [new]
    shown = texts(page.vault_card)
    assert "The new vault is Documents/My journal (brought back).allydesk." in shown
    copy = vault_at(new)
    copy.unlock(Passphrase(PASSPHRASE))
    count = copy.journal.count()
    assert f"{count} {'entry is whole' if count == 1 else 'entries are whole'}." in shown
    assert copy.verify() == []
    copy.lock()
    assert vault.is_open
    assert (vault.folder / DATABASE_FILE).read_bytes() == before
    assert page.vault_card.check.isEnabled()


def test_a_passphrase_that_does_not_open_the_vault_makes_no_new_one(
    page: SettingsPage, vault: Vault, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    damage(vault)
    look_for_damage(page, qtbot)
    prompts.will_choose("begin")
    prompts.will_type("not this one")
    click(button(page, OFFER))
    qtbot.waitUntil(lambda: bool(prompts.told), timeout=30_000)
    assert prompts.told[0][0] == "That passphrase does not open this vault"
    for keys in (("cancel",), ("begin", None)):
        prompts.will_choose(keys[0])
        if len(keys) > 1:
            prompts.will_type(None)
        click(button(page, OFFER))
    assert page.vault_card.check.isEnabled()
    assert [each.name for each in vault.folder.parent.glob("*.allydesk")] == [vault.folder.name]


def test_bringing_back_that_is_stopped_leaves_nothing(
    page: SettingsPage, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    damage(vault)
    look_for_damage(page, qtbot)
    prompts.will_choose("begin")
    prompts.will_type(PASSPHRASE)
    with stopped_on_the_way(tasks):
        click(button(page, OFFER))
        qtbot.waitUntil(page.vault_card.check.isEnabled, timeout=30_000)
    assert prompts.told == []
    assert [each.name for each in vault.folder.parent.glob("*.allydesk")] == [vault.folder.name]


@pytest.mark.parametrize(
    ("kind", "said"), [(GuardKind.SECCOMP, "refuses it every connection"), (GuardKind.AUDIT, "does not enforce that")]
)
def test_where_it_lies_and_what_guards_it(make_page: MakePage, vault: Vault, kind: GuardKind, said: str) -> None:
    page = make_page(vault, section="Security", guard=Guard(kind))
    guarded = texts(page.guard)
    assert "Nothing leaves this computer" in guarded
    assert said in guarded
    others = {"refuses it every connection", "does not enforce that"} - {said}
    assert not any(other in guarded for other in others)
    assert "Set on 21 November 2026." in texts(page.opening)
    assert page.locking.minutes.isVisible()
    page.show_section("Vault")
    shown = texts(page.vault_card)
    assert "Documents/My journal.allydesk" in shown
    assert f"Version {__version__}" in shown
    assert "Kept for 30 days" in shown


# From page to page


def test_bringing_in_and_taking_out_are_begun_here(page: SettingsPage) -> None:
    for begin, title in (
        (page.moving.bring_in, "Bring in a journal"),
        (page.moving.take_out, "Write everything to a folder"),
    ):
        click(begin)
        assert page.step is not None
        assert title in texts(page.step)
        press(page.step, Qt.Key.Key_Escape)
        assert page.step is None


def test_news_is_gone_when_one_comes_back(page: SettingsPage, qtbot: QtBot) -> None:
    click(page.backups.make)
    qtbot.waitUntil(lambda: "The backup is made" in texts(page.backups))
    page.show_section("Vault")
    click(page.moving.take_out)
    assert page.step is not None
    click(page.step.back)
    assert "The backup is made" not in texts(page.backups)


def test_what_changed_elsewhere_is_seen_when_settings_come_to_the_front(
    page: SettingsPage, vault: Vault, qtbot: QtBot
) -> None:
    page.hide()
    vault.backup()
    page.show()
    qtbot.waitUntil(lambda: "Just now" in texts(page.backups))
