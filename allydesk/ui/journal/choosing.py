"""The small list under the search field: it proposes, and stays out of the way until it is asked."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from allydesk.ui.journal.proposing import Proposal
from allydesk.ui.theme import Look, Tone

_NOTE = Qt.ItemDataRole.UserRole
_SIDE = 12
_ABOVE = 6
_GAP = 4
"""Pixels between the field and the list."""
_LINE = 40
"""Pixels of the line it must not cover when it stands above."""


class _Lines(QStyledItemDelegate):
    """A proposal on the left, its note in small on the right."""

    def __init__(self, *, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, QFontMetrics(self._look.ui_font()).height() + 2 * _ABOVE)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colour = self._look.palette.colour
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, colour(Tone.SELECTION))
        inside = area.adjusted(_SIDE, 0, -_SIDE, 0)
        small = self._look.ui_font(size=13)
        note = str(index.data(_NOTE))
        taken = QFontMetrics(small).horizontalAdvance(note)
        painter.setFont(small)
        painter.setPen(colour(Tone.MUTED))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, note)
        font = self._look.ui_font()
        room = max(0, inside.width() - taken - _SIDE)
        shown = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(colour(Tone.INK))
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class ProposalList(QListWidget):
    """Shown over the page beneath a field, which keeps the keyboard; nothing in it is chosen until somebody does."""

    taken = Signal(object)
    """A Proposal."""

    def __init__(self, *, below: QWidget, look: Look) -> None:
        super().__init__(below)
        self._below = below
        self._look = look
        self._proposals: tuple[Proposal, ...] = ()
        self.setAccessibleName("Proposals for the search")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Lines(look=look, parent=self))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.itemClicked.connect(lambda item: self._take(self.row(item)))
        self.hide()

    def offer(self, found: Sequence[Proposal], *, at: QRect | None = None) -> None:
        """Show these, or nothing: beneath the field, or beneath a place in it."""
        if tuple(found) == self._proposals and found and self.isVisible():
            return
        self._proposals = tuple(found)
        self.clear()
        for proposal in found:
            item = QListWidgetItem(proposal.label)
            item.setData(_NOTE, proposal.note)
            spoken = f"{proposal.label}, {proposal.note}" if proposal.note else proposal.label
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.addItem(item)
        self.setCurrentRow(-1)
        self.setVisible(bool(found))
        if found:
            self._place(at or self._below.rect())

    def withdraw(self) -> None:
        """Show nothing."""
        self.offer(())

    @property
    def is_chosen(self) -> bool:
        """Whether one of them is marked, so that Return takes it."""
        return self.isVisible() and self.currentRow() >= 0

    def step(self, down: int) -> None:
        """Mark the next one, or the one before; before the first, none is."""
        self.setCurrentRow(min(self.currentRow() + down, self.count() - 1) if self.currentRow() + down >= 0 else -1)

    def take(self) -> None:
        """Take the one that is marked."""
        self._take(self.currentRow())

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._proposals):
            proposal = self._proposals[row]
            self.withdraw()
            self.taken.emit(proposal)

    def _place(self, place: QRect) -> None:
        window = self._below.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        corner = self._below.mapTo(window, place.bottomLeft() + QPoint(0, _GAP))
        height = sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * self.frameWidth() + 2
        if corner.y() + height > window.height() and corner.y() > window.height() // 2:
            corner.setY(corner.y() - height - self._look.scaled(_LINE))
        width = min(place.width(), window.width() - corner.x() - _GAP)
        self.setGeometry(corner.x(), corner.y(), width, min(height, window.height() - corner.y() - _GAP))
        self.show()
        self.raise_()
