"""A page that is read: as the room's other pages, but no wider than one reads with ease."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from allydesk.ui.practice.library.ground import Ground
from allydesk.ui.theme import Look

_WIDEST = 840
"""Pixels at a text scale of 1."""


class ReadingGround(Ground):
    """What is on it stands at the left; the rest of a wide window stays empty.

    The keyboard begins at the text, where the arrow keys and Page Down scroll; Tab leads to the first thing to press.
    """

    def __init__(self, *, look: Look) -> None:
        super().__init__(look=look)
        self.begin_at(self.scrolled)

    def begin(self, name: str) -> None:
        """Something else is read now: from its top, and a screen reader says what it is."""
        self.scrolled.verticalScrollBar().setValue(0)
        self.scrolled.setAccessibleName(name)
        if self.has_keyboard:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is on this page."""
        focused = QApplication.focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def fit(self) -> None:
        """Fit the margins to the width."""
        super().fit()
        margins = self._column.contentsMargins()
        margins.setRight(max(margins.right(), self.width() - margins.left() - self.look.scaled(_WIDEST)))
        self._column.setContentsMargins(margins)
