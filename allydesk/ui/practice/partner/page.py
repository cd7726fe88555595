"""A scenario for two or three people at one screen. Nothing is saved before they choose; nothing they wrote is lost."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.practice.intents import Intent
from allydesk.practice.partnering import Seats
from allydesk.practice.run import Run, ScenarioRef
from allydesk.practice.scenario import Scenario
from allydesk.problems import problem_of
from allydesk.ui.actions import Action
from allydesk.ui.journal.leaving import take_up_composed_text
from allydesk.ui.journal.saving import FIRST_RETRY
from allydesk.ui.practice.partner.arriving import ArriveFace
from allydesk.ui.practice.partner.between import SavedFace
from allydesk.ui.practice.partner.closing import ClosingFace
from allydesk.ui.practice.partner.course import Course
from allydesk.ui.practice.partner.face import Face
from allydesk.ui.practice.partner.head import PartnerHead
from allydesk.ui.practice.partner.keeping import TogetherKeeper
from allydesk.ui.practice.partner.leaving import ask_to_leave
from allydesk.ui.practice.partner.sitting import Sitting, begun, taken_up
from allydesk.ui.practice.partner.style import partner_style
from allydesk.ui.practice.scene.faces import PauseFace
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.style import set_role
from allydesk.ui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from allydesk.practice.coach.coach import Coach
    from allydesk.practice.coach.finding import Finding
    from allydesk.practice.library import Listed

_GROUP = "Practice"


class PartnerPage(QFrame):
    """`begin` starts one; `flush` and `close_all` before the vault is locked."""

    leave_asked = Signal()
    run_asked = Signal(object)
    """The run that was saved is to be read; carries its id."""
    practice_changed = Signal()
    somebody_there = Signal(bool)
    """Whether they are speaking with each other: they are there, though no hand moves."""

    def __init__(
        self, *, tools: PracticeTools, steady: Callable[[], float] = time.monotonic, retry: int = FIRST_RETRY
    ) -> None:
        """`steady` counts seconds and is never set back; `retry` is the time after a failed save, in milliseconds."""
        super().__init__()
        self._tools = tools
        self._steady = steady
        self._scenario: Scenario | None = None
        self._ref: ScenarioRef | None = None
        self._is_there = False
        self._focused: QWidget | None = None
        self.face: Face | None = None
        self.course: Course | None = None
        self.keeper = TogetherKeeper(
            shelf=tools.vault.practice, tasks=tools.tasks, prompts=tools.prompts, retry=retry, parent=self
        )
        self.head = PartnerHead(look=tools.look)
        self.notice = NoticeBar(look=tools.look)
        self.pause = PauseFace(look=tools.look)
        self.stack = QStackedWidget()
        self._body = QWidget()
        set_role(self, "paper")
        self._lay_out()
        self._connect()
        self._take_look()

    # What the room asks

    def begin(self, listed: "Listed", scenario: Scenario, run: Run | None = None) -> None:
        """Ask who is there; or go on with a run of two or three where it was left."""
        run = self._newest(run)
        self._withdraw()
        head = scenario.head
        own = listed.own.id if listed.own is not None else None
        self._scenario = scenario
        self._ref = ScenarioRef(head.title, head.family, head.variant, scenario.digest, own)
        self.head.show_title(head.title)
        if run is not None and run.partnered is not None and run.partnered.rounds:
            self._sit_down(taken_up(scenario, run))
            return
        face = ArriveFace(scenario, look=self._tools.look)
        face.began.connect(self._arrived)
        face.left.connect(self._gone)
        self._put(face)

    def shown(self) -> None:
        """The page has come to the front."""

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what was begun as an unfinished run, then do `then`. A card that lies open is covered."""
        take_up_composed_text()
        if self.course is not None:
            self.course.cover()
        self._keep()
        self.keeper.flush(then)

    def offered(self) -> tuple[Action, ...]:
        """What can be done here."""
        return (
            Action("Pause", _GROUP, self._pause_or_go_on, "Esc", ready=lambda: self.face is not None),
            Action("Leave without saving", _GROUP, self.leave, ready=lambda: self.course is not None),
        )

    def close_all(self) -> None:
        """Drop everything that was read or written. Call `flush` first."""
        self._withdraw()
        self.keeper.close()

    # What people do here

    def leave(self) -> None:
        """Go. What would be lost is asked about once."""
        if self.keeper.is_finishing:
            return  # it is being saved, as they wished
        course = self.course
        if course is None or not course.sitting.is_worth_keeping:
            self._gone()
            return
        sitting = course.sitting

        def left() -> None:
            self.keeper.give_up(sitting, done=self.practice_changed.emit)
            self._gone()

        ask_to_leave(self._tools.prompts, sitting, left)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody may be speaking here again."""
        super().showEvent(event)
        self._tell_there()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard came to the page: it goes on to where one would begin. A focus proxy would not do: set anew for
        each face, it takes what stands before it out of the order of Tab."""
        super().focusInEvent(event)
        if self.stack.currentWidget() is self.pause:
            self.pause.take_keyboard()
        elif self.face is not None:
            self.face.take_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever comes back may be somebody else: a card that lies open is covered."""
        super().hideEvent(event)
        if self.course is not None:
            self.course.cover()
        self._tell_there()

    # Inside

    def _keep(self) -> None:
        """Keep what was begun as an unfinished run."""
        if self.course is not None:
            self.course.take_down()
            self.keeper.keep(self.course.sitting)

    def _newest(self, run: Run | None) -> Run | None:
        """The run as it is here, where it was never left: what is typed in it is not in the vault yet."""
        self._keep()
        here = self.course.sitting.unfinished() if self.course is not None else None
        return here if run is not None and here is not None and here.id == run.id else run

    def _arrived(self, names: Sequence[str], seats: Seats) -> None:
        scenario, ref = self._scenario, self._ref
        if scenario is None or ref is None:
            return
        try:
            sitting = begun(scenario, ref, names, seats, now=self._tools.clock())
        except AllydeskError as error:
            self._tell(error)
            return
        self._sit_down(sitting)

    def _sit_down(self, sitting: Sitting) -> None:
        course = Course(
            sitting,
            look=self._tools.look,
            vault=self._tools.vault.name,
            clock=self._tools.clock,
            steady=self._steady,
            listen=self._listen,
            has_coach=self._coach is not None,
            parent=self,
        )
        course.face_made.connect(self._put)
        course.aloud_changed.connect(self._tell_there)
        course.save_asked.connect(self._save)
        course.leave_asked.connect(self.leave)
        self.course = course
        course.begin()

    def _save(self) -> None:
        course, face = self.course, self.face
        if course is None or not isinstance(face, ClosingFace):
            return
        course.take_down()
        face.can_be_saved(can=False)
        self.notice.dismiss()
        sitting = course.sitting

        def done(plans: int) -> None:
            self._end_course()
            self.practice_changed.emit()
            saved = SavedFace(vault=self._tools.vault.name, plans=plans, look=self._tools.look)
            saved.read_asked.connect(lambda: self.run_asked.emit(sitting.run.id))
            saved.left.connect(self._gone)
            self._put(saved)

        def failed(error: AllydeskError) -> None:
            face.can_be_saved(can=True)
            self._tell(error)

        self.keeper.finish(sitting, now=self._tools.clock(), done=done, failed=failed)

    def _pause_or_go_on(self) -> None:
        """Before it begins and after it is saved there is nothing to pause: Escape leads out."""
        if self.course is None:
            self._gone()
        elif self.stack.currentWidget() is self.pause:
            self._go_on()
        else:
            face, focused = self.face, QApplication.focusWidget()
            self.course.cover()
            self._focused = focused if self.face is face else None
            self.stack.setCurrentWidget(self.pause)
            self.pause.take_keyboard()
            self._tell_there()

    def _go_on(self) -> None:
        self.stack.setCurrentWidget(self._body)
        focused, self._focused = self._focused, None
        if focused is not None and self.isAncestorOf(focused) and focused.isVisible():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.face is not None:
            self.face.take_keyboard()
        self._tell_there()

    def _gone(self) -> None:
        self._withdraw()
        self.leave_asked.emit()

    def _put(self, face: Face) -> None:
        """Bring it to the front. The one before goes with every word that was on it."""
        before, self.face = self.face, face
        self._focused = None
        if before is not None:
            before.clear()
        self._faces.addWidget(face, 1)
        face.take_look()
        if self.course is not None:
            self.head.show_sitting(self.course.sitting, face.where)
        else:
            self.head.show_outside(face.where)
        if self.isVisible() and self.stack.currentWidget() is self._body:
            face.show()
            face.take_keyboard()
        self._drop(before)
        self._tell_there()

    def _drop(self, face: Face | None) -> None:
        if face is not None:
            self._faces.removeWidget(face)
            face.hide()
            face.deleteLater()

    def _withdraw(self) -> None:
        self._end_course()
        self._focused = None
        face, self.face = self.face, None
        if face is not None:
            if face.isAncestorOf(QApplication.focusWidget() or self):
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            face.clear()
        self._drop(face)
        self._scenario = self._ref = None
        self.head.clear()
        self.notice.dismiss()
        self.stack.setCurrentWidget(self._body)
        self._tell_there()

    def _end_course(self) -> None:
        course, self.course = self.course, None
        if course is not None:
            course.deleteLater()

    def _tell_there(self) -> None:
        """Say whether they are speaking, when that has changed."""
        speaking = self.course is not None and self.course.is_aloud
        there = speaking and self.isVisible() and self.stack.currentWidget() is self._body
        if there != self._is_there:
            self._is_there = there
            self.somebody_there.emit(there)

    def _tell(self, error: AllydeskError) -> None:
        problem = problem_of(error)
        self.notice.tell(f"{problem.happened} What you wrote is still here. {problem.next}")

    def _listen(self, text: str, intent: Intent) -> "Sequence[Finding] | None":
        coach = self._coach
        return None if coach is None else coach.read(text, intent)

    @property
    def _coach(self) -> "Coach | None":
        try:
            return self._tools.coach
        except (OSError, ValueError):
            return None  # its rules are missing or damaged: one writes without it

    def _take_look(self) -> None:
        self.setStyleSheet(partner_style(self._tools.look))
        for part in (self.head, self.pause, self.face):
            if part is not None:
                part.take_look()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.head)
        self._faces = QVBoxLayout()
        column.addLayout(self._faces, 1)
        for face in (self._body, self.pause):
            self.stack.addWidget(face)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _connect(self) -> None:
        self._tools.look.changed.connect(self._take_look)
        self.head.pause.clicked.connect(lambda _checked: self._pause_or_go_on())
        self.head.leave.clicked.connect(lambda _checked: self.leave())
        self.pause.went_on.connect(self._go_on)
        self.pause.left.connect(self.leave)
