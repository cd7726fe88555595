"""Two fields for a new passphrase, and what it is worth."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.ui.strength import strength_in_words
from allydesk.ui.tasks import Task, TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.passphrase import PassphraseEdit
from allydesk.ui.widgets.words import field_label, label

_PAUSE = 250
"""In milliseconds: how long a person stops typing before the passphrase is weighed."""


class NewPassphrase(QWidget):
    """`edited` is emitted at every key, `entered` at Enter in the second field."""

    edited = Signal()
    entered = Signal()

    def __init__(self, *, look: Look, tasks: TaskRunner, known: Sequence[str]) -> None:
        """`known` are words that someone would try first, such as the vault's name."""
        super().__init__()
        self._tasks = tasks
        self._known = (*known, "allydesk")
        self._weighing: Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self.first = PassphraseEdit(look=look)
        self.second = PassphraseEdit(look=look)
        self.strength = label(role="small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(field_label("New passphrase", self.first))
        column.addWidget(self.first)
        column.addWidget(self.strength)
        column.addSpacing(10)
        column.addWidget(field_label("The new passphrase again", self.second))
        column.addWidget(self.second)
        self._connect()

    @property
    def typed(self) -> str:
        """What was typed in the first field."""
        return self.first.text()

    def trouble(self) -> str:
        """Why it will not do, in a sentence; "" when it will. The caret goes where it can be mended."""
        if not self.first.text():
            self.first.setFocus()
            return "Type a new passphrase."
        if self.first.text() != self.second.text():
            self.second.setFocus()
            self.second.selectAll()
            return "The two new passphrases are not the same."
        return ""

    def wipe(self) -> None:
        """Empty the fields, and weigh nothing more."""
        self._pause.stop()
        if self._weighing is not None:
            self._weighing.forget()
        self.first.wipe()
        self.second.wipe()
        self.strength.clear()
        self._pause.stop()

    def conceal(self) -> None:
        """Hide what is typed again."""
        self.first.conceal()
        self.second.conceal()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing running behind a page that nobody sees."""
        self._pause.stop()
        super().hideEvent(event)

    def _connect(self) -> None:
        self.first.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._weigh)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.entered)
        for field in (self.first, self.second):
            field.textEdited.connect(self.edited)

    def _weigh(self) -> None:
        if self._weighing is not None:
            self._weighing.forget()
        typed, known = self.first.text(), self._known
        self._weighing = self._tasks.run(lambda: strength_in_words(typed, known=known), done=self.strength.setText)
