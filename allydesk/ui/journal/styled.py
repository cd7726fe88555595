"""The document of a text: plain, with Markdown's styles over it while it is short enough for them."""

from math import ceil

from PySide6.QtGui import QFontMetricsF

from allydesk.ui.journal.highlighter import TEXT_SIZE, MarkdownHighlighter
from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.theme import Look

_LINE_HEIGHT = 1.65
"""Of the type's size, as the look has it."""

STYLED_UP_TO = 1_000_000
"""Characters. Longer texts are shown without styles: working them out would stop the window for seconds."""


class StyledDocument(PlainDocument):
    """A text as one reads and writes it."""

    def __init__(self, *, look: Look) -> None:
        # Qt multiplies the type's own line height; as a proportion, it need not be set anew when the type grows.
        font = look.reading_font(size=TEXT_SIZE)
        pixels = TEXT_SIZE * look.text_scale
        super().__init__(line_height=100 * _LINE_HEIGHT * pixels / ceil(QFontMetricsF(font).height()))
        self._look = look
        self._highlighter: MarkdownHighlighter | None = None
        self.setDefaultFont(font)

    def load(self, text: str) -> None:
        """Hold this text, styled if it is not too long."""
        if len(text) > STYLED_UP_TO:
            self._unstyle()
        elif self._highlighter is None:
            self.clear()
            # Taken on while the document is empty, it styles what goes in before that is laid out for the first time;
            # taken on later, it would have everything laid out twice.
            self._highlighter = MarkdownHighlighter(self, look=self._look)
        super().load(text)

    def replace(self, text: str) -> None:
        """Hold this text instead, as one change that can be undone."""
        self.expect(len(text))
        super().replace(text)

    def expect(self, length: int) -> None:
        """So many characters are about to go in: let the styles go before they have to be worked out."""
        if self.characterCount() + length > STYLED_UP_TO:
            self._unstyle()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.setDefaultFont(self._look.reading_font(size=TEXT_SIZE))
        if self._highlighter is not None:
            self._highlighter.restyle()

    def wipe(self) -> None:
        """Empty it; it is not used again."""
        self._unstyle()
        super().wipe()

    def _unstyle(self) -> None:
        if self._highlighter is not None:
            self._highlighter.setDocument(None)
            self._highlighter.deleteLater()
            self._highlighter = None
