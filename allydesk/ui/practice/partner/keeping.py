"""How what two or three people did comes into the vault: unfinished when they are interrupted, finished when they save.

A run that was had together changes no cards: what was seen in it may be anybody's.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from allydesk.errors import AllydeskError
from allydesk.practice.ids import CommitmentId, new_commitment_id
from allydesk.practice.partnering import finished
from allydesk.practice.run import Commitment, Run
from allydesk.ui.journal.errands import Errands
from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.practice.scene.keeping import RunKeeper
from allydesk.ui.practice.scene.leaving import Leaving
from allydesk.ui.prompts import Prompts
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.practice_shelf import PracticeShelf


class TogetherKeeper(QObject):
    """Keeps, finishes, or takes back what was kept."""

    def __init__(
        self, *, shelf: "PracticeShelf", tasks: TaskRunner, prompts: Prompts, retry: int, parent: QObject | None = None
    ) -> None:
        """`retry` in milliseconds, after a failure."""
        super().__init__(parent)
        self._shelf = shelf
        self._errands = Errands(tasks=tasks)
        self._runs = RunKeeper(shelf=shelf, tasks=tasks, retry=retry, parent=self)
        self._leaving = Leaving(keeper=self._runs, prompts=prompts)
        self._is_finishing = False
        self._waiting: list[Callable[[], object]] = []
        self._plan_ids: dict[tuple[str, int], CommitmentId] = {}

    @property
    def is_finishing(self) -> bool:
        """Whether a run is on its way into the vault as finished."""
        return self._is_finishing

    def keep(self, sitting: Sitting) -> None:
        """Keep it as unfinished, if there is anything in it. One that is being finished is kept by that."""
        if sitting.is_worth_keeping and not self._is_finishing:
            sitting.was_kept = True
            self._runs.keep(sitting.unfinished())

    def flush(self, then: Callable[[], object]) -> None:
        """Do `then` when nothing waits any more. Where something could not be kept, ask; `then` may never come."""
        if self._is_finishing:
            self._waiting.append(then)
        else:
            self._leaving.flush(then)

    def finish(
        self,
        sitting: Sitting,
        *,
        now: datetime,
        done: Callable[[int], object],
        failed: Callable[[AllydeskError], object],
    ) -> None:
        """Keep it as finished, and their plans. `done` is told how many plans there were. `now` has a zone."""
        run, commitments = finished(sitting.run, now=now), self._commitments(sitting, now)
        self._is_finishing = True

        def kept() -> None:
            self._plan_ids.clear()
            self._over(lambda: done(len(commitments)))

        def not_kept(error: AllydeskError) -> None:
            sitting.was_kept = True  # the run may be there, and only a plan missing
            self._over(lambda: self._not_finished(sitting, error, failed))

        work = partial(_keep_all, self._shelf, run, commitments)
        self._runs.finish_by(work, run.id, done=kept, failed=not_kept)

    def give_up(self, sitting: Sitting, *, done: Callable[[], object]) -> None:
        """They leave without saving: what was kept in the meantime goes into the trash."""
        self._runs.discard_failed()
        if sitting.was_kept and not sitting.is_taken_up:
            run_id, shelf = sitting.run.id, self._shelf
            self._runs.settle(
                lambda: self._errands.run(
                    lambda: shelf.remove_run(run_id), done=lambda _nothing: done(), failed=lambda _error: done()
                )
            )

    def close(self) -> None:
        """Wait for nothing any longer. Call it after `flush`."""
        self._errands.forget()
        self._runs.close()
        self._waiting.clear()
        self._plan_ids.clear()
        self._is_finishing = False

    def _not_finished(self, sitting: Sitting, error: AllydeskError, failed: Callable[[AllydeskError], object]) -> None:
        failed(error)
        if self._waiting:  # somebody wants to lock: it is kept unfinished at least
            self.keep(sitting)

    def _over(self, tell: Callable[[], object]) -> None:
        self._is_finishing = False
        tell()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            self.flush(then)

    def _commitments(self, sitting: Sitting, now: datetime) -> list[Commitment]:
        """Each plan, with whose it is. Tried again, they are the same ones."""
        made = now.astimezone(UTC)
        return [
            Commitment(
                self._plan_ids.setdefault((sitting.run.id, place), new_commitment_id()),
                plan.cue,
                plan.response,
                made,
                due=plan.due,
                run=sitting.run.id,
                note=sitting.name(place),
            )
            for place, plan in enumerate(sitting.plans)
            if not plan.is_empty
        ]


def _keep_all(shelf: "PracticeShelf", run: Run, commitments: Iterable[Commitment]) -> None:
    shelf.finish_run(run, ())
    for commitment in commitments:
        shelf.keep_commitment(commitment)
