"""The thread that spelling is checked on. The dictionaries are opened there, and nobody else touches them."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")

_Job = tuple[Callable[[], Any], Callable[[Any], object] | None]


class SpellingThread(QObject):
    """Does pieces of work one after the other, and brings what came of them to the GUI thread.

    It begins with the first piece. `crashed` carries an exception, which is a bug; the work after it goes on.
    """

    crashed = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: deque[_Job | None] = deque()
        self._there_is_work = threading.Semaphore(0)
        self._over: deque[tuple[Callable[[Any], object], Any]] = deque()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], *, done: Callable[[T], object] | None = None, soon: bool = False) -> None:
        """Do this; `soon` before all that waits, because somebody looks on. Nothing happens after `close`."""
        if self._closed:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="spelling", daemon=True)
            self._thread.start()
        if soon:
            self._jobs.appendleft((work, done))
        else:
            self._jobs.append((work, done))
        self._there_is_work.release()

    def close(self) -> None:
        """Drop what waits, let the piece that is under way end, and end the thread. Nothing is delivered any more."""
        self._closed = True
        self._jobs.clear()
        self._jobs.append(None)
        self._there_is_work.release()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._over.clear()

    def _work(self) -> None:
        while True:
            self._there_is_work.acquire()
            try:
                job = self._jobs.popleft()
            except IndexError:  # it was dropped
                continue
            if job is None:
                return
            self._do(*job)

    def _do(self, work: Callable[[], Any], done: Callable[[Any], object] | None) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - carried to the application on the GUI thread
            done, result = self.crashed.emit, error
        if done is not None and not self._closed:
            self._over.append((done, result))
            self._woken.emit()

    def _deliver(self) -> None:
        while self._over and not self._closed:
            done, result = self._over.popleft()
            done(result)
