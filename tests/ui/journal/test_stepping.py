"""Through the matches of a search, within an entry and on into the next."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allydesk.ui.journal.page import JournalPage
from tests.ui.hands import click, press
from tests.ui.journal.steps import focused, search, title

SHIFT = Qt.KeyboardModifier.ShiftModifier


def said(page: JournalPage) -> str:
    return page.column.hits.words.text() if page.column.hits.isVisible() else ""


def at_caret(page: JournalPage) -> str:
    cursor = page.editor.text.textCursor()
    return page.editor.text.document().toRawText()[cursor.position() :].split()[0]


def test_a_hit_is_opened_at_its_first_match_and_one_steps_on(page: JournalPage, qtbot: QtBot) -> None:
    search(page, "said", qtbot)
    press(page.column.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: title(page) == "Credit where it was due")
    assert said(page) == "1 of 1 in this entry"
    assert at_caret(page) == "Said"
    assert len(page.editor.text.extraSelections()) == 1


def test_steps_go_round_within_the_entry_and_on_into_the_next(page: JournalPage, qtbot: QtBot) -> None:
    search(page, "i", qtbot)
    assert said(page) == "6 in this entry"
    press(page.column.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: focused() is page.editor.text)
    assert said(page) == "1 of 6 in this entry"
    click(page.column.hits.next)
    assert said(page) == "2 of 6 in this entry"
    press(page.editor.text, Qt.Key.Key_F3, SHIFT)
    assert said(page) == "1 of 6 in this entry"
    for _ in range(6):
        press(page.editor.text, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: title(page) == "Reading notes: chapter 3")
    assert said(page) == "1 of 2 in this entry"
    press(page.editor.text, Qt.Key.Key_F3, SHIFT)
    qtbot.waitUntil(lambda: title(page) == "The queue outside the hall")
    assert said(page) == "6 of 6 in this entry"


def test_the_marks_go_with_the_search(page: JournalPage, qtbot: QtBot) -> None:
    search(page, "phone", qtbot)
    assert len(page.editor.text.extraSelections()) == 1
    with qtbot.waitSignal(page.column.rows.completed):
        press(page.column.search, Qt.Key.Key_Escape)
    assert page.editor.text.extraSelections() == []
    assert said(page) == ""
    assert not page.stepping.ready


def test_looking_for_words_changes_nothing(page: JournalPage, qtbot: QtBot) -> None:
    search(page, "phone", qtbot)
    page.stepping.next()
    assert page.editor.sheet is not None
    assert not page.editor.sheet.is_changed
    assert not page.editor.sheet.text.isUndoAvailable()
