"""One line above the page, for what went wrong in the background or is worth knowing."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from allydesk.ui.icons import GRID
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import button, icon_button, label


class NoticeBar(QFrame):
    """A sentence with at most one action and a way to put it away. Hidden until there is something to say."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._act: Callable[[], object] | None = None
        set_role(self, "notice")
        self.text = label(wrap=True)
        self.action = button("", "text")
        self.close_button = icon_button("Dismiss this notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 12, 4)
        row.setSpacing(16)
        row.addWidget(self.text, 1)
        row.addWidget(self.action)
        row.addWidget(self.close_button)
        self.action.clicked.connect(self._take_action)
        self.close_button.clicked.connect(self.dismiss)
        look.changed.connect(self._dress)
        self._dress()
        self.hide()

    def tell(self, text: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say something, in the place of what was said before. `act` is called when the action is taken."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self._act = act
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def dismiss(self) -> None:
        """Put it away, and forget its action."""
        self._act = None
        self.hide()

    def _take_action(self) -> None:
        act = self._act
        self.dismiss()
        if act is not None:
            act()

    def _dress(self) -> None:
        side = self._look.scaled(GRID)
        self.close_button.setIcon(self._look.icon("close", Tone.MUTED))
        self.close_button.setIconSize(QSize(side, side))
