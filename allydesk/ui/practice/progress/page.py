"""Skills over time: the twelve on the left; of the chosen one its course, and what was observed and when."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from allydesk.practice.progress import SkillCourse, observed_over_time
from allydesk.practice.skills import SKILLS, Skill
from allydesk.ui.actions import Action
from allydesk.ui.journal.errands import Errands
from allydesk.ui.practice.library.ground import Ground, back_button, dress_back
from allydesk.ui.practice.library.tall import keep_in_view
from allydesk.ui.practice.progress.chart import SkillChart
from allydesk.ui.practice.progress.seenlist import SeenList
from allydesk.ui.practice.progress.skilllist import SkillList
from allydesk.ui.practice.progress.words import NOTHING, SAYS
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.story.empty import EmptyCard
from allydesk.ui.widgets.words import frame, label

_LIST, _NARROW_LIST = 292, 244
_WIDE, _NARROW = 1000, 740
"""Pixels at a text scale of 1: how wide the list is, and less of it; above which width of the page it has all of its
room, and below which it stands above the rest."""
_ANY = 16_777_215
"""The largest width that Qt knows."""
_ABOVE_CARD = 16
_EMPTY = (
    "Nothing to show yet",
    "When you have played a scenario to its end, this page shows what could be seen of each skill in it, run by run.",
    "Choose a scenario",
)


class ProgressPage(Ground):
    """Shows what is in the vault whenever it comes to the front."""

    leave_asked = Signal()
    run_asked = Signal(object)
    """A run is to be read again; carries its `RunId`."""

    def __init__(self, *, tools: PracticeTools) -> None:
        super().__init__(look=tools.look)
        self._tools = tools
        self._errands = Errands(tasks=tools.tasks)
        self._courses: dict[Skill, SkillCourse] = {}
        self._skill: Skill | None = None
        self.back = back_button("Scenarios")
        self.empty = EmptyCard(*_EMPTY)
        self.list = SkillList(look=tools.look)
        self.name = label("", "heading", wrap=True)
        self.does = label("", "muted", wrap=True)
        self.chart = SkillChart(look=tools.look)
        self.card = frame("card")
        self.heading = label("What was observed, and when", "heading", wrap=True)
        self.seen = SeenList(look=tools.look)
        self.nothing = label(NOTHING, "muted", wrap=True)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.take_look()

    @property
    def skill(self) -> Skill | None:
        """The one whose course is shown; None while there is nothing to show."""
        return self._skill

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette."""
        return (Action("Back to the scenarios", "Practice", self.leave_asked.emit),)

    def shown(self) -> None:
        """Read what was observed anew; days are told as they were where the window is."""
        zone = self._tools.clock().tzinfo

        def read() -> dict[Skill, SkillCourse]:
            seen = self._tools.vault.practice.observations()
            return observed_over_time(replace(one, when=one.when.astimezone(zone)) for one in seen)

        self._errands.drop()
        self._errands.run(read, done=self._show, failed=self.tell)

    def flush(self, then: Callable[[], object]) -> None:
        """Nothing is typed here."""
        then()

    def close_all(self) -> None:
        """Drop everything that came from the vault."""
        self._errands.drop()
        self._courses, self._skill = {}, None
        self.seen.show_seen(())
        self.chart.clear()
        self.list.show_states((), choose=None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        super().take_look()
        dress_back(self.back, self.look)
        self.list.take_look()
        self.chart.take_look()
        self.seen.take_look()

    def fit(self) -> None:
        """Put the list beside the rest, or above it where there is little room."""
        super().fit()
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        wide = self.look.scaled(_LIST if self.width() >= self.look.scaled(_WIDE) else _NARROW_LIST)
        self._sides.setDirection(down if self._is_narrow else across)
        self._sides.setAlignment(self.list, Qt.AlignmentFlag(0) if self._is_narrow else Qt.AlignmentFlag.AlignTop)
        self.list.setMinimumWidth(0 if self._is_narrow else wide)
        self.list.setMaximumWidth(_ANY if self._is_narrow else wide)

    # Inside

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self.look.scaled(_NARROW)

    def _show(self, courses: dict[Skill, SkillCourse]) -> None:
        self._courses = courses
        has_any = any(course.steps for course in courses.values())
        self._stack.setCurrentWidget(self._all if has_any else self.empty)
        self.begin_at(self.list if has_any else self.empty.action)
        if not has_any:
            self._skill = None
            return
        chosen = self._skill or next(skill for skill, course in courses.items() if course.steps)
        self._skill = None
        self.list.show_states([course.state for course in courses.values()], choose=chosen)
        self._choose(chosen)

    def _choose(self, skill: Skill) -> None:
        course = self._courses.get(skill)
        if course is None or skill is self._skill:
            return
        self._skill = skill
        words = SKILLS[skill]
        self.name.setText(words.name)
        self.does.setText(words.does)
        self.chart.show_steps(skill, course.steps)
        self.seen.show_seen(course.seen)
        for part in (self.chart, self.heading, self.seen):
            part.setVisible(bool(course.seen))
        self.nothing.setVisible(not course.seen)

    def _come_down(self) -> None:
        """Where the list stands above the rest: from a skill that was pressed to what there is of it."""
        if self._is_narrow:
            self.scrolled.verticalScrollBar().setValue(self.card.mapTo(self._inner, QPoint(0, 0)).y() - _ABOVE_CARD)

    def _open(self, index: QModelIndex) -> None:
        self.run_asked.emit(self.seen.seen[index.row()].run)

    def _go_to(self, place: int) -> None:
        """From a dot of the chart to what was observed in that run."""
        step = self._courses[self._skill].steps[place] if self._skill is not None else None
        if step is not None:
            self.seen.setFocus(Qt.FocusReason.OtherFocusReason)
            self.seen.go_to([one.run for one in self.seen.seen].index(step.run))

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(22, 16, 22, 14)
        inside.setSpacing(6)
        for part in (self.name, self.does, self.chart, self.nothing):
            inside.addWidget(part)
        rest = QVBoxLayout()
        rest.setSpacing(0)
        rest.addWidget(self.card)
        rest.addSpacing(22)
        rest.addWidget(self.heading)
        rest.addSpacing(10)
        rest.addWidget(self.seen)
        rest.addStretch(1)
        self._all = QWidget()
        self._sides = QHBoxLayout(self._all)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(32)
        self._sides.addWidget(self.list, 0, Qt.AlignmentFlag.AlignTop)
        self._sides.addLayout(rest, 1)
        self._stack.addWidget(QFrame())  # until the vault has answered
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._all)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        self.add(row)
        self.add(label("Skills over time", "title", wrap=True), above=6)
        self.add(label(SAYS, "muted", wrap=True), above=4)
        self.add(self._stack, above=22)
        self.end()

    def _connect(self) -> None:
        self.look.changed.connect(self.take_look)
        self.back.clicked.connect(lambda _checked: self.leave_asked.emit())
        self.empty.acted.connect(self.leave_asked)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(lambda _index: self._come_down())
        self.seen.opened.connect(self._open)
        self.chart.place_asked.connect(self._go_to)
        keep_in_view(self.list, self.scrolled)
        keep_in_view(self.seen, self.scrolled)
