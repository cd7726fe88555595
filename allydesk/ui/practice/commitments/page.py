"""All commitments: the open ones, and below them those that are done or were let go."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from allydesk.practice.commitments import closed, closed_ones, open_ones, rehearsed, reopened
from allydesk.practice.ids import CommitmentId, new_commitment_id
from allydesk.practice.run import Commitment, CommitmentStatus
from allydesk.ui.actions import Action
from allydesk.ui.journal.errands import Errands
from allydesk.ui.practice.commitments.card import CommitmentCard
from allydesk.ui.practice.commitments.form import Plan, PlanForm, plan_of
from allydesk.ui.practice.commitments.keeping import CommitmentKeeper
from allydesk.ui.practice.commitments.rehearsal import Rehearsal
from allydesk.ui.practice.library.ground import Ground, back_button, dress_back
from allydesk.ui.practice.scene.leaving import Leaving
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.story.empty import EmptyCard
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, frame, label

_SAYS = "Plans for a moment that will come again. Letting one go is as good an end as doing it."
_WHAT = (
    "A plan says what you will do when a certain moment comes: if somebody is talked over, then I give them the floor "
    "back. The debrief of a scenario offers one; you can also make your own."
)
_EMPTY = ("No plans yet", _WHAT, "New commitment")


class CommitmentsPage(Ground):
    """Shows what is in the vault whenever it comes to the front."""

    leave_asked = Signal()
    run_asked = Signal(object)
    """The run a plan came from is to be read; carries its `RunId`."""
    practice_changed = Signal()

    def __init__(self, *, tools: PracticeTools) -> None:
        super().__init__(look=tools.look)
        self._tools = tools
        self._errands = Errands(tasks=tools.tasks)
        self._keeper = CommitmentKeeper(shelf=tools.vault.practice, tasks=tools.tasks)
        self._leaving = Leaving(keeper=self._keeper, prompts=tools.prompts, what="Your plan")
        self._all: list[Commitment] = []
        self._edited: Commitment | None = None
        self._new_id = new_commitment_id()
        self._rehearsed: Commitment | None = None
        self.cards: dict[CommitmentId, CommitmentCard] = {}
        self.back = back_button("Scenarios")
        self.new = button("New commitment", "primary")
        self.empty = EmptyCard(*_EMPTY)
        self.form = PlanForm(look=tools.look, today=tools.clock().date())
        self.keep = button("Keep it", "primary")
        self.cancel = button("Cancel", "text")
        self.rehearsal = Rehearsal(look=tools.look)
        self.closed_heading = label("Done, and let go", "heading", wrap=True)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.take_look()

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette."""
        return (
            Action("New commitment", "Practice", self.write_new),
            Action("Back to the scenarios", "Practice", self.leave_asked.emit),
        )

    def shown(self) -> None:
        """Read them anew, unless one is being written or gone through."""
        if not self._is_busy:
            self._reload()

    def flush(self, then: Callable[[], object]) -> None:
        """Keep a plan that is half written, then do `then`."""
        if self._stack.currentWidget() is self._writing and not self.form.plan().is_empty:
            self._keep()
        self._leaving.flush(then)

    def close_all(self) -> None:
        """Drop everything that came from the vault. Call `flush` first."""
        self._errands.forget()
        self._keeper.close()
        self._all, self._edited, self._rehearsed = [], None, None
        self.form.clear()
        self.rehearsal.clear()
        self.notice.dismiss()
        self._go_to_list()

    def write_new(self) -> None:
        """Begin a plan of one's own."""
        self._write(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back: from what is written to the list, and from the list to the scenarios."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._is_busy:
            self._give_up()
        else:
            self.leave_asked.emit()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        super().take_look()
        dress_back(self.back, self.look)
        for card in self.cards.values():
            card.take_look()

    # What is done

    def _reload(self) -> None:
        self._errands.run(self._tools.vault.practice.commitments, done=self._take, failed=self.tell)

    def _take(self, commitments: list[Commitment]) -> None:
        self._all = commitments
        self._show()

    def _write(self, commitment: Commitment | None) -> None:
        self._edited, self._new_id = commitment, new_commitment_id()
        self.form.show_plan(Plan() if commitment is None else plan_of(commitment))
        self._stack.setCurrentWidget(self._writing)
        self.new.hide()
        self.form.cue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        plan, edited = self.form.plan(), self._edited
        if plan.is_empty:
            self._go_to_list()
            return
        if edited is None:
            made = self._tools.clock().astimezone(UTC)
            kept = Commitment(self._new_id, plan.cue, plan.response, made, due=plan.due)
        else:
            kept = replace(edited, cue=plan.cue, response=plan.response, due=plan.due)
        self._put(kept, back_to_list=True)

    def _put(self, kept: Commitment, *, back_to_list: bool = False) -> None:
        def done() -> None:
            self._all = [each for each in self._all if each.id != kept.id] + [kept]
            self.practice_changed.emit()
            if back_to_list:
                self.form.clear()
                self._edited = None
                self._go_to_list()
            else:
                self._show()
            self._take_keyboard(kept)

        self._keeper.keep(kept, done=done, failed=self.tell)

    def _asked(self, commitment: Commitment, key: str) -> None:
        now = self._tools.clock()
        match key:
            case "rehearse":
                self._rehearse(commitment)
            case "done":
                self._put(closed(commitment, now=now))
                self._offer_undo("Done.", commitment)
            case "let-go":
                self._put(closed(commitment, now=now, status=CommitmentStatus.LET_GO))
                self._offer_undo("Let go.", commitment)
            case "open":
                self._put(reopened(commitment))
            case "change":
                self._write(commitment)
            case "run":
                self.run_asked.emit(commitment.run)
            case _:
                self._remove(commitment)

    def _offer_undo(self, said: str, before: Commitment) -> None:
        self.notice.tell(said, action="Undo", act=lambda: self._put(before))

    def _rehearse(self, commitment: Commitment) -> None:
        self._rehearsed = commitment
        self._stack.setCurrentWidget(self.rehearsal)
        self.new.hide()
        self.rehearsal.begin(commitment)

    def _gone_through(self) -> None:
        commitment, self._rehearsed = self._rehearsed, None
        self.rehearsal.clear()
        if commitment is not None:
            self._put(rehearsed(commitment, now=self._tools.clock()))
        self._go_to_list()

    def _give_up(self) -> None:
        """Back to the list, and to the plan that was being changed or gone through."""
        about = self._edited or self._rehearsed
        self._edited = self._rehearsed = None
        self.rehearsal.clear()
        self._go_to_list()
        self._take_keyboard(about)

    def _take_keyboard(self, to: Commitment | None) -> None:
        """The keyboard goes to that one, if it is there; where somebody is writing, it stays."""
        if self._is_busy:
            return
        card = self.cards.get(to.id) if to is not None else None
        part: QWidget = self if card is None else next(iter(card.buttons.values()))
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, commitment: Commitment) -> None:
        shelf = self._tools.vault.practice

        def done(_nothing: object) -> None:
            self._all = [each for each in self._all if each.id != commitment.id]
            self.practice_changed.emit()
            self._show()
            self._take_keyboard(None)
            self.notice.tell("Removed. It can be brought back for 30 days.", action="Undo", act=restore)

        def restore() -> None:
            self._errands.run(partial(shelf.restore_commitment, commitment.id), done=restored, failed=self.tell)

        def restored(_nothing: object) -> None:
            self.practice_changed.emit()
            self._reload()

        self._errands.run(partial(shelf.remove_commitment, commitment.id), done=done, failed=self.tell)

    # How it looks

    @property
    def _is_busy(self) -> bool:
        """Whether a plan is being written or gone through."""
        return self._stack.currentWidget() in (self._writing, self.rehearsal)

    def _go_to_list(self) -> None:
        self._stack.setCurrentWidget(self._lists)
        self._show()

    def _show(self) -> None:
        """Show what there is; what is being written or gone through stays in front."""
        for card in self.cards.values():
            card.hide()
            card.deleteLater()
        self.cards = {}
        waiting, over = open_ones(self._all), closed_ones(self._all)
        for column, found in ((self._open, waiting), (self._closed, over)):
            for commitment in found:
                card = CommitmentCard(commitment, look=self.look, now=self._tools.clock())
                card.asked.connect(partial(self._asked, commitment))
                column.addWidget(card)
                self.cards[commitment.id] = card
        self.closed_heading.setVisible(bool(over))
        if not self._is_busy:
            self._stack.setCurrentWidget(self._lists if self._all else self.empty)
            self.new.setVisible(bool(self._all))
        self.begin_at(self.new if self._all else self.empty.action)

    def _lay_out(self) -> None:
        self._open, self._closed = QVBoxLayout(), QVBoxLayout()
        self._lists = QWidget()
        lists = QVBoxLayout(self._lists)
        lists.setContentsMargins(0, 0, 0, 0)
        lists.setSpacing(14)
        for column in (self._open, self._closed):
            column.setSpacing(12)
        lists.addLayout(self._open)
        lists.addSpacing(10)
        lists.addWidget(self.closed_heading)
        lists.addLayout(self._closed)
        lists.addStretch(1)
        self._writing = self._form_card()
        for face in (self.empty, self._lists, self._writing, self.rehearsal):
            self._stack.addWidget(face)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(label("Commitments", "title", wrap=True), 1)
        head.addWidget(self.new, 0, Qt.AlignmentFlag.AlignVCenter)
        self.add(row)
        self.add(head, above=6)
        self.add(label(_SAYS, "muted", wrap=True), above=4)
        self.add(self._stack, above=22)
        self.end()

    def _form_card(self) -> QWidget:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(26, 22, 26, 18)
        inside.setSpacing(14)
        inside.addWidget(self.form)
        row = Flow()
        row.add(self.keep)
        row.add(self.cancel)
        inside.addWidget(row)
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        return outer

    def _connect(self) -> None:
        self.look.changed.connect(self.take_look)
        self.back.clicked.connect(lambda _checked: self.leave_asked.emit())
        self.new.clicked.connect(lambda _checked: self.write_new())
        self.empty.acted.connect(self.write_new)
        self.keep.clicked.connect(lambda _checked: self._keep())
        self.cancel.clicked.connect(lambda _checked: self._give_up())
        self.form.entered.connect(self._keep)
        self.rehearsal.done.connect(self._gone_through)
        self.rehearsal.left.connect(self._give_up)
