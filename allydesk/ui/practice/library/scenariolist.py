"""The list of scenarios: the name of a family, and below it a card for each of its variants."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from allydesk.practice.library import Listed
from allydesk.ui.practice.library.painting import Chips, Writer, paint_card
from allydesk.ui.practice.library.rows import ROW, RowKind, ShelfModel, ShelfRow
from allydesk.ui.practice.library.shelf import key_of
from allydesk.ui.practice.library.tall import Index, TallDelegate, TallList
from allydesk.ui.theme import Look, Tone

_SIDE, _HIGH, _BETWEEN, _GAP = 18, 13, 6, 10
"""Pixels: beside a card's words, above and below them, between its parts, and below the card."""
_ABOVE_HEAD, _BELOW_HEAD = 18, 8
_BESIDE = 20
"""Pixels kept free between a title and what stands at its right."""
_WIDEST = 820
"""Pixels at a text scale of 1 that a sentence takes of the width, so that it can be read with ease."""


class _Part(NamedTuple):
    writer: "Writer | Chips"
    text: str | tuple[str, ...]
    height: int


class ScenarioDelegate(TallDelegate):
    """Paints one. Each row is laid out once for a width."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._width = 0
        self._laid: dict[int, tuple[ShelfRow, bool, list[_Part]]] = {}
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        look = self._look
        self._laid.clear()
        self._head = Writer(look.ui_font(size=16, semibold=True), look=look)
        self._title = Writer(look.ui_font(semibold=True), look=look)
        self._summary = Writer(look.ui_font(), look=look)
        self._small = Writer(look.ui_font(size=13), look=look, tone=Tone.MUTED)
        self._chips = Chips(look=look)
        self._widest = look.scaled(_WIDEST)

    def fit(self, width: int) -> None:
        """Rows are so wide from now on."""
        self._width = width
        self._laid.clear()

    def height(self, index: Index) -> int:
        """A card, or the name above some."""
        row: ShelfRow = index.data(ROW)
        if row.kind is RowKind.HEAD:
            above = self._look.scaled(_ABOVE_HEAD) if index.row() else 0
            return above + self._head.height(row.title, self._width) + _BELOW_HEAD
        _, parts = self._layout(index.row(), row)
        return 2 * _HIGH + sum(part.height for part in parts) + _BETWEEN * (len(parts) - 1) + _GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row: ShelfRow = index.data(ROW)
        area: QRect = option.rect
        painter.save()
        if row.kind is RowKind.HEAD:
            above = self._look.scaled(_ABOVE_HEAD) if index.row() else 0
            self._head.write(painter, area.adjusted(0, above, 0, 0), row.title)
        else:
            card = area.adjusted(0, 0, 0, -_GAP)
            paint_card(painter, card, option.state, look=self._look)
            self._paint_parts(painter, card.adjusted(_SIDE, _HIGH, -_SIDE, -_HIGH), index.row(), row)
        painter.restore()

    def _paint_parts(self, painter: QPainter, inside: QRect, number: int, row: ShelfRow) -> None:
        beside, parts = self._layout(number, row)
        top = inside.top()
        for writer, text, height in parts:
            place = QRect(inside.left(), top, inside.width(), height)
            if isinstance(writer, Chips):
                writer.paint(painter, place, text if isinstance(text, tuple) else ())
            else:
                writer.write(painter, place.adjusted(0, 0, min(0, self._widest - place.width()), 0), str(text))
            top += height + _BETWEEN
        if beside:
            line = QRect(inside.left(), inside.top(), inside.width(), self._title.line)
            self._small.write_line(painter, line, row.facts, right=True)

    def _layout(self, number: int, row: ShelfRow) -> tuple[bool, list[_Part]]:
        """Whether the facts stand beside the title, and the parts from above."""
        known = self._laid.get(number)
        if known is None or known[0] is not row:
            width = self._width - 2 * _SIDE
            beside = self._title.width(row.title) + _BESIDE + self._small.width(row.facts) <= width
            writers = [(self._title, row.title), (self._summary, row.summary), (self._small, row.contains)]
            if not beside:
                writers.insert(1, (self._small, row.facts))
            set_in = min(width, self._widest)
            parts = [_Part(writer, text, writer.height(text, set_in)) for writer, text in writers if text]
            if row.chips:
                parts.append(_Part(self._chips, row.chips, self._chips.height(row.chips, width)))
            known = self._laid[number] = (row, beside, parts)
        return known[1], known[2]


class ScenarioList(TallList):
    """`chosen` carries the `Listed` that somebody wants to look at."""

    chosen = Signal(object)

    def __init__(self, *, look: Look) -> None:
        self._rows = ShelfModel()
        self._paints = ScenarioDelegate(look=look)
        super().__init__("Scenarios", model=self._rows, delegate=self._paints)
        self.opened.connect(self._tell)

    @property
    def rows(self) -> Sequence[ShelfRow]:
        """What is shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[ShelfRow]) -> None:
        """Show these; keys act on the same scenario as before, if it is among them."""
        before = self.rows[self.currentIndex().row()].listed if self.currentIndex().isValid() else None
        self._rows.show_rows(rows)
        if before is not None and not self.currentIndex().isValid():
            for number, row in enumerate(rows):
                if row.listed is not None and key_of(row.listed) == key_of(before):
                    self.go_to(number)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._paints.take_look()
        self.fit()

    def _tell(self, index: QModelIndex) -> None:
        listed: Listed | None = self.rows[index.row()].listed
        if listed is not None:
            self.chosen.emit(listed)
