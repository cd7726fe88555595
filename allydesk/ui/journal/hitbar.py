"""A small line that says which match of the open entry one is at, and steps on."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import icon_button, label


class HitBar(QWidget):
    """Hidden while there is nothing to step through."""

    next_asked = Signal()
    previous_asked = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.words = label("", "small")
        self.previous = icon_button("Previous match (Shift+F3)")
        self.next = icon_button("Next match (F3)")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.words, 1)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        self.take_look()
        self.previous.clicked.connect(self.previous_asked)
        self.next.clicked.connect(self.next_asked)
        self.hide()

    def say(self, words: str) -> None:
        """Say this; "" hides the line."""
        self.words.setText(words)
        self.setVisible(bool(words))

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        side = self._look.scaled(14)
        for part, icon in ((self.previous, "previous"), (self.next, "down")):
            part.setIcon(self._look.icon(icon))
            part.setIconSize(QSize(side, side))
