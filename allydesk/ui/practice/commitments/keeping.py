"""Commitments on their way into the vault: what could not be kept is remembered until it is, or is given up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allydesk.errors import AllydeskError
from allydesk.practice.ids import CommitmentId
from allydesk.practice.run import Commitment
from allydesk.ui.journal.errands import Errands
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.practice_shelf import PracticeShelf


@dataclass(frozen=True, slots=True)
class _Asked:
    commitment: Commitment
    done: Callable[[], object]
    failed: Callable[[AllydeskError], object]


class CommitmentKeeper:
    """Saves them as they are given. `Leaving` asks it what is not kept before somebody goes."""

    def __init__(self, *, shelf: "PracticeShelf", tasks: TaskRunner) -> None:
        self._shelf = shelf
        self._errands = Errands(tasks=tasks)
        self._left: dict[CommitmentId, _Asked] = {}
        self._under_way = 0
        self._settling: list[Callable[[], object]] = []
        self._trouble: AllydeskError | None = None

    @property
    def trouble(self) -> AllydeskError | None:
        """Why something could not be saved; None when everything could."""
        return self._trouble

    def keep(
        self, commitment: Commitment, *, done: Callable[[], object], failed: Callable[[AllydeskError], object]
    ) -> None:
        """Save this, in the place of what was to be saved of it before."""
        asked = self._left[commitment.id] = _Asked(commitment, done, failed)
        self._save(asked)

    def settle(self, then: Callable[[], object]) -> None:
        """Save what failed before; call `then` when nothing is under way, whether or not it could be saved."""
        self._settling.append(then)
        if not self._under_way:
            for asked in tuple(self._left.values()):
                self._save(asked)
        self._tell_settled()

    def discard_failed(self) -> None:
        """The person has decided to go on without what could not be saved."""
        self._left.clear()
        self._trouble = None

    def close(self) -> None:
        """Wait for nothing any longer. Call it after `settle`."""
        self._errands.forget()
        self._left.clear()
        self._settling.clear()
        self._under_way, self._trouble = 0, None

    def _save(self, asked: _Asked) -> None:
        self._under_way += 1
        self._errands.run(
            lambda: self._shelf.keep_commitment(asked.commitment),
            done=lambda _nothing: self._saved(asked),
            failed=lambda error: self._failed(asked, error),
        )

    def _saved(self, asked: _Asked) -> None:
        self._under_way -= 1
        if self._left.get(asked.commitment.id) is asked:
            del self._left[asked.commitment.id]
        if not self._left:
            self._trouble = None
        asked.done()
        self._tell_settled()

    def _failed(self, asked: _Asked, error: AllydeskError) -> None:
        self._under_way -= 1
        self._trouble = error
        asked.failed(error)
        self._tell_settled()

    def _tell_settled(self) -> None:
        if self._settling and not self._under_way:
            settled, self._settling = self._settling, []
            for then in settled:
                then()
