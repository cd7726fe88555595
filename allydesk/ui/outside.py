"""The ground of the pages outside a vault: the name, one card, and what else one could do, in the middle."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

CARD_WIDTH = 430
"""In pixels at a text scale of 1."""

CARD_PADDING = 26


class OutsidePage(QFrame):
    """A page that scrolls when the window is small, with a column in its middle."""

    def __init__(self, *, look: Look, width: int = CARD_WIDTH) -> None:
        super().__init__()
        self._width = width
        self._outside_look = look
        set_role(self, "outside")
        inner = QWidget()
        set_role(inner, "clear")
        self._column = QWidget()
        self.column = QVBoxLayout(self._column)
        self.column.setContentsMargins(0, 24, 0, 24)
        self.column.setSpacing(0)
        across = QHBoxLayout(inner)
        across.setContentsMargins(16, 0, 16, 0)
        across.addStretch(1)
        across.addWidget(self._column, 1000, Qt.AlignmentFlag.AlignVCenter)
        across.addStretch(1)
        self.scrolled = QScrollArea()
        self.scrolled.setWidget(inner)
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scrolled)
        look.changed.connect(self._fit)
        self._fit()

    def add_heading(self, title: str, words: str) -> None:
        """The large title and the line under it."""
        large = label(title, "display", wrap=True)
        large.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        small = label(words, "muted", wrap=True)
        small.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(large)
        self.column.addSpacing(5)
        self.column.addWidget(small)
        self.column.addSpacing(30)

    def reveal(self, widget: QWidget) -> None:
        """Scroll to a widget once it has its place, for the large text and the small window that leave it below."""
        QTimer.singleShot(0, widget, lambda: self.scrolled.ensureWidgetVisible(widget))

    def _fit(self) -> None:
        self._column.setMaximumWidth(self._outside_look.scaled(self._width))
