"""How entries were before."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, func, insert, select

from allydesk.journal.entry import Content, Version
from allydesk.storage.records import version_columns, version_of
from allydesk.storage.schema import version


def add_version(connection: Connection, position: int, content: Content, *, saved: int) -> None:
    """Keep the content as the newest version of the entry at `position`; `saved` is when it had been written."""
    newest = connection.execute(select(func.max(version.c.number)).where(version.c.position == position)).scalar_one()
    columns = version_columns(content, position=position, number=(newest or 0) + 1, saved=saved)
    connection.execute(insert(version).values(columns))


def versions_at(connection: Connection, positions: Sequence[int]) -> dict[int, list[Version]]:
    """The versions of each of these entries, oldest first; an entry without any is left out."""
    rows = connection.execute(
        select(version).where(version.c.position.in_(positions)).order_by(version.c.position, version.c.number)
    )
    found: dict[int, list[Version]] = defaultdict(list)
    for row in rows:
        found[row.position].append(version_of(row))
    return dict(found)
