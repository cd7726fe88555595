"""The journal as a person uses it: real keys, a real window, a real vault."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from allydesk.journal.entry import Content, Entry
from allydesk.storage.journal import Journal
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.journal.saving import Kept
from allydesk.ui.journal.writing import LONG_PASTE, SLOW_LINE, SLOW_WORD
from allydesk.ui.prompts import Question
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import button, click, press, type_into
from tests.ui.journal.conftest import MakePage
from tests.ui.journal.full_disk import free_disk, full_disk
from tests.ui.journal.steps import CTRL, LARGE, ask, focused, go, listed, open_id, text, title
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import TestClock, written

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
    qtbot.waitUntil(lambda: listed(page)[0] == "I")
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


def test_a_line_that_would_make_writing_slow_is_offered_first(page: JournalPage, prompts: ScriptedPrompts) -> None:
    before = text(page)
    line = "a word " * (SLOW_LINE // 7 + 1)
    for slow in ("x" * (SLOW_WORD + 1), line):
        prompts.will_choose("leave")
        page.editor.text.take_text(f"short\n{slow}\nshort")
    assert text(page) == before
    page.editor.text.take_text("x" * SLOW_WORD)
    page.editor.text.undo()
    prompts.will_choose("paste")
    page.editor.text.take_text(line)
    assert len(text(page)) == len(before) + len(line)


def test_a_long_paste_is_counted(page: JournalPage, qtbot: QtBot) -> None:
    page.editor.text.take_text("five words in every line\n" * (LONG_PASTE // 20))
    qtbot.waitUntil(lambda: page.editor.words.text() == f"{LONG_PASTE // 20 * 5 + 79:,} words")


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
    qtbot.waitUntil(lambda: page.column.list.currentIndex().row() == 0)
    prompts.will_choose("keep")
    go(page, "First week", qtbot)
    assert prompts.asked == ["This entry is not saved"] * 2
    qtbot.waitUntil(page.column.notice.isVisible)
    free_disk(journal, tasks)
    kept: list[str] = []
    page.flush(lambda: kept.append(journal.entry(unsaved).content.text))
    qtbot.waitUntil(lambda: bool(kept))
    assert kept[0].startswith(LARGE)
    assert not page.column.notice.isVisible()


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


def test_one_question_is_enough_however_often_the_clock_asks(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    class Waiting(ScriptedPrompts):
        """Leaves the question open."""

        def __init__(self) -> None:
            super().__init__()
            self.waiting: list[Callable[[str], object]] = []

        def choose(self, question: Question, answered: Callable[[str], object]) -> None:
            del question
            self.waiting.append(answered)

    prompts = Waiting()
    page._leaving._prompts = prompts
    full_disk(journal, tasks)
    page.editor.text.insertPlainText(LARGE)
    done: list[str] = []
    page.flush(lambda: done.append("first"))
    qtbot.waitUntil(lambda: len(prompts.waiting) == 1)
    settled: list[bool] = []
    page.flush(lambda: done.append("second"))
    page._autosave.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))
    assert len(prompts.waiting) == 1
    prompts.waiting[0]("lose")
    qtbot.waitUntil(lambda: done == ["second"])


# Locking


def test_locking_leaves_no_text_behind(page: JournalPage, qtbot: QtBot) -> None:
    sheet = page.editor.sheet
    assert sheet is not None
    page.close_all()
    assert page.editor.sheet is None
    assert page.column.rows.rowCount() == page.column.rows.rows_held == 0
    assert page.editor.text.toPlainText() == page.editor.title.toPlainText() == ""
    assert sheet.text.isEmpty()
    assert not sheet.text.isUndoAvailable()
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
    with qtbot.waitSignal(page.column.rows.completed):
        page.reload()
    qtbot.waitUntil(lambda: text(page) == difficult)
