"""Blocks set as type in a `QTextDocument`: black on white, for pages and for OpenDocument alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextListFormat,
)

from allydesk.transfer.story.blocks import Block, Code, Heading, Items, Paragraph, Quote, Rule, Run, Runs, plain
from allydesk.transfer.story.document import MomentLine
from allydesk.ui.theme import Look

INK, MUTED, LINK = "#1c1b19", "#5e5a52", "#2f6b5e"
BULLET = "•"
_TITLE, _SMALL, TEXT, _FIXED = 26.0, 12.5, 14.5, 12.5
"""Pixels of 96 to the inch: 19.5, 9.4, 10.9 and 9.4 points."""
_HEADINGS = {1: 19.0, 2: 16.5, 3: 15.0}
_LINE_HEIGHT = 1.5
_CLOSE = 120
"""Per cent of the type's own height, for lines of code or plain text."""
_EVERY = 20
"""Blocks between two stops: a few milliseconds."""
_LINE_BREAK = "\u2028"
_QUOTED = 22
"""Pixels a quotation is set in."""


@dataclass(frozen=True, slots=True)
class Faces:
    """What is written in: for what is read at length, for what stands beside it, and for code."""

    serif: QFont
    sans: QFont
    fixed: QFont

    @classmethod
    def of(cls, look: Look) -> Self:
        """The look's own."""
        return cls(look.reading_font(), look.ui_font(), look.fixed_font())


def sized(font: QFont, pixels: float) -> QFont:
    """The font at a size in a painter's own units, which its scale makes larger or smaller."""
    made = QFont(font)
    made.setPixelSize(max(1, round(pixels)))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


