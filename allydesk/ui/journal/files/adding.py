"""Adding files, one after the other, each with its progress and a way to stop."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from allydesk.errors import AllydeskError, Cancelled, VaultError
from allydesk.ids import EntryId
from allydesk.journal.pictures import Position
from allydesk.progress import Progress
from allydesk.ui.journal.files.arriving import Added, Arriving, keep
from allydesk.ui.journal.files.store import FileStore
from allydesk.ui.tasks import Task, TaskRunner

WhenKept = Callable[[Callable[[EntryId], object]], object]
"""Calls back with the entry's id once the entry itself is in the vault."""


@dataclass(slots=True)
class Batch:
    """Some files that were chosen together, and what has become of them."""

    entry_id: EntryId
    waiting: deque[Arriving]
    total: int
    into_text: bool
    kept: list[Added] = field(default_factory=list)
    errors: list[AllydeskError] = field(default_factory=list)
    stopped: bool = False


class Adding(QObject):
    """Keeps files with entries, in the order they were given.

    `kept(entry_id, Added, into_text)` after each, `finished(Batch)` when all that were given together are through.
    """

    kept = Signal(object, object, bool)
    finished = Signal(object)

    def __init__(
        self, *, files: FileStore, tasks: TaskRunner, when_kept: WhenKept, strip_position: bool, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.strip_position = strip_position
        self._files = files
        self._tasks = tasks
        self._when_kept = when_kept
        self._batches: deque[Batch] = deque()
        self._task: Task | None = None
        self._closings = 0

    def add(self, arriving: Sequence[Arriving], *, into_text: bool) -> None:
        """Keep these with the entry that is shown, which is kept itself first where it is new."""
        closings = self._closings

        def begin(entry_id: EntryId) -> None:
            if closings == self._closings:
                self._batches.append(Batch(entry_id, deque(arriving), len(arriving), into_text))
                self._go_on()

        if arriving:
            self._when_kept(begin)

    def close(self) -> None:
        """Stop, and tell nobody. A file that is half in is taken out again by the vault."""
        self._closings += 1
        self._batches.clear()
        if self._task is not None:
            self._task.forget()
            self._task.cancel()
            self._task = None

    def _go_on(self) -> None:
        while self._task is None and self._batches:
            batch = self._batches[0]
            if batch.waiting and not batch.stopped:
                self._begin(batch, batch.waiting.popleft())
            else:
                self._batches.popleft()
                self.finished.emit(batch)

    def _begin(self, batch: Batch, arriving: Arriving) -> None:
        number = batch.total - len(batch.waiting)
        strip = self.strip_position

        def work(progress: Progress) -> Added:
            return keep(arriving, batch.entry_id, files=self._files, strip_position=strip, progress=progress)

        title = "Adding a file" if batch.total == 1 else f"Adding file {number} of {batch.total}"
        self._task = self._tasks.run_long(
            work, title=title, done=partial(self._done, batch), failed=partial(self._failed, batch)
        )

    def _done(self, batch: Batch, added: Added) -> None:
        self._task = None
        batch.kept.append(added)
        self.kept.emit(batch.entry_id, added, batch.into_text)
        self._go_on()

    def _failed(self, batch: Batch, error: AllydeskError) -> None:
        self._task = None
        # What one file could not do, the next may; what the vault could not do, it cannot do for the next either.
        batch.stopped = isinstance(error, (Cancelled, VaultError))
        if not isinstance(error, Cancelled):
            batch.errors.append(error)
        self._go_on()


def told(batch: Batch, problem: Callable[[AllydeskError], str]) -> str:
    """What to say when a batch is through; "" when there is nothing that is not seen anyhow."""
    sentences = []
    missing = batch.total - len(batch.kept)
    if batch.errors:
        which = "The file was not added." if batch.total == 1 else f"{missing} of {batch.total} files were not added."
        sentences.append(f"{which} {problem(batch.errors[0])}")
    elif missing:
        count = len(batch.kept)
        sentences.append("You stopped it; nothing was added." if not count else f"You stopped it after {count} files.")
    unsure = sum(added.position is Position.UNSURE for added in batch.kept)
    removed = sum(added.position is Position.REMOVED for added in batch.kept)
    if unsure:
        many = "this file" if batch.total == 1 else f"{unsure} of these files"
        sentences.append(f"Position data may still be in {many}.")
    elif removed:
        many = "the file" if batch.total == 1 else f"{removed} of the files"
        sentences.append(f"Where it was taken has been removed from {many}.")
    return " ".join(sentences)
