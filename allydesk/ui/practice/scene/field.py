"""A field for some sentences of one's own: plain text, as much of it as anybody would say."""

from PySide6.QtCore import Signal

from allydesk.ui.journal.plain import PlainDocument, PlainEdit
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look

MOST = 20_000
"""Characters: two hours of speech. What is pasted beyond that is not for saying."""


class SayField(PlainEdit):
    """Holds its own text."""

    changed = Signal()

    def __init__(self, *, look: Look, size: float, height: int) -> None:
        """`size` of the type and `height` of the field in pixels at a text scale of 1."""
        super().__init__(look=look, size=size)
        self._height = height
        self._words = PlainDocument()
        self._words.load("")
        self._words.setParent(self)
        self.show_document(self._words)
        set_role(self, "input")
        self._words.contentsChanged.connect(self.changed)
        self.take_look()

    @property
    def text(self) -> str:
        """What is typed, to the character."""
        return self._words.text()

    def load(self, text: str) -> None:
        """Hold this text; there is nothing to undo afterwards."""
        self._words.load(text)

    def take_text(self, text: str) -> None:
        """Insert pasted text, as far as there is room for it."""
        room = MOST - len(self.text) + len(self.textCursor().selectedText())
        super().take_text(text[: max(0, room)])

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        super().take_look()
        if hasattr(self, "_height"):  # asked for by the constructor of the field before there is one
            self.setFixedHeight(self._look.scaled(self._height))
