"""Into the trash, out of it, and away for good, with a word each time."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from allydesk.errors import AllydeskError, Cancelled
from allydesk.ids import EntryId
from allydesk.journal.entry import Entry
from allydesk.storage.journal import Journal
from allydesk.ui.journal.column import ListColumn
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.opening import Opening
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.journal.words import UNTITLED
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.tasks import TaskRunner

T = TypeVar("T")

_PURGE = Question(
    "Delete this entry for good?",
    "Its text, its earlier versions and its files go with it. Only a backup can bring them back.",
    (Answer("keep", "Keep it"), Answer("delete", "Delete for good", "danger")),
    dismiss="keep",
)


class Trash(QObject):
    """Moves entries, and brings the list and the editor along. Nothing is deleted for good without a question."""

    entry_trashed = Signal(str)
    entry_restored = Signal(str)
    entry_purged = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        *,
        journal: Journal,
        tasks: TaskRunner,
        prompts: Prompts,
        column: ListColumn,
        opening: Opening,
        autosave: Autosave,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._errands = Errands(tasks=tasks)
        self._prompts = prompts
        self._column = column
        self._opening = opening
        self._autosave = autosave

    def delete_open(self) -> None:
        """Put the open entry into the trash; one that lies there already goes for good, after a question."""
        sheet = self._opening.sheet
        if sheet is None:
            return
        if sheet.trashed is not None:
            self._purge(sheet.entry_id)
        elif sheet.kept is None and sheet.is_blank:
            self._opening.remove(sheet.entry_id)
        else:
            self._autosave.settle(lambda: self.move_in(sheet.entry_id))

    def restore_open(self) -> None:
        """Take the open entry out of the trash."""
        if self._opening.sheet is not None:
            self._move_out(self._opening.sheet.entry_id)

    def move_in(self, entry_id: EntryId) -> None:
        """Put an entry into the trash."""
        self._run(lambda: self._journal.trash(entry_id), self._moved_in)

    def close(self) -> None:
        """Whatever is under way will be done, and nobody is told."""
        self._errands.forget()

    def _move_out(self, entry_id: EntryId) -> None:
        self._run(lambda: self._journal.restore(entry_id), self._moved_out)

    def _purge(self, entry_id: EntryId) -> None:
        def answered(key: str) -> None:
            if key == "delete":
                self._errands.run_long(
                    lambda progress: self._journal.purge_all((entry_id,), progress=progress),
                    title="Deleting the entry",
                    done=lambda _number: self._purged(entry_id),
                    failed=self._not_purged,
                )

        self._prompts.choose(_PURGE, answered)

    def _not_purged(self, error: AllydeskError) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _moved_in(self, entry: Entry) -> None:
        self._note(entry)
        words = f"“{_name(entry)}” is in the trash."
        if entry.is_empty:
            words = "An entry without any text went to the trash."
        self._column.notice.say(words, action="Undo", act=lambda: self._move_out(entry.id))
        self._take_away(entry.id)
        self.entry_trashed.emit(entry.id)

    def _moved_out(self, entry: Entry) -> None:
        self._note(entry)
        if self._column.in_trash:
            words = f"“{_name(entry)}” is back among your entries."
            self._column.notice.say(words, action="Show it", act=lambda: self._show(entry.id))
            self._take_away(entry.id)
        else:
            self._column.refresh()
            self._opening.open(entry.id)
        self.entry_restored.emit(entry.id)

    def _show(self, entry_id: EntryId) -> None:
        self._column.show_everything()
        self._opening.open(entry_id)

    def _purged(self, entry_id: EntryId) -> None:
        self._take_away(entry_id)
        self._opening.remove(entry_id)
        self.entry_purged.emit(entry_id)

    def _note(self, entry: Entry) -> None:
        sheet = self._opening.find(entry.id)
        if sheet is not None:
            sheet.trashed = entry.trashed

    def _take_away(self, entry_id: EntryId) -> None:
        """The entry left the list: the one below it takes its place."""
        row = -1
        if self._opening.target == entry_id:
            row = self._column.rows.row_of_entry(entry_id)
            self._opening.show_nothing()
        self._column.refresh(go_to_row=row)

    def _run(self, work: Callable[[], T], done: Callable[[T], object]) -> None:
        self._errands.run(work, done=done, failed=self.failed.emit)


def _name(entry: Entry) -> str:
    return entry.content.title.strip() or UNTITLED
