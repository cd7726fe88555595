"""Themes and moments as rows: what each says, whether the text has touched it, and what it puts into the text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from allydesk.story.lifeline import Lifeline, Moment
from allydesk.story.outline import heading, one_line, opening_of, outline_of
from allydesk.ui.journal.words import counted
from allydesk.ui.story.telling.pieces import PIECE_FORMAT, Piece, piece_mime

ROW = Qt.ItemDataRole.UserRole
"""The `PieceRow` of an index."""
NAMELESS_THEME, NAMELESS_MOMENT, LOOSE = "A theme without a name", "A moment without a title", "Without a theme"

Index = QModelIndex | QPersistentModelIndex


class RowKind(Enum):
    """What a row is. The head of the moments that no theme has can not be put anywhere."""

    THEME = "theme"
    MOMENT = "moment"
    LOOSE = "loose"


@dataclass(frozen=True, slots=True)
class PieceRow:
    """`key` is the id of the theme or moment, `detail` the second, quiet part: a date, or how many moments. `shade` is
    the pair of colour and pattern a theme is shown in."""

    kind: RowKind
    key: str
    title: str
    detail: str
    piece: Piece
    touched: bool = False
    shade: int = 0

    @property
    def said(self) -> str:
        """All of it, for a screen reader."""
        state = "in the text" if self.touched else "not in the text yet"
        parts = [self.title, self.detail] if self.kind is RowKind.LOOSE else [self.title, self.detail, state]
        return ", ".join(part for part in parts if part)


def rows_of(lifeline: Lifeline, *, when: Callable[[Moment], str]) -> list[PieceRow]:
    """The rows: each theme and below it its moments in time. `when` says a moment's date in words."""
    rows: list[PieceRow] = []
    sections = outline_of(lifeline)
    for section in sections:
        theme, number = section.theme, counted(len(section.moments), "moment", "moments")
        if theme is not None:
            name = one_line(theme.name)
            piece = Piece(heading(name), write_below=True)
            rows.append(PieceRow(RowKind.THEME, theme.id, name or NAMELESS_THEME, number, piece, shade=theme.shade))
        elif len(sections) > 1:
            rows.append(PieceRow(RowKind.LOOSE, "", LOOSE, number, Piece("")))
        rows.extend(_moment_row(moment, when(moment)) for moment in section.moments)
    return rows


def _moment_row(moment: Moment, when: str) -> PieceRow:
    title = one_line(moment.title) or NAMELESS_MOMENT
    return PieceRow(RowKind.MOMENT, moment.id, title, one_line(when), Piece(opening_of(moment, when=when)))


class PieceModel(QAbstractListModel):
    """The rows for a view to show, and to drag from."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PieceRow] = []

    def row_at(self, index: Index) -> PieceRow | None:
        """The row of an index; None for none."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def place_of(self, key: str) -> int:
        """The first row with this key, -1 without one."""
        return next((place for place, row in enumerate(self._rows) if row.key == key), -1)

    def show_rows(self, rows: Sequence[PieceRow]) -> None:
        """Show these instead; what was touched stays so until it is measured anew. Nothing happens when they are the
        same."""
        keys = {row.key for row in self._rows if row.touched}
        wanted = [replace(row, touched=row.key in keys) for row in rows]
        if wanted != self._rows:
            self.beginResetModel()
            self._rows = wanted
            self.endResetModel()

    def show_touched(self, keys: frozenset[str]) -> None:
        """Mark those of these ids as touched, and no others."""
        changed = [place for place, row in enumerate(self._rows) if row.touched != (row.key in keys)]
        for place in changed:
            self._rows[place] = replace(self._rows[place], touched=not self._rows[place].touched)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says; `ROW` is the row itself."""
        row = self.row_at(index)
        if row is None:
            return None
        found: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: row.title,
            Qt.ItemDataRole.AccessibleTextRole: row.said,
            Qt.ItemDataRole.ToolTipRole: row.said,
            ROW: row,
        }
        return found.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each can be chosen and dragged, if it has anything to put into the text."""
        row = self.row_at(index)
        if row is None or row.kind is RowKind.LOOSE:
            return Qt.ItemFlag.ItemIsEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return usual | Qt.ItemFlag.ItemIsDragEnabled if row.piece.text else usual

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """What a drag carries."""
        return [PIECE_FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """The piece of the first of these."""
        rows = [row for index in indexes if (row := self.row_at(index)) is not None]
        return piece_mime(rows[0].piece) if rows else QMimeData()

    def supportedDragActions(self) -> Qt.DropAction:  # noqa: N802 - Qt's name
        """It stays where it is dragged from."""
        return Qt.DropAction.CopyAction
