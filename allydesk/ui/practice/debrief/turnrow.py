"""One turn of a run: what was asked, what was done, why, the coach's note, and what could be seen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.practice.run import Observed
from allydesk.practice.skills import SKILLS
from allydesk.practice.speech import quoted
from allydesk.practice.turns import TakenTurn
from allydesk.ui.practice.scene.wording import SPOKEN
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label


class TurnRow(QFrame):
    """A card of one turn. `again` is there as long as nothing was done over yet."""

    again_asked = Signal()

    def __init__(self, taken: TakenTurn, *, look: Look) -> None:
        super().__init__()
        self.taken = taken
        self._look = look
        set_role(self, "card")
        words = quoted(taken.text) if taken.kind in SPOKEN else taken.text
        self.said = label(words, wrap=True)
        self.again = button("Do this turn over", "text", name=f"Do this turn over: {taken.ask}")
        self.setAccessibleName(f"{taken.ask} {words}")
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 18, 26, 14)
        column.setSpacing(5)
        column.addWidget(label(taken.ask, "small", wrap=True))
        column.addWidget(self.said)
        if taken.reason.strip():
            column.addWidget(label(f"Why: {taken.reason}", "muted", wrap=True))
        if taken.feedback.coach:
            column.addSpacing(4)
            column.addWidget(label(taken.feedback.coach, wrap=True))
        for seen in taken.feedback.observed:
            column.addWidget(label(seen_words(seen), "small", wrap=True))
        row = Flow()
        row.add(self.again)
        column.addWidget(row)
        self.again.clicked.connect(lambda _checked: self.again_asked.emit())
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type."""
        self.said.setFont(self._look.reading_font(size=17.5, semibold=True))


def seen_words(seen: Observed) -> str:
    """What was seen, with the skill it belongs to: "Naming what was done: You asked about the words.\""""
    by = f" ({seen.by})" if seen.by else ""
    return f"{SKILLS[seen.skill].name}: {seen.behaviour}{by}"
