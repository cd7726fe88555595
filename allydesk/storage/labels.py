"""Which tags and which people an entry has: two kinds of names, kept alike."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    union_all,
)

from allydesk.journal.tags import tag_key
from allydesk.storage.schema import entry, entry_person, entry_tag, person, tag

_ASKED_AT_ONCE = 500
_TRASHED = select(entry.c.position).where(entry.c.trashed.is_not(None))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of names: the table of the names, that of their uses, and the column both have."""

    names: Table
    uses: Table
    row_id: str

    @property
    def name_id(self) -> Column[int]:
        """The name's row in `names`."""
        return self.names.c[self.row_id]

    @property
    def used_id(self) -> Column[int]:
        """The name's row as `uses` has it."""
        return self.uses.c[self.row_id]


TAGS = Kind(tag, entry_tag, "tag_id")
PEOPLE = Kind(person, entry_person, "person_id")
KINDS = (TAGS, PEOPLE)


def _named(number: int, kind: Kind) -> Select[int, int, str]:
    return (
        select(literal(number).label("kind"), kind.uses.c.place, kind.names.c.name)
        .join_from(kind.uses, kind.names, kind.name_id == kind.used_id)
        .where(kind.uses.c.position == bindparam("position"))
    )


def _counted(kind: Kind, *where: ColumnElement[bool]) -> Select[int, int]:
    return select(kind.used_id, func.count()).where(*where).group_by(kind.used_id)


_HERE = union_all(*(_named(number, kind) for number, kind in enumerate(KINDS))).order_by("kind", "place")
_USES = {kind: _counted(kind) for kind in KINDS}
_USES_IN_TRASH = {kind: _counted(kind, kind.uses.c.position.in_(_TRASHED)) for kind in KINDS}
_ALL_NAMES = {kind: select(kind.name_id, kind.names.c.key, kind.names.c.name) for kind in KINDS}
"""Built once: building a statement takes longer than running it."""


class Names:
    """Finds the rows of names, making them at first use, and remembers them for as long as one transaction lasts."""

    def __init__(self, connection: Connection, kind: Kind) -> None:
        self._connection = connection
        self._kind = kind
        self._known: dict[str, int] = {}

    def rows(self, position: int, names: Sequence[str]) -> list[dict[str, int]]:
        """Rows of the kind's uses that give the entry at `position` these names, in this order.

        The first spelling of a name is the one that stays.
        """
        if not names:
            return []
        keyed = {tag_key(name): name for name in reversed(names)}
        keys = list(reversed(keyed))
        self._look_up(keys)
        missing = [{"key": key, "name": keyed[key]} for key in keys if key not in self._known]
        if missing:
            self._connection.execute(insert(self._kind.names), missing)
            self._look_up(keys)
        row_id = self._kind.row_id
        return [{row_id: self._known[key], "position": position, "place": place} for place, key in enumerate(keys)]

    def _look_up(self, keys: Iterable[str]) -> None:
        unknown = [key for key in keys if key not in self._known]
        names = self._kind.names
        for start in range(0, len(unknown), _ASKED_AT_ONCE):
            some = unknown[start : start + _ASKED_AT_ONCE]
            found = self._connection.execute(select(names.c.key, self._kind.name_id).where(names.c.key.in_(some)))
            self._known.update((key, row_id) for key, row_id in found)


def set_names(connection: Connection, kind: Kind, position: int, names: Sequence[str]) -> None:
    """Give the entry exactly these names. One that no entry has any longer is forgotten."""
    connection.execute(delete(kind.uses).where(kind.uses.c.position == position))
    rows = Names(connection, kind).rows(position, names)
    if rows:
        connection.execute(insert(kind.uses), rows)
    _forget_unused(connection, kind)


def forget_unused(connection: Connection) -> None:
    """A name is something a person wrote: it goes with the last entry that had it."""
    for kind in KINDS:
        _forget_unused(connection, kind)


def names_at(connection: Connection, kind: Kind, positions: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The names of each of these entries, in their order; an entry without any is left out."""
    rows = connection.execute(
        select(kind.uses.c.position, kind.names.c.name)
        .join_from(kind.uses, kind.names, kind.name_id == kind.used_id)
        .where(kind.uses.c.position.in_(positions))
        .order_by(kind.uses.c.position, kind.uses.c.place)
    )
    found: dict[int, tuple[str, ...]] = {}
    for position, name in rows:
        found[position] = (*found.get(position, ()), name)
    return found


def names_here(connection: Connection, position: int) -> tuple[tuple[str, ...], ...]:
    """The names of one entry, kind by kind as in `KINDS`."""
    found: tuple[list[str], ...] = tuple([] for _ in KINDS)
    for number, _, name in connection.execute(_HERE, {"position": position}):
        found[number].append(name)
    return tuple(map(tuple, found))


def count_names(connection: Connection, kind: Kind) -> list[tuple[str, int]]:
    """Every name in use outside the trash with the number of its entries, the commonest first."""
    uses = Counter(_pairs(connection, _USES[kind]))
    # The trash is small: counting it apart is quicker than asking of every use whether its entry is in there.
    uses.subtract(_pairs(connection, _USES_IN_TRASH[kind]))
    names = connection.execute(_ALL_NAMES[kind]).all()
    found = sorted((-uses[row_id], key, name) for row_id, key, name in names if uses[row_id] > 0)
    return [(name, -count) for count, _, name in found]


def _forget_unused(connection: Connection, kind: Kind) -> None:
    connection.execute(delete(kind.names).where(kind.name_id.not_in(select(kind.used_id))))


def _pairs(connection: Connection, chosen: Select[int, int]) -> dict[int, int]:
    """How many entries have each name, by the name's row."""
    return {row_id: uses for row_id, uses in connection.execute(chosen)}  # noqa: C416 - dict() of rows loses their types
