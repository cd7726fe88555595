"""The player's own debrief: a few questions with room to answer. Each may stay empty."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from allydesk.practice.run import Reflection
from allydesk.ui.story.practising.takeform import NotesEdit
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import field_label, label

_LINES = 3
_QUESTIONS = (
    ("happened", "What happened, as you would tell it to somebody?"),
    ("meant", "What did you mean to do?"),
    ("felt", "What did you feel while it was going on?"),
    ("others", "How may the others see it?"),
)
_SAYS = "Write as much or as little as you like. It is kept with this run, and nobody marks it."


class ReflectionForm(QFrame):
    """Fields that tell when something is typed."""

    changed = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._is_shown = False
        set_role(self, "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(26, 22, 26, 22)
        self._column.setSpacing(4)
        self._column.addWidget(label("In your own words", "heading", wrap=True))
        self._column.addWidget(label(_SAYS, "muted", wrap=True))
        self._column.addSpacing(10)
        self.fields = {key: self._add(question) for key, question in _QUESTIONS}
        self._own = QVBoxLayout()
        self._own.setSpacing(4)
        self._column.addLayout(self._own)
        self._own_parts: list[QFrame] = []
        self.answers: list[NotesEdit] = []
        self._note = ""
        look.changed.connect(self.take_look)

    def show_reflection(self, reflection: Reflection, questions: Sequence[str]) -> None:
        """Show this, without a signal; `questions` are the scenario's own."""
        self._is_shown = True
        for key, field in self.fields.items():
            field.setPlainText(getattr(reflection, key))
        self._drop_own()
        self._note = reflection.note
        # Answers to questions that the scenario no longer has are kept all the same.
        count = max(len(questions), len(reflection.answers))
        for place in range(count):
            asked = questions[place] if place < len(questions) else "A question the scenario no longer asks"
            self._add_own(asked, reflection.answers[place] if place < len(reflection.answers) else "")
        self._is_shown = False
        self.take_look()

    def reflection(self) -> Reflection:
        """What is in it now."""
        answers = tuple(field.words().strip() for field in self.answers)
        said = {key: field.words().strip() for key, field in self.fields.items()}
        return Reflection(**said, answers=answers if any(answers) else (), note=self._note)

    def clear(self) -> None:
        """Empty it, its undo history too."""
        self.show_reflection(Reflection(), ())

    def take_look(self) -> None:
        """Fit the fields to the type."""
        for field in (*self.fields.values(), *self.answers):
            field.setFont(self._look.reading_font(size=17))
            field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + 24)

    def _add(self, question: str) -> NotesEdit:
        field = self._made()
        self._column.addWidget(field_label(question, field))
        self._column.addWidget(field)
        self._column.addSpacing(10)
        return field

    def _add_own(self, question: str, answer: str) -> None:
        block = QFrame()
        inside = QVBoxLayout(block)
        inside.setContentsMargins(0, 0, 0, 10)
        inside.setSpacing(4)
        field = self._made()
        field.setPlainText(answer)
        asked = field_label(question, field)
        asked.setWordWrap(True)
        inside.addWidget(asked)
        inside.addWidget(field)
        self._own.addWidget(block)
        last = [*self.fields.values(), *self.answers][-1]
        QWidget.setTabOrder(last, field)  # made last, Tab would come to it last
        self._own_parts.append(block)
        self.answers.append(field)

    def _made(self) -> NotesEdit:
        field = NotesEdit()
        field.textChanged.connect(self._typed)
        return field

    def _drop_own(self) -> None:
        for block in self._own_parts:
            block.hide()
            block.deleteLater()
        self._own_parts.clear()
        self.answers.clear()

    def _typed(self) -> None:
        if not self._is_shown:
            self.changed.emit()
