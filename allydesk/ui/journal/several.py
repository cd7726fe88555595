"""What is done to the entries that are marked in the list, one or several."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from allydesk.errors import AllydeskError, Cancelled
from allydesk.ids import EntryId
from allydesk.journal.search import Query
from allydesk.progress import Progress
from allydesk.storage.journal import Journal
from allydesk.ui.journal.column import ListColumn
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.opening import Opening
from allydesk.ui.journal.pinned import find_summaries
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.journal.words import counted
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.tasks import TaskRunner

_PIECE = 256
"""Rows asked for at a time."""
_FAR = 30 * 86400
"""Positions follow the clock in seconds. What lies more than a month apart is asked for by itself."""
_EVER = datetime(9999, 1, 1, tzinfo=UTC)
"""Whatever went into the trash did so before this."""

Ids = tuple[EntryId, ...]


class Several(QObject):
    """Does one thing to many entries: to all of them or, when it fails or somebody stops it, to none."""

    print_asked = Signal(object)
    export_asked = Signal(object)
    """A tuple of EntryIds, in the order of the list."""
    entries_moved = Signal()
    """Entries went into the trash, came out of it, or are gone."""
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
        bar = column.several
        bar.trash_asked.connect(self.trash)
        bar.restore_asked.connect(self.restore)
        bar.purge_asked.connect(self.purge)
        bar.print_asked.connect(self.print)
        bar.export_asked.connect(self.export)
        column.empty_trash.clicked.connect(self.empty_trash)

    def trash(self) -> None:
        """Put the marked entries into the trash."""
        self._with_marked(self._trash_all)

    def trash_or_purge(self) -> None:
        """What the Delete key means here."""
        (self.purge if self._column.in_trash else self.trash)()

    def restore(self) -> None:
        """Take the marked entries out of the trash."""
        self._with_marked(self._restore_all)

    def purge(self) -> None:
        """Delete the marked entries for good, after a question."""
        number = len(self._column.list.rows_marked())
        self._ask_to_delete(number, lambda: self._with_marked(self._purge_all))

    def print(self) -> None:
        """Ask for the marked entries on paper."""
        self._with_marked(self.print_asked.emit)

    def export(self) -> None:
        """Ask for the marked entries in a folder."""
        self._with_marked(self.export_asked.emit)

    def empty_trash(self) -> None:
        """Delete everything in the trash for good, after a question that says how much that is."""
        self._errands.run(
            lambda: self._journal.count(trash=True),
            done=lambda number: self._ask_to_delete(number, self._empty_trash) if number else None,
            failed=self.failed.emit,
        )

    def close(self) -> None:
        """Whatever is under way will be done, and nobody is told."""
        self._errands.forget()

    def _with_marked(self, then: Callable[[Ids], object]) -> None:
        """Call `then` with the ids of the marked entries, once what is being typed in them is kept."""
        rows = self._column.rows
        marked = self._column.list.rows_marked()
        pinned = sum(1 for row in marked if row < rows.pinned_rows)
        positions, query = rows.positions_at(marked), Query(trash=rows.query.trash)

        def found(ids: Ids) -> None:
            if ids:
                then(ids)

        def settled() -> None:
            self._errands.run(lambda: self._ids(positions, query, pinned), done=found, failed=self.failed.emit)

        self._autosave.settle(settled)

    def _ids(self, positions: Sequence[int], query: Query, pinned: int) -> Ids:
        """On the vault thread. What lies far apart is not read as one stretch."""
        found = [
            (summary.position, summary.id)
            for piece, front in _pieces(positions, pinned)
            for summary in find_summaries(self._journal, piece, query, pinned=front)
        ]
        ids = dict(found)
        return tuple(ids[position] for position in positions if position in ids)

    def _trash_all(self, ids: Ids) -> None:
        def told(number: int) -> None:
            words = f"{counted(number, 'entry is', 'entries are')} in the trash."
            self._column.notice.say(words, action="Undo", act=lambda: self._restore_all(ids, undone=True))

        self._move(lambda: self._journal.trash_all(ids), ids, told)

    def _restore_all(self, ids: Ids, *, undone: bool = False) -> None:
        def told(number: int) -> None:
            if undone:
                self._column.notice.withdraw()
            else:
                words = f"{counted(number, 'entry is', 'entries are')} back in the journal."
                self._column.notice.say(words)

        self._move(lambda: self._journal.restore_all(ids), ids, told)

    def _purge_all(self, ids: Ids) -> None:
        self._delete(
            lambda progress: self._journal.purge_all(ids, progress=progress),
            title="Deleting entries",
            put_away=lambda: self._put_away(ids),
        )

    def _empty_trash(self) -> None:
        self._delete(
            lambda progress: self._journal.purge_trash(before=_EVER, progress=progress),
            title="Emptying the trash",
            put_away=self._opening.remove_trashed,
        )

    def _ask_to_delete(self, number: int, then: Callable[[], object]) -> None:
        entries = "this entry" if number == 1 else f"{number:,} entries"
        question = Question(
            f"Delete {entries} for good?",
            "The text, the earlier versions and the files go with them. Only a backup can bring them back.",
            (Answer("keep", "Keep"), Answer("delete", "Delete for good", "danger")),
            dismiss="keep",
        )
        self._prompts.choose(question, lambda key: then() if key == "delete" else None)

    def _move(self, move: Callable[[], int], ids: Ids, told: Callable[[int], object]) -> None:
        """Into the trash or out of it: thousands in a blink, so there is nothing to show meanwhile."""

        def over(number: int) -> None:
            self._put_away(ids)
            self._clear_up()
            told(number)

        self._errands.run(move, done=over, failed=self.failed.emit)

    def _delete(self, delete: Callable[[Progress], int], *, title: str, put_away: Callable[[], object]) -> None:
        """For good, in one transaction: the index of words is written anew once and not for every entry."""

        def over(number: int) -> None:
            put_away()
            self._clear_up()
            self._column.notice.say(f"{counted(number, 'entry is', 'entries are')} gone for good.")

        def failed(error: AllydeskError) -> None:
            if not isinstance(error, Cancelled):
                self.failed.emit(error)

        self._errands.run_long(delete, title=title, done=over, failed=failed)

    def _put_away(self, ids: Sequence[EntryId]) -> None:
        """The entries are elsewhere now, and their sheets go."""
        if self._opening.target in ids:
            self._opening.show_nothing()
        for entry_id in ids:
            self._opening.remove(entry_id)

    def _clear_up(self) -> None:
        """Bring the list up to date."""
        self._column.list.clearSelection()
        self._column.refresh()
        self.entries_moved.emit()


def _pieces(positions: Sequence[int], pinned: int) -> Iterator[tuple[list[int], int]]:
    """The pinned ones together, and the others in pieces that lie close: (positions, how many of them are pinned)."""
    if pinned:
        yield list(positions[:pinned]), pinned
    piece: list[int] = []
    for position in positions[pinned:]:
        if piece and (len(piece) == _PIECE or piece[-1] - position > _FAR):
            yield piece, 0
            piece = []
        piece.append(position)
    if piece:
        yield piece, 0
