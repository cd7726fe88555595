"""The calendar: days chosen by keys and mouse, and what is told of them."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.ui.looking_back.daypanel import EntryLink
from allydesk.ui.looking_back.page import LookingBackPage
from allydesk.ui.theme import Theme
from tests.ui.hands import click, press
from tests.ui.looking_back.conftest import MakePage
from tests.vaults import written

DAY = date(2026, 11, 21)


def links(inside: QWidget) -> list[str]:
    return [link.whole_text() for link in inside.findChildren(EntryLink) if link.isVisible()]


def shown(page: LookingBackPage, qtbot: QtBot, said: str) -> None:
    qtbot.waitUntil(lambda: page.calendar.panel.said.text() == said)


def test_a_day_is_shown_with_its_entries_and_those_of_other_years(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_calendar(DAY)
    shown(page, qtbot, "2 entries, 5 words, mood −0.5.")
    assert links(page.calendar.panel) == ["07:30  Early", "21:14  Late", "2025  A year ago", "2024  Two years ago"]
    description = "Saturday 21 November 2026: 2 entries, 5 words, mood −0.5"
    qtbot.waitUntil(lambda: page.calendar.view.accessibleDescription() == description)


def test_an_entry_of_another_year_is_asked_for(page: LookingBackPage, vault: Vault, qtbot: QtBot) -> None:
    page.show_calendar(DAY)
    shown(page, qtbot, "2 entries, 5 words, mood −0.5.")
    wanted = next(link for link in page.findChildren(EntryLink) if link.whole_text() == "2024  Two years ago")
    with qtbot.waitSignal(page.entry_asked) as asked:
        click(wanted)
    assert vault.journal.entry(asked.args[0]).content.title == "Two years ago"


def test_the_keys_go_by_day_week_month_and_to_the_ends(page: LookingBackPage) -> None:
    page.show_calendar(DAY)
    view = page.calendar.view
    went = []
    keys = Qt.Key
    for key in (keys.Key_Left, keys.Key_Up, keys.Key_PageUp, keys.Key_Home, keys.Key_End, keys.Key_PageDown):
        press(view, key)
        went.append(view.chosen)
    assert went == [
        date(2026, 11, 20),
        date(2026, 11, 13),
        date(2026, 10, 13),
        date(2026, 10, 1),
        date(2026, 10, 31),
        date(2026, 11, 30),
    ]


def test_going_past_the_end_of_the_year_shows_the_next_one(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_calendar(date(2025, 12, 31))
    press(page.calendar.view, Qt.Key.Key_Right)
    assert page.calendar.year.text() == "2026"
    assert page.calendar.view.chosen == date(2026, 1, 1)
    qtbot.waitUntil(lambda: len(page.calendar.view.model.days) == 3)
    click(page.calendar.back)
    qtbot.waitUntil(lambda: list(page.calendar.view.model.days) == [date(2025, 11, 21)])


def test_return_leads_into_the_day(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_calendar(DAY)
    shown(page, qtbot, "2 entries, 5 words, mood −0.5.")
    press(page.calendar.view, Qt.Key.Key_Return)
    focused = page.focusWidget()
    assert isinstance(focused, EntryLink)
    assert focused.whole_text() == "07:30  Early"


def test_a_click_chooses_and_one_can_write_on_that_day(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_calendar(DAY)
    view = page.calendar.view
    click(view, view.rect_of(date(2026, 3, 5)).center())
    shown(page, qtbot, "Nothing written.")
    with qtbot.waitSignal(page.write_asked) as asked:
        click(page.calendar.panel.write)
    assert asked.args == [date(2026, 3, 5)]


def test_every_day_is_found_where_it_is_painted(page: LookingBackPage) -> None:
    page.show_calendar(DAY)
    view = page.calendar.view
    days = [day for month in range(1, 13) for day in view.model.month(month)]
    assert [view.day_under(view.rect_of(day).center()) for day in days] == days


def test_the_days_entries_can_be_had_as_a_list(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_calendar(DAY)
    shown(page, qtbot, "2 entries, 5 words, mood −0.5.")
    with qtbot.waitSignal(page.query_asked) as asked:
        click(page.calendar.panel.all)
    assert asked.args == ["on:2026-11-21"]


def test_a_new_entry_is_there_after_a_reload(page: LookingBackPage, vault: Vault, qtbot: QtBot) -> None:
    page.show_calendar(date(2026, 11, 20))
    shown(page, qtbot, "Nothing written.")
    vault.journal.add(written("2026-11-20T10:00", "Later", "One."))
    page.reload()
    shown(page, qtbot, "1 entry, 1 word.")


def test_words_and_mood_are_painted_apart_in_every_theme(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_calendar(DAY)
    qtbot.waitUntil(lambda: DAY in page.calendar.view.model.days)
    painted = []
    for theme in (Theme.LIGHT, Theme.DARK, Theme.CONTRAST):
        page._look.choose(theme)
        for kind in ("words", "mood"):
            click(page.calendar.shown.option(kind))
            painted.append(page.calendar.view.grab().toImage())
    assert all(one != other for at, one in enumerate(painted) for other in painted[at + 1 :])


def test_the_day_goes_below_where_there_is_little_room(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_calendar(DAY)
    assert page.calendar._side.isVisible()
    page.resize(640, 600)
    qtbot.waitUntil(lambda: not page.calendar._side.isVisible())
    assert page.calendar.panel.isVisible()
    page.resize(1164, 600)
    qtbot.waitUntil(page.calendar._side.isVisible)
    assert page.calendar.panel.isVisible()


def test_nothing_is_left_after_closing(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_calendar(DAY)
    shown(page, qtbot, "2 entries, 5 words, mood −0.5.")
    page.close_all()
    assert not page.calendar.view.model.days
    assert links(page) == []


def test_an_empty_vault_says_so_kindly(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page()
    page.show_calendar()
    shown(page, qtbot, "Nothing written.")
    page.show_statistics()
    qtbot.waitUntil(lambda: page.statistics.total.text().startswith("Nothing was written from"))
    page.show_changes()
    qtbot.waitUntil(lambda: page.changes.said.text().startswith("Give entries a tag"))


def test_escape_leads_back(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_calendar(DAY)
    with qtbot.waitSignal(page.left):
        press(page.calendar.view, Qt.Key.Key_Escape)
