"""The list of entries: a row for each position, and only the rows in view fetched.

Where nothing narrows the list, the pinned entries stand before all others; they are few, and nothing is sorted.
"""

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from allydesk.errors import AllydeskError
from allydesk.ids import EntryId
from allydesk.journal.entry import EntrySummary
from allydesk.journal.search import Query
from allydesk.storage.journal import Clock, Journal
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.pinned import Found, find_positions, find_summaries
from allydesk.ui.journal.stretches import common_head, common_tail
from allydesk.ui.journal.words import spoken, title_of
from allydesk.ui.tasks import TaskRunner

SUMMARY = Qt.ItemDataRole.UserRole
"""The role under which a row's EntrySummary is found, or None while it is not here."""

FIRST_ROWS = 50
"""Rows asked for before all positions are known."""
PAGE_ROWS = 64
KEPT_ROWS = 8 * PAGE_ROWS
"""Rows held at most, however long the list is."""
_PAGES_WAITING = 3
"""Pages that may wait to be fetched; scrolled past quickly, the older ones are not wanted any more."""

_Index = QModelIndex | QPersistentModelIndex


class EntryRows(QAbstractTableModel):
    """One column of entries, newest first after those that are pinned. Everything is fetched on the vault thread."""

    first_shown = Signal()
    """The first rows of a query are here."""
    completed = Signal(int)
    """All rows of the query are known; carries how many."""
    fetched = Signal()
    """More rows are here."""
    failed = Signal(object)
    """The vault could not be read; carries the AllydeskError."""

    def __init__(self, *, journal: Journal, tasks: TaskRunner, clock: Clock) -> None:
        super().__init__()
        self._journal = journal
        self._clock = clock
        self._asks = Errands(tasks=tasks)
        self._pages = Errands(tasks=tasks)
        self._query = Query()
        self._positions = array("q")
        self._pinned = 0
        self._held: OrderedDict[int, EntrySummary | None] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._fetching = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fetch)

    # What the page asks

    def show(self, query: Query) -> None:
        """List what matches. The rows there are stay until the first new ones have come."""
        self._asks.drop()

        def first() -> tuple[Found, list[EntrySummary]]:
            found = find_positions(self._journal, query, limit=FIRST_ROWS)
            return found, find_summaries(self._journal, found.positions, query, pinned=found.pinned)

        self._asks.run(first, done=partial(self._show_first, query), failed=self.failed.emit)

    def refresh(self) -> None:
        """Entries came or went: bring the list up to date, leaving the view where it is."""
        self._asks.drop()
        self._ask_all(self._query)

    def renew(self, entry_id: EntryId) -> None:
        """An entry was changed: fetch its row again if it is here."""
        for position, summary in self._held.items():
            if summary is not None and summary.id == entry_id:
                self._stale.add(position)
                # An entry whose date was moved has left its old place, and its row is asked for anew anyway.
                if (row := self.row_of(position)) >= 0:
                    self._want(row // PAGE_ROWS)
                return

    def clear(self) -> None:
        """Forget every row, and whatever was asked for."""
        self._asks.drop()
        self.beginResetModel()
        self._positions = array("q")
        self._pinned = 0
        self._forget_rows()
        self.endResetModel()

    @property
    def pinned_rows(self) -> int:
        """How many rows at the top are there because they are pinned."""
        return self._pinned

    def positions_at(self, rows: Iterable[int]) -> list[int]:
        """The positions of the entries in these rows."""
        return [self._positions[row] for row in rows if 0 <= row < len(self._positions)]

    @property
    def query(self) -> Query:
        """What the rows there are match."""
        return self._query

    @property
    def rows_held(self) -> int:
        """How many rows are in memory."""
        return len(self._held)

    def position_at(self, row: int) -> int | None:
        """The position of the entry in a row."""
        return self._positions[row] if 0 <= row < len(self._positions) else None

    def row_of(self, position: int) -> int:
        """The row of the entry at a position, or -1."""
        row = bisect_left(self._positions, -position, lo=self._pinned, key=int.__neg__)
        if self.position_at(row) != position:
            row = next((row for row in range(self._pinned) if self._positions[row] == position), -1)
        return row if self.position_at(row) == position else -1

    def row_of_entry(self, entry_id: EntryId) -> int:
        """The row of an entry if it is among those held, or -1."""
        for position, summary in self._held.items():
            if summary is not None and summary.id == entry_id:
                return self.row_of(position)
        return -1

    def summary_at(self, row: int) -> EntrySummary | None:
        """The row's summary; None while it is not here, and then it is sent for."""
        position = self.position_at(row)
        if position is None:
            return None
        if position in self._held:
            self._held.move_to_end(position)
            if position in self._stale:
                self._want(row // PAGE_ROWS)
            return self._held[position]
        self._want(row // PAGE_ROWS)
        return None

    # What the view asks

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, and immutable here
        """One row an entry."""
        return 0 if parent.isValid() else len(self._positions)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """One."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """The summary for the delegate, and words for a screen reader."""
        if role == SUMMARY:
            return self.summary_at(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            summary = self.summary_at(index.row())
            if summary is None:
                return ""
            if role == Qt.ItemDataRole.DisplayRole:
                return title_of(summary)
            return spoken(summary, today=self._clock().date())
        return None

    # What the vault answers

    def _ask_all(self, query: Query) -> None:
        self._asks.run(lambda: find_positions(self._journal, query), done=self._take_all, failed=self.failed.emit)

    def _show_first(self, query: Query, answer: tuple[Found, list[EntrySummary]]) -> None:
        found, summaries = answer
        self.beginResetModel()
        self._query = query
        self._positions, self._pinned = found.positions, found.pinned
        self._forget_rows()
        self._hold(found.positions, summaries)
        self.endResetModel()
        self.first_shown.emit()
        if found.complete:
            self.completed.emit(len(found.positions))
        else:
            self._ask_all(query)

    def _take_all(self, found: Found) -> None:
        """Change the list to these positions by taking out and putting in one stretch, so that nothing jumps."""
        old, positions = self._positions, found.positions
        head = common_head(old, positions)
        tail = common_tail(old, positions, limit=min(len(old), len(positions)) - head)
        if len(old) - tail > head:
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._positions = old[:head] + old[len(old) - tail :]
            self._pinned = min(self._pinned, head)
            self.endRemoveRows()
        self._pinned = min(found.pinned, len(self._positions))
        if len(positions) - tail > head:
            self.beginInsertRows(QModelIndex(), head, len(positions) - tail - 1)
            self._positions = positions
            self._pinned = found.pinned
            self.endInsertRows()
        # An entry that came may have made others step aside: what is held is right until it is looked at again.
        self._stale.update(self._held)
        if positions:
            self._announce(0, len(positions) - 1)
        self.completed.emit(len(positions))

    def _want(self, page: int) -> None:
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        while len(self._wanted) > _PAGES_WAITING:
            self._wanted.popitem(last=False)
        if not self._fetching and not self._soon.isActive():
            self._soon.start(0)

    def _fetch(self) -> None:
        while self._wanted and not self._fetching:
            page, _ = self._wanted.popitem()
            start = page * PAGE_ROWS
            rows = range(start, min(start + PAGE_ROWS, len(self._positions)))
            wanted = [row for row in rows if self._is_missing(self._positions[row])]
            missing = self.positions_at(wanted)
            if missing:
                self._fetching = True
                self._pages.run(
                    partial(self._summaries, missing, self._query, bisect_left(wanted, self._pinned)),
                    done=partial(self._arrive, page, missing),
                    failed=self._fail_page,
                )

    def _is_missing(self, position: int) -> bool:
        return position not in self._held or position in self._stale

    def _summaries(self, positions: list[int], query: Query, pinned: int) -> list[EntrySummary]:
        """On the vault thread. An entry that was changed and no longer matches stays in the list one looks at."""
        found = find_summaries(self._journal, positions, query, pinned=pinned)
        if len(found) < len(positions) and not query.everything:
            here = {summary.position for summary in found}
            others = [position for position in positions if position not in here]
            found += self._journal.summaries(others, Query(trash=query.trash))
        return found

    def _arrive(self, page: int, asked: list[int], summaries: list[EntrySummary]) -> None:
        self._fetching = False
        self._hold(asked, summaries)
        first = page * PAGE_ROWS
        self._announce(first, min(first + PAGE_ROWS, len(self._positions)) - 1)
        self.fetched.emit()
        self._fetch()

    def _fail_page(self, error: AllydeskError) -> None:
        self._fetching = False
        self.failed.emit(error)

    def _hold(self, asked: Sequence[int], summaries: list[EntrySummary]) -> None:
        here = {summary.position: summary for summary in summaries}
        for position in asked:
            self._held[position] = here.get(position)
            self._held.move_to_end(position)
            self._stale.discard(position)
        for position in list(islice(self._held, max(0, len(self._held) - KEPT_ROWS))):
            del self._held[position]
            self._stale.discard(position)

    def _announce(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, 0))

    def _forget_rows(self) -> None:
        self._pages.drop()
        self._fetching = False
        self._soon.stop()
        self._wanted.clear()
        self._held.clear()
        self._stale.clear()
