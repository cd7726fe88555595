"""When the vault should be locked without being asked: nobody is there, the screen is locked, the computer sleeps."""

import time
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from allydesk.settings import Settings
from allydesk.ui.session_watch import SessionWatch

_A_HAND = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.InputMethod,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.NativeGesture,
        QEvent.Type.DragMove,
    }
)
"""The events that somebody's hand makes."""

_COARSE = 1.0
"""Seconds: a hand that was noticed is not noticed again for so long; a mouse moves a hundred times in that."""


class Reason(StrEnum):
    """Why it is time to lock; what `AutoLock.lock_due` carries."""

    IDLE = "idle"
    SCREEN_LOCK = "screen-lock"
    SLEEP = "sleep"


class AutoLock(QObject):
    """Says when it is time, between `start` (a vault was opened) and `stop` (it has been locked).

    If nobody locks, it says so again after as long a time.
    """

    lock_due = Signal(str)
    """A `Reason`. Never emitted while an event is on its way to a widget, so that whoever hears it may destroy any."""

    def __init__(
        self,
        *,
        app: QCoreApplication,
        minutes: int,
        clock: Callable[[], datetime],
        on_screen_lock: bool = True,
        on_sleep: bool = True,
        watch: SessionWatch | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        """`minutes` without a hand are one too many; 0 waits for ever.

        `clock` is the one on the wall, which goes on while the computer sleeps; `steady` counts seconds, may stop
        meanwhile, and is never set back. The longer of the two counts.
        """
        super().__init__()
        self._app = app
        self._minutes = minutes
        self._clock = clock
        self._steady = steady
        self._on_screen_lock = on_screen_lock
        self._on_sleep = on_sleep
        self._watch = watch
        self._running = False
        self._held = False
        self._seen_at = (clock(), steady())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        if watch is not None:
            watch.screen_locked.connect(self._screen_locked)
            watch.sleep_near.connect(self._sleep_near)

    @property
    def is_running(self) -> bool:
        """Whether it is between `start` and `stop`."""
        return self._running

    def start(self) -> None:
        """A vault is open: begin to count, and to listen to the desktop."""
        if not self._running:
            self._running = True
            self._app.installEventFilter(self)
            if self._watch is not None:
                self._watch.start()
        self._begin_anew()

    def stop(self) -> None:
        """The vault is locked: count no more, and let the computer sleep when it likes."""
        if self._running:
            self._running = self._held = False
            self._app.removeEventFilter(self)
            self._timer.stop()
            if self._watch is not None:
                self._watch.stop()

    def hold(self, there: bool) -> None:
        """Somebody is there though no hand moves, telling a story aloud say; or no longer is, and the count begins."""
        self._held = there
        if self._running:
            self._begin_anew()

    def follow(self, settings: Settings) -> None:
        """Go by these settings from now on; the count begins anew."""
        self._minutes = settings.auto_lock_minutes
        self._on_screen_lock = settings.lock_on_screen_lock
        self._on_sleep = settings.lock_on_suspend
        if self._running:
            self._begin_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice a hand and keep nothing back, but for the one event that comes too late."""
        del watched
        return event.type() in _A_HAND and self._minutes > 0 and self._notice()

    def _notice(self) -> bool:
        """Count from now on. True when the time was up before: then the hand found the vault open by mistake."""
        if self._steady() - self._seen_at[1] < _COARSE:
            return False
        if self._left() > 0:
            self._seen_at = (self._clock(), self._steady())
            return False
        # The computer was away, and the timer with it. Not here and now: the event has a widget to go to.
        self._timer.start(0)
        return True

    def _left(self) -> float:
        """Seconds until it is time; 0 or less when it is."""
        clock, steady = self._seen_at
        away = max((self._clock() - clock).total_seconds(), self._steady() - steady)
        return self._minutes * 60 - away

    def _look(self) -> None:
        left = self._left()
        if left > 0:
            self._timer.start(_milliseconds(left))
        elif self._held:
            self._begin_anew()
        else:
            self._begin_anew()
            self.lock_due.emit(Reason.IDLE.value)

    def _begin_anew(self) -> None:
        self._seen_at = (self._clock(), self._steady())
        if self._minutes > 0:
            self._timer.start(_milliseconds(self._minutes * 60))
        else:
            self._timer.stop()

    def _screen_locked(self) -> None:
        if self._running and self._on_screen_lock:
            self.lock_due.emit(Reason.SCREEN_LOCK.value)

    def _sleep_near(self) -> None:
        if self._running and self._on_sleep:
            self.lock_due.emit(Reason.SLEEP.value)
        elif self._watch is not None:
            self._watch.let_sleep()


def _milliseconds(seconds: float) -> int:
    """Rounded up, so that the timer does not find a thousandth left when it fires."""
    return int(seconds * 1000) + 1
