"""The line under the text: how much has been written, and the way into focus mode."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from allydesk.text import word_count
from allydesk.ui.journal.words import counted
from allydesk.ui.widgets.words import button, label

_PAUSE = 80
"""Milliseconds after a change of the selection before its words are counted."""
_COUNTED_UP_TO = 400_000
"""Characters of a selection that are counted; it takes some 30 ms."""


class EntryFoot(QWidget):
    """Says "104 words · 12 min", and of a selection "12 of 104 words"."""

    focus_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "small")
        self.focus = button("Focus F11", "quiet", name="Focus mode, F11")
        self._total: int | None = None
        self._seconds = 0
        self._selected = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._say)
        self.row = QHBoxLayout(self)
        self.row.addWidget(self.words)
        self.row.addStretch(1)
        self.row.addWidget(self.focus)
        self.focus.clicked.connect(self.focus_asked)

    def show_total(self, words: int | None, seconds: int) -> None:
        """How many words there are, None while nobody knows, and how long they took to write."""
        self._total, self._seconds = words, seconds
        self._say()

    def show_selection(self, text: str) -> None:
        """What is selected, "" for nothing."""
        if text or self._selected:
            self._selected = text
            self._timer.start()

    def show_focus(self, on: bool) -> None:
        """Whether focus mode is on."""
        self.focus.setText("Leave focus F11" if on else "Focus F11")
        self.focus.setAccessibleName(f"{'Leave focus' if on else 'Focus'} mode, F11")

    def clear(self) -> None:
        """Forget everything."""
        self._timer.stop()
        self._total, self._seconds, self._selected = None, 0, ""
        self.words.clear()

    def _say(self) -> None:
        if self._total is None:
            self.words.clear()
            return
        whole = counted(self._total, "word", "words")
        if self._selected and len(self._selected) <= _COUNTED_UP_TO:
            self.words.setText(f"{word_count(self._selected):,} of {whole}")
            return
        self.words.setText(f"{whole} · {_span(self._seconds)}" if self._seconds >= 60 else whole)


def _span(seconds: int) -> str:
    """Whole minutes, with hours where there are any: "12 min", "1 h 5 min"."""
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
