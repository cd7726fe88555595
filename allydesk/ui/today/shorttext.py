"""A few lines of someone's own words, with an ellipsis where there were more."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

_MOST = 1_000
"""Characters worth laying out; the lines hold fewer."""
_LONG_WORD = 24
"""Characters; a word is left out whole, and only a longer one is cut."""
_AS_DRAWN = 320
"""A width to ask for, in pixels; any will do."""


class ShortText(QWidget):
    """Plain text in at most `lines` lines, painted with `line_height` times the font's own height."""

    def __init__(self, *, lines: int, line_height: float = 1.15) -> None:
        super().__init__()
        self._lines = lines
        self._line_height = line_height
        self._text = ""
        self._colour = QColor()
        # Not the widget's own font: inside a button the style sheet would take that away.
        self._face = self.font()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, text: str) -> None:
        """Show another text."""
        self._text = text[:_MOST]
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The text as it was given, as far as it is worth showing."""
        return self._text

    def dress(self, font: QFont, colour: QColor) -> None:
        """Paint with these from now on."""
        self._face = font
        self._colour = colour
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It needs fewer lines where it is wide."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines there are."""
        layout, _seen = self._laid(width)
        return ceil(layout.lineCount() * self._step())

    def sizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(_AS_DRAWN, self.heightForWidth(_AS_DRAWN))

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few letters."""
        return QSize(ceil(QFontMetricsF(self._face).averageCharWidth() * 8), ceil(self._step()) if self._text else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        del event
        painter = QPainter(self)
        painter.setPen(self._colour)
        layout, _seen = self._laid(self.width())
        layout.draw(painter, QPointF(0, 0))
        painter.end()

    def _step(self) -> float:
        return QFontMetricsF(self._face).height() * self._line_height

    def _laid(self, width: float) -> tuple[QTextLayout, int]:
        """The layout, and how many UTF-16 units its lines hold; the last line is shortened until an ellipsis fits."""
        layout, seen = self._broken(self._text, width)
        if seen >= _units(self._text):
            return layout, seen
        kept = self._text.encode("utf-16-le", "surrogatepass")[: 2 * seen].decode("utf-16-le", "ignore").rstrip()
        while kept:
            shortened = f"{kept.rstrip(' .,;:·')}…"
            layout, seen = self._broken(shortened, width)
            if seen >= _units(shortened):
                break
            space = kept.rfind(" ")
            kept = kept[:space] if space >= len(kept) - _LONG_WORD else kept[:-1]
        return layout, seen

    def _broken(self, text: str, width: float) -> tuple[QTextLayout, int]:
        layout = QTextLayout(text, self._face)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        step, end = self._step(), 0
        layout.beginLayout()
        for number in range(self._lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, number * step + (step - line.height()) / 2))
            end = line.textStart() + line.textLength()
        layout.endLayout()
        return layout, end


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
