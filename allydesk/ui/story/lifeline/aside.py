"""What opens beside the chart: a title, the way back, and one thing at a time, which scrolls."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from allydesk.ui.icons import GRID
from allydesk.ui.settings.step import scrolling
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import icon_button, label


class Aside(QFrame):
    """A card that shows one of its parts. Hidden while there is none. `closed` when the person closes it."""

    closed = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "card")
        self.title = label("", "heading", wrap=True)
        self.close_button = icon_button("Close")
        self._grounds: dict[QWidget, QScrollArea] = {}
        self._feet: dict[QWidget, QWidget] = {}
        self._front: QWidget | None = None
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 10, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 8)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self.close_button.clicked.connect(lambda _checked: self.closed.emit())
        self.take_look()
        self.hide()

    @property
    def front(self) -> QWidget | None:
        """The part that is shown."""
        return self._front

    def add(self, part: QWidget, *, foot: QWidget | None = None) -> None:
        """One of the things it can show; its `foot` stands below it, and does not scroll away."""
        ground = scrolling(part)
        ground.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground.hide()
        self._grounds[part] = ground
        self._column.addWidget(ground, 1)
        if foot is not None:
            self._feet[part] = foot
            self._column.addWidget(foot)
            foot.hide()

    def open(self, part: QWidget, title: str) -> None:
        """Show this part, from its top."""
        for each, ground in self._grounds.items():
            ground.setVisible(each is part)
        for each, foot in self._feet.items():
            foot.setVisible(each is part)
        other = part is not self._front
        self._front = part
        self.title.setText(title)
        self.setAccessibleName(title)
        self.show()
        if other:
            self._grounds[part].verticalScrollBar().setValue(0)

    def put_away(self) -> None:
        """Show nothing."""
        self._front = None
        self.hide()

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that this can be seen."""
        if self._front is not None and self._front.isAncestorOf(widget):
            self._grounds[self._front].ensureWidgetVisible(widget, 0, 24)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        side = self._look.scaled(GRID)
        self.close_button.setIcon(self._look.icon("close"))
        self.close_button.setIconSize(QSize(side, side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
