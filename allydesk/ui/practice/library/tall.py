"""A list that is as high as all of its rows: the page around it scrolls, and so there is one thing to scroll."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QScrollArea,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from allydesk.ui.style import set_role

Index = QModelIndex | QPersistentModelIndex

_BY_KEY = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_ONWARD = (Qt.Key.Key_Down, Qt.Key.Key_Up)
_AROUND = 16
"""Pixels kept free above and below the row that keys have come to."""


class TallDelegate(QStyledItemDelegate):
    """The ground of a delegate for such a list."""

    def fit(self, width: int) -> None:
        """Rows are so wide from now on."""
        raise NotImplementedError

    def height(self, index: Index) -> int:
        """How high a row is then, in pixels."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its words; as wide as the list is."""
        del option
        return QSize(80, self.height(index))


class TallList(QListView):
    """A click, Enter or Space opens a row; `opened` carries its index. `moved_to` carries the place of the row that
    keys have come to, in the list's own pixels."""

    opened = Signal(QModelIndex)
    moved_to = Signal(QRect)

    def __init__(self, name: str, *, model: QAbstractListModel, delegate: TallDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self._fitted = -1
        set_role(self, "tall")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.viewport().setAutoFillBackground(False)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Lay all rows out anew, and be as high as they are."""
        self._fitted = self.width()
        self._delegate.fit(self._fitted)
        model = self.model()
        high = sum(self._delegate.height(model.index(row, 0)) for row in range(model.rowCount()))
        self.setFixedHeight(max(high, 1))
        self.doItemsLayout()
        self.viewport().update()

    def go_to(self, row: int) -> None:
        """Let keys act on that row, and tell where it is."""
        self.setCurrentIndex(self.model().index(row, 0))
        self._tell_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break anew at another width."""
        super().resizeEvent(event)
        if event.size().width() != self._fitted:
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes by key comes to the row that keys act on, or to the first. A click must find what it was aimed at,
        so it moves nothing."""
        super().focusInEvent(event)
        if event.reason() in _BY_KEY:
            if not self.currentIndex().isValid():
                self._choose_first()
            self._tell_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a row, or go to another."""
        current = self.currentIndex()
        if event.key() in _OPENS and not event.isAutoRepeat() and current.isValid():
            self.opened.emit(current)
        elif event.key() in _ONWARD and not current.isValid():
            self._choose_first()
            self._tell_place()
        else:
            if not current.isValid():
                self._choose_first()
            super().keyPressEvent(event)
            if self.currentIndex() != current:
                self._tell_place()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be opened."""
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint())
        can_open = over.isValid() and bool(over.flags() & Qt.ItemFlag.ItemIsSelectable)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if can_open else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was pressed."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self.opened.emit(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls, not the list."""
        event.ignore()

    def _choose_first(self) -> None:
        model = self.model()
        for row in range(model.rowCount()):
            if model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(model.index(row, 0))
                return

    def _tell_place(self) -> None:
        if self.currentIndex().isValid():
            self.moved_to.emit(self.visualRect(self.currentIndex()))


def keep_in_view(rows: TallList, scrolled: QScrollArea) -> None:
    """Let the page scroll to the row that keys have come to."""

    inner = scrolled.widget()
    if inner is None:
        raise ValueError("there has to be a page that scrolls")

    def show(place: QRect) -> None:
        top = rows.mapTo(inner, QPoint(0, place.top())).y()
        half = place.height() // 2
        scrolled.ensureVisible(0, top + half, 0, half + _AROUND)

    rows.moved_to.connect(show)
