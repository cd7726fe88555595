"""The parts of a page that began from a template: headings, and what is written under each."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from allydesk.ui.journal.ornaments import Geometry, is_fenced
from allydesk.ui.journal.paragraph import heading_of
from allydesk.ui.theme import Look, Tone

_HINT_SIZE = 16.5


class Parts:
    """Moves between the parts of one field's text, takes empty ones out, and paints the hints of those."""

    def __init__(self, field: QTextEdit, *, look: Look, geometry: Geometry) -> None:
        self._field = field
        self._look = look
        self._geometry = geometry
        self._hints: Mapping[str, str] = {}
        self._painted: list[QRect] = []

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Take these hints, by the words of their headings."""
        self._hints = {heading.strip(): hint for heading, hint in hints.items() if hint}
        self._field.viewport().update()

    def repaint(self) -> None:
        """Something was written; a hint may have to go."""
        for rect in self._painted:
            self._field.viewport().update(rect)
        self._painted.clear()

    def go(self, *, forward: bool) -> bool:
        """Put the caret at the end of the next or the previous part; False where there is none."""
        heading = _heading(self._field.textCursor().block(), forward=forward)
        if heading is None:
            return False
        cursor = QTextCursor(_last_written(heading))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self._field.setTextCursor(cursor)
        self._field.ensureCursorVisible()
        return True

    def skip(self) -> bool:
        """Take out the heading of the part the caret is in, if nothing is written under it; one step to undo."""
        block = self._field.textCursor().block()
        heading = block if is_heading(block) else _before(block)
        if heading is None or not _is_empty(heading):
            return False
        following = _heading_after(heading)
        cursor = QTextCursor(heading)
        if following is not None:
            cursor.setPosition(following.position(), QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._field.setTextCursor(cursor)
        return True

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint the hints of the empty parts that are in sight."""
        if not self._hints:
            return
        painter.setPen(self._look.palette.colour(Tone.MUTED))
        font = self._look.reading_font(size=_HINT_SIZE)
        font.setItalic(True)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        # A hint stands under its heading, which may itself lie above the part that is painted.
        for block in self._geometry.blocks(area.adjusted(0, -self._look.scaled(80), 0, 0)):
            heading = None if is_fenced(block) else heading_of(block.text())
            hint = self._hints.get(heading[1]) if heading is not None else None
            if hint and _is_empty(block):
                # Below the last paragraph of all there is no other yet, only the page.
                above = self._geometry.rect(block)
                top = self._geometry.rect(block.next()).top() if block.next().isValid() else above.bottom()
                place = QRectF(above.left() + 4, top, above.width() - 4, metrics.height())
                words = metrics.elidedText(hint, Qt.TextElideMode.ElideRight, place.width())
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
                self._painted.append(place.toRect().adjusted(-4, -2, 4, 4))


def is_heading(block: QTextBlock) -> bool:
    """Whether a paragraph is a heading."""
    return not is_fenced(block) and heading_of(block.text()) is not None


def _before(block: QTextBlock) -> QTextBlock | None:
    block = block.previous()
    while block.isValid() and not is_heading(block):
        block = block.previous()
    return block if block.isValid() else None


def _heading_after(block: QTextBlock) -> QTextBlock | None:
    block = block.next()
    while block.isValid() and not is_heading(block):
        block = block.next()
    return block if block.isValid() else None


def _heading(block: QTextBlock, *, forward: bool) -> QTextBlock | None:
    """The heading of the part after or before the one this paragraph is in."""
    if forward:
        return _heading_after(block)
    own = block if is_heading(block) else _before(block)
    return _before(own) if own is not None else None


def _last_written(heading: QTextBlock) -> QTextBlock:
    """The last paragraph of a part with anything in it; of an empty part, the first line under its heading."""
    last, block = heading, heading.next()
    while block.isValid() and not is_heading(block):
        if block.text().strip():
            last = block
        block = block.next()
    first = heading.next()
    return first if last == heading and first.isValid() and not is_heading(first) else last


def _is_empty(heading: QTextBlock) -> bool:
    block = heading.next()
    while block.isValid() and not is_heading(block):
        if block.text().strip():
            return False
        block = block.next()
    return True
