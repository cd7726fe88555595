"""The names along the two sides of the matrix: themes above, moments at the left."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from allydesk.ui.story.themes.matrixmodel import MatrixModel
from allydesk.ui.story.themes.patterns import MARK, paint_shade
from allydesk.ui.story.themes.words import date_words, theme_words, title_words
from allydesk.ui.theme import Look, Tone

if TYPE_CHECKING:
    from allydesk.story.dates.habits import DateHabits

_PAD = 8
_TALLEST = 132
"""Pixels a name that stands on its end may take at a text scale of 1."""
_SHARE = 0.3
"""How much of the table's height such names take at most."""
_DATE = 118


class ThemeHead(QHeaderView):
    """The mark of each theme with its name, which stands on its end where a column is narrow."""

    def __init__(self, model: MatrixModel, *, look: Look, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._look = look
        self.upright = False
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName("Themes")

    def fit(self, column: int, *, height: int) -> None:
        """Columns are so wide: let the names lie where they all fit, and stand where one does not. The table is so
        high; standing names leave most of that to the rows."""
        metrics = QFontMetrics(self._look.ui_font(size=13))
        widest = max((metrics.horizontalAdvance(theme_words(one)) for one in self._model.matrix.themes), default=0)
        self.upright = widest > column - _PAD
        mark = self._look.scaled(MARK) + 3 * _PAD
        tallest = min(self._look.scaled(_TALLEST), max(round(height * _SHARE), 4 * metrics.height()))
        words = min(widest, tallest) if self.upright else metrics.height()
        self.setFixedHeight(mark + words)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As high as the names need."""
        return QSize(self.width(), self.height())  # Qt's own would ask a hundred sections

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Paint a name and, under it, the mark of its column."""
        themes = self._model.matrix.themes
        if not rect.isValid() or section >= len(themes):
            return
        palette, side = self._look.palette, self._look.scaled(MARK)
        painter.save()
        painter.fillRect(rect, palette.colour(Tone.SURFACE))
        mark = QRectF(rect.center().x() - side / 2 + 0.5, rect.bottom() - side - _PAD, side, side)
        paint_shade(painter, mark, themes[section].shade, look=self._look)
        font = self._look.ui_font(size=13)
        painter.setFont(font)
        painter.setPen(palette.colour(Tone.INK))
        room = rect.height() - side - 3 * _PAD if self.upright else rect.width() - 4
        words = QFontMetrics(font).elidedText(theme_words(themes[section]), Qt.TextElideMode.ElideRight, room)
        if self.upright:
            painter.translate(rect.center().x() + 0.5, rect.top() + _PAD + room)
            painter.rotate(-90)
            place = QRectF(0, -rect.width() / 2, room, rect.width())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        else:
            place = QRectF(rect.left(), rect.top() + _PAD, rect.width(), rect.height() - side - 3 * _PAD)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.restore()
        self._rule(painter, rect)

    def _rule(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self._look.palette.colour(Tone.LINE))


class MomentHead(QHeaderView):
    """The title of each moment, and its date where there is room."""

    def __init__(self, model: MatrixModel, *, look: Look, habits: "DateHabits", parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self._look = look
        self._habits = habits
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName("Moments")

    def fit(self, width: int) -> None:
        """It may be so wide."""
        self.setFixedWidth(width)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(self.width(), self.height())  # as above

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """Paint a title and a date."""
        moments = self._model.matrix.moments
        if not rect.isValid() or section >= len(moments):
            return
        moment, palette = moments[section], self._look.palette
        here = section == self.selectionModel().currentIndex().row()
        painter.save()
        painter.fillRect(rect, palette.colour(Tone.SELECTION if here else Tone.SURFACE))
        date = self._look.scaled(_DATE) if rect.width() > self._look.scaled(2.4 * _DATE) else 0
        title = QRect(rect.left() + 2 * _PAD, rect.top(), rect.width() - 3 * _PAD - date, rect.height())
        self._write(painter, title, title_words(moment), size=15, tone=Tone.INK)
        if date:
            place = QRect(rect.right() - date, rect.top(), date - _PAD, rect.height())
            self._write(painter, place, date_words(moment, self._habits), size=13, tone=Tone.MUTED)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), palette.colour(Tone.LINE))
        painter.restore()

    def _write(self, painter: QPainter, place: QRect, words: str, *, size: float, tone: Tone) -> None:
        font = self._look.ui_font(size=size)
        painter.setFont(font)
        painter.setPen(self._look.palette.colour(tone))
        cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cut)
