"""A round: how it opens, and somebody's answer, aloud or in writing."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from allydesk.practice.partnering import meant_for, read_out
from allydesk.practice.run import Told, ToldKind
from allydesk.practice.scenario import Scenario
from allydesk.ui.practice.partner.counting import Counting
from allydesk.ui.practice.partner.face import Face, part_of, safe
from allydesk.ui.practice.partner.said import SaidLine
from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.practice.partner.writing import Listen, WritingForm
from allydesk.ui.practice.scene.wording import who
from allydesk.ui.settings.choice import Choice
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

ALOUD, IN_WRITING = "aloud", "writing"
_EVERYBODY = "Everybody looks again."
_ALOUD = "Say it to each other, and go on for as long as it goes well. Stop at any line."


class PlayFace(Face):
    """Everything on it may be read by all of them."""

    was_said = Signal()
    """The round is played; what was written is in `said`."""
    card_asked = Signal(int)
    """That person would like to read their card once more."""
    aloud_changed = Signal(bool)
    """Whether they are speaking with each other, rather than writing."""

    def __init__(
        self, sitting: Sitting, *, look: Look, steady: Callable[[], float], listen: Listen, has_coach: bool
    ) -> None:
        """`steady` counts seconds and is never set back."""
        super().__init__(look=look)
        self._sitting = sitting
        scenario, casting = sitting.scenario, sitting.casting
        self.way = Choice("How do you answer?", [(ALOUD, "Aloud"), (IN_WRITING, "In writing")], value=ALOUD)
        self.have_said = button("We have said it", "primary")
        self.counting = Counting(look=look, steady=steady)
        meant = meant_for(scenario, casting.role_of(casting.seats.partner))
        self.writing = WritingForm(look=look, listen=listen, meant=meant, has_coach=has_coach)
        self.cards: dict[int, QPushButton] = {}
        self._aloud = QWidget()
        self.lines: list[SaidLine] = []
        self.first = self.have_said
        self._lay_out()
        self._connect()
        self._choose(ALOUD)

    @property
    def is_aloud(self) -> bool:
        """Whether they speak."""
        return self.way.value == ALOUD

    @property
    def said(self) -> str:
        """What was written, also where they went on aloud after it."""
        return self.writing.text.strip()

    def show_said(self, words: str) -> None:
        """Go on with these words, if there are any."""
        if words:
            self.writing.field.load(words)
            self.way.show_value(IN_WRITING)
            self._choose(IN_WRITING)

    def take_keyboard(self) -> None:
        """The keyboard goes to the way on; the page stays at its top."""
        if self.is_aloud:
            super().take_keyboard()
        else:
            self.writing.take_keyboard()
        self.scrolled.verticalScrollBar().setValue(0)

    def _choose(self, way: str) -> None:
        self._aloud.setVisible(way == ALOUD)
        self.writing.setVisible(way == IN_WRITING)
        if way == IN_WRITING and self.isVisible():
            self.writing.take_keyboard()
        self.aloud_changed.emit(way == ALOUD)

    def _lay_out(self) -> None:
        sitting = self._sitting
        scenario, casting = sitting.scenario, sitting.casting
        responder = sitting.name(casting.seats.responder)
        self.say(_EVERYBODY, "small")
        self.say(scenario.setting, "setting", above=4)
        self._add_lines(scenario, responder)
        self.say(f"{responder}, what do you say or do?", "ask", above=26)
        playing = self._who_plays()
        if playing:
            self.say(playing, "muted", above=4)
        self.add(self.way, above=16)
        self._lay_aloud()
        self.add(self._aloud, above=16)
        self.add(self.writing, above=16)
        self.dress_with(self.writing.take_look)
        self._add_cards()

    def _add_lines(self, scenario: Scenario, responder: str) -> None:
        told = [each for each in self._sitting.run.told if each.moves == 0]
        shown = {each.role for each in told}
        left = read_out(scenario, self._sitting.casting, shown)
        told += [Told(ToldKind.SPEECH, words, role.id) for role, words in left if words]
        for place, each in enumerate(told):
            line = SaidLine(each, scenario=scenario, player=responder, look=self.look)
            self.lines.append(line)
            self.dress_with(line.take_look)
            self.add(line, above=20 if not place else 14)
        silent = [who(role) for role, words in left if not words]
        if silent:
            self.say(f"Also there: {'; '.join(silent)}.", "muted", above=14)

    def _who_plays(self) -> str:
        """Who speaks for whom, in a sentence each."""
        sitting, casting = self._sitting, self._sitting.casting
        others = [(person, casting.role_of(person)) for person in _people(casting.seats.partner, casting.seats.third)]
        playing = [
            f"{sitting.name(person)} plays {part_of(sitting.scenario, role)}." for person, role in others if role
        ]
        if casting.observer is not None:
            playing.append(f"{sitting.name(casting.observer)} watches.")
        return " ".join(playing)

    def _lay_aloud(self) -> None:
        column = QVBoxLayout(self._aloud)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(_ALOUD, "reading", wrap=True))
        ways = Flow(spacing=14)
        ways.add(self.have_said)
        ways.add(self.counting)
        column.addWidget(ways)
        self.dress_with(self.counting.take_look)

    def _add_cards(self) -> None:
        sitting, casting = self._sitting, self._sitting.casting
        for person in _people(casting.seats.responder, casting.seats.partner, casting.seats.third):
            if casting.role_of(person) is not None:
                words = f"{sitting.name(person)}: my card again"
                self.cards[person] = button(safe(words), "text", name=words)
        if self.cards:
            self.add_ways(*self.cards.values(), above=18)

    def _connect(self) -> None:
        self.way.chosen.connect(self._choose)
        self.have_said.clicked.connect(lambda _checked: self.was_said.emit())
        self.writing.said.connect(self.was_said)
        for person, way in self.cards.items():
            way.clicked.connect(lambda _checked, person=person: self.card_asked.emit(person))


def _people(*places: int | None) -> Iterable[int]:
    return (place for place in places if place is not None)
