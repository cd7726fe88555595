"""Between two rounds, and at the end: swap, look back, or go."""

from PySide6.QtCore import Signal

from allydesk.practice.run import Round
from allydesk.ui.practice.partner.face import Face, safe
from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button

_ROUNDS = ("No round yet", "One round", "Two rounds", "Three rounds")


class BetweenFace(Face):
    """Swap, until everybody has responded once; then looking back is what stands first."""

    where = "between two rounds"
    swap_asked = Signal()
    look_back_asked = Signal()

    def __init__(self, sitting: Sitting, *, look: Look) -> None:
        """Between the round that is over and one with the seats after it."""
        super().__init__(look=look, is_cover=True)
        seats = sitting.casting.seats.swapped()
        have = {each.player for each in sitting.rounds}
        is_open = len(have) < len(sitting.people)
        self.swap = button(
            safe(f"Swap: {sitting.name(seats.responder)} responds"), "primary" if is_open else "outlined"
        )
        self.look_back = button("Look back together", "outlined" if is_open else "primary")
        ways = (self.swap, self.look_back) if is_open else (self.look_back, self.swap)
        self.first = ways[0]
        self.say(f"{_rounds(len(sitting.rounds))} played", "title")
        self.say(_has_responded(sitting), "muted", above=6)
        self.add_ways(*ways, above=22)
        self.swap.clicked.connect(lambda _checked: self.swap_asked.emit())
        self.look_back.clicked.connect(lambda _checked: self.look_back_asked.emit())


class SavedFace(Face):
    """It is in the vault."""

    where = "saved"
    read_asked = Signal()
    left = Signal()

    def __init__(self, *, vault: str, plans: int, look: Look) -> None:
        super().__init__(look=look, is_cover=True)
        self.back = button("Back to the scenarios", "primary")
        self.read = button("Read it again")
        self.first = self.back
        self.say(f"It is saved in {vault}", "title")
        if plans:
            what = "Your plan is" if plans == 1 else "Your plans are"
            self.say(f"{what} with its commitments.", "muted", above=6)
        self.add_ways(self.back, self.read, above=22)
        self.back.clicked.connect(lambda _checked: self.left.emit())
        self.read.clicked.connect(lambda _checked: self.read_asked.emit())


def responded_in_words(sitting: Sitting, each: Round) -> str:
    """Who responded in a round, and how: "Sam responded, aloud"."""
    return f"{sitting.name(each.player)} responded, {'in writing' if each.said else 'aloud'}"


def _has_responded(sitting: Sitting) -> str:
    last = sitting.rounds[-1]
    return f"{responded_in_words(sitting, last)}. Take a breath before you go on."


def _rounds(number: int) -> str:
    return _ROUNDS[number] if number < len(_ROUNDS) else f"{number} rounds"
