"""The choices of this computer: they hold at once, and are told as new settings."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from allydesk.settings import Settings
from allydesk.storage.vault import Vault
from allydesk.ui.settings.page import SettingsPage
from allydesk.ui.theme import Look, Theme
from tests.ui.hands import button, click, press
from tests.ui.settings.conftest import MakePage, texts


@pytest.fixture
def kept(page: SettingsPage) -> list[Settings]:
    kept: list[Settings] = []
    page.settings_changed.connect(kept.append)
    return kept


def test_a_theme_holds_at_once_and_is_told(page: SettingsPage, kept: list[Settings], look: Look, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.theme_chosen) as chosen:
        click(page.appearance.theme.option("dark"))
    assert chosen.args == ["dark"]
    assert look.theme is Theme.DARK
    assert look.palette.name == "dark"
    assert kept == [Settings(theme="dark")]
    click(page.appearance.theme.option("dark"))
    assert len(kept) == 1


def test_every_theme_there_is_can_be_chosen(page: SettingsPage, kept: list[Settings], look: Look) -> None:
    for theme in (Theme.DARK, Theme.CONTRAST, Theme.LIGHT):
        click(page.appearance.theme.option(theme.value))
        assert look.theme is theme
        assert kept[-1].theme == theme.value


def test_the_systems_theme_can_be_gone_back_to(page: SettingsPage, kept: list[Settings], look: Look) -> None:
    click(page.appearance.theme.option("light"))
    click(page.appearance.theme.option("system"))
    assert look.theme is Theme.SYSTEM
    assert [each.theme for each in kept] == ["light", "system"]


def test_the_text_grows_and_shrinks_by_tens_within_its_range(
    page: SettingsPage, kept: list[Settings], look: Look
) -> None:
    size = page.appearance.text_size
    click(size.larger)
    assert look.text_scale == pytest.approx(1.1)
    assert size.shown.text() == "110 %"
    for _ in range(20):
        size.larger.click()
    assert look.text_scale == 2.0
    assert not size.larger.isEnabled()
    for _ in range(20):
        size.smaller.click()
    assert look.text_scale == 0.8
    assert not size.smaller.isEnabled()
    assert [each.text_scale for each in kept][:2] == [pytest.approx(1.1), pytest.approx(1.2)]
    assert sorted({round(each.text_scale, 3) for each in kept}) == [tenth / 10 for tenth in range(8, 21)]


@pytest.mark.parametrize(("kept_scale", "larger", "smaller"), [(1.25, 1.3, 1.2), (1.0, 1.1, 0.9), (1.99, 2.0, 1.9)])
def test_a_size_between_the_tens_goes_to_the_next(
    make_page: MakePage, vault: Vault, kept_scale: float, larger: float, smaller: float
) -> None:
    page = make_page(vault, settings=Settings(text_scale=kept_scale))
    size = page.appearance.text_size
    scales: list[float] = []
    size.scaled.connect(scales.append)
    size.larger.click()
    size.show_scale(kept_scale)
    size.smaller.click()
    assert scales == [pytest.approx(larger), pytest.approx(smaller)]


def test_a_theme_nobody_knows_is_shown_as_the_systems(make_page: MakePage, vault: Vault) -> None:
    page = make_page(vault, settings=Settings(theme="sepia"))
    assert page.appearance.theme.value == "system"
    page.show_settings(Settings(theme="mauve"))
    assert page.appearance.theme.value == "system"


def test_the_waiting_time_and_the_occasions_are_told(page: SettingsPage, kept: list[Settings]) -> None:
    page.show_section("Security")
    click(page.locking.minutes.option("30"))
    click(page.locking.minutes.option("0"))
    click(page.locking.on_screen_lock)
    press(page.locking.on_sleep, Qt.Key.Key_Return)
    assert kept == [
        Settings(auto_lock_minutes=30),
        Settings(auto_lock_minutes=0),
        Settings(auto_lock_minutes=0, lock_on_screen_lock=False),
        Settings(auto_lock_minutes=0, lock_on_screen_lock=False, lock_on_suspend=False),
    ]


def test_what_was_chosen_before_is_shown_and_what_is_not_shown_is_kept(make_page: MakePage, vault: Vault) -> None:
    before = Settings(auto_lock_minutes=15, lock_on_suspend=False, window_width=1000, other={"newer": 1})
    page = make_page(vault, section="Security", settings=before)
    assert page.locking.minutes.value == "15"
    assert page.locking.minutes.option("15").text() == "15 min"
    assert page.locking.on_screen_lock.isChecked()
    assert not page.locking.on_sleep.isChecked()
    kept: list[Settings] = []
    page.settings_changed.connect(kept.append)
    click(page.locking.minutes.option("60"))
    assert kept == [replace(before, auto_lock_minutes=60)]


def test_choices_made_elsewhere_are_taken_on_without_a_word(page: SettingsPage, kept: list[Settings]) -> None:
    page.show_section("Security")
    elsewhere = Settings(theme="dark", text_scale=1.5, auto_lock_minutes=5, lock_on_screen_lock=False, window_width=900)
    page.show_settings(elsewhere)
    assert page.appearance.theme.value == "dark"
    assert page.appearance.text_size.shown.text() == "150 %"
    assert page.locking.minutes.value == "5"
    assert not page.locking.on_screen_lock.isChecked()
    assert kept == []
    click(page.locking.on_screen_lock)
    assert kept == [replace(elsewhere, lock_on_screen_lock=True)]


def test_a_computer_that_says_nothing_is_not_promised_to_be_heard(make_page: MakePage, vault: Vault) -> None:
    page = make_page(vault, section="Security", hears_screen_lock=False, hears_sleep=True)
    assert not page.locking.on_screen_lock.isEnabled()
    assert page.locking.on_sleep.isEnabled()
    assert texts(page.locking).count("cannot hear of this") == 1


def test_choices_and_switches_can_be_read_out(page: SettingsPage) -> None:
    page.show_section("Security")
    option = QAccessible.queryAccessibleInterface(page.locking.minutes.option("10"))
    assert option.role() == QAccessible.Role.RadioButton
    assert option.text(QAccessible.Text.Name) == "10 min"
    assert option.text(QAccessible.Text.Description) == "Lock after"
    switch = QAccessible.queryAccessibleInterface(page.locking.on_sleep)
    assert switch.role() == QAccessible.Role.CheckBox
    assert switch.text(QAccessible.Text.Name) == "Lock when the computer sleeps"


def test_the_arrow_keys_go_from_choice_to_choice(page: SettingsPage, kept: list[Settings]) -> None:
    page.show_section("Security")
    ten = page.locking.minutes.option("10")
    ten.setFocus(Qt.FocusReason.TabFocusReason)
    press(ten, Qt.Key.Key_Right)
    assert page.locking.minutes.option("30").hasFocus()
    assert kept == [Settings(auto_lock_minutes=30)]


def test_the_sections_lead_to_their_cards(page: SettingsPage) -> None:
    sections = {each.text(): each for each in page.overview.sections}
    assert list(sections) == ["Appearance", "Writing", "Practice", "Spelling", "Security", "Backups", "Vault"]
    assert page.appearance.isVisible()
    click(sections["Vault"])
    assert page.overview.shown == "Vault"
    assert page.vault_card.isVisible()
    assert not page.appearance.isVisible()


def test_settings_are_walked_by_keyboard(page: SettingsPage) -> None:
    page.setFocus()
    assert page.overview.sections[0].hasFocus()
    for _ in range(4):
        press(page.overview.focusWidget(), Qt.Key.Key_Down)
    security = page.overview.sections[4]
    assert security.hasFocus()
    assert page.overview.shown == "Security"
    press(security, Qt.Key.Key_Return)
    assert page.locking.minutes.option("10").hasFocus()
    press(page.locking.minutes.option("10"), Qt.Key.Key_Tab)
    assert page.locking.on_screen_lock.hasFocus()
    press(page.locking.on_screen_lock, Qt.Key.Key_Tab)
    assert page.locking.on_sleep.hasFocus()
    press(page.locking.on_sleep, Qt.Key.Key_Tab)
    assert button(page, "Change passphrase…").hasFocus()


def test_writing_is_chosen(page: SettingsPage, kept: list[Settings]) -> None:
    page.show_section("Writing")
    for name, switch in page.writing.switches.items():
        before = getattr(Settings(), name)
        click(switch)
        assert getattr(kept[-1], name) is not before
    assert list(page.writing.switches) == ["hide_marks", "smart_quotes", "typewriter", "strip_position"]


def test_how_scenes_go_is_chosen(page: SettingsPage, kept: list[Settings]) -> None:
    page.show_section("Practice")
    click(page.practice.choices["practice_feedback"].option("debrief"))
    click(page.practice.choices["practice_pace"].option("at-once"))
    assert (kept[-1].practice_feedback, kept[-1].practice_pace) == ("debrief", "at-once")
    page.practice.show_settings(Settings(practice_feedback="in-a-dream"))
    assert page.practice.choices["practice_feedback"].value == "at-choice"


def test_the_palette_goes_to_sections_and_makes_choices(page: SettingsPage, kept: list[Settings], look: Look) -> None:
    actions = {each.label: each for each in page.offered()}
    actions["Settings: Writing"].run()
    assert page.overview.shown == "Writing"
    assert actions["Dark theme"].ready()
    actions["Dark theme"].run()
    assert look.theme is Theme.DARK
    assert not actions["Dark theme"].ready()
    actions["Larger text"].run()
    actions["Lock after 30 min"].run()
    assert page.locking.minutes.value == "30"
    assert kept[-1] == Settings(theme="dark", text_scale=1.1, auto_lock_minutes=30)
