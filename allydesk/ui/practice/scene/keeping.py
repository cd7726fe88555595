"""A run goes into the vault by itself, after each move.

Nothing is ever given up: the newest state stays in memory until the vault has acknowledged it, a save that fails is
tried again, and whoever wants to leave can see what is not yet kept.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from allydesk.errors import AllydeskError
from allydesk.practice.ids import RunId
from allydesk.practice.run import Run
from allydesk.practice.scheduling import reviews_of
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.saving import FIRST_RETRY, LAST_RETRY
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.practice_shelf import PracticeShelf


class RunKeeper(QObject):
    """Saves runs, one save after the other."""

    changed = Signal()
    """A save failed, or what had failed is kept now."""
    saved = Signal()
    """A run is kept as it was given."""

    def __init__(
        self, *, shelf: "PracticeShelf", tasks: TaskRunner, retry: int = FIRST_RETRY, parent: QObject | None = None
    ) -> None:
        """`retry` in milliseconds, after a failure."""
        super().__init__(parent)
        self._shelf = shelf
        self._tasks = tasks
        self._errands = Errands(tasks=tasks)
        self._waiting: dict[RunId, Run] = {}
        self._under_way: Run | None = None
        self._failed_runs: dict[RunId, tuple[Run, AllydeskError]] = {}
        self._settling: list[Callable[[], object]] = []
        self._first_retry = self._retry = retry
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.save_now)

    @property
    def trouble(self) -> AllydeskError | None:
        """Why something could not be saved; None when everything could."""
        return next((error for _run, error in self._failed_runs.values()), None)

    def keep(self, run: Run) -> None:
        """Save this, in the place of what still waits of it."""
        self._waiting[run.id] = run
        self._begin()

    def save_now(self) -> None:
        """Begin to save what failed before."""
        self._again.stop()
        under_way = None if self._under_way is None else self._under_way.id
        for run_id, (run, _error) in self._failed_runs.items():
            if run_id != under_way:  # what is on its way is newer than what failed
                self._waiting.setdefault(run_id, run)
        self._begin()

    def settle(self, then: Callable[[], object]) -> None:
        """Save; call `then` when nothing waits or is under way, whether or not it could be saved."""
        self._settling.append(then)
        self.save_now()
        self._tell_settled()

    def finish(self, run: Run, *, done: Callable[[], object], failed: Callable[[AllydeskError], object]) -> None:
        """Keep the run as finished, with when to practise its skills again: both or neither."""
        shelf = self._shelf

        def work() -> None:
            assert run.finished is not None  # noqa: S101 - that is what it is called for
            shelf.finish_run(run, reviews_of(run, shelf.cards(), run.finished))

        self.finish_by(work, run.id, done=done, failed=failed)

    def finish_by(
        self,
        work: Callable[[], object],
        run_id: RunId,
        *,
        done: Callable[[], object],
        failed: Callable[[AllydeskError], object],
    ) -> None:
        """Do `work`, which keeps the whole run as finished, when nothing waits. What of it could not be saved before is
        in it, and is never saved over it. After `close` neither `done` nor `failed` is called."""

        def settled() -> None:
            held = self._failed_runs.pop(run_id, None)
            self._errands.run(
                work, done=lambda _nothing: kept(held is not None), failed=lambda error: not_kept(held, error)
            )

        def kept(was_in_trouble: bool) -> None:
            if was_in_trouble:
                self.changed.emit()
            done()

        def not_kept(held: tuple[Run, AllydeskError] | None, error: AllydeskError) -> None:
            if held is not None:
                self._failed_runs[run_id] = held
                self._again.start(self._retry)
            failed(error)

        self.settle(settled)

    def discard_failed(self) -> None:
        """The person has decided to go on without what could not be saved."""
        self._again.stop()
        for run_id in self._failed_runs:
            self._waiting.pop(run_id, None)
        self._failed_runs.clear()
        self.changed.emit()

    def close(self) -> None:
        """Wait for nothing any longer. Call it after `settle`."""
        self._errands.forget()
        self._again.stop()
        self._waiting.clear()
        self._failed_runs.clear()
        self._under_way = None
        self._settling.clear()

    def _begin(self) -> None:
        if not self._waiting or self._under_way is not None:
            return
        run = self._waiting.pop(next(iter(self._waiting)))
        self._under_way = run
        shelf = self._shelf
        self._tasks.run(
            lambda: shelf.keep_run(run),
            done=lambda _nothing: self._saved(run),
            failed=lambda error: self._failed(run, error),
        )

    def _saved(self, run: Run) -> None:
        if self._under_way is not run:
            return
        self._under_way = None
        self._retry = self._first_retry
        if self._failed_runs.pop(run.id, None) is not None:
            self.changed.emit()
        self.saved.emit()
        self._go_on()

    def _failed(self, run: Run, error: AllydeskError) -> None:
        if self._under_way is not run:
            return
        self._under_way = None
        self._failed_runs[run.id] = (run, error)
        self._again.start(self._retry)
        self._retry = min(self._retry * 2, LAST_RETRY)
        self.changed.emit()
        self._go_on()

    def _go_on(self) -> None:
        self._begin()
        self._tell_settled()

    def _tell_settled(self) -> None:
        if self._settling and self._under_way is None and not self._waiting:
            settled, self._settling = self._settling, []
            for then in settled:
                then()
