"""Languages and own words, with a real engine, small dictionaries, and the shelf of a real vault."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, VaultError
from allydesk.settings import Settings
from allydesk.storage.vault import Vault
from allydesk.ui.settings.page import SettingsPage
from allydesk.ui.settings.spelling_words import language_name, where_from, why_not
from allydesk.ui.settings.words_card import WordsCard
from allydesk.ui.spelling.checker import SpellChecker, Standing, Trouble
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.spelling.dictionary import hunspell, make_dictionary
from tests.ui.hands import click, press, type_into
from tests.ui.scripted import ScriptedPrompts
from tests.ui.settings.conftest import settle, texts


@pytest.fixture
def section() -> str:
    return "Spelling"


@pytest.fixture
def kept(page: SettingsPage, checker: SpellChecker) -> list[Settings]:
    """What was chosen; the checker hears of it, as it does in the window."""
    kept: list[Settings] = []
    page.settings_changed.connect(kept.append)
    page.settings_changed.connect(checker.show_settings)
    return kept


def put_in(page: SettingsPage, checker: SpellChecker, qtbot: QtBot, *names: str) -> None:
    """Put dictionaries into the person's own folder, and look again."""
    hunspell()
    for name in names:
        make_dictionary(checker.folder, name, "tree/S", "river")
    with qtbot.waitSignal(checker.standing_changed):
        click(page.spelling.again)


# Languages


def test_without_a_dictionary_it_is_said_what_to_do(page: SettingsPage) -> None:
    hunspell()
    shown = texts(page.spelling)
    assert "Spelling is not checked: there is no dictionary to check with." in shown
    assert "into settings/dictionaries." in shown
    assert page.spelling.boxes == {}
    assert not page.spelling.trouble.isHidden()


def test_a_dictionary_that_was_put_in_is_found_by_looking_again(
    page: SettingsPage, checker: SpellChecker, qtbot: QtBot
) -> None:
    put_in(page, checker, qtbot, "en_GB", "fr")
    assert [box.text() for box in page.spelling.boxes.values()] == ["English (United Kingdom)", "French"]
    assert [box.isChecked() for box in page.spelling.boxes.values()] == [True, False]
    assert page.spelling.trouble.isHidden()


def test_languages_are_chosen_and_the_last_one_stays(
    page: SettingsPage, checker: SpellChecker, kept: list[Settings], qtbot: QtBot
) -> None:
    put_in(page, checker, qtbot, "en_GB", "fr")
    for box, languages in (("fr", ("en_GB", "fr")), ("en_GB", ("fr",))):
        with qtbot.waitSignal(checker.standing_changed):
            click(page.spelling.boxes[box])
        assert kept[-1].languages == languages
        assert checker.standing.used == languages
    click(page.spelling.boxes["fr"])
    assert page.spelling.boxes["fr"].isChecked()
    assert len(kept) == 2


def test_switched_off_nothing_can_be_chosen_and_nothing_is_missed(
    page: SettingsPage, checker: SpellChecker, kept: list[Settings], qtbot: QtBot
) -> None:
    put_in(page, checker, qtbot, "en_GB")
    with qtbot.waitSignal(checker.standing_changed):
        click(page.spelling.on)
    assert kept[-1] == Settings(spelling=False)
    assert not checker.is_on
    assert not page.spelling.boxes["en_GB"].isEnabled()
    assert page.spelling.trouble.isHidden()
    with qtbot.waitSignal(checker.standing_changed):
        click(page.spelling.on)
    assert page.spelling.boxes["en_GB"].isEnabled()
    assert page.spelling.boxes["en_GB"].isChecked()


