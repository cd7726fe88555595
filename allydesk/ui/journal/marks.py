"""The small marks beside a row's date: pinned, with files, and the mood as a number with its sign."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from allydesk.journal.entry import EntrySummary
from allydesk.mood import mood_number
from allydesk.ui.icons import GRID
from allydesk.ui.theme import Look, Tone

_GAP = 6
_ICON = 14
_DENSITY = 2.0
"""Drawn finer than they are shown, so that they stay clear when made smaller."""
_CHIP_SIDE = 6
_CHIP_HEIGHT = 18


class RowMarks:
    """Paints them from right to left: the mood next to the date, then the paper clip, then the pin."""

    def __init__(self, *, look: Look) -> None:
        self._look = look
        self._font = look.ui_font(size=13, semibold=True)
        self._metrics = QFontMetricsF(self._font)
        self._side = look.scaled(_ICON)
        self._chip = look.scaled(_CHIP_HEIGHT)
        grid = look.scaled(GRID)
        size = QSize(grid, grid)
        self._pin = look.icon("pin").pixmap(size, _DENSITY)
        self._clip = look.icon("clip").pixmap(size, _DENSITY)

    @property
    def gap(self) -> int:
        """What is left free between the last of them and what follows, in pixels."""
        return _GAP

    def width(self, summary: EntrySummary) -> float:
        """How much room they take, the gap before the date included."""
        icons = (summary.pinned + bool(summary.attachment_count)) * (self._side + _GAP)
        return icons + (0 if summary.mood is None else self._mood_width(summary.mood) + _GAP)

    def paint(self, painter: QPainter, summary: EntrySummary, *, right: float, middle: float) -> None:
        """Paint them to the left of `right`, around the line `middle`."""
        if summary.mood is not None:
            right -= self._mood_width(summary.mood) + _GAP
            self._paint_mood(painter, summary.mood, QPointF(right, middle))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for shown, icon in ((summary.attachment_count, self._clip), (summary.pinned, self._pin)):
            if shown:
                right -= self._side + _GAP
                place = QRectF(right, middle - self._side / 2, self._side, self._side)
                painter.drawPixmap(place, icon, QRectF(icon.rect()))

    def _mood_width(self, mood: int) -> float:
        return self._metrics.horizontalAdvance(mood_number(mood)) + 2 * _CHIP_SIDE

    def _paint_mood(self, painter: QPainter, mood: int, place: QPointF) -> None:
        ground, tone = Tone.SELECTION, Tone.MUTED
        if mood:
            ground, tone = (Tone.LOW_SOFT, Tone.LOW) if mood < 0 else (Tone.HIGH_SOFT, Tone.HIGH)
        palette = self._look.palette
        area = QRectF(place.x(), place.y() - self._chip / 2, self._mood_width(mood), self._chip)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour(ground))
        painter.drawRoundedRect(area, self._chip / 2, self._chip / 2)
        painter.setFont(self._font)
        painter.setPen(palette.readable(tone, ground))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, mood_number(mood))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
