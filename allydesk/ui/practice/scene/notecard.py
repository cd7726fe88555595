"""What there is to say about a choice, after what came of it: the coach's note, and what could be seen. No marks."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from allydesk.practice.run import Observed
from allydesk.practice.skills import SKILLS
from allydesk.ui.icons import GRID
from allydesk.ui.practice.scene.items import NoteItem
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_INSIDE = 16


class NoteCard(QFrame):
    """Stands in the transcript. While nothing has followed yet, it waits for "Go on"."""

    again_asked = Signal(int)
    """The turn is to be tried again; carries how many moves stay."""
    went_on = Signal()

    def __init__(self, item: NoteItem, *, look: Look) -> None:
        super().__init__()
        self.item = item
        self._look = look
        set_role(self, "coach-note")
        self.heading = label("The coach" if item.feedback.coach else "What could be seen", "strong")
        self.note = label(item.feedback.coach, wrap=True)
        self.seen = tuple(_seen_label(each) for each in item.feedback.observed)
        self.go_on = button("Go on", "primary")
        self.again = button("Try this turn again", "text")
        self._icon = QLabel()
        self._lay_out()
        self.setAccessibleName(self.words)
        self.go_on.clicked.connect(lambda _checked: self.went_on.emit())
        self.again.clicked.connect(lambda _checked: self.again_asked.emit(item.feedback.move))
        self.wait(waits=False)
        self.take_look()

    @property
    def words(self) -> str:
        """All it says, for reading out."""
        seen = [each.text() for each in self.seen]
        return " ".join(part for part in ("The coach:", self.item.feedback.coach, *seen) if part)

    def wait(self, *, waits: bool) -> None:
        """Whether the scene waits here until the person goes on."""
        self.go_on.setVisible(waits)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        side = self._look.scaled(GRID)
        self._icon.setPixmap(self._look.icon("eye", Tone.ACCENT).pixmap(QSize(side, side)))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon)
        head.addWidget(self.heading, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSIDE, 14, _INSIDE, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.note)
        self.note.setVisible(bool(self.note.text()))
        for each in self.seen:
            column.addWidget(each)
        ways = Flow(spacing=16)
        for way in (self.go_on, self.again):
            ways.add(way)
        column.addWidget(ways)


def _seen_label(observed: Observed) -> QLabel:
    made = label(f"{SKILLS[observed.skill].name}: {observed.behaviour}", "muted", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return made
