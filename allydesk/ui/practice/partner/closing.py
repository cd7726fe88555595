"""The end of it: what each of them writes, what they write together, and whether it is saved."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from allydesk.practice.partnering import Answers
from allydesk.ui.practice.commitments.form import Plan
from allydesk.ui.practice.partner.face import Face, safe
from allydesk.ui.practice.partner.person import PersonForm
from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.settings.choice import Choice
from allydesk.ui.story.practising.takeform import NotesEdit
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, field_label, frame

_ALOUD = "Answer aloud, one after the other, and write down what you would like to keep. Nothing has to be written."
_LINES = 4


class ClosingFace(Face):
    """One person's form at a time: the others' answers stay as they are."""

    where = "looking back"
    save_asked = Signal()
    leave_asked = Signal()
    back_asked = Signal()

    def __init__(self, sitting: Sitting, *, vault: str, today: date, look: Look) -> None:
        """`vault` is the name of the one that is open."""
        super().__init__(look=look)
        self._sitting = sitting
        people = [(str(place), safe(name)) for place, name in enumerate(sitting.people)]
        self.who = Choice("Who writes", people, value="0")
        offer = sitting.scenario.debrief.plan
        self.forms = tuple(PersonForm(look=look, today=today, offer=offer) for _name in sitting.people)
        self.together = NotesEdit()
        self.save = button(safe(f"Save to {vault}"), "primary")
        self.leave = button("Leave without saving")
        self.back = button("Back to the case", "text")
        self.first = self.who.option("0")
        self._lay_out(vault)
        self._load()
        self._show_person("0")
        self.who.chosen.connect(self._show_person)
        self.save.clicked.connect(lambda _checked: self.save_asked.emit())
        self.leave.clicked.connect(lambda _checked: self.leave_asked.emit())
        self.back.clicked.connect(lambda _checked: self.back_asked.emit())

    @property
    def answers(self) -> tuple[Answers, ...]:
        """What each of them wrote."""
        return tuple(form.answers for form in self.forms)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Their plans; empty ones for those who made none."""
        return tuple(form.plan.plan() for form in self.forms)

    @property
    def words(self) -> str:
        """What they wrote together."""
        return self.together.words().strip()

    def can_be_saved(self, *, can: bool) -> None:
        """Whether the buttons act: not while it is being saved."""
        for way in (self.save, self.leave, self.back):
            way.setEnabled(can)

    def _show_person(self, key: str) -> None:
        for place, form in enumerate(self.forms):
            form.setVisible(str(place) == key)

    def _load(self) -> None:
        sitting = self._sitting
        for place, form in enumerate(self.forms):
            answers = sitting.answers[place] if sitting.answers else Answers()
            form.show_answers(answers, sitting.plans[place] if sitting.plans else Plan())
        self.together.setPlainText(sitting.partnered.together)

    def _lay_out(self, vault: str) -> None:
        self.say("What each of you takes along", "title")
        self.say(_ALOUD, "muted", above=6)
        self.add(self.who, above=18)
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(26, 22, 26, 22)
        for form in self.forms:
            form.hide()
            inside.addWidget(form)
            self.dress_with(form.take_look)
        self.add(card, above=12)
        self.add(field_label("What you note together", self.together), above=22)
        self.add(self.together, above=4)
        self.dress_with(self._dress_notes)
        self.say(f"It goes into the vault that is open, {vault}: whoever can open it can read it.", "muted", above=20)
        self.add_ways(self.save, self.leave, self.back, above=12)

    def _dress_notes(self) -> None:
        self.together.setFont(self.look.reading_font(size=17))
        self.together.setFixedHeight(self.together.fontMetrics().lineSpacing() * _LINES + 24)
