"""What a part says while it holds nothing: what belongs there, and one thing to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.ui.widgets.words import button, label

BEGINNING = (
    "Nothing written yet",
    "What happened today, or what has stayed with you, belongs here. Only you can read it.",
    "Write the first entry",
)
EMPTY_TRASH = ("The trash is empty", "Entries you put here can be brought back for 30 days.", "All entries")
NO_MATCH = ("No entry matches", "Try fewer words, or the beginning of one.", "All entries")


class Empty(QWidget):
    """A few words, and at most one action."""

    acted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "heading", wrap=True)
        self._text = label("", "muted", wrap=True)
        self._action = button("", "outlined")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 32, 18, 24)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(8)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._action.clicked.connect(self.acted)

    def say(self, title: str, text: str, action: str = "") -> None:
        """Say this."""
        self._title.setText(title)
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
