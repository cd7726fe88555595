"""A story set on pages, in measures that are the same on the screen and in a PDF: pixels of 96 to the inch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QTextBlock

from allydesk.story.chart.primitives import Figure
from allydesk.transfer.story.document import StoryDocument
from allydesk.ui.palette import Palette
from allydesk.ui.rendering import ClosedDocument
from allydesk.ui.story.chart.painting import paint_figure
from allydesk.ui.story.document_setting import INK, MUTED, TEXT, Faces, Setter, sized

DPI = 96.0
MARGIN_MM = 22.0
_MM = DPI / 25.4
_NUMBER = 12
"""Pixels: the type of page numbers."""
_FROM_MARK = 8.0
"""Pixels between the mark of a list's item and its words."""
_LINES = 40
"""Of plain text in one paragraph: Qt takes its time over very long ones."""
_BELOW = 16
"""Pixels from the text to the page number."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What charts are drawn with on white."""

    palette: Palette
    font: Callable[[float], QFont]

    def figure(self, painter: QPainter, figure: Figure) -> None:
        """Draw it, its upper left corner at the painter's origin."""
        painter.save()
        # A part of a life goes on beyond its sides.
        painter.setClipRect(QRectF(0, 0, figure.width, figure.height), Qt.ClipOperation.IntersectClip)
        paint_figure(painter, figure, palette=self.palette, ui_font=self.font)
        painter.restore()


class ChartPainter:
    """Paints one chart. With `keeps` it paints it once for each size and shows the picture from then on: ten thousand
    moments are too much for every step of scrolling."""

    def __init__(self, figure: Figure, *, drawn: Drawn, keeps: bool) -> None:
        self.figure = figure
        self._drawn = drawn
        self._keeps = keeps
        self._kept: tuple[float, QImage] | None = None

    def paint(self, painter: QPainter) -> None:
        """Paint it, its upper left corner at the painter's origin."""
        scale = painter.deviceTransform().m11()
        if not self._keeps or scale <= 0:
            self._drawn.figure(painter, self.figure)
            return
        if self._kept is None or self._kept[0] != scale:
            self._kept = (scale, self.image(scale))
        painter.drawImage(QRectF(0, 0, self.figure.width, self.figure.height), self._kept[1])

    def image(self, scale: float) -> QImage:
        """A picture of it on white, so many dots to a pixel of the figure."""
        size = (max(1, round(self.figure.width * scale)), max(1, round(self.figure.height * scale)))
        made = QImage(*size, QImage.Format.Format_RGB32)
        made.fill(0xFFFFFFFF)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(size[0] / self.figure.width, size[1] / self.figure.height)
        self._drawn.figure(painter, self.figure)
        painter.end()
        return made


class StoryPages:
    """The pages of a document. `compose` sets them step by step; `endless` makes one long page without a number, as
    formats have it that know no pages; `keeps` is that of its chart's painter."""

    def __init__(
        self, document: StoryDocument, *, faces: Faces, drawn: Drawn, endless: bool = False, keeps: bool = False
    ) -> None:
        self._source = document
        chart = document.chart
        self._chart = ChartPainter(chart, drawn=drawn, keeps=keeps) if chart is not None else None
        self._endless = endless
        self._chart_block: QTextBlock | None = None
        self._document = ClosedDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        self._document.setUseDesignMetrics(True)
        self._document.setIndentWidth(26)
        inside = self._inside()
        if endless:
            self._document.setTextWidth(inside.width())
        else:
            self._document.setPageSize(inside.size())
        self._setter = Setter(self._document, faces=faces, own_marks=True)
        self._faces = faces

    @property
    def size(self) -> QSizeF:
        """A whole sheet, in pixels of 96 to the inch."""
        wide, high = self._source.page_size.millimetres
        if self._endless:
            return QSizeF(wide * _MM, self._document.size().height() + 2 * MARGIN_MM * _MM)
        return QSizeF(wide * _MM, high * _MM)

    @property
    def page_count(self) -> int:
        """How many pages there are by now."""
        return 1 if self._endless else self._document.pageCount()

    def compose(self) -> Iterator[None]:
        """Set the document, with a stop every few milliseconds."""
        for _pause in self._write(self._setter):
            self._document.size()  # lays out what is new; at the end of everything that would take its time at once
            yield

    def _write(self, setter: Setter) -> Iterator[None]:
        source = self._source
        setter.title(source.named, below=source.below_title)
        yield
        if source.chart is not None:
            self._chart_block = setter.room(source.chart.height * self._chart_scale())
            setter.caption(source.chart_words)
            yield
        yield from setter.blocks(source.blocks)
        yield from setter.moments(source.moments)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint the page of that number, from 0, on a painter whose unit is a pixel of 96 to the inch."""
        inside = self._inside()
        top = number * inside.height() if not self._endless else 0.0
        high = self._document.size().height() if self._endless else inside.height()
        painter.save()
        painter.translate(inside.left(), inside.top() - top)
        seen = QRectF(0, top, inside.width(), high)
        if painter.hasClipping():
            seen = seen.intersected(painter.clipBoundingRect())
        self._document.drawContents(painter, seen)
        self._paint_chart(painter, seen)
        self._paint_marks(painter, seen)
        painter.restore()
        if not self._endless:
            self._paint_number(painter, number, inside)

    def close(self) -> None:
        """Let everything go."""
        self._document.clear()

    def _paint_chart(self, painter: QPainter, seen: QRectF) -> None:
        chart = self._chart
        if chart is None or self._chart_block is None:
            return
        place = self._document.documentLayout().blockBoundingRect(self._chart_block)
        if not place.intersects(seen):
            return
        painter.save()
        painter.translate(place.topLeft())
        scale = self._chart_scale()
        painter.scale(scale, scale)
        chart.paint(painter)
        painter.restore()

    def _paint_marks(self, painter: QPainter, seen: QRectF) -> None:
        font = sized(self._faces.serif, TEXT)
        measure = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(INK))
        for block, mark in self._setter.marks:
            layout = block.layout()
            if layout.lineCount() and layout.boundingRect().translated(layout.position()).intersects(seen):
                line = layout.lineAt(0)
                right = layout.position().x() + line.x() - _FROM_MARK
                base = layout.position().y() + line.y() + line.ascent()
                painter.drawText(QPointF(right - measure.horizontalAdvance(mark), base), mark)

    def _paint_number(self, painter: QPainter, number: int, inside: QRectF) -> None:
        painter.save()
        painter.setFont(sized(self._faces.sans, _NUMBER))
        painter.setPen(QColor(MUTED))
        below = QRectF(inside.left(), inside.bottom() + _BELOW, inside.width(), 24)
        where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, where, f"{number + 1} / {self.page_count}")
        painter.restore()

    def _chart_scale(self) -> float:
        return self._inside().width() / self._source.chart.width if self._source.chart is not None else 1.0

    def _inside(self) -> QRectF:
        wide, high = self._source.page_size.millimetres
        margin = MARGIN_MM * _MM
        return QRectF(margin, margin, wide * _MM - 2 * margin, high * _MM - 2 * margin)


class TextPage(StoryPages):
    """Lines of plain text as they are, on one long page."""

    def __init__(self, text: str, document: StoryDocument, *, faces: Faces, drawn: Drawn) -> None:
        """`document` has the paper."""
        super().__init__(document, faces=faces, drawn=drawn, endless=True)
        self._chart = None
        self._lines = text.split("\n")

    def _write(self, setter: Setter) -> Iterator[None]:
        for first in range(0, len(self._lines), _LINES):
            setter.lines("\n".join(self._lines[first : first + _LINES]))
            yield
