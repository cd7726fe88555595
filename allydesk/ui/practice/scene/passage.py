"""A few sentences, set as wide as they need and no wider than there is room."""

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

_LINE_HEIGHT = 1.12
_LEAST_LETTERS = 9
_SLACK = 1
"""A pixel, so that rounding never breaks the last word off a line that fits."""


class Passage(QWidget):
    """Plain text, painted in lines. Unlike a label it asks for the width of its whole text, up to `most` pixels."""

    def __init__(self, text: str = "", *, line_height: float = _LINE_HEIGHT) -> None:
        super().__init__()
        self._text = text
        self._line_height = line_height
        self._most = 0
        self._colour = QColor()
        # Not the widget's own font: inside a button the style sheet would take that away.
        self._face = self.font()
        # Layouts ask again and again, and for every line whenever one is added.
        self._measured: dict[int, int] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, text: str) -> None:
        """Show another text."""
        self._text = text
        self._forget()

    def text(self) -> str:
        """The text as it was given."""
        return self._text

    def dress(self, font: QFont, colour: QColor, *, most: int = 0) -> None:
        """Paint with these from now on, at most so many pixels wide; 0 for any width."""
        self._face, self._colour, self._most = QFont(font), QColor(colour), most
        self._forget()

    def hasHeightForWidth(self) -> bool:
        """It needs fewer lines where it is wide."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its lines."""
        if width not in self._measured:
            if len(self._measured) > 8:
                self._measured.clear()
            self._measured[width] = ceil(self._laid(width).lineCount() * self._step())
        return self._measured[width]

    def sizeHint(self) -> QSize:
        """In as few lines as it may have."""
        if self._hint is None:
            metrics = QFontMetricsF(self._face)
            wide = ceil(max(metrics.horizontalAdvance(line) for line in self._text.split("\n"))) + _SLACK
            wide = min(wide, self._most) if self._most else wide
            self._hint = QSize(wide, self.heightForWidth(wide))
        return QSize(self._hint)

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few letters."""
        if self._least is None:
            letters = ceil(QFontMetricsF(self._face).averageCharWidth() * _LEAST_LETTERS)
            self._least = QSize(min(self.sizeHint().width(), letters), ceil(self._step()))
        return QSize(self._least)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        del event
        painter = QPainter(self)
        painter.setPen(self._colour)
        self._laid(self.width()).draw(painter, QPointF(0, 0))
        painter.end()

    def _forget(self) -> None:
        self._measured.clear()
        self._hint = self._least = None
        self.updateGeometry()
        self.update()

    def _step(self) -> float:
        return QFontMetricsF(self._face).height() * self._line_height

    def _laid(self, width: float) -> QTextLayout:
        layout = QTextLayout(self._text.replace("\n", "\u2028"), self._face)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, top + (self._step() - line.height()) / 2))
            top += self._step()
        layout.endLayout()
        return layout
