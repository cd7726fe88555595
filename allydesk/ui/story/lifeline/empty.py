"""The lifeline before there is anything on it: what belongs there, and a few gentle ways to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

WAYS = (
    ("A place you lived", "What was it like there? A street, a kitchen, a view"),
    ("Someone who mattered", "What did they do, or say? One time will do"),
    ("A day you would tell a friend about", "What happened? Begin wherever you like"),
)
"""What is offered, and the hint that the form opens with."""
_WHY = (
    "Moments of your life, high and low. Start anywhere, in any order. You need no dates: "
    "“summer 1999”, “age 7” or nothing at all will do, and everything can be changed later."
)


class EmptyLifeline(QFrame):
    """`begun` carries the hint of the way that was taken."""

    begun = Signal(str)

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "card")
        self.title = label("Your lifeline", "title", wrap=True)
        self.why = label(_WHY, "muted", wrap=True)
        self.ways = [button(words, "way") for words, _hint in WAYS]
        flow = Flow(spacing=10)
        for made, (_words, hint) in zip(self.ways, WAYS, strict=True):
            made.clicked.connect(lambda _checked=False, hint=hint: self.begun.emit(hint))
            flow.add(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(14)
        column.addStretch(2)
        column.addWidget(self.title)
        column.addWidget(self.why)
        column.addSpacing(10)
        column.addWidget(label("You could begin with", "small"))
        column.addWidget(flow)
        column.addStretch(3)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present sizes."""
        self.why.setMaximumWidth(self._look.scaled(600))
