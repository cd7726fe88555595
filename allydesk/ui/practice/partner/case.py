"""Looking back together: the case in six parts, questions to talk about, and what was seen, round by round."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.practice.debriefing import debrief_of
from allydesk.practice.partnering import behaviours
from allydesk.practice.playing import Play
from allydesk.practice.run import Observed, Round
from allydesk.practice.scenario import Scenario
from allydesk.practice.skills import LEVEL_WORDS, SKILLS
from allydesk.practice.speech import quoted
from allydesk.ui.practice.partner.between import responded_in_words
from allydesk.ui.practice.partner.face import Face
from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, frame, label

_NOTHING = "Nothing was written down."
_CASE = "The case as it was meant. It says nothing of how you played it."


class CaseFace(Face):
    """Read it together, and talk; then each may write."""

    where = "looking back"
    went_on = Signal()
    round_asked = Signal()

    def __init__(self, sitting: Sitting, *, look: Look) -> None:
        super().__init__(look=look)
        self.go_on = button("Go on", "primary")
        self.more = button("Another round")
        self.first = self.go_on
        self._lay_out(sitting)
        self.go_on.clicked.connect(lambda _checked: self.went_on.emit())
        self.more.clicked.connect(lambda _checked: self.round_asked.emit())

    def take_keyboard(self) -> None:
        """The keyboard goes to the way on; the page stays at its top."""
        super().take_keyboard()
        self.scrolled.verticalScrollBar().setValue(0)

    def _lay_out(self, sitting: Sitting) -> None:
        scenario = sitting.scenario
        self.say("Looking back together", "title")
        self.say("What was seen", "heading", above=22)
        for place, each in enumerate(sitting.rounds):
            self.add(_round_card(sitting, each), above=10 if not place else 12)
        self.say("The case", "heading", above=28)
        self.say(_CASE, "small", above=2)
        for part in debrief_of(scenario, Play(scenario).situation):
            self.say(part.heading, "strong", above=14)
            self.say(part.text, "reading", above=3)
        if scenario.debrief.questions:
            self.say("To talk about", "heading", above=28)
            for question in scenario.debrief.questions:
                self.say(question, "reading", above=8)
        self.add_ways(self.go_on, self.more)


def seen_words(observed: Observed, scenario: Scenario) -> str:
    """What was seen, after its skill; words of the observer's own with how clearly it was."""
    ready = {seen.behaviour for seen in behaviours(scenario)[observed.skill]}
    words = f"{SKILLS[observed.skill].name}: {observed.behaviour}"
    return words if observed.behaviour in ready else f"{words} ({LEVEL_WORDS[observed.level]})"


def _round_card(sitting: Sitting, each: Round) -> QFrame:
    """What somebody said, and what the others saw in it."""
    card = frame("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(22, 16, 22, 18)
    column.setSpacing(6)
    column.addWidget(label(responded_in_words(sitting, each), "strong", wrap=True))
    if each.said:
        column.addWidget(label(quoted(each.said), "reading", wrap=True))
    by = "" if each.observer is None else f"Seen by {sitting.name(each.observer)}"
    if by:
        column.addWidget(label(by, "small"))
    for observed in each.observed:
        column.addWidget(label(seen_words(observed, sitting.scenario), wrap=True))
    if each.note:
        column.addWidget(label(each.note, wrap=True))
    if not each.observed and not each.note:
        column.addWidget(label(_NOTHING, "muted"))
    return card
