"""The lifeline that all five steps work on: what is on it, what was done, and that it is kept.

An edit is in force at once and goes into the vault by itself, in order. One that could not be kept stays in memory
and is tried again; whoever wants to leave can ask whether anything is still waiting.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from allydesk.errors import AllydeskError
from allydesk.story.lifeline import Edit, Lifeline
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.lifeline_shelf import LifelineShelf

FIRST_RETRY = 5_000
LAST_RETRY = 60_000
"""Milliseconds between tries after a failure, doubling from the first to the last."""


class LifelineDesk(QObject):
    """Holds the lifeline of an open vault, and everything that was done to it since it was opened, for undo."""

    loaded = Signal()
    """The lifeline is here, for the first time or anew; what was done before can no longer be undone."""
    changed = Signal(object)
    """An `Edit` is in force: done, undone or done again. `lifeline` is the one after it."""
    kept_changed = Signal()
    """How the lifeline stands with the vault has changed: see `is_kept` and `error`."""

    def __init__(
        self, *, shelf: "LifelineShelf", tasks: TaskRunner, retry: int = FIRST_RETRY, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._tasks = tasks
        self.lifeline = Lifeline()
        self.is_loaded = False
        self.error: AllydeskError | None = None
        self._done: list[Edit] = []
        self._undone: list[Edit] = []
        self._waiting: list[Edit] = []
        self._under_way: Edit | None = None
        self._settling: list[Callable[[], object]] = []
        self._first_retry = self._retry = retry
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._save)

    def load(self) -> None:
        """Read it from the vault; `loaded` tells when it is here. What is still to be kept is kept first."""
        self.settle(lambda: self._tasks.run(self._shelf.whole, done=self._take))

    def do(self, edit: Edit) -> None:
        """Carry the edit out and keep it. One without a change is none."""
        if not edit.changes:
            return
        last = self._done[-1] if self._done else None
        if edit.run and last is not None and last.run == edit.run and not self._undone:
            joined = last.then(edit)
            if joined.changes:
                self._done[-1] = joined
            else:
                self._done.pop()
        else:
            self._done.append(edit)
        self._undone.clear()
        self._carry_out(edit)

    @property
    def undo_label(self) -> str:
        """What undoing would take back ("Move the moment"); "" when there is nothing."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """What would be done again; "" when there is nothing."""
        return self._undone[-1].label if self._undone else ""

    def undo(self) -> None:
        """Take back what was done last."""
        if self._done:
            edit = self._done.pop()
            self._undone.append(edit)
            self._carry_out(edit.reversed())

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._undone:
            edit = self._undone.pop()
            self._done.append(edit)
            self._carry_out(edit)

    @property
    def is_kept(self) -> bool:
        """Whether the vault has everything."""
        return not self._waiting and self._under_way is None

    def settle(self, then: Callable[[], object]) -> None:
        """Keep everything; call `then` when it is kept, or cannot be for now (then `is_kept` is False)."""
        self._settling.append(then)
        self._save()
        self._tell_settled()

    def close_all(self) -> None:
        """Drop everything that came out of the vault. Call it after `settle`."""
        self._again.stop()
        for known in (self._done, self._undone, self._waiting, self._settling):
            known.clear()
        self._under_way = None
        self.lifeline = Lifeline()
        self.is_loaded = False

    def _take(self, lifeline: Lifeline) -> None:
        self.lifeline = lifeline
        self.is_loaded = True
        self._done.clear()
        self._undone.clear()
        self.loaded.emit()

    def _carry_out(self, edit: Edit) -> None:
        self.lifeline = self.lifeline.after(edit)
        self._waiting.append(edit)
        self.changed.emit(edit)
        self._save()

    def _save(self) -> None:
        self._again.stop()
        if self._under_way is not None or not self._waiting:
            return
        first, *others = self._waiting
        self._waiting = []
        whole = first
        for edit in others:
            whole = whole.then(edit)
        self._under_way = whole
        self._tasks.run(lambda: self._shelf.apply(whole), done=lambda _: self._saved(), failed=self._failed)
        self.kept_changed.emit()

    def _saved(self) -> None:
        if self._under_way is None:
            return
        self._under_way = None
        self.error = None
        self._retry = self._first_retry
        self._save()
        self.kept_changed.emit()
        self._tell_settled()

    def _failed(self, error: AllydeskError) -> None:
        if self._under_way is None:
            return
        self._waiting.insert(0, self._under_way)
        self._under_way = None
        self.error = error
        self._again.start(self._retry)
        self._retry = min(self._retry * 2, LAST_RETRY)
        self.kept_changed.emit()
        self._tell_settled()

    def _tell_settled(self) -> None:
        if self._under_way is None and (not self._waiting or self.error is not None):
            settled, self._settling = self._settling, []
            for then in settled:
                then()
