"""The entries' positions as they stand in the database; see `positions`."""

from collections.abc import Iterator

from sqlalchemy import Connection, select, update

from allydesk.storage.positions import Placed
from allydesk.storage.schema import entry


class StandingEntries:
    """`positions.Neighbours` over the table, without the entry that is about to move."""

    def __init__(self, connection: Connection, *, without: int | None = None) -> None:
        self._connection = connection
        self._others = [] if without is None else [entry.c.position != without]

    def last_until(self, instant: int) -> int | None:
        """See `Neighbours`."""
        return self._connection.execute(
            select(entry.c.position)
            .where(entry.c.instant <= instant, *self._others)
            .order_by(entry.c.instant.desc(), entry.c.position.desc())
            .limit(1)
        ).scalar_one_or_none()

    def first_after(self, instant: int) -> int | None:
        """See `Neighbours`."""
        return self._connection.execute(
            select(entry.c.position)
            .where(entry.c.instant > instant, *self._others)
            .order_by(entry.c.instant, entry.c.position)
            .limit(1)
        ).scalar_one_or_none()

    def positions_from(self, position: int) -> Iterator[int]:
        """See `Neighbours`."""
        found = self._connection.execute(
            select(entry.c.position).where(entry.c.position >= position, *self._others).order_by(entry.c.position)
        )
        try:
            yield from found.scalars()
        finally:
            found.close()


def make_way(connection: Connection, placed: Placed) -> None:
    """Move whoever has to move; tags, versions, files and the search index follow by themselves."""
    for old, new in placed.moves:
        connection.execute(update(entry).where(entry.c.position == old).values(position=new))
