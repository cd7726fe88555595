"""Moments in a list: title, date words and height; with boxes to tick where some are to be chosen."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Moment
from allydesk.ui.story.themes.drawing import draw_ground, draw_height, draw_tick
from allydesk.ui.story.themes.words import date_words, moment_words, title_words
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone

if TYPE_CHECKING:
    from allydesk.story.dates.habits import DateHabits

_Index = QModelIndex | QPersistentModelIndex
MOMENT = int(Qt.ItemDataRole.UserRole)
_ROW = 36
_SIDE, _GAP = 8, 12
_DATE, _HEIGHT, _BOX = 150, 44, 16
"""Pixels at a text scale of 1: the widest date, the column of heights, and the side of a box."""


class MomentsModel(QAbstractListModel):
    """Moments as they were given; `ticked` is None where there are no boxes."""

    turned = Signal(str)
    """A box was ticked or unticked by the person; carries the moment's id. Whoever shows the moments says what became
    of it."""

    def __init__(self, *, habits: "DateHabits") -> None:
        super().__init__()
        self._habits = habits
        self._moments: tuple[Moment, ...] = ()
        self._ticked: frozenset[MomentId] | None = None

    @property
    def moments(self) -> tuple[Moment, ...]:
        """What is shown, in order."""
        return self._moments

    @property
    def has_boxes(self) -> bool:
        """Whether there are boxes to tick."""
        return self._ticked is not None

    def show_moments(self, moments: Sequence[Moment], ticked: Iterable[MomentId] | None = None) -> None:
        """Show these, each of `ticked` with a tick; without it there are no boxes."""
        ticks = None if ticked is None else frozenset(ticked)
        if [one.id for one in moments] == [one.id for one in self._moments] and (ticks is None) == (
            self._ticked is None
        ):
            self._moments, self._ticked = tuple(moments), ticks
            if moments:
                self.dataChanged.emit(self.index(0), self.index(len(moments) - 1))
            return
        self.beginResetModel()
        self._moments, self._ticked = tuple(moments), ticks
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._moments)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """They can be chosen, and ticked where there are boxes."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsUserCheckable if self.has_boxes and index.isValid() else flags

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's own
        """The title, all of it for a screen reader and the tool tip, the tick, the moment."""
        if not index.isValid():
            return None
        moment = self._moments[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_words(moment)
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return moment_words(moment, self._habits)
            case Qt.ItemDataRole.CheckStateRole if self._ticked is not None:
                return Qt.CheckState.Checked if moment.id in self._ticked else Qt.CheckState.Unchecked
        return moment if role == MOMENT else None

    def setData(self, index: _Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Tick or untick: a screen reader does it so."""
        del value
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or not self.has_boxes:
            return False
        self.turned.emit(self._moments[index.row()].id)
        return True


class MomentDelegate(QStyledItemDelegate):
    """Paints a row: the box, the title, the date in the person's words, the height."""

    def __init__(self, *, look: Look, habits: "DateHabits") -> None:
        super().__init__()
        self._look = look
        self._habits = habits

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All rows are of one height."""
        del option, index
        return QSize(self._look.scaled(200), self._look.scaled(_ROW))

    def box(self, row: QRect) -> QRect:
        """Where the box is in a row."""
        side = self._look.scaled(_BOX)
        return QRect(row.left() + _SIDE, row.center().y() - side // 2, side, side)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row: QRect = option.rect
        state: QStyle.StateFlag = option.state
        moment = index.data(MOMENT)
        painter.save()
        draw_ground(painter, row, state, look=self._look)
        left = row.left() + _SIDE
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        if ticked is not None:
            draw_tick(painter, self.box(row), look=self._look, ticked=Qt.CheckState(ticked) == Qt.CheckState.Checked)
            left = self.box(row).right() + _GAP
        right = row.right() - _SIDE - self._look.scaled(_HEIGHT)
        draw_height(painter, QRect(right, row.top(), self._look.scaled(_HEIGHT), row.height()), moment, look=self._look)
        date_width = min(self._look.scaled(_DATE), (right - left) // 3)
        self._write(painter, QRect(right - _GAP - date_width, row.top(), date_width, row.height()), moment, date=True)
        words = QRect(left, row.top(), right - 2 * _GAP - date_width - left, row.height())
        self._write(painter, words, moment, date=False)
        painter.restore()

    def _write(self, painter: QPainter, place: QRect, moment: Moment, *, date: bool) -> None:
        font = self._look.ui_font(size=13 if date else 15)
        painter.setFont(font)
        painter.setPen(self._look.palette.colour(Tone.MUTED if date else Tone.INK))
        words = date_words(moment, self._habits) if date else title_words(moment)
        cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cut)


class MomentsView(QListView):
    """Return opens the moment, Space ticks it, Delete asks to take the chosen ones away."""

    opened = Signal(str)
    removal_asked = Signal(object)
    """The ids of the chosen moments, as a tuple."""
    chosen_changed = Signal()

    def __init__(self, *, look: Look, habits: "DateHabits", name: str) -> None:
        super().__init__()
        self._look = look
        self._pressed = -1
        self.moments = MomentsModel(habits=habits)
        self._delegate = MomentDelegate(look=look, habits=habits)
        set_role(self, "moments")
        self.setModel(self.moments)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._double_clicked)
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self.chosen_changed.emit())

    @property
    def chosen(self) -> tuple[MomentId, ...]:
        """The ids of the chosen moments, from the first on."""
        rows = sorted(index.row() for index in self.selectedIndexes())
        return tuple(self.moments.moments[row].id for row in rows)

    def show_moments(self, moments: Sequence[Moment], ticked: Iterable[MomentId] | None = None) -> None:
        """Show these; the one the keyboard is at stays so while it is there."""
        current = self.current_id
        self.moments.show_moments(moments, ticked)
        ids = [one.id for one in moments]
        if self.currentIndex().isValid() or not ids:
            self.chosen_changed.emit()
            return
        place = ids.index(current) if current in ids else 0
        index = self.moments.index(place)
        self.selectionModel().setCurrentIndex(index, self.selectionModel().SelectionFlag.NoUpdate)
        self.chosen_changed.emit()

    @property
    def current_id(self) -> MomentId | None:
        """The moment that the keyboard is at."""
        index = self.currentIndex()
        return self.moments.moments[index.row()].id if index.isValid() else None

    def sizeHint(self) -> QSize:
        """No higher than it must be; it takes what there is."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self.doItemsLayout()
        self.viewport().update()

    def row_height(self) -> int:
        """Pixels of one row."""
        return self._look.scaled(_ROW)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, tick, take away, or go elsewhere."""
        index = self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not index.isValid() or not plain:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.moments.moments[index.row()].id)
        elif event.key() == Qt.Key.Key_Space and self.moments.has_boxes:
            self.moments.turned.emit(self.moments.moments[index.row()].id)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit(self.chosen or (self.moments.moments[index.row()].id,))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where it was pressed: a row is ticked when it is let go there."""
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.indexAt(event.position().toPoint()).row() if left else -1

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where there are boxes, the whole row is one: it is hard to hit otherwise."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, -1
        row = self.indexAt(event.position().toPoint()).row()
        if self.moments.has_boxes and row >= 0 and row == pressed:
            self.moments.turned.emit(self.moments.moments[row].id)

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.isValid() and not self.moments.has_boxes:
            self.opened.emit(self.moments.moments[index.row()].id)
