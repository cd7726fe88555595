"""Focus mode: all paragraphs but the one that is being written lie under a veil of paper."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTextEdit

from allydesk.ui.journal.ornaments import Geometry
from allydesk.ui.theme import Look, Tone

_DIMNESS = 150
"""Of 255: how much paper lies over the paragraphs that are not being written."""


class Dimming:
    """Dims one field while it is on."""

    def __init__(self, field: QTextEdit, *, look: Look, geometry: Geometry) -> None:
        self._field = field
        self._look = look
        self._geometry = geometry
        self._on = False
        self._lit = -1

    def turn(self, *, on: bool) -> None:
        """On or off."""
        self._on = on
        self._field.viewport().update()

    def follow(self) -> None:
        """The caret may be in another paragraph than before."""
        if self._on and (here := self._field.textCursor().blockNumber()) != self._lit:
            self._lit = here
            self._field.viewport().update()

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Lay the veil over this part of the viewport, above and below the paragraph."""
        if not self._on:
            return
        paper = self._look.palette.colour(Tone.PAPER)
        paper.setAlpha(_DIMNESS)
        lit = self._geometry.rect(self._field.textCursor().block()).toAlignedRect()
        width = self._field.viewport().width()
        painter.fillRect(area.intersected(QRect(0, area.top(), width, lit.top() - area.top())), paper)
        painter.fillRect(area.intersected(QRect(0, lit.bottom() + 1, width, area.bottom() - lit.bottom())), paper)
