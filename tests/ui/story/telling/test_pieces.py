"""How moments, themes and questions come into the text: by drag and drop, and by the keyboard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from allydesk.story.outline import escaped
from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.rendering import rendered
from allydesk.ui.story.telling.area import StoryArea
from allydesk.ui.story.telling.page import TellingPage
from allydesk.ui.story.telling.pieces import Piece, piece_in, piece_mime, put
from allydesk.ui.theme import Look
from tests.ui.hands import click, press, type_into
from tests.ui.story.telling.samples import CHOIR, HEARD

NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
OPENING = "Choir, spring 2008. Nobody asked where I was from."


def document(text: str, caret: int) -> tuple[PlainDocument, QTextCursor]:
    made = PlainDocument()
    made.load(text)
    cursor = QTextCursor(made)
    cursor.setPosition(caret)
    return made, cursor


@pytest.mark.parametrize(
    ("before", "caret", "after"),
    [
        ("", 0, "Piece."),
        ("one", 1, "one\n\nPiece."),
        ("one\n", 4, "one\n\nPiece."),
        ("one\n\n", 5, "one\n\nPiece."),
        ("one\n\ntwo", 1, "one\n\nPiece.\n\ntwo"),
        ("one\ntwo", 1, "one\n\nPiece.\n\ntwo"),
        ("one\n\n\ntwo", 4, "one\n\nPiece.\n\ntwo"),
    ],
)
def test_a_piece_is_a_paragraph_of_its_own(before: str, caret: int, after: str) -> None:
    made, cursor = document(before, caret)
    put(cursor, Piece("Piece."))
    assert made.text() == after
    assert cursor.position() == after.index("Piece.") + len("Piece.")
    made.undo()
    assert made.text() == before


def test_under_a_heading_one_goes_on_writing() -> None:
    made, cursor = document("one\n\ntwo", 3)
    put(cursor, Piece("## Heading", write_below=True))
    assert made.text() == "one\n\n## Heading\n\n\n\ntwo"
    cursor.insertText("here")
    assert made.text() == "one\n\n## Heading\n\nhere\n\ntwo"


def test_a_selection_is_not_written_over() -> None:
    made, cursor = document("one two", 0)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    put(cursor, Piece("Piece."))
    assert made.text() == "one two\n\nPiece."


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.booleans())
def test_a_piece_travels_whole(text: str, below: bool) -> None:
    assert piece_in(piece_mime(Piece(text, write_below=below))) == Piece(text, write_below=below)


def test_a_piece_is_no_text_for_other_programs() -> None:
    assert piece_mime(Piece("private")).formats() == ["application/x-allydesk-story-piece"]
    assert piece_in(QMimeData()) is None


@pytest.mark.parametrize(
    "plain", ["# 1 fan", "1. May", "- and yet", "> he", "a *star* [x](y)", "_so_", "<b>bold</b>", "&amp;"]
)
def test_what_was_escaped_reads_as_it_was_written(plain: str, look: Look) -> None:
    assert rendered(escaped(plain), look=look, picture=lambda _name: None).toPlainText().strip() == plain


# Drag and drop


def drop(area: StoryArea, mime: QMimeData, at: QPoint) -> bool:
    """What Qt sends while something is dragged over the text and let go; whether the text took it."""
    view, copy = area.viewport(), Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, copy, mime, LEFT, NONE)
    QApplication.sendEvent(view, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(view, QDragMoveEvent(at, copy, mime, LEFT, NONE))
    let_go = QDropEvent(QPointF(at), copy, mime, LEFT, NONE)
    QApplication.sendEvent(view, let_go)
    return let_go.isAccepted()


def place_in(area: StoryArea, line: int) -> QPoint:
    cursor = area.textCursor()
    cursor.setPosition(area.document().findBlockByNumber(line).position() + 1)
    return area.cursorRect(cursor).center()


def dragged(page: TellingPage, key: str) -> QMimeData:
    """What a drag of this row carries."""
    rows = page.panel.themes.list.rows
    return rows.mimeData([rows.index(rows.place_of(key))])


def test_a_moment_is_dropped_where_the_mouse_is(page: TellingPage) -> None:
    area = page.paper.text
    page.paper.sheet.text.replace("First.\n\nSecond.")  # type: ignore[union-attr]  # it is open
    assert drop(area, dragged(page, CHOIR), place_in(area, 0))
    assert area.toPlainText() == f"First.\n\n{OPENING}\n\nSecond."
    assert area.textCursor().block().text() == OPENING
    assert area.textCursor().atBlockEnd()
    area.undo()
    assert area.toPlainText() == "First.\n\nSecond."


def test_a_theme_is_dropped_as_a_heading(page: TellingPage) -> None:
    area = page.paper.text
    assert drop(area, dragged(page, HEARD), place_in(area, 0))
    assert area.toPlainText() == "Twice I packed my things.\n\n## being heard\n\n"


def test_each_row_can_be_dragged_and_stays_where_it_is(page: TellingPage) -> None:
    listed = page.panel.themes.list
    assert listed.dragEnabled()
    assert not listed.acceptDrops()
    rows = listed.rows
    flags = [rows.flags(rows.index(place)) for place in range(rows.rowCount())]
    assert all(each & Qt.ItemFlag.ItemIsDragEnabled for each in flags)
    assert rows.supportedDragActions() == Qt.DropAction.CopyAction
    assert rows.mimeTypes() == dragged(page, CHOIR).formats()


def test_files_are_not_dropped_into_a_story(page: TellingPage) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/photo.jpg")])
    before = page.paper.text.toPlainText()
    drop(page.paper.text, mime, place_in(page.paper.text, 0))
    assert page.paper.text.toPlainText() == before
    assert "Photos belong to the moments" in page.notice.text.text()


# By keyboard and mouse


def test_enter_puts_the_chosen_moment_into_the_text(page: TellingPage) -> None:
    listed, area = page.panel.themes.list, page.paper.text
    area.moveCursor(QTextCursor.MoveOperation.End)
    listed.setFocus()
    press(listed, Qt.Key.Key_Home)
    press(listed, Qt.Key.Key_Down)
    assert listed.rows.data(listed.currentIndex()) == "Choir"
    press(listed, Qt.Key.Key_Return)
    assert area.toPlainText() == f"Twice I packed my things.\n\n{OPENING}"
    assert area.hasFocus()
    type_into(area, " And so.")
    assert area.toPlainText().endswith(f"{OPENING} And so.")


def test_a_double_click_puts_it_in_too(page: TellingPage) -> None:
    listed = page.panel.themes.list
    index = listed.rows.index(listed.rows.place_of(CHOIR))
    at = listed.visualRect(index).center()
    QTest.mouseClick(listed.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(listed.viewport(), LEFT, NONE, at)
    assert page.paper.text.toPlainText().count(OPENING) == 1


def test_the_button_does_the_same_once_something_is_chosen(page: TellingPage) -> None:
    tab = page.panel.themes
    assert not tab.put.isEnabled()
    tab.list.choose(HEARD)
    assert tab.put.isEnabled()
    click(tab.put)
    assert "## being heard" in page.paper.text.toPlainText()


def test_escape_leads_from_the_list_back_to_the_text(page: TellingPage) -> None:
    page.panel.themes.list.setFocus()
    press(page.panel.themes.list, Qt.Key.Key_Escape)
    assert page.paper.text.hasFocus()
