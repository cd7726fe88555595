"""Going through a plan once more: the cue is pictured, the response said, and then they are laid side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.practice.commitments import plan_in_words
from allydesk.practice.run import Commitment
from allydesk.ui.story.practising.takeform import NotesEdit
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, frame, label

_LINES = 3
_PICTURE = (
    "Picture it for a moment: where you are, who is there, what is said. Then say aloud what you do, or write it down. "
    "What you write here is not kept."
)
_WITHOUT_CUE = "the moment for it comes"


class Rehearsal(QWidget):
    """Two faces: the cue, and then the plan beside what was written."""

    done = Signal()
    """It was gone through."""
    left = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._commitment: Commitment | None = None
        self.cue = label("", wrap=True)
        self.picture = label(_PICTURE, "muted", wrap=True)
        self.words = NotesEdit()
        self.words.setAccessibleName("What you do")
        self.words.setPlaceholderText("I…")
        self.plan = label("", wrap=True)
        self.said = button("I have said it", "primary")
        self.finish = button("Close", "primary")
        self.leave = button("Not now", "text")
        self._lay_out()
        self.said.clicked.connect(lambda _checked: self._show_plan())
        self.finish.clicked.connect(lambda _checked: self.done.emit())
        self.leave.clicked.connect(lambda _checked: self.left.emit())
        look.changed.connect(self.take_look)
        self.take_look()

    def begin(self, commitment: Commitment) -> None:
        """Ask about this one."""
        self._commitment = commitment
        self.cue.setText(f"If {commitment.cue or _WITHOUT_CUE}…")
        self.plan.setText(f"Your plan: {plan_in_words(commitment)}")
        self.words.clear()
        self._show_face(asked=True)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Drop what came from the vault or was typed."""
        self._commitment = None
        self.words.clear()
        for part in (self.cue, self.plan):
            part.setText("")

    def take_look(self) -> None:
        """Take the look's present type."""
        for part in (self.cue, self.plan):
            part.setFont(self._look.reading_font(size=20))
        self.words.setFont(self._look.reading_font(size=17))
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * _LINES + 24)

    def _show_plan(self) -> None:
        self._show_face(asked=False)
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_face(self, *, asked: bool) -> None:
        for part in (self.picture, self.said, self.leave):
            part.setVisible(asked)
        for part in (self.plan, self.finish):
            part.setVisible(not asked)
        self.words.setReadOnly(not asked)
        self.words.setVisible(asked or bool(self.words.words().strip()))

    def _lay_out(self) -> None:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(26, 24, 26, 20)
        inside.setSpacing(12)
        for part in (self.cue, self.picture, self.words, self.plan):
            inside.addWidget(part)
        row = Flow()
        for made in (self.said, self.finish, self.leave):
            row.add(made)
        inside.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
