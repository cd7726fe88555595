"""How a row of the list is painted: title, marks and date, two lines of excerpt, a hairline.

A row is painted once into a picture, and that is copied from then on: while one scrolls, Python is asked for next to
nothing.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPixmap, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from allydesk.journal.entry import EntrySummary
from allydesk.storage.journal import Clock
from allydesk.ui.journal.lines import LINES, ExcerptPainter
from allydesk.ui.journal.marks import RowMarks
from allydesk.ui.journal.rows import SUMMARY
from allydesk.ui.journal.words import EMPTY, Excerpt, row_words, short_date
from allydesk.ui.theme import Look, Tone

_SIDE = 18
_ABOVE = 12
_BELOW = 14
_TITLE_GAP = 2
_GAP = 10
"""Between a title and what stands beside it."""
_EXCERPT_SIZE = 14
_EXCERPT_LINE = 19
_TITLE_LINE = 21
_NARROW = 215
"""Of words, in pixels at a text scale of 1: with less room a title has its line to itself, and what stands beside it
elsewhere takes the place of the first line below."""
_KEPT = 64
"""Rows whose picture is kept: more than a tall screen shows."""


@dataclass(slots=True)
class _Laid:
    """A row ready to be painted at one width; its pictures by (selected, pixels to a point)."""

    summary: EntrySummary
    width: int
    title: QTextLayout
    date: str
    date_width: float
    excerpt: QTextLayout
    narrow: bool
    pictures: dict[tuple[bool, float], QPixmap] = field(default_factory=dict)


class EntryDelegate(QStyledItemDelegate):
    """Paints rows of one fixed height. Asks the model once a row, and lays a row out once."""

    def __init__(self, *, look: Look, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._clock = clock
        self._laid: OrderedDict[int, _Laid] = OrderedDict()
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._laid.clear()
        self._date_font = self._look.ui_font(size=13)
        self._date_metrics = QFontMetricsF(self._date_font)
        self._line = self._look.scaled(_EXCERPT_LINE)
        self._title_height = self._look.scaled(_TITLE_LINE)
        self._excerpts = self._words(_EXCERPT_SIZE, lines=LINES, height=self._line)
        self._last_line = self._words(_EXCERPT_SIZE, height=self._line)
        self._narrow = self._look.scaled(_NARROW)
        self._titles = self._words(15, semibold=True, tone=Tone.INK)
        self._first_lines = self._words(15, italic=True)
        self._marks = RowMarks(look=self._look)
        self._ring = QPen(self._look.palette.colour(Tone.ACCENT), 2)
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
        area, state = option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        summary = index.data(SUMMARY)
        if summary is None:
            self._paint_ground(painter, QRectF(area), selected=selected)
        else:
            laid = self._layout(index.row(), summary, area.width())
            painter.drawPixmap(area.topLeft(), self._picture(laid, selected, painter.device().devicePixelRatioF()))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._ring)
            painter.drawRect(QRectF(area).adjusted(1, 1, -1, -2))

    def _words(
        self, size: int, *, lines: int = 1, height: int = 0, semibold: bool = False, italic: bool = False,
        tone: Tone = Tone.MUTED,
    ) -> ExcerptPainter:  # fmt: skip
        font = self._look.ui_font(size=size, semibold=semibold)
        font.setItalic(italic)
        height = height or self._title_height
        return ExcerptPainter(font=font, line_height=height, palette=self._look.palette, lines=lines, tone=tone)

    def _picture(self, laid: _Laid, selected: bool, ratio: float) -> QPixmap:
        kept = laid.pictures.get((selected, ratio))
        if kept is not None:
            return kept
        picture = QPixmap((QSizeF(laid.width, self.row_height) * ratio).toSize())
        picture.setDevicePixelRatio(ratio)
        area = QRectF(0, 0, laid.width, self.row_height)
        painter = QPainter(picture)
        self._paint_ground(painter, area, selected=selected)
        self._paint_words(painter, area, laid)
        painter.end()
        laid.pictures[selected, ratio] = picture
        return picture

    def _paint_ground(self, painter: QPainter, area: QRectF, *, selected: bool) -> None:
        colour = self._look.palette.colour
        painter.fillRect(area, colour(Tone.SELECTION if selected else Tone.PAPER))
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), colour(Tone.LINE))

    def _paint_words(self, painter: QPainter, area: QRectF, laid: _Laid) -> None:
        top = area.top() + _ABOVE
        laid.title.draw(painter, QPointF(area.left() + _SIDE, top))
        below = top + self._title_height + _TITLE_GAP
        middle = below + self._line / 2 if laid.narrow else top + self._title_height / 2
        painter.setFont(self._date_font)
        painter.setPen(self._look.palette.colour(Tone.MUTED))
        base = middle + (self._date_metrics.ascent() - self._date_metrics.descent()) / 2
        if laid.narrow:
            left, right = area.left() + _SIDE, area.right() - _SIDE + self._marks.gap
            below += self._line
        else:
            left = right = area.right() - _SIDE - laid.date_width
        painter.drawText(QPointF(left, base), laid.date)
        self._marks.paint(painter, laid.summary, right=right, middle=middle)
        laid.excerpt.draw(painter, QPointF(area.left() + _SIDE, below))

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
        narrow = room < self._narrow
        beside = 0 if narrow else date_width + self._marks.width(summary) + _GAP
        words = row_words(summary)
        titles = self._titles if words.own else self._first_lines
        title = titles.lay_out(words.title, max(0.0, room - beside))
        # A first line that does not fit above is read below, from its beginning.
        cut = not words.own and title.text() != words.title.text
        below = words.whole if cut else words.rest
        if not below.text and not words.whole.text:
            below = Excerpt(EMPTY)
        excerpts = self._last_line if narrow else self._excerpts
        return _Laid(summary, width, title, date, date_width, excerpts.lay_out(below, room), narrow)
