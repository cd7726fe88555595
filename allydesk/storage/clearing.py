"""Deleting entries for good, many of them at once, and saying how far that is."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Integer, cast, delete, func, select

from allydesk.ids import EntryId
from allydesk.progress import Progress
from allydesk.storage import labels, search
from allydesk.storage.file_tables import ATTACHMENTS, CHUNK_BYTES
from allydesk.storage.schema import attachment, entry

_T = TypeVar("_T")

_AT_ONCE = 200
"""Entries in one statement: little enough to be heard of several times a second."""
_PAGES_OF_A_PIECE = 64
"""Of 4 KiB each."""
_PAGES_OF_AN_ENTRY = 4
"""Measured: an entry of 150 words takes about as long to delete as so many pages of the search index to write."""


def positions_of(connection: Connection, ids: Iterable[EntryId]) -> list[int]:
    """Where those of the entries stand that are there, in order."""
    found: list[int] = []
    for some in _by(_AT_ONCE, ids):
        found += connection.execute(select(entry.c.position).where(entry.c.id.in_(some))).scalars()
    return sorted(set(found))


def positions_where(connection: Connection, which: ColumnElement[bool]) -> Sequence[int]:
    """Where the entries stand of which that holds, in order."""
    return connection.execute(select(entry.c.position).where(which).order_by(entry.c.position)).scalars().all()


def in_groups(positions: Iterable[int]) -> Iterator[list[int]]:
    """The positions, so many at a time as go into one statement."""
    return _by(_AT_ONCE, positions)


def purge(connection: Connection, positions: Sequence[int], *, progress: Progress) -> int:
    """Delete the entries at these positions with their versions, their files and their words in the search index,
    which is written anew once; how many went. `progress` counts pages, a guess beforehand.
    """
    if not positions:
        return 0
    far = _Far(progress, total=_pages_to_write(connection, positions))
    gone = 0
    for some in in_groups(positions):
        # Its files first, in small steps; otherwise one statement would hold all their pages in memory.
        ATTACHMENTS.erase(
            connection,
            attachment.c.position.in_(some),
            heard=lambda pieces: far(pieces * _PAGES_OF_A_PIECE),
        )
        gone += connection.execute(delete(entry).where(entry.c.position.in_(some))).rowcount
        far(len(some) * _PAGES_OF_AN_ENTRY)
    labels.forget_unused(connection)
    search.forget_deleted(connection, heard=far)
    far.finish()
    return gone


class _Far:
    """Adds up work towards a total that was only guessed: it never says more than that, nor that before the end."""

    def __init__(self, progress: Progress, *, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        progress(0, total)

    def __call__(self, pages: int) -> None:
        """So much more is done."""
        self._done = min(self._done + pages, self._total - 1)
        self._progress(self._done, self._total)

    def finish(self) -> None:
        """All is done."""
        self._progress(self._total, self._total)


def _pages_to_write(connection: Connection, positions: Sequence[int]) -> int:
    pieces = 0
    for some in in_groups(positions):
        counted = select(func.sum(cast((attachment.c.size + CHUNK_BYTES - 1) / CHUNK_BYTES, Integer)))
        pieces += connection.execute(counted.where(attachment.c.position.in_(some))).scalar_one() or 0
    return pieces * _PAGES_OF_A_PIECE + len(positions) * _PAGES_OF_AN_ENTRY + search.index_pages(connection) + 1


def _by(number: int, items: Iterable[_T]) -> Iterator[list[_T]]:
    waiting = iter(items)
    while some := list(itertools.islice(waiting, number)):
        yield some
