"""The two fields one writes in: the title and the text."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QMargins, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from allydesk.journal.text import clean
from allydesk.ui.journal.highlighter import TEXT_SIZE
from allydesk.ui.journal.plain import PAGE_EDGE, PlainEdit, insert_exactly
from allydesk.ui.journal.unlaid import NoLayout
from allydesk.ui.theme import Look

TITLE_SIZE = 30.0

COLUMN_CHARACTERS = 72
"""The widest line, measured in the letter x; of running text it holds a few letters more."""

LONG_PASTE = 100_000
"""Characters. A longer text is laid out piece by piece while the window goes on; see `unlaid`."""
FAR_PASTE = 500_000
"""Characters. Above this the caret stays before the pasted text; showing its end means laying all of it out first."""

SLOW_LINE = 400_000
SLOW_WORD = 50_000
"""Characters in one line, and in one without a space. Qt lays out the whole of it at every key; a tenth of a second
for these, and for a word four times that for one twice as long."""

_TITLE_LINES = 3


class TitleField(PlainEdit):
    """One paragraph, as high as it needs to be, up to three lines."""

    finished = Signal()
    """Return or the down key: on to the text."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look=look, size=TITLE_SIZE, semibold=True, parent=parent)
        self.setAccessibleName("Title")
        self.setPlaceholderText("Title")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._follow(self.document())

    def show_document(self, document: QTextDocument | None) -> None:
        """Show a document that somebody else keeps, or nothing."""
        self.document().documentLayout().documentSizeChanged.disconnect(self._fit)
        super().show_document(document)
        self._follow(self.document())

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        super().take_look()
        self._fit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop; line breaks become spaces."""
        if self.canInsertFromMimeData(source):
            self.take_text(" ".join(clean(source.text())[0].split("\n")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on to the text, and so does the down key from the last line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        down = event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if down and self.textCursor().position() == before:
            self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower field may need another line."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """One line high until there is something to show."""
        return QSize(320, self.fontMetrics().lineSpacing() + 2 * PAGE_EDGE)

    def _follow(self, document: QTextDocument) -> None:
        document.documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        wanted = max(line + 2 * PAGE_EDGE, ceil(self.document().size().height()))
        height = min(wanted, line * _TITLE_LINES + 2 * PAGE_EDGE)
        scrolls = wanted > height
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if scrolls else policy.ScrollBarAlwaysOff)
        if self.height() != height:
            self.setFixedHeight(height)


class WritingArea(PlainEdit):
    """The text of an entry: a column of at most 72 characters, with the scroll bar at the page's own edge."""

    pasted_long = Signal()
    """A text of more than `FAR_PASTE` characters went in, and the caret stands before it."""
    slow_paste_offered = Signal(str)
    """A text with a very long line was pasted, and waits for `insert_pasted`."""
    passed_top = Signal()
    """The up key on the first line."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look=look, size=TEXT_SIZE, parent=parent)
        self.setAccessibleName("Text of the entry")
        self.setPlaceholderText("Write here")
        self._before_long: Callable[[int], object] = lambda _length: None
        self._left = self._right = 0
        self.verticalScrollBar().rangeChanged.connect(self._keep_column)

    def set_page(self, *, left: int, right: int) -> None:
        """How many pixels stay free on either side of the column, the scroll bar's own included."""
        self._left, self._right = left, right
        self._keep_column()

    def go_to(self, caret: int, scrolled: int) -> None:
        """Put the caret and the page where they were."""
        self._put_caret(caret)
        self.verticalScrollBar().setValue(scrolled)

    def column_width(self) -> int:
        """The widest line in the present type, in pixels."""
        return round(QFontMetricsF(self.font()).horizontalAdvance("x") * COLUMN_CHARACTERS)

    def before_long_text(self, told: Callable[[int], object]) -> None:
        """Call `told` with the length to come before a long text goes in, while the styles can still be let go."""
        self._before_long = told

    def take_text(self, text: str) -> None:
        """Insert pasted text, unless it would make writing slow: then it is offered first."""
        if _is_slow(text):
            self.slow_paste_offered.emit(text)
        else:
            self.insert_pasted(text)

    def insert_pasted(self, text: str) -> None:
        """Insert a text; a long one without laying all of it out first."""
        if len(text) <= LONG_PASTE:
            super().take_text(text)
            return
        self._before_long(len(text))
        start = self.textCursor().selectionStart()
        self._unshown(lambda cursor: insert_exactly(cursor, text))
        if len(text) > FAR_PASTE:
            self._put_caret(start)
            self.pasted_long.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo in a long text take the same way as its paste; the up key on the first line leaves."""
        long = self.document().characterCount() > LONG_PASTE
        if long and event.matches(QKeySequence.StandardKey.Undo) and self.document().isUndoAvailable():
            self._unshown(lambda cursor: self._document_step(cursor, redo=False))
            return
        if long and event.matches(QKeySequence.StandardKey.Redo) and self.document().isRedoAvailable():
            self._unshown(lambda cursor: self._document_step(cursor, redo=True))
            return
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator) and not self.isReadOnly():
            # Qt would insert U+2028, which no other program takes for the end of a line.
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        up = event.key() == Qt.Key.Key_Up and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if up and self.textCursor().position() == before:
            self.passed_top.emit()

    def _keep_column(self) -> None:
        """The lines break in the same places whether there is a scroll bar or not."""
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        margins = QMargins(self._left - PAGE_EDGE, 0, max(0, self._right - taken - PAGE_EDGE), 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)

    def _document_step(self, cursor: QTextCursor, *, redo: bool) -> None:
        document = cursor.document()
        if redo:
            document.redo(cursor)
        else:
            document.undo(cursor)

    def _unshown(self, change: Callable[[QTextCursor], object]) -> None:
        """Change the document while it is not laid out; see `unlaid`."""
        document, cursor = self.document(), self.textCursor()
        self.setDocument(self._nothing)
        document.setDocumentLayout(NoLayout(document))
        change(cursor)
        document.setDocumentLayout(None)  # type: ignore[arg-type]  # Qt takes none, and makes a new one when shown
        self.setDocument(document)
        place = cursor.position()
        if place <= FAR_PASTE:
            self._put_caret(place)

    def _put_caret(self, place: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)


def _is_slow(text: str) -> bool:
    """Whether a text has a line that would make every key in its paragraph slow."""
    if len(text) <= SLOW_WORD:
        return False
    long = [line for line in text.split("\n") if len(line) > SLOW_WORD]
    return any(len(line) > SLOW_LINE or max(map(len, line.split(" "))) > SLOW_WORD for line in long)
