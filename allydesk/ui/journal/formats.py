"""What each style of Markdown looks like in the type and the colours in force."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextCharFormat

from allydesk.ui.journal.markdown import HEADINGS, Style
from allydesk.ui.theme import Look, Tone

TEXT_SIZE = 18.5
"""Pixels at 100 %, the size of everything a person writes (the look's measures)."""
_HEADING_SIZES = {Style.HEADING_1: 23.0, Style.HEADING_2: 20.0, Style.HEADING_3: TEXT_SIZE}
_CODE = 0.88
"""Of the text's size; letters of one width look larger than they are."""

_NO_WIDTH = 0.02
"""Per cent of their width that hidden characters keep: the least Qt can tell from "as the font has it"."""
_TINY = 1.0
"""Points: the size of a line that is hidden as a whole and gives up its height too."""
_SPACING = {Style.INDENT: 250.0, Style.BULLET: 170.0, Style.BOX: 78.0}
"""Per cent. Two spaces of the reading font would hardly be seen as a step, nor "-" and a space as one."""


class Formats:
    """Makes each format once."""

    def __init__(self, *, look: Look) -> None:
        self._look = look
        self._made: dict[tuple[Style, bool], QTextCharFormat] = {}

    def forget(self) -> None:
        """The look has changed."""
        self._made.clear()

    def of(self, style: Style, *, hidden: bool) -> QTextCharFormat:
        """The format of a style; `hidden` where the marks give up their room."""
        made = self._made.get((style, hidden))
        if made is None:
            made = self._made[style, hidden] = self._make(style, hidden=hidden)
        return made

    def _make(self, style: Style, *, hidden: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        self._set_type(made, style)
        self._set_colours(made, style)
        if hidden and style & (Style.MARK | Style.BULLET | Style.BOX):
            made.setForeground(Qt.GlobalColor.transparent)
            made.clearBackground()
            made.setFontStrikeOut(False)
        if hidden and style & Style.MARK and not style & Style.RULE:
            made.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
            made.setFontLetterSpacing(_NO_WIDTH)
            if style & Style.FENCED:
                made.setFontPointSize(_TINY)
        return made

    def _set_type(self, made: QTextCharFormat, style: Style) -> None:
        heading = style & HEADINGS
        even = style & (Style.CODE | Style.BOX)  # a box is as wide with a tick as without
        size = _HEADING_SIZES.get(Style(heading), TEXT_SIZE) * (_CODE if even else 1)
        made.setFontPointSize(self._look.reading_font(size=size).pointSizeF())
        if (heading or style & Style.STRONG) and not style & Style.MARK:
            made.setFontWeight(QFont.Weight.Bold)
        if style & (Style.EMPHASIS | Style.QUOTE) and not style & Style.MARK:
            made.setFontItalic(True)
        if style & Style.STRIKE and not style & Style.MARK:
            made.setFontStrikeOut(True)
        if even:
            made.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
        for each, spacing in _SPACING.items():
            if style & each:
                made.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
                made.setFontLetterSpacing(spacing)

    def _set_colours(self, made: QTextCharFormat, style: Style) -> None:
        palette = self._look.palette
        if style & Style.CODE and not style & Style.FENCED:
            made.setBackground(palette.colour(Tone.SELECTION))
        if style & (Style.MARK | Style.QUOTE | Style.BULLET | Style.NUMBER | Style.BOX | Style.DONE):
            made.setForeground(palette.colour(Tone.MUTED))
        if style & Style.LINK and not style & Style.MARK:
            made.setForeground(palette.readable(Tone.ACCENT, Tone.PAPER))
            made.setFontUnderline(True)
