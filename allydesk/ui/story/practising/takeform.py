"""What a person says of a take of their own: a rating in words, and notes. Both may stay empty."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from allydesk.story.takes import NOT_RATED, RATING_WORDS
from allydesk.ui.clipboard import private_mime
from allydesk.ui.settings.choice import Choice
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import field_label, label

_OPEN = "0"
_NOTES = 4
"""Lines of notes that are seen at once."""


class NotesEdit(QPlainTextEdit):
    """A few lines of plain text; Tab leads on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "input")
        self.setTabChangesFocus(True)

    def words(self) -> str:
        """The text as it was typed, no-break spaces included."""
        return _lines(self.document().toRawText())

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy: the characters themselves, kept out of clipboard histories and taken off again with the lock."""
        return private_mime(_lines(self.textCursor().selectedText()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only; a file dropped here is not text, although Qt would spell out where it lies."""
        return source.hasText() and not source.hasUrls()


class TakeForm(QWidget):
    """Rating and notes."""

    changed = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._is_shown = False
        options = [*((str(number), words) for number, words in RATING_WORDS.items()), (_OPEN, NOT_RATED)]
        self.rating = Choice("How it was, as you see it", options, value=_OPEN)
        self.notes = NotesEdit()
        self.notes.setPlaceholderText("What you noticed, and what you would do another way")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 4)
        column.setSpacing(6)
        column.addWidget(label("How it was, as you see it", "field"))
        column.addWidget(self.rating)
        column.addSpacing(8)
        column.addWidget(field_label("Notes", self.notes))
        column.addWidget(self.notes)
        self.rating.chosen.connect(lambda _key: self.changed.emit())
        self.notes.textChanged.connect(self._typed)
        self.take_look()

    def value(self) -> tuple[int | None, str]:
        """The rating, None where it was left open, and the notes."""
        key = self.rating.value
        return (None if key == _OPEN else int(key)), self.notes.words().strip()

    def show_value(self, rating: int | None, notes: str) -> None:
        """Show these, without a signal."""
        self._is_shown = True
        self.rating.show_value(_OPEN if rating is None else str(rating))
        self.notes.setPlainText(notes)
        self._is_shown = False

    def clear(self) -> None:
        """Empty it, its undo history too."""
        self.show_value(None, "")

    def take_look(self) -> None:
        """Fit the notes to the type."""
        self.notes.setFont(self._look.reading_font(size=17))
        self.notes.setFixedHeight(self.notes.fontMetrics().lineSpacing() * _NOTES + 24)

    def _typed(self) -> None:
        if not self._is_shown:
            self.changed.emit()


def _lines(text: str) -> str:
    """Qt's own signs for new lines as everybody else has them."""
    return text.replace("\u2029", "\n").replace("\u2028", "\n")
