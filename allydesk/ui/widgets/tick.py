"""A box to tick, in the colours of the theme: the style's own can hardly be seen on a dark ground."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from allydesk.ui.theme import Look, Tone

_TICK = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31))
"""The corners of the tick, in sides of the box from its upper left."""
_ROUNDED = 0.22


class TickBox(QCheckBox):
    """As every QCheckBox, but for the box."""

    def __init__(self, text: str, *, look: Look) -> None:
        super().__init__(text)
        self._look = look
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the style paint the words and the focus; then paint the box over its own."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        side = min(place.width(), place.height())
        box = QRectF(place.x() + 0.5, place.center().y() - side / 2 + 1, side - 1, side - 1)
        ground, edge, tick = self._colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place, self._look.palette.colour(Tone.SURFACE))
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, side * _ROUNDED, side * _ROUNDED)
        if self.isChecked():
            pen = QPen(tick, max(1.6, side / 9))
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            corners = [QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in _TICK]
            painter.drawPolyline(QPolygonF(corners))

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Of the ground, the edge and the tick."""
        palette = self._look.palette
        if not self.isEnabled():
            return palette.colour(Tone.SELECTION), palette.colour(Tone.LINE), palette.colour(Tone.MUTED)
        if self.isChecked():
            return palette.colour(Tone.ACCENT), palette.colour(Tone.ACCENT), palette.on_accent
        return palette.colour(Tone.SURFACE), palette.colour(Tone.MUTED), palette.on_accent
