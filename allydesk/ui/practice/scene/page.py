"""Playing a scenario alone: what one does is kept after each move, and nothing one wrote is lost."""

import secrets
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.practice.ids import OwnScenarioId
from allydesk.practice.run import Move, Run, ScenarioRef
from allydesk.practice.scenario import OwnWords, Scenario
from allydesk.problems import problem_of
from allydesk.settings import Settings
from allydesk.ui.actions import Action
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.leaving import take_up_composed_text
from allydesk.ui.journal.saving import FIRST_RETRY
from allydesk.ui.practice.scene.aloud import Aloud
from allydesk.ui.practice.scene.faces import NotesFace, PauseFace
from allydesk.ui.practice.scene.keeping import RunKeeper
from allydesk.ui.practice.scene.leaving import Leaving
from allydesk.ui.practice.scene.menu import AT_ONCE, IN_DEBRIEF, SceneMenu
from allydesk.ui.practice.scene.playthrough import Playthrough, begun, resumed
from allydesk.ui.practice.scene.stage import SceneStage, Wait, ordinary_wait
from allydesk.ui.practice.scene.style import scene_style
from allydesk.ui.practice.scene.turns import last_turn
from allydesk.ui.practice.scene.voice import Voice, find_voice
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.style import set_role

if TYPE_CHECKING:
    from allydesk.practice.coach.coach import Coach
    from allydesk.practice.coach.finding import Finding
    from allydesk.practice.library import Listed

_GROUP = "Practice"
_CHANGED = "This scenario has changed since you left it. You are where your choices still lead."
_CHANGED_LESS = "This scenario has changed since you left it. It goes on from the last choice that still fits."
_WENT_BACK = "You went back. What you had done after this is kept with the run."
_SEEDS = 2**31


