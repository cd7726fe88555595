"""Entries composed into pages, in measures that are the same on the screen, on paper and in a PDF.

A page is laid out in pixels of 96 to the inch; a device with more of them is painted on through a scale, so that lines
and pages break in the same places everywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextDocumentFragment,
    QTextFormat,
)

from allydesk.ids import AttachmentId
from allydesk.journal.entry import Attachment, Content
from allydesk.journal.links import attachment_named
from allydesk.mood import mood_words
from allydesk.ui.journal.words import UNTITLED, long_date
from allydesk.ui.rendering import Paper, rendered
from allydesk.ui.theme import Look

DPI = 96.0
_MARGIN_MM = 22.0
_MM = DPI / 25.4
_TITLE, _SMALL, _TEXT = 22.0, 11.5, 14.5
"""Pixels: 16.5, 8.6 and 10.9 points."""
_TALLEST_PICTURE = 0.5
"""Of the height of a page."""
_BLACK, _GREY = QColor("#1c1b19"), QColor("#5e5a52")
"""Ink on white paper, whatever the theme of the window is."""
_NOTHING = QByteArray(b" ")
_BETWEEN = 44
"""Pixels between two entries on one page."""


@dataclass(frozen=True, slots=True)
class PaperChoices:
    """How entries are set. `size` is a page size by its name here: "a4", "a5" or "letter"."""

    size: str = "a4"
    about: bool = True
    pictures: bool = True
    own_pages: bool = False


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """An entry on its way to paper; `pictures` are those of its attachments that are any, decoded and upright."""

    content: Content
    attachments: tuple[Attachment, ...] = ()
    pictures: Mapping[AttachmentId, QImage] = field(default_factory=dict)

    def picture(self, target: str) -> QImage | None:
        """The picture that the text means by a link's target, or None."""
        file = attachment_named(target, self.attachments)
        return None if file is None else self.pictures.get(file.id)


PAGE_SIZES = {
    "a4": QPageSize(QPageSize.PageSizeId.A4),
    "a5": QPageSize(QPageSize.PageSizeId.A5),
    "letter": QPageSize(QPageSize.PageSizeId.Letter),
}


