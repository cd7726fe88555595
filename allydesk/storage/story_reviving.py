"""What is left of a record or a story in a damaged vault when its own row is not: how it was before.

It comes back as it was last. Whether it lay in the trash cannot be told from that: what is there again can be removed
again, and what is lost cannot be found.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, select

from allydesk.storage.record_json import RecordKind
from allydesk.storage.record_versions import version_of
from allydesk.storage.row_salvage import FoundRow
from allydesk.storage.story_records import TABLES, files_in, in_batches, photos_of, with_photos, write
from allydesk.storage.story_schema import record_version


def revive_records(connection: Connection, ids: Iterable[str], *, now: int) -> None:
    """Put those records there again that have versions and are neither there nor known to be gone.

    The version that becomes the record's present state goes. `now` is a stored moment.
    """
    columns = record_version.c
    asked = {*ids}
    rows = connection.execute(
        select(columns.version_id, columns.kind, columns.id, columns.gone).order_by(columns.number)
    )
    last = {(row.kind, row.id): row for row in rows if row.id in asked}
    for kind in RecordKind:
        there = set(connection.execute(select(TABLES[kind].c.id)).scalars())
        lost = [row for (of, one), row in last.items() if of == kind and one not in there and not row.gone]
        for some in in_batches(row.version_id for row in lost):
            which = columns.version_id.in_(some)
            _revive(connection, kind, connection.execute(select(record_version).where(which)).all(), now=now)
            connection.execute(delete(record_version).where(which))


def revived_stories(
    stories: Sequence[FoundRow], versions: Sequence[FoundRow], takes: Sequence[FoundRow], *, now: int
) -> tuple[list[FoundRow], list[FoundRow]]:
    """The rows of stories, with one for each that has only versions or takes left, and the versions besides those that
    are present states by that. A story of which there are takes alone has no words. `now` is a stored moment."""
    known = {row["id"] for row in stories}
    states: defaultdict[str, list[FoundRow]] = defaultdict(list)
    for row in sorted(versions, key=lambda row: int(row["number"])):
        states[row["story"]].append(row)
    begun: defaultdict[str, list[int]] = defaultdict(list)
    for row in takes:
        begun[row["story"]].append(row["begun"])
    revived, present = [], set()
    for lost in sorted({*states, *begun} - known):
        mine = states[lost]
        times = [row["saved"] for row in mine] or begun[lost]
        said = {name: mine[-1][name] if mine else "" for name in ("title", "listener", "text")}
        told = {"created": min(times), "modified": max(times), "sitting": now, "removed": None}
        revived.append({"id": lost, **told, **said})
        present |= {(lost, row["number"]) for row in mine[-1:]}
    return [*stories, *revived], [row for row in versions if (row["story"], row["number"]) not in present]


def _revive(connection: Connection, kind: RecordKind, rows: Iterable[Row[Any]], *, now: int) -> None:
    found = [(version_of(row).record, row.saved) for row in rows]
    files = files_in(connection, (photo.id for record, _ in found for photo in photos_of(record)))
    write(connection, kind, [(with_photos(record, files), saved, now) for record, saved in found])
