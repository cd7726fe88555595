"""What is painted where a mark has receded: the dots of a list, the boxes of tasks, rules, and the ground of code."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTextBlock
from PySide6.QtWidgets import QTextEdit

from allydesk.ui.journal.markdown import Fence
from allydesk.ui.journal.paragraph import Item, is_rule, item_of
from allydesk.ui.journal.units import utf16_length
from allydesk.ui.theme import Look, Tone

_DOT, _BOX, _ROUND = 0.14, 0.74, 0.16
"""Of the type's size: a dot's radius, a box's side; and a box's corner, of its side."""
_FAR = 10_000
"""Pixels: wider than any page."""
_NEAR = 60
"""Paragraphs that are walked through before Qt is asked."""
_TICK = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.30))


class Geometry:
    """Where the paragraphs of a field are, in its viewport."""

    def __init__(self, field: QTextEdit) -> None:
        self._field = field
        self._last = 0

    def rect(self, block: QTextBlock) -> QRectF:
        """The whole paragraph."""
        found = self._field.document().documentLayout().blockBoundingRect(block)
        return found.translated(-self._field.horizontalScrollBar().value(), -self._field.verticalScrollBar().value())

    def blocks(self, area: QRect) -> Iterator[QTextBlock]:
        """The paragraphs of which something is in this part of the viewport, from the top."""
        height = self._field.document().documentLayout().blockBoundingRect
        scrolled = self._field.verticalScrollBar().value()
        block = self._first(max(0, area.top()))
        self._last = block.blockNumber()
        while block.isValid() and height(block).top() - scrolled <= area.bottom():
            yield block
            block = block.next()

    def _first(self, top: int) -> QTextBlock:
        """The paragraph at this height, looked for near the last one; asking Qt takes it a while in a new text."""
        document = self._field.document()
        scrolled = self._field.verticalScrollBar().value()
        height = document.documentLayout().blockBoundingRect
        block = document.findBlockByNumber(self._last) if scrolled else document.firstBlock()
        for _step in range(_NEAR if block.isValid() else 0):
            above = block.previous()
            if above.isValid() and height(block).top() - scrolled > top:
                block = above
                continue
            below = block.next()
            if not below.isValid() or height(below).top() - scrolled > top:
                return block
            block = below
        return self._field.cursorForPosition(QPoint(0, top)).block()

    def characters(self, block: QTextBlock, start: int, end: int) -> QRectF | None:
        """The room of some characters of one line, counted in UTF-16; None before the paragraph is laid out."""
        layout = block.layout()
        line = layout.lineForTextPosition(start)
        if not line.isValid():
            return None
        left, right = _x(line.cursorToX(start)), _x(line.cursorToX(end))
        corner = self.rect(block).topLeft() + QPointF(min(left, right), line.y())
        return QRectF(corner, line.rect().size()).adjusted(0, 0, abs(right - left) - line.rect().width(), 0)


def _x(found: object) -> float:
    """PySide hands out the place along with the character it belongs to."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]  # a number then


class Ornaments:
    """Paints them for one field. `hides` says whether the paragraph's marks have receded."""

    def __init__(self, field: QTextEdit, *, look: Look, geometry: Geometry) -> None:
        self._field = field
        self._look = look
        self._geometry = geometry

    def paint_ground(self, painter: QPainter, fenced: Iterable[QTextBlock]) -> None:
        """The ground of fenced paragraphs, down to where the next of them begins."""
        colour = self._look.palette.colour(Tone.SELECTION)
        for block in fenced:
            rect = self._geometry.rect(block)
            following = block.next()
            if following.isValid() and is_fenced(following):
                rect.setBottom(self._geometry.rect(following).top())
            painter.fillRect(QRect(QPoint(0, round(rect.top())), QPoint(_FAR, round(rect.bottom()) - 1)), colour)

    def paint(self, painter: QPainter, blocks: Iterable[QTextBlock], *, shown: range) -> None:
        """Dots, boxes and rules of all paragraphs but those whose marks are shown."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block in blocks:
            if block.length() == 1 or block.blockNumber() in shown or is_fenced(block):
                continue
            text = block.text()
            if is_rule(text):
                self._paint_rule(painter, block)
            elif (item := item_of(text)) is not None:
                self._paint_item(painter, block, text, item)

    def box_at(self, point: QPoint) -> QTextBlock | None:
        """The paragraph whose box is there, if one is."""
        block = self._field.cursorForPosition(point).block()
        item = None if is_fenced(block) else item_of(block.text())
        if item is None or item.box is None:
            return None
        place = self._geometry.characters(block, utf16_length(block.text()[: item.box]), _box_end(block, item))
        return block if place is not None and place.adjusted(-3, 0, 3, 0).contains(QPointF(point)) else None

    def _paint_item(self, painter: QPainter, block: QTextBlock, text: str, item: Item) -> None:
        if item.quote:
            prefix = text[: item.start]
            inner = item_of(text[item.start :])
            if inner is None or inner.quote:
                return
            item = _moved(inner, len(prefix))
        start = len(item.indent)
        if item.box is not None:
            place = self._geometry.characters(block, item.box, item.box + 3)
            if place is not None:
                self._paint_box(painter, place, done=item.done)
        elif not item.sign[0].isdigit():
            place = self._geometry.characters(block, start, start + 2)
            if place is not None:
                self._paint_dot(painter, place)

    def _paint_dot(self, painter: QPainter, place: QRectF) -> None:
        size = self._look.reading_font().pointSizeF() * 4 / 3
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.palette.colour(Tone.MUTED))
        middle = QPointF(place.left() + place.width() * 0.36, place.top() + place.height() * 0.55)
        painter.drawEllipse(middle, size * _DOT, size * _DOT)

    def _paint_box(self, painter: QPainter, place: QRectF, *, done: bool) -> None:
        palette = self._look.palette
        side = self._look.reading_font().pointSizeF() * 4 / 3 * _BOX
        box = QRectF(0, 0, side, side)
        box.moveCenter(QPointF(place.left() + side / 2 + 1, place.top() + place.height() * 0.53))
        painter.setPen(QPen(palette.colour(Tone.ACCENT if done else Tone.MUTED), 1.5))
        painter.setBrush(palette.colour(Tone.ACCENT) if done else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, side * _ROUND, side * _ROUND)
        if done:
            tick = QPainterPath()
            points = [box.topLeft() + QPointF(x * side, y * side) for x, y in _TICK]
            tick.moveTo(points[0])
            tick.lineTo(points[1])
            tick.lineTo(points[2])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.on_accent, side * 0.13, c=Qt.PenCapStyle.RoundCap))
            painter.drawPath(tick)

    def _paint_rule(self, painter: QPainter, block: QTextBlock) -> None:
        rect = self._geometry.rect(block)
        y = round(rect.top() + rect.height() * 0.42)
        painter.fillRect(QRectF(rect.left(), y, rect.width(), 1), self._look.palette.colour(Tone.LINE))


def is_fenced(block: QTextBlock) -> bool:
    """Whether a paragraph is code between two fences, or one of the fences."""
    inside, before = block.userState(), block.previous().userState()
    return inside > Fence.NONE or before > Fence.NONE


def _moved(item: Item, by: int) -> Item:
    box = None if item.box is None else item.box + by
    return Item(" " * (len(item.indent) + by), item.sign, item.start + by, box, item.done)


def _box_end(block: QTextBlock, item: Item) -> int:
    return utf16_length(block.text()[: item.start])
