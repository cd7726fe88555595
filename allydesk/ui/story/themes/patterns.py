"""What a theme is told by: a colour and a pattern, always both, in every look.

The colours are our own, calm ones; each is moved towards ink until it stands out from its ground as a graphic must
(3 to 1), and as text must in high contrast. The pattern alone tells the eight apart.
"""

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QImage, QPainter, QPen, QPixmap, QTransform

from allydesk.story.lifeline import SHADES
from allydesk.ui.palette import Palette, contrast
from allydesk.ui.theme import Look, Tone

MARK = 14
"""The side of a mark at a text scale of 1, in pixels."""
GRAPHIC = 3.0
"""The least contrast of a graphic with its ground, after the Web Content Accessibility Guidelines 2.2, level AA."""
_STRONG = 7.0
"""The same in high contrast: what level AAA asks of text."""
_PLAIN_CONTRAST = 18.0
"""Ink and ground stand out this much only in high contrast."""

_DAY = ("#2F6B5E", "#B07B1C", "#B4532F", "#4A6C9B", "#84507F", "#6B7530", "#A2485F", "#4E7F86")
_NIGHT = ("#79B8A7", "#E0B557", "#E08B68", "#8FB2DE", "#C79AC4", "#B3BE72", "#E296AA", "#8CC4CC")
_SAID = (
    *("green, plain", "ochre, upright stripes", "rust, slanted stripes", "blue, dots"),
    *("plum, level stripes", "moss, chequers", "rose, a grid", "teal, stripes slanted back"),
)

_TILE = 8
"""The side of the pattern's tile at a text scale of 1, in pixels; whole patterns fit into it."""
_FINE = 4
"""A tile is drawn this many times finer than it is shown, so that it is sharp on every screen."""
_DENSITIES = (1, 2, 3)


def shade_words(shade: int) -> str:
    """What a shade looks like, for a screen reader and for the menu: "ochre, upright stripes"."""
    return _SAID[shade % SHADES]


def shade_colour(shade: int, palette: Palette, ground: Tone = Tone.SURFACE) -> QColor:
    """The colour of a shade, 0 to 7, as it stands out on that ground."""
    behind, ink = palette.colour(ground), palette.colour(Tone.INK)
    least = _STRONG if contrast(ink, behind) >= _PLAIN_CONTRAST else GRAPHIC
    colour = QColor((_DAY if palette.name == "light" else _NIGHT)[shade % SHADES])
    while contrast(colour, behind) < least and colour != ink:
        colour = _towards(colour, ink)
    return colour


def shade_brush(shade: int, palette: Palette, *, scale: float = 1.0, ground: Tone = Tone.SURFACE) -> QBrush:
    """A brush of colour and pattern. Set the painter's brush origin to the corner of what is filled, so that the
    pattern begins there; `scale` is the text scale."""
    colour = shade_colour(shade, palette, ground)
    brush = QBrush(_tile(shade % SHADES, colour.rgb(), palette.colour(ground).rgb()))
    brush.setTransform(QTransform.fromScale(scale / _FINE, scale / _FINE))
    return brush


def paint_shade(painter: QPainter, place: QRectF, shade: int, *, look: Look, ground: Tone = Tone.SURFACE) -> None:
    """Fill a place, its corners rounded, with the shade, and draw its edge in the full colour."""
    palette, scale = look.palette, look.text_scale
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setBrushOrigin(place.topLeft())
    painter.setBrush(shade_brush(shade, palette, scale=scale, ground=ground))
    painter.setPen(QPen(shade_colour(shade, palette, ground), 1.4 * scale))
    inset = 0.7 * scale
    radius = min(place.height() / 2, 4 * scale)
    painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def mark_icon(shade: int, look: Look, *, ground: Tone = Tone.SURFACE, side: int = 0, gap: int = 0) -> QIcon:
    """A mark as an icon, `side` pixels wide and high; unless told, `MARK` at a text scale of 1. `gap` pixels after it
    stay free, for where Qt would let words begin right beside it."""
    side = side or look.scaled(MARK)
    icon = QIcon()
    for density in _DENSITIES:
        pixmap = QPixmap(QSize(side + gap, side) * density)
        pixmap.setDevicePixelRatio(density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_shade(painter, QRectF(0, 0, side, side), shade, look=look, ground=ground)
        painter.end()
        icon.addPixmap(pixmap)
    return icon


@lru_cache(maxsize=128)
def _tile(shade: int, colour: int, ground: int) -> QImage:
    """One tile of the pattern, by colours as Qt's RGB numbers."""
    side = _TILE * _FINE
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_FINE, _FINE)
    _PATTERNS[shade](painter, QColor(ground))
    painter.end()
    return image


def _plain(painter: QPainter, ground: QColor) -> None:
    """Nothing but the colour."""


def _upright(painter: QPainter, ground: QColor) -> None:
    for left in (2.0, 6.0):
        painter.fillRect(QRectF(left, 0, 1.6, _TILE), ground)


def _level(painter: QPainter, ground: QColor) -> None:
    for top in (2.0, 6.0):
        painter.fillRect(QRectF(0, top, _TILE, 1.6), ground)


def _slanted(painter: QPainter, ground: QColor) -> None:
    painter.setPen(QPen(ground, 1.7))
    for shift in (-_TILE, 0, _TILE):
        painter.drawLine(QPointF(shift - 2, _TILE + 2), QPointF(shift + _TILE + 2, -2))


def _slanted_back(painter: QPainter, ground: QColor) -> None:
    painter.setPen(QPen(ground, 1.7))
    for shift in (-_TILE, 0, _TILE):
        painter.drawLine(QPointF(shift - 2, -2), QPointF(shift + _TILE + 2, _TILE + 2))


def _dots(painter: QPainter, ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    for centre in (QPointF(2.4, 2.4), QPointF(6.4, 6.4)):
        painter.drawEllipse(centre, 1.4, 1.4)


def _chequers(painter: QPainter, ground: QColor) -> None:
    for left, top in ((0, 0), (4, 4)):
        painter.fillRect(QRectF(left, top, 4, 4), ground)


def _grid(painter: QPainter, ground: QColor) -> None:
    for place in (2.2, 6.2):
        painter.fillRect(QRectF(place, 0, 1.0, _TILE), ground)
        painter.fillRect(QRectF(0, place, _TILE, 1.0), ground)


_PATTERNS: tuple[Callable[[QPainter, QColor], None], ...] = (
    *(_plain, _upright, _slanted, _dots, _level, _chequers, _grid, _slanted_back),
)


def _towards(colour: QColor, ink: QColor) -> QColor:
    """A step nearer to ink, at least one in each channel that differs."""
    pairs = ((colour.red(), ink.red()), (colour.green(), ink.green()), (colour.blue(), ink.blue()))
    return QColor(*(_step(here, there) for here, there in pairs))


def _step(here: int, there: int) -> int:
    if here == there:
        return here
    way = round((there - here) * 0.1)
    return here + (way or (1 if there > here else -1))
