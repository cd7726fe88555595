"""How a row of the list is painted: title, date, two lines of excerpt, a hairline."""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from allydesk.journal.entry import EntrySummary
from allydesk.storage.journal import Clock
from allydesk.ui.journal.lines import LINES, ExcerptPainter
from allydesk.ui.journal.rows import SUMMARY
from allydesk.ui.journal.words import EMPTY, Excerpt, excerpt, short_date, title_of
from allydesk.ui.theme import Look, Tone

_SIDE = 18
_ABOVE = 12
_BELOW = 14
_TITLE_GAP = 2
_GAP = 10
"""Between a title and its date."""
_EXCERPT_SIZE = 14
_EXCERPT_LINE = 19
_TITLE_LINE = 21
_KEPT = 64
"""Rows whose layout is kept: more than a tall screen shows."""


@dataclass(slots=True)
class _Laid:
    """A row ready to be painted at one width."""

    summary: EntrySummary
    width: int
    title: str
    date: str
    date_width: float
    excerpt: QTextLayout


class EntryDelegate(QStyledItemDelegate):
    """Paints rows of one fixed height. Asks the model once a row and lays a row out once."""

    def __init__(self, *, look: Look, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._clock = clock
        self._laid: OrderedDict[int, _Laid] = OrderedDict()
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._laid.clear()
        self._title_font = self._look.ui_font(semibold=True)
        self._date_font = self._look.ui_font(size=13)
        self._title_metrics = QFontMetricsF(self._title_font)
        self._date_metrics = QFontMetricsF(self._date_font)
        self._line = self._look.scaled(_EXCERPT_LINE)
        self._excerpts = ExcerptPainter(
            font=self._look.ui_font(size=_EXCERPT_SIZE), line_height=self._line, palette=self._look.palette
        )
        self._title_height = self._look.scaled(_TITLE_LINE)
        self.row_height = _ABOVE + self._title_height + _TITLE_GAP + LINES * self._line + _BELOW

    def forget(self) -> None:
        """Drop every laid-out row."""
        self._laid.clear()

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The one height all rows have."""
        return QSize(option.rect.width(), self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        area = QRectF(option.rect)
        state = option.state
        colour = self._look.palette.colour
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colour(Tone.SELECTION))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), colour(Tone.LINE))
        summary = index.data(SUMMARY)
        if summary is not None:
            self._paint_words(painter, area, self._layout(index.row(), summary, int(area.width())))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour(Tone.ACCENT), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRectF, laid: _Laid) -> None:
        colour = self._look.palette.colour
        top = area.top() + _ABOVE
        base = top + (self._title_height + self._title_metrics.ascent() - self._title_metrics.descent()) / 2
        painter.setFont(self._title_font)
        painter.setPen(colour(Tone.INK))
        painter.drawText(QPointF(area.left() + _SIDE, base), laid.title)
        painter.setFont(self._date_font)
        painter.setPen(colour(Tone.MUTED))
        painter.drawText(QPointF(area.right() - _SIDE - laid.date_width, base - 1), laid.date)
        laid.excerpt.draw(painter, QPointF(area.left() + _SIDE, top + self._title_height + _TITLE_GAP))

    def _layout(self, row: int, summary: EntrySummary, width: int) -> _Laid:
        laid = self._laid.get(row)
        if laid is None or laid.width != width or laid.summary is not summary:
            laid = self._laid[row] = self._lay_out(summary, width)
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        return laid

    def _lay_out(self, summary: EntrySummary, width: int) -> _Laid:
        date = short_date(summary.created, today=self._clock().date())
        date_width = self._date_metrics.horizontalAdvance(date)
        room = width - 2 * _SIDE
        title = self._title_metrics.elidedText(
            title_of(summary), Qt.TextElideMode.ElideRight, max(0.0, room - date_width - _GAP)
        )
        words = excerpt(summary.excerpt)
        lines = self._excerpts.lay_out(words if words.text else Excerpt(EMPTY), room)
        return _Laid(summary, width, title, date, date_width, lines)
