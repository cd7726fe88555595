"""Markdown styled as one writes it. Only the look changes; the text stays exactly as typed."""

from collections.abc import Callable

from PySide6.QtGui import QSyntaxHighlighter, QTextBlock, QTextCharFormat, QTextDocument

from allydesk.ui.journal.formats import TEXT_SIZE, Formats
from allydesk.ui.journal.markdown import Fence, Span, Style, styled
from allydesk.ui.journal.paragraph import picture_of
from allydesk.ui.journal.units import utf16_places
from allydesk.ui.theme import Look

__all__ = ["TEXT_SIZE", "MarkdownHighlighter"]


class MarkdownHighlighter(QSyntaxHighlighter):
    """Styles one document; lives and dies with it.

    Every character gets a size here, so that the document's own, which empty paragraphs have, can be another.
    """

    def __init__(self, document: QTextDocument, *, look: Look, hide_marks: bool = False) -> None:
        super().__init__(document)
        self._formats = Formats(look=look)
        self._hide_marks = hide_marks
        self._revealed = range(0)
        self._plain = self._formats.of(Style.PLAIN, hidden=False)
        self._tall: Callable[[str], QTextCharFormat | None] = lambda _target: None

    def restyle(self) -> None:
        """Take the look's present colours and sizes."""
        self._formats.forget()
        self._plain = self._formats.of(Style.PLAIN, hidden=False)
        self.rehighlight()

    def hide_marks(self, hidden: bool) -> None:
        """Whether marks give up their room, except in the paragraphs that `reveal` names."""
        if hidden != self._hide_marks:
            self._hide_marks = hidden
            self.rehighlight()

    def reveal(self, numbers: range) -> None:
        """Show the marks of these paragraphs, and no longer those of others."""
        before, self._revealed = self._revealed, numbers
        for number in sorted(set(before) ^ set(numbers)):
            block = self.document().findBlockByNumber(number)
            if block.isValid() and self._has_marks(block):
                self.rehighlightBlock(block)

    def _has_marks(self, block: QTextBlock) -> bool:
        """Whether it has more than one style; a paragraph of plain words looks the same with the caret in it."""
        formats = block.layout().formats()
        return len(formats) > 1 or any(each.format != self._plain for each in formats)

    def give_room(self, tall: Callable[[str], QTextCharFormat | None]) -> None:
        """Ask `tall` for a format that makes room for the picture of a link; None where there is no picture."""
        self._tall = tall
        self.restyle_pictures()

    def restyle_pictures(self) -> None:
        """The room that pictures need has changed."""
        block = self.document().firstBlock()
        while block.isValid():
            if picture_of(block.text()) is not None:
                self.rehighlightBlock(block)
            block = block.next()

    def highlightBlock(self, text: str) -> None:
        """Style one paragraph."""
        spans, fence = styled(text, Fence(max(self.previousBlockState(), 0)))
        self.setCurrentBlockState(int(fence))
        if not text:
            return
        block = self.currentBlock()
        length, shown = block.length() - 1, block.blockNumber() in self._revealed
        if spans and spans[0].style & Style.PICTURE:
            self._style_picture(text, length, shown=shown)
            return
        self.setFormat(0, length, self._plain)
        if spans:
            self._style(text, length, spans, hidden=self._hide_marks and not shown)

    def _style(self, text: str, length: int, spans: list[Span], *, hidden: bool) -> None:
        # Qt counts in UTF-16; where the block has as many units as the string has characters the two agree.
        place = range(length + 1) if length == len(text) else utf16_places(text)
        for span in spans:
            start = place[span.start]
            self.setFormat(start, place[span.end] - start, self._formats.of(span.style, hidden=hidden))

    def _style_picture(self, text: str, length: int, *, shown: bool) -> None:
        """Where the picture is painted, its link only keeps its room; elsewhere the link is all there is."""
        tall = None if shown else self._tall(picture_of(text) or "")
        self.setFormat(0, length, self._formats.of(Style.MARK, hidden=tall is not None))
        if tall is not None:
            self.setFormat(0, 1, tall)
