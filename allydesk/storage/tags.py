"""Which tags an entry has."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from allydesk.journal.tags import tag_key
from allydesk.storage.schema import entry, entry_tag, tag

_ASKED_AT_ONCE = 500
_TRASHED = select(entry.c.position).where(entry.c.trashed.is_not(None))


class TagNames:
    """Finds the rows of tags, making them at first use, and remembers them for as long as one transaction lasts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}

    def rows(self, position: int, names: Iterable[str]) -> list[dict[str, int]]:
        """Rows of `entry_tag` that give the entry at `position` these tags, in this order.

        The first spelling of a tag is the one that stays.
        """
        keyed = {tag_key(name): name for name in reversed(list(names))}
        keys = list(reversed(keyed))
        self._look_up(keys)
        missing = [{"key": key, "name": keyed[key]} for key in keys if key not in self._known]
        if missing:
            self._connection.execute(insert(tag), missing)
            self._look_up(keys)
        return [{"tag_id": self._known[key], "position": position, "place": place} for place, key in enumerate(keys)]

    def _look_up(self, keys: Iterable[str]) -> None:
        unknown = [key for key in keys if key not in self._known]
        for start in range(0, len(unknown), _ASKED_AT_ONCE):
            some = unknown[start : start + _ASKED_AT_ONCE]
            found = self._connection.execute(select(tag.c.key, tag.c.tag_id).where(tag.c.key.in_(some)))
            self._known.update((row.key, row.tag_id) for row in found)


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
    uses = Counter(_uses(connection))
    # The trash is small: counting it apart is quicker than asking of every use whether its entry is in there.
    uses.subtract(_uses(connection, entry_tag.c.position.in_(_TRASHED)))
    names = connection.execute(select(tag.c.tag_id, tag.c.key, tag.c.name)).all()
    found = sorted((-uses[row.tag_id], row.key, row.name) for row in names if uses[row.tag_id] > 0)
    return [(name, -count) for count, _, name in found]


def _uses(connection: Connection, *where: ColumnElement[bool]) -> dict[int, int]:
    """How many entries have each tag, by the tag's row."""
    counted = select(entry_tag.c.tag_id, func.count().label("uses")).where(*where).group_by(entry_tag.c.tag_id)
    return {row.tag_id: row.uses for row in connection.execute(counted)}
