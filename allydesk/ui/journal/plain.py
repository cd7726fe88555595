"""Text as it is typed: documents and fields that know plain text and nothing else.

Qt's text classes would take pictures, colours and links from the clipboard, open paths and addresses that a text
names, and hand out no-break spaces as spaces. These do not.
"""

from PySide6.QtCore import QByteArray, QMimeData, QRect, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from allydesk.text import clean
from allydesk.ui.clipboard import private_mime
from allydesk.ui.theme import Look, Tone

PARAGRAPH = "\u2029"
"""What Qt's documents hold between two lines; the journal holds "\\n" there."""
PAGE_EDGE = 3
"""Pixels around the text within its field, so that the caret and a leaning letter are not cut off."""
_CARET = 2
_NOTHING = QByteArray(b" ")
"""In place of anything a text refers to. Not empty: an empty answer would have Qt open the path itself."""


class PlainDocument(QTextDocument):
    """A document that holds plain text, counts loading as no change, and never opens what its text names."""

    def __init__(self, *, line_height: float | None = None) -> None:
        super().__init__()
        self._line_height = line_height
        self.setDocumentMargin(PAGE_EDGE)

    def load(self, text: str) -> None:
        """Hold this text; there is nothing to undo and nothing to save afterwards."""
        self.setUndoRedoEnabled(False)
        self.clear()
        cursor = QTextCursor(self)
        if self._line_height is not None:
            shape = QTextBlockFormat()
            shape.setLineHeight(self._line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(shape)
        insert_exactly(cursor, text)
        self.setUndoRedoEnabled(True)
        self.setModified(False)

    def replace(self, text: str) -> None:
        """Hold this text instead, as one change that can be undone."""
        cursor = QTextCursor(self)
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        insert_exactly(cursor, text)
        cursor.endEditBlock()

    def text(self) -> str:
        """The text to the character: no-break spaces stay, line separators stay, lines end in "\\n"."""
        return self.toRawText().replace(PARAGRAPH, "\n")

    def take_font(self, font: QFont) -> None:
        """Show the text in this font."""
        self.setDefaultFont(font)

    def hide_marks(self, hidden: bool) -> None:
        """Whether signs that only the writing needs give up their room; a plain text has none."""

    def wipe(self) -> None:
        """Empty it and what it could undo; it is not used again."""
        self.setUndoRedoEnabled(False)
        self.clear()
        self.deleteLater()

    def loadResource(self, _kind: int, _name: QUrl | str) -> QByteArray:
        """Nothing, whatever was asked for."""
        return _NOTHING


class PlainEdit(QTextEdit):
    """A field for plain text in the reading font, with a caret in the accent colour that does not blink."""

    left = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, *, look: Look, size: float, semibold: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._size = size
        self._semibold = semibold
        self._hide_marks = False
        self._nothing = PlainDocument()
        self.setDocument(self._nothing)
        self.setAcceptRichText(False)
        self.setAutoFormatting(QTextEdit.AutoFormattingFlag.AutoNone)
        self.setTabChangesFocus(True)
        self.setCursorWidth(_CARET)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        font = self._look.reading_font(size=self._size, semibold=self._semibold)
        self.setFont(font)
        self._give_font(self.document(), font)

    def show_document(self, document: QTextDocument | None) -> None:
        """Show a document that somebody else keeps, or nothing."""
        shown = document or self._nothing
        self._give_font(shown, self._look.reading_font(size=self._size, semibold=self._semibold))
        if isinstance(shown, PlainDocument):
            shown.hide_marks(self._hide_marks)
        self.setDocument(shown)

    def set_locked(self, locked: bool) -> None:
        """Whether the text may be read and copied only. The keyboard reaches it all the same."""
        reading = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        writing = Qt.TextInteractionFlag.TextEditorInteraction
        self.setTextInteractionFlags(reading if locked else writing)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only; a file dropped here is not text, although Qt would spell out where it lies."""
        return bool(source.hasFormat("text/plain")) and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop: the plain text of it."""
        if self.canInsertFromMimeData(source):
            self.take_text(clean(source.text())[0])

    def take_text(self, text: str) -> None:
        """Insert pasted text where the caret is."""
        insert_exactly(self.textCursor(), text)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy: the characters themselves, and nothing about how they look."""
        return private_mime(self.textCursor().selectedText().replace(PARAGRAPH, "\n"))

    def loadResource(self, _kind: int, _name: QUrl | str) -> QByteArray:
        """Nothing, whatever was asked for."""
        return _NOTHING

    def caret_rect(self) -> QRect:
        """Where the caret is painted, in the viewport."""
        caret = self.cursorRect()
        caret.setWidth(_CARET)
        return caret

    def paint_under(self, area: QRect) -> None:
        """Paint what lies under the text, in this part of the viewport. Nothing, for a plain text."""

    def paint_over(self, painter: QPainter, area: QRect) -> None:
        """Paint what lies over the text and under the caret. Nothing, for a plain text."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and the caret over Qt's own."""
        self.paint_under(event.rect())
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.paint_over(painter, event.rect())
        if self.hasFocus() and not self.isReadOnly():
            painter.fillRect(self.caret_rect(), self._look.palette.colour(Tone.ACCENT))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Shift+Return begin another paragraph, always."""
        keys = QKeySequence.StandardKey
        if not self.isReadOnly() and (
            event.matches(keys.InsertParagraphSeparator) or event.matches(keys.InsertLineSeparator)
        ):
            # In an empty paragraph Qt would only take its styles off, and so swallow the key; with Shift it would
            # insert U+2028, which no other program takes for the end of a line.
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say so; a menu opening over the text is not leaving it."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _give_font(self, document: QTextDocument, font: QFont) -> None:
        if isinstance(document, PlainDocument):
            document.take_font(font)
        else:
            document.setDefaultFont(font)


def insert_exactly(cursor: QTextCursor, text: str) -> None:
    """Insert a text to the character. On its way to Qt a string loses a U+FEFF at its very beginning."""
    if not text.startswith("\ufeff"):
        cursor.insertText(text)
        return
    cursor.beginEditBlock()
    start = cursor.selectionStart()
    cursor.insertText("." + text)
    end = cursor.position()
    cursor.setPosition(start)
    cursor.deleteChar()
    cursor.setPosition(end - 1)
    cursor.endEditBlock()
