"""What is painted over the figure: the focus ring, the rubber band, and the words of a moment that is being moved."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from allydesk.story.chart.primitives import Dot
from allydesk.ui.palette import Palette, Tone

_RING = 3.5
_PAD = 8.0
_AWAY = 14.0


@dataclass(frozen=True, slots=True)
class Overlay:
    """Paints with these colours and this type, into a picture of this size in pixels."""

    palette: Palette
    ui_font: Callable[[float], QFont]
    width: float
    height: float

    def focus_ring(self, painter: QPainter, dot: Dot | None) -> None:
        """Around the dot that keys act on; around everything where that dot is not to be seen."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette.colour(Tone.ACCENT), 2))
        if dot is None:
            painter.drawRoundedRect(QRectF(1, 1, self.width - 2, self.height - 2), 8, 8)
        else:
            radius = dot.radius + _RING
            painter.drawEllipse(QPointF(dot.x, dot.y), radius, radius)

    def rubber_band(self, painter: QPainter, place: QRectF) -> None:
        """A frame with a tinted ground that what is under it can be seen through."""
        ground = self.palette.colour(Tone.ACCENT)
        ground.setAlphaF(0.12)
        painter.setPen(QPen(self.palette.colour(Tone.ACCENT), 1))
        painter.setBrush(ground)
        painter.drawRect(place)

    def preview(self, painter: QPainter, dot: Dot, words: str, *, size: float) -> None:
        """The words of a new place, in a small card above its dot, or below where there is no room."""
        font = self.ui_font(size)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(self.width - 4 * _PAD, 0))
        wide, high = metrics.horizontalAdvance(shown) + 2 * _PAD, metrics.height() + _PAD
        left = min(max(dot.x - wide / 2, 2), max(self.width - wide - 2, 2))
        top = dot.y - dot.radius - _AWAY - high
        if top < 2:
            top = dot.y + dot.radius + _AWAY
        place = QRectF(left, top, wide, high)
        painter.setPen(QPen(self.palette.colour(Tone.ACCENT), 1))
        painter.setBrush(self.palette.colour(Tone.SURFACE))
        painter.drawRoundedRect(place, 6, 6)
        painter.setFont(font)
        painter.setPen(self.palette.colour(Tone.INK))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), shown)
