"""When a telling is over: what it was, what the person says of it, and whether they keep it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from allydesk.story.takes import length_in_figures, pace_in_words, pace_of
from allydesk.ui.journal.words import counted
from allydesk.ui.settings.choice import Choice
from allydesk.ui.settings.step import scrolling
from allydesk.ui.story.practising.drafting import Draft
from allydesk.ui.story.practising.stage import Told
from allydesk.ui.story.practising.takeform import TakeForm
from allydesk.ui.story.practising.wav import Samples
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_WIDEST = 760
_AS_FAR, _WHOLE = "far", "whole"


class Ending(QWidget):
    """The card of one telling. The button that keeps it is the page's own."""

    discarded = Signal()
    listen_asked = Signal()
    audio_dropped = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._told: Told | None = None
        self.heading = label("", "dialog-title", wrap=True)
        self.figures = label("", "muted", wrap=True)
        self.how_far = Choice("How much of it you told", ((_AS_FAR, ""), (_WHOLE, "The whole story")), value=_AS_FAR)
        self.form = TakeForm(look=look)
        self.listen = button("Listen", "outlined", name="Listen to the recording")
        self.audio = label("", "")
        self.drop_audio = button("Leave the recording out", "text")
        self.discard = button("Discard", "outlined", name="Discard this take")
        self._card = QFrame()
        self._sound = Flow(spacing=12)
        self._lay_out()
        self.how_far.chosen.connect(lambda _key: self._say_figures())
        self.listen.clicked.connect(lambda _checked: self.listen_asked.emit())
        self.drop_audio.clicked.connect(lambda _checked: self.audio_dropped.emit())
        self.discard.clicked.connect(lambda _checked: self.discarded.emit())
        look.changed.connect(self._dress)
        self._dress()

    @property
    def words(self) -> int:
        """How many words were told, as the person has it."""
        told = self._told
        if told is None:
            return 0
        return told.whole if self.how_far.value == _WHOLE else told.words

    def show_draft(self, draft: Draft) -> None:
        """Show a telling that is over, and what was said of it so far."""
        told = self._told = draft.told
        self.heading.setText(f"You told it in {length_in_figures(told.seconds)}")
        self.how_far.option(_AS_FAR).setText(f"As far as the reading line: {counted(told.words, 'word', 'words')}")
        said_whole = draft.take.words == told.whole
        self.how_far.show_value(_WHOLE if said_whole else _AS_FAR)
        self.how_far.setVisible(not told.told_it_all)
        self.form.show_value(draft.take.rating, draft.take.notes)
        self.show_audio(draft.samples)
        self._say_figures()

    def show_audio(self, samples: Samples | None) -> None:
        """Say what was recorded, if anything was."""
        self._sound.setVisible(samples is not None)
        size = f"{samples.wav_size / 1_000_000:.1f} MB" if samples is not None else ""
        self.audio.setText(f"Recording: {length_in_figures(samples.seconds)}, {size}" if samples is not None else "")

    def show_playing(self, *, on: bool, possible: bool) -> None:
        """Whether the recording is being played, and whether it can be."""
        self.listen.setText("Stop" if on else "Listen")
        self.listen.setAccessibleName("Stop the recording" if on else "Listen to the recording")
        self.listen.setVisible(possible)

    def clear(self) -> None:
        """Drop what it shows."""
        self._told = None
        self.form.clear()
        self.heading.clear()
        self.figures.clear()
        self.show_audio(None)

    # Inside

    def _say_figures(self) -> None:
        told = self._told
        if told is not None:
            pace = pace_in_words(pace_of(self.words, told.seconds))
            self.figures.setText(" · ".join(part for part in (counted(self.words, "word", "words"), pace) if part))

    def _lay_out(self) -> None:
        set_role(self._card, "card")
        sound: tuple[QWidget, ...] = (self.audio, self.listen, self.drop_audio)
        for part in sound:
            self._sound.add(part)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(8)
        above: tuple[QWidget, ...] = (self.heading, self.figures, self.how_far)
        for part in above:
            column.addWidget(part)
        column.addSpacing(10)
        column.addWidget(self.form)
        column.addSpacing(6)
        column.addWidget(self._sound)
        column.addSpacing(6)
        column.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignLeft)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 8, 8)
        row.addWidget(self._card, 1000, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner))

    def _dress(self) -> None:
        self._card.setMaximumWidth(self._look.scaled(_WIDEST))
        self.form.take_look()
