"""Painting pages on a printer or into a PDF, one at a time, so that the window goes on meanwhile."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice, QPainter

from allydesk.ui.paper.sheets import DPI, Sheets


class PaintJob(QObject):
    """Paints all pages. `painted(done, total)` after each; `finished(whole)` once, False when it was stopped or the
    device gave up."""

    painted = Signal(int, int)
    finished = Signal(bool)

    def __init__(self, sheets: Sheets, device: QPagedPaintDevice, *, parent: QObject) -> None:
        super().__init__(parent)
        self._sheets = sheets
        self._device = device
        self._painter = QPainter()
        self._number = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin; the first page is painted when the window has nothing else to do."""
        if self._painter.begin(self._device):
            scale = self._device.logicalDpiX() / DPI
            self._painter.scale(scale, scale)
            self._timer.start()
        else:
            self.finished.emit(False)

    def stop(self) -> None:
        """Stop after the page that is done."""
        if self._timer.isActive():
            self._end(whole=False)

    def _step(self) -> None:
        if self._number and not self._device.newPage():
            self._end(whole=False)
            return
        self._sheets.paint(self._painter, self._number)
        self._number += 1
        total = self._sheets.page_count
        self.painted.emit(self._number, total)
        if self._number >= total:
            self._end(whole=True)

    def _end(self, *, whole: bool) -> None:
        self._timer.stop()
        ended = self._painter.end()
        self.finished.emit(whole and ended)
