"""Arriving: who is there, who begins, what the scene touches, and what holds between them."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk.practice.partnering import FEWEST, MOST, Seats, can_be_told_apart, first_seats, tidy_names
from allydesk.practice.scenario import Scenario
from allydesk.ui.practice.partner.face import Face, safe
from allydesk.ui.settings.choice import Choice
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, field_label, label

_NAMES = ("One of you", "The other", "A third, if there is one")
_UNNAMED = ("The first", "The second", "The third")
_LONGEST = 30
_FIELD = 212
_TOO_FEW = "Write two names. Initials will do."
_ALIKE = "Two of you have the same name here. Write them so that the screen can tell you apart."
RULES = (
    "Nobody is asked to act a stereotype. A card says what somebody wants, not what such people are like.",
    "Any card can be declined, before or after reading it. Nobody asks why.",
    "Each of you can stop at any line, with Escape or with a word.",
    "What is said here stays between you, unless you agree to save it.",
)
_KEPT = (
    "Nothing is saved before you choose to at the end. If the vault locks before that, or you go to another page, what "
    "you have begun is kept in it, unfinished, so that nothing you wrote is lost."
)


class ArriveFace(Face):
    """Asks for two or three names."""

    began = Signal(object, object)
    """They are ready: their names, as a tuple, and the `Seats` of the first round."""
    left = Signal()

    def __init__(self, scenario: Scenario, *, look: Look) -> None:
        super().__init__(look=look)
        self.fields = tuple(QLineEdit() for _name in _NAMES)
        keys = [(str(place), name) for place, name in enumerate(_UNNAMED)]
        self.responds = Choice("Who responds first", keys, value="0")
        self.watches = Choice("Who watches first", keys, value="2")
        self.trouble = label("", "warning", wrap=True)
        self.begin = button("Begin", "primary")
        self.not_now = button("Not now")
        self._watches_name = label("Who watches first", "field")
        self.first = self.fields[0]
        self._lay_out(scenario)
        self._connect()
        self._show_names()

    @property
    def names(self) -> tuple[str, ...]:
        """Who is there."""
        return tidy_names(field.text() for field in self.fields)

    def clear(self) -> None:
        """Forget the names."""
        super().clear()
        for field in self.fields:
            field.clear()

    def _ask_begin(self) -> None:
        names = self.names
        if len(names) < FEWEST or not can_be_told_apart(names):
            self.trouble.setText(_TOO_FEW if len(names) < FEWEST else _ALIKE)
            self.trouble.show()
            empty = next((field for field in self.fields if not field.text().strip()), self.fields[1])
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.began.emit(names, self._seats(len(names)))

    def _seats(self, people: int) -> Seats:
        responder = min(int(self.responds.value), people - 1)
        if people < MOST:
            return first_seats(people, responder=responder)
        return first_seats(people, responder=responder, watcher=int(self.watches.value))

    def _show_names(self) -> None:
        """The choices call everybody by their name; the third is there when there is one."""
        self.trouble.hide()
        names = self.names
        third = len(names) == MOST
        for place, unnamed in enumerate(_UNNAMED):
            name = safe(names[place]) if place < len(names) else unnamed
            for choice in (self.responds, self.watches):
                choice.option(str(place)).setText(name)
        self.responds.option("2").setVisible(third)
        if not third and self.responds.value == "2":
            self.responds.show_value("0")
        self._part_choices()
        for part in (self._watches_name, self.watches):
            part.setVisible(third)

    def _part_choices(self) -> None:
        """Whoever responds does not watch."""
        responds = self.responds.value
        if self.watches.value == responds:
            self.watches.show_value(str((int(responds) + 2) % MOST))
        for place in range(MOST):
            self.watches.option(str(place)).setVisible(str(place) != responds)

    def _lay_out(self, scenario: Scenario) -> None:
        self.say("Two or three of you, at one screen", "title")
        self.say(scenario.head.summary, "muted", above=6)
        self.add(self._name_fields(), above=22)
        self.add(self.trouble, above=4)
        self.add(label("Who responds first", "field"), above=14)
        self.add(self.responds, above=6)
        self.add(self._watches_name, above=14)
        self.add(self.watches, above=6)
        if scenario.head.content_notes:
            self.say("In this scene", "heading", above=26)
            self.say("\n".join(f"· {note}" for note in scenario.head.content_notes), above=6)
        self.say("Between you", "heading", above=26)
        for place, rule in enumerate(RULES):
            self.add(_rule(rule), above=6 if not place else 4)
        self.say(_KEPT, "muted", above=18)
        self.add_ways(self.begin, self.not_now)

    def _name_fields(self) -> Flow:
        flow = Flow(spacing=16)
        for name, field in zip(_NAMES, self.fields, strict=True):
            field.setMaxLength(_LONGEST)
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            column.addWidget(field_label(name, field))
            column.addWidget(field)
            self.dress_with(partial(self._fit, field))
            flow.add(box)
        return flow

    def _fit(self, field: QLineEdit) -> None:
        field.setFixedWidth(self.look.scaled(_FIELD))

    def _connect(self) -> None:
        for field, following in zip(self.fields, (*self.fields[1:], self.begin), strict=True):
            field.textChanged.connect(lambda _text: self._show_names())
            field.returnPressed.connect(partial(following.setFocus, Qt.FocusReason.OtherFocusReason))
        self.responds.chosen.connect(lambda _key: self._part_choices())
        self.begin.clicked.connect(lambda _checked: self._ask_begin())
        self.not_now.clicked.connect(lambda _checked: self.left.emit())


def _rule(words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(label("·", "muted"), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, wrap=True), 1)
    return row
