"""Lines arrive one by one, each after the time it takes to read the one before. Nobody has to wait for them."""

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from allydesk.practice.scenario import Scenario
from allydesk.ui.practice.scene.items import Item, LineItem, NoteItem
from allydesk.ui.practice.scene.wording import announced

_FIRST, _A_LETTER, _LONGEST = 350, 26, 2_600
"""Milliseconds: before anything, for each letter of the line before, and at most."""


def reading_time(item: Item | None, scenario: Scenario) -> int:
    """How long the next line waits after this one, in milliseconds; 0 for None, before the first."""
    match item:
        case None:
            return 0
        case LineItem(told):
            return min(_LONGEST, _FIRST + _A_LETTER * len(announced(told, scenario)))
    return _LONGEST


class Arrival(QObject):
    """Hands over items, one after the other. After a note it waits until somebody goes on."""

    arrived = Signal(object)
    """The next `Item` is to be shown."""
    stopped = Signal(object)
    """A `NoteItem` was shown, and nothing follows by itself."""
    ended = Signal()
    """All are there."""

    def __init__(self, *, wait: Callable[[Item | None], int], parent: QObject | None = None) -> None:
        """`wait` says how many milliseconds pass after an item."""
        super().__init__(parent)
        self._wait = wait
        self._left: deque[Item] = deque()
        self._is_held = self._is_busy = self._is_stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._next)

    @property
    def is_under_way(self) -> bool:
        """Whether something has not arrived yet."""
        return bool(self._left)

    @property
    def is_stopped(self) -> bool:
        """Whether it waits for somebody to go on after a note."""
        return self._is_stopped

    def begin(self, items: Iterable[Item], *, at_once: bool, after: Item | None = None) -> None:
        """Let these arrive, behind `after`; `at_once` all of them."""
        self.drop()
        self._left.extend(items)
        if at_once:
            self.show_all()
        elif not self._left:
            self.ended.emit()
        else:
            self._wait_on(self._wait(after))

    def hurry(self) -> None:
        """The next one, now; after a note, what follows it."""
        if self._left:
            self._timer.stop()
            self._is_busy = self._is_stopped = False
            self._next()

    def show_all(self) -> None:
        """All of them, now."""
        self._timer.stop()
        self._is_busy = self._is_stopped = False
        while self._left:
            self.arrived.emit(self._left.popleft())
        self.ended.emit()

    def hold(self, *, held: bool) -> None:
        """Nothing arrives while it is held."""
        if held == self._is_held:
            return
        self._is_held = held
        if held:
            self._timer.stop()
        else:
            self._wait_on(_FIRST)

    def wait_for_voice(self, *, speaking: bool) -> None:
        """While a line is read aloud, the next one waits, however long that takes."""
        was_busy, self._is_busy = self._is_busy, speaking
        if speaking:
            self._timer.stop()
        elif was_busy:
            self._wait_on(_FIRST)

    def drop(self) -> None:
        """Nothing is to arrive any more."""
        self._timer.stop()
        self._left.clear()
        self._is_busy = self._is_stopped = False

    def _next(self) -> None:
        if not self._left or self._is_held:
            return
        item = self._left.popleft()
        self.arrived.emit(item)
        if not self._left:
            self.ended.emit()
        elif isinstance(item, NoteItem):
            self._is_stopped = True
            self.stopped.emit(item)
        else:
            self._wait_on(self._wait(item))

    def _wait_on(self, milliseconds: int) -> None:
        """The next one comes then, unless something else is waited for."""
        if self._left and not (self._is_held or self._is_busy or self._is_stopped):
            self._timer.start(milliseconds)
