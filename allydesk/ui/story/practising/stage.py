"""Telling a story aloud: the teleprompter with its clock above and its controls below."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.story.telling import WORDS_A_MINUTE
from allydesk.ui.story.practising.choices import PACE_STEP, Choices
from allydesk.ui.story.practising.clockline import ClockLine, Time
from allydesk.ui.story.practising.controls import Controls
from allydesk.ui.story.practising.prompter import Prompter
from allydesk.ui.story.practising.recording import Recorder
from allydesk.ui.story.practising.rehearsal import Rehearsal, Stage, within
from allydesk.ui.story.practising.script import Script
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

FRAME = 16
"""Milliseconds from frame to frame while the text glides: about 60 a second."""
STEP = 100
"""Where nothing is to glide: how often it is looked whether the next line has come."""
_LOW, _NARROW = 330, 560
"""Pixels at a text scale of 1: below these the choices are shown only when asked for."""
_FULL = "The recording has stopped: it is full, or the microphone is gone. The telling goes on."


@dataclass(frozen=True, slots=True)
class Told:
    """A telling that is over. `words` are those that passed the reading line, `whole` all that the story has."""

    begun: datetime
    seconds: int
    words: int
    whole: int
    told_it_all: bool


class TellingView(QWidget):
    """Tells one script. Nothing it shows outlives `clear`."""

    stage_changed = Signal()
    told = Signal(object)
    """A telling is over; carries a `Told`."""
    choices_changed = Signal(object)
    """Other `Choices` that the person made."""
    record_asked = Signal()
    """The person pressed Record, or what stops it."""
    fill_asked = Signal()

    def __init__(self, *, look: Look, steady: Callable[[], float], clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._look, self._steady, self._clock = look, steady, clock
        self._choices, self._usual = Choices(), WORDS_A_MINUTE
        self._begun = clock()
        self._last = Stage.READY
        self._recorder: Recorder | None = None
        self._can_record = self.is_filled = False
        self.rehearsal = Rehearsal(words=0, steady=steady)
        self.time = ClockLine(look=look)
        self.recording = label("● Recording", "chip-low")
        self.prompter = Prompter(look=look)
        self.controls = Controls(look=look)
        self._rest = QWidget()
        self.problem = label("", "warning", wrap=True)
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._lay_out()
        self._connect()
        self._show_all()

    @property
    def stage(self) -> Stage:
        """How far the telling has come."""
        return self.rehearsal.stage

    @property
    def is_under_way(self) -> bool:
        """Whether something has begun that is not over."""
        return self.stage in (Stage.LEADING_IN, Stage.TELLING, Stage.PAUSED)

    @property
    def choices(self) -> Choices:
        """How it is told."""
        return self._choices

    def show_script(self, script: Script, *, choices: Choices, usual: int) -> None:
        """Get ready to tell this, from its top; `usual` is the person's pace in words a minute."""
        self._choices, self._usual = choices, usual
        self.prompter.show_script(script)
        self.get_ready()

    def know_usual_pace(self, usual: int) -> None:
        """Another pace is the person's usual one."""
        self._usual = usual
        if self.stage is Stage.READY:
            self.rehearsal.take_pace(self._chosen_pace())
            self._show_all()

    def get_ready(self, *, place: float = 0.0) -> None:
        """Get ready to tell the same once more."""
        self.timer.stop()
        self.rehearsal = Rehearsal(words=self.prompter.script.words, steady=self._steady, pace=self._chosen_pace())
        self.rehearsal.move_to(place)
        self.problem.hide()
        self._show_all()

    def record_with(self, recorder: Recorder | None) -> None:
        """Take down with this from now on, pausing where the telling does; None for no more."""
        self._recorder = recorder
        self._show_stage()

    def offer_recording(self, *, can: bool) -> None:
        """Whether there is anything to record with."""
        self._can_record = can
        self._show_stage()

    def tell_recording_stopped(self) -> None:
        """It has stopped by itself."""
        self.problem.setText(_FULL)
        self.problem.show()
        self._show_stage()

    def take_choices(self, choices: Choices) -> None:
        """Tell it in this way."""
        self._choices = choices
        if self.stage is Stage.READY:
            self.rehearsal.take_pace(self._chosen_pace())
        self._show_all()

    def toggle(self) -> None:
        """Begin, hold on, go on."""
        recorder = self._recorder
        if self.stage is Stage.READY and self.rehearsal.words:
            self._begun = self._clock()
            self.rehearsal.begin(lead_in=self._choices.lead_seconds)
            self.prompter.setFocus()
        elif self.stage in (Stage.LEADING_IN, Stage.TELLING):
            self.rehearsal.pause()
            if recorder is not None:
                recorder.pause()
        elif self.stage is Stage.PAUSED:
            self.rehearsal.go_on()
            if recorder is not None:
                recorder.go_on()
        self.tick()

    def finish(self) -> None:
        """It is over; what has hardly begun never was."""
        if self.is_under_way:
            self.rehearsal.end()
            told = self.rehearsal
            self.timer.stop()
            if int(told.seconds) < 1:
                self.get_ready()
                return
            self.tick()
            words = told.words if told.told_it_all else told.told
            self.told.emit(Told(self._begun, int(told.seconds), words, told.words, told.told_it_all))

    def fill(self, *, filled: bool) -> None:
        """Leave away what a telling does not need."""
        self.is_filled = filled
        self._show_stage()

    def tick(self) -> None:
        """Show where the telling is now. Called by the timer; the clock alone says how far it has come."""
        stage = self.stage
        if stage is not self._last:
            self._last = stage
            self._show_stage()
            self.stage_changed.emit()
        self._run(on=stage in (Stage.LEADING_IN, Stage.TELLING))
        glides = stage in (Stage.TELLING, Stage.PAUSED) and not self._look.reduced_motion
        self.prompter.show_place(self.rehearsal.place, glides=glides)
        self.time.show_time(Time(stage, self.rehearsal.seconds, self.rehearsal.planned, round(self.rehearsal.pace)))

    def hold(self) -> None:
        """Pause what runs."""
        if self.stage in (Stage.LEADING_IN, Stage.TELLING):
            self.toggle()

    def clear(self) -> None:
        """Drop the text and stop everything."""
        self.timer.stop()
        self._recorder = None
        self.rehearsal = Rehearsal(words=0, steady=self._steady)
        self.prompter.clear()
        self.timer.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room it is the text's."""
        super().resizeEvent(event)
        self._share_room()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight it does not run on."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.hold()

    # Inside

    def _chosen_pace(self) -> float:
        return self._choices.pace_of(self.prompter.script.words, usual=self._usual)

    def _run(self, *, on: bool) -> None:
        if on and not self.timer.isActive():
            self.timer.start(STEP if self._look.reduced_motion else FRAME)
        elif not on:
            self.timer.stop()

    def _move_to(self, words: float) -> None:
        self.rehearsal.move_to(words)
        self.tick()

    def _go_faster(self, steps: int) -> None:
        """Faster by steps of five words a minute; slower below 0."""
        if self.stage is Stage.READY and self._choices.by_length:
            (self.controls.minutes.field.stepDown if steps > 0 else self.controls.minutes.field.stepUp)()
            return
        pace = within(PACE_STEP * (round(self.rehearsal.pace / PACE_STEP) + steps))
        self.rehearsal.take_pace(pace, plan=not self._choices.by_length)
        if not self._choices.by_length:
            self._choose(pace=round(pace))
        self._show_all()

    def _choose(self, **changes: object) -> None:
        self._choices = replace(self._choices, **changes)  # type: ignore[arg-type]  # each by its own field's type
        self.choices_changed.emit(self._choices)
        self._show_all()

    def _take_chosen(self, choices: Choices) -> None:
        self.take_choices(choices)
        self.choices_changed.emit(choices)

    def _show_all(self) -> None:
        self.prompter.set_type(self._choices.pixels, mirrored=self._choices.mirrored)
        self.controls.show_choices(self._choices, pace=self.rehearsal.pace)
        self.controls.show_pace(self.rehearsal.pace)
        self._show_stage()
        self.tick()

    def _show_stage(self) -> None:
        is_recording = self._recorder is not None and self._recorder.is_on
        self.recording.setVisible(is_recording)
        self.controls.show_stage(
            self.stage, filled=self.is_filled, can_record=self._can_record, is_recording=is_recording
        )
        self._share_room()

    def _share_room(self) -> None:
        low, narrow = self._look.scaled(_LOW), self._look.scaled(_NARROW)
        self.controls.be_small(small=self.height() < low or self.width() < narrow)
        self.prompter.setVisible(not self.controls.takes_the_room)
        self._rest.setVisible(self.controls.takes_the_room)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(16)
        above.addWidget(self.time, 1)
        above.addWidget(self.recording)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(above)
        column.addWidget(self.problem)
        column.addWidget(self.prompter, 1)
        column.addWidget(self._rest, 1)
        column.addWidget(self.controls)
        self.problem.hide()

    def _connect(self) -> None:
        self.timer.timeout.connect(self.tick)
        for part in (self.prompter, self.controls):
            part.pause_asked.connect(self.toggle)
            part.faster_asked.connect(self._go_faster)
            part.larger_asked.connect(lambda steps: self._take_chosen(self._choices.stepped(steps)))
        self.prompter.end_asked.connect(self._escape)
        self.controls.end_asked.connect(self.finish)
        self.prompter.place_asked.connect(self._move_to)
        self.prompter.mirror_asked.connect(lambda: self._choose(mirrored=not self._choices.mirrored))
        self.prompter.time_asked.connect(self.time.say)
        self.controls.chosen.connect(self._take_chosen)
        self.controls.opened.connect(self._share_room)
        self.controls.fill_asked.connect(self.fill_asked)
        self.controls.record_asked.connect(self.record_asked)

    def _escape(self) -> None:
        """Escape ends what is under way; with nothing under way it brings back what was left away."""
        if self.is_under_way:
            self.finish()
        elif self.is_filled:
            self.fill_asked.emit()
