"""A field for texts of any length: what would have Qt lay out millions of characters at once goes another way."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from allydesk.ui.journal.plain import PlainEdit, insert_exactly
from allydesk.ui.journal.unlaid import NoLayout

LONG_PASTE = 100_000
"""Characters. A longer text is laid out piece by piece while the window goes on; see `unlaid`."""
FAR_PASTE = 500_000
"""Characters. Above this the caret stays before the pasted text; showing its end means laying all of it out first."""

SLOW_LINE = 400_000
SLOW_WORD = 50_000
"""Characters in one line, and in one without a space. Qt lays out the whole of it at every key; a tenth of a second
for these, and for a word four times that for one twice as long."""


class LongTextEdit(PlainEdit):
    """Pastes, undoes and redoes long texts without stopping the window."""

    pasted_long = Signal()
    """A text of more than `FAR_PASTE` characters went in, and the caret stands before it."""
    slow_paste_offered = Signal(str)
    """A text with a very long line was pasted, and waits for `insert_pasted`."""

    _before_long: Callable[[int], object] | None = None

    def go_to(self, caret: int, scrolled: int) -> None:
        """Put the caret and the page where they were."""
        self._put_caret(caret)
        self.verticalScrollBar().setValue(scrolled)

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
        if self._before_long is not None:
            self._before_long(len(text))
        start = self.textCursor().selectionStart()
        self._unshown(lambda cursor: insert_exactly(cursor, text))
        if len(text) > FAR_PASTE:
            self._put_caret(start)
            self.pasted_long.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo in a long text take the same way as its paste."""
        long = self.document().characterCount() > LONG_PASTE
        if long and event.matches(QKeySequence.StandardKey.Undo) and self.document().isUndoAvailable():
            self._unshown(lambda cursor: self._document_step(cursor, redo=False))
        elif long and event.matches(QKeySequence.StandardKey.Redo) and self.document().isRedoAvailable():
            self._unshown(lambda cursor: self._document_step(cursor, redo=True))
        else:
            super().keyPressEvent(event)

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
