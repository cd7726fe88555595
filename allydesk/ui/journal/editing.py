"""Edits of a line, made in a document: between code points and Qt's places, and as one step that can be undone."""

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from allydesk.ui.journal.continuing import Edit
from allydesk.ui.journal.units import characters_before, utf16_length


def column_of(block: QTextBlock, position: int) -> int:
    """Which character of the block a place in the document stands before."""
    return characters_before(block.text(), position - block.position())


def position_of(block: QTextBlock, column: int) -> int:
    """Where in the document a character of the block is."""
    return block.position() + utf16_length(block.text()[:column])


def before_caret(cursor: QTextCursor) -> str:
    """The line up to the caret."""
    text = cursor.block().text()
    return text[: characters_before(text, cursor.positionInBlock())]


def selected_blocks(cursor: QTextCursor) -> Iterator[QTextBlock]:
    """The paragraphs of a selection, or the caret's own; not one the selection ends right before."""
    block = cursor.document().findBlock(cursor.selectionStart())
    end = max(cursor.selectionEnd(), cursor.selectionStart() + 1)
    while block.isValid() and block.position() < end:
        yield block
        block = block.next()


def make(field: QTextEdit, changes: Sequence[tuple[QTextBlock, Edit]], *, show: bool = True) -> None:
    """Make these edits as one step; those of one block come from the back. `show` brings the caret into sight."""
    cursor = QTextCursor(field.document())
    cursor.beginEditBlock()
    for block, edit in changes:
        start, end = position_of(block, edit.start), position_of(block, edit.end)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(edit.text)
    cursor.endEditBlock()
    for block, edit in changes:
        if edit.select is not None:
            place = field.textCursor()
            place.setPosition(position_of(block, edit.select[0]))
            place.setPosition(position_of(block, edit.select[1]), QTextCursor.MoveMode.KeepAnchor)
            field.setTextCursor(place)
    if show:
        field.ensureCursorVisible()
