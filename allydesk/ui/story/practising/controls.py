"""What stands below the teleprompter: before a telling how it is to go, and during it what can be done."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.ui.settings.choice import Choice
from allydesk.ui.story.practising.choices import MINUTES, PACE_STEP, PACES, Choices
from allydesk.ui.story.practising.rehearsal import Stage
from allydesk.ui.story.practising.stepper import Stepper
from allydesk.ui.story.practising.wav import LONGEST
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.tick import TickBox
from allydesk.ui.widgets.words import button, label

_SPEED = (("length", "By length"), ("pace", "By pace"))
_RECORDING = f"Up to {LONGEST // 60} minutes, kept in this vault and nowhere else."
_UNDER_WAY = (Stage.LEADING_IN, Stage.TELLING, Stage.PAUSED)


class Controls(QWidget):
    """Two lines of controls, of which one is shown. It holds nothing but what was chosen."""

    chosen = Signal(object)
    """Other `Choices` that the person made."""
    pause_asked = Signal()
    faster_asked = Signal(int)
    larger_asked = Signal(int)
    end_asked = Signal()
    fill_asked = Signal()
    record_asked = Signal()
    opened = Signal()
    """Where there is little room, the choices were shown, or put away again."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._choices = Choices()
        self._is_small = False
        self.speed = Choice("Speed", _SPEED, value="pace")
        self.minutes = Stepper("Length", within=MINUTES, step=1, units=("minute", "minutes"), look=look)
        self.pace = Stepper(
            "Words a minute", within=PACES, step=PACE_STEP, units=("word a minute", "words a minute"), look=look
        )
        self.smaller = button("A−", "outlined", name="Smaller type (−)")
        self.larger = button("A+", "outlined", name="Larger type (+)")
        self.mirror = button("Mirror", "outlined", name="Mirror the text (M)")
        self.mirror.setCheckable(True)
        self.lead_in = TickBox("Three quiet seconds first", look=look)
        self.open = button("How it is told", "outlined")
        self.open.setCheckable(True)
        self.fill = button("Fill the window", "text", name="Fill the window (F11)")
        self.record = button("Start and record", "outlined")
        self.record.setToolTip(_RECORDING)
        self.record.setAccessibleDescription(_RECORDING)
        self.type = self._type()
        choices = (self.speed, self.minutes, self.pace, self.type, self.mirror, self.lead_in)
        self.before = _line(self.open, *choices, self.record, self.fill)
        self.pause = button("Pause", "outlined", name="Pause (Space)")
        self.slower, self.faster = button("Slower", "outlined"), button("Faster", "outlined")
        self.now = label("", "muted")
        self.stop_recording = button("Stop recording", "outlined")
        self.unfill = button("Show everything again", "text", name="Show everything again (F11)")
        self.end = button("Finish", "outlined", name="Finish (Escape)")
        self.during = _line(self.pause, self.slower, self.now, self.faster, self.stop_recording, self.end, self.unfill)
        self._stack = QVBoxLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for part in (self.before, self.during):
            self._stack.addWidget(part)
        self._connect()

    @property
    def takes_the_room(self) -> bool:
        """Whether the choices stand in the place of the text."""
        return self._is_small and self.open.isChecked() and not self.before.isHidden()

    def be_small(self, *, small: bool) -> None:
        """Show the choices only when asked to, where there is little room."""
        if small != self._is_small:
            self._is_small = small
            self._show_parts()

    def show_choices(self, choices: Choices, *, pace: float) -> None:
        """Show these; `pace` in words a minute is what comes of them."""
        self._choices = choices
        self.speed.show_value("length" if choices.by_length else "pace")
        self._show_parts()
        self.minutes.show_value(choices.minutes)
        self.pace.show_value(round(pace))
        self.mirror.setChecked(choices.mirrored)
        self.lead_in.setChecked(choices.lead_in)

    def show_stage(self, stage: Stage, *, filled: bool, can_record: bool, is_recording: bool) -> None:
        """Show what makes sense now."""
        under_way = stage in _UNDER_WAY
        self.before.setVisible(not under_way and not filled)
        self.during.setVisible(under_way or filled)
        self.pause.setText({Stage.PAUSED: "Go on", Stage.READY: "Start"}.get(stage, "Pause"))
        self.pause.setAccessibleName(f"{self.pause.text()} (Space)")
        self.record.setVisible(can_record)
        self.stop_recording.setVisible(is_recording)
        self.end.setVisible(under_way and filled)  # otherwise it stands in the head of the page
        self.unfill.setVisible(filled)

    def show_pace(self, pace: float) -> None:
        """Show how fast it goes now."""
        words = f"{round(pace)} words a minute"
        if self.now.text() != words:
            self.now.setText(words)

    # Inside

    def _show_parts(self) -> None:
        shown = not self._is_small or self.open.isChecked()
        self.open.setVisible(self._is_small)
        for part in (self.speed, self.type, self.mirror, self.lead_in):
            part.setVisible(shown)
        self.minutes.setVisible(shown and self._choices.by_length)
        self.pace.setVisible(shown and not self._choices.by_length)

    def _open_or_close(self) -> None:
        self._show_parts()
        self.opened.emit()

    def _type(self) -> QWidget:
        both = Flow(spacing=6)
        both.setAccessibleName("Size of the type")
        both.add(self.smaller)
        both.add(self.larger)
        return both

    def _connect(self) -> None:
        self.open.clicked.connect(lambda _checked: self._open_or_close())
        self.speed.chosen.connect(lambda key: self._choose(by_length=key == "length"))
        self.minutes.chosen.connect(lambda value: self._choose(minutes=value))
        self.pace.chosen.connect(lambda value: self._choose(pace=value))
        self.mirror.clicked.connect(lambda on: self._choose(mirrored=on))
        self.lead_in.clicked.connect(lambda on: self._choose(lead_in=on))
        self.smaller.clicked.connect(lambda _checked: self.larger_asked.emit(-1))
        self.larger.clicked.connect(lambda _checked: self.larger_asked.emit(1))
        self.slower.clicked.connect(lambda _checked: self.faster_asked.emit(-1))
        self.faster.clicked.connect(lambda _checked: self.faster_asked.emit(1))
        self.pause.clicked.connect(lambda _checked: self.pause_asked.emit())
        self.end.clicked.connect(lambda _checked: self.end_asked.emit())
        for made in (self.fill, self.unfill):
            made.clicked.connect(lambda _checked: self.fill_asked.emit())
        for made in (self.record, self.stop_recording):
            made.clicked.connect(lambda _checked: self.record_asked.emit())

    def _choose(self, **changes: object) -> None:
        self.chosen.emit(replace(self._choices, **changes))  # type: ignore[arg-type]  # each by its own field's type


def _line(*parts: QWidget) -> Flow:
    made = Flow(spacing=10)
    for part in parts:
        made.add(part)
    return made
