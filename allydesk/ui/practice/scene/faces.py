"""The two faces that cover a scene: what it touches, before it begins, and a pause."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from allydesk.practice.scenario import Head
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_WIDE = 520
_BETWEEN = 10
"""Pixels more between sentences that do not belong together."""
_PAUSED = "Nothing runs. Take the time you need."
_CAN_STOP = "You can pause, go back or leave at any line."


class Cover(QFrame):
    """A calm page with a title, some sentences and two ways on, in the middle."""

    went_on = Signal()
    left = Signal()

    def __init__(self, *, look: Look, go_on: str, leave: str) -> None:
        super().__init__()
        self._look = look
        set_role(self, "paper")
        self.title = label("", "title", wrap=True)
        self.go_on: QPushButton = button(go_on, "primary")
        self.leave: QPushButton = button(leave)
        self._middle = QWidget()
        self._words = QVBoxLayout()
        self._words.setSpacing(6)
        self._lay_out()
        self.go_on.clicked.connect(lambda _checked: self.went_on.emit())
        self.leave.clicked.connect(lambda _checked: self.left.emit())
        self.take_look()

    def say(self, title: str, *sentences: tuple[str, str]) -> None:
        """Show this: sentences, each with its role in the style sheet."""
        self.title.setText(title)
        while (item := self._words.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        before = ""
        for words, role in sentences:
            shown: QLabel = label(words, role, wrap=True)
            if role and role != before:
                self._words.addSpacing(_BETWEEN if before or self._words.count() else 0)
            self._words.addWidget(shown)
            before = role
        self.setAccessibleName(" ".join((title + ".", *(words for words, _role in sentences))))

    def take_keyboard(self) -> None:
        """The keyboard goes to the way on."""
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_look(self) -> None:
        """Take the look's present sizes."""
        self._middle.setMaximumWidth(self._look.scaled(_WIDE))

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        inside.addWidget(self.title)
        inside.addLayout(self._words)
        inside.addSpacing(8)
        ways = Flow(spacing=12)
        for way in (self.go_on, self.leave):
            ways.add(way)
        inside.addWidget(ways)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._middle, 100)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 26, 40, 26)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)


class NotesFace(Cover):
    """What a scene touches, before its first line."""

    def __init__(self, *, look: Look) -> None:
        super().__init__(look=look, go_on="Begin", leave="Not now")

    def show_notes(self, head: Head) -> None:
        """Say what this one touches."""
        notes: Sequence[str] = head.content_notes
        what = [(f"· {note}", "") for note in notes]
        self.say(head.title, (head.summary, "muted"), ("In this scene:", "strong"), *what, (_CAN_STOP, "muted"))

    def clear(self) -> None:
        """Say nothing."""
        self.say("")


class PauseFace(Cover):
    """Covers everything. Escape goes on, as it came."""

    def __init__(self, *, look: Look) -> None:
        super().__init__(look=look, go_on="Go on", leave="Leave")
        self.say("Paused", (_PAUSED, "muted"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key through to what lies below."""
        if event.key() != Qt.Key.Key_Escape:
            event.accept()
        else:
            super().keyPressEvent(event)
