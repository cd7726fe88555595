"""The searches a person has given a name."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select, update

from allydesk.ids import new_uuid7
from allydesk.journal.saved_filter import SavedFilter
from allydesk.storage.database import Database
from allydesk.storage.schema import saved_filter
from allydesk.text import clean


class FilterShelf:
    """The saved filters in an open vault."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedFilter]:
        """All of them in their order, which is that of keeping until another is chosen."""
        with self._database.read() as connection:
            rows = connection.execute(select(saved_filter).order_by(saved_filter.c.place))
            return [SavedFilter(row.id, row.name, row.query) for row in rows]

    def keep(self, name: str, query: str) -> SavedFilter:
        """Keep one more, behind the others."""
        kept = SavedFilter(new_uuid7(), clean(name)[0], clean(query)[0])
        with self._database.write() as connection:
            connection.execute(insert(saved_filter).values(id=kept.id, name=kept.name, query=kept.query))
        return kept

    def rename(self, filter_id: str, name: str) -> None:
        """Give it another name; nothing happens for one that is gone."""
        with self._database.write() as connection:
            connection.execute(update(saved_filter).where(saved_filter.c.id == filter_id).values(name=clean(name)[0]))

    def remove(self, filter_id: str) -> None:
        """Forget it."""
        with self._database.write() as connection:
            connection.execute(delete(saved_filter).where(saved_filter.c.id == filter_id))

    def set_order(self, ids: Sequence[str]) -> None:
        """Choose the order; those that are not named come behind, in the order they have."""
        chosen = {filter_id: place for place, filter_id in enumerate(dict.fromkeys(ids))}
        kept = sorted(self.all(), key=lambda one: chosen.get(one.id, len(chosen)))
        rows = [{"id": one.id, "name": one.name, "query": one.query} for one in kept]
        with self._database.write() as connection:
            connection.execute(delete(saved_filter))
            if rows:
                connection.execute(insert(saved_filter), rows)
