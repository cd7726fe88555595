"""Skills as bars: the name, a word for how practice of it stands, and how far the bar is filled."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from allydesk.practice.progress import SkillState
from allydesk.practice.skills import SKILLS
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import label

BAR_HIGH = 7
"""Pixels."""
_LEAST_FILL = 0.04
"""Of the width: what was seen at all can be seen in the bar."""


class SkillBar(QFrame):
    """One skill. A screen reader hears it in one piece: "Noticing: steady"."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self.name = label("", wrap=True)
        self.word = label("", "small")
        self.fill = FillBar(look=look)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.word, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.fill)

    def show_state(self, state: SkillState) -> None:
        """Show this one."""
        words = SKILLS[state.skill]
        self.name.setText(words.name)
        self.name.setToolTip(words.does)
        self.word.setText(state.word.value)
        self.fill.show_state(state)
        self.setAccessibleName(f"{words.name}: {state.word.value}")


class SkillBars(QWidget):
    """Some skills, one below the other."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.bars: list[SkillBar] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)

    def show_skills(self, states: Sequence[SkillState]) -> None:
        """Show these, in this order, and no others."""
        while len(self.bars) < len(states):
            bar = SkillBar(look=self._look)
            self._column.addWidget(bar)
            self.bars.append(bar)
        for bar in self.bars[len(states) :]:
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        del self.bars[len(states) :]
        for bar, state in zip(self.bars, states, strict=True):
            bar.show_state(state)


class FillBar(QWidget):
    """A line that is filled from the left. It says nothing that is not in words beside it."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._state: SkillState | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_state(self, state: SkillState) -> None:
        """Fill it as this one says."""
        self._state = state
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words above it."""
        return QSize(self._look.scaled(160), BAR_HIGH)

    def minimumSizeHint(self) -> QSize:
        """Wide enough to be seen."""
        return QSize(40, BAR_HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        del event
        painter = QPainter(self)
        if self._state is not None:
            paint_fill(painter, QRectF(self.rect()), self._state, look=self._look)
        painter.end()


def paint_fill(painter: QPainter, place: QRectF, state: SkillState, *, look: Look) -> None:
    """Paint such a line there. What was seen at all is filled a little, whatever its level."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    high = place.height()
    painter.setBrush(look.palette.colour(Tone.SELECTION))
    painter.drawRoundedRect(place, high / 2, high / 2)
    if state.runs:
        fill = max(min(state.fill, 1.0), _LEAST_FILL)
        filled = QRectF(place.left(), place.top(), max(high, place.width() * fill), high)
        painter.setBrush(look.palette.colour(Tone.ACCENT))
        painter.drawRoundedRect(filled, high / 2, high / 2)
