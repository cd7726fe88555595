"""Beside a scene: how practice of its skills stands, and what to keep in mind. The scene’s state is never shown."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from allydesk.practice.progress import Observation, SkillState, skill_states
from allydesk.practice.skills import Skill
from allydesk.ui.practice.scene.passage import Passage
from allydesk.ui.practice.skillbar import SkillBars
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import button, frame, label

WIDE = 292
"""Pixels at a text scale of 1."""
_SIDE, _ABOVE, _BELOW = 24, 28, 28
_ALONE = 40
"""Left and right, where it stands in the place of the scene."""


class BesideScene(QFrame):
    """Skills, a sentence or two, and the way to a partner."""

    partner_asked = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._known: Mapping[Skill, SkillState] = {}
        self._skills: tuple[Skill, ...] = ()
        set_role(self, "beside")
        self.skills = SkillBars(look=look)
        self.skills_heading = label("Skills in this scene", "heading", wrap=True)
        self.keep_heading = label("Keep in mind", "heading", wrap=True)
        self.keep = Passage(line_height=1.2)
        self.partner = button("Practise with a partner")
        self._rule = frame("line")
        self._lay_out()
        self.partner.clicked.connect(lambda _checked: self.partner_asked.emit())
        self.take_look()

    def show_skills(self, skills: Iterable[Skill]) -> None:
        """The skills of this scene, as far as it is known how they stand."""
        self._skills = tuple(skills)
        self._show()

    def know(self, observations: Iterable[Observation]) -> None:
        """This is what was seen so far in other runs."""
        self._known = {state.skill: state for state in skill_states(observations)}
        self._show()

    def keep_in_mind(self, words: str) -> None:
        """This is worth keeping in mind here; "" for nothing."""
        self.keep.say(words)
        self.keep.setAccessibleName(words)
        for part in (self.keep_heading, self.keep):
            part.setVisible(bool(words))
        self._rule.setVisible(bool(words) and bool(self._skills))

    def clear(self) -> None:
        """Drop what came from the vault."""
        self._known = {}
        self.show_skills(())
        self.keep_in_mind("")

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.keep.dress(self._look.ui_font(), self._look.palette.colour(Tone.MUTED))

    def stand_beside(self, *, beside: bool) -> None:
        """Whether it stands beside the scene, or in its place."""
        set_role(self, "beside" if beside else "paper")
        side = _SIDE if beside else _ALONE
        self._column.setContentsMargins(side, _ABOVE if beside else 0, side, _BELOW)

    def take_keyboard(self) -> None:
        """The keyboard goes to what can be done here."""
        self.partner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.skills.show_skills([self._known.get(skill, SkillState(skill)) for skill in self._skills])
        self.skills_heading.setVisible(bool(self._skills))

    def _lay_out(self) -> None:
        inside = QWidget()
        set_role(inside, "clear")
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(12)
        words.addWidget(self.skills_heading)
        words.addWidget(self.skills)
        words.addSpacing(8)
        words.addWidget(self._rule)
        words.addSpacing(6)
        words.addWidget(self.keep_heading)
        words.addWidget(self.keep)
        words.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(16)
        self._column.addWidget(area, 1)
        self._column.addWidget(self.partner)
        self.stand_beside(beside=True)
