"""What one part of a page has asked of the vault, so that it can take its questions back."""

from collections.abc import Callable
from typing import TypeVar

from allydesk.errors import AllydeskError
from allydesk.progress import Progress
from allydesk.ui.tasks import Task, TaskRunner

T = TypeVar("T")


class Errands:
    """Runs work through the one `TaskRunner` and remembers what is still out."""

    def __init__(self, *, tasks: TaskRunner) -> None:
        self._tasks = tasks
        self._out: set[Task] = set()

    def run(
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[AllydeskError], object] | None = None,
    ) -> Task:
        """As `TaskRunner.run`; after `drop` or `forget`, neither `done` nor `failed` is called any more."""
        return self._note(self._tasks.run(work, done=done, failed=failed))

    def run_long(
        self,
        work: Callable[[Progress], T],
        *,
        title: str,
        done: Callable[[T], object] | None = None,
        failed: Callable[[AllydeskError], object] | None = None,
    ) -> Task:
        """The same for work that shows how far it is, as `TaskRunner.run_long`."""
        return self._note(self._tasks.run_long(work, title=title, done=done, failed=failed))

    def forget(self) -> None:
        """Nobody waits for the answers any longer; the work is done all the same."""
        for task in self._out:
            task.forget()
        self._out.clear()

    def drop(self) -> None:
        """Nobody waits for the answers any longer. What has not begun is not done at all, so no writing goes here."""
        for task in self._out:
            task.forget()
            task.cancel()
        self._out.clear()

    def _note(self, task: Task) -> Task:
        self._out.add(task)
        task.ended.connect(lambda: self._out.discard(task))
        return task
