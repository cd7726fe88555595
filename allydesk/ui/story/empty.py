"""What a step says while it holds nothing: what belongs there, and one thing to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.ui.style import set_role
from allydesk.ui.widgets.words import button, frame, label


class EmptyCard(QWidget):
    """A card at the top of the page, as wide as the page."""

    acted = Signal()

    def __init__(self, title: str, words: str, action: str) -> None:
        super().__init__()
        self.title = label(title, "dialog-title", wrap=True)
        self.words = label(words, "muted", wrap=True)
        self.action = button(action, "outlined")
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(26, 24, 26, 24)
        inside.setSpacing(10)
        inside.addWidget(self.title)
        inside.addWidget(self.words)
        inside.addSpacing(6)
        inside.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        set_role(self, "clear")
        self.action.clicked.connect(self.acted)
