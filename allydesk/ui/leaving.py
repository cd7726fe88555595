"""Leaving in good order when the system asks the process to end."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_ASKED_BY = ("SIGTERM", "SIGINT", "SIGHUP")


class LeaveOnSignal(QObject):
    """Calls `leave` on the GUI thread when the process is asked to end, so that what is being typed is saved first.

    Python runs signal handlers only between its own instructions, and there are none while Qt waits; but it writes a
    byte to a pipe at once, which wakes Qt up.
    """

    def __init__(self, *, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave
        self._before: dict[int, object] = {}
        self._pipe: tuple[int, int] | None = None
        if sys.platform != "win32":
            self._listen()

    def close(self) -> None:
        """Give the signals back to whoever had them."""
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # just what `signal.signal` gave
        self._before.clear()
        if self._pipe is not None:
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
            for end in self._pipe:
                os.close(end)
            self._pipe = None

    def _listen(self) -> None:
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        for name in _ASKED_BY:
            number = getattr(signal, name)
            self._before[number] = signal.signal(number, lambda *_: None)

    def _woken(self) -> None:
        if self._pipe is not None:
            with contextlib.suppress(BlockingIOError):
                os.read(self._pipe[0], 64)
            self._leave()
