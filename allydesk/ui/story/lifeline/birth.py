"""When the person was born, so that ages can be understood."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.story.edits import before_birth, set_birth
from allydesk.story.vague_date import UNDATED
from allydesk.ui.story.lifeline.fields import BORN, Reader, WhenField
from allydesk.ui.story.lifeline.words import moments_in_words
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.widgets.words import label


class BirthPanel(QWidget):
    """When the person was born, so that ages can be understood. Nothing needs it, and nothing is refused for it."""

    def __init__(self, *, tools: StoryTools, read: Reader, pause: int) -> None:
        super().__init__()
        self._desk = tools.desk
        self._opening = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(pause)
        self.when = WhenField("When were you born?", read=read, placeholder=BORN, without="")
        self.warning = label("", "warning", wrap=True)
        why = "With this, “age 7” finds its place, and moments can say how old you were. You can leave it empty."
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 20, 16)
        column.setSpacing(14)
        column.addWidget(label(why, "muted", wrap=True))
        column.addWidget(self.when)
        column.addWidget(self.warning)
        column.addStretch(1)
        self.setAccessibleName("When you were born")
        self.when.edited.connect(self._wait.start)
        self.when.finished.connect(self.commit)
        self._wait.timeout.connect(self.commit)
        self._desk.changed.connect(lambda _edit: self._refresh())

    def begin(self) -> None:
        """The panel has come to the front."""
        self._opening += 1
        self.when.begin(self._desk.lifeline.birth.date)
        self._warn()

    def commit(self) -> None:
        """Keep what is typed now."""
        self._wait.stop()
        if not self.when.problem:
            run = f"birth {self._opening}"
            self._desk.do(set_birth(self._desk.lifeline, self.when.value, run=run))

    def leave(self) -> None:
        """Keep what is typed."""
        if self._wait.isActive():
            self.commit()

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._wait.stop()
        self.when.begin(UNDATED)
        self.warning.clear()

    def _refresh(self) -> None:
        if self.isVisible():
            if not self._wait.isActive():
                self.when.show_value(self._desk.lifeline.birth.date)
            self._warn()

    def _warn(self) -> None:
        number = len(before_birth(self._desk.lifeline))
        words = "" if not number else f"{moments_in_words(number)} {'lies' if number == 1 else 'lie'} before it."
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
