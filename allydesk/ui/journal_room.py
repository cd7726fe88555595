"""The journal's room: the entries, and the pages that come over them for a while."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from allydesk.ui.journal.page import JournalPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from allydesk.ui.actions import Action


class Over(Protocol):
    """A page that comes over the entries; it drops what came out of the vault when it goes."""

    def close_all(self) -> None:
        """Drop everything that came out of the vault."""


class JournalRoom(QStackedWidget):
    """Shows the entries, or one page over them. The entries stay as they were left."""

    went_back = Signal()
    """The entries are in front again."""

    def __init__(self, page: JournalPage) -> None:
        super().__init__()
        self._page = page
        self._over: QWidget | None = None
        self._close: Callable[[], object] = lambda: None
        self._came_from: QWidget | None = None
        self.addWidget(page)
        self.setFocusProxy(page)

    @property
    def over(self) -> QWidget | None:
        """The page over the entries, or None."""
        return self._over

    def show_over(self, page: QWidget, *, close: Callable[[], object]) -> None:
        """Bring a page over the entries, in the place of any other; it is destroyed after `close` when it goes."""
        if self._over is None:
            self._came_from = self._page.focusWidget()
        self._put_away()
        self._over, self._close = page, close
        self.addWidget(page)
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()

    def go_back(self) -> None:
        """Back to the entries, and to where the keyboard was in them."""
        if self._over is None:
            return
        self._put_away()
        self.setCurrentWidget(self._page)
        self.setFocusProxy(self._page)
        # The list and its chips may have been made anew meanwhile, and what had the keyboard be gone.
        came_from, self._came_from = self._came_from, None
        is_there = came_from is not None and isValid(came_from) and came_from.isVisibleTo(self._page)
        place = came_from if came_from is not None and is_there else self._page
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.went_back.emit()

    def offered(self) -> "Sequence[Action]":
        """What can be done with the entries, whatever is over them."""
        return self._page.offered()

    def close_all(self) -> None:
        """Put away what is over the entries, and drop what they hold."""
        self._put_away()
        self._page.close_all()

    def _put_away(self) -> None:
        page, self._over = self._over, None
        if page is not None:
            close, self._close = self._close, lambda: None
            close()
            self.removeWidget(page)
            page.hide()
            page.deleteLater()
