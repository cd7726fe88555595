"""A figure painted, on screen or on paper."""

from collections.abc import Callable, Sequence
from math import cos, pi, sin

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QLinearGradient,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)

from allydesk.story.chart.primitives import (
    Anchor,
    Band,
    Dot,
    Figure,
    Photo,
    Stroke,
    Tint,
    Whisker,
    Words,
    ground_under,
)
from allydesk.story.lifeline import KeptFile
from allydesk.ui.palette import Palette, Tone

_FADE = 0.45
"""The share of a band that fades where it is open."""
_CAP = 4.0
"""Half of the length of a whisker's end."""
_HALO = 2.25
"""Pixels: how far a halo reaches beyond its letters."""
_AROUND = tuple((_HALO * cos(turn * pi / 4), _HALO * sin(turn * pi / 4)) for turn in range(8))
_TEXT_TINTS = frozenset({Tint.HIGH, Tint.LOW, Tint.ACCENT, Tint.MUTED})


def no_thumbnail(_file: KeptFile) -> QPixmap | None:
    """There are no photos."""
    return None


def paint_figure(
    painter: QPainter,
    figure: Figure,
    *,
    palette: Palette,
    ui_font: Callable[[float], QFont],
    thumbnail: Callable[[KeptFile], QPixmap | None] = no_thumbnail,
) -> None:
    """Paint it with its upper left corner at the painter's origin; the ground is left as it is.

    `ui_font` gives the font of a size in the figure's own pixels: no text scale is to be put on top, the figure has it
    already. `thumbnail` gives the photos there are.
    """
    brush = _Brush(painter, palette)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for band in figure.bands:
        brush.band(band)
    for stroke in figure.strokes:
        brush.stroke(stroke)
    for whisker in figure.whiskers:
        brush.whisker(whisker)
    brush.dots(figure.dots)
    for photo in figure.photos:
        brush.photo(photo, thumbnail(photo.file))
    brush.words(figure, ui_font)
    painter.restore()