class ScenePage(QFrame):
    """`begin` plays a scenario; `flush` and `close_all` before the vault is locked."""

    leave_asked = Signal()
    debrief_asked = Signal(object)
    """A run has come to its end, and is to be looked back at; carries its id."""
    partner_asked = Signal(object)
    """The scenario is to be played with somebody; carries the `Listed` it began with."""
    practice_changed = Signal()
    somebody_there = Signal(bool)
    settings_changed = Signal(object)

    def __init__(
        self,
        *,
        tools: PracticeTools,
        steady: Callable[[], float] = time.monotonic,
        wait: Wait = ordinary_wait,
        retry: int = FIRST_RETRY,
        find: Callable[[], Voice | None] = find_voice,
        seed: Callable[[], int] = lambda: secrets.randbelow(_SEEDS),
    ) -> None:
        """`steady` counts seconds and is never set back; `wait` is the time between lines and `retry` that after a
        failed save, in milliseconds; `find` looks for a voice; `seed` is what the options of a new run are shuffled
        by."""
        super().__init__()
        self._tools = tools
        self._seed = seed
        self._listed: Listed | None = None
        self._now: Playthrough | None = None
        self._coach: Coach | None = None
        self._was_kept = False
        self._finishing: Playthrough | None = None
        self._focused: QWidget | None = None
        self._errands = Errands(tasks=tools.tasks)
        self.keeper = RunKeeper(shelf=tools.vault.practice, tasks=tools.tasks, retry=retry, parent=self)
        self._leaving = Leaving(keeper=self.keeper, prompts=tools.prompts)
        self.stage = SceneStage(look=tools.look, steady=steady, listen=self._listen, wait=wait)
        self.notes = NotesFace(look=tools.look)
        self.pause = PauseFace(look=tools.look)
        self.aloud = Aloud(find=find, parent=self)
        self.menu = SceneMenu(deeds=self._deeds, settings=lambda: tools.settings, aloud=self.aloud, parent=self)
        self.stack = QStackedWidget()
        set_role(self, "paper")
        self._lay_out()
        self._connect()
        self._take_look()

    # What the room asks

    def begin(self, listed: "Listed", scenario: Scenario, run: Run | None = None) -> None:
        """Play from the beginning, or go on with a run where it was left."""
        run = self._newest(run)
        self._withdraw()
        self._listed = listed
        own: OwnScenarioId | None = listed.own.id if listed.own is not None else None
        head = scenario.head
        ref = ScenarioRef(head.title, head.family, head.variant, scenario.digest, own)
        now = self._tools.clock()
        try:
            if run is None:
                self._now = begun(scenario, ref, seed=self._seed(), now=now)
            else:
                self._now = resumed(scenario, ref, run, now=now)
        except AllydeskError as error:
            self._now = None
            problem = problem_of(error)
            self._tools.prompts.tell(problem.happened, f"{problem.safe} {problem.next}".strip(), self.leave_asked.emit)
            return
        self._was_kept = run is not None
        self._know_skills()
        self._know_coach(scenario)
        self._hear()
        if head.content_notes and not self._now.play.moves:
            self.notes.show_notes(head)
            self._put_in_front(self.notes)
            self.notes.take_keyboard()
        else:
            self._play_on(run)

    def shown(self) -> None:
        """The page has come to the front."""
        self._know_skills()

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is typed and not said yet among what was tried, then do `then`."""
        take_up_composed_text()
        self.aloud.be_quiet()
        self._keep_draft()
        self._leaving.flush(then)

    def show_settings(self, settings: Settings) -> None:
        """Other choices are in force."""
        self._tools.settings = settings
        self._hear()
        self.stage.show_anew(with_notes=self._with_notes)
        if settings.practice_pace == AT_ONCE:
            self.stage.show_all()

    def offered(self) -> tuple[Action, ...]:
        """What can be done here."""
        return (
            Action("Pause the scene", _GROUP, self._pause_or_go_on, "Esc", ready=lambda: self._now is not None),
            *self._deeds(),
            Action("Leave the scene", _GROUP, self.leave, ready=lambda: self._now is not None),
        )

    def close_all(self) -> None:
        """Drop everything that came from the vault. Call `flush` first."""
        self._errands.drop()
        self._withdraw()
        self.keeper.close()
        self._now = self._listed = self._finishing = None
        self.notes.clear()

    # What a person does here

    def leave(self) -> None:
        """Keep everything, and go."""
        self.flush(self._gone)

    def retry_turn(self) -> None:
        """Try the last turn again."""
        place = last_turn(self._now.play.moves) if self._now is not None else None
        if place is not None:
            self.go_back(place)

    def go_back(self, moves: int) -> None:
        """Go back to where only so many moves were made. It asks nothing, and can be undone."""
        before = self._now
        if before is None or moves >= len(before.play.moves) or self._is_finishing:
            return
        self._keep_draft()
        before = self._now
        assert before is not None  # noqa: S101 - keeping a draft ends nothing
        self._take(before.back_to(moves, now=self._tools.clock()), at_once=True)
        self.stage.notice.say(_WENT_BACK, action="Undo", act=lambda: self._undo(before))

    def _make(self, move: Move) -> None:
        if self._now is not None:
            self.stage.notice.withdraw()
            self._take(self._now.made(move, now=self._tools.clock()))

    def _back_to_choices(self) -> None:
        """From one's own words: what is typed stays among what was tried."""
        if self._now is not None:
            self._keep_draft()
            moves = len(self._now.play.moves) - 1
            self._take(self._now.back_to(moves, now=self._tools.clock()), at_once=True)

    def _undo(self, before: Playthrough) -> None:
        if self._now is not None:
            self._keep_draft()
            self._take(self._now.undone(before, now=self._tools.clock()), at_once=True)

    def _look_back(self) -> None:
        """The run is over: keep it so, with when to practise again, and go to the debrief."""
        now = self._now
        if now is None or self._is_finishing:
            return
        run = now.finished(now=self._tools.clock())
        self._finishing = now
        self.stage.asked.ending.look_back.setEnabled(False)

        def done() -> None:
            is_here = self._now is now
            if is_here:
                self._withdraw()
                self._now = None  # what is finished is not saved over
            self.practice_changed.emit()
            if is_here:  # nobody has left it meanwhile
                self.debrief_asked.emit(run.id)

        self.keeper.finish(run, done=done, failed=self._tell_not_finished)

    def _pause_or_go_on(self) -> None:
        if self._now is None or self.stack.currentWidget() is self.notes:
            return
        if self.stack.currentWidget() is self.pause:
            self._go_on()
        else:
            self._focused = QApplication.focusWidget()
            self.aloud.be_quiet()
            self.menu.close_all()
            self._put_in_front(self.pause)
            self.pause.take_keyboard()

    def _go_on(self) -> None:
        self._put_in_front(self.stage)
        focused, self._focused = self._focused, None
        if focused is not None and self.stage.isAncestorOf(focused) and focused.isVisible():
            focused.setFocus()
        else:
            self.stage.take_keyboard()

    def _deeds(self) -> tuple[Action, ...]:
        def has_moves() -> bool:
            return self._is_playing and self._now is not None and bool(self._now.play.moves)

        def arriving() -> bool:
            return self._is_playing and self.stage.arrival.is_under_way

        return (
            Action("Try this turn again", _GROUP, self.retry_turn, "Ctrl+R", ready=has_moves),
            Action("Choose a line to go back to", _GROUP, self.stage.choose_line, "Alt+Left", ready=has_moves),
            Action("Show all lines", _GROUP, self.stage.show_all, ready=arriving),
        )

    # Inside

    @property
    def _is_playing(self) -> bool:
        return self._now is not None and self.stack.currentWidget() is self.stage

    @property
    def _is_finishing(self) -> bool:
        """Whether the run that is shown is on its way into the vault as finished: nothing of it changes any more."""
        return self._now is not None and self._finishing is self._now

    @property
    def _is_at_once(self) -> bool:
        return self._tools.look.reduced_motion or self._tools.settings.practice_pace == AT_ONCE

    @property
    def _with_notes(self) -> bool:
        return self._tools.settings.practice_feedback != IN_DEBRIEF

    def _play_on(self, run: Run | None = None) -> None:
        """Show what there is. A run that is gone on with is there at once."""
        now = self._now
        if now is None:
            return
        self._put_in_front(self.stage)
        self._show(now, at_once=run is not None, text=now.left_words)
        self.stage.take_keyboard()
        if run is not None and run.scenario.digest != now.run.scenario.digest:
            self.stage.notice.say(_CHANGED_LESS if len(now.play.moves) < len(run.moves) else _CHANGED)

    def _take(self, now: Playthrough, *, at_once: bool = False) -> None:
        """This is how it stands now."""
        if self._is_finishing:
            return
        self._now = now
        self._keep()
        self._show(now, at_once=at_once)

    def _show(self, now: Playthrough, *, at_once: bool = False, text: str = "") -> None:
        self.aloud.be_quiet()
        self.stage.show_play(
            now.play,
            with_notes=self._with_notes,
            at_once=at_once or self._is_at_once,
            text=text,
        )

    def _keep(self) -> None:
        if self._now is not None and (self._now.is_worth_keeping or self._was_kept):
            self._was_kept = True
            self.keeper.keep(self._now.run)

    def _keep_draft(self) -> None:
        """What is typed and not said goes among what was tried."""
        if self._now is None or not self.stage.asked.face:
            return
        now = self._now.with_draft(self.stage.asked.typed, now=self._tools.clock())
        if now is not self._now:
            self._now = now
            self._keep()

    def _newest(self, run: Run | None) -> Run | None:
        """The run as it is here, where it was never left: what is typed in it is not in the vault yet."""
        self._keep_draft()
        here = self._now.run if self._now is not None else None
        return here if run is not None and here is not None and here.id == run.id else run

    def _gone(self) -> None:
        self._withdraw()
        self._now = None
        if self._was_kept:
            self.practice_changed.emit()
        self.leave_asked.emit()

    def _withdraw(self) -> None:
        self.menu.close_all()
        self.aloud.be_quiet()
        self.stage.clear()
        self._focused = None

    def _know_skills(self) -> None:
        shelf = self._tools.vault.practice
        self._errands.run(shelf.observations, done=self.stage.beside.know, failed=lambda _error: None)

    def _hear(self) -> None:
        """Read lines aloud, or do not, as it was chosen."""
        self.aloud.turn(on=self._tools.settings.read_aloud)
        self.stage.transcript.can_be_read(can=self.aloud.is_on)

    def _know_coach(self, scenario: Scenario) -> None:
        """Ask for the coach where it will be needed: reading its rules takes a moment."""
        if self._coach is None and any(isinstance(each.turn, OwnWords) for each in scenario.scenes.values()):
            self._errands.run(self._read_coach, done=self._take_coach)

    def _read_coach(self) -> "Coach | None":
        try:
            return self._tools.coach
        except (OSError, ValueError):
            return None  # its rules are missing or damaged: one plays without it

    def _take_coach(self, coach: "Coach | None") -> None:
        self._coach = coach
        self.stage.asked.saying.allow_coach(allowed=coach is not None)

    def _listen(self, text: str, turn: OwnWords) -> "Sequence[Finding] | None":
        return None if self._coach is None else self._coach.read(text, turn.intent)

    def _choose(self, settings: Settings) -> None:
        self.show_settings(settings)
        self.settings_changed.emit(settings)

    def _tell_trouble(self) -> None:
        error = self.keeper.trouble
        if error is None:
            self.stage.trouble.withdraw()
            return
        problem = problem_of(error)
        words = f"{problem.happened} What you did is still here, and is not in the vault yet. {problem.next}"
        self.stage.trouble.say(words, action="Try again", act=self.keeper.save_now)

    def _tell_not_finished(self, error: AllydeskError) -> None:
        self._finishing = None
        self.stage.asked.ending.look_back.setEnabled(True)
        problem = problem_of(error)
        words = f"{problem.happened} The scene is still here. {problem.next}"
        self.stage.trouble.say(words, action="Try again", act=self._look_back)

    def _put_in_front(self, face: QWidget) -> None:
        self.stack.setCurrentWidget(face)
        self.setFocusProxy(face if face is not self.stage else self.stage.transcript)

    def _lay_out(self) -> None:
        for face in (self.stage, self.notes, self.pause):
            self.stack.addWidget(face)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _take_look(self) -> None:
        self.setStyleSheet(scene_style(self._tools.look))
        for part in (self.stage, self.notes, self.pause):
            part.take_look()

    def _connect(self) -> None:
        stage = self.stage
        self._tools.look.changed.connect(self._take_look)
        stage.asked.moved.connect(self._make)
        stage.asked.choices_asked.connect(self._back_to_choices)
        stage.asked.ending.look_back_asked.connect(self._look_back)
        stage.asked.ending.leave_asked.connect(self.leave)
        stage.asked.ending.again_asked.connect(self.retry_turn)
        stage.transcript.back_asked.connect(self.go_back)
        stage.transcript.again_asked.connect(self.go_back)
        stage.transcript.read_asked.connect(self.aloud.read)
        stage.arrived.connect(self.aloud.arrived)
        stage.hurried.connect(self.aloud.be_quiet)
        stage.beside.partner_asked.connect(lambda: self.partner_asked.emit(self._listed))
        stage.head.leave.clicked.connect(lambda _checked: self.leave())
        stage.head.pause.clicked.connect(lambda _checked: self._pause_or_go_on())
        stage.head.more.clicked.connect(lambda _checked: self.menu.open(stage.head.more))
        self.aloud.speaking.connect(lambda speaking: stage.arrival.wait_for_voice(speaking=speaking))
        self.aloud.speaking.connect(self.somebody_there)
        self.menu.settings_chosen.connect(self._choose)
        self.notes.went_on.connect(self._play_on)
        self.notes.left.connect(self.leave)
        self.pause.went_on.connect(self._go_on)
        self.pause.left.connect(self.leave)
        self.keeper.changed.connect(self._tell_trouble)
