"""A theme's memo: the person's own words about it, kept by themselves a moment after the last key."""

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit

from allydesk.ui.style import set_role
from allydesk.ui.theme import Look

PAUSE = 600
"""Milliseconds without a key before what was typed is kept."""
_LINES = 2.3


class MemoField(QPlainTextEdit):
    """What changes elsewhere is taken over, unless something is typed that is not kept yet.

    `sitting` names the stretch from coming here to leaving: what is typed in it is undone in one step.
    """

    typed = Signal(str)
    """The text as it is to be kept."""

    def __init__(self, *, look: Look, pause: int = PAUSE) -> None:
        super().__init__()
        self._look = look
        self._known = ""
        self.sitting = 0
        set_role(self, "input")
        self.setTabChangesFocus(True)
        self.setPlaceholderText("What it means to you, and where it shows. For yourself, and as long as you like.")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(pause)
        self._wait.timeout.connect(self.commit)
        self.textChanged.connect(self._edited)
        self.take_look()

    def text(self) -> str:
        """What is in the field, non-breaking spaces and all."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_memo(self, text: str) -> None:
        """Show another memo. Call `commit` before."""
        self._wait.stop()
        self.sitting += 1
        self._put(text)

    def know(self, text: str) -> None:
        """The same memo is so in the vault now."""
        if text == self._known:
            return
        if self.text() == self._known:
            self._put(text)
        self._known = text

    def commit(self) -> None:
        """Hand over what is typed, if it is not known yet."""
        self._wait.stop()
        if self.text() != self._known:
            self._known = self.text()
            self.typed.emit(self._known)

    def sizeHint(self) -> QSize:
        """No higher than it must be: what is left over is shared with the list of moments."""
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def take_look(self) -> None:
        """Take the look's present type."""
        font = self._look.reading_font(size=16)
        self.setFont(font)
        self.setMinimumHeight(round(self.fontMetrics().lineSpacing() * _LINES) + 18)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A sitting begins."""
        self.sitting += 1
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It ends: what is typed is kept now."""
        super().focusOutEvent(event)
        self.commit()

    def _put(self, text: str) -> None:
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        self._known = text

    def _edited(self) -> None:
        if self.text() != self._known:
            self._wait.start()
