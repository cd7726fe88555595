"""Which tags an entry has."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from allydesk.journal.tags import tag_key
from allydesk.storage.schema import entry, entry_tag, tag


class TagNames:
    """Finds the row of a tag, making it at first use, and remembers it for as long as one transaction lasts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}

    def row_of(self, name: str) -> int:
        """The tag's row id. The first spelling of a tag is the one that stays."""
        key = tag_key(name)
        if key not in self._known:
            found = self._connection.execute(select(tag.c.tag_id).where(tag.c.key == key)).scalar_one_or_none()
            if found is None:
                made = self._connection.execute(insert(tag).values(key=key, name=name)).inserted_primary_key
                found = int(made[0]) if made is not None else 0
            self._known[key] = found
        return self._known[key]

    def rows(self, position: int, names: Iterable[str]) -> list[dict[str, int]]:
        """Rows of `entry_tag` that give the entry at `position` these tags, in this order."""
        return [{"tag_id": self.row_of(name), "position": position, "place": place} for place, name in enumerate(names)]


def set_tags(connection: Connection, position: int, names: Sequence[str]) -> None:
    """Give the entry exactly these tags. A tag that nobody has any longer is forgotten."""
    connection.execute(delete(entry_tag).where(entry_tag.c.position == position))
    rows = TagNames(connection).rows(position, names)
    if rows:
        connection.execute(insert(entry_tag), rows)
    forget_unused_tags(connection)


def forget_unused_tags(connection: Connection) -> None:
    """A tag's name is something a person wrote: it goes with the last entry that had it."""
    connection.execute(delete(tag).where(tag.c.tag_id.not_in(select(entry_tag.c.tag_id))))


def tags_at(connection: Connection, positions: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The tags of each of these entries, in their order; an entry without tags is left out."""
    rows = connection.execute(
        select(entry_tag.c.position, tag.c.name)
        .join_from(entry_tag, tag, tag.c.tag_id == entry_tag.c.tag_id)
        .where(entry_tag.c.position.in_(positions))
        .order_by(entry_tag.c.position, entry_tag.c.place)
    )
    found: dict[int, tuple[str, ...]] = {}
    for position, name in rows:
        found[position] = (*found.get(position, ()), name)
    return found


def count_tags(connection: Connection) -> list[tuple[str, int]]:
    """Every tag outside the trash with the number of its entries, the commonest first."""
    uses = func.count().label("uses")
    rows = connection.execute(
        select(tag.c.name, uses)
        .join_from(tag, entry_tag, tag.c.tag_id == entry_tag.c.tag_id)
        .where(entry_tag.c.position.not_in(select(entry.c.position).where(entry.c.trashed.is_not(None))))
        .group_by(tag.c.tag_id)
        .order_by(uses.desc(), tag.c.key)
    )
    return [(name, count) for name, count in rows]
