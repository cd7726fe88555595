"""Beside the page: the themes and their moments, to be put into the text."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from allydesk.ui.story.telling.piecelist import PieceList
from allydesk.ui.story.telling.piecerows import PieceRow
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_BESIDE = "Drag one into the text, or press Enter. A tick says that the text has touched it."
_ALONE = "Press Enter to put one into the text. A tick says that the text has touched it."
_NOTHING = (
    "Your moments and themes will stand here, to be drawn on while you write. You can write without them, and add some "
    "at any time."
)


class ThemesTab(QWidget):
    """The list and its button; or, while there is nothing in it, the way to the steps where there will be."""

    put_asked = Signal(object)
    left = Signal()
    step_asked = Signal(str)

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self.list = PieceList(look=look)
        self.put = button("Put into the story", "outlined")
        self.lifeline = button("To your lifeline", "text")
        self.themes = button("To your themes", "text")
        self._how = label(_BESIDE, "small", wrap=True)
        self._full, self._empty = QWidget(), QWidget()
        self._lay_out()
        self.put.clicked.connect(lambda _checked: self.list.put_chosen())
        self.list.put_asked.connect(self.put_asked)
        self.list.left.connect(self.left)
        self.list.chosen.connect(self._can_put)
        self.lifeline.clicked.connect(lambda _checked: self.step_asked.emit("lifeline"))
        self.themes.clicked.connect(lambda _checked: self.step_asked.emit("themes"))
        self.show_rows(())

    def show_rows(self, rows: Sequence[PieceRow]) -> None:
        """Show these."""
        self.list.show_rows(rows)
        self._stack.setCurrentWidget(self._full if rows else self._empty)
        self._can_put()

    def show_alone(self, *, alone: bool) -> None:
        """Whether the text is not to be seen beside it, so that nothing can be dragged there."""
        self._how.setText(_ALONE if alone else _BESIDE)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self.list.take_look()

    def _can_put(self) -> None:
        self.put.setEnabled(self.list.piece is not None)

    def _lay_out(self) -> None:
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(10)
        full.addWidget(self._how)
        full.addWidget(self.list, 1)
        foot = Flow()
        foot.add(self.put)
        full.addWidget(foot)
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(0, 0, 0, 0)
        empty.setSpacing(8)
        empty.addWidget(label(_NOTHING, "muted", wrap=True))
        ways = Flow(spacing=16)
        ways.add(self.lifeline)
        ways.add(self.themes)
        empty.addWidget(ways)
        empty.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self._empty)
