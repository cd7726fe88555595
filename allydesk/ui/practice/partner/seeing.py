"""What was seen in a round: things somebody did, skill by skill. The scene's own skills first, then all twelve."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.practice.partnering import behaviours
from allydesk.practice.run import Observed
from allydesk.ui.practice.partner.face import Face
from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.practice.partner.skillcard import SkillCard
from allydesk.ui.story.practising.takeform import NotesEdit
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, field_label

_ALONE = "Tick what you could see or hear. The sentences speak to {name}; nobody gets a mark."
_BOTH = "Look at it together, and tick what could be seen or heard. The sentences speak to {name}; nobody gets a mark."
_LINES = 3


class SeenFace(Face):
    """For whoever watched, or for all of them after a round that nobody watched."""

    went_on = Signal()

    def __init__(self, sitting: Sitting, *, look: Look) -> None:
        super().__init__(look=look)
        self._sitting = sitting
        self.by = sitting.watching
        scenario = sitting.scenario
        found = behaviours(scenario)
        self.cards = {skill: SkillCard(skill, phrases, look=look) for skill, phrases in found.items()}
        self.all = button("All twelve skills", "text")
        self.notes = NotesEdit()
        self.go_on = button("That is what was seen", "primary")
        self._more = QWidget()
        self._lay_out()
        self.all.clicked.connect(lambda _checked: self.show_all())
        self.go_on.clicked.connect(lambda _checked: self.went_on.emit())
        first = self.cards[scenario.head.skills[0] if scenario.head.skills else next(iter(found))]
        self.first = first.rows[0][0].box if first.rows else first.own

    @property
    def observed(self) -> tuple[Observed, ...]:
        """What is ticked and written."""
        return tuple(each for card in self.cards.values() for each in card.observed(self.by))

    @property
    def note(self) -> str:
        """Whatever else."""
        return self.notes.words().strip()

    def show_seen(self, observed: Iterable[Observed], note: str) -> None:
        """Go on with this."""
        seen = tuple(observed)
        for card in self.cards.values():
            card.show_observed(seen)
        self.notes.setPlainText(note)
        if {each.skill for each in seen} - set(self._sitting.scenario.head.skills):
            self.show_all()

    def show_all(self) -> None:
        """The other skills too."""
        had_keyboard = self.all.hasFocus()
        self._more.show()
        self.all.hide()
        if had_keyboard:
            others = [card for skill, card in self.cards.items() if skill not in self._sitting.scenario.head.skills]
            others[0].own.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_keyboard(self) -> None:
        """The keyboard goes to the first thing to tick; the page stays at its top."""
        super().take_keyboard()
        self.scrolled.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        sitting = self._sitting
        name = sitting.name(sitting.casting.seats.responder)
        together = sitting.casting.observer is None
        self.say("What was seen?", "title")
        self.say((_BOTH if together else _ALONE).format(name=name), "muted", above=6)
        skills = sitting.scenario.head.skills
        for place, skill in enumerate(skills):
            self.add(self.cards[skill], above=20 if not place else 12)
        more = QVBoxLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(12)
        for skill, card in self.cards.items():
            if skill not in skills:
                more.addWidget(card)
        self.add_ways(self.all, above=12)
        self.all.setHidden(not skills or len(skills) == len(self.cards))
        self.add(self._more)
        self._more.setHidden(bool(skills))
        self.add(field_label("Anything else", self.notes), above=16)
        self.add(self.notes, above=4)
        self.dress_with(self._dress_notes)
        self.add_ways(self.go_on)

    def _dress_notes(self) -> None:
        self.notes.setFont(self.look.reading_font(size=17))
        self.notes.setFixedHeight(self.notes.fontMetrics().lineSpacing() * _LINES + 24)