class _Brush:
    """A painter that knows the colours."""

    def __init__(self, painter: QPainter, palette: Palette) -> None:
        self._painter = painter
        self._palette = palette

    def colour(self, tint: Tint) -> QColor:
        return self._palette.colour(Tone(tint.value))

    def band(self, band: Band) -> None:
        painter, place = self._painter, QRectF(band.x, band.y, band.width, band.height)
        painter.setPen(Qt.PenStyle.NoPen)
        colour = self._softened(band.tint, band.strength)
        painter.setBrush(self._faded(band.x, band.width, colour, band.fades_left, band.fades_right))
        painter.drawRect(place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(QPen(self.colour(Tint.LINE), 1))
        for x, fades in ((place.left(), band.fades_left), (place.right(), band.fades_right)):
            if not fades:
                painter.drawLine(QLineF(x, place.top(), x, place.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def stroke(self, stroke: Stroke) -> None:
        painter = self._painter
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Hairlines go along the pixels, whatever their ratio; smoothed they would be two pixels of half a colour.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, stroke.tint is not Tint.LINE)
        pen = _pen(self._softened(stroke.tint, stroke.strength), stroke.width, dotted=stroke.dotted)
        if stroke.curved:
            painter.setPen(pen)
            painter.drawPath(_path(stroke))
        elif stroke.pieces:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap if stroke.dotted else Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            points = stroke.points
            painter.drawLines([QLineF(*points[at], *points[at + 1]) for at in range(0, len(points) - 1, 2)])
        else:
            painter.setPen(pen)
            painter.drawPolyline([QPointF(*point) for point in stroke.points])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def whisker(self, whisker: Whisker) -> None:
        painter, y = self._painter, whisker.y
        width = whisker.right - whisker.left
        colour = self._faded(whisker.left, width, self.colour(whisker.tint), whisker.fades_left, whisker.fades_right)
        pen = _pen(colour, 1.5, dotted=whisker.dotted)
        painter.setPen(pen)
        painter.drawLine(QLineF(whisker.left, y, whisker.right, y))
        painter.setPen(QPen(self.colour(whisker.tint), 1.5))
        for x, fades in ((whisker.left, whisker.fades_left), (whisker.right, whisker.fades_right)):
            if not fades:
                painter.drawLine(QLineF(x, y - _CAP, x, y + _CAP))

    def dots(self, dots: Sequence[Dot]) -> None:
        painter = self._painter
        kind: tuple[Tint, bool] | None = None
        for x, y, radius, tint, _, _, hollow, _ in dots:
            # Pen and brush are changed only where they have to be: with many dots that is half of the time.
            if kind != (tint, hollow):
                kind = tint, hollow
                colour = self.colour(tint)
                painter.setPen(QPen(colour, 1.75) if hollow else Qt.PenStyle.NoPen)
                painter.setBrush(self.colour(Tint.SURFACE) if hollow else colour)
            across = radius - 0.875 if hollow else radius
            painter.drawEllipse(QPointF(x, y), across, across)

    def photo(self, photo: Photo, pixmap: QPixmap | None) -> None:
        place = QRectF(photo.x, photo.y, photo.width, photo.height)
        painter = self._painter
        painter.save()
        frame = QPainterPath()
        frame.addRoundedRect(place, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colour(Tint.SELECTION))
        painter.drawPath(frame)
        if pixmap is not None and not pixmap.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipPath(frame, Qt.ClipOperation.IntersectClip)
            painter.drawPixmap(place, pixmap, _middle_of(pixmap, place))
        painter.restore()
        painter.setPen(QPen(self.colour(Tint.LINE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(frame)

    def words(self, figure: Figure, ui_font: Callable[[float], QFont]) -> None:
        painter = self._painter
        fonts: dict[tuple[float, bool], QFont] = {}
        for each in figure.words:
            kind = (each.size, each.semibold)
            if kind not in fonts:
                fonts[kind] = QFont(ui_font(each.size))
                if each.semibold:
                    fonts[kind].setWeight(QFont.Weight.DemiBold)
            share = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[each.anchor]
            place = QPointF(each.x - share * each.width, each.y)
            painter.setFont(fonts[kind])
            if each.halo:
                self._halo(each, place, self._softened(*ground_under(figure, each)))
            painter.setPen(self._written(each.tint))
            painter.drawText(place, each.text)

    def _halo(self, words: Words, place: QPointF, ground: QColor) -> None:
        """On a screen the letters themselves, a little to all sides: a twentieth of the time that a line around them
        takes (0.1 ms against 2). On paper that line, or the words would be found there a dozen times."""
        painter = self._painter
        if painter.paintEngine().type() == QPaintEngine.Type.Raster:
            painter.setPen(ground)
            for across, down in _AROUND:
                painter.drawText(place + QPointF(across, down), words.text)
            return
        path = QPainterPath()
        path.addText(place, painter.font(), words.text)
        pen = QPen(ground, 2 * _HALO)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path, pen)

    def _softened(self, tint: Tint, strength: float) -> QColor:
        """So much of a colour on the ground. It is mixed here, because drawing with a clear pen takes ten times as
        long as with a full one (95 ms against 9.5 for 4,000 lines)."""
        if strength >= 1:
            return self.colour(tint)
        full, ground = self.colour(tint), self.colour(Tint.SURFACE)
        mixed = (
            round(ground_part + (part - ground_part) * strength)
            for part, ground_part in zip(full.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]  # a tuple, whatever the stubs say
        )
        return QColor(*mixed)

    def _written(self, tint: Tint) -> QColor:
        """A colour for words: one that can be read on the ground."""
        tone = Tone(tint.value)
        return self._palette.readable(tone, Tone.SURFACE) if tint in _TEXT_TINTS else self._palette.colour(tone)

    def _faded(self, left: float, width: float, colour: QColor, fades_left: bool, fades_right: bool) -> QBrush:
        if not (fades_left or fades_right):
            return QBrush(colour)
        clear = QColor(colour)
        clear.setAlpha(0)
        gradient = QLinearGradient(left, 0, left + width, 0)
        gradient.setColorAt(0, clear if fades_left else colour)
        gradient.setColorAt(_FADE, colour)
        gradient.setColorAt(1 - _FADE, colour)
        gradient.setColorAt(1, clear if fades_right else colour)
        return QBrush(gradient)


def _pen(colour: QColor | QBrush, width: float, *, dotted: bool) -> QPen:
    pen = QPen(QBrush(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    if dotted:
        pen.setDashPattern([0.01, 2.8])  # dots as wide as the pen, which rounds them
    return pen


def _path(stroke: Stroke) -> QPainterPath:
    points = [QPointF(*point) for point in stroke.points]
    path = QPainterPath(points[0])
    for at in range(1, len(points) - 2, 3):
        path.cubicTo(points[at], points[at + 1], points[at + 2])
    return path


def _middle_of(pixmap: QPixmap, place: QRectF) -> QRectF:
    """The largest part of a picture, around its middle, that has the shape of the place."""
    size = place.size().scaled(QRectF(pixmap.rect()).size(), Qt.AspectRatioMode.KeepAspectRatio)
    part = QRectF(QPointF(0, 0), size)
    part.moveCenter(QRectF(pixmap.rect()).center())
    return part
