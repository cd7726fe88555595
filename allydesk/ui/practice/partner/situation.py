"""Before a round: what everybody may know, and who plays whom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from allydesk.practice.partnering import Casting, open_roles, other_roles
from allydesk.practice.scenario import Role
from allydesk.ui.practice.partner.face import Face, part_of, safe
from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.practice.scene.portrait import Portrait
from allydesk.ui.settings.choice import Choice
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

_WATCH = ""
"""The key of the choice to watch: no role is called so."""
_CARDS = "Each card is for one of you. The others look away while it is read."


class SituationFace(Face):
    """Who plays whom can be changed here."""

    went_on = Signal(object)
    """Hand out the cards of this `Casting`."""

    def __init__(self, sitting: Sitting, *, look: Look) -> None:
        super().__init__(look=look)
        self._sitting = sitting
        self.casting: Casting = sitting.casting
        self.go_on = button("Hand out the cards", "primary")
        self.first = self.go_on
        self.nobody = label("", "muted", wrap=True)
        self._lines: dict[int, QLabel] = {}
        self.partner_plays = self._partner_choice()
        self.third_does = self._third_choice()
        self._lay_out()
        self._show_casting()
        self.go_on.clicked.connect(lambda _checked: self.went_on.emit(self.casting))

    def _partner_choice(self) -> Choice:
        seats = self.casting.seats
        options = [(role.id, safe(role.name)) for role in other_roles(self._sitting.scenario)]
        partner = self._sitting.name(seats.partner)
        made = Choice(f"{partner} plays", options, value=self.casting.role_of(seats.partner) or options[0][0])
        made.chosen.connect(self._partner_takes)
        return made

    def _third_choice(self) -> Choice | None:
        third = self.casting.seats.third
        if third is None or len(other_roles(self._sitting.scenario)) < 2:
            return None
        options = [(role.id, safe(f"plays {role.name}")) for role in other_roles(self._sitting.scenario)]
        made = Choice(self._sitting.name(third), [(_WATCH, "watches"), *options], value=_WATCH)
        made.chosen.connect(self._third_takes)
        return made

    def _partner_takes(self, role: str) -> None:
        third = self.casting.seats.third
        if third is not None and self.casting.role_of(third) == role and self.third_does is not None:
            self.third_does.show_value(_WATCH)
        self.casting = self.casting.giving(role, self.casting.seats.partner)
        self._show_casting()

    def _third_takes(self, role: str) -> None:
        third = self.casting.seats.third
        if third is not None:
            given = self.casting.taking_from(third)
            self.casting = given.giving(role, third) if role else given
            self._show_casting()

    def _show_casting(self) -> None:
        for person, words in self._lines.items():
            words.setText(self._does(person))
        left = open_roles(self._sitting.scenario, self.casting)
        self.nobody.setText("\n".join(map(_read_out, left)))
        self.nobody.setVisible(bool(left))
        if self.third_does is not None:
            taken = self.casting.role_of(self.casting.seats.partner)
            for role in other_roles(self._sitting.scenario):
                self.third_does.option(role.id).setVisible(role.id != taken)

    def _does(self, person: int) -> str:
        sitting, role = self._sitting, self.casting.role_of(person)
        if person == self.casting.seats.responder:
            return f"{sitting.name(person)} responds, as {part_of(sitting.scenario, sitting.scenario.player)}."
        if role is None:
            return f"{sitting.name(person)} watches, and says afterwards what could be seen."
        return f"{sitting.name(person)} plays {part_of(sitting.scenario, role)}."

    def _lay_out(self) -> None:
        scenario, seats = self._sitting.scenario, self.casting.seats
        self.say("The situation", "heading")
        self.say(scenario.head.summary, "reading", above=8)
        self.say(scenario.setting, "setting", above=12)
        self.say("Who is who", "heading", above=28)
        for person in (seats.responder, seats.partner, seats.third):
            if person is not None:
                self.add(self._person(person), above=10)
        self.add(self.nobody, above=10)
        if len(other_roles(scenario)) > 1:
            self._add_choice(f"{self._sitting.name(seats.partner)} plays", self.partner_plays)
        else:
            self.partner_plays.setParent(self)  # so that it goes with the page, and the names on it
            self.partner_plays.hide()
        if self.third_does is not None and seats.third is not None:
            self._add_choice(self._sitting.name(seats.third), self.third_does)
        self.say(_CARDS, "muted", above=22)
        self.add_ways(self.go_on, above=14)

    def _add_choice(self, name: str, choice: Choice) -> None:
        self.add(label(name, "field"), above=16)
        self.add(choice, above=6)

    def _person(self, person: int) -> QHBoxLayout:
        self._lines[person] = label("", wrap=True)
        return person_row(self._sitting.name(person), self._lines[person], person, look=self.look)


def person_row(name: str, words: QWidget, place: int, *, look: Look) -> QHBoxLayout:
    """Somebody's letter, and words about them beside it."""
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(Portrait(name[:1].upper(), place, look=look), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.addStretch(1)
    column.addWidget(words)
    column.addStretch(1)
    row.addLayout(column, 1)
    return row


def _read_out(role: Role) -> str:
    who = f"{role.name}, {role.part}" if role.part else role.name
    return f"Nobody plays {who}: what they say or do stands on the page."
