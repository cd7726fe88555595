"""The field one writes a story in, and the bar that finds words in it."""

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QWidget

from allydesk.ui.journal.findbar import FindBar
from allydesk.ui.journal.ornaments import is_fenced
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.story.telling.pieces import Piece, piece_in, put
from allydesk.ui.theme import Look, Tone

_NOT_FOUND = "Not found in this story"


class StoryArea(WritingArea):
    """As an entry is written, on a page of its own; and it takes what is dragged to it from beside the page."""

    find_asked = Signal()
    """Ctrl+F in the text."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look=look, parent=parent)
        self.setAccessibleName("Text of the story")
        self.setPlaceholderText("Write here")

    def put(self, piece: Piece) -> None:
        """Put a piece in at the caret, as paragraphs of its own, and go on from there."""
        if self.isReadOnly():
            return
        cursor = self.textCursor()
        put(cursor, piece)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_line(self, number: int) -> None:
        """Put the caret at the end of the paragraph of that number, from 0, with the paragraph near the top."""
        block = self.document().findBlockByNumber(number)
        if not block.isValid():
            return
        cursor = self.textCursor()
        cursor.setPosition(block.position() + block.length() - 1)
        self.setTextCursor(cursor)
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """A piece from beside the page, or what every field takes."""
        return piece_in(source) is not None or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put the piece where it was dropped."""
        piece = piece_in(source)
        if piece is not None:
            self.put(piece)
        else:
            super().insertFromMimeData(source)

    def event(self, event: QEvent) -> bool:
        """Ctrl+F is this page's while one writes on it; elsewhere in the room it searches the entries."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Find)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the find bar, or write."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.find_asked.emit()
        else:
            super().keyPressEvent(event)

    def paint_under(self, area: QRect) -> None:
        """Paint the page, which is a card here, and the ground of code."""
        self._painted = list(self._geometry.blocks(area))
        painter = QPainter(self.viewport())
        painter.fillRect(area, self._look.palette.colour(Tone.SURFACE))
        if fenced := [block for block in self._painted if is_fenced(block)]:
            self._ornaments.paint_ground(painter, fenced)
        painter.end()


class StoryFindBar(FindBar):
    """Find and replace in a story."""

    def __init__(self, *, area: StoryArea, look: Look) -> None:
        super().__init__(area=area, look=look)
        self.words.setPlaceholderText("Find in this story")
        self.words.setAccessibleName("Find in this story")

    def _say(self) -> None:
        super()._say()
        if self.words.text() and not self._finder.matches:
            self.count.setText(_NOT_FOUND)
