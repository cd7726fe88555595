"""What one of them writes when they look back: four short answers, as far as they like, and a plan."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.practice.partnering import Answers
from allydesk.practice.scenario import IfThen
from allydesk.ui.practice.commitments.form import Plan, PlanForm
from allydesk.ui.story.practising.takeform import NotesEdit
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, field_label, label

QUESTIONS = (
    "What happened?",
    "What did you mean, and what did you feel?",
    "How may the others see it?",
    "What would you do next time?",
)
_LINES = 2


class PersonForm(QWidget):
    """Of one person. `offer` is the scenario's own plan, to begin with."""

    changed = Signal()

    def __init__(self, *, look: Look, today: date, offer: IfThen | None) -> None:
        super().__init__()
        self._look = look
        self._offer = offer
        self.fields = tuple(NotesEdit() for _question in QUESTIONS)
        self.plan = PlanForm(look=look, today=today)
        self.take_offer = button("Begin with the scenario’s plan", "text")
        self._lay_out()
        self.take_offer.setHidden(offer is None)
        self.take_offer.clicked.connect(lambda _checked: self._take_offer())
        for field in self.fields:
            field.textChanged.connect(self.changed)
        self.take_look()

    @property
    def answers(self) -> Answers:
        """What is written."""
        return Answers(*(field.words().strip() for field in self.fields))

    def show_answers(self, answers: Answers, plan: Plan) -> None:
        """Go on with this."""
        written = (answers.happened, answers.meant, answers.others, answers.next_time)
        for field, words in zip(self.fields, written, strict=True):
            field.setPlainText(words)
        self.plan.show_plan(plan)

    def take_keyboard(self) -> None:
        """The keyboard goes into the first field."""
        self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_look(self) -> None:
        """Fit the fields to the type."""
        for field in self.fields:
            field.setFont(self._look.reading_font(size=17))
            field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + 24)

    def _take_offer(self) -> None:
        self.plan.show_offer(self._offer)
        self.plan.cue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for question, field in zip(QUESTIONS, self.fields, strict=True):
            column.addWidget(_wrapped(question, field))
            column.addWidget(field)
            column.addSpacing(10)
        column.addSpacing(8)
        head = Flow(spacing=16)
        head.add(label("A plan, if you like", "heading"))
        head.add(self.take_offer)
        column.addWidget(head)
        column.addSpacing(4)
        column.addWidget(self.plan)


def _wrapped(question: str, field: NotesEdit) -> QWidget:
    made = field_label(question, field)
    made.setWordWrap(True)
    return made
