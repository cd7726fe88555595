"""Markdown as a page for reading, printing and comparing.

What a text names is never fetched: pictures come from whoever asks for the page or not at all, HTML stays the text it
is, and links are words with an address behind them. The finished document names nothing outside itself, so that a
copy of it, such as Qt makes for a printer, cannot reach for anything either.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextImageFormat,
    QTextTable,
)

from allydesk.journal.links import wiki_links
from allydesk.ui.theme import Look, Tone

PictureOf = Callable[[str], QImage | None]
"""The picture that a text calls by this name; None where there is none, or not yet."""

_FEATURES = (0x0004, 0x0008, 0x0400, 0x0100, 0x0200, 0x0800, 0x8000)
"""GitHub's dialect as Qt's parser (MD4C) numbers it: addresses as links (3), tables, struck text, task boxes; and a
line break wherever the text has one. Left out of Qt's own set is the block of metadata at the beginning, which a
journal's rule or a line of dashes would be taken for."""
_ENTRY = "allydesk-entry:"
_PICTURE = "allydesk-picture:"
"""Schemes that mean something in these documents and nowhere else."""
_LINE_HEIGHT = 1.65
_HEADINGS = {1: 23 / 18.5, 2: 20 / 18.5}
"""Sizes of headings by their level, as parts of the text's; the deeper ones are of its own."""
_NOTHING = QByteArray(b" ")
"""In place of anything a text refers to. Not empty: an empty answer would have Qt open the path itself."""
_PICTURE_SIGN = "\ufffc"
"""What stands in a document's text for a picture."""
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SPECIAL = frozenset("\\`*_{}[]()<>#+-.!|~&")


@dataclass(frozen=True, slots=True)
class Paper:
    """What a text is set on. `points` is the size of the type, `width` the most a picture may take, in pixels."""

    ink: QColor
    muted: QColor
    accent: QColor
    line: QColor
    ground: QColor
    points: float
    width: int

    @classmethod
    def of(cls, look: Look, *, width: int) -> Self:
        """The present look, on the screen."""
        palette = look.palette
        return cls(
            ink=palette.colour(Tone.INK),
            muted=palette.colour(Tone.MUTED),
            accent=palette.readable(Tone.ACCENT, Tone.PAPER),
            line=palette.colour(Tone.LINE),
            ground=palette.colour(Tone.SELECTION),
            points=look.reading_font().pointSizeF(),
            width=width,
        )

    @classmethod
    def white(cls, *, points: float = 11, width: int = 600) -> Self:
        """Black on white, for a printer."""
        black, grey, light = QColor("#000000"), QColor("#444444"), QColor("#bbbbbb")
        return cls(
            ink=black, muted=grey, accent=black, line=light, ground=QColor("#f2f2f2"), points=points, width=width
        )


class ClosedDocument(QTextDocument):
    """A document that answers for everything it names itself, with nothing."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> QByteArray:
        """Nothing, whatever was asked for."""
        return _NOTHING


def rendered(text: str, *, look: Look, picture: PictureOf, paper: Paper | None = None) -> QTextDocument:
    """The Markdown text as a document; `paper` is the present look's unless told.

    Its anchors are `[[links]]` (see `entry_of`) and addresses, which whoever shows it must not open.
    """
    paper = paper or Paper.of(look, width=look.scaled(640))
    document = ClosedDocument()
    document.setUndoRedoEnabled(False)
    font = look.reading_font()
    font.setPointSizeF(paper.points)
    document.setDefaultFont(font)
    # The flags are given as numbers because Qt has no names for all of what its parser can do.
    flags = QTextDocument.MarkdownFeature.MarkdownNoHTML | QTextDocument.MarkdownFeature(sum(_FEATURES))
    document.setMarkdown(_with_links(text), flags)
    _Setting(document, font=font, paper=paper, picture=picture, fixed=look.fixed_font()).set_all()
    document.setModified(False)
    return document


def entry_of(anchor: str) -> str | None:
    """The title that an anchor of a rendered document leads to; None for an address outside."""
    if not anchor.startswith(_ENTRY):
        return None
    return QUrl.fromPercentEncoding(QByteArray(anchor.removeprefix(_ENTRY).encode()))


def _with_links(text: str) -> str:
    """The text with its `[[titles]]` as links of Markdown's own kind."""
    pieces: list[str] = []
    done = 0
    for link in wiki_links(text):
        target = bytes(QUrl.toPercentEncoding(link.title).data()).decode()
        title = "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in link.title)
        pieces += (text[done : link.start], f"[{title}]({_ENTRY}{target})")
        done = link.end
    return "".join((*pieces, text[done:]))


