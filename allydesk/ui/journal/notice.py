"""A line that says what has happened, with one thing to do about it. It stays until it is answered or outdated."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from allydesk.ui.widgets.words import button, frame, label


class Notice(QWidget):
    """Hidden until there is something to say. `margin` in pixels before the words."""

    def __init__(self, *, role: str = "notice", margin: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = frame(role)
        self._text = label("", wrap=True)
        self._action = button("", "text")
        self._act: Callable[[], object] | None = None
        inside = QHBoxLayout(self._ground)
        inside.setContentsMargins(margin, 6, 12, 6)
        inside.addWidget(self._text, 1)
        inside.addWidget(self._action)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._ground)
        self._action.clicked.connect(self._answer)
        self.hide()

    def say(self, text: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say this instead of whatever was said before."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._act = act
        self._action.setText(action)
        self._action.setAccessibleName(f"{action}: {text}" if action else "")
        self._action.setVisible(bool(action))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def withdraw(self) -> None:
        """It is no longer so, or no longer to be undone."""
        self._act = None
        self._text.clear()
        self.setAccessibleName("")
        self.hide()

    def _answer(self) -> None:
        act = self._act
        self.withdraw()
        if act is not None:
            act()
