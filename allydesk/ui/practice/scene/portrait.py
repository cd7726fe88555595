"""Somebody in a scene, as a letter in a circle. The name always stands beside it: the colour says nothing alone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from allydesk.ui.theme import Look, Tone

_SIDE = 38
_TONES = (
    (Tone.LOW, Tone.LOW_SOFT),
    (Tone.HIGH, Tone.HIGH_SOFT),
    (Tone.ACCENT, Tone.ACCENT_SOFT),
    (Tone.INK, Tone.SELECTION),
)
"""The letter's and the circle's, by the role's place among those who are not the player."""


class Portrait(QWidget):
    """`place` is the role's among the others, from 0. Nothing is read of it: the name is read with the line."""

    def __init__(self, letter: str, place: int, *, look: Look) -> None:
        super().__init__()
        self._letter = letter
        self._tone, self._ground = _TONES[place % len(_TONES)]
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def side(self) -> int:
        """Its width and height, in pixels."""
        return self._look.scaled(_SIDE)

    def sizeHint(self) -> QSize:
        """Round, and as large as the text asks."""
        return QSize(self.side, self.side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the circle, and the letter in it."""
        del event
        palette = self._look.palette
        ground: QColor = palette.colour(self._ground)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        place = QRectF(0, 0, self.side, self.side)
        painter.drawEllipse(place)
        painter.setPen(palette.readable(self._tone, self._ground))
        painter.setFont(self._look.ui_font(semibold=True))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.end()
