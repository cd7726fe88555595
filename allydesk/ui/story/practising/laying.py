"""A script set in lines of a width, and which word stands where in them."""

from bisect import bisect_right
from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from allydesk.ui.story.practising.script import Script, WordPlaces

LINE_HEIGHT = 1.28
"""Of the type's own height, which is a quarter more than its size: 1.6 times that."""
_BREAK = "\u2028"
_BETWEEN = 0.55
"""Of a line's height, between two paragraphs."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the laid-out text. `first` is how many words stand before it, `words` how many begin in it; `top` and
    `height` in pixels, the room between the lines included. `drawn` is Qt's own line, which stands at 0."""

    first: int
    words: int
    top: float
    height: float
    said: str
    drawn: QTextLine
    is_heading: bool

    @property
    def middle(self) -> float:
        """Halfway down."""
        return self.top + self.height / 2


class LaidText:
    """The lines, top to bottom. A place in the text is a number of words, so it holds at every size and width."""

    def __init__(self, script: Script, *, font: QFont, heading: QFont, width: float) -> None:
        self.script = script
        self.width = width
        self._layouts: list[QTextLayout] = []  # a QTextLine is good for as long as its layout is there
        self.lines: list[Line] = []
        top, words, between = 0.0, 0, QFontMetricsF(font).height() * LINE_HEIGHT * _BETWEEN
        for number, paragraph in enumerate(script.paragraphs):
            top += between if number else 0
            layout = _broken(paragraph.text, heading if paragraph.is_heading else font, width)
            self._layouts.append(layout)
            places = WordPlaces(paragraph.text)
            top = self._add(layout, places, top=top, before=words, is_heading=paragraph.is_heading)
            words += places.count
        self.height = top
        self._spoken = [line for line in self.lines if line.words]
        self._firsts = [line.first for line in self._spoken]

    @property
    def step(self) -> float:
        """The height of an ordinary line."""
        return max((line.height for line in self.lines), default=0.0)

    def number_of(self, words: float) -> int:
        """Which of the lines with words this many words lead to; -1 where there is none."""
        return min(bisect_right(self._firsts, words), len(self._spoken)) - 1

    def line_of(self, words: float) -> Line | None:
        """The line itself."""
        number = self.number_of(words)
        return self._spoken[number] if number >= 0 else None

    @property
    def count(self) -> int:
        """How many lines with words there are."""
        return len(self._spoken)

    def first_of(self, number: int) -> int:
        """How many words stand before a line, which is brought into range."""
        return self._firsts[min(max(number, 0), len(self._firsts) - 1)] if self._firsts else 0

    def y_of(self, words: float) -> float:
        """How far down the reading line is after so many words: in the middle of a line at its first word, and halfway
        to the next line's at its middle one."""
        number = self.number_of(words)
        if number < 0:
            return 0.0
        line = self._spoken[number]
        if number + 1 == len(self._spoken):
            return line.middle
        gone = min(max((words - line.first) / line.words, 0.0), 1.0)
        return line.middle + gone * (self._spoken[number + 1].middle - line.middle)

    def number_at(self, y: float) -> int:
        """The line with words that is nearest to a height; -1 where there is none."""
        nearest, distance = -1, inf
        for number, line in enumerate(self._spoken):
            away = abs(line.middle - y)
            if away >= distance:
                break
            nearest, distance = number, away
        return nearest

    def _add(self, layout: QTextLayout, places: WordPlaces, *, top: float, before: int, is_heading: bool) -> float:
        step = QFontMetricsF(layout.font()).height() * LINE_HEIGHT
        units = layout.text().encode("utf-16-le", "surrogatepass")
        for number in range(layout.lineCount()):
            drawn = layout.lineAt(number)
            start, end = drawn.textStart(), drawn.textStart() + drawn.textLength()
            first = places.before(start)
            said = units[2 * start : 2 * end].decode("utf-16-le", "replace").replace(_BREAK, " ").strip()
            self.lines.append(
                Line(before + first, places.before(end) - first, top, step, said, drawn, is_heading=is_heading)
            )
            top += step
        return top


def _broken(text: str, font: QFont, width: float) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    return layout