def test_a_chosen_language_that_is_not_there_is_named(page: SettingsPage, checker: SpellChecker, qtbot: QtBot) -> None:
    put_in(page, checker, qtbot, "en_GB")
    with qtbot.waitSignal(checker.standing_changed):
        checker.show_settings(Settings(languages=("en_GB", "de_CH")))
    assert page.spelling.trouble.text() == "Chosen, but not on this computer, or not to be read: German (Switzerland)."
    assert page.spelling.boxes["en_GB"].isChecked()


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_what_is_missing_is_said_on_every_system(platform: str) -> None:
    for trouble in (Trouble.NO_LIBRARY, Trouble.NO_DICTIONARY):
        assert why_not(Standing(trouble=trouble), platform=platform).startswith("Spelling is not checked: ")
    assert why_not(Standing(used=("en_GB",)), platform=platform) == ""


def test_languages_have_names(tmp_path: Path) -> None:
    assert [language_name(each) for each in ("en_GB", "de-AT", "fr", "zz-made-up")] == [
        "English (United Kingdom)",
        "German (Austria)",
        "French",
        "zz-made-up",
    ]
    assert where_from(tmp_path / "dictionaries", home=tmp_path).endswith(" into dictionaries.")


# Own words


def listed(card: WordsCard) -> list[str]:
    return [card.list.item(row).text() for row in range(card.list.count())]


def shelf(vault: Vault, tasks: TaskRunner, qtbot: QtBot) -> set[str]:
    with qtbot.waitCallback() as asked:
        tasks.run(vault.own_words.all, done=asked)
    words: set[str] = asked.args[0]
    return words


def test_words_are_added_listed_and_kept_in_the_vault(
    page: SettingsPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    assert "There are none yet." in texts(page.words)
    assert not page.words.list.isVisible()
    type_into(page.words.field, "Zermatt allydesk")
    press(page.words.field, Qt.Key.Key_Return)
    type_into(page.words.field, "Bea")
    click(page.words.add_word)
    assert page.words.field.text() == ""
    assert listed(page.words) == ["allydesk", "Bea", "Zermatt"]
    assert shelf(vault, tasks, qtbot) == {"Zermatt", "allydesk", "Bea"}
    assert "There are none yet." not in texts(page.words)


def test_words_are_removed_by_key_and_by_button(
    page: SettingsPage, own: YourWords, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    for word in ("Ada", "Bea", "Cleo"):
        own.add(word)
    assert not page.words.remove_word.isEnabled()
    page.words.list.setCurrentRow(1)
    assert page.words.remove_word.isEnabled()
    press(page.words.list, Qt.Key.Key_Delete)
    assert listed(page.words) == ["Ada", "Cleo"]
    page.words.list.selectAll()
    click(page.words.remove_word)
    assert listed(page.words) == []
    assert not page.words.list.isVisible()
    assert shelf(vault, tasks, qtbot) == set()


def test_a_word_that_could_not_be_kept_is_told_and_is_gone_again(
    page: SettingsPage, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    (vault.folder / "vault.db").rename(vault.folder / "elsewhere.db")
    type_into(page.words.field, "Bea")
    press(page.words.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(prompts.told))
    assert prompts.told[0][0] == "There is no folder where the vault should be"
    settle(qtbot, tasks)
    assert listed(page.words) == []
    (vault.folder / "elsewhere.db").rename(vault.folder / "vault.db")


def test_the_list_is_as_high_as_its_words_up_to_six(
    page: SettingsPage, own: YourWords, look: Look, qtbot: QtBot
) -> None:
    heights = []
    scrolled = page.words.list.verticalScrollBar()
    for number in range(8):
        own.add(f"word {number}")
        heights.append(page.words.list.height())
        qtbot.waitUntil(lambda: (scrolled.maximum() > 0) is (number > 5))  # noqa: B023 - called at once
    assert heights[:6] == sorted(set(heights[:6]))
    assert heights[5:] == [heights[5]] * 3
    look.scale_text(2.0)
    assert page.words.list.height() > heights[-1]


def test_when_the_vault_is_closed_no_word_stays(own: YourWords) -> None:
    own.add("Bea")
    failed: list[VaultError] = []
    own.failed.connect(failed.append)
    own.close_all()
    assert own.words == frozenset()
    own._tell(VaultError(Code.LOCKED))
    assert failed == []
