"""The search field: it asks while one types, and says in words what it could not understand."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from allydesk.journal.search import Flaw, Mistake, Query, parse
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

PAUSE = 120
"""Milliseconds after the last key before the search begins."""
_CLEAR_WIDTH = 34
"""The room that the button at the end takes."""


class SearchField(QLineEdit):
    """Parses what is typed. `searched` carries the Query, a short while after the last key."""

    searched = Signal(object)
    went_down = Signal()
    """The down key: on to the list."""
    opened = Signal()
    """Return: the first entry, please."""

    def __init__(self, *, look: Look, pause: int = PAUSE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._asked = ""
        self.setPlaceholderText("Search entries")
        self.setAccessibleName("Search entries")
        self.setToolTip('Words, "a phrase", tag:name, before:2026-03, after:2025, on:2026-03-14, -not this')
        self._found = label("", "small", parent=self)
        self._clear = QAction("Clear the search", self)
        self._clear.setVisible(False)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self.take_look()
        self.textChanged.connect(self._typed)
        self._timer.timeout.connect(self.search_now)
        self._clear.triggered.connect(self.clear_search)

    def take_look(self) -> None:
        """Take the look's present colours."""
        self._clear.setIcon(self._look.icon("close"))

    def query(self) -> Query:
        """What the field asks for."""
        return parse(self.text(), typing=True)

    def search_now(self) -> None:
        """Do not wait for another key."""
        self._timer.stop()
        if self.text() != self._asked:
            self._asked = self.text()
            self.searched.emit(self.query())

    def clear_search(self) -> None:
        """Look for everything again, at once."""
        self.clear()
        self.search_now()

    def say_found(self, words: str) -> None:
        """How much was found, at the end of the field."""
        self._found.setText(words)
        self.setAccessibleDescription(words)
        self._place_found()

    def wipe(self) -> None:
        """Forget what was typed, without a search."""
        self._asked = ""
        self.clear()
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears, the down key and Return go on to what was found."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear_search()
        elif key == Qt.Key.Key_Down:
            self.search_now()
            self.went_down.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.search_now()
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what was found at the end."""
        super().resizeEvent(event)
        self._place_found()

    def _place_found(self) -> None:
        width = self._found.sizeHint().width() if self._found.text() else 0
        fits = width < self.width() // 2
        self._found.setVisible(bool(width) and fits)
        self._found.setGeometry(self.width() - width - self._look.scaled(_CLEAR_WIDTH), 0, width, self.height())
        self.setTextMargins(0, 0, width + 4 if width and fits else 0, 0)

    def _typed(self, text: str) -> None:
        if not text:
            self.say_found("")
        self._clear.setVisible(bool(text))
        self._timer.start()


def flaw_in_words(flaw: Flaw) -> str:
    """What a person can do about a piece of a query that cannot be meant."""
    if flaw.mistake is Mistake.NO_SUCH_DATE:
        return f"There is no date in “{flaw.piece}”. Write it like 2026, 2026-03 or 2026-03-14."
    return f"The quotation in {flaw.piece} has no end yet."
