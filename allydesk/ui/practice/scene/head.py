"""Above a scene: where it is from, how far one is, and the ways out of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from allydesk.practice.playing import Play
from allydesk.ui.icons import GRID
from allydesk.ui.practice.scene.wording import progress_words
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import ElidedLabel, button, icon_button, label

_TITLE = 22.5
_NARROW = 460
"""Pixels at a text scale of 1."""


class SceneHead(QWidget):
    """Family and step, small; the title; and at the right what one always has at hand."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.where = ElidedLabel(mode=Qt.TextElideMode.ElideRight)
        self.title = label("", wrap=True)
        self.beside = button("Keep in mind", "text", name="Show skills and what to keep in mind")
        self.pause = button("Pause", "text", name="Pause (Escape)")
        self.more = icon_button("More for this scene")
        self.leave = button("Leave")
        self._lay_out()
        self.take_look()

    def show_play(self, play: Play) -> None:
        """Say where one is."""
        head = play.scenario.head
        self.where.setText(f"Scenario · {head.family} · {progress_words(play)}")
        self.title.setText(head.title)

    def clear(self) -> None:
        """Say nothing."""
        self.where.setText("")
        self.title.clear()

    def show_beside(self, *, offered: bool, shown: bool) -> None:
        """Whether what stands beside the scene has to be asked for, and whether it is shown in the scene's place."""
        self.beside.setVisible(offered)
        self.beside.setText("Back to the scene" if shown else "Keep in mind")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons stand beside the title, or below it where it would have no room."""
        super().resizeEvent(event)
        self._arrange()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.where.setFont(self._look.ui_font(size=13))
        self.title.setFont(self._look.reading_font(size=_TITLE, semibold=True))
        side = self._look.scaled(GRID)
        self.more.setIcon(self._look.icon("more", Tone.MUTED))
        self.more.setIconSize(QSize(side, side))
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self._look.scaled(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)

    def _lay_out(self) -> None:
        set_role(self.where, "small")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.where)
        words.addWidget(self.title)
        ways = QHBoxLayout()
        ways.setSpacing(10)
        for part in (self.beside, self.pause, self.more, self.leave):
            ways.addWidget(part)
        ways.insertStretch(0, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._row.addLayout(words, 1)
        self._row.addLayout(ways)
