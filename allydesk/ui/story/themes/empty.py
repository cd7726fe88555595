"""What the step says while there is nothing to show: no moments, or no themes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.ui.style import set_role
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_NO_MOMENTS = "Themes begin with moments"
_FIRST_MOMENTS = (
    "A theme is what runs through several moments of your life. Put a few moments on your lifeline first; "
    "the themes will wait here."
)
_NO_THEMES = "What runs through your moments?"
_FIRST_THEMES = (
    "A theme is something that comes up in several of your moments, in your own words: being heard, starting again, "
    "family. Name one, tie your moments to it, and change your mind as often as you like."
)


class EmptyThemes(QFrame):
    """A card with two sentences and what can be done."""

    lifeline_asked = Signal()
    add_asked = Signal()
    noticing_asked = Signal()

    def __init__(self, *, offers_noticing: bool) -> None:
        super().__init__()
        self._offers_noticing = offers_noticing
        set_role(self, "card")
        self.title = label("", "dialog-title", wrap=True)
        self.text = label("", "muted", wrap=True)
        self.lifeline = button("Go to the lifeline")
        self.add = button("Add theme")
        self.notice = button("Did you notice?", "text")
        ways = Flow(spacing=18)
        for way in (self.lifeline, self.add, self.notice):
            ways.add(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 24, 26, 24)
        column.setSpacing(10)
        for part in (self.title, self.text):
            part.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(ways)
        self.lifeline.clicked.connect(self.lifeline_asked)
        self.add.clicked.connect(self.add_asked)
        self.notice.clicked.connect(self.noticing_asked)
        self.show_state(has_moments=False)

    def show_state(self, *, has_moments: bool) -> None:
        """Say what is missing."""
        self.title.setText(_NO_THEMES if has_moments else _NO_MOMENTS)
        self.text.setText(_FIRST_THEMES if has_moments else _FIRST_MOMENTS)
        self.lifeline.setVisible(not has_moments)
        self.add.setVisible(has_moments)
        self.notice.setVisible(has_moments and self._offers_noticing)
