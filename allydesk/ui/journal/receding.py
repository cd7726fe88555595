"""The marks of the paragraph that is being written are shown; those of the others recede.

While the keyboard is elsewhere nothing is being written: then all of them recede, but for those of a selection.
"""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTextEdit

from allydesk.ui.journal.styled import StyledDocument

MOST_REVEALED = 40
"""Paragraphs of a selection whose marks are shown; more would be worked out at every step of the caret."""


class Receding(QObject):
    """Follows the caret of one field, and reveals the paragraphs it is in."""

    def __init__(self, field: QTextEdit) -> None:
        super().__init__(field)
        self._field = field
        self._revealed = range(0)
        self._held = False
        field.cursorPositionChanged.connect(self.follow)
        field.selectionChanged.connect(self.follow)

    @property
    def revealed(self) -> range:
        """The numbers of the paragraphs whose marks are shown."""
        return self._revealed

    def hold(self, held: bool) -> None:
        """Whether the mouse is selecting: nothing moves under it until it has."""
        self._held = held
        self.follow()

    def follow(self) -> None:
        """Reveal where the caret is, when the mouse lets it."""
        if not self._held:
            self.refresh()

    def refresh(self, *, anew: bool = False) -> None:
        """Reveal where the caret is, now; `anew` for another document than before."""
        wanted = self._wanted()
        document = self._field.document()
        if (anew or wanted != self._revealed) and isinstance(document, StyledDocument):
            self._revealed = wanted
            document.reveal(wanted)
            if self._field.hasFocus() and not anew:
                self._field.ensureCursorVisible()

    def _wanted(self) -> range:
        if self._field.isReadOnly():
            return range(0)
        cursor, document = self._field.textCursor(), self._field.document()
        # The window's own word for it: it stays while another window, or a menu, has the keyboard.
        if self._field.window().focusWidget() is not self._field and not cursor.hasSelection():
            return range(0)
        here = cursor.blockNumber()
        other = document.findBlock(cursor.anchor()).blockNumber()
        first, last = min(here, other), max(here, other)
        return range(first, last + 1) if last - first < MOST_REVEALED else range(here, here + 1)
