"""The window: outside, one page and nothing else; inside, the rail and the rooms."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from allydesk.ui.actions import Action
from allydesk.ui.rail import Rail
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.notice import NoticeBar

_SIZE = QSize(1360, 860)
_SMALLEST = QSize(640, 480)
_LOCK, _LEAVE = "Ctrl+L", "Ctrl+Q"
_OWN_KEYS = (_LOCK, _LEAVE)


class MainWindow(QMainWindow):
    """Shows what it is given and tells what the person asked for; it knows nothing of vaults.

    The title is always "Allydesk", so that no task list shows what someone writes about.
    """

    lock_requested = Signal()
    """Lock was clicked, or Ctrl+L pressed, while the rooms were open."""

    room_shown = Signal(str)
    """Another room came to the front, by its key."""

    first_painted = Signal()
    """The window has been on the screen for the first time: from now on, what takes long may begin."""

    close_requested = Signal()
    """The person wants to leave. Whoever hears it saves, and then calls `leave`."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._pages: dict[str, QWidget] = {}
        self._leaving = False
        self._painted = False
        self._waits_for_leave = False
        self.setWindowTitle("Allydesk")
        self.rail = Rail(look=look)
        self.notices = NoticeBar(look=look)
        self._rooms = QStackedWidget()
        self._outside = QStackedWidget()
        self._faces = QStackedWidget()
        self._inside = self._lay_out()
        self._connect()
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE)

    def add_room(self, key: str, label: str, icon: str, page: QWidget, *, at_foot: bool = False) -> None:
        """Add a room with its page, which now belongs to the window. Settings stands `at_foot`.

        Raises ValueError for a key that is there already.
        """
        self.rail.add(key, label, icon, at_foot=at_foot)
        self._pages[key] = page
        self._rooms.addWidget(page)

    def show_room(self, key: str) -> None:
        """Bring a room to the front and give it the focus. Raises KeyError for one that is not there."""
        page = self._pages[key]
        self.rail.choose(key)
        changed = self._rooms.currentWidget() is not page or self.current_room != key
        self._rooms.setCurrentWidget(page)
        self._faces.setCurrentWidget(self._inside)
        page.setFocus()
        if changed:
            self.room_shown.emit(key)

    def rooms(self) -> tuple[str, ...]:
        """The keys of all rooms, in the order they were added."""
        return tuple(self._pages)

    @property
    def current_room(self) -> str:
        """The key of the room in front; "" while outside, or when there is none."""
        if self._faces.currentWidget() is not self._inside:
            return ""
        shown = self._rooms.currentWidget()
        return next((key for key, page in self._pages.items() if page is shown), "")

    def show_outside(self, page: QWidget) -> None:
        """Show one page and nothing beside it. The page before it is destroyed, with what was typed into it."""
        self.notices.dismiss()
        _empty(self._outside)
        self._outside.addWidget(page)
        self._faces.setCurrentWidget(self._outside)

    def show_inside(self) -> None:
        """Show the rail and the rooms. The page outside is destroyed."""
        self._faces.setCurrentWidget(self._inside)
        _empty(self._outside)
        if self.current_room:
            self.rail.choose(self.current_room)

    def clear_rooms(self) -> None:
        """Destroy every room, because the vault is locked: nothing that was read or written stays in a page."""
        self.rail.remove_all()
        self._pages.clear()
        _empty(self._rooms)

    def show_notice(self, text: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say something in one line above the page, with at most one action."""
        self.notices.tell(text, action=action, act=act)

    def hide_rail(self, *, hidden: bool) -> None:
        """Leave the page alone with the person who writes; and bring the rail back."""
        self.rail.setVisible(not hidden)

    def install(self, actions: Iterable[Action]) -> list[QShortcut]:
        """Let the keys of these act wherever the keyboard is inside; the window's own two are there already."""
        made: list[QShortcut] = []
        for action in actions:
            if action.shortcut and action.shortcut not in _OWN_KEYS:
                key = QShortcut(QKeySequence(action.shortcut), self)
                key.activated.connect(partial(self._act, action))
                made.append(key)
        return made

    def hold_on_close(self) -> None:
        """From now on, closing the window asks by `close_requested` first."""
        self._waits_for_leave = True

    def leave(self) -> None:
        """Close the window now, without asking."""
        self._leaving = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and the first time say so once everything in the window is painted too."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, or ask first."""
        if self._leaving or not self._waits_for_leave:
            event.accept()
        else:
            event.ignore()
            self.close_requested.emit()

    def _lay_out(self) -> QWidget:
        page_area = QWidget()
        column = QVBoxLayout(page_area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self._rooms, 1)
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(page_area, 1)
        set_role(self._outside, "outside")
        self._faces.addWidget(self._outside)
        self._faces.addWidget(inside)
        self.setCentralWidget(self._faces)
        return inside

    def _act(self, action: Action) -> None:
        if self._faces.currentWidget() is self._inside and action.ready():
            action.run()

    def _ask_to_lock(self) -> None:
        if self._faces.currentWidget() is self._inside:
            self.lock_requested.emit()

    def _connect(self) -> None:
        self.rail.room_chosen.connect(self.show_room)
        self.rail.lock_clicked.connect(self.lock_requested)
        lock = QShortcut(QKeySequence(_LOCK), self)
        lock.activated.connect(self._ask_to_lock)
        leave = QShortcut(QKeySequence(_LEAVE), self)
        leave.activated.connect(self.close)


def _empty(stack: QStackedWidget) -> None:
    while (page := stack.widget(0)) is not None:
        stack.removeWidget(page)
        page.setParent(None)
        page.deleteLater()
