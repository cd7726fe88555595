"""A line that opens a round, with whom it is by: as in a scene, and without a way back to it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from allydesk.practice.run import Told, ToldKind
from allydesk.practice.scenario import Scenario
from allydesk.ui.practice.partner.face import WIDE
from allydesk.ui.practice.scene.passage import Passage
from allydesk.ui.practice.scene.portrait import Portrait
from allydesk.ui.practice.scene.wording import SPOKEN, announced, initial, told_words, who
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import label

_READING = 17.5
_GAP = 12


class SaidLine(QFrame):
    """One line. `player` names who responds, where the line is theirs."""

    def __init__(self, told: Told, *, scenario: Scenario, player: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._told = told
        self._scenario = scenario
        self.passage = Passage(told_words(told))
        role = scenario.roles.get(told.role)
        is_players = told.role == scenario.player
        self.by = label(player if is_players else who(role) if role is not None else "", "small")
        self.setAccessibleName(f"{player}: {told_words(told)}" if is_players else announced(told, scenario))
        self._lay_out()
        self.by.setHidden(not self.by.text())
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        font = QFont(self._look.reading_font(size=_READING))
        spoken = self._told.kind in SPOKEN
        font.setItalic(not spoken)
        colour = self._look.palette.readable(Tone.INK if spoken else Tone.MUTED, Tone.PAPER)
        self.passage.dress(font, colour, most=self._look.scaled(WIDE))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        if self._told.kind is not ToldKind.NARRATION:
            row.addWidget(self._portrait(), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(self.by)
        column.addWidget(self._set_words())
        row.addLayout(column)
        row.addStretch(1)

    def _portrait(self) -> Portrait:
        others = [each for each in self._scenario.roles if each != self._scenario.player]
        role = self._told.role
        place = others.index(role) if role in others else len(others)
        found = self._scenario.roles.get(role)
        return Portrait(initial(found) if found is not None else "", place, look=self._look)

    def _set_words(self) -> QWidget:
        if self._told.kind not in SPOKEN:
            return self.passage
        bubble = QFrame()
        set_role(bubble, "bubble")
        inside = QVBoxLayout(bubble)
        inside.setContentsMargins(16, 10, 16, 10)
        inside.addWidget(self.passage)
        return bubble
