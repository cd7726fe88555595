"""What rows of the practice room are painted with: a card, words that break, chips."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle

from allydesk.ui.theme import Look, Tone

RADIUS = 12
_RING = 2
_CHIP_SIDE, _CHIP_HIGH, _CHIP_GAP = 10, 3, 6
"""Pixels at a text scale of 1: inside a chip beside and above its words, and between two."""
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def paint_card(painter: QPainter, place: QRect, state: QStyle.StateFlag, *, look: Look) -> None:
    """A card, quietly marked under the mouse, and with a ring where keys act."""
    flag, palette = QStyle.StateFlag, look.palette
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chosen = bool(state & flag.State_HasFocus)
    over = bool(state & flag.State_MouseOver)
    painter.setBrush(palette.colour(Tone.SURFACE))
    tone = Tone.ACCENT if chosen else Tone.MUTED if over else Tone.LINE
    width = _RING if chosen else 1
    painter.setPen(QPen(palette.colour(tone), width))
    edge = width / 2
    painter.drawRoundedRect(QRectF(place).adjusted(edge, edge, -edge, -edge), RADIUS, RADIUS)


class Writer:
    """Words at one size, measured and painted. Its font is the look's of the moment it was made."""

    def __init__(self, font: QFont, *, look: Look, tone: Tone = Tone.INK) -> None:
        self.font = font
        self.metrics = QFontMetrics(font)
        self._colour = look.palette.colour(tone)

    @property
    def line(self) -> int:
        """The height of one line."""
        return self.metrics.height()

    def width(self, words: str) -> int:
        """How wide words are in one line."""
        return self.metrics.horizontalAdvance(words)

    def height(self, words: str, width: int) -> int:
        """How high words are when they break at a width; nothing is 0 high."""
        if not words:
            return 0
        return self.metrics.boundingRect(QRect(0, 0, max(width, 1), 100_000), _WRAPPED, words).height()

    def write(self, painter: QPainter, place: QRect, words: str) -> None:
        """Write words that break."""
        self._take(painter)
        painter.drawText(place, _WRAPPED, words)

    def write_line(self, painter: QPainter, place: QRect, words: str, *, right: bool = False) -> None:
        """Write one line in the middle of a place's height; what does not fit ends in an ellipsis."""
        self._take(painter)
        shown = self.metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(place.width(), 0))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)

    def _take(self, painter: QPainter) -> None:
        painter.setFont(self.font)
        painter.setPen(self._colour)


class Chips:
    """Words in quiet chips, side by side, on as many lines as they need."""

    def __init__(self, *, look: Look) -> None:
        self._look = look
        self._writer = Writer(look.ui_font(size=13), look=look, tone=Tone.MUTED)
        self._widths: dict[str, int] = {}

    def height(self, words: Sequence[str], width: int) -> int:
        """How high they are at a width; none are 0 high."""
        places = self._places(words, width)
        return places[-1].bottom() + 1 if places else 0

    def paint(self, painter: QPainter, place: QRect, words: Sequence[str]) -> None:
        """Paint them from the upper left corner of a place."""
        ground = self._look.palette.colour(Tone.SELECTION)
        for chip, text in zip(self._places(words, place.width()), words, strict=True):
            chip.translate(place.topLeft())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(chip), chip.height() / 2, chip.height() / 2)
            side = self._look.scaled(_CHIP_SIDE)
            self._writer.write_line(painter, chip.adjusted(side, 0, 2 - side, 0), text)

    def _places(self, words: Sequence[str], width: int) -> list[QRect]:
        high = self._writer.line + 2 * self._look.scaled(_CHIP_HIGH)
        gap, left, top = self._look.scaled(_CHIP_GAP), 0, 0
        places = []
        for text in words:
            wide = min(self._wide(text), max(width, 1))
            if left and left + wide > width:
                left, top = 0, top + high + gap
            places.append(QRect(left, top, wide, high))
            left += wide + gap
        return places

    def _wide(self, text: str) -> int:
        if text not in self._widths:
            self._widths[text] = self._writer.width(text) + 2 * self._look.scaled(_CHIP_SIDE)
        return self._widths[text]
