"""One skill, as it may have been seen: things somebody did, to be ticked, and a line of one's own."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from allydesk.practice.run import Observed
from allydesk.practice.scenario import Seen
from allydesk.practice.skills import LEVEL_WORDS, SKILLS, Skill
from allydesk.ui.practice.scene.comparing import FoundRow
from allydesk.ui.settings.choice import Choice
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

_CLEARLY = 2
_LONGEST = 1_000


class SkillCard(QFrame):
    """No marks: what is ticked is something that was done. A line of one's own says how clearly it was seen."""

    def __init__(self, skill: Skill, phrases: Iterable[Seen], *, look: Look) -> None:
        super().__init__()
        self.skill = skill
        words = SKILLS[skill]
        set_role(self, "skill")
        self.setAccessibleName(f"{words.name}. {words.does}")
        self.rows = [(FoundRow(each.behaviour, look=look), each) for each in phrases]
        self.own = QLineEdit()
        self.own.setMaxLength(_LONGEST)
        self.own.setPlaceholderText("Something else you saw")
        self.own.setAccessibleName(f"{words.name}: something else you saw")
        levels = [(str(level), name) for level, name in enumerate(LEVEL_WORDS)]
        self.level = Choice(f"{words.name}: how it could be seen", levels, value=str(_CLEARLY))
        self._lay_out(words.name, words.does)
        self.own.textChanged.connect(lambda _text: self._show_level())
        self._show_level()

    def observed(self, by: str) -> tuple[Observed, ...]:
        """What is ticked and written, as seen by them."""
        found = [
            Observed(self.skill, seen.level, seen.behaviour, -1, by) for row, seen in self.rows if row.box.isChecked()
        ]
        own = " ".join(self.own.text().split())
        if own:
            found.append(Observed(self.skill, int(self.level.value), own, -1, by))
        return tuple(found)

    def show_observed(self, observed: Iterable[Observed]) -> None:
        """Tick and write this."""
        phrases = {seen.behaviour: row for row, seen in self.rows}
        for each in observed:
            if each.skill is not self.skill:
                continue
            if each.behaviour in phrases:
                phrases[each.behaviour].box.setChecked(True)
            else:
                self.own.setText(each.behaviour)
                self.level.show_value(str(each.level))

    def _show_level(self) -> None:
        self._levels.setVisible(bool(self.own.text().strip()))

    def _lay_out(self, name: str, does: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 22, 18)
        column.setSpacing(8)
        column.addWidget(label(name, "heading", wrap=True))
        column.addWidget(label(does, "small", wrap=True))
        for row, _seen in self.rows:
            column.addWidget(row)
        column.addWidget(self.own)
        self._levels = QWidget()
        inside = QVBoxLayout(self._levels)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(label("How it could be seen", "field"))
        inside.addWidget(self.level)
        column.addWidget(self._levels)