class Setter:
    """Writes at the end of a document.

    Without `own_marks`, Qt marks the items of lists: for a file, where lists are lists. Its marks are large and close
    to the words, so that on pages whoever paints them paints `marks` instead.
    """

    def __init__(self, document: QTextDocument, *, faces: Faces, own_marks: bool = False) -> None:
        self.marks: list[tuple[QTextBlock, str]] = []
        """Items of lists, and what stands before each."""
        self._own_marks = own_marks
        self._document = document
        self._faces = faces
        self._cursor = QTextCursor(document)
        self._is_empty = True
        self._written = 0

    def title(self, words: str, *, below: str) -> None:
        """The title, and a line under it if there is one."""
        shape = QTextBlockFormat()
        shape.setHeadingLevel(1)
        shape.setBottomMargin(4 if below else 16)
        self._paragraph(plain(words), shape, self._type(self._faces.serif, _TITLE, INK, strong=True))
        if below:
            shape = QTextBlockFormat()
            shape.setBottomMargin(16)
            self._paragraph(plain(below), shape, self._type(self._faces.sans, _SMALL, MUTED))

    def room(self, pixels: float) -> QTextBlock:
        """An empty line so high, for what is painted there."""
        shape = QTextBlockFormat()
        shape.setLineHeight(pixels, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return self._block(shape, QTextCharFormat())

    def picture(self, form: QTextImageFormat) -> None:
        """A picture in a line of its own."""
        self._block(QTextBlockFormat(), QTextCharFormat())
        self._cursor.insertImage(form)

    def caption(self, words: str) -> None:
        """What stands below a chart."""
        shape = QTextBlockFormat()
        shape.setTopMargin(4)
        shape.setBottomMargin(20)
        self._paragraph(plain(words), shape, self._type(self._faces.sans, _SMALL, MUTED))

    def blocks(self, blocks: Sequence[Block], *, depth: int = 0, quoted: int = 0) -> Iterator[None]:
        """Set these, with a stop now and then."""
        for block in blocks:
            yield from self._set(block, depth=depth, quoted=quoted)
            self._written += 1
            if self._written % _EVERY == 0:
                yield

    def lines(self, text: str) -> None:
        """Lines as they are, close to what is above them."""
        shape = QTextBlockFormat()
        shape.setLineHeight(_CLOSE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self._paragraph(plain(text), shape, self._type(self._faces.fixed, _FIXED, INK))

    def moments(self, moments: Sequence[MomentLine]) -> Iterator[None]:
        """The list of moments, under a heading of its own."""
        if not moments:
            return
        self._heading(1, plain("Moments"))
        title, about = self._type(self._faces.serif, TEXT, INK), self._type(self._faces.sans, _SMALL, MUTED)
        shape = QTextBlockFormat()
        shape.setBottomMargin(4)
        for place, moment in enumerate(moments, start=1):
            self._paragraph(plain(moment.title), shape, title)
            self._cursor.insertText("   " + " · ".join(filter(None, (moment.when, moment.felt))), about)
            if place % _EVERY == 0:
                yield

    def _set(self, block: Block, *, depth: int, quoted: int) -> Iterator[None]:
        match block:
            case Heading(level, runs):
                self._heading(level, runs)
            case Paragraph(runs):
                self._text(runs, self._shape(depth, quoted), quoted=quoted > 0)
            case Quote(blocks):
                yield from self.blocks(blocks, depth=depth, quoted=quoted + 1)
            case Items(items, first):
                yield from self._items(items, first, depth=depth, quoted=quoted)
            case Code(text):
                shape = self._shape(depth, quoted)
                shape.setLineHeight(_CLOSE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
                self._paragraph(plain(text), shape, self._type(self._faces.fixed, _FIXED, INK))
            case Rule():
                shape = QTextBlockFormat()
                shape.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                shape.setTopMargin(6)
                shape.setBottomMargin(12)
                self._paragraph(plain("*   *   *"), shape, self._type(self._faces.serif, TEXT, MUTED))

    def _items(self, items: Sequence[Sequence[Block]], first: int | None, *, depth: int, quoted: int) -> Iterator[None]:
        form = QTextListFormat()
        disc, decimal = QTextListFormat.Style.ListDisc, QTextListFormat.Style.ListDecimal
        form.setStyle(disc if first is None else decimal)
        if self._own_marks:
            form.setStyle(QTextListFormat.Style.ListStyleUndefined)
        form.setIndent(depth + 1)
        form.setStart(1 if first is None else first)
        made = None
        for number, item in enumerate(items, start=first or 0):
            head = item[0].runs if item and isinstance(item[0], Paragraph) else ()
            shape = self._shape(0, quoted)
            shape.setBottomMargin(4)
            self._text(head, shape, quoted=quoted > 0)
            if made is None:
                made = self._cursor.createList(form)
            else:
                made.add(self._cursor.block())
            self.marks.append((self._cursor.block(), BULLET if first is None else f"{number}."))
            yield from self.blocks(item[1:] if head else item, depth=depth + 1, quoted=quoted)

    def _heading(self, level: int, runs: Runs) -> None:
        shape = QTextBlockFormat()
        shape.setHeadingLevel(min(level + 1, 6))
        shape.setTopMargin(14)
        shape.setBottomMargin(5)
        size = _HEADINGS.get(level, TEXT)
        self._paragraph(runs, shape, self._type(self._faces.serif, size, INK, strong=True))

    def _text(self, runs: Runs, shape: QTextBlockFormat, *, quoted: bool) -> None:
        ground = self._type(self._faces.serif, TEXT, MUTED if quoted else INK)
        ground.setFontItalic(quoted)
        self._paragraph(runs, shape, ground)

    def _shape(self, depth: int, quoted: int) -> QTextBlockFormat:
        shape = QTextBlockFormat()
        pixels = QFontMetricsF(sized(self._faces.serif, 100)).height() / 100
        proportion = 100 * _LINE_HEIGHT / pixels
        shape.setLineHeight(proportion, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setBottomMargin(9)
        shape.setIndent(depth)
        shape.setLeftMargin(_QUOTED * quoted)
        return shape

    def _paragraph(self, runs: Runs, shape: QTextBlockFormat, ground: QTextCharFormat) -> None:
        self._block(shape, ground)
        for run in runs:
            self._cursor.insertText(run.text.replace("\n", _LINE_BREAK), self._run(run, ground))

    def _block(self, shape: QTextBlockFormat, ground: QTextCharFormat) -> QTextBlock:
        if self._is_empty:
            self._is_empty = False
            self._cursor.setBlockFormat(shape)
            self._cursor.setBlockCharFormat(ground)
        else:
            self._cursor.insertBlock(shape, ground)
        return self._cursor.block()

    def _run(self, run: Run, ground: QTextCharFormat) -> QTextCharFormat:
        if not (run.strong or run.emphasis or run.struck or run.code or run.link):
            return ground
        made = QTextCharFormat(ground)
        if run.code:
            made = self._type(self._faces.fixed, _FIXED, INK)
        if run.strong:
            made.setFontWeight(QFont.Weight.Bold)
        if run.emphasis:
            made.setFontItalic(not ground.fontItalic())
        made.setFontStrikeOut(run.struck)
        if run.link:
            made.setAnchor(True)
            made.setAnchorHref(run.link)
            made.setFontUnderline(True)
            made.setForeground(QColor(LINK))
        return made

    def _type(self, font: QFont, pixels: float, colour: str, *, strong: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        face = QFont(font)
        # In points: Qt's OpenDocument knows no other size, and a document's own measure is 96 to the inch.
        face.setPointSizeF(pixels * 72 / 96)
        face.setWeight(QFont.Weight.Bold if strong else QFont.Weight.Normal)
        made.setFont(face)
        made.setForeground(QColor(colour))
        return made
