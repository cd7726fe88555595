"""The document of a text: plain, with Markdown's styles over it while it is short enough for them."""

from collections.abc import Callable
from math import ceil

from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat

from allydesk.ui.journal.highlighter import TEXT_SIZE, MarkdownHighlighter
from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.theme import Look

_LINE_HEIGHT = 1.65
"""Of the type's size, as the look has it."""
BLANK_LINE = 0.5
"""Of a line: the height of an empty one, so that paragraphs stand as far apart as in a book."""

STYLED_UP_TO = 1_000_000
"""Characters. Longer texts are shown without styles: working them out would stop the window for seconds."""


class StyledDocument(PlainDocument):
    """A text as one reads and writes it.

    Qt gives an empty paragraph the height of the document's own font, and lets nothing that is not in the document
    change that. So while the text is styled the document's font is small, and the styles bring the size of all that is
    written; the file, the undo and the text know nothing of it.
    """

    def __init__(self, *, look: Look, hide_marks: bool = True) -> None:
        # Qt multiplies the type's own line height; as a proportion, it need not be set anew when the type grows.
        font = look.reading_font(size=TEXT_SIZE)
        pixels = TEXT_SIZE * look.text_scale
        self.proportion = _LINE_HEIGHT * pixels / ceil(QFontMetricsF(font).height())
        super().__init__(line_height=100 * self.proportion)
        self._look = look
        self._hide_marks = hide_marks
        self._tall: Callable[[str], QTextCharFormat | None] | None = None
        self._highlighter: MarkdownHighlighter | None = None
        self.take_font(font)

    @property
    def is_styled(self) -> bool:
        """Whether it is short enough for styles."""
        return self._highlighter is not None

    def take_font(self, font: QFont) -> None:
        """Show the text in this font."""
        if self._highlighter is not None:
            font = QFont(font)
            font.setPointSizeF(font.pointSizeF() * BLANK_LINE)
        if font != self.defaultFont():
            self.setDefaultFont(font)

    def hide_marks(self, hidden: bool) -> None:
        """Whether signs that only the writing needs give up their room where they are not revealed."""
        self._hide_marks = hidden
        if self._highlighter is not None:
            self._highlighter.hide_marks(hidden)

    def reveal(self, numbers: range) -> None:
        """Show the marks of these paragraphs, by number, and of no others."""
        if self._highlighter is not None:
            self._highlighter.reveal(numbers)

    def give_room(self, tall: Callable[[str], QTextCharFormat | None]) -> None:
        """Make room for the picture of a link with the format that `tall` has for it, if any."""
        self._tall = tall
        if self._highlighter is not None:
            self._highlighter.give_room(tall)

    def restyle_pictures(self) -> None:
        """The room that pictures need has changed."""
        if self._highlighter is not None:
            self._highlighter.restyle_pictures()

    def load(self, text: str) -> None:
        """Hold this text, styled if it is not too long."""
        if len(text) > STYLED_UP_TO:
            self._unstyle()
        elif self._highlighter is None:
            self.clear()
            # Taken on while the document is empty, it styles what goes in when the layout is made, before that lays
            # anything out; taken on later, it would have everything laid out twice.
            self._highlighter = MarkdownHighlighter(self, look=self._look, hide_marks=self._hide_marks)
            self.take_font(self._look.reading_font(size=TEXT_SIZE))
            if self._tall is not None:
                self._highlighter.give_room(self._tall)
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
        self.take_font(self._look.reading_font(size=TEXT_SIZE))
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
            self.take_font(self._look.reading_font(size=TEXT_SIZE))
