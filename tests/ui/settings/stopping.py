"""A person who stops what they have asked for, at a moment that is the same in every run."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from PySide6.QtCore import Qt

from allydesk.ui.tasks import Task, TaskRunner


@contextmanager
def stopped_before_it_begins(tasks: TaskRunner) -> Iterator[None]:
    """Long work that is asked for in the block is stopped while something else still keeps the thread."""
    gate = Event()
    tasks.run(gate.wait)
    tasks.long_started.connect(Task.cancel)
    try:
        yield
    finally:
        tasks.long_started.disconnect(Task.cancel)
        gate.set()


@contextmanager
def stopped_on_the_way(tasks: TaskRunner) -> Iterator[None]:
    """Long work that is asked for in the block is stopped as soon as it has reported once."""

    def stop(task: Task) -> None:
        # On the thread that reports, so that it meets the stop at its very next report.
        task._reported.connect(lambda _done, _total: task.cancel(), Qt.ConnectionType.DirectConnection)

    tasks.long_started.connect(stop)
    try:
        yield
    finally:
        tasks.long_started.disconnect(stop)
