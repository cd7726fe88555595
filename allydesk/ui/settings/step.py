"""A page for one thing at a time: the way back, a title, and a card in a column that scrolls."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from allydesk.ui.icons import GRID
from allydesk.ui.settings.style import settings_style
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import button, label

COLUMN = 620
"""The widest a column of one card gets, in pixels at a text scale of 1."""

_MARGIN, _NARROW_MARGIN = 48, 24
_NARROW = 700
"""Below this width, in pixels, the margins give way."""


def scrolling(inner: QWidget) -> QScrollArea:
    """A page that scrolls up and down, and sideways only where a single word is too wide for it."""
    set_role(inner, "clear")
    made = QScrollArea()
    made.setWidget(inner)
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def margin_for(width: int) -> int:
    """The room at the left and right of a page of that width."""
    return _MARGIN if width >= _NARROW else _NARROW_MARGIN


class StepPage(QFrame):
    """The ground of such a page. `left` is emitted when the person goes back, by the button or by Escape."""

    left = Signal()

    def __init__(self, *, look: Look, title: str, back: str = "Settings") -> None:
        """`back` says where the way back leads; without it there is none."""
        super().__init__()
        self.look = look
        set_role(self, "paper")
        self.back = button(back, "text")
        self.back.setAccessibleName(f"Back to {back}")
        self._has_way_back = bool(back)
        self._title = label(title, "title", wrap=True)
        self._column = QWidget()
        self._parts = QVBoxLayout(self._column)
        self._lay_ground()
        self.back.setVisible(bool(back))
        self._title.setVisible(bool(title))
        self.back.clicked.connect(self.left)
        look.changed.connect(self._dress_ground)
        self._dress_ground()

    def add(self, part: QWidget) -> None:
        """Put a card at the end of the column."""
        self._parts.insertWidget(self._parts.count() - 1, part)

    def set_working(self, *, working: bool) -> None:
        """While something is under way there is no way back."""
        self.back.setEnabled(not working)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape and self._has_way_back and self.back.isEnabled():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the card more room where there is little."""
        super().resizeEvent(event)
        self._fit()

    def _lay_ground(self) -> None:
        inner = QWidget()
        self._across = QHBoxLayout(inner)
        self._across.addWidget(self._column, 1000)
        self._across.addStretch(1)
        self._parts.setContentsMargins(0, 28, 0, 32)
        self._parts.setSpacing(0)
        self._parts.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._parts.addSpacing(10)
        self._parts.addWidget(self._title)
        self._parts.addSpacing(20)
        self._parts.addStretch(1)  # and not an alignment, with which Qt gives wrapped words too little height
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner))

    def _fit(self) -> None:
        margin = margin_for(self.width())
        self._across.setContentsMargins(margin, 0, margin, 0)
        self._column.setMaximumWidth(self.look.scaled(COLUMN))

    def _dress_ground(self) -> None:
        self.setStyleSheet(settings_style(self.look))
        side = self.look.scaled(GRID)
        self.back.setIcon(self.look.icon("back", Tone.ACCENT))
        self.back.setIconSize(QSize(side, side))
        self._fit()
