"""Two themes out of one: which moments go, and what the new theme is called."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from allydesk.story.ids import MomentId, ThemeId
from allydesk.story.lifeline import Moment
from allydesk.story.theming import LONGEST_NAME, in_time
from allydesk.ui.story.themes.momentlist import MomentsView
from allydesk.ui.story.themes.words import counted_moments, theme_words
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.style import set_role
from allydesk.ui.widgets.words import button, field_label, label

_PADDING = 22
_FEWEST = 4
_WHY = "Tick the moments that go to a new theme. The others stay, and so does the memo."


class SplitPanel(QFrame):
    """Stands in the place of the theme while it is split."""

    split = Signal(str, object)
    """The new theme's name, and the ids of the moments that go, as a tuple."""
    given_up = Signal()

    def __init__(self, *, tools: StoryTools) -> None:
        super().__init__()
        self._desk = tools.desk
        self._theme_id: ThemeId | None = None
        self._chosen: frozenset[MomentId] = frozenset()
        set_role(self, "card")
        self.title = label("", "dialog-title", wrap=True)
        self.name = QLineEdit()
        self.moments = MomentsView(look=tools.look, habits=tools.habits, name="Moments that may go to the new theme")
        self.said = label("", "small", wrap=True)
        self.go = button("Split")
        self.cancel = button("Leave it whole", "text")
        self._lay_out()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText("In your own word or two")
        self.name.textChanged.connect(lambda _text: self._show())
        self.name.returnPressed.connect(self._split)
        self.moments.moments.turned.connect(self._turn)
        self.go.clicked.connect(lambda _checked: self._split())
        self.cancel.clicked.connect(lambda _checked: self.given_up.emit())

    def begin(self, theme_id: ThemeId) -> None:
        """Ask how this theme is to be split."""
        self._theme_id = theme_id
        self._chosen = frozenset()
        self.name.clear()
        self.refresh()
        self.name.setFocus()

    def refresh(self) -> None:
        """Show the lifeline as it is now; what is ticked stays so while it is there."""
        theme = self._desk.lifeline.themes.get(self._theme_id) if self._theme_id is not None else None
        if theme is None:
            if self._theme_id is not None:
                self.close_all()
                self.given_up.emit()
            return
        self.title.setText(f"Split “{theme_words(theme)}”")
        self._chosen &= frozenset(theme.moments)
        self._show()

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._theme_id, self._chosen = None, frozenset()
        self.title.clear()
        self.name.clear()
        self.moments.show_moments(())

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self.moments.take_look()
        self.moments.setMinimumHeight(_FEWEST * self.moments.row_height() + 4)

    def _tied(self) -> list[Moment]:
        lifeline = self._desk.lifeline
        theme = lifeline.themes.get(self._theme_id) if self._theme_id is not None else None
        ties = frozenset(theme.moments) if theme is not None else frozenset()
        return [one for one in in_time(lifeline) if one.id in ties] if ties else []

    def _show(self) -> None:
        tied = self._tied()
        self.moments.show_moments(tied, self._chosen)
        going = len(self._chosen)
        self.said.setText(f"{counted_moments(going)} of {len(tied):,} go." if going else "")
        self.go.setEnabled(bool(self._chosen) and bool(self.name.text().strip()))

    def _turn(self, moment_id: str) -> None:
        self._chosen ^= {MomentId(moment_id)}
        self._show()

    def _split(self) -> None:
        if self.go.isEnabled():
            chosen = tuple(one.id for one in self._tied() if one.id in self._chosen)
            self.split.emit(self.name.text(), chosen)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(18)
        foot.addWidget(self.go)
        foot.addWidget(self.cancel)
        foot.addWidget(self.said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, 18, _PADDING, 18)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(label(_WHY, "muted", wrap=True))
        column.addSpacing(6)
        column.addWidget(field_label("Name of the new theme", self.name))
        column.addWidget(self.name)
        column.addSpacing(6)
        column.addWidget(self.moments, 1)
        column.addLayout(foot)
