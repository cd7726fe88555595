"""What went wrong, beside the field it concerns: what happened, what is safe, what to do next."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.problems import Problem
from allydesk.ui.style import set_role
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

Action = tuple[str, Callable[[], object]]
"""What a button says, and what it does."""


class ProblemBox(QFrame):
    """A problem in three parts, with what can be done about it at once. Hidden until there is one."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "problem")
        self.happened = label(role="strong", wrap=True)
        self.safe = label(wrap=True)
        self.next = label(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for each in (self.happened, self.safe, self.next):
            column.addWidget(each)
        self._row = Flow(spacing=16)
        column.addWidget(self._row)
        self.hide()

    def tell(self, problem: Problem, actions: Sequence[Action] = ()) -> None:
        """Show a problem in the place of the one before, and say it to a screen reader."""
        self._clear_actions()
        self.happened.setText(problem.happened)
        self.safe.setText(problem.safe)
        self.next.setText(problem.next)
        self.setAccessibleName(f"{problem.happened} {problem.safe} {problem.next}")
        for words, act in actions:
            self._add_action(words, act)
        self._row.setVisible(bool(actions))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Put it away."""
        self._clear_actions()
        self.hide()

    def _add_action(self, words: str, act: Callable[[], object]) -> None:
        made = button(words, "text")
        made.clicked.connect(lambda _checked: act())
        self._row.add(made)

    def _clear_actions(self) -> None:
        self._row.clear()
