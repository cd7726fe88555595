"""What the lists of themes and moments paint alike."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle

from allydesk.mood import mood_number
from allydesk.story.lifeline import Moment
from allydesk.ui.theme import Look, Tone

_RADIUS = 6
_TICK = ((0.24, 0.53), (0.43, 0.71), (0.77, 0.31))
"""The corners of the tick, in sides of the box from its upper left."""


def draw_ground(painter: QPainter, row: QRect, state: QStyle.StateFlag, *, look: Look) -> None:
    """The ground of a row: chosen, under the mouse, with the keyboard, or none of it."""
    palette, place = look.palette, QRectF(row).adjusted(1, 1, -1, -1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(palette.colour(Tone.SELECTION))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(palette.colour(Tone.PAPER))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(palette.colour(Tone.ACCENT), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)


def draw_tick(painter: QPainter, box: QRect, *, look: Look, ticked: bool) -> None:
    """A box, with a tick in it or without."""
    palette, side = look.palette, float(box.width())
    place = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.colour(Tone.ACCENT if ticked else Tone.MUTED), 1.2))
    painter.setBrush(palette.colour(Tone.ACCENT if ticked else Tone.SURFACE))
    painter.drawRoundedRect(place, side * 0.22, side * 0.22)
    if ticked:
        pen = QPen(palette.on_accent, max(1.6, side / 9))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corners = [QPointF(place.x() + x * place.width(), place.y() + y * place.height()) for x, y in _TICK]
        painter.drawPolyline(QPolygonF(corners))


def draw_height(painter: QPainter, place: QRect, moment: Moment, *, look: Look) -> None:
    """How high a moment is, as a number with its sign on a chip of the colour of high or low."""
    palette = look.palette
    if moment.height:
        tone, soft = (Tone.HIGH, Tone.HIGH_SOFT) if moment.height > 0 else (Tone.LOW, Tone.LOW_SOFT)
    else:
        tone, soft = Tone.MUTED, Tone.SELECTION
    high = look.scaled(21)
    chip = QRectF(place.left(), place.center().y() - high / 2 + 0.5, place.width(), high)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(palette.colour(soft))
    painter.drawRoundedRect(chip, high / 2, high / 2)
    painter.setFont(look.ui_font(size=13))
    painter.setPen(palette.readable(tone, soft))
    painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), mood_number(moment.height))
