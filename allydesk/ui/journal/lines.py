"""A few lines of a row: broken, shortened and marked once, painted often."""

from bisect import bisect_right

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from allydesk.ui.journal.units import utf16_places
from allydesk.ui.journal.words import Excerpt
from allydesk.ui.theme import Palette, Tone

LINES = 2
_MOST = 400
"""Characters worth laying out: two lines of the widest column hold fewer."""
_CONTEXT = 24
"""Characters left standing before the first match where it would otherwise lie beyond the last line."""
_ELLIPSIS = "…"


class ExcerptPainter:
    """Lays out words in one font and one palette, on so many lines at most."""

    def __init__(
        self, *, font: QFont, line_height: float, palette: Palette, lines: int = LINES, tone: Tone = Tone.MUTED
    ) -> None:
        self._font = font
        self._line_height = line_height
        self._lines = lines
        self._ground = QTextCharFormat()
        self._ground.setForeground(palette.colour(tone))
        self._match = QTextCharFormat()
        self._match.setForeground(palette.readable(Tone.INK, Tone.HIGH_SOFT))
        self._match.setBackground(palette.colour(Tone.HIGH_SOFT))
        self._match.setFontWeight(QFont.Weight.DemiBold)
        self._option = QTextOption()
        self._option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)

    def lay_out(self, words: Excerpt, width: float) -> QTextLayout:
        """At most so many lines, with an ellipsis where there is more; the first match is always in sight."""
        words = _slice(words, 0, _MOST)
        layout, seen = self._laid(words, width)
        if seen == len(words.text):
            return layout
        if words.matches and words.matches[0][1] > seen:
            words = _slice(words, _before_match(words), len(words.text), before=_ELLIPSIS)
            layout, seen = self._laid(words, width)
        while seen < len(words.text) and seen > 0:
            words = _slice(words, 0, seen - 1, after=_ELLIPSIS)
            layout, seen = self._laid(words, width)
        return layout

    def _laid(self, words: Excerpt, width: float) -> tuple[QTextLayout, int]:
        """The layout, and how many characters its lines hold."""
        places = utf16_places(words.text)
        layout = QTextLayout(words.text, self._font)
        layout.setCacheEnabled(True)
        layout.setTextOption(self._option)
        layout.setFormats(self._formats(words, places))
        end = 0
        layout.beginLayout()
        for number in range(self._lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, number * self._line_height + (self._line_height - line.height()) / 2))
            end = line.textStart() + line.textLength()
        layout.endLayout()
        return layout, bisect_right(places, end) - 1

    def _formats(self, words: Excerpt, places: list[int]) -> list[QTextLayout.FormatRange]:
        ranges = [_range(0, places[-1], self._ground)]
        ranges += [_range(places[start], places[end], self._match) for start, end in words.matches]
        return ranges


def _range(start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, end - start, style
    return made


def _before_match(words: Excerpt) -> int:
    """Where a word begins, a little before the first match."""
    match = words.matches[0][0]
    start = max(0, match - _CONTEXT)
    space = words.text.find(" ", start, match)
    return start if space < 0 else space + 1


def _slice(words: Excerpt, start: int, end: int, *, before: str = "", after: str = "") -> Excerpt:
    """Part of an excerpt with its matches, and a sign for what was left out."""
    shift = len(before) - start
    matches = tuple(
        (max(first, start) + shift, min(last, end) + shift)
        for first, last in words.matches
        if first < end and last > start
    )
    return Excerpt(before + words.text[start:end] + after, matches)
