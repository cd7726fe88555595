"""What stands in the place of the page while there is no story: what one is here, and the ways to begin."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_TITLE = "A story you can tell"
_WHAT = (
    "A story here is part of your life in under a thousand words, written around what keeps coming back in it, so that "
    "you can tell it to somebody in about seven minutes. It is yours: begin anywhere, leave out what you like, and "
    "write another for another listener."
)
_COLUMN = 560


class Beginning(QFrame):
    """A few ways to begin, none of them the only one."""

    outline_asked = Signal()
    question_asked = Signal()
    empty_asked = Signal()
    removed_asked = Signal()
    """A removed story is to be brought back."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "card")
        self.outline = button("From an outline of your themes", "outlined")
        self.question = button("From a question", "outlined")
        self.empty = button("With an empty page", "outlined")
        self.removed = button("Bring back a removed story…", "text")
        self._title = label(_TITLE, "title", wrap=True)
        self._what = label(_WHAT, wrap=True)
        self._lay_out()
        for part, asked in (
            (self.outline, self.outline_asked),
            (self.question, self.question_asked),
            (self.empty, self.empty_asked),
            (self.removed, self.removed_asked),
        ):
            part.clicked.connect(lambda _checked, asked=asked: asked.emit())
        self.offer(outline=False, removed=False)

    def offer(self, *, outline: bool, removed: bool) -> None:
        """Whether there is anything to outline, and any story to bring back."""
        self.outline.setVisible(outline)
        self.removed.setVisible(removed)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._what.setFont(self._look.reading_font(size=17))
        for part in (self._title, self._what, self._ways):
            part.setMaximumWidth(self._look.scaled(_COLUMN))

    def _lay_out(self) -> None:
        self._ways = Flow(spacing=10)
        for part in (self.outline, self.question, self.empty):
            self._ways.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(44, 40, 44, 32)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addSpacing(12)
        column.addWidget(self._what)
        column.addSpacing(24)
        column.addWidget(label("Begin", "heading"))
        column.addSpacing(10)
        column.addWidget(self._ways)
        column.addSpacing(16)
        column.addWidget(self.removed, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
