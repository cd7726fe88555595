"""A page of the practice room that scrolls: its margins, a notice above, and what belongs on it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.ui.icons import GRID
from allydesk.ui.practice.library.style import library_style
from allydesk.ui.settings.step import scrolling
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.notice import NoticeBar
from allydesk.ui.widgets.words import button

SIDE, NARROW_SIDE, TOP = 40, 24, 26
"""Pixels left and right, the same where there is little room, and above."""
NARROW = 700
"""A page below this width, in pixels, has little room."""


class Ground(QFrame):
    """The ground of such a page. Parts are added below one another; the page scrolls as one."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self.look = look
        self._first: QWidget | None = None
        set_role(self, "paper")
        self.notice = NoticeBar(look=look)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setSpacing(0)
        self.scrolled: QScrollArea = scrolling(self._inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.notice)
        whole.addWidget(self.scrolled, 1)

    def add(self, part: QWidget | QLayout, *, above: int = 0) -> None:
        """Put something at the end of the page, with so much room above it."""
        if above:
            self._column.addSpacing(above)
        if isinstance(part, QWidget):
            self._column.addWidget(part)
        else:
            self._column.addLayout(part)

    def end(self) -> None:
        """Nothing more is added: what room there is stays below."""
        self._column.addStretch(1)

    def begin_at(self, part: QWidget) -> None:
        """The keyboard comes to this part when it is given to the page; now, where the page has it and waited for this.

        No focus proxy: with one, Tab goes past everything on the page that stands before it.
        """
        self._first = part
        if QApplication.focusWidget() is self:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on."""
        super().focusInEvent(event)
        if self._first is not None:
            self._first.setFocus(event.reason())

    def tell(self, error: AllydeskError) -> None:
        """Say what went wrong."""
        problem = problem_of(error)
        self.notice.tell(f"{problem.happened} {problem.safe} {problem.next}")

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.setStyleSheet(library_style(self.look))
        self.fit()

    def fit(self) -> None:
        """Fit the margins to the width."""
        side = SIDE if self.width() >= NARROW else NARROW_SIDE
        self._column.setContentsMargins(side, TOP, side, TOP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is on it more room where there is little."""
        super().resizeEvent(event)
        self.fit()


def back_button(words: str) -> QPushButton:
    """The way back, above a title. It is dressed by `dress_back`."""
    return button(words, "text", name=f"Back to {words}")


def dress_back(back: QPushButton, look: Look) -> None:
    """Give it its arrow in the colours of the moment."""
    side = look.scaled(GRID)
    back.setIcon(look.icon("back", Tone.ACCENT))
    back.setIconSize(QSize(side, side))
