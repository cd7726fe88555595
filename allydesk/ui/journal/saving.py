"""Writing goes into the vault by itself.

Nothing typed is ever given up: a text stays in memory until the vault has acknowledged it, a save that fails is tried
again, and whoever wants to leave can see what is not yet kept.
"""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

from allydesk.errors import AllydeskError, Code
from allydesk.ids import EntryId
from allydesk.journal.entry import Entry, NewEntry
from allydesk.storage.journal import Journal
from allydesk.ui.journal.sheet import Sheet, Snapshot
from allydesk.ui.tasks import TaskRunner

PAUSE = 800
"""Milliseconds without a key before what was typed is saved."""
LONGEST_WAIT = 10_000
"""Milliseconds after which it is saved even while one goes on typing."""
FIRST_RETRY = 5_000
LAST_RETRY = 60_000
"""Milliseconds between tries after a failure, doubling from the first to the last."""


class Kept(Enum):
    """How an entry stands with the vault."""

    NEW = "new"
    SAVED = "saved"
    SAVING = "saving"
    FAILED = "failed"


class Autosave(QObject):
    """Saves sheets: a while after the last key, or at once when asked. One save of an entry is under way at a time."""

    state_changed = Signal(object)
    """How an entry stands has changed; carries its id."""
    entry_saved = Signal(object, bool)
    """An entry is kept, carrying its id and whether its place in the list is new: it is new itself, or was moved."""

    def __init__(
        self,
        *,
        journal: Journal,
        tasks: TaskRunner,
        pause: int = PAUSE,
        retry: int = FIRST_RETRY,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._tasks = tasks
        self._waiting: dict[EntryId, Sheet] = {}
        self._under_way: dict[EntryId, Sheet] = {}
        self._errors: dict[EntryId, tuple[Sheet, AllydeskError]] = {}
        self._settling: list[Callable[[], object]] = []
        self._wanted: dict[EntryId, list[Callable[[EntryId], object]]] = {}
        self._first_retry = self._retry = retry
        self._pause = self._timer(pause)
        self._longest = self._timer(LONGEST_WAIT)
        self._again = self._timer(retry)

    def state(self, sheet: Sheet) -> Kept:
        """How this sheet stands."""
        if sheet.entry_id in self._errors:
            return Kept.FAILED
        if self.is_busy(sheet):
            return Kept.SAVING
        return Kept.NEW if sheet.kept is None else Kept.SAVED

    def is_busy(self, sheet: Sheet) -> bool:
        """Whether something of it waits to be saved or is being saved."""
        return sheet.entry_id in self._waiting or sheet.entry_id in self._under_way

    def error_of(self, sheet: Sheet) -> AllydeskError | None:
        """Why the last save of this sheet failed, or None when it did not."""
        found = self._errors.get(sheet.entry_id)
        return found[1] if found else None

    def unsaved(self) -> list[Sheet]:
        """The sheets whose last save failed."""
        return [sheet for sheet, _ in self._errors.values()]

    def touch(self, sheet: Sheet) -> None:
        """The sheet has changed: save it soon."""
        before = self.state(sheet)
        self._waiting[sheet.entry_id] = sheet
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        if before != self.state(sheet):
            self.state_changed.emit(sheet.entry_id)

    def save_now(self) -> None:
        """Begin to save everything that waits, what failed before included."""
        self._pause.stop()
        self._longest.stop()
        self._again.stop()
        for sheet, _ in self._errors.values():
            self._waiting.setdefault(sheet.entry_id, sheet)
        for sheet in list(self._waiting.values()):
            if sheet.entry_id not in self._under_way:
                self._begin(sheet)

    def settle(self, then: Callable[[], object]) -> None:
        """Save everything; call `then` when nothing waits or is under way, whether or not it could be saved."""
        self._settling.append(then)
        self.save_now()
        self._tell_settled()

    def keep(self, sheet: Sheet, then: Callable[[EntryId], object]) -> None:
        """Call `then` once the entry is in the vault, which it enters even while nothing is written: it is to have a
        file. Where it cannot be saved, `then` comes when it can."""
        if sheet.kept is not None:
            then(sheet.entry_id)
            return
        self._wanted.setdefault(sheet.entry_id, []).append(then)
        self.touch(sheet)
        self.save_now()

    def discard(self, sheet: Sheet) -> None:
        """The person has decided that this sheet need not be kept."""
        self._wanted.pop(sheet.entry_id, None)
        self._waiting.pop(sheet.entry_id, None)
        self._errors.pop(sheet.entry_id, None)

    def close(self) -> None:
        """Wait for nothing any longer. Call it after `settle`."""
        for timer in (self._pause, self._longest, self._again):
            timer.stop()
        for known in (self._waiting, self._under_way, self._errors, self._wanted):
            known.clear()
        self._settling.clear()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.save_now)
        return timer

    def _begin(self, sheet: Sheet) -> None:
        del self._waiting[sheet.entry_id]
        snapshot = sheet.snapshot()
        never = sheet.kept is None and snapshot.is_blank and sheet.entry_id not in self._wanted
        if snapshot.content == sheet.kept or never:
            if sheet.kept is not None:
                sheet.settle(snapshot)
            self._errors.pop(sheet.entry_id, None)
            self.state_changed.emit(sheet.entry_id)
            return
        self._under_way[sheet.entry_id] = sheet
        self._tasks.run(
            _save(self._journal, sheet, snapshot),
            done=lambda _entry: self._saved(sheet, snapshot),
            failed=lambda error: self._failed(sheet, error),
        )

    def _saved(self, sheet: Sheet, snapshot: Snapshot) -> None:
        if self._under_way.pop(sheet.entry_id, None) is None:
            return
        before = sheet.kept
        placed = before is None or before.created != snapshot.content.created
        self._errors.pop(sheet.entry_id, None)
        if not self._errors:
            self._retry = self._first_retry
        if not sheet.settle(snapshot, seconds=snapshot.seconds):
            self.touch(sheet)
        self.entry_saved.emit(sheet.entry_id, placed)
        self.state_changed.emit(sheet.entry_id)
        for then in self._wanted.pop(sheet.entry_id, ()):
            then(sheet.entry_id)
        self._go_on()

    def _failed(self, sheet: Sheet, error: AllydeskError) -> None:
        if self._under_way.pop(sheet.entry_id, None) is None:
            return
        if error.code is Code.NO_SUCH_ENTRY and sheet.kept is not None:
            # Deleted for good elsewhere, while something was still typed here: what was typed becomes an entry again.
            sheet.kept = None
            self.touch(sheet)
        else:
            self._errors[sheet.entry_id] = (sheet, error)
            self._again.start(self._retry)
            self._retry = min(self._retry * 2, LAST_RETRY)
        self.state_changed.emit(sheet.entry_id)
        self._go_on()

    def _go_on(self) -> None:
        if self._settling:
            for sheet in list(self._waiting.values()):
                if sheet.entry_id not in self._under_way:
                    self._begin(sheet)
        self._tell_settled()

    def _tell_settled(self) -> None:
        if self._settling and not self._under_way and not self._waiting:
            settled, self._settling = self._settling, []
            for then in settled:
                then()


def _save(journal: Journal, sheet: Sheet, snapshot: Snapshot) -> Callable[[], Entry]:
    entry_id, seconds = sheet.entry_id, snapshot.seconds
    if sheet.kept is None:
        # With all it had: one that was deleted for good elsewhere comes back as it was.
        whole = sheet.seconds + seconds
        new = NewEntry(snapshot.content, id=entry_id, pinned=sheet.pinned, seconds=whole)
        return lambda: journal.add(new)
    if seconds:
        return lambda: journal.save(entry_id, snapshot.content, seconds=seconds)
    return lambda: journal.save(entry_id, snapshot.content)
