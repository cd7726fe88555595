"""The twelve skills as a list: the name, the word for how practice stands, and its bar."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from allydesk.practice.progress import SkillState
from allydesk.practice.skills import SKILLS, Skill
from allydesk.ui.practice.library.painting import Writer
from allydesk.ui.practice.library.tall import Index, TallDelegate, TallList
from allydesk.ui.practice.progress.words import state_in_words
from allydesk.ui.practice.skillbar import BAR_HIGH, paint_fill
from allydesk.ui.theme import Look, Tone

STATE = Qt.ItemDataRole.UserRole
"""The `SkillState` of an index."""
_EDGE, _ABOVE, _BETWEEN, _BELOW = 12, 8, 5, 11
"""Pixels: beside a row's words, above them, between them and the bar, and below that."""
_GAP = 10


class SkillModel(QAbstractListModel):
    """The states, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._states: Sequence[SkillState] = ()

    @property
    def states(self) -> Sequence[SkillState]:
        """What is shown."""
        return self._states

    def show_states(self, states: Sequence[SkillState]) -> None:
        """Show these."""
        if states and len(states) == len(self._states):
            self._states = states
            self.dataChanged.emit(self.index(0), self.index(len(states) - 1))
            return
        self.beginResetModel()
        self._states = states
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._states)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says; `STATE` is its state."""
        state = self._states[index.row()]
        found: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: SKILLS[state.skill].name,
            Qt.ItemDataRole.AccessibleTextRole: state_in_words(state),
            Qt.ItemDataRole.ToolTipRole: SKILLS[state.skill].does,
            STATE: state,
        }
        return found.get(role)


class SkillDelegate(TallDelegate):
    """Paints one."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._width = 0
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        look = self._look
        self._name = Writer(look.ui_font(), look=look)
        self._strong = Writer(look.ui_font(semibold=True), look=look)
        self._word = Writer(look.ui_font(size=13), look=look, tone=Tone.MUTED)

    def fit(self, width: int) -> None:
        """Rows are so wide from now on."""
        self._width = width

    def height(self, index: Index) -> int:
        """The name, with as many lines as it needs, and the bar."""
        state: SkillState = index.data(STATE)
        return _ABOVE + self._name_height(state) + _BETWEEN + BAR_HIGH + _BELOW

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        state: SkillState = index.data(STATE)
        area, flags = option.rect, option.state
        painter.save()
        self._paint_ground(painter, area, flags)
        inside = area.adjusted(_EDGE, _ABOVE, -_EDGE, 0)
        high = self._name_height(state)
        name = self._strong if flags & QStyle.StateFlag.State_Selected else self._name
        name.write(painter, QRect(inside.left(), inside.top(), self._name_width(state), high), SKILLS[state.skill].name)
        line = QRect(inside.left(), inside.top(), inside.width(), self._name.line)
        self._word.write_line(painter, line, state.word.value, right=True)
        bar = QRectF(inside.left(), inside.top() + high + _BETWEEN, inside.width(), BAR_HIGH)
        paint_fill(painter, bar, state, look=self._look)
        painter.restore()

    def _name_width(self, state: SkillState) -> int:
        return self._width - 2 * _EDGE - self._word.width(state.word.value) - _GAP

    def _name_height(self, state: SkillState) -> int:
        return self._strong.height(SKILLS[state.skill].name, self._name_width(state))

    def _paint_ground(self, painter: QPainter, area: QRect, flags: QStyle.StateFlag) -> None:
        flag, palette = QStyle.StateFlag, self._look.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if flags & flag.State_Selected:
            painter.setPen(QPen(palette.colour(Tone.LINE), 1))
            painter.setBrush(palette.colour(Tone.SURFACE))
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if flags & flag.State_Selected and flags & flag.State_HasFocus:
            painter.setPen(QPen(palette.colour(Tone.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 8, 8)


class SkillList(TallList):
    """One of them is chosen; `chosen` carries its `Skill`."""

    chosen = Signal(object)

    def __init__(self, *, look: Look) -> None:
        self._states = SkillModel()
        self._paints = SkillDelegate(look=look)
        super().__init__("Skills", model=self._states, delegate=self._paints)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self._tell())

    @property
    def skill(self) -> Skill | None:
        """The one that is chosen."""
        row = self.currentIndex().row()
        return self._states.states[row].skill if 0 <= row < len(self._states.states) else None

    def show_states(self, states: Sequence[SkillState], *, choose: Skill | None) -> None:
        """Show these, with that one chosen."""
        self._states.show_states(states)
        skills = [state.skill for state in states]
        if choose in skills:
            self.setCurrentIndex(self._states.index(skills.index(choose)))
        self.fit()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._paints.take_look()
        self.fit()

    def _tell(self) -> None:
        if self.skill is not None:
            self.chosen.emit(self.skill)
