"""Positions of a list with the pinned ones in front, and the rows that belong to them. Runs on the vault thread."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from allydesk.journal.entry import EntrySummary
from allydesk.journal.search import Query
from allydesk.storage.journal import Journal


@dataclass(frozen=True, slots=True)
class Found:
    """The positions of a list. The first `pinned` of them stand there because they are pinned, the others by date.

    `complete` is False while only the beginning was asked for.
    """

    positions: "array[int]"
    pinned: int
    complete: bool


def find_positions(journal: Journal, query: Query, *, limit: int | None = None) -> Found:
    """What matches; where nothing narrows the list, with the pinned ones in front and not among the others again."""
    found = journal.positions(query, limit=limit)
    complete = limit is None or len(found) < limit
    if query.trash or not query.everything:
        return Found(found, 0, complete)
    pinned = array("q", (summary.position for summary in journal.pinned()))
    for position in pinned:
        place = bisect_left(found, -position, key=int.__neg__)
        if place < len(found) and found[place] == position:
            found.pop(place)
    return Found(pinned + found, len(pinned), complete)


def find_summaries(journal: Journal, positions: Sequence[int], query: Query, *, pinned: int) -> list[EntrySummary]:
    """The rows at these positions, of which the first `pinned` may lie anywhere in the journal."""
    found = journal.summaries(positions[pinned:], query)
    if pinned and positions[:pinned]:
        # Read by themselves: what lies between them and the others would be read as well otherwise.
        wanted = set(positions[:pinned])
        front = [summary for summary in journal.pinned() if summary.position in wanted]
        # One that was let go since it was asked for is still an entry.
        for position in wanted - {summary.position for summary in front}:
            front += journal.summaries([position], query)
        found += front
    return found
