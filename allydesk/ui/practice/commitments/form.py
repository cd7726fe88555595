"""A plan as it is written: if this happens, then I do that; and perhaps a day to look at it again."""

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from allydesk.practice.run import Commitment
from allydesk.practice.scenario import IfThen
from allydesk.ui.looking_back.fields import date_field, day_of
from allydesk.ui.looking_back.style import looking_back_style
from allydesk.ui.settings.choice import Choice
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import field_label, label

_NEVER, _ON_A_DAY = "never", "day"
_DAYS = {"week": 7, "month": 30}
_WHEN = ((_NEVER, "On no day"), ("week", "In a week"), ("month", "In a month"), (_ON_A_DAY, "On this day"))


@dataclass(frozen=True, slots=True)
class Plan:
    """What was written: "if `cue`, then I `response`", and the day to look at it again, None without one."""

    cue: str = ""
    response: str = ""
    due: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return not self.cue and not self.response


class PlanForm(QWidget):
    """Two lines, and when to look at it again."""

    changed = Signal()
    entered = Signal()
    """Return was pressed in the second line."""

    def __init__(self, *, look: Look, today: date) -> None:
        super().__init__()
        self._look = look
        self._today = today
        self.cue = QLineEdit()
        self.response = QLineEdit()
        self.when = Choice("Look at it again", list(_WHEN), value=_NEVER)
        self.day = date_field("The day to look at it again", look)
        self.cue.setPlaceholderText("somebody senior makes a joke about a people")
        self.response.setPlaceholderText("ask what they mean by that")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for name, field in (("If…", self.cue), ("then I…", self.response)):
            column.addWidget(field_label(name, field))
            column.addWidget(field)
            column.addSpacing(6)
        column.addWidget(label("Look at it again", "field"))
        column.addWidget(self.when)  # by itself it can go to a second line
        column.addSpacing(4)
        column.addWidget(self.day, 0, Qt.AlignmentFlag.AlignLeft)
        self._connect()
        self.take_look()
        self.clear()

    def plan(self) -> Plan:
        """What is in it now, tidied."""
        return Plan(_tidy(self.cue.text(), "if "), _tidy(self.response.text(), "then i ", "then ", "i "), self._due())

    def show_plan(self, plan: Plan) -> None:
        """Show this, without a signal."""
        blocked = self.blockSignals(True)
        self.cue.setText(plan.cue)
        self.response.setText(plan.response)
        self.when.show_value(_NEVER if plan.due is None else _ON_A_DAY)
        due = plan.due or self._today + timedelta(days=_DAYS["week"])
        self.day.setDate(QDate(due.year, due.month, due.day))
        self.day.setVisible(plan.due is not None)
        self.blockSignals(blocked)

    def show_offer(self, offer: IfThen | None) -> None:
        """Begin with the scenario's own plan, to be changed."""
        self.show_plan(Plan() if offer is None else Plan(offer.cue, offer.response))

    def clear(self) -> None:
        """Empty it, its undo history too."""
        self.show_plan(Plan())

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.setStyleSheet(looking_back_style(self._look))
        for field in (self.cue, self.response):
            field.setFont(self._look.reading_font(size=17))
        self.day.setFont(self._look.ui_font())

    def _due(self) -> date | None:
        chosen = self.when.value
        if chosen == _NEVER:
            return None
        return day_of(self.day) if chosen == _ON_A_DAY else self._today + timedelta(days=_DAYS[chosen])

    def _connect(self) -> None:
        for field in (self.cue, self.response):
            field.textEdited.connect(lambda _text: self.changed.emit())
        self.response.returnPressed.connect(self.entered)
        self.cue.returnPressed.connect(lambda: self.response.setFocus(Qt.FocusReason.OtherFocusReason))
        self.when.chosen.connect(self._chose)
        self.day.dateChanged.connect(lambda _day: self.changed.emit())
        self._look.changed.connect(self.take_look)

    def _chose(self, key: str) -> None:
        self.day.setVisible(key == _ON_A_DAY)
        self.changed.emit()


def plan_of(commitment: Commitment) -> Plan:
    """The plan of a commitment."""
    return Plan(commitment.cue, commitment.response, commitment.due)


def _tidy(text: str, *brought: str) -> str:
    """Without what the sentence brings itself: "if" before the moment, "then I" before what one does."""
    tidy = " ".join(text.split()).rstrip(".,")
    for beginning in brought:
        if tidy.lower().startswith(beginning):
            return tidy[len(beginning) :]
    return tidy
