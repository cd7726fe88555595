"""The journal as a person uses it: real keys, a real window, a real vault."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from allydesk.journal.entry import Content, Entry
from allydesk.journal.ids import EntryId
from allydesk.journal.search import Query
from allydesk.storage.journal import Journal
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.journal.saving import Kept
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import button, click, press, type_into
from tests.ui.journal.conftest import MakePage
from tests.ui.journal.full_disk import free_disk, full_disk
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import TestClock, written

CTRL = Qt.KeyboardModifier.ControlModifier
LARGE = "more than fits into the room there is\n" * 20_000


def ask(tasks: TaskRunner, qtbot: QtBot, work: Callable[[], object]) -> object:
    """What the vault says, asked on its own thread as everything is."""
    found: list[object] = []
    tasks.run(work, done=found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def title(page: JournalPage) -> str:
    return page.editor.sheet.title.text() if page.editor.sheet else ""


def text(page: JournalPage) -> str:
    return page.editor.sheet.text.text() if page.editor.sheet else ""


def open_id(page: JournalPage) -> EntryId:
    assert page.editor.sheet is not None
    return page.editor.sheet.entry_id


def listed(page: JournalPage) -> list[str]:
    return [str(page.column.rows.index(row, 0).data()) for row in range(page.column.rows.rowCount())]


def go(page: JournalPage, wanted: str, qtbot: QtBot) -> None:
    """Go to a row by its title."""
    page.column.list.setCurrentIndex(page.column.rows.index(listed(page).index(wanted), 0))
    qtbot.waitUntil(lambda: title(page) == wanted)


def search(page: JournalPage, words: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.column.tags_known):
        type_into(page.column.search, words)


def rows_left(page: JournalPage, number: int) -> bool:
    return len(listed(page)) == number and page.editor.sheet is not None


def choose_from_menu(page: JournalPage, words: str) -> None:
    """The item of the menu under the filters that begins with these words."""
    [action] = [action for action in page.column.filters.menu().actions() if action.text().startswith(words)]
    action.trigger()


def show_trash(page: JournalPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.column.tags_known):
        choose_from_menu(page, "Trash")


def focused() -> QWidget | None:
    return QApplication.focusWidget()


# Opening


def test_the_newest_entry_is_open_and_the_list_is_whole(page: JournalPage, qtbot: QtBot) -> None:
    assert title(page) == "The queue outside the hall"
    assert len(listed(page)) == 8
    assert page.column.list.currentIndex().row() == 0
    assert page.editor.date.whole_text() == "Saturday 21 November 2026, 21:14"
    qtbot.waitUntil(lambda: page.editor.words.text() == "79 words")
    assert page.editor.state.whole_text() == "Saved"


def test_opening_and_looking_writes_nothing(page: JournalPage, journal: Journal, qtbot: QtBot) -> None:
    saved: list[str] = []
    page.entry_saved.connect(saved.append)
    before = [entry.modified for entry in journal.each()]
    for name in ("First week", "Why I went quiet", "The queue outside the hall"):
        go(page, name, qtbot)
    settled: list[bool] = []
    page.flush(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))
    assert saved == []
    assert [entry.modified for entry in journal.each()] == before


def test_an_empty_journal_says_what_belongs_there(make_page: MakePage, empty_journal: Journal, qtbot: QtBot) -> None:
    page = make_page(empty_journal)
    click(button(page, "Write the first entry"))
    assert focused() is page.editor.title
    type_into(page.editor.title, "A beginning")
    qtbot.waitUntil(lambda: listed(page) == ["A beginning"])
    assert page.column.list.currentIndex().row() == 0


# Writing


def test_typing_is_saved_by_itself_and_is_there_after_reopening(
    page: JournalPage, make_page: MakePage, journal: Journal, qtbot: QtBot
) -> None:
    page.editor.text.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(page.entry_saved):
        type_into(page.editor.text, "And I went back.")
    qtbot.waitUntil(lambda: page.editor.state.whole_text() == "Saved")
    written = text(page)
    again = make_page(journal)
    qtbot.waitUntil(lambda: text(again) == written)
    assert written.endswith("And I went back.")


def test_going_elsewhere_saves_at_once(page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot) -> None:
    page._autosave._pause.setInterval(1_000_000)
    left = open_id(page)
    page.editor.text.moveCursor(QTextCursor.MoveOperation.End)
    type_into(page.editor.text, "last words")
    go(page, "First week", qtbot)
    kept = ask(tasks, qtbot, lambda: journal.entry(left).content.text)
    assert str(kept).endswith("last words")


def test_leaving_the_field_saves_at_once(page: JournalPage, qtbot: QtBot) -> None:
    page._autosave._pause.setInterval(1_000_000)
    page.editor.text.setFocus()
    type_into(page.editor.text, "x")
    with qtbot.waitSignal(page.entry_saved):
        page.column.search.setFocus()


def test_flush_hands_on_only_when_everything_is_kept(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    page._autosave._pause.setInterval(1_000_000)
    type_into(page.editor.title, "x")
    kept: list[str] = []
    page.flush(lambda: kept.append(journal.entry(open_id(page)).content.title))
    qtbot.waitUntil(lambda: bool(kept))
    assert kept == [title(page)]
    assert tasks is not None


def test_undo_never_crosses_entries_and_comes_back_with_them(page: JournalPage, qtbot: QtBot) -> None:
    first = text(page)
    page.editor.text.moveCursor(QTextCursor.MoveOperation.End)
    type_into(page.editor.text, "one")
    go(page, "First week", qtbot)
    second = text(page)
    press(page.editor.text, Qt.Key.Key_Z, CTRL)
    assert text(page) == second
    go(page, "The queue outside the hall", qtbot)
    assert text(page) == first + "one"
    assert page.editor.text.textCursor().position() == len(first + "one")
    press(page.editor.text, Qt.Key.Key_Z, CTRL)
    assert text(page) == first


def test_a_new_entry_is_kept_from_its_first_character_on(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    page.new_entry()
    assert focused() is page.editor.title
    assert page.editor.state.whole_text() == ""
    go(page, "First week", qtbot)
    assert ask(tasks, qtbot, journal.count) == 8
    page.new_entry()
    press(page.editor.title, Qt.Key.Key_Return)
    assert focused() is page.editor.text
    type_into(page.editor.text, "I")
    qtbot.waitUntil(lambda: listed(page)[0] == "Untitled")
    assert ask(tasks, qtbot, journal.count) == 9
    assert page.column.list.currentIndex().row() == 0


def test_an_emptied_entry_goes_to_the_trash_in_sight_and_comes_back(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    emptied = open_id(page)
    for field in (page.editor.title, page.editor.text):
        field.selectAll()
        press(field, Qt.Key.Key_Delete)
    with qtbot.waitSignal(page.entry_trashed):
        go(page, "First week", qtbot)
    entry = ask(tasks, qtbot, lambda: journal.entry(emptied))
    assert isinstance(entry, Entry)
    assert entry.trashed is not None
    versions = ask(tasks, qtbot, lambda: [each.content.title for each in journal.versions(emptied)])
    assert versions == ["The queue outside the hall"]
    qtbot.waitUntil(page.column.notice.isVisible)
    with qtbot.waitSignal(page.entry_restored):
        click(button(page.column.notice, "Undo"))
    qtbot.waitUntil(lambda: open_id(page) == emptied)


def test_an_entry_that_was_kept_empty_stays_where_it_is(
    make_page: MakePage, journal: Journal, tasks: TaskRunner, clock: TestClock, qtbot: QtBot
) -> None:
    clock.advance(hours=1)
    journal.add(written("2026-11-22", mood=3))
    page = make_page(journal)
    qtbot.waitUntil(lambda: page.editor.sheet is not None)
    go(page, "First week", qtbot)
    assert ask(tasks, qtbot, lambda: journal.count(trash=True)) == 0


# A full disk


def test_a_save_that_fails_says_so_keeps_the_text_and_goes_on_trying(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    full_disk(journal, tasks)
    page.editor.text.insertPlainText(LARGE)
    qtbot.waitUntil(page.editor.trouble.isVisible)
    assert page.editor.state.whole_text() == "Not saved: the disk is full"
    assert text(page).startswith(LARGE)
    free_disk(journal, tasks)
    qtbot.waitUntil(lambda: page.editor.state.whole_text() == "Saved")
    assert not page.editor.trouble.isVisible()
    kept = ask(tasks, qtbot, lambda: journal.entry(open_id(page)).content.text)
    assert str(kept).startswith(LARGE)


def test_leaving_what_is_not_saved_asks_first(
    page: JournalPage, journal: Journal, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    unsaved = open_id(page)
    full_disk(journal, tasks)
    page.editor.text.insertPlainText(LARGE)
    qtbot.waitUntil(page.editor.trouble.isVisible)
    prompts.will_choose("stay")
    page.column.list.go(1)
    assert open_id(page) == unsaved
    assert page.column.list.currentIndex().row() == 0
    prompts.will_choose("keep")
    go(page, "First week", qtbot)
    assert prompts.asked == ["This entry is not saved"] * 2
    free_disk(journal, tasks)
    kept: list[str] = []
    page.flush(lambda: kept.append(journal.entry(unsaved).content.text))
    qtbot.waitUntil(lambda: bool(kept))
    assert kept[0].startswith(LARGE)


def test_locking_with_something_unsaved_asks_first(
    page: JournalPage, journal: Journal, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    full_disk(journal, tasks)
    page.editor.text.insertPlainText(LARGE)
    flushed: list[str] = []
    prompts.will_choose("stay")
    page.flush(lambda: flushed.append("too early"))
    qtbot.waitUntil(lambda: prompts.asked == ["Not everything is saved"])
    assert flushed == []
    assert text(page).startswith(LARGE)
    prompts.will_choose("again")
    prompts.will_choose("lose")
    page.flush(lambda: flushed.append("given up"))
    qtbot.waitUntil(lambda: flushed == ["given up"])
    assert page._autosave.unsaved() == []


# Searching


def test_search_as_one_types_finds_and_escape_clears(page: JournalPage, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_F, CTRL)
    assert focused() is page.column.search
    search(page, "laugh", qtbot)
    assert listed(page) == ["The joke before the meeting"]
    assert page.column.note.text() == "1 entry found."
    assert title(page) == "The queue outside the hall"
    with qtbot.waitSignal(page.column.tags_known):
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
    assert page.column.note.text().startswith("There is no date in “before:2026-13”.")
    assert page.column.note.isVisible()


def test_no_match_offers_the_way_back(page: JournalPage, qtbot: QtBot) -> None:
    search(page, "zzzz", qtbot)
    with qtbot.waitSignal(page.column.tags_known):
        click(button(page.column.empty, "All entries"))
    assert page.column.search.text() == ""
    assert len(listed(page)) == 8


def test_a_tag_filters_together_with_the_search(page: JournalPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.column.tags_known):
        choose_from_menu(page, "work")
    assert listed(page) == ["Credit where it was due", "The joke before the meeting", "First week"]
    search(page, "laugh", qtbot)
    assert listed(page) == ["The joke before the meeting"]
    with qtbot.waitSignal(page.column.tags_known):
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
    with qtbot.waitSignal(page.column.tags_known):
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
    assert dialog.dates.item(0).text() == "Saturday 21 November 2026, 21:14"
    assert dialog.text.toPlainText() == was
    with qtbot.waitSignal(page.entry_saved):
        click(dialog.bring_back)
    assert text(page) == was
    kept = ask(tasks, qtbot, lambda: [each.content.text for each in journal.versions(open_id(page))])
    assert kept == ["Another text", was]
    press(page.editor.text, Qt.Key.Key_Z, CTRL)
    assert text(page) == "Another text"


# By keyboard alone


def test_a_journey_without_a_mouse(page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_N, CTRL)
    type_into(page.editor.title, "By hand")
    press(page.editor.title, Qt.Key.Key_Tab)
    assert focused() is page.editor.tags._field
    type_into(page.editor.tags._field, "keys")
    press(page.editor.tags._field, Qt.Key.Key_Return)
    press(page.editor.tags._field, Qt.Key.Key_Tab)
    assert focused() is page.editor.text
    type_into(page.editor.text, "Written without a mouse")
    qtbot.waitUntil(lambda: len(listed(page)) == 9 and listed(page)[0] == "By hand")
    press(page.editor.text, Qt.Key.Key_Down, CTRL)
    qtbot.waitUntil(lambda: title(page) == "The queue outside the hall")
    press(page.editor.text, Qt.Key.Key_Up, CTRL)
    qtbot.waitUntil(lambda: title(page) == "By hand")
    press(page.editor.text, Qt.Key.Key_F2)
    assert focused() is page.editor.title
    press(page.editor.title, Qt.Key.Key_Escape)
    assert focused() is page.column.list
    press(page.column.list, Qt.Key.Key_Up)
    assert focused() is page.column.search
    press(page.column.search, Qt.Key.Key_Down)
    assert focused() is page.column.list
    press(page.column.list, Qt.Key.Key_Return)
    assert focused() is page.editor.text
    press(page.editor.text, Qt.Key.Key_Escape)
    press(page.column.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(listed(page)) == 8)
    trashed = ask(tasks, qtbot, lambda: [each.content for each in journal.each() if each.trashed])
    assert isinstance(trashed, list)
    assert [(content.title, content.tags) for content in trashed] == [("By hand", ("keys",))]


def test_tab_reaches_everything_and_nothing_has_no_name(page: JournalPage) -> None:
    page.column.search.setFocus()
    reached: list[QWidget] = []
    for _ in range(40):
        widget = focused()
        assert widget is not None
        if widget in reached:
            break
        reached.append(widget)
        press(widget, Qt.Key.Key_Tab)
    wanted = [page.column.search, page.column.new, page.column.filters._more, page.column.list]
    wanted += [page.editor.title, page.editor.tags._field, page.editor.text, page.editor.history, page.editor.more]
    order = [reached.index(widget) for widget in wanted]
    assert order == sorted(order)
    nameless = [widget for widget in reached if not (widget.accessibleName() or getattr(widget, "text", str)())]
    assert nameless == []


# Locking


def test_locking_leaves_no_text_behind(page: JournalPage, qtbot: QtBot) -> None:
    sheet = page.editor.sheet
    assert sheet is not None
    page.editor.text.selectAll()
    page.editor.text.copy()
    page.close_all()
    assert page.editor.sheet is None
    assert page.column.rows.rowCount() == page.column.rows.rows_held == 0
    assert page.editor.text.toPlainText() == page.editor.title.toPlainText() == ""
    assert sheet.text.isEmpty()
    assert not sheet.text.isUndoAvailable()
    assert QGuiApplication.clipboard().text() == ""
    assert page._autosave.state(sheet) is Kept.SAVED
    assert qtbot is not None


def test_the_look_changes_under_an_open_entry_without_changing_it(page: JournalPage) -> None:
    sheet = page.editor.sheet
    assert sheet is not None
    before = page.editor.text.fontMetrics().height()
    page._look.scale_text(2.0)
    assert page.editor.text.fontMetrics().height() > 1.8 * before
    assert not sheet.is_changed
    assert not sheet.text.isUndoAvailable()
    page._look.scale_text(1.0)


@pytest.mark.parametrize("width", [828, 1164, 2000])
def test_the_column_of_text_is_never_too_wide_and_never_outside(page: JournalPage, width: int) -> None:
    page.resize(width, 640)
    viewport = page.editor.text.viewport()
    assert viewport.width() <= page.editor.text.column_width() + 8
    assert viewport.geometry().right() <= page.editor.text.width()
    assert page.column.width() <= 352


def test_content_with_every_kind_of_character_goes_through_page_and_vault(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    difficult = "\ufeffno\u00a0break \u2028 שלום\u200f 👩‍👩‍👧 e\u0301 \x85\x0c\t\ufffc end"
    page.editor.text.selectAll()
    page.editor.text.take_text(difficult)
    settled: list[bool] = []
    page.flush(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))
    content = ask(tasks, qtbot, lambda: journal.entry(open_id(page)).content)
    assert isinstance(content, Content)
    assert content.text == difficult
    page.close_all()
    with qtbot.waitSignal(page.column.tags_known):
        page.reload()
    qtbot.waitUntil(lambda: text(page) == difficult)
