"""A line of widgets that breaks where there is no room."""

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_SPACING = 8
_ANY = 16_777_215
"""The largest size that Qt knows."""


class Flow(QWidget):
    """Sets its children side by side, and goes to another line where one does not fit."""

    def __init__(self, *, spacing: int = _SPACING) -> None:
        super().__init__()
        self._spacing = spacing
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        """Put another one at the end."""
        part.setParent(self)
        self._parts.append(part)
        if self.isVisible():
            part.show()
        self.updateGeometry()

    def clear(self) -> None:
        """Take all of them away."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts.clear()
        self.updateGeometry()

    def release(self) -> list[QWidget]:
        """Let go of all of them, for another place."""
        parts, self._parts = self._parts, []
        self.updateGeometry()
        return parts

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [part.sizeHint() for part in self._shown()]
        wide = sum(size.width() for size in sizes) + self._spacing * max(len(sizes) - 1, 0)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """As wide as its widest part."""
        sizes = [part.sizeHint() for part in self._shown()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def hasHeightForWidth(self) -> bool:
        """It needs more lines where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line anew."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """A part has another size: the text has grown, say."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [part for part in self._parts if not part.isHidden()]

    def _place(self) -> None:
        for part, place in zip(self._shown(), self._places(self.width()), strict=True):
            part.setGeometry(place)

    def _places(self, width: int) -> list[QRect]:
        """Where the parts go; in each line they stand in the middle of its height."""
        places: list[QRect] = []
        top = 0
        for line in self._lines(width):
            tallest = max(size.height() for size in line)
            left = 0
            for size in line:
                places.append(QRect(QPoint(left, top + (tallest - size.height()) // 2), size))
                left += size.width() + self._spacing
            top += tallest + self._spacing
        return places

    def _lines(self, width: int) -> list[list[QSize]]:
        """The sizes of the parts, line by line."""
        lines: list[list[QSize]] = []
        left = 0
        for part in self._shown():
            size = part.sizeHint().boundedTo(QSize(max(width, 1), _ANY))
            if not lines or left + size.width() > width:
                lines.append([])
                left = 0
            lines[-1].append(size)
            left += size.width() + self._spacing
        return lines