def page_layout(choices: PaperChoices) -> QPageLayout:
    """The layout a printer or a PDF is given: the whole sheet, the margins being in what is painted."""
    layout = QPageLayout(PAGE_SIZES[choices.size], QPageLayout.Orientation.Portrait, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


class _PaperDocument(QTextDocument):
    """A document that has its pictures handed to it, and never opens what a text names."""

    def __init__(self) -> None:
        super().__init__()
        self.images: dict[str, QImage] = {}

    def loadResource(self, _kind: int, name: QUrl | str) -> object:
        """One of its own pictures; something empty, and not None, for anything else."""
        key = name.toString() if isinstance(name, QUrl) else name
        return self.images.get(key, _NOTHING)


class Sheets:
    """The pages. Entries are added one after another; each takes a few milliseconds."""

    def __init__(self, *, look: Look, choices: PaperChoices) -> None:
        self._look = look
        self._choices = choices
        self._paper = Paper.white(width=int(self._inside().width()), points=_TEXT * 72 / DPI)
        self._document = _PaperDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        self._document.setUseDesignMetrics(True)
        self._document.setPageSize(self._inside().size())
        self._entries = 0
        self._images = 0

    @property
    def size(self) -> QSizeF:
        """A whole sheet, in pixels of 96 to the inch."""
        whole = PAGE_SIZES[self._choices.size].size(QPageSize.Unit.Point)
        return whole * (DPI / 72)

    @property
    def page_count(self) -> int:
        """How many pages there are by now."""
        return self._document.pageCount()

    def add(self, entry: PaperEntry) -> None:
        """Put another entry at the end."""
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._head(cursor, entry.content)
        body = rendered(
            entry.content.text,
            look=self._look,
            picture=entry.picture if self._choices.pictures else _no_picture,
            paper=self._paper,
        )
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
        start = cursor.position()
        cursor.insertFragment(QTextDocumentFragment(body))
        # Qt gives the first paragraph of what it inserts the shape of the one that was there.
        first = QTextCursor(self._document)
        first.setPosition(start)
        first.setBlockFormat(body.begin().blockFormat())
        self._keep_images(start, body)
        self._entries += 1

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint the page of that number, from 0, on a painter whose unit is a pixel of 96 to the inch."""
        inside = self._inside()
        painter.save()
        painter.translate(inside.left(), inside.top() - number * inside.height())
        self._document.drawContents(painter, QRectF(0, number * inside.height(), inside.width(), inside.height()))
        painter.restore()
        painter.save()
        font = self._look.ui_font()
        font.setPixelSize(round(_SMALL))  # points would grow with the device, and the painter's scale has done that
        painter.setFont(font)
        painter.setPen(_GREY)
        words = f"{number + 1} / {self.page_count}"
        below = QRectF(inside.left(), inside.bottom() + 16, inside.width(), 24)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)
        painter.restore()

    def close(self) -> None:
        """Let everything go."""
        self._document.clear()

    def _inside(self) -> QRectF:
        margin = _MARGIN_MM * _MM * (0.7 if self._choices.size == "a5" else 1)
        return QRectF(0, 0, self.size.width(), self.size.height()).adjusted(margin, margin, -margin, -margin)

    def _head(self, cursor: QTextCursor, content: Content) -> None:
        shape = QTextBlockFormat()
        if self._entries:
            if self._choices.own_pages:
                shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            else:
                shape.setTopMargin(_BETWEEN)
            cursor.insertBlock(shape)
        else:
            cursor.setBlockFormat(shape)
        self._write(cursor, content.title.strip() or UNTITLED, self._look.reading_font(semibold=True), _TITLE, _BLACK)
        if self._choices.about:
            parts = [long_date(content.created), *content.tags, *content.people]
            if content.mood is not None:
                parts.append(mood_words(content.mood))
            below = QTextBlockFormat()
            below.setTopMargin(4)
            below.setBottomMargin(10)
            cursor.insertBlock(below)
            self._write(cursor, " · ".join(parts), self._look.ui_font(), _SMALL, _GREY)

    def _write(self, cursor: QTextCursor, text: str, font: QFont, pixels: float, colour: QColor) -> None:
        form = QTextCharFormat()
        form.setFont(_font(font, pixels))
        form.setForeground(colour)
        cursor.insertText(text, form)

    def _keep_images(self, start: int, body: QTextDocument) -> None:
        """Give each picture a name of its own: two entries may each have a "photo.jpg"."""
        block = self._document.findBlock(start)
        found: list[tuple[int, int, str]] = []
        while block.isValid():
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                if piece.charFormat().isImageFormat():
                    found.append((piece.position(), piece.length(), piece.charFormat().toImageFormat().name()))
                pieces += 1
            block = block.next()
        for place, length, name in found:
            kept = body.resource(QTextDocument.ResourceType.ImageResource.value, QUrl(name))
            if not isinstance(kept, QImage):
                continue
            self._images += 1
            fresh = f"picture-{self._images}"
            self._document.images[fresh] = kept
            cursor = QTextCursor(self._document)
            cursor.setPosition(place)
            cursor.setPosition(place + length, QTextCursor.MoveMode.KeepAnchor)
            form = cursor.charFormat().toImageFormat()
            form.setName(fresh)
            highest = self._inside().height() * _TALLEST_PICTURE
            if form.height() > highest:
                form.setWidth(form.width() * highest / form.height())
                form.setHeight(highest)
            cursor.setCharFormat(form)


def _no_picture(_target: str) -> QImage | None:
    return None


def _font(font: QFont, pixels: float) -> QFont:
    """The font at a size in pixels of 96 to the inch, whatever the screen's own text size is."""
    sized = QFont(font)
    sized.setPointSizeF(pixels * 72 / DPI)
    return sized