class _Setting:
    """Goes once through what Qt has made of the Markdown and sets it in our type."""

    def __init__(self, document: QTextDocument, *, font: QFont, paper: Paper, picture: PictureOf, fixed: QFont) -> None:
        self._document = document
        self._font = font
        self._paper = paper
        self._picture = picture
        self._fixed = fixed
        # Qt multiplies the type's own line height.
        pixels = QFontMetricsF(font).height()
        self._em = paper.points * 96 / 72
        self._proportion = 100 * _LINE_HEIGHT * self._em / pixels
        self._pictures = 0

    def set_all(self) -> None:
        self._document.setDocumentMargin(0)
        block = self._document.begin()
        while block.isValid():
            # Characters first: replacing a picture by its caption must not meet a format that is already ours.
            self._set_characters(block)
            self._set_block(block)
            block = block.next()
        self._set_tables(self._document.rootFrame())

    def _set_block(self, block: QTextBlock) -> None:
        was = block.blockFormat()
        made = QTextBlockFormat(was)
        made.setLineHeight(self._proportion, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        level, quote = was.headingLevel(), int(was.intProperty(_QUOTE))
        code = was.hasProperty(_FENCE) or was.hasProperty(_LANGUAGE)
        made.setTopMargin(0)
        made.setBottomMargin(self._em * 0.5)
        if level:
            made.setTopMargin(self._em * (0.9 if block.position() else 0))
            made.setBottomMargin(self._em * 0.25)
        elif code:
            made.setBackground(self._paper.ground)
            made.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            made.setBottomMargin(0 if self._goes_on(block) else self._em * 0.6)
            made.setLeftMargin(self._em * 0.5)
        elif block.textList() is not None:
            made.setBottomMargin(self._em * 0.15)
        if _PICTURE_SIGN in block.text():
            # A proportion of a picture's height would leave a gap below it.
            made.setLineHeight(100, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if was.hasProperty(_RULE):
            made.setBackground(self._paper.line)
            made.setLineHeight(60, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if quote:
            made.setLeftMargin(self._em * 1.2 * quote)
            made.setRightMargin(0)
        cursor = QTextCursor(block)
        cursor.setBlockFormat(made)

    def _goes_on(self, block: QTextBlock) -> bool:
        after = block.next()
        return after.isValid() and (
            after.blockFormat().hasProperty(_FENCE) or after.blockFormat().hasProperty(_LANGUAGE)
        )

    def _set_characters(self, block: QTextBlock) -> None:
        shape = block.blockFormat()
        quoted = int(shape.intProperty(_QUOTE)) > 0
        in_code = shape.hasProperty(_FENCE) or shape.hasProperty(_LANGUAGE)
        for start, length, was in _fragments(block):
            if was.isImageFormat():
                self._set_picture(start, length, was.toImageFormat())
                continue
            made = self._characters(was, heading=shape.headingLevel(), quoted=quoted, code=in_code)
            self._select(start, length).setCharFormat(made)

    def _characters(self, was: QTextCharFormat, *, heading: int, quoted: bool, code: bool) -> QTextCharFormat:
        made = QTextCharFormat()
        font = QFont(self._fixed if code or was.fontFixedPitch() else self._font)
        size = self._paper.points * (_HEADINGS.get(heading, 1.0) if heading else 1.0)
        font.setPointSizeF(size * (0.88 if code or was.fontFixedPitch() else 1.0))
        strong = heading or was.fontWeight() >= QFont.Weight.DemiBold
        font.setWeight(QFont.Weight.Bold if strong else QFont.Weight.Normal)
        font.setItalic(was.fontItalic() or (quoted and not heading))
        font.setStrikeOut(was.fontStrikeOut())
        made.setFont(font)
        made.setForeground(self._paper.muted if quoted else self._paper.ink)
        if was.fontFixedPitch() and not code:
            made.setBackground(self._paper.ground)
        if was.isAnchor():
            made.setAnchor(True)
            made.setAnchorHref(was.anchorHref())
            made.setForeground(self._paper.accent)
            made.setFontUnderline(True)
            if entry_of(was.anchorHref()) is None:
                made.setToolTip("")
        return made

    def _set_picture(self, start: int, length: int, was: QTextImageFormat) -> None:
        name = was.name()
        image = None if _is_outside(name) else self._picture(name)
        cursor = self._select(start, length)
        if image is None or image.isNull():
            words = was.stringProperty(int(QTextFormat.Property.ImageAltText)).strip() or "no caption"
            made = self._characters(QTextCharFormat(), heading=0, quoted=True, code=False)
            cursor.insertText(f"[Picture: {words}]", made)
            return
        self._pictures += 1
        url = f"{_PICTURE}{self._pictures}"
        width = min(self._paper.width, max(1, round(image.width() / image.devicePixelRatio())))
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(url), image)
        made_image = QTextImageFormat()
        made_image.setName(url)
        made_image.setWidth(width)
        made_image.setHeight(width * image.height() / max(1, image.width()))
        made_image.setProperty(
            int(QTextFormat.Property.ImageAltText), was.property(int(QTextFormat.Property.ImageAltText))
        )
        cursor.insertImage(made_image)

    def _select(self, start: int, length: int) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _set_tables(self, frame: QTextFrame) -> None:
        for child in frame.childFrames():
            if isinstance(child, QTextTable):
                self._set_table(child)
            self._set_tables(child)

    def _set_table(self, table: QTextTable) -> None:
        shape = table.format()
        shape.setBorder(1)
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderBrush(self._paper.line)
        shape.setBorderCollapse(True)
        shape.setCellPadding(self._em * 0.35)
        shape.setCellSpacing(0)
        shape.setTopMargin(self._em * 0.3)
        shape.setBottomMargin(self._em * 0.6)
        table.setFormat(shape)
        first = table.cellAt(0, 0)
        block = first.firstCursorPosition().block()
        if not block.text() and first.lastCursorPosition().block() != block:
            # After a block of code Qt's parser leaves an empty line in the table's first cell.
            QTextCursor(block).deleteChar()
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.Bold)
        for row in range(table.rows()):
            for place in range(table.columns()):
                cursor = table.cellAt(row, place).firstCursorPosition()
                cursor.setPosition(table.cellAt(row, place).lastPosition(), QTextCursor.MoveMode.KeepAnchor)
                tight = QTextBlockFormat()
                tight.setAlignment(cursor.blockFormat().alignment())
                cursor.setBlockFormat(tight)
                if not row:
                    cursor.mergeCharFormat(strong)


_QUOTE = int(QTextFormat.Property.BlockQuoteLevel)
_LANGUAGE = int(QTextFormat.Property.BlockCodeLanguage)
_FENCE = int(QTextFormat.Property.BlockCodeFence)
_RULE = int(QTextFormat.Property.BlockTrailingHorizontalRulerWidth)


def _is_outside(name: str) -> bool:
    """Whether a picture's name means anything but a file of the entry: an address, a path of a server."""
    return name.startswith(("/", "\\", "%5C", "%5c")) or _SCHEME.match(name) is not None


def _fragments(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Where the pieces of a block are and how they are set; last first, so that changing one does not move the rest."""
    found: list[tuple[int, int, QTextCharFormat]] = []
    walker = block.begin()
    while not walker.atEnd():
        piece = walker.fragment()
        found.append((piece.position(), piece.length(), piece.charFormat()))
        walker += 1
    return found[::-1]
