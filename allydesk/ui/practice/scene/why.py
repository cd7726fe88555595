"""Why this? A short answer, or none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.ui.practice.scene.field import SayField
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_HEIGHT = 84
_READING = 17
_UNSAID = "Go on without saying"


class WhyForm(QWidget):
    """A question and a field. Nobody has to answer."""

    said = Signal(str)
    """Why; "" when the person goes on without saying."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.ask = label("", "heading", wrap=True)
        self.field = SayField(look=look, size=_READING, height=_HEIGHT)
        self.go_on = button("Go on", "primary")
        self.skip = button(_UNSAID)
        self._lay_out()
        self.go_on.clicked.connect(lambda _checked: self.say())
        self.skip.clicked.connect(lambda _checked: self.said.emit(""))
        self.field.changed.connect(self._show_state)
        self._show_state()
        self.take_look()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.text

    def begin(self, question: str, *, text: str = "") -> None:
        """Ask this; `text` is what was typed before."""
        self.ask.setText(question)
        self.field.setAccessibleName(question)
        self.field.load(text)
        self._show_state()

    def clear(self) -> None:
        """Drop what is typed."""
        self.field.load("")
        self.field.setAccessibleName("")
        self.ask.clear()

    def say(self) -> None:
        """Go on with what is typed."""
        if self.text.strip():
            self.said.emit(self.text.strip())

    def take_keyboard(self) -> None:
        """The keyboard goes into the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.field.take_look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Control with Return goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.say()
        else:
            super().keyPressEvent(event)

    def _show_state(self) -> None:
        self.go_on.setEnabled(bool(self.text.strip()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        column.addWidget(self.ask)
        column.addWidget(self.field)
        ways = Flow(spacing=10)
        for way in (self.go_on, self.skip):
            ways.add(way)
        column.addWidget(ways)
