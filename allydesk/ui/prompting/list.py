"""Prompts one below the other, each with as many lines as it needs, the favourites with a star."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from allydesk.journal.prompt import Prompt
from allydesk.ui.icons import GRID
from allydesk.ui.theme import Look, Tone

_ID = Qt.ItemDataRole.UserRole
_SIDES = 40
"""What the style takes of a row's width for its padding and its frame, with a little to spare, in pixels."""
_ABOVE_AND_BELOW = 20
_ANY = 10_000


class _Rows(QStyledItemDelegate):
    """Gives rows their height. Qt's own forgets the style sheet's padding, and cuts off some last words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the words need at the list's present width."""
        view = self.parent()
        if not isinstance(view, QListView):
            return super().sizeHint(option, index)
        taken = _SIDES + view.iconSize().width() + 8 if index.data(Qt.ItemDataRole.DecorationRole) else _SIDES
        room = QRect(0, 0, max(view.viewport().width() - taken, 40), _ANY)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        needed = QFontMetrics(view.font()).boundingRect(room, Qt.TextFlag.TextWordWrap.value, text)
        return QSize(40, needed.height() + _ABOVE_AND_BELOW)


class PromptList(QListWidget):
    """Shows prompts and says which is chosen."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName("Prompts")
        self.setItemDelegate(_Rows(self))
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the width is the same, always
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.take_look()

    @property
    def chosen_id(self) -> str:
        """The id of the prompt that is chosen, "" when none is."""
        row = self.currentRow()
        return "" if row < 0 else str(self.item(row).data(_ID))

    def show_prompts(self, prompts: Sequence[Prompt], *, choose: str) -> None:
        """Show these, without a word. Chosen is the one with that id, or whichever has come to its place."""
        before = max(self.currentRow(), 0)
        star = self._look.icon("star-full", Tone.ACCENT)
        self.blockSignals(True)
        self.clear()
        for prompt in prompts:
            item = QListWidgetItem(prompt.text)
            item.setData(_ID, prompt.id)
            if prompt.favourite:
                item.setIcon(star)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Favourite: {prompt.text}")
            self.addItem(item)
        ids = [prompt.id for prompt in prompts]
        if ids:
            self.setCurrentRow(ids.index(choose) if choose in ids else min(before, len(ids) - 1))
        self.blockSignals(False)

    def take_look(self) -> None:
        """Take the look's present sizes and colours."""
        line = self._look.palette.colour(Tone.LINE).name()
        self.setStyleSheet(f"QListView::item {{ padding: 6px 14px; border-bottom: 1px solid {line}; }}")
        side = self._look.scaled(GRID)
        self.setIconSize(QSize(side, side))
