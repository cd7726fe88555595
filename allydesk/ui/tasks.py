"""One worker thread for the vault. Work goes there in order; what came of it comes back to the GUI thread."""

import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from queue import Queue
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from allydesk.errors import AllydeskError, Cancelled
from allydesk.progress import Progress

T = TypeVar("T")

_REPORT_EVERY = 0.05
"""Seconds between two reports of progress; work may report a hundred thousand times a second."""


class Task(QObject):
    """A piece of work that was asked for.

    `progressed(done, total)` is emitted on the GUI thread, `total` 0 while unknown; `ended` once, whatever came of it.
    """

    progressed = Signal(object, object)
    ended = Signal()
    _reported = Signal(object, object)

    def __init__(self, *, title: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.is_over = False
        self._stop = threading.Event()
        self._forgotten = False
        self._last_report = 0.0
        # By way of the event loop, so that whoever connects right after asking for the work misses nothing.
        self._reported.connect(self.progressed, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop. What had not begun never runs; what reports progress stops at its next report."""
        self._stop.set()

    def forget(self) -> None:
        """Drop the callbacks, because whoever asked is gone. The work itself goes on."""
        self._forgotten = True

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called; the work may have been done all the same."""
        return self._stop.is_set()

    def _report(self, done: int, total: int) -> None:
        """The `Progress` that long work is given; called on the worker thread."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._last_report >= _REPORT_EVERY or done == total:
            self._last_report = now
            self._reported.emit(done, total)


class _Job:
    """A task with its work and callbacks, and later with what came of it."""

    def __init__(
        self,
        task: Task,
        work: Callable[[], Any],
        done: Callable[[Any], object] | None,
        failed: Callable[[AllydeskError], object] | None,
    ) -> None:
        self.task = task
        self.done = done
        self.failed = failed
        self.result: Any = None
        self.error: BaseException | None = None
        self._work: Callable[[], Any] | None = work

    def run(self) -> None:
        """Do the work on the thread that calls this. Raises nothing: a failure is kept for the GUI thread."""
        work, self._work = self._work, None  # what the work closes over may be a secret, so it is dropped when done
        try:
            if self.task.is_cancelled:
                raise Cancelled  # noqa: TRY301 - one way out for work stopped before and during
            self.result = work() if work is not None else None
        except BaseException as error:  # noqa: BLE001 - kept, and raised to the application on the GUI thread
            self.error = error


class TaskRunner(QObject):
    """Runs work for the vault, one piece after the other, on a thread of its own.

    `failed_unhandled` carries an AllydeskError nobody asked to hear of, `crashed` any other exception: a bug.
    `long_started` carries the Task of work that wants its progress shown.
    """

    failed_unhandled = Signal(object)
    crashed = Signal(object)
    long_started = Signal(object)
    _woken = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: Queue[_Job | None] = Queue()
        self._over: deque[_Job] = deque()
        self._closed = False
        self._woken.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # A daemon, so that a crash elsewhere cannot leave a process that never ends; `close` is the orderly way, and
        # a transaction that is cut off is rolled back by the database.
        self._thread = threading.Thread(target=self._work, name="vault", daemon=True)
        self._thread.start()

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[AllydeskError], object] | None = None,
    ) -> Task:
        """Run `work` on the vault thread, then `done` or `failed` on the GUI thread.

        A callback that is a method of a QObject is left out when that object has been destroyed meanwhile. Raises
        RuntimeError after `close`.
        """
        return self._enqueue(_Job(Task(parent=self), work, done, failed))

    def run_long(
        self,
        work: Callable[[Progress], T],
        *,
        title: str,
        done: Callable[[T], object] | None = None,
        failed: Callable[[AllydeskError], object] | None = None,
    ) -> Task:
        """The same for work that reports progress and can be cancelled; `title` says what it does ("Importing")."""
        task = Task(title=title, parent=self)
        # Told before it begins: short work could be over before whoever listens has had the chance to stop it.
        self.long_started.emit(task)
        return self._enqueue(_Job(task, partial(_reporting, work, task), done, failed))

    def close(self) -> None:
        """Finish what is queued, and what its callbacks ask for in turn; then join the thread."""
        if self._closed:
            return
        while True:
            self._jobs.join()
            self._deliver()
            if not self._jobs.unfinished_tasks:
                break
        self._closed = True
        self._jobs.put(None)
        self._thread.join()

    def _enqueue(self, job: _Job) -> Task:
        if self._closed:
            raise RuntimeError("the task runner is closed")
        self._jobs.put(job)
        return job.task

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            job.run()
            self._over.append(job)
            del job  # the thread, waiting for the next one, would keep the last result alive
            self._jobs.task_done()
            self._woken.emit()

    @Slot()
    def _deliver(self) -> None:
        while self._over:
            job = self._over.popleft()
            job.task.is_over = True
            try:
                self._hand_over(job)
            finally:
                job.task.ended.emit()
                job.task.deleteLater()

    def _hand_over(self, job: _Job) -> None:
        forgotten = job.task._forgotten  # noqa: SLF001 - a friend in this module
        error = job.error
        if error is None:
            if not forgotten and job.done is not None and _is_there(job.done):
                job.done(job.result)
        elif not isinstance(error, AllydeskError):
            self.crashed.emit(error)
        elif not forgotten and job.failed is not None:
            if _is_there(job.failed):
                job.failed(error)
        elif not isinstance(error, Cancelled):
            self.failed_unhandled.emit(error)


def _reporting(work: Callable[[Progress], T], task: Task) -> T:
    return work(task._report)  # noqa: SLF001 - a friend in this module


def _is_there(callback: Callable[..., object]) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
