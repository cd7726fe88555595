"""All themes by all moments in one table, to be read and to be tied in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from allydesk.story.theming import Matrix
from allydesk.ui.story.themes.matrixheads import MomentHead, ThemeHead
from allydesk.ui.story.themes.matrixmodel import MatrixModel
from allydesk.ui.story.themes.patterns import MARK, mark_icon
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone

if TYPE_CHECKING:
    from allydesk.story.dates.habits import DateHabits

_Index = QModelIndex | QPersistentModelIndex
_ROW, _NARROWEST, _WIDEST = 36, 38, 132
_HEAD, _LEAST_HEAD = 360, 190
"""Pixels at a text scale of 1: the height of a row, the width of a column, and the width of the moments' names."""
_HEAD_SHARE = 0.45


class CellDelegate(QStyledItemDelegate):
    """Paints the theme's mark where it is tied, and a ring around the cell that the keyboard is at."""

    def __init__(self, model: MatrixModel, *, look: Look) -> None:
        super().__init__()
        self._model = model
        self._look = look
        self._marks: dict[int, QIcon] = {}

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self._marks.clear()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell."""
        place, palette = option.rect, self._look.palette
        line = palette.colour(Tone.LINE)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, palette.colour(Tone.SELECTION))
        painter.fillRect(QRect(place.left(), place.bottom(), place.width(), 1), line)
        painter.fillRect(QRect(place.left(), place.top(), 1, place.height()), line)
        if self._model.is_tied(index):
            side = self._look.scaled(MARK + 4)
            corner = QPoint(place.center().x() - side // 2 + 1, place.center().y() - side // 2)
            self._mark(self._model.matrix.themes[index.column()].shade).paint(
                painter, QRect(corner.x(), corner.y(), side, side)
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.colour(Tone.ACCENT), 2))
            painter.drawRect(place.adjusted(2, 1, -1, -2))

    def _mark(self, shade: int) -> QIcon:
        if shade not in self._marks:
            self._marks[shade] = mark_icon(shade, self._look, side=self._look.scaled(MARK + 4))
        return self._marks[shade]


class MatrixView(QTableView):
    """The arrows go from cell to cell, Space ties and unties, Return opens the moment."""

    moment_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, *, look: Look, habits: "DateHabits") -> None:
        super().__init__()
        self._look = look
        self.cells = MatrixModel(habits=habits)
        self._delegate = CellDelegate(self.cells, look=look)
        self.above = ThemeHead(self.cells, look=look, parent=self)
        self.beside = MomentHead(self.cells, look=look, habits=habits, parent=self)
        set_role(self, "matrix")
        self.setModel(self.cells)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(self.above)
        self.setVerticalHeader(self.beside)
        self._set_up()
        self.clicked.connect(self.cells.turn)
        self.above.sectionClicked.connect(lambda place: self.theme_asked.emit(self.cells.matrix.themes[place].id))
        self.beside.sectionDoubleClicked.connect(self._open)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.beside.viewport().update())

    def show_matrix(self, matrix: Matrix) -> None:
        """Show this one; the keyboard stays at its cell while that is there."""
        before, index = self.cells.matrix, self.currentIndex()
        at = (before.moments[index.row()].id, before.themes[index.column()].id) if index.isValid() else None
        self.cells.show_matrix(matrix)
        self.fit()
        if not self.currentIndex().isValid() and matrix.moments and matrix.themes:
            moments, themes = [one.id for one in matrix.moments], [one.id for one in matrix.themes]
            row = moments.index(at[0]) if at is not None and at[0] in moments else 0
            column = themes.index(at[1]) if at is not None and at[1] in themes else 0
            self.setCurrentIndex(self.cells.index(row, column))

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self._delegate.take_look()
        self.fit()

    def fit(self) -> None:
        """Share the width among the names of the moments and the columns."""
        inside = self.width() - self.verticalScrollBar().sizeHint().width() - 4
        number, narrowest = max(1, len(self.cells.matrix.themes)), self._look.scaled(_NARROWEST)
        least = min(self._look.scaled(_LEAST_HEAD), inside // 2)
        head = max(least, min(self._look.scaled(_HEAD), round(inside * _HEAD_SHARE), inside - number * narrowest))
        column = max(narrowest, min((inside - head) // number, self._look.scaled(_WIDEST)))
        self.beside.fit(head)
        self.above.setDefaultSectionSize(column)
        self.above.fit(column, height=self.height())
        self.beside.setDefaultSectionSize(self._look.scaled(_ROW))
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share another width."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tie, untie, open, or go to another cell."""
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_Space:
            self.cells.turn(index)
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index.row())
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        self.moment_asked.emit(self.cells.matrix.moments[row].id)

    def _set_up(self) -> None:
        self.setAccessibleName("Themes by moments")
        self.setAccessibleDescription("Space ties or unties, Return opens the moment")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
