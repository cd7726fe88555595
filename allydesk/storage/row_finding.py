"""Finding what is left of a table in a damaged vault: the keys of its rows, past pages that cannot be read."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Select, select

from allydesk.errors import AllydeskError
from allydesk.progress import Progress
from allydesk.storage.database import Database

T = TypeVar("T")

_BEYOND_ALL = 1 << 40
"""Higher than any key: positions of entries are seconds since a little before the year 1."""


def find_keys(damaged: Database, key: Column[int], ways: Iterable[Select[Any]], progress: Progress) -> list[int]:
    """The keys of the rows that can be found, in order. `key` is the table's own; `ways` are other ways to its rows
    than in its order, through other pages. `progress` hears (0, 0)."""
    found: set[int] = set()
    for way in ways:
        progress(0, 0)
        _gather(damaged, way, found)
    start: int | None = 0
    while start is not None:
        progress(0, 0)
        ahead, following = set[int](), set[int]()
        if _gather(damaged, _from(key, start), ahead):
            start = None
        else:
            start = max(ahead, default=start - 1) + 1
            # The driver reads one row ahead of the one it hands out, so the last sound one went with the damage.
            sound = _gather(damaged, _from(key, start).limit(1), following)
            start = max(following, default=_BEYOND_ALL) + 1 if sound else _behind_damage(damaged, key, start)
        found |= ahead | following
    return sorted(found)


def attempt(damaged: Database, read: Callable[[Connection], T]) -> T | None:
    """What `read` gives, or None where damage is in the way."""
    try:
        with damaged.read() as connection:
            return read(connection)
    except (AllydeskError, ValueError, TypeError, AttributeError, OverflowError, LookupError):
        # Damage shows as an error of the database, or as a value that cannot be.
        return None


def _gather(damaged: Database, statement: Select[Any], found: set[int]) -> bool:
    """Add what the statement yields up to the first page that cannot be read; whether it came to its end."""
    try:
        with damaged.read() as connection:
            cursor = connection.execute(statement).cursor
            # One by one: from a batch that meets damage nothing would be left at all.
            while row := cursor.fetchone():
                found.add(row[0])
    except AllydeskError:
        return False
    return True


def _from(key: Column[int], start: int) -> Select[int]:
    return select(key).where(key >= start).order_by(key)


def _behind_damage(damaged: Database, key: Column[int], unread: int) -> int | None:
    """The first key from which rows can be read again, `unread` being one where they cannot; None for none.

    Found by strides that double and then halve: what a damaged page holds is not known, only that it is in the way.
    """
    stride = 1
    while not _gather(damaged, _from(key, unread + stride).limit(1), set()):
        unread, stride = unread + stride, stride * 2
        if unread > _BEYOND_ALL:
            return None
    readable = unread + stride
    while readable - unread > 1:
        middle = (unread + readable) // 2
        if _gather(damaged, _from(key, middle).limit(1), set()):
            readable = middle
        else:
            unread = middle
    return readable
