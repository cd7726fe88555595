"""A quiet line under the head of an entry: what has happened, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from allydesk.ui.widgets.words import button, frame, label


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to do: the words on its button, and what it does."""

    label: str
    act: Callable[[], object]


def _nothing() -> None:
    pass


LEAVE = Way("Leave it", _nothing)


class Offer(QWidget):
    """Hidden until there is something to offer. Any way taken closes it, and so does Escape within it."""

    def __init__(self, *, margin: int) -> None:
        super().__init__()
        self._ground = frame("notice")
        self._text = label("", wrap=True)
        self._buttons = [button("", "text"), button("", "text")]
        self._ways: tuple[Way, ...] = ()
        self._inside = QHBoxLayout(self._ground)
        self._inside.setContentsMargins(margin, 6, 12, 6)
        self._inside.setSpacing(16)
        self._inside.addWidget(self._text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 8)
        row.addWidget(self._ground)
        for place, each in enumerate(self._buttons):
            self._inside.addWidget(each)
            each.clicked.connect(lambda _checked=False, place=place: self._answer(place))
        self.hide()

    def make(self, text: str, *ways: Way) -> None:
        """Offer up to two ways, instead of whatever was offered before."""
        self._ways = ways
        self._text.setText(text)
        self.setAccessibleName(text)
        for place, each in enumerate(self._buttons):
            each.setVisible(place < len(ways))
            if place < len(ways):
                each.setText(ways[place].label)
                each.setAccessibleName(f"{ways[place].label}: {text}")
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def set_margin(self, margin: int) -> None:
        """Pixels before the words."""
        self._inside.setContentsMargins(margin, 6, 12, 6)

    def withdraw(self) -> None:
        """It is no longer so."""
        self._ways = ()
        self._text.clear()
        self.setAccessibleName("")
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves everything as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.withdraw()
        else:
            super().keyPressEvent(event)

    def _answer(self, place: int) -> None:
        ways = self._ways
        self.withdraw()
        if place < len(ways):
            ways[place].act()
