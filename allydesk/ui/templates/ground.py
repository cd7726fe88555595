"""A whole page with a way back: its title, a line of explanation, and whatever belongs on it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.ui.icons import GRID
from allydesk.ui.settings.step import margin_for
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.notice import NoticeBar
from allydesk.ui.widgets.words import button, label

_TOP = 24


class BackPage(QFrame):
    """The ground of such a page. `left` is emitted when the person goes back, by the button or by Escape."""

    left = Signal()

    def __init__(self, *, look: Look, title: str, why: str, back: str) -> None:
        """`back` says where the way back leads."""
        super().__init__()
        self.look = look
        set_role(self, "paper")
        self.back = button(back, "text", name=f"Back to {back}")
        self.notice = NoticeBar(look=look)
        self._title = label(title, "title", wrap=True)
        self._why = label(why, "muted", wrap=True)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._lay_ground()
        self.back.clicked.connect(lambda _checked: self.go_back())

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Put something at the end of the page."""
        self._column.addWidget(part, stretch)

    def go_back(self) -> None:
        """Leave the page. What has something to keep first does so before."""
        self.left.emit()

    def tell(self, error: AllydeskError) -> None:
        """Say what went wrong."""
        problem = problem_of(error)
        self.notice.tell(f"{problem.happened} {problem.safe} {problem.next}")

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        side = self.look.scaled(GRID)
        self.back.setIcon(self.look.icon("back", Tone.ACCENT))
        self.back.setIconSize(QSize(side, side))
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is on it more room where there is little."""
        super().resizeEvent(event)
        self._fit()

    def _lay_ground(self) -> None:
        self._column.setSpacing(0)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(6)
        self._column.addWidget(self._title)
        self._column.addSpacing(4)
        self._column.addWidget(self._why)
        self._column.addSpacing(20)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.notice)
        whole.addWidget(self._inner, 1)

    def _fit(self) -> None:
        margin = margin_for(self.width())
        self._column.setContentsMargins(margin, _TOP, margin, _TOP)
