"""The case in six parts, told so that others could learn from it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.practice.debriefing import DebriefPart
from allydesk.ui.style import set_role
from allydesk.ui.widgets.words import label


class SixParts(QFrame):
    """A heading and a few sentences for each."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.parts: list[tuple[str, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(26, 22, 26, 22)
        self._column.setSpacing(4)
        self._texts: list[QFrame] = []

    def show_parts(self, parts: Sequence[DebriefPart]) -> None:
        """Show these."""
        self.clear()
        for part in parts:
            block = QFrame()
            inside = QVBoxLayout(block)
            inside.setContentsMargins(0, 0, 0, 10)
            inside.setSpacing(2)
            inside.addWidget(label(part.heading, "strong", wrap=True))
            inside.addWidget(label(part.text, "reading", wrap=True))
            self._column.addWidget(block)
            self._texts.append(block)
            self.parts.append((part.heading, part.text))

    def clear(self) -> None:
        """Drop what is shown."""
        for block in self._texts:
            block.hide()
            block.deleteLater()
        self._texts.clear()
        self.parts.clear()
