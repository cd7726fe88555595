"""How a scene comes out. It does not judge; one can look back at it, or leave it at that."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.practice.scenario import Ending
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, frame, label

_TITLE, _READING = 21, 17.5


class EndingCard(QWidget):
    """The ending's title and text, and the ways on."""

    look_back_asked = Signal()
    again_asked = Signal()
    leave_asked = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.title = label("", wrap=True)
        self.words = label("", wrap=True)
        self.look_back = button("Look back at it", "primary")
        self.leave = button("Leave")
        self.again = button("Try the last turn again", "text")
        self._lay_out()
        self.look_back.clicked.connect(lambda _checked: self.look_back_asked.emit())
        self.leave.clicked.connect(lambda _checked: self.leave_asked.emit())
        self.again.clicked.connect(lambda _checked: self.again_asked.emit())
        self.take_look()

    def show_ending(self, ending: Ending, *, can_retry: bool) -> None:
        """Show this one."""
        self.title.setText(ending.title)
        self.words.setText(ending.text)
        self.again.setVisible(can_retry)
        self.look_back.setEnabled(True)

    def clear(self) -> None:
        """Nothing has ended."""
        self.title.clear()
        self.words.clear()

    def take_keyboard(self) -> None:
        """The keyboard goes to the way on."""
        self.look_back.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_look(self) -> None:
        """Take the look's present type."""
        self.title.setFont(self._look.reading_font(size=_TITLE, semibold=True))
        self.words.setFont(self._look.reading_font(size=_READING))

    def _lay_out(self) -> None:
        card = frame("bubble")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(20, 16, 20, 18)
        inside.setSpacing(8)
        inside.addWidget(label("How it comes out", "small"))
        inside.addWidget(self.title)
        inside.addWidget(self.words)
        set_role(card, "bubble")
        ways = Flow(spacing=10)
        for way in (self.look_back, self.leave, self.again):
            ways.add(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(card)
        column.addWidget(ways)
