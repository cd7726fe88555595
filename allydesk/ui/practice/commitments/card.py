"""One commitment in the list."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.practice.commitments import due_in_words, plan_in_words
from allydesk.practice.run import Commitment, CommitmentStatus
from allydesk.ui.looking_back.words import day_in_words
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_TIMES = ("", "gone through once", "gone through twice")


class CommitmentCard(QFrame):
    """Shows it, and what can be done with it. `now` has the person's zone."""

    asked = Signal(str)
    """"rehearse", "done", "let-go", "open", "change", "remove" or "run"."""

    def __init__(self, commitment: Commitment, *, look: Look, now: datetime) -> None:
        super().__init__()
        self.commitment = commitment
        self._look = look
        set_role(self, "card")
        said = plan_in_words(commitment)
        self.setAccessibleName(said)
        self.words = label(said, wrap=True)
        self.facts = label(_facts(commitment, now), "small", wrap=True)
        self.buttons = {key: button(name, role, name=f"{name}: {said}") for key, name, role in _offers(commitment)}
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 10)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.facts)
        flow = Flow()
        for key, made in self.buttons.items():
            made.clicked.connect(lambda _checked, key=key: self.asked.emit(key))
            flow.add(made)
        column.addSpacing(4)
        column.addWidget(flow)
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type."""
        self.words.setFont(self._look.reading_font(size=17))


def _offers(commitment: Commitment) -> list[tuple[str, str, str]]:
    """What can be done: key, words and role of each button."""
    more = [("run", "The run it came from", "text")] if commitment.run is not None else []
    if commitment.status is not CommitmentStatus.OPEN:
        return [("open", "Open it again", "text"), *more, ("remove", "Remove", "text")]
    return [
        ("rehearse", "Go through it", "outlined"),
        ("done", "Done", "outlined"),
        ("let-go", "Let it go", "text"),
        ("change", "Change", "text"),
        *more,
        ("remove", "Remove", "text"),
    ]


def _facts(commitment: Commitment, now: datetime) -> str:
    parts = [f"made {day_in_words(commitment.made.astimezone(now.tzinfo).date())}"]
    times = len(commitment.rehearsed)
    if times:
        parts.append(_TIMES[times] if times < len(_TIMES) else f"gone through {times} times")
    if commitment.status is CommitmentStatus.DONE:
        parts.append("done")
    elif commitment.status is CommitmentStatus.LET_GO:
        parts.append("let go")
    elif commitment.due is not None:
        parts.append(f"look at it again {due_in_words(commitment.due, now.date())}")
    if commitment.note.strip():
        parts.append(commitment.note.strip())
    return " · ".join(parts)
