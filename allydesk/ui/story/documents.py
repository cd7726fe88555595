"""What of an export needs Qt: PDF, OpenDocument and PNG. It works without a window, and on any thread.

Everything is drawn in the light theme's colours on white, whatever the window looks like.
"""

from itertools import chain
from pathlib import Path
from typing import Self

from PySide6.QtCore import QBuffer, QMarginsF, QSizeF, QUrl
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocumentWriter,
    QTextImageFormat,
)

from allydesk.errors import Code, StoryError
from allydesk.progress import Progress, unreported
from allydesk.story.chart.primitives import Figure
from allydesk.transfer.story.document import PageSize, StoryDocument
from allydesk.transfer.story.open_document import finished
from allydesk.transfer.story.svg import check_size
from allydesk.ui.fonts import load_families, make_fixed_font, make_font
from allydesk.ui.palette import Palette, load_palette
from allydesk.ui.paper.view import Pages
from allydesk.ui.rendering import ClosedDocument
from allydesk.ui.story.document_pages import DPI, MARGIN_MM, ChartPainter, Drawn, StoryPages, TextPage
from allydesk.ui.story.document_setting import Faces, Setter, sized
from allydesk.ui.theme import Look

MOST_PIXELS = 100_000_000
"""In one picture: 400 MB while it is drawn, and more than most programs open."""
_PDF_DPI = 600
_CHART_MARGIN_MM = 12.0
_PICTURE_SCALE = 2.0
"""Of a chart inside OpenDocument, which is 166 mm wide: about 220 dots to the inch."""
_MM = DPI / 25.4
_CREATOR = "Allydesk"


class QtDrawing:
    """Draws. Needs a `QGuiApplication`, of any platform."""

    def __init__(self, *, faces: Faces, palette: Palette) -> None:
        self._faces = faces
        self._drawn = Drawn(palette=palette, font=self._font)

    @classmethod
    def of(cls, look: Look, *, resources: Path) -> Self:
        """In the look's type."""
        return cls(faces=Faces.of(look), palette=load_palette(resources / "themes", "light"))

    @classmethod
    def plain(cls, *, resources: Path) -> Self:
        """In the application's own type, where there is no look: for the command line."""
        families = load_families()
        serif = make_font(families.serif, pixels=15, scale=1, semibold=False)
        sans = make_font(families.sans, pixels=15, scale=1, semibold=False)
        faces = Faces(serif=serif, sans=sans, fixed=make_fixed_font(pixels=15, scale=1))
        return cls(faces=faces, palette=load_palette(resources / "themes", "light"))

    def measure(self, text: str, size: float) -> float:
        """How wide a line of the chart's type is at a size, in pixels."""
        return QFontMetricsF(self._font(size)).horizontalAdvance(text)

    def pages_of(self, document: StoryDocument, *, endless: bool = False, keeps: bool = False) -> StoryPages:
        """The pages as they will be, still to be composed; see `StoryPages`."""
        return StoryPages(document, faces=self._faces, drawn=self._drawn, endless=endless, keeps=keeps)

    def text_page(self, text: str, document: StoryDocument) -> TextPage:
        """A text as it is, on the document's paper, still to be composed."""
        return TextPage(text, document, faces=self._faces, drawn=self._drawn)

    def chart_page(self, figure: Figure, page_size: PageSize | None = None, *, keeps: bool = False) -> "ChartPage":
        """The chart on a sheet that lies on its side, or, without a size, on a ground of its own size. `keeps` as for
        `ChartPainter`."""
        return ChartPage(figure, drawn=self._drawn, page_size=page_size, keeps=keeps)

    def pdf_of(self, document: StoryDocument, progress: Progress = unreported) -> bytes:
        """The document as PDF, its chart as lines and not as a picture. Raises `Cancelled` when `progress` does."""
        pages = self.pages_of(document)
        for step, _pause in enumerate(pages.compose()):
            progress(step, 0)
        try:
            return _pdf(pages, title=document.named, author=document.author, progress=progress)
        finally:
            pages.close()

    def chart_pdf(self, figure: Figure, *, page_size: PageSize = PageSize.A4, title: str = "Lifeline") -> bytes:
        """The chart on one page that lies on its side, as large as fits."""
        check_size(figure)
        return _pdf(self.chart_page(figure, page_size), title=title, author="", progress=unreported)

    def chart_png(self, figure: Figure, scale: float) -> bytes:
        """The chart as PNG, so many dots to a pixel of the figure. Raises `StoryError(CHART_TOO_LARGE)`."""
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        self._image(figure, scale).save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes
        return bytes(buffer.data().data())

    def odt_of(self, document: StoryDocument, progress: Progress = unreported) -> bytes:
        """The document as OpenDocument text, its chart as a picture in it. Raises `Cancelled` when `progress` does."""
        made = _WithPicture()
        made.setUndoRedoEnabled(False)
        made.setIndentWidth(26)
        setter = Setter(made, faces=self._faces)
        setter.title(document.named, below=document.below_title)
        if document.chart is not None:
            made.image = self._image(document.chart, _PICTURE_SCALE)
            setter.picture(_picture_format(document))
            setter.caption(document.chart_words)
        progress(0, 0)
        for step, _pause in enumerate(chain(setter.blocks(document.blocks), setter.moments(document.moments))):
            progress(step, 0)
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QTextDocumentWriter(buffer, b"odf")
        writer.write(made)
        levels = _heading_levels(made)
        made.clear()
        return finished(bytes(buffer.data().data()), document, levels=levels)

    def _font(self, size: float) -> QFont:
        return sized(self._faces.sans, size)

    def _image(self, figure: Figure, scale: float) -> QImage:
        check_size(figure)
        if figure.width * scale * figure.height * scale > MOST_PIXELS:
            raise StoryError(Code.CHART_TOO_LARGE)
        return ChartPainter(figure, drawn=self._drawn, keeps=False).image(scale)


