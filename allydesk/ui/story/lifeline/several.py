"""Several moments at once: their height, a theme for all of them, and taking them away."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QLineEdit, QVBoxLayout

from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Lifeline
from allydesk.story.theming import LONGEST_NAME
from allydesk.ui.story.lifeline.words import moments_in_words, title_of
from allydesk.ui.style import set_role
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, field_label, label

_NAMED = 3


class SeveralCard(QFrame):
    """Says which moments are chosen, and what can be done to all of them."""

    stepped = Signal(int)
    """All of them so much higher or lower."""
    theme_given = Signal(str)
    removal_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.title = label("", "heading", wrap=True)
        self.names = label("", "muted", wrap=True)
        self.up = button("Higher", "outlined", name="All chosen moments one step higher")
        self.down = button("Lower", "outlined", name="All chosen moments one step lower")
        self.remove = button("Remove", "outlined", name="Remove the chosen moments")
        self.theme = QLineEdit()
        self.theme.setPlaceholderText("A theme, in your words")
        self.theme.setMaxLength(LONGEST_NAME)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.theme.setCompleter(completer)
        self._lay_out()
        self.up.clicked.connect(lambda _checked: self.stepped.emit(1))
        self.down.clicked.connect(lambda _checked: self.stepped.emit(-1))
        self.remove.clicked.connect(lambda _checked: self.removal_asked.emit())
        self.theme.returnPressed.connect(self._give)
        completer.activated.connect(self._give, Qt.ConnectionType.QueuedConnection)

    def show_moments(self, ids: tuple[MomentId, ...], lifeline: Lifeline) -> None:
        """These are chosen."""
        self.title.setText(f"{moments_in_words(len(ids))} chosen")
        first = [title_of(lifeline.moments[one]) for one in ids[:_NAMED] if one in lifeline.moments]
        more = f" and {len(ids) - _NAMED:,} more" if len(ids) > _NAMED else ""
        self.names.setText(", ".join(first) + more)
        names = [theme.name for theme in lifeline.ordered_themes() if theme.name]
        if names != self._known.stringList():
            self._known.setStringList(names)

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self.title.clear()
        self.names.clear()
        self.theme.clear()
        self._known.setStringList([])

    def _give(self) -> None:
        name = self.theme.text()
        self.theme.clear()
        if name.strip():
            self.theme_given.emit(name)

    def _lay_out(self) -> None:
        ways = Flow(spacing=8)
        for each in (self.up, self.down, self.remove):
            ways.add(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.names)
        column.addSpacing(4)
        column.addWidget(ways)
        column.addSpacing(4)
        column.addWidget(field_label("Tie all of them to a theme", self.theme))
        column.addWidget(self.theme)
        column.addStretch(1)
