"""The debrief of a run: the case, turn by turn, one do-over, one's own words, a plan, and when to practise again."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.errors import PracticeError
from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.timestamp import Timestamp
from allydesk.practice.commitments import rehearsed
from allydesk.practice.debriefing import debrief_of
from allydesk.practice.ids import new_commitment_id
from allydesk.practice.playing import Ended, Play, replay
from allydesk.practice.run import Commitment, DoOver, PracticeCard, Run, Tried
from allydesk.practice.scenario import Scenario
from allydesk.practice.turns import TakenTurn, taken_turns
from allydesk.practice.written import run_in_markdown, run_title
from allydesk.ui.actions import Action
from allydesk.ui.journal.errands import Errands
from allydesk.ui.practice.commitments.form import Plan
from allydesk.ui.practice.commitments.keeping import CommitmentKeeper
from allydesk.ui.practice.debrief.doover import DoneOver, DoOverCard
from allydesk.ui.practice.debrief.ground import ReadingGround
from allydesk.ui.practice.debrief.planning import PlanCard
from allydesk.ui.practice.debrief.reflecting import ReflectionForm
from allydesk.ui.practice.debrief.sixparts import SixParts
from allydesk.ui.practice.debrief.turnrow import TurnRow
from allydesk.ui.practice.debrief.words import again_words, ending_text
from allydesk.ui.practice.library.ground import back_button, dress_back
from allydesk.ui.practice.scene.keeping import RunKeeper
from allydesk.ui.practice.scene.leaving import Leaving
from allydesk.ui.practice.scene.style import scene_style
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_PAUSE = 1_500
"""Milliseconds of rest after which what was typed is saved."""
_GONE = (
    "The scenario of this run has changed or is no longer there, so the case cannot be shown. What you wrote about "
    "it is here."
)


@dataclass(frozen=True, slots=True)
class _Around:
    """What the vault has beside the run itself."""

    plans: tuple[Commitment, ...]
    cards: tuple[PracticeCard, ...]


class DebriefPage(ReadingGround):
    """Shows one run at a time. What is typed is kept with the run by itself."""

    leave_asked = Signal()
    family_asked = Signal(str)
    run_asked = Signal(object)
    entry_asked = Signal(str)
    entry_kept = Signal(str)
    commitments_asked = Signal()
    practice_changed = Signal()

    def __init__(self, *, tools: PracticeTools) -> None:
        super().__init__(look=tools.look)
        self._tools = tools
        self._errands = Errands(tasks=tools.tasks)
        self._keeper = RunKeeper(shelf=tools.vault.practice, tasks=tools.tasks, parent=self)
        self._leaving = Leaving(keeper=self._keeper, prompts=tools.prompts)
        self._plan_keeper = CommitmentKeeper(shelf=tools.vault.practice, tasks=tools.tasks)
        self._plan_leaving = Leaving(keeper=self._plan_keeper, prompts=tools.prompts, what="Your plan")
        self._run: Run | None = None
        self._scenario: Scenario | None = None
        self._play: Play | None = None
        self._plans: tuple[Commitment, ...] = ()
        self._plan_id = new_commitment_id()
        self._draft: Tried | None = None
        self._taken_again: TakenTurn | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self.rows: list[TurnRow] = []
        self.back = back_button("Scenarios")
        self.small = label("", "small", wrap=True)
        self.title = label("", "title", wrap=True)
        self.out = label("", "heading", wrap=True)
        self.out_text = label("", wrap=True)
        self.gone = label(_GONE, "muted", wrap=True)
        self.case = SixParts()
        self.turns_heading = label("Turn by turn", "heading", wrap=True)
        self.doing_over = DoOverCard(look=tools.look)
        self.done_over = DoneOver(look=tools.look)
        self.reflecting = ReflectionForm(look=tools.look)
        self.planning = PlanCard(look=tools.look, today=tools.clock().date())
        self.save_entry = button("Save as an entry")
        self.open_entry = button("Open its entry")
        self.next = button("Play the next variant")
        self.read = button("Read the whole run", "text")
        self.again = label("", "muted", wrap=True)
        self._lay_out()
        self._connect()
        self.take_look()

    @property
    def run(self) -> Run | None:
        """The run that is shown, with what was typed."""
        return None if self._run is None else replace(self._run, reflection=self.reflecting.reflection())

    def show_run(self, run: Run, scenario: Scenario | None) -> None:
        """Look back at this one. None where its scenario is gone."""
        self._keep_all()
        played = replay(scenario, run.moves, run.seed) if scenario is not None else None
        # A scenario that no longer takes the run to its end would tell another case.
        fits = played is not None and not played.left_over and isinstance(played.play.asks, Ended)
        self._run = run
        self._plan_id, self._draft = new_commitment_id(), None
        self._scenario = scenario if fits else None
        self._play = played.play if played is not None and fits else None
        self._show()
        self.notice.dismiss()
        self.begin(f"{self.small.text()}: {self.title.text()}")
        shelf = self._tools.vault.practice
        self._errands.run(
            lambda: _Around(tuple(each for each in shelf.commitments() if each.run == run.id), tuple(shelf.cards())),
            done=partial(self._show_around, run),
            failed=self.tell,
        )

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette."""
        return (
            Action("Save this run as an entry", "Practice", self._save_entry, ready=self._has_no_entry),
            Action("Back to the scenarios", "Practice", self.leave_asked.emit),
        )

    def shown(self) -> None:
        """Nothing to read: a run is given to it."""

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is typed, then do `then`."""
        self._keep_all()
        self._leaving.flush(lambda: self._plan_leaving.flush(then))

    def close_all(self) -> None:
        """Drop everything that came from the vault. Call `flush` first."""
        self._pause.stop()
        self._errands.forget()
        self._keeper.close()
        self._plan_keeper.close()
        self._run = self._scenario = self._play = self._draft = self._taken_again = None
        self._plans = ()
        self._show()
        self.notice.dismiss()
        self.scrolled.setAccessibleName("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        super().take_look()
        self.setStyleSheet(self.styleSheet() + scene_style(self.look))
        dress_back(self.back, self.look)
        self.out_text.setFont(self.look.reading_font(size=17.5))
        for row in self.rows:
            row.take_look()
        self.done_over.take_look()
        self.planning.take_look()

    # What is done

    def _keep_typed(self) -> None:
        self._pause.stop()
        run = self._run
        if run is None:
            return
        if self.reflecting.reflection() != run.reflection:
            self._change(reflection=self.reflecting.reflection())

    def _keep_all(self) -> None:
        """What is typed, and what is half done: a plan as it stands, and words for a turn that were not said."""
        self._keep_typed()
        if self.planning.is_edited:
            self._keep_plan(self.planning.form.plan())
        self._keep_unsaid()

    def _keep_unsaid(self) -> None:
        typed, run = self.doing_over.typed, self._run
        if typed is None or run is None:
            return
        others = tuple(each for each in run.tried if each is not self._draft)
        if all((each.at, each.move) != typed for each in run.tried):
            self._draft = Tried(*typed, self._tools.clock().astimezone(UTC))
            self._change(tried=(*others, self._draft))

    def _change(self, **fields: object) -> None:
        assert self._run is not None  # noqa: S101 - there is one as long as there is something to change
        now = self._tools.clock().astimezone(UTC)
        self._run = replace(self._run, modified=now, **fields)  # type: ignore[arg-type]  # the field's own types hold
        self._keeper.keep(self._run)

    def _do_over(self, taken: TakenTurn) -> None:
        if self._scenario is None:
            return
        self._keep_unsaid()
        self._taken_again = taken
        self.doing_over.begin(taken, self._scenario)
        self.scrolled.ensureWidgetVisible(self.doing_over)

    def _done_over(self, over: DoOver) -> None:
        # What comes next has the keyboard before what it was on goes.
        self.reflecting.fields["happened"].setFocus(Qt.FocusReason.OtherFocusReason)
        self.doing_over.clear()
        self._change(do_over=over)
        self._show_do_over()
        self.scrolled.ensureWidgetVisible(self.done_over)

    def _left_over(self) -> None:
        self._keep_unsaid()
        row = next((each for each in self.rows if each.taken is self._taken_again), None)
        if row is not None:
            row.again.setFocus(Qt.FocusReason.OtherFocusReason)
        self.doing_over.clear()

    def _keep_plan(self, plan: Plan) -> None:
        run = self._run
        if run is None:
            return
        kept = self._commitment(plan, run)
        self._put(kept, then=lambda: self.planning.rehearse.setFocus(Qt.FocusReason.OtherFocusReason))

    def _commitment(self, plan: Plan, run: Run) -> Commitment:
        """The plan as a commitment; asked again for the same run, it is the same one."""
        made = self._tools.clock().astimezone(UTC)
        return Commitment(self._plan_id, plan.cue, plan.response, made, due=plan.due, run=run.id)

    def _rehearsed(self, commitment: Commitment) -> None:
        self._put(rehearsed(commitment, now=self._tools.clock()))

    def _put(self, kept: Commitment, *, then: Callable[[], object] = lambda: None) -> None:
        def done() -> None:
            self.practice_changed.emit()
            if self._run is not None and self._run.id == kept.run:
                self._plans = (*(each for each in self._plans if each.id != kept.id), kept)
                self.planning.show_plan(kept, None)
                then()

        self._plan_keeper.keep(kept, done=done, failed=self.tell)

    def _has_no_entry(self) -> bool:
        return self._run is not None and self._run.entry is None

    def _save_entry(self) -> None:
        self._keep_all()
        run = self._run
        if run is None or run.entry is not None:
            return
        self.save_entry.setEnabled(False)
        half_done = (self._commitment(self.planning.form.plan(), run),) if self.planning.is_edited else ()
        text = run_in_markdown(run, self._scenario, (*self._plans, *half_done))
        created = Timestamp.from_aware(self._tools.clock())
        new = NewEntry(Content(created=created, title=run_title(run), text=text, tags=("practice",)))

        def kept(entry_id: str) -> None:
            self.save_entry.setEnabled(True)
            if self._run is not None and self._run.id == run.id:
                self._change(entry=entry_id)
                self._show_entry()
            self.entry_kept.emit(entry_id)
            self.notice.tell(
                "It is in your journal now.", action="Open it", act=lambda: self.entry_asked.emit(entry_id)
            )

        def failed(error: Exception) -> None:
            self.save_entry.setEnabled(True)
            self.tell(error)  # type: ignore[arg-type]  # the runner hands over nothing else

        self._errands.run(lambda: self._tools.vault.journal.add(new).id, done=kept, failed=failed)

    # How it looks

    def _show(self) -> None:
        run, scenario, play = self._run, self._scenario, self._play
        self.small.setText("" if run is None else f"Debrief · {run.scenario.family}")
        self.title.setText("" if run is None else run.scenario.title)
        self.out.setText("" if run is None else run.ending)
        self.out_text.setText(ending_text(play))
        self.out_text.setVisible(bool(self.out_text.text()))
        self.gone.setVisible(run is not None and play is None)
        self.case.setVisible(play is not None)
        self.case.clear()
        self.doing_over.clear()
        questions: Sequence[str] = ()
        offer = None
        if scenario is not None and play is not None:
            self.case.show_parts(debrief_of(scenario, play.situation))
            questions, offer = scenario.debrief.questions, scenario.debrief.plan
        if run is None:
            self.reflecting.clear()
        else:
            self.reflecting.show_reflection(run.reflection, questions)
        self.planning.show_plan(None, offer)
        self._show_turns(taken_turns(play) if play is not None else ())
        self._show_do_over()
        self._show_entry()
        self.again.setText("")

    def _show_turns(self, turns: Sequence[TakenTurn]) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for taken in turns:
            row = TurnRow(taken, look=self.look)
            row.again_asked.connect(partial(self._do_over, taken))
            self._turns.addWidget(row)
            # Made last, Tab would come to it last.
            QWidget.setTabOrder(self.rows[-1].again if self.rows else self.back, row.again)
            self.rows.append(row)
        self.turns_heading.setVisible(bool(turns))

    def _show_do_over(self) -> None:
        over = self._run.do_over if self._run is not None else None
        for row in self.rows:
            row.again.setVisible(over is None)
        self.done_over.clear()
        if over is not None and self._play is not None and self._scenario is not None:
            with suppress(PracticeError):  # an option that the scenario no longer has
                self.done_over.show_done(over, self._play.back_to(over.at), self._scenario)

    def _show_entry(self) -> None:
        has_entry = self._run is not None and self._run.entry is not None
        self.save_entry.setVisible(not has_entry)
        self.open_entry.setVisible(has_entry)

    def _show_around(self, run: Run, around: _Around) -> None:
        if self._run is None or self._run.id != run.id:
            return
        self._plans = around.plans
        if around.plans and not self.planning.is_edited:
            self.planning.show_plan(around.plans[-1], None)
        mine = [each for each in around.cards if each.family == run.scenario.family]
        self.again.setText(again_words(mine, self._tools.clock()))

    def _lay_out(self) -> None:
        self._turns = QVBoxLayout()
        self._turns.setSpacing(12)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        foot = Flow()
        for made in (self.next, self.save_entry, self.open_entry, self.read):
            foot.add(made)
        self.add(row)
        self.add(self.small, above=6)
        self.add(self.title, above=2)
        self.add(self.out, above=14)
        self.add(self.out_text, above=4)
        self.add(self.gone, above=10)
        self.add(self.case, above=20)
        self.add(self.turns_heading, above=26)
        self.add(self._turns, above=10)
        self.add(self.doing_over, above=12)
        self.add(self.done_over)
        self.add(self.reflecting, above=20)
        self.add(self.planning, above=20)
        self.add(self.again, above=22)
        self.add(foot, above=10)
        self.end()

    def _connect(self) -> None:
        self.look.changed.connect(self.take_look)
        self._pause.timeout.connect(self._keep_typed)
        self.reflecting.changed.connect(self._pause.start)
        self._keeper.changed.connect(self._tell_trouble)
        self.doing_over.done.connect(self._done_over)
        self.doing_over.left.connect(self._left_over)
        self.planning.keep_asked.connect(self._keep_plan)
        self.planning.rehearsed.connect(self._rehearsed)
        self.planning.all_asked.connect(self.commitments_asked)
        self.back.clicked.connect(lambda _checked: self.leave_asked.emit())
        self.save_entry.clicked.connect(lambda _checked: self._save_entry())
        self.open_entry.clicked.connect(self._open_entry)
        self.next.clicked.connect(self._play_next)
        self.read.clicked.connect(self._read)

    def _open_entry(self) -> None:
        if self._run is not None and self._run.entry is not None:
            self.entry_asked.emit(self._run.entry)

    def _play_next(self) -> None:
        if self._run is not None:
            self.family_asked.emit(self._run.scenario.family)

    def _read(self) -> None:
        if self._run is not None:
            self._keep_all()
            run_id = self._run.id
            self._keeper.settle(lambda: self.run_asked.emit(run_id))

    def _tell_trouble(self) -> None:
        if self._keeper.trouble is None:
            self.notice.dismiss()
        else:
            self.tell(self._keeper.trouble)
