"""The lifeline as a table, which does everything that the chart does and is what a screen reader uses first."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Edit, Lifeline
from allydesk.ui.story.lifeline.model import HEADERS, MOMENT, Column, Index, MomentsModel, order_in_words
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone

_ROW = 34
_PADDING = 8
_SHARES = {
    Column.WHEN: 0.17,
    Column.WHAT: 0.27,
    Column.THEN: 0.07,
    Column.NOW: 0.07,
    Column.THEMES: 0.17,
    Column.PEOPLE: 0.14,
    Column.PLACE: 0.11,
}
_LEAST = {Column.THEN: 52, Column.NOW: 52}
_LEAST_ELSE = 84
"""Pixels at a text scale of 1; where they do not fit, the table scrolls sideways."""
_KEYS_IN_WORDS = (
    "Return opens a moment, plus and minus change its height, the square brackets its date, Delete removes it"
)
_HEIGHTS = {"+": 1, "=": 1, "-": -1, "−": -1}
_DATES = {"[": -1, "]": 1}
"""By what a key prints: on some keyboards these need Shift or AltGr."""
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class MomentDelegate(QStyledItemDelegate):
    """Paints a cell: the ground of its row, one line of words, the ring around the row with the keyboard."""

    def __init__(self, *, look: Look, parent: "MomentTable") -> None:
        super().__init__(parent)
        self._look = look
        self._table = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        colour = self._look.palette.colour
        area = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colour(Tone.SELECTION))
        painter.setPen(QPen(colour(Tone.LINE), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        column = Column(index.column())
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        font = self._table.what_font if column is Column.WHAT else self._table.font()
        painter.setFont(font)
        painter.setPen(colour(self._tone(column, index)))
        place = area.adjusted(_PADDING, 0, -_PADDING, 0)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self._table.hasFocus() and index.row() == self._table.currentIndex().row():
            self._paint_ring(painter, area, column)

    def _tone(self, column: Column, index: Index) -> Tone:
        if column in (Column.WHAT, Column.THEN, Column.NOW):
            return Tone.INK
        moment = index.data(MOMENT) if column is Column.WHEN else None
        return Tone.INK if moment is not None and moment.date.is_dated else Tone.MUTED

    def _paint_ring(self, painter: QPainter, area: QRect, column: Column) -> None:
        painter.setPen(QPen(self._look.palette.colour(Tone.ACCENT), 2))
        ring = QRectF(area).adjusted(0, 1, 0, -1)
        painter.drawLine(ring.topLeft(), ring.topRight())
        painter.drawLine(ring.bottomLeft(), ring.bottomRight())
        if column is Column.WHEN:
            painter.drawLine(ring.topLeft(), ring.bottomLeft())
        if column is Column.PLACE:
            painter.drawLine(ring.topRight(), ring.bottomRight())


class MomentTable(QTableView):
    """Rows can be walked, opened with Return, lifted and lowered with + and -, moved in time with [ and ], taken away
    with Delete: the keys of the chart."""

    selection_changed = Signal(tuple)
    moment_opened = Signal(str)
    height_stepped = Signal(object, int)
    date_stepped = Signal(object, int)
    """Ids, and how many steps of their own precision later (or earlier, below zero)."""
    removal_asked = Signal(object)
    menu_asked = Signal(object, QPoint)
    order_changed = Signal(int, bool)
    """The column that the rows are sorted by now, and whether descending."""

    def __init__(self, *, look: Look, habits: DateHabits, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._quiet = False
        self._stale: Lifeline | None = Lifeline()
        self.what_font = look.ui_font(semibold=True)
        self.moments = MomentsModel(habits=habits, parent=self)
        self.setModel(self.moments)
        self._set_up()
        self.selectionModel().selectionChanged.connect(lambda _on, _off: self._tell())
        self.doubleClicked.connect(self._open)
        self.take_look()

    def show_lifeline(self, lifeline: Lifeline) -> None:
        """Show this one; while nobody sees the table, when it is next seen."""
        if self.isVisible():
            self._show(lifeline)
        else:
            self._stale = lifeline

    def follow(self, edit: Edit, lifeline: Lifeline) -> None:
        """Show the lifeline after this edit. What is chosen stays chosen as far as it is there."""
        if not self.isVisible() or self._stale is not None:
            self._stale = lifeline
            return
        chosen = self.selected_ids
        self._quiet = True
        kept_rows = self.moments.follow(edit, lifeline)
        self._quiet = False
        if not kept_rows:
            self.select(tuple(one for one in chosen if one in lifeline.moments))
        elif self.hasFocus():
            self.scrollTo(self.currentIndex())  # its row may be elsewhere now

    def catch_up(self) -> None:
        """The table is about to be seen."""
        if self._stale is not None:
            self._show(self._stale)

    @property
    def selected_ids(self) -> tuple[MomentId, ...]:
        """The chosen moments, from the top."""
        rows = sorted(
            row for part in self.selectionModel().selection().toList() for row in range(part.top(), part.bottom() + 1)
        )
        return self.moments.ids_at(dict.fromkeys(rows))

    def select(self, ids: Iterable[MomentId]) -> None:
        """Choose these, without a signal; the first comes into view, and has the keyboard within the table."""
        self.catch_up()
        wanted = tuple(ids)
        if set(wanted) == set(self.selected_ids):
            return
        rows = sorted(row for row in map(self.moments.row_of, wanted) if row >= 0)
        chosen = QItemSelection()
        for first, last in _runs(rows):
            chosen.select(self.moments.index(first, 0), self.moments.index(last, len(Column) - 1))
        self._quiet = True
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows:
            first_row = self.moments.row_of(wanted[0])
            here = self.moments.index(max(first_row, rows[0]), max(self.currentIndex().column(), 0))
            self.selectionModel().setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(here)
        self._quiet = False

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Sort by a column, as a click on its name does, and say so."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, order)

    def click_header(self, column: int) -> None:
        """Sort by a column; by the one that it is sorted by already, the other way round."""
        header = self.horizontalHeader()
        is_it = header.sortIndicatorSection() == column
        self.sort_by(column, descending=is_it and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder)

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._stale = None
        self.moments.show_lifeline(Lifeline())

    def take_look(self) -> None:
        """Take the look's present type."""
        self.setFont(self._look.ui_font())
        self.what_font = self._look.ui_font(semibold=True)
        self.verticalHeader().setDefaultSectionSize(self._look.scaled(_ROW))
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What can be done to the chosen moments; walking is Qt's, but for Home and End, which mean rows."""
        key, ids = Qt.Key(event.key()), self.selected_ids
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif ids and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit(ids)
        elif ids and (step := _date_step(event)):
            self.date_stepped.emit(ids, step)
        elif ids and not event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.text() in _HEIGHTS:
            self.height_stepped.emit(ids, _HEIGHTS[event.text()])
        else:
            super().keyPressEvent(event)

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and the last row; a row has nothing to walk along in it."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action not in ends or not self.moments.rowCount():
            return super().moveCursor(action, modifiers)
        return self.moments.index(ends[action] % self.moments.rowCount(), max(self.currentIndex().column(), 0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the chosen moments."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if by_key:
            middle = self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(self.selected_ids, self.viewport().mapToGlobal(middle))
        elif self.indexAt(event.pos()).isValid():
            self.menu_asked.emit(self.selected_ids, event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width anew."""
        super().resizeEvent(event)
        self._share_width()

    def _show(self, lifeline: Lifeline) -> None:
        self._stale = None
        chosen = self.selected_ids
        self._quiet = True
        self.moments.show_lifeline(lifeline)
        self._quiet = False
        self.select(tuple(one for one in chosen if one in lifeline.moments))

    def _open(self, index: Index) -> None:
        moment = self.moments.moment_at(index.row())
        if moment is not None:
            self.moment_opened.emit(moment.id)

    def _tell(self) -> None:
        if not self._quiet:
            self.selection_changed.emit(self.selected_ids)

    def _share_width(self) -> None:
        room = self.viewport().width()
        least = {column: self._look.scaled(_LEAST.get(column, _LEAST_ELSE)) for column in Column}
        more = max(0, room - sum(least.values()))
        for column in Column:
            self.setColumnWidth(column, least[column] + int(more * _SHARES[column]))

    def _set_up(self) -> None:
        set_role(self, "moments")
        self.setItemDelegate(MomentDelegate(look=self._look, parent=self))
        self.setAccessibleName("Moments")
        self.setAccessibleDescription(_KEYS_IN_WORDS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setAccessibleName(f"Columns: {', '.join(HEADERS)}")
        self.setSortingEnabled(True)
        self.sortByColumn(Column.WHEN, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self._tell_order)

    def _tell_order(self, column: int, order: Qt.SortOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        self.order_changed.emit(column, descending)
        said = order_in_words(Column(column), descending=descending)
        words = f"Sorted by {HEADERS[column].lower()}, {said}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


def _date_step(event: QKeyEvent) -> int:
    """Later or earlier: by its sign, or Alt with an arrow; 0 for a key that means something else."""
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
    if held == Qt.KeyboardModifier.AltModifier:
        return _SIDEWAYS.get(Qt.Key(event.key()), 0)
    return _DATES.get(event.text(), 0)


def _runs(rows: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Rows as (first, last) of those that follow one another."""
    first = last = -2
    for row in rows:
        if row == last + 1:
            last = row
            continue
        if first >= 0:
            yield first, last
        first = last = row
    if first >= 0:
        yield first, last
