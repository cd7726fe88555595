"""Into the trash, out of it, and away for good."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from allydesk.journal.entry import Entry
from allydesk.journal.ids import EntryId
from allydesk.storage.journal import Journal
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.tasks import TaskRunner


class Trash(QObject):
    """Moves entries and says what has happened. Nothing is deleted for good without a question."""

    entry_trashed = Signal(object)
    """Carries the Entry, as the other two do the Entry and the id."""
    entry_restored = Signal(object)
    entry_purged = Signal(object)
    failed = Signal(object)

    def __init__(self, *, journal: Journal, tasks: TaskRunner, prompts: Prompts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._tasks = tasks
        self._prompts = prompts

    def move_in(self, entry_id: EntryId) -> None:
        """Put an entry into the trash."""
        self._run(lambda: self._journal.trash(entry_id), self.entry_trashed.emit)

    def move_out(self, entry_id: EntryId) -> None:
        """Take an entry out of the trash."""
        self._run(lambda: self._journal.restore(entry_id), self.entry_restored.emit)

    def purge(self, entry_id: EntryId) -> None:
        """Delete an entry for good, after asking."""
        question = Question(
            "Delete this entry for good?",
            "Its text, its earlier versions and its files go with it. Only a backup can bring them back.",
            (Answer("keep", "Keep it"), Answer("delete", "Delete for good", "danger")),
            dismiss="keep",
        )

        def answered(key: str) -> None:
            if key == "delete":
                self._tasks.run(
                    lambda: self._journal.purge(entry_id),
                    done=lambda _none: self.entry_purged.emit(entry_id),
                    failed=self.failed.emit,
                )

        self._prompts.choose(question, answered)

    def _run(self, work: Callable[[], Entry], done: Callable[[Entry], object]) -> None:
        self._tasks.run(work, done=done, failed=self.failed.emit)
