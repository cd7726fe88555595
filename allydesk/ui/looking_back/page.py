"""Looking back, whole: the calendar, many entries from afar, and what has changed."""

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.ui.actions import Action
from allydesk.ui.looking_back.calendar import CalendarPage
from allydesk.ui.looking_back.changes import ChangesPage
from allydesk.ui.looking_back.statistics import StatisticsPage
from allydesk.ui.looking_back.style import looking_back_style
from allydesk.ui.settings.choice import Choice, Flow
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.problem import ProblemBox
from allydesk.ui.widgets.words import button

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault

_PARTS = (("calendar", "Calendar"), ("statistics", "Looking back"), ("changes", "What changed"))
_GROUP = "Looking back"


class LookingBackPage(QFrame):
    """Made when a vault is opened; `close_all` before it is locked.

    `left` is the way back to the entries; `history_asked` wants an entry with its history open.
    """

    left = Signal()
    entry_asked = Signal(str)
    query_asked = Signal(str)
    write_asked = Signal(object)
    history_asked = Signal(str)

    def __init__(self, *, vault: "Vault", tasks: TaskRunner, look: Look, clock: "Clock") -> None:
        super().__init__()
        self._look = look
        set_role(self, "paper")
        self.back = button("Entries", "text", name="Back to the entries")
        self.parts = Choice("Look at", _PARTS, value="calendar")
        self.problem = ProblemBox()
        self.calendar = CalendarPage(vault=vault, tasks=tasks, look=look, clock=clock)
        self.statistics = StatisticsPage(vault=vault, tasks=tasks, look=look, clock=clock)
        self.changes = ChangesPage(vault=vault, tasks=tasks, look=look, clock=clock)
        self._pages: dict[str, CalendarPage | StatisticsPage | ChangesPage] = {
            "calendar": self.calendar,
            "statistics": self.statistics,
            "changes": self.changes,
        }
        self._lay_out()
        self._connect()
        self.take_look()

    def show_calendar(self, day: date | None = None) -> None:
        """Show the calendar, with this day chosen, or the one that was chosen before."""
        self._go_to("calendar")
        self.calendar.show_day(day or self.calendar.view.chosen)
        self.calendar.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_statistics(self) -> None:
        """Show many entries from afar."""
        self._go_to("statistics")
        self.statistics.reload()
        self.statistics.period.option(self.statistics.period.value).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_changes(self, tag: str = "") -> None:
        """Show what has changed in the entries with this tag."""
        self._go_to("changes")
        self.changes.show_tag(tag)
        self.changes.tag.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Show what is in the vault now."""
        self.problem.clear()
        self._pages[self.parts.value].reload()

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, by name."""
        return (
            Action("Calendar", _GROUP, self.show_calendar),
            Action("Looking back", _GROUP, self.show_statistics),
            Action("What changed", _GROUP, self.show_changes),
        )

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.setStyleSheet(looking_back_style(self._look))
        side = self._look.scaled(19)
        self.back.setIcon(self._look.icon("back", Tone.ACCENT))
        self.back.setIconSize(QSize(side, side))
        for page in self._pages.values():
            page.take_look()

    def close_all(self) -> None:
        """Drop all that came from the vault."""
        self.problem.clear()
        for page in self._pages.values():
            page.close_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leads back to the entries."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # Inside

    def _lay_out(self) -> None:
        head = Flow(spacing=16)
        head.add(self.back)
        head.add(self.parts)
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(44, 20, 28, 12)
        column.setSpacing(16)
        column.addWidget(head)
        column.addWidget(self.problem)
        column.addWidget(self._stack, 1)
        _in_order(self.back, *(self.parts.option(key) for key, _ in _PARTS))

    def _connect(self) -> None:
        shows = {"calendar": self.show_calendar, "statistics": self.show_statistics, "changes": self.show_changes}

        def choose(key: str) -> None:
            shows[key]()
            self.parts.option(key).setFocus(Qt.FocusReason.OtherFocusReason)

        self._look.changed.connect(self.take_look)
        self.back.clicked.connect(self.left)
        self.parts.chosen.connect(choose)
        for page in self._pages.values():
            page.failed.connect(self._tell)
        for asker in (self.calendar, self.changes):
            asker.entry_asked.connect(self.entry_asked)
        for searcher in (self.calendar, self.statistics):
            searcher.query_asked.connect(self.query_asked)
        self.calendar.write_asked.connect(self.write_asked)
        self.changes.history_asked.connect(self.history_asked)

    def _go_to(self, key: str) -> None:
        self.problem.clear()
        self.parts.show_value(key)
        self._stack.setCurrentWidget(self._pages[key])

    def _tell(self, error: AllydeskError) -> None:
        self.problem.tell(problem_of(error))


def _in_order(*widgets: QWidget) -> None:
    for one, other in pairwise(widgets):
        QWidget.setTabOrder(one, other)
