"""What stands in the place of the preview while there is nothing to export."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.ui.story.sharing.words import What
from allydesk.ui.style import set_role
from allydesk.ui.widgets.words import button, frame, label

_WORDS = {
    What.STORY: ("There is no story yet", "When you have written one, its pages are shown here.", "Write a story"),
    What.CHART: (
        "Nothing is on your lifeline yet",
        "Once a moment has a date, however vague, the chart is shown here.",
        "Go to the lifeline",
    ),
    What.PROFILE: (
        "A page about you as a mentor",
        "Write what you have lived through, what you can listen to and what you offer. Any of it may stay empty.",
        "",
    ),
}
_STEPS = {What.STORY: "story", What.CHART: "lifeline"}


class Empty(QWidget):
    """Says what belongs here, and leads to where it is made: `step_asked` carries the step."""

    step_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._what = What.STORY
        self.title = label("", "dialog-title", wrap=True)
        self.words = label("", "muted", wrap=True)
        self.way = button("", "outlined")
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(28, 26, 28, 28)
        inside.setSpacing(10)
        inside.addWidget(self.title)
        inside.addWidget(self.words)
        inside.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        set_role(self, "clear")
        self.way.clicked.connect(lambda: self.step_asked.emit(_STEPS[self._what]))
        self.show_for(What.STORY)

    def show_for(self, what: What) -> None:
        """Say what is missing for this."""
        self._what = what
        title, words, way = _WORDS[what]
        self.title.setText(title)
        self.words.setText(words)
        self.way.setText(way)
        self.way.setVisible(bool(way))
