"""The rows of the command palette: what can be done, and the entries one can go to."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from allydesk.ui.theme import Look, Tone

ROW = Qt.ItemDataRole.UserRole + 1
_HEIGHT = 34
_SIDE = 14
_GAP = 16
_RADIUS = 6.0
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """`about` stands at the right, muted: the key of an action, the date of an entry. `key` is the entry's id or ""."""

    label: str
    group: str
    about: str = ""
    key: str = ""
    action: int = -1


def shortcut_in_words(shortcut: str) -> str:
    """A shortcut as this desktop writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


class Rows(QAbstractListModel):
    """What the palette shows now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, place: int) -> Row | None:
        """The row at a place, or None beyond either end."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row; what is read out says its group and its key too."""
        row = self.row(index.row())
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.label, row.group, row.about) if part)
        return None


class RowDelegate(QStyledItemDelegate):
    """Paints a row: the words at the left, what it belongs to and its key at the right."""

    def __init__(self, *, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All rows are of one height."""
        del option, index
        return QSize(200, self._look.scaled(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row = index.data(ROW)
        palette = self._look.palette
        place = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour(Tone.SELECTION))
            painter.drawRoundedRect(place.adjusted(0, 1, 0, -1), _RADIUS, _RADIUS)
        inside = place.adjusted(_SIDE, 0, -_SIDE, 0)
        small = self._look.ui_font(size=13)
        right = " · ".join(part for part in (row.group, row.about) if part)
        room = min(QFontMetricsF(small).horizontalAdvance(right), inside.width() / 2)
        painter.setFont(small)
        painter.setPen(palette.readable(Tone.MUTED, Tone.SELECTION))
        middle = Qt.AlignmentFlag.AlignVCenter
        elided = QFontMetricsF(small).elidedText(right, Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignRight, elided)
        font = self._look.ui_font()
        words = QFontMetricsF(font).elidedText(row.label, Qt.TextElideMode.ElideRight, inside.width() - room - _GAP)
        painter.setFont(font)
        painter.setPen(palette.colour(Tone.INK))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()
