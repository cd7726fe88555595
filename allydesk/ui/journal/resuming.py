"""Going on where one was: the entry left open at the last lock, or else the newest."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from allydesk.journal.entry import EntrySummary
from allydesk.storage.journal import Journal
from allydesk.ui.journal.column import ListColumn
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.opening import Opening
from allydesk.ui.tasks import TaskRunner


class Resuming(QObject):
    """Opens an entry once after the vault was unlocked, unless the person was quicker."""

    resumed = Signal()
    """The list is there: the keyboard can be on it."""

    def __init__(
        self,
        *,
        journal: Journal,
        tasks: TaskRunner,
        column: ListColumn,
        opening: Opening,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._errands = Errands(tasks=tasks)
        self._column = column
        self._opening = opening
        self._waiting = False
        self._left: EntrySummary | None = None
        column.first_shown.connect(self._go_on)
        column.rows.completed.connect(self._show_row)
        opening.sheet_shown.connect(self._stop_waiting)

    def begin(self) -> None:
        """Ask what was open. Call it before the list is asked for; nothing happens where an entry is open already."""
        if self._opening.sheet is None:
            self._waiting = True
            # Where it cannot be told, the newest is as good.
            self._errands.run(self._journal.left_open, done=self._know, failed=lambda _error: None)

    def remember(self, then: Callable[[], object]) -> None:
        """Note in the vault what is open, and then do `then`, whether or not that could be noted."""
        sheet = self._opening.sheet
        kept = sheet is not None and sheet.kept is not None and sheet.trashed is None
        entry_id = sheet.entry_id if sheet is not None and kept else None
        self._errands.run(
            lambda: self._journal.remember_open(entry_id),
            done=lambda _none: then(),
            failed=lambda _error: then(),
        )

    def close_all(self) -> None:
        """Forget it."""
        self._errands.forget()
        self._waiting, self._left = False, None

    def _know(self, left: EntrySummary | None) -> None:
        self._left = left

    def _stop_waiting(self) -> None:
        self._waiting = False

    def _go_on(self) -> None:
        if not self._waiting:
            return
        self._waiting = False
        if self._left is not None:
            self._opening.open(self._left.id)
        elif self._column.rows.rowCount():
            newest = self._column.rows.pinned_rows
            self._column.list.go(1 + (newest if newest < self._column.rows.rowCount() else 0))
        self.resumed.emit()

    def _show_row(self) -> None:
        """All rows are known now: mark the one of an entry that lies further down."""
        left, self._left = self._left, None
        if left is not None and self._opening.target == left.id:
            row = self._column.rows.row_of(left.position)
            if row != self._column.list.currentIndex().row():
                self._column.list.show_row(row)
