"""The field for the title of an entry."""

from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from allydesk.text import clean
from allydesk.ui.journal.plain import PAGE_EDGE, PlainEdit
from allydesk.ui.theme import Look

TITLE_SIZE = 30.0
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
