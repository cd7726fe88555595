"""The menu of a row, or of all rows that are marked."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from allydesk.ids import EntryId
from allydesk.journal.entry import EntrySummary
from allydesk.journal.links import link_to
from allydesk.storage.journal import Journal
from allydesk.ui.clipboard import private_mime
from allydesk.ui.journal.column import ListColumn
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.several import Several
from allydesk.ui.tasks import TaskRunner


class RowMenu(QObject):
    """Says what can be done with the rows, and does the small things itself."""

    open_asked = Signal(object)
    """An EntryId."""
    pinned = Signal(object, bool)
    """An EntryId, and whether it is pinned now."""
    failed = Signal(object)

    def __init__(
        self,
        *,
        journal: Journal,
        tasks: TaskRunner,
        column: ListColumn,
        several: Several,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._errands = Errands(tasks=tasks)
        self._column = column
        self._several = several
        self._menu = QMenu(column.list)
        column.list.menu_asked.connect(self._popup)

    def menu(self) -> QMenu:
        """The menu for the rows that are marked now."""
        self._menu.clear()
        rows = self._column.list.rows_marked()
        summary = self._column.rows.summary_at(rows[0]) if len(rows) == 1 else None
        if summary is not None:
            self._add_for_one(summary)
        several = len(rows) > 1
        if self._column.in_trash:
            self._add("Restore", self._several.restore)
            self._add("Delete for good…", self._several.purge)
        else:
            self._add("Print…", self._several.print)
            self._add("Export…", self._several.export)
            self._menu.addSeparator()
            self._add(f"Move {len(rows):,} entries to trash" if several else "Move to trash", self._several.trash)
        return self._menu

    def set_pinned(self, entry_id: EntryId, pinned: bool) -> None:
        """Pin an entry to the top, or let it go."""
        self._errands.run(
            lambda: self._journal.set_pinned(entry_id, pinned),
            done=lambda _entry: self._was_pinned(entry_id, pinned),
            failed=self.failed.emit,
        )

    def close(self) -> None:
        """Nobody is told of what is under way."""
        self._errands.forget()
        self._menu.clear()

    def _add_for_one(self, summary: EntrySummary) -> None:
        self._add("Open", lambda: self.open_asked.emit(summary.id))
        if not self._column.in_trash:
            pin = "Unpin" if summary.pinned else "Pin to the top"
            self._add(pin, lambda: self.set_pinned(summary.id, not summary.pinned))
            if link := link_to(summary.title):
                self._add("Copy link", lambda: QGuiApplication.clipboard().setMimeData(private_mime(link)))
        self._menu.addSeparator()

    def _was_pinned(self, entry_id: EntryId, pinned: bool) -> None:
        self._column.rows.renew(entry_id)
        self._column.refresh()
        self.pinned.emit(entry_id, pinned)

    def _add(self, words: str, act: Callable[[], object]) -> None:
        self._menu.addAction(words).triggered.connect(lambda _checked=False: act())

    def _popup(self, place: QPoint) -> None:
        self.menu().popup(place)
