"""One turn done over: the same question again, another answer, and what would have followed. Once for each run."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from allydesk.practice.playing import ChoiceAsked, Play, WhyAsked, WordsAsked
from allydesk.practice.run import OWN_WORDS, Chose, DoOver, Move, Reasoned, ToldKind, Wrote
from allydesk.practice.scenario import Scenario
from allydesk.practice.turns import TakenTurn
from allydesk.ui.practice.debrief.turnrow import seen_words
from allydesk.ui.practice.scene.option import Options
from allydesk.ui.practice.scene.wording import announced
from allydesk.ui.story.practising.takeform import NotesEdit
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.tick import TickBox
from allydesk.ui.widgets.words import button, label

_LINES = 4
_BEFORE = 2
"""Lines from before the turn that are shown again."""
_SOON = 4
"""Lines that follow; the rest would be another run."""


class DoOverCard(QFrame):
    """Asks the turn again; `done` carries a `DoOver`."""

    done = Signal(object)
    left = Signal()

    def __init__(self, *, look: Look, steady: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._look = look
        self._scenario: Scenario | None = None
        self._play: Play | None = None
        self._at = 0
        set_role(self, "card")
        self.heading = label("This turn again", "heading", wrap=True)
        self.told = label("", "muted", wrap=True)
        self.options = Options(look=look, steady=steady)
        self.ask = label("", "strong", wrap=True)
        self.words = NotesEdit()
        self.ticks: list[TickBox] = []
        self._rows: list[QWidget] = []
        self.say = button("Say it", "primary")
        self.leave = button("Leave it as it was", "text")
        self._words_face = QWidget()
        self._lay_out()
        self.options.chosen.connect(self._chose)
        self.say.clicked.connect(lambda _checked: self._said())
        self.leave.clicked.connect(lambda _checked: self.left.emit())
        look.changed.connect(self.take_look)
        self.take_look()
        self.hide()

    @property
    def typed(self) -> tuple[int, Wrote] | None:
        """Words that are typed and not said, with the place of the turn; None where there are none."""
        text = self.words.words().strip()
        return (self._at, Wrote(text)) if self._play is not None and text else None

    def begin(self, taken: TakenTurn, scenario: Scenario) -> None:
        """Ask that turn again."""
        self._scenario, self._at = scenario, taken.move
        self.told.setText("\n".join(announced(each, scenario) for each in taken.before.told[-_BEFORE:]))
        self.show()
        self._ask(taken.before)

    def clear(self) -> None:
        """Drop what is shown."""
        self._play = self._scenario = None
        self.told.setText("")
        self.options.clear()
        self.words.clear()
        self._drop_ticks()
        self.hide()

    def take_look(self) -> None:
        """Take the look's present type."""
        self.options.take_look()
        self.words.setFont(self._look.reading_font(size=17))
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * _LINES + 24)

    def _ask(self, play: Play) -> None:
        self._play = play
        asks = play.asks
        self.options.setVisible(isinstance(asks, ChoiceAsked))
        self._words_face.setVisible(isinstance(asks, WordsAsked))
        if isinstance(asks, ChoiceAsked):
            self.options.show_choice(asks)
            self.options.take_keyboard()
        elif isinstance(asks, WordsAsked):
            self.ask.setText(asks.turn.ask)
            self.words.clear()
            self._show_ticks([each.text for each in asks.turn.look_for])
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chose(self, option: str) -> None:
        if self._play is None:
            return
        after = self._play.after(Chose(option))
        if option == OWN_WORDS:
            self._ask(after)
        else:
            self._finish(Chose(option), after)

    def _said(self) -> None:
        text = self.words.words().strip()
        if self._play is None or not text:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        noticed = tuple(place for place, tick in enumerate(self.ticks) if tick.isChecked())
        move = Wrote(text, noticed)
        self._finish(move, self._play.after(move))

    def _finish(self, move: Move, after: Play) -> None:
        assert self._play is not None  # noqa: S101 - there is one as long as there is something to answer
        observed = after.observed[len(self._play.observed) :]
        self.done.emit(DoOver(self._at, move, observed))

    def _show_ticks(self, texts: list[str]) -> None:
        self._drop_ticks()
        for text in texts:
            tick = TickBox("", look=self._look)
            tick.setAccessibleName(text)
            row = _with_words(tick, text)
            self._ticks_at.addWidget(row)
            self._rows.append(row)
            self.ticks.append(tick)

    def _drop_ticks(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()
        self.ticks.clear()

    def _lay_out(self) -> None:
        self._ticks_at = QVBoxLayout()
        self._ticks_at.setSpacing(6)
        words = QVBoxLayout(self._words_face)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(8)
        words.addWidget(self.ask)
        words.addWidget(self.words)
        words.addWidget(label("What do you find in these words?", "small", wrap=True))
        words.addLayout(self._ticks_at)
        words.addWidget(self.say, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 20, 26, 14)
        column.setSpacing(10)
        for part in (self.heading, self.told, self.options, self._words_face):
            column.addWidget(part)
        column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)


class DoneOver(QFrame):
    """What was done instead, and what would have followed."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(26, 20, 26, 18)
        self._column.setSpacing(5)
        self.said = label("", wrap=True)
        self.followed = label("", "muted", wrap=True)
        self.note = label("", wrap=True)
        self.seen = label("", "small", wrap=True)
        for part in (label("Done over", "heading", wrap=True), self.said, self.followed, self.note, self.seen):
            self._column.addWidget(part)
        self.take_look()
        self.hide()

    def show_done(self, over: DoOver, before: Play, scenario: Scenario) -> None:
        """Show it. `before` is the play as the turn was asked.

        Raises `PracticeError(MOVE_IMPOSSIBLE)` where the scenario has changed and this can no longer be done in it.
        """
        if isinstance(over.move, Wrote) and isinstance(before.asks, ChoiceAsked):
            before = before.after(Chose(OWN_WORDS))
        after = before.after(over.move)
        if isinstance(after.asks, WhyAsked):
            after = after.after(Reasoned())  # until then there is nothing to say about it
        feedback = after.feedback(len(before.moves))
        lines = after.told[len(before.told) :]
        self.said.setText(announced(lines[0], scenario))
        follows = [each for each in lines[1:] if each.kind is not ToldKind.REASON]
        self.followed.setText("\n".join(announced(each, scenario) for each in follows[:_SOON]))
        self.followed.setVisible(bool(follows))
        self.note.setText(feedback.coach if feedback is not None else "")
        self.note.setVisible(bool(self.note.text()))
        self.seen.setText("\n".join(seen_words(each) for each in over.observed))
        self.seen.setVisible(bool(over.observed))
        self.show()

    def clear(self) -> None:
        """Drop what is shown."""
        for part in (self.said, self.followed, self.note, self.seen):
            part.setText("")
        self.hide()

    def take_look(self) -> None:
        """Take the look's present type."""
        self.said.setFont(self._look.reading_font(size=17.5, semibold=True))


def _with_words(tick: TickBox, text: str) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    across.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
    across.addWidget(label(text, wrap=True), 1)
    return row
