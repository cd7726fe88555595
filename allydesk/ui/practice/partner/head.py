"""Above every face: which scenario, which round, and the ways out of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import ElidedLabel, button, label

_TITLE = 22.5


class PartnerHead(QWidget):
    """Small words, the title, and at the right what is always at hand."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.where = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self.title = label("", wrap=True)
        self.pause = button("Pause", "text", name="Pause (Escape)")
        self.leave = button("Leave")
        self._lay_out()
        self.take_look()

    def show_title(self, title: str) -> None:
        """Which scenario it is."""
        self.title.setText(title)

    def show_outside(self, where: str = "") -> None:
        """Nothing has begun yet, or it is over: there is nothing to pause or to leave."""
        self.where.setText(f"With a partner · {where}" if where else "With a partner")
        self.pause.hide()
        self.leave.hide()

    def show_sitting(self, sitting: Sitting, where: str = "") -> None:
        """Say where they are; "" for the round it is."""
        self.where.setText(f"With a partner · {where or f'round {sitting.number}'}")
        self.pause.show()
        self.leave.show()

    def clear(self) -> None:
        """Say nothing."""
        self.where.setText("")
        self.title.clear()

    def take_look(self) -> None:
        """Take the look's present type."""
        self.where.setFont(self._look.ui_font(size=13))
        self.title.setFont(self._look.reading_font(size=_TITLE, semibold=True))

    def _lay_out(self) -> None:
        set_role(self.where, "small")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.where)
        words.addWidget(self.title)
        row = QHBoxLayout(self)
        row.setContentsMargins(40, 26, 40, 4)
        row.setSpacing(10)
        row.addLayout(words, 1)
        for part in (self.pause, self.leave):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
