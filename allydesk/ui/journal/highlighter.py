"""Markdown styled as one writes it. Only the look changes; the text stays exactly as typed."""

from PySide6.QtGui import QFont, QFontDatabase, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from allydesk.ui.journal.markdown import HEADINGS, Fence, Style, styled
from allydesk.ui.journal.units import utf16_places
from allydesk.ui.theme import Look, Tone

TEXT_SIZE = 18.5
"""Pixels at 100 %, the size of everything a person writes (the look's measures)."""
_HEADING_SIZES = {Style.HEADING_1: 23.0, Style.HEADING_2: 20.0, Style.HEADING_3: TEXT_SIZE}


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles one document; lives and dies with it."""

    def __init__(self, document: QTextDocument, *, look: Look) -> None:
        super().__init__(document)
        self._look = look
        self._formats: dict[Style, QTextCharFormat] = {}

    def restyle(self) -> None:
        """Take the look's present colours and sizes."""
        self._formats.clear()
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Style one paragraph."""
        spans, fence = styled(text, Fence(max(self.previousBlockState(), 0)))
        self.setCurrentBlockState(int(fence))
        if not spans:
            return
        # Qt counts in UTF-16; where the block has as many units as the string has characters the two agree.
        plain = self.currentBlock().length() - 1 == len(text)
        place = range(len(text) + 1) if plain else utf16_places(text)
        for span in spans:
            start = place[span.start]
            self.setFormat(start, place[span.end] - start, self._format(span.style))

    def _format(self, style: Style) -> QTextCharFormat:
        made = self._formats.get(style)
        if made is None:
            made = self._formats[style] = self._made(style)
        return made

    def _made(self, style: Style) -> QTextCharFormat:
        palette = self._look.palette
        made = QTextCharFormat()
        heading = style & HEADINGS
        if heading or style & Style.STRONG:
            size = _HEADING_SIZES.get(Style(heading), TEXT_SIZE)
            made.setFont(self._look.reading_font(size=size, semibold=True))
            made.setFontWeight(QFont.Weight.Bold)
        if style & Style.EMPHASIS:
            made.setFontItalic(True)
        if style & Style.CODE:
            made.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
            made.setBackground(palette.colour(Tone.SELECTION))
        if style & Style.MARK:
            made.setForeground(palette.colour(Tone.MUTED))
            made.setFontItalic(False)
            made.setFontWeight(QFont.Weight.Normal)
        elif style & Style.QUOTE:
            made.setForeground(palette.colour(Tone.MUTED))
            made.setFontItalic(True)
        return made
