"""Many entries from afar, and what has changed since a day."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from allydesk.journal.entry import Content
from allydesk.storage.vault import Vault
from allydesk.ui.looking_back.daypanel import EntryLink
from allydesk.ui.looking_back.page import LookingBackPage
from allydesk.ui.looking_back.words import about_in_words
from tests.ui.hands import button, click, press
from tests.vaults import TestClock, at, written


def open_statistics(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_statistics()
    qtbot.waitUntil(lambda: page.statistics.shown is not None)


def test_totals_are_one_sentence(page: LookingBackPage, qtbot: QtBot) -> None:
    open_statistics(page, qtbot)
    said = "From 21 Aug 2026 to 21 Nov 2026 there are 4 entries with 11 words."
    assert page.statistics.total.text() == said


def test_all_begins_with_the_first_entry(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_statistics()
    click(page.statistics.period.option("all"))
    qtbot.waitUntil(lambda: page.statistics.total.text().startswith("From 21 Nov 2024 to 21 Nov 2026 there are 6"))


def test_the_table_says_what_the_chart_shows(page: LookingBackPage, qtbot: QtBot) -> None:
    open_statistics(page, qtbot)
    card = page.statistics.week_card
    click(card.switch)
    assert card.table.isVisible()
    assert not page.statistics.weeks.isVisible()
    model = card.table.model()
    cells = [[model.index(row, column).data() for column in range(3)] for row in range(model.rowCount())]
    assert cells[-1] == ["16 Nov 2026", "2", "5"]
    assert len(cells) == 14
    assert page.statistics.weeks.said(13) == "Week from 16 Nov 2026: 2 entries, 5 words"


def test_a_bar_leads_to_its_entries(page: LookingBackPage, qtbot: QtBot) -> None:
    open_statistics(page, qtbot)
    chart = page.statistics.weeks
    inside = next(x for x in range(chart.width()) if chart.place_at(QPoint(x, 40)) == 2)
    with qtbot.waitSignal(page.query_asked) as asked:
        click(chart, QPoint(inside + 1, 40))
    assert asked.args == ["after:2026-08-30 before:2026-09-07"]


def test_a_row_of_the_table_leads_there_by_keyboard(page: LookingBackPage, qtbot: QtBot) -> None:
    open_statistics(page, qtbot)
    card = page.statistics.tag_card
    press(card.switch, Qt.Key.Key_Space)
    card.table.setFocus()
    with qtbot.waitSignal(page.query_asked) as asked:
        press(card.table, Qt.Key.Key_Return)
    assert asked.args == ["tag:work after:2026-08-20 before:2026-11-22"]


def test_only_tags_with_three_moods_are_shown(page: LookingBackPage, qtbot: QtBot) -> None:
    open_statistics(page, qtbot)
    assert page.statistics.tags.said(0) == "work: mean mood −0.2 over 4 of 4 entries"
    assert page.statistics.tag_card.table.rowCount() == 1


def test_hours_are_told(page: LookingBackPage, qtbot: QtBot) -> None:
    open_statistics(page, qtbot)
    assert page.statistics.hours.said(21) == "21:00 to 22:00: 1 entry"


def test_what_comes_too_late_is_dropped(page: LookingBackPage, qtbot: QtBot) -> None:
    page.show_statistics()
    page.statistics.close_all()
    page.statistics._vault.journal.count()
    page.show_calendar()
    qtbot.waitUntil(lambda: bool(page.calendar.panel.said.text()))
    assert page.statistics.shown is None


def test_changes_are_listed_with_a_word_about_each(
    page: LookingBackPage, vault: Vault, clock: TestClock, qtbot: QtBot
) -> None:
    [first] = [each for each in vault.journal.each() if each.content.title == "First week"]
    [quiet] = [each for each in vault.journal.each() if each.content.title == "Quiet"]
    clock.advance(days=20)
    changed = replace(first.content, text="New team, many new names.", mood=2)
    vault.journal.save(first.id, changed, keep_present=True)
    clock.advance(hours=1)
    vault.journal.trash(quiet.id)
    vault.journal.add(written("2026-12-11T08:00", "Brand new", "One two.", ("work",)))
    page.show_changes("work")
    click(page.changes.since.option("week"))
    qtbot.waitUntil(lambda: page.changes.said.text().startswith("3 entries changed since"))
    said = page.changes.said.text()
    assert said == "3 entries changed since Friday 4 December 2026, 22:14."
    cards = [link.whole_text() for row in page.changes._rows for link in row.findChildren(EntryLink)]
    assert sorted(cards) == ["Brand new", "First week", "Quiet"]
    qtbot.waitUntil(lambda: all(row.isVisible() for row in page.changes._rows))
    words = [each.text() for row in page.changes._rows for each in row.findChildren(type(page.changes.said))]
    assert "1 word added. Mood: −1 became +2." in words
    assert "New, 2 words" in words
    assert "Now in the trash" in words
    with qtbot.waitSignal(page.history_asked) as asked:
        click(button(page.changes, "Compare in full"))
    assert asked.args == [first.id]


def test_one_can_look_since_the_last_time(page: LookingBackPage, clock: TestClock, qtbot: QtBot) -> None:
    page.show_changes("work")
    qtbot.waitUntil(lambda: "changed since" in page.changes.said.text())
    assert not page.changes.since.option("last").isVisible()
    looked = clock.now
    clock.advance(hours=2)
    page.show_changes("work")
    qtbot.waitUntil(page.changes.since.option("last").isVisible)
    qtbot.waitUntil(lambda: "changed since" in page.changes.said.text())
    click(page.changes.since.option("last"))
    qtbot.waitUntil(lambda: f"{looked:%H:%M}" in page.changes.said.text())
    assert page.changes.said.text() == "Nothing with this tag has changed since Saturday 21 November 2026, 21:14."


def test_what_is_about_a_text_is_told_in_words() -> None:
    old = Content(at("2026-11-21T21:14"), "Then", "", ("a", "b"), None, ("Priya",))
    new = Content(at("2026-11-20T08:00"), "", "", ("B", "c"), -2, ())
    assert about_in_words(old, new) == (
        "Title: “Then” became “Untitled”.",
        "Date: Saturday 21 November 2026, 21:14 became Friday 20 November 2026, 08:00.",
        "Mood: none became −2.",
        "Tags: c added; a removed.",
        "People: Priya removed.",
    )
    assert about_in_words(old, old) == ()
