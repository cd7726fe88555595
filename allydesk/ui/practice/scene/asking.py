"""What the player is asked, below the lines: a choice, words of their own, a reason; or how it came out."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.practice.playing import ChoiceAsked, Ended, Play, WhyAsked, WordsAsked
from allydesk.practice.run import OWN_WORDS, Chose, Move, Reasoned, Wrote
from allydesk.practice.scenario import OwnWords
from allydesk.ui.practice.scene.comparing import Comparison
from allydesk.ui.practice.scene.ending import EndingCard
from allydesk.ui.practice.scene.option import Options
from allydesk.ui.practice.scene.saying import Listen, SayingForm
from allydesk.ui.practice.scene.why import WhyForm
from allydesk.ui.theme import Look

Face = Options | WhyForm | SayingForm | Comparison | EndingCard


class Asked(QWidget):
    """Shows one of them at a time, or none."""

    moved = Signal(object)
    """A `Move` was made."""
    choices_asked = Signal()
    """From one's own words back to the choices."""
    walked = Signal(object)
    """The keyboard went to this part of it."""
    turned = Signal()
    """Another face of the same turn is shown."""

    def __init__(self, *, look: Look, steady: Callable[[], float], listen: Listen) -> None:
        super().__init__()
        self.options = Options(look=look, steady=steady)
        self.why = WhyForm(look=look)
        self.saying = SayingForm(look=look, listen=listen)
        self.comparison = Comparison(look=look)
        self.ending = EndingCard(look=look)
        self._faces: tuple[Face, ...] = (self.options, self.why, self.saying, self.comparison, self.ending)
        self._face: Face | None = None
        self._turn: OwnWords | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for face in self._faces:
            face.hide()
            column.addWidget(face)
        self._connect()

    @property
    def face(self) -> Face | None:
        """The one that is shown."""
        return self._face

    @property
    def typed(self) -> Move | None:
        """What is typed and not said yet, as the move it would be."""
        if self._face is self.saying:
            return Wrote(self.saying.text.strip())
        if self._face is self.comparison:
            return Wrote(self.saying.text.strip(), self.comparison.noticed)
        return Reasoned(self.why.text.strip()) if self._face is self.why else None

    def ask(self, play: Play, *, text: str) -> None:
        """Ask what the play asks; `text` is what was typed there before."""
        match play.asks:
            case ChoiceAsked() as asked:
                self.options.show_choice(asked)
                self._show(self.options)
            case WhyAsked(question):
                self.why.begin(question, text=text)
                self._show(self.why)
            case WordsAsked(turn):
                self._turn = turn
                from_choice = bool(play.moves) and play.moves[-1] == Chose(OWN_WORDS)
                self.saying.begin(turn, play.scenario, text=text, from_choice=from_choice)
                self._show(self.saying)
            case Ended(ending):
                self.ending.show_ending(ending, can_retry=bool(play.moves))
                self._show(self.ending)

    def clear(self) -> None:
        """Ask nothing, and drop what is typed."""
        self._show(None)
        for face in self._faces:
            face.clear()
        self._turn = None

    def take_keyboard(self) -> None:
        """The keyboard goes to the first thing one can do."""
        if self._face is not None:
            self._face.take_keyboard()

    def take(self, number: int) -> bool:
        """Take the option with that number. False where none is asked for."""
        return self._face is self.options and self.options.take(number)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for face in self._faces:
            face.take_look()

    def _show(self, face: Face | None) -> None:
        self._face = face
        for each in self._faces:
            each.setVisible(each is face)

    def _compare(self, text: str) -> None:
        assert self._turn is not None  # noqa: S101 - words are said in a turn for them
        self.comparison.begin(text, self._turn)
        self._show(self.comparison)
        self.comparison.take_keyboard()
        self.turned.emit()

    def _change(self) -> None:
        self._show(self.saying)
        self.saying.write_on()
        self.saying.take_keyboard()
        self.turned.emit()

    def _compared(self, noticed: tuple[int, ...]) -> None:
        self.moved.emit(Wrote(self.saying.text.strip(), noticed))

    def _connect(self) -> None:
        self.options.chosen.connect(lambda key: self.moved.emit(Chose(key)))
        self.options.walked.connect(self.walked)
        self.comparison.walked.connect(self.walked)
        self.why.said.connect(lambda text: self.moved.emit(Reasoned(text)))
        self.saying.said.connect(self._compare)
        self.saying.choices_asked.connect(self.choices_asked)
        self.comparison.compared.connect(self._compared)
        self.comparison.change_asked.connect(self._change)
