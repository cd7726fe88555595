"""Pictures that stand in the text: room for them, and their painting."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from allydesk.ui.journal.formats import TEXT_SIZE
from allydesk.ui.journal.ornaments import Geometry, is_fenced
from allydesk.ui.journal.paragraph import picture_of
from allydesk.ui.journal.picturesource import PictureSource
from allydesk.ui.journal.plain import PAGE_EDGE
from allydesk.ui.journal.styled import StyledDocument
from allydesk.ui.theme import Look

TALLEST = 420
"""Pixels at 100 %."""
_AROUND = 16
"""Pixels, above and below together."""
_HUNDRED = 100.0
_NO_WIDTH = 0.02


class PicturesInText(QObject):
    """Paints the pictures of one field's text where a paragraph is a picture's link and nothing else."""

    def __init__(self, field: QTextEdit, *, look: Look, geometry: Geometry) -> None:
        super().__init__(field)
        self._field = field
        self._look = look
        self._geometry = geometry
        self._source: PictureSource | None = None
        self._width = 0
        # Several arrive together; the text is laid out once for all of them.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.make_room)

    def show_from(self, source: PictureSource | None) -> None:
        """Take the pictures from here from now on."""
        if self._source is not None:
            self._source.arrived.disconnect(self._soon.start)
        self._source = source
        if source is not None:
            source.arrived.connect(self._soon.start)
        self.make_room()

    def make_room(self) -> None:
        """Give every picture the room it needs at the present width."""
        document = self._field.document()
        self._width = self._room()
        if isinstance(document, StyledDocument):
            document.restyle_pictures()
        self._field.viewport().update()

    def fit(self) -> None:
        """The field may be another width than before."""
        if self._source is not None and self._room() != self._width:
            self.make_room()

    def tall(self, target: str) -> QTextCharFormat | None:
        """The format of a character that makes room for a picture: nothing to see, no width, and as high as that."""
        size = self._shown_size(target)
        document = self._field.document()
        if size is None or not isinstance(document, StyledDocument):
            return None
        font = QFont(self._look.reading_font(size=TEXT_SIZE))
        font.setPointSizeF(_HUNDRED)
        made = QTextCharFormat()
        height = (size.height() + _AROUND) / document.proportion
        made.setFontPointSize(_HUNDRED * height / QFontMetricsF(font).height())
        made.setForeground(Qt.GlobalColor.transparent)
        made.setFontLetterSpacingType(QFont.SpacingType.PercentageSpacing)
        made.setFontLetterSpacing(_NO_WIDTH)
        return made

    def paint(self, painter: QPainter, blocks: Iterable[QTextBlock], *, shown: range) -> None:
        """Paint those that are here."""
        if self._source is None:
            return
        for block in blocks:
            target = self._target(block)
            if target is None or block.blockNumber() in shown:
                continue
            place = self._place(block, target)
            if place is None:
                continue
            picture = self._source.picture(target, width=place.width())
            if picture is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawPixmap(place, picture)

    def at(self, point: QPoint) -> str | None:
        """What the link of the picture that is there says."""
        block = self._field.cursorForPosition(point).block()
        target = self._target(block)
        place = self._place(block, target) if target is not None else None
        return target if place is not None and place.contains(point) else None

    def _target(self, block: QTextBlock) -> str | None:
        return None if block.length() == 1 or is_fenced(block) else picture_of(block.text())

    def _place(self, block: QTextBlock, target: str) -> QRect | None:
        size = self._shown_size(target)
        if size is None:
            return None
        corner: QPointF = self._geometry.rect(block).topLeft() + QPointF(0, _AROUND / 2)
        return QRectF(corner, size.toSizeF()).toRect()

    def _room(self) -> int:
        return max(1, self._field.viewport().width() - 2 * PAGE_EDGE)

    def _shown_size(self, target: str) -> QSize | None:
        natural = self._source.size(target) if self._source is not None else None
        if natural is None or natural.isEmpty():
            return None
        most = QSize(self._room(), self._look.scaled(TALLEST))
        if natural.width() <= most.width() and natural.height() <= most.height():
            return natural
        return natural.scaled(most, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
