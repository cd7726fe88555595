"""Finding an entry, throwing one away and bringing one back: real keys, a real window, a real vault."""

from functools import partial

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allydesk.journal.search import Query
from allydesk.storage.journal import Journal
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Theme, Tone
from tests.ui.hands import button, click, press, type_into
from tests.ui.journal.steps import (
    CTRL,
    ask,
    choose_from_menu,
    focused,
    go,
    listed,
    open_id,
    rows_left,
    search,
    show_trash,
    text,
    title,
)
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import TestClock

# Searching


def test_search_as_one_types_finds_and_escape_clears(page: JournalPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_F, CTRL)
    assert focused() is page.column.search
    search(page, "laugh", qtbot)
    assert listed(page) == ["The joke before the meeting"]
    assert page.column.search.accessibleDescription() == "1 entry"
    assert title(page) == "The queue outside the hall"
    with qtbot.waitSignal(page.column.rows.completed):
        press(page.column.search, Qt.Key.Key_Escape)
    assert len(listed(page)) == 8
    assert page.column.list.currentIndex().row() == 0


def test_enter_opens_the_first_match_even_before_it_is_there(page: JournalPage, qtbot: QtBot) -> None:
    page.column.search.setFocus()
    type_into(page.column.search, "laughed")
    press(page.column.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: title(page) == "The joke before the meeting")
    qtbot.waitUntil(page.editor.text.hasFocus)


def test_what_cannot_be_meant_is_explained(page: JournalPage, qtbot: QtBot) -> None:
    search(page, "before:2026-13", qtbot)
    assert page.column.note.text().startswith("There is no date 2026-13. Write a year,")
    assert page.column.note.isVisible()


def test_no_match_offers_the_way_back(page: JournalPage, qtbot: QtBot) -> None:
    search(page, "zzzz", qtbot)
    with qtbot.waitSignal(page.column.rows.completed):
        click(button(page.column.empty, "All entries"))
    assert page.column.search.text() == ""
    assert len(listed(page)) == 8


def test_a_tag_filters_together_with_the_search(page: JournalPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.column.rows.completed):
        choose_from_menu(page, "work")
    assert listed(page) == ["Credit where it was due", "The joke before the meeting", "First week"]
    search(page, "laugh", qtbot)
    assert listed(page) == ["The joke before the meeting"]
    with qtbot.waitSignal(page.column.rows.completed):
        click(page.column.filters._all)
    assert listed(page) == ["The joke before the meeting"]


def test_a_slow_answer_never_replaces_a_newer_one(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    shown: list[Query] = []
    page.column.rows.first_shown.connect(lambda: shown.append(page.column.rows.query))
    for words in ("queue", "session", "chapter"):
        page.column.search.setText(words)
        page.column.search.search_now()
    ask(tasks, qtbot, journal.count)
    qtbot.waitUntil(lambda: listed(page) == ["Reading notes: chapter 3"])
    assert [query.terms[0].text for query in shown] == ["chapter"]


# Tags


def test_tags_are_added_and_taken_off_by_keyboard(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    field = page.editor.tags._field
    field.setFocus()
    type_into(field, "courage, Makena,")
    press(field, Qt.Key.Key_Backspace)
    assert focused() is page.editor.tags._chips[-1]
    press(page.editor.tags._chips[-1], Qt.Key.Key_Left)
    press(page.editor.tags._chips[3], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.editor.state.whole_text() == "Saved")
    kept = ask(tasks, qtbot, lambda: journal.entry(open_id(page)).content.tags)
    assert kept == ("bystander", "friendship", "Makena", "courage")


def test_a_tag_leads_to_its_entries(page: JournalPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.column.rows.completed):
        page.editor.tags.tag_followed.emit("Reading")
    assert listed(page) == ["Reading notes: chapter 3", "Why I went quiet"]


# Trash


def test_delete_moves_to_the_trash_and_undo_brings_back(page: JournalPage, qtbot: QtBot) -> None:
    moved = open_id(page)
    page.column.list.setFocus()
    press(page.column.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: title(page) == "Reading notes: chapter 3")
    assert len(listed(page)) == 7
    click(button(page.column.notice, "Undo"))
    qtbot.waitUntil(lambda: page.editor.sheet is not None and open_id(page) == moved)
    qtbot.waitUntil(lambda: len(listed(page)) == 8)


def test_what_lies_in_the_trash_can_be_read_restored_and_after_a_question_deleted(
    page: JournalPage, journal: Journal, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    page.column.list.setFocus()
    for left in (7, 6):
        press(page.column.list, Qt.Key.Key_Delete)
        qtbot.waitUntil(partial(rows_left, page, left))
    show_trash(page, qtbot)
    assert listed(page) == ["The queue outside the hall", "Reading notes: chapter 3"]
    go(page, "Reading notes: chapter 3", qtbot)
    before = text(page)
    type_into(page.editor.text, "no")
    assert text(page) == before
    prompts.will_choose("keep")
    click(button(page.editor, "Delete for good"))
    assert ask(tasks, qtbot, lambda: journal.count(trash=True)) == 2
    prompts.will_choose("delete")
    with qtbot.waitSignal(page.entry_purged):
        click(button(page.editor, "Delete for good"))
    qtbot.waitUntil(lambda: title(page) == "The queue outside the hall")
    with qtbot.waitSignal(page.entry_restored):
        click(button(page.editor, "Restore"))
    qtbot.waitUntil(lambda: page.column.rows.rowCount() == 0)
    assert ask(tasks, qtbot, journal.count) == 7
    assert button(page.column.empty, "All entries").isVisible()


# History


def test_an_earlier_version_comes_back_and_the_present_one_is_kept(
    page: JournalPage, journal: Journal, tasks: TaskRunner, clock: TestClock, qtbot: QtBot
) -> None:
    was = text(page)
    clock.advance(minutes=30)
    page.editor.text.selectAll()
    type_into(page.editor.text, "Another text")
    click(page.editor.history)
    qtbot.waitUntil(lambda: page._versions._dialog is not None)
    dialog = page._versions._dialog
    assert dialog is not None
    assert dialog.dates.item(0).text() == "Today, 21:14 · 79 words"
    assert dialog.text.toPlainText() == was
    page._look.choose(Theme.DARK)
    assert dialog.text.palette().text().color() == page._look.palette.colour(Tone.INK)
    with qtbot.waitSignal(page.entry_saved):
        click(dialog.bring_back)
    assert text(page) == was
    kept = ask(tasks, qtbot, lambda: [each.content.text for each in journal.versions(open_id(page))])
    assert kept == ["Another text", was]
    press(page.editor.text, Qt.Key.Key_Z, CTRL)
    assert text(page) == "Another text"
