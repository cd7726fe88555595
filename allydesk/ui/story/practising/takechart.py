"""Length and pace of the takes of a story, oldest at the left; the list below says the same."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from allydesk.story.takes import Compared, length_in_figures, pace_in_words, take_in_words
from allydesk.ui.looking_back.charts import Chart
from allydesk.ui.looking_back.words import short_day
from allydesk.ui.theme import Look, Tone

_LABELS = 20
_BAND = 72
_WIDEST_BAR = 46
_ROOM = 0.12
"""Of the band's height, above and below the pace: between the slowest and the fastest take there is the rest."""
_NARROWEST = 10
_DOT = 9


class TakeChart(Chart):
    """Length as bars, and pace as dots on a line below. Every take is as wide as any other."""

    def __init__(self, *, look: Look) -> None:
        super().__init__("Length and pace of the takes", look=look)
        self._takes: Sequence[Compared] = ()

    def show_takes(self, takes: Sequence[Compared]) -> None:
        """Show these, oldest first."""
        self._takes = takes
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two bands with a line of words above each, and one below."""
        return QSize(400, 2 * self._look.scaled(_BAND) + 3 * self._look.scaled(_LABELS))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a bar a take."""
        return QSize(max(120, _NARROWEST * len(self._takes)), self.sizeHint().height())

    def place_at(self, point: QPoint) -> int:
        """The take there."""
        place = int(point.x() // self._wide) if self._takes else -1
        return place if 0 <= place < len(self._takes) else -1

    def said(self, place: int) -> str:
        """ "21 Nov 2026: 6:48 · 127 words a minute · nearly"."""
        one = self._takes[place]
        return f"{short_day(one.take.begun.date())}: {take_in_words(one)}"

    def draw(self, painter: QPainter) -> None:
        """Paint both bands and the days."""
        if not self._takes:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line, band = self._look.scaled(_LABELS), self._look.scaled(_BAND)
        self._draw_lengths(painter, line)
        self._draw_paces(painter, 2 * line + band)
        self._draw_days(painter, 2 * (line + band))

    @property
    def _wide(self) -> float:
        # A few takes stand beside one another at the left, and not far apart.
        return min(self.width() / len(self._takes), float(self._look.scaled(2 * _WIDEST_BAR)))

    def _draw_lengths(self, painter: QPainter, top: int) -> None:
        lengths = [one.take.seconds for one in self._takes]
        band, wide, palette = self._look.scaled(_BAND), self._wide, self._look.palette
        self._write(painter, self._above(top), f"Length, up to {length_in_figures(max(lengths))}")
        painter.fillRect(QRectF(0, top + band - 1, wide * len(lengths), 1), palette.colour(Tone.LINE))
        gap = max(min(3.0, wide * 0.25), wide - self._look.scaled(_WIDEST_BAR))
        for place, seconds in enumerate(lengths):
            high = max(2.0, (band - 8) * seconds / max(1, *lengths))
            bar = QRectF(place * wide + gap / 2, top + band - 1 - high, wide - gap, high)
            painter.fillRect(bar, palette.colour(Tone.ACCENT))

    def _draw_paces(self, painter: QPainter, top: int) -> None:
        paces = [(place, one.pace) for place, one in enumerate(self._takes) if one.pace is not None]
        if not paces:
            return
        band, palette = self._look.scaled(_BAND), self._look.palette
        least, most = min(pace for _, pace in paces), max(pace for _, pace in paces)
        words = pace_in_words(most) if least == most else f"{least} to {pace_in_words(most)}"
        self._write(painter, self._above(top), f"Pace, {words}")
        points = [
            QPointF(
                (place + 0.5) * self._wide, top + band * (1 - _ROOM - (1 - 2 * _ROOM) * self._share(pace, least, most))
            )
            for place, pace in paces
        ]
        painter.setPen(QPen(palette.colour(Tone.LINE), 1.5))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour(Tone.MUTED))
        side = self._look.scaled(_DOT) / 2
        for point in points:
            painter.drawEllipse(point, side, side)

    def _draw_days(self, painter: QPainter, top: int) -> None:
        free = 0.0
        for place, one in enumerate(self._takes):
            words, left = short_day(one.take.begun.date()), place * self._wide
            long = self._look.scaled(8 + 7 * len(words))
            if left >= free and left + long <= self.width() + 8:
                self._write(painter, QRectF(left, top, long, self._look.scaled(_LABELS)), words)
                free = left + long

    def _above(self, top: int) -> QRectF:
        return QRectF(0, top - self._look.scaled(_LABELS), self.width(), self._look.scaled(_LABELS))

    @staticmethod
    def _share(pace: int, least: int, most: int) -> float:
        return (pace - least) / (most - least) if most > least else 0.5
