"""One take in the list: what it was, and what the person says of it, which can be changed in its place."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.story.takes import Compared, length_in_words, pace_in_words, rating_in_words, take_in_words
from allydesk.story.telling import Take
from allydesk.ui.journal.words import counted, moment_in_words
from allydesk.ui.story.practising.takeform import TakeForm
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label


class TakeRow(QFrame):
    """Shows one take. What is changed in it is told at once, and by `commit` what is still being typed."""

    changed = Signal(object)
    """The `Take` with another rating or other notes."""
    removal_asked = Signal()
    audio_removal_asked = Signal()
    listen_asked = Signal()
    opened = Signal()
    """The rating and the notes can be changed now."""

    def __init__(self, one: Compared, *, look: Look, can_listen: bool) -> None:
        super().__init__()
        self._look = look
        self._one = one
        self._can_listen = can_listen
        set_role(self, "card")
        self.day = label("", "strong", wrap=True)
        self.figures = label("", wrap=True)
        self.since = label("", "small", wrap=True)
        self.notes = label("", "muted", wrap=True)
        self.form: TakeForm | None = None
        when = moment_in_words(one.take.begun)
        self.listen = button("Listen", "text", name=f"Listen to the take of {when}")
        self.change = button("Change", "text", name=f"Change the notes of the take of {when}")
        self.drop_audio = button("Remove its recording", "text", name=f"Remove the recording of the take of {when}")
        self.remove = button("Remove", "text", name=f"Remove the take of {when}")
        self._lay_out()
        self.listen.clicked.connect(lambda _checked: self.listen_asked.emit())
        self.change.clicked.connect(lambda _checked: self._turn())
        self.drop_audio.clicked.connect(lambda _checked: self.audio_removal_asked.emit())
        self.remove.clicked.connect(lambda _checked: self.removal_asked.emit())
        self.show_take(one)

    @property
    def take(self) -> Take:
        """The take as it is kept."""
        return self._one.take

    def show_take(self, one: Compared) -> None:
        """Show it as it is now; what is being typed stays."""
        self._one = one
        take = one.take
        self.day.setText(moment_in_words(take.begun))
        recorded = " · with a recording" if take.audio is not None else ""
        self.figures.setText(f"{take_in_words(one)} · {counted(take.words, 'word', 'words')}{recorded}")
        self.since.setText(one.since)
        self.since.setVisible(bool(one.since))
        self.notes.setText(take.notes)
        self.notes.setVisible(bool(take.notes) and self.form is None)
        self.listen.setVisible(take.audio is not None and self._can_listen)
        self.drop_audio.setVisible(take.audio is not None and self.form is not None)
        self.setAccessibleName(_spoken(one))

    def show_playing(self, *, on: bool) -> None:
        """Whether its recording is being played."""
        self.listen.setText("Stop" if on else "Listen")

    def commit(self) -> None:
        """Tell of what was typed."""
        if self.form is None:
            return
        rating, notes = self.form.value()
        if (rating, notes) != (self.take.rating, self.take.notes):
            self._one = replace(self._one, take=replace(self.take, rating=rating, notes=notes))
            self.changed.emit(self.take)

    def close_form(self) -> None:
        """Keep what was typed, and show the notes as they are again."""
        if self.form is not None:
            self._turn()

    def take_look(self) -> None:
        """Take the look's present type."""
        for made in (self.figures, self.notes):
            made.setFont(self._look.ui_font())
        self.notes.setFont(self._look.reading_font(size=16))
        if self.form is not None:
            self.form.take_look()

    # Inside

    def _turn(self) -> None:
        self.commit()
        if self.form is None:
            self.form = TakeForm(look=self._look)
            self.form.show_value(self.take.rating, self.take.notes)
            self._column.insertWidget(self._column.indexOf(self.notes), self.form)
            self.form.notes.setFocus()
            self.opened.emit()
        else:
            self._column.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
            self.form = None
        self.change.setText("Change" if self.form is None else "Done")
        self.show_take(self._one)

    def _lay_out(self) -> None:
        acts = Flow(spacing=14)
        for made in (self.listen, self.change, self.drop_audio, self.remove):
            acts.add(made)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 14, 22, 8)
        self._column.setSpacing(3)
        for part in (self.day, self.figures, self.since, self.notes, acts):
            self._column.addWidget(part)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.take_look()


def _spoken(one: Compared) -> str:
    take = one.take
    parts = (
        f"Take of {moment_in_words(take.begun)}",
        length_in_words(take.seconds),
        pace_in_words(one.pace),
        "" if take.rating is None else rating_in_words(take.rating),
        "with a recording" if take.audio is not None else "",
        one.since,
        take.notes,
    )
    return ", ".join(part for part in parts if part)
