"""The pages as they will be, on the screen."""

from typing import Protocol

from PySide6.QtCore import QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from allydesk.ui.theme import Look, Tone

_GAP = 20
_WIDEST = 640
"""The widest a page is shown at a text scale of 1, in pixels."""
_WHITE = QColor("white")


class Pages(Protocol):
    """What a view of pages shows."""

    @property
    def size(self) -> QSizeF:
        """A whole sheet, in pixels of 96 to the inch."""

    @property
    def page_count(self) -> int:
        """How many there are."""

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint the page of that number, from 0, on a painter whose unit is such a pixel."""

    def close(self) -> None:
        """Let everything go."""


class PagesView(QAbstractScrollArea):
    """Shows the pages one below the other, painting only those in sight. The arrow and page keys scroll."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sheets: Pages | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Preview")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look.changed.connect(self._measure)

    def show_sheets(self, sheets: Pages | None) -> None:
        """Show these pages, or none; call it again when there are more of them."""
        self._sheets = sheets
        pages = 0 if sheets is None else sheets.page_count
        self.setAccessibleDescription(f"{pages} {'page' if pages == 1 else 'pages'}")
        self._measure()
        self.viewport().update()

    def page_in_sight(self) -> int:
        """The number, from 0, of the page at the top of the view."""
        height = self._page_size().height() + _GAP
        return self.verticalScrollBar().value() // height if height > _GAP else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another size of the pages."""
        super().resizeEvent(event)
        self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by a line, a page, or to either end."""
        bar = self.verticalScrollBar()
        page = self._page_size().height() + _GAP
        moves = {
            Qt.Key.Key_Home: bar.minimum() - bar.value(),
            Qt.Key.Key_End: bar.maximum() - bar.value(),
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
        else:
            bar.setValue(bar.value() + move)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.palette.colour(Tone.RAIL))
        if self._sheets is not None:
            for number in range(self._sheets.page_count):
                place = self._place(number)
                if place.intersects(event.rect()):
                    self._paint_page(painter, number, place)
        if self.hasFocus():
            painter.setPen(QPen(self._look.palette.colour(Tone.ACCENT), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, number: int, place: QRect) -> None:
        sheets = self._sheets
        if sheets is None:
            return
        painter.fillRect(place, _WHITE)
        painter.setPen(self._look.palette.colour(Tone.LINE))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.save()
        painter.setClipRect(place)
        painter.translate(place.topLeft())
        scale = place.width() / sheets.size.width()
        painter.scale(scale, scale)
        sheets.paint(painter, number)
        painter.restore()

    def _page_size(self) -> QSize:
        if self._sheets is None:
            return QSize(0, 0)
        whole = self._sheets.size
        width = max(80, min(self.viewport().width() - 2 * _GAP, self._look.scaled(_WIDEST)))
        return QSize(width, round(width * whole.height() / whole.width()))

    def _place(self, number: int) -> QRect:
        size = self._page_size()
        left = (self.viewport().width() - size.width()) // 2
        top = _GAP + number * (size.height() + _GAP) - self.verticalScrollBar().value()
        return QRect(left, top, size.width(), size.height())

    def _measure(self) -> None:
        pages = 0 if self._sheets is None else self._sheets.page_count
        whole = _GAP + pages * (self._page_size().height() + _GAP)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, whole - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(48)
        self.viewport().update()
