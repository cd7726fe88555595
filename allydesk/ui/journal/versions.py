"""From an entry to its history and back with an earlier version."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from allydesk.journal.entry import Entry, Version
from allydesk.storage.journal import Clock, Journal
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.history import HistoryDialog
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look


class Versions(QObject):
    """Opens the history of a sheet's entry, and brings a version back."""

    brought_back = Signal(object)
    """An earlier version is the present one now; carries the entry's id."""
    failed = Signal(object)

    def __init__(self, *, journal: Journal, tasks: TaskRunner, look: Look, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._journal = journal
        self._tasks = tasks
        self._errands = Errands(tasks=tasks)
        self._look = look
        self._clock = clock
        self._window = parent
        self._dialog: HistoryDialog | None = None

    def open(self, sheet: Sheet, *, wanted: Callable[[], bool]) -> None:
        """Show the versions of a sheet that has been saved; not when `wanted` says no by the time they are here."""
        entry_id = sheet.entry_id
        self._errands.run(
            lambda: self._journal.versions(entry_id),
            done=lambda versions: self._show(sheet, versions) if wanted() else None,
            failed=self.failed.emit,
        )

    def close(self) -> None:
        """Close the history if it is open. A version on its way back still comes back, and nobody is told."""
        self._errands.forget()
        if self._dialog is not None:
            self._dialog.reject()

    def _show(self, sheet: Sheet, versions: list[Version]) -> None:
        dialog = self._dialog = HistoryDialog(
            versions,
            present=sheet.content(),
            tasks=self._tasks,
            look=self._look,
            clock=self._clock,
            parent=self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.version_chosen.connect(lambda version: self._bring_back(sheet, version))
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self._dialog = None

    def _bring_back(self, sheet: Sheet, version: Version) -> None:
        content = replace(version.content, created=sheet.created)

        def done(_entry: Entry) -> None:
            sheet.take_version(content)
            self.brought_back.emit(sheet.entry_id)

        self._errands.run(
            lambda: self._journal.save(sheet.entry_id, content, keep_present=True), done=done, failed=self.failed.emit
        )
