"""Our own icons: drawn on a grid of 19 pixels, stroked, and tinted by the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

GRID = 19
"""The side of an icon at a text scale of 1, in pixels."""

_DENSITIES = (1, 2, 3)
"""Drawn once for each density a screen may have, so that no screen shows a stretched one."""


class IconFolder:
    """Reads icons from a folder and keeps what it has drawn. Raises FileNotFoundError for one that is not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._drawn: dict[tuple[str, str, int], QIcon] = {}

    def icon(self, name: str, colour: QColor, *, size: int = GRID) -> QIcon:
        """The icon in one colour, `size` pixels wide and high."""
        key = (name, colour.name(QColor.NameFormat.HexArgb), size)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size)
        return self._drawn[key]

    def _draw(self, name: str, colour: QColor, size: int) -> QIcon:
        text = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(text.replace("currentColor", colour.name()).encode()))
        icon = QIcon()
        for density in _DENSITIES:
            pixmap = QPixmap(size * density, size * density)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            pixmap.setDevicePixelRatio(density)
            icon.addPixmap(pixmap)
        return icon
