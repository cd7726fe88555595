"""The line that is written stays near the middle of the page."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTextEdit


class Typewriter(QObject):
    """Scrolls one field as one writes, at once and without motion. Nothing while it is off."""

    def __init__(self, field: QTextEdit) -> None:
        super().__init__(field)
        self._field = field
        self._on = False
        self._busy = False
        field.cursorPositionChanged.connect(self._centre)
        field.textChanged.connect(self._centre)
        field.verticalScrollBar().rangeChanged.connect(self._widen)

    def turn(self, *, on: bool) -> None:
        """On or off."""
        if on == self._on:
            return
        self._on = on
        bar = self._field.verticalScrollBar()
        if on:
            self._widen(bar.minimum(), bar.maximum())
        elif bar.maximum() > 0:
            self._busy = True
            bar.setMaximum(max(0, bar.maximum() - self._field.viewport().height() // 2))
            self._busy = False

    def _widen(self, _lowest: int, highest: int) -> None:
        """Let the last line come up to the middle too; Qt sets the range of the text alone, again and again."""
        if not self._on or self._busy:
            return
        self._busy = True
        room = self._field.viewport().height()
        if highest == 0:  # a text that fits is short, and its height soon known
            highest = round(self._field.document().size().height()) - room
        self._field.verticalScrollBar().setMaximum(max(0, highest + room // 2))
        self._busy = False
        self._centre()

    def _centre(self) -> None:
        if self._on and not self._busy and self._field.hasFocus() and not self._field.textCursor().hasSelection():
            bar, caret = self._field.verticalScrollBar(), self._field.cursorRect()
            bar.setValue(bar.value() + caret.center().y() - self._field.viewport().height() // 2)
