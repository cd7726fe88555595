"""Handing over: the screen goes to one of them while the others look away, and what they read is gone afterwards."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from allydesk.practice.scenario import CueCard, Role, Scenario
from allydesk.practice.speech import quoted
from allydesk.ui.practice.partner.face import Face, part_of, safe
from allydesk.ui.practice.scene.portrait import Portrait
from allydesk.ui.practice.scene.wording import who
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, frame, label

_GONE = "When it is read, it leaves the screen."
_FINE = "Declining is as good as taking. What would you like instead?"


class HandOverFace(Face):
    """Says whom to pass to. Only a button that names them goes on."""

    accepted = Signal()

    def __init__(self, name: str, *, others: str, place: int, shows: str, look: Look) -> None:
        """`others` look away; `place` is the colour of the person's circle; `shows` what the button opens."""
        super().__init__(look=look, is_cover=True)
        self.accept = button(safe(f"I am {name}: {shows}"), "primary")
        self.first = self.accept
        self.add(Portrait(name[:1].upper(), place, look=look))
        self.say(f"Pass to {name}", "title", above=14)
        look_away = "look" if " and " in others else "looks"
        self.say(f"{others} {look_away} away.", "muted", above=6)
        self.add_ways(self.accept, above=22)
        self.setAccessibleName(f"Pass to {name}. {others} {look_away} away.")
        self.accept.clicked.connect(lambda _checked: self.accepted.emit())


class CardFace(Face):
    """One cue card, for one person. `clear` takes its words away."""

    was_read = Signal()
    declined = Signal()

    def __init__(self, scenario: Scenario, role: Role, name: str, *, look: Look, can_decline: bool = True) -> None:
        super().__init__(look=look)
        is_player = role.id == scenario.player
        self.read = button("I have read it", "primary")
        self.decline = button("Decline this card")
        self.first = self.read
        self.say(f"For {name} alone", "small")
        doing = "respond as" if is_player else "play"
        self.say(f"You {doing} {part_of(scenario, role.id)}.", "ask", above=2)
        self._add_card(role.card)
        self.say(_GONE, "muted", above=14)
        self.add_ways(self.read, self.decline, above=14)
        self.decline.setHidden(not can_decline)
        self.setAccessibleName(f"A card for {name} alone")
        self.read.clicked.connect(lambda _checked: self.was_read.emit())
        self.decline.clicked.connect(lambda _checked: self.declined.emit())

    def take_keyboard(self) -> None:
        """The keyboard goes to the way on; the card stays in sight from its top."""
        super().take_keyboard()
        self.scrolled.verticalScrollBar().setValue(0)

    def _add_card(self, card: CueCard) -> None:
        surface = frame("card")
        column = QVBoxLayout(surface)
        column.setContentsMargins(26, 22, 26, 22)
        column.setSpacing(0)
        for heading, words in _parts(card):
            if column.count():
                column.addSpacing(14)
            column.addWidget(label(heading, "small"))
            column.addSpacing(2)
            column.addWidget(label(words, "card-words", wrap=True))
        self.add(surface, above=16)


class OfferFace(Face):
    """A card was declined: another one, or none."""

    def __init__(self, ways: Sequence[tuple[str, Callable[[], object]]], *, look: Look) -> None:
        """`ways` are what can be done instead, in words, the quietest first."""
        super().__init__(look=look, is_cover=True)
        self.ways: list[QPushButton] = []
        self.say("The card goes back", "title")
        self.say(_FINE, "muted", above=6)
        for place, (words, act) in enumerate(ways):
            way = button(safe(words), "outlined" if place else "primary")
            way.clicked.connect(_doing(act))
            self.ways.append(way)
            self.add(_left(way), above=10 if place else 22)
        self.first = self.ways[0]
        self.setAccessibleName(f"The card goes back. {_FINE}")


def take_words(role: Role) -> str:
    """What a button says that offers another role."""
    return f"Play {who(role)}"


def _doing(act: Callable[[], object]) -> Callable[[bool], object]:
    return lambda _checked: act()


def _left(way: QPushButton) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
    return column


def _parts(card: CueCard) -> list[tuple[str, str]]:
    """What stands on a card, each under its heading; what is empty is left out."""
    said = (
        ("You begin with", card.begins),
        ("If you are pressed", card.if_pressed),
        ("If you are heard", card.if_heard),
    )
    found = [("What you know", card.knows), ("What you want", card.wants)]
    found += [(heading, _line(words)) for heading, words in said if words]
    if card.limits:
        found.append(("Limits", "\n".join(card.limits)))
    return found


def _line(words: str) -> str:
    """Something to say is set as speech; something to do, in brackets on the card, as it is without them."""
    return words[1:-1].strip() if words.startswith("(") and words.endswith(")") else quoted(words)
