"""The line above a story's title: which of the stories it is, how it stands with the vault, and what can be done."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from allydesk.ui.icons import GRID
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import ElidedLabel, button, icon_button

_STATE_WIDTH = 80
SHOW_BESIDE, HIDE_BESIDE = "Show themes, outline and questions", "Hide themes, outline and questions"


class StoryHead(QWidget):
    """On the left the way to the other stories; on the right the state, the versions, and the rest."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.stories = button("", "quiet")
        self.stories.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.state = ElidedLabel("", mode=Qt.TextElideMode.ElideRight)
        set_role(self.state, "small")
        self.versions = button("Versions", "quiet", name="Versions of this story")
        self.search = icon_button("Find in this story")
        self.more = icon_button("More")
        self.beside = icon_button(HIDE_BESIDE)
        self.row = QHBoxLayout(self)
        self.row.setSpacing(4)
        self.row.addWidget(self.stories)
        self.row.addStretch(1)
        for part in (self.state, self.versions, self.search, self.more, self.beside):
            self.row.addWidget(part)

    def show_count(self, number: int, *, place: int) -> None:
        """How many stories there are, and which of them this is, from 1; 0 for one that is not kept yet."""
        words = f"Story {place} of {number}" if place else "New story"
        self.stories.setText(words)
        self.stories.setAccessibleName(f"{words}. Choose another, or add one")

    def say_state(self, words: str, *, role: str = "small") -> None:
        """How the story stands with the vault."""
        set_role(self.state, role)
        self.state.setText(words)
        width = QFontMetrics(self._look.ui_font(size=13)).horizontalAdvance(words) + 4
        self.state.setMinimumWidth(min(width, self._look.scaled(_STATE_WIDTH)))

    def show_beside(self, *, shown: bool) -> None:
        """Whether the panel is to be seen."""
        words = HIDE_BESIDE if shown else SHOW_BESIDE
        self.beside.setAccessibleName(words)
        self.beside.setToolTip(words)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.say_state(self.state.whole_text(), role=str(self.state.property("role")))
        side = QSize(self._look.scaled(GRID), self._look.scaled(GRID))
        for part, icon in ((self.search, "search"), (self.more, "more"), (self.beside, "details")):
            part.setIcon(self._look.icon(icon))
            part.setIconSize(side)
        self.stories.setIcon(self._look.icon("down"))
        self.stories.setIconSize(QSize(self._look.scaled(13), self._look.scaled(13)))
