"""How the parts of the editor stand above one another, and how wide their margins are."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.ui.journal.plain import PAGE_EDGE
from allydesk.ui.journal.trashbar import MARGIN
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import frame

if TYPE_CHECKING:
    from allydesk.ui.journal.editor import Editor

MARGIN_NARROW = 24
"""Pixels at either side of the column where the page is narrower than `_NARROW`, instead of `MARGIN`."""
_NARROW = 520
_RIGHT_FIRST = 60
"""Of the room to spare, what stays on the right before the column moves towards the middle."""
_SHORT = 480
"""Pixels at a text scale of 1: in a lower page the tags and the files make room while one looks for words in it."""
_ALONE_TOP = 40
"""Pixels above the title in focus mode."""


class PageFrame(QWidget):
    """Head, title, chips, text, links, files and foot, one below the other in one column."""

    def __init__(self, *, editor: "Editor", body: QWidget, look: Look) -> None:
        super().__init__()
        self._look = look
        self._editor = editor
        self._alone = False
        self._crowded = False
        self._rule = frame("rule")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._chip_row = QVBoxLayout()
        self._chip_row.addWidget(editor.tags)
        self._lines.addWidget(editor.title)
        self._lines.addLayout(self._chip_row)
        self._above = QVBoxLayout()
        self._above.addWidget(editor.find_bar)
        self._below = QVBoxLayout()
        self._below.setSpacing(0)
        self._below.addWidget(editor.links)
        self._below.addWidget(editor.moments)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        for part in (editor.head, editor.trouble, editor.offer, editor.trashed):
            self.column.addWidget(part)
        self.column.addLayout(self._lines)
        self.column.addLayout(self._above)
        self.column.addWidget(body, 1)
        self.column.addLayout(self._below)
        self.column.addWidget(self._rule)
        self.column.addWidget(editor.foot)
        editor.find_bar.installEventFilter(self)

    def add_below(self, part: QWidget) -> None:
        """Put a part between the text and the foot, within the column's margins."""
        self._below.addWidget(part)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The find bar came or went."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._make_room()
        return super().eventFilter(watched, event)

    def show_alone(self, alone: bool) -> None:
        """Leave only the title, the text, and a quiet head and foot."""
        self._alone = alone
        self._rule.setVisible(not alone)
        self._show_parts()
        self.set_margins()

    def _make_room(self) -> None:
        crowded = not self._editor.find_bar.isHidden() and self.height() < self._look.scaled(_SHORT)
        if crowded != self._crowded:
            self._crowded = crowded
            self._show_parts()

    def _show_parts(self) -> None:
        hidden = self._alone or self._crowded
        self._editor.tags.setVisible(not hidden)
        for place in range(self._below.count()):
            item = self._below.itemAt(place)
            part = item.widget() if item is not None else None
            if part is not None:
                part.setMaximumHeight(0 if hidden else _WHOLE)

    def set_margins(self) -> None:
        """Fit the column into the present width."""
        self._make_room()
        editor = self._editor
        wide = editor.width()
        margin = MARGIN if wide >= _NARROW else MARGIN_NARROW
        column = editor.text.column_width()
        first = 0 if self._alone else _RIGHT_FIRST
        left = margin + max(0, wide - column - 2 * margin - first) // 2
        right = max(margin, wide - left - column)
        edge = right if self._alone else margin
        editor.head.row.setContentsMargins(left - 4, 11, edge - 6, 7)
        self._lines.setContentsMargins(left - PAGE_EDGE, _ALONE_TOP if self._alone else 0, margin, 0)
        self._chip_row.setContentsMargins(PAGE_EDGE, 9, 0, 14)
        self._above.setContentsMargins(left, 0, margin, 0)
        self._below.setContentsMargins(left - 4, 0, margin, 4)
        editor.foot.row.setContentsMargins(left, 6, edge - 4, 8)
        editor.offer.set_margin(left)
        editor.text.set_page(left=left, right=right)
        editor.reading.set_page(left=left, right=right)


_WHOLE = 16_777_215
"""QWIDGETSIZE_MAX: no limit."""