class ChartPage:
    """A chart as one page; see `QtDrawing.chart_page`."""

    page_count = 1

    def __init__(self, figure: Figure, *, drawn: Drawn, page_size: PageSize | None, keeps: bool) -> None:
        self._chart: ChartPainter | None = ChartPainter(figure, drawn=drawn, keeps=keeps)
        wide, high = figure.width, figure.height
        if page_size is not None:
            high, wide = (side * _MM for side in page_size.millimetres)
        self._size = QSizeF(wide, high)
        margin = _CHART_MARGIN_MM * _MM if page_size is not None else 0.0
        self._scale = min((wide - 2 * margin) / figure.width, (high - 2 * margin) / figure.height)

    @property
    def size(self) -> QSizeF:
        """The whole sheet, in pixels of 96 to the inch."""
        return self._size

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint the chart in the middle of the sheet; there is no other `number` than 0."""
        chart = self._chart
        if chart is None or number:
            return
        painter.save()
        across = self._size.width() - chart.figure.width * self._scale
        down = self._size.height() - chart.figure.height * self._scale
        painter.translate(across / 2, down / 2)
        painter.scale(self._scale, self._scale)
        chart.paint(painter)
        painter.restore()

    def close(self) -> None:
        """Let the chart go."""
        self._chart = None


class _WithPicture(ClosedDocument):
    """Knows one picture of its own, and nothing else."""

    image: QImage | None = None

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # type: ignore[override]  # Qt takes a picture too
        """The picture; something empty, and not None, for anything else."""
        asked = name.toString() if isinstance(name, QUrl) else name
        return self.image if asked == _PICTURE and self.image is not None else super().loadResource(kind, name)


_PICTURE = "lifeline"


def _heading_levels(made: ClosedDocument) -> list[int]:
    """For each paragraph the level of the heading it is, 0 for none."""
    levels = []
    block = made.begin()
    while block.isValid():
        levels.append(block.blockFormat().headingLevel())
        block = block.next()
    return levels


def _picture_format(document: StoryDocument) -> QTextImageFormat:
    form = QTextImageFormat()
    form.setName(_PICTURE)
    wide = (document.page_size.millimetres[0] - 2 * MARGIN_MM) * _MM
    chart = document.chart
    form.setWidth(wide)
    form.setHeight(wide * chart.height / chart.width if chart is not None else wide)
    return form


def _pdf(pages: Pages, *, title: str, author: str, progress: Progress) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_PDF_DPI)
    writer.setTitle(title)
    writer.setCreator(_CREATOR)
    if author:
        writer.setAuthor(author)
    points = pages.size * (72 / DPI)
    upright = QSizeF(min(points.width(), points.height()), max(points.width(), points.height()))
    side = QPageLayout.Orientation.Landscape if points.width() > points.height() else QPageLayout.Orientation.Portrait
    layout = QPageLayout(QPageSize(upright, QPageSize.Unit.Point), side, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    writer.setPageLayout(layout)
    painter = QPainter(writer)
    try:
        scale = writer.logicalDpiX() / DPI
        painter.scale(scale, scale)
        for number in range(pages.page_count):
            progress(number, pages.page_count)
            if number:
                writer.newPage()
            pages.paint(painter, number)
    finally:
        painter.end()
    return bytes(buffer.data().data())
