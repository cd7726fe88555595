"""Bringing in many entries in one transaction, at the speed of the disk."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, insert, select

from allydesk.ids import new_entry_id
from allydesk.journal.belongings import NOTHING, Belongings
from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.links import link_keys
from allydesk.progress import Progress
from allydesk.storage import labels, practice_room, records, story_room
from allydesk.storage.attachments import add_attachment
from allydesk.storage.belongings import add as add_belongings
from allydesk.storage.database import Database
from allydesk.storage.labels import Kind, Names
from allydesk.storage.positions import Ranks
from allydesk.storage.practice_room import NO_PRACTICE, PracticeRoom
from allydesk.storage.schema import entry, entry_link, entry_person, entry_tag, version
from allydesk.storage.standing import make_way
from allydesk.storage.story_room import EMPTY_ROOM, StoryRoom

_BATCH = 500
_BATCH_BYTES = 16 * 1024 * 1024
_ASKED_AT_ONCE = 500
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'entry_search_%'"


def add_all(
    database: Database,
    entries: Iterable[NewEntry],
    *,
    now: int,
    progress: Progress,
    total: int,
    belongings: Belongings = NOTHING,
    story: StoryRoom = EMPTY_ROOM,
    practice: PracticeRoom = NO_PRACTICE,
) -> int:
    """Keep all of `entries`, `belongings`, `story` and `practice`, or nothing. `progress` counts entries; while the
    index is rebuilt it hears (0, 0)."""
    with database.reporting(progress), database.write() as connection:
        add_belongings(connection, belongings)
        heard = partial(progress, 0, total)
        story_room.add(connection, story, now=now, heard=heard)
        practice_room.add(connection, practice, now=now, heard=heard)
        index = _IndexLater(connection, expected=total)
        rows = connection.execute(select(entry.c.instant, entry.c.position).order_by(entry.c.instant, entry.c.position))
        ranks = Ranks(rows)
        names = {kind: Names(connection, kind) for kind in labels.KINDS}
        done = 0
        for batch in _batches(entries):
            # A piece of a file may be one of thousands, which the steps of the database do not show.
            heard = partial(progress, done, max(total, done))
            _add_batch(connection, batch, ranks=ranks, names=names, now=now, heard=heard)
            done += len(batch)
            progress(done, max(total, done))
        index.finish()
        return done


def _batches(entries: Iterable[NewEntry]) -> Iterator[list[NewEntry]]:
    """At most so many entries at a time, and not many more bytes of files than one of them has."""
    batch: list[NewEntry] = []
    held = 0
    for new in entries:
        batch.append(new)
        held += sum(len(file.data) for file in new.attachments)
        if len(batch) == _BATCH or held > _BATCH_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def present(
    connection: Connection, column: Column[Any], among: Iterable[str], *, where: ColumnElement[bool] | None = None
) -> set[str]:
    """Which of the values the column holds somewhere; `where` says what holds of every row that counts."""
    chosen = select(column) if where is None else select(column).where(where)
    found: set[str] = set()
    asked = iter(among)
    while some := list(itertools.islice(asked, _ASKED_AT_ONCE)):
        found.update(connection.execute(chosen.where(column.in_(some))).scalars())
    return found


class _IndexLater:
    """Leaves the search index alone while more comes in than is there, and builds it once at the end: half the time.

    All inside the caller's transaction, so that a failure puts the triggers back as well.
    """

    def __init__(self, connection: Connection, *, expected: int) -> None:
        self._connection = connection
        self._triggers: list[tuple[str, str]] = []
        present_count = connection.execute(select(func.count()).select_from(entry)).scalar_one()
        if expected > present_count:
            self._triggers = [(row.name, row.sql) for row in connection.exec_driver_sql(_TRIGGERS)]
            for name, _ in self._triggers:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")

    def finish(self) -> None:
        """The index is whole and kept up again."""
        if not self._triggers:
            return
        self._connection.exec_driver_sql("INSERT INTO entry_search (entry_search) VALUES ('rebuild')")
        for _, sql in self._triggers:
            self._connection.exec_driver_sql(sql)


def _add_batch(
    connection: Connection,
    batch: Sequence[NewEntry],
    *,
    ranks: Ranks,
    names: dict[Kind, Names],
    now: int,
    heard: Callable[[], object],
) -> None:
    rows: list[dict[str, Any]] = []
    tag_rows: list[dict[str, int]] = []
    person_rows: list[dict[str, int]] = []
    link_rows: list[dict[str, Any]] = []
    version_rows: list[dict[str, Any]] = []
    followers: list[tuple[int, NewEntry]] = []

    def send() -> None:
        for table_, sent in (
            (entry, rows),
            (entry_tag, tag_rows),
            (entry_person, person_rows),
            (entry_link, link_rows),
            (version, version_rows),
        ):
            if sent:
                connection.execute(insert(table_), sent)
                sent.clear()
        for position, new in followers:
            for file in new.attachments:
                add_attachment(connection, position, file, heard=heard)
        followers.clear()

    for new in batch:
        content = records.storable(new.content)
        placed = ranks.add(content.created.instant)
        if placed.moves:
            # Those that move must be in the table first.
            send()
            make_way(connection, placed)
        entry_id = new.id or new_entry_id()
        rows.append(records.entry_columns(new, content, entry_id=entry_id, position=placed.position, now=now))
        tag_rows += names[labels.TAGS].rows(placed.position, content.tags)
        person_rows += names[labels.PEOPLE].rows(placed.position, content.people)
        link_rows += [{"position": placed.position, "key": key} for key in link_keys(content.text)]
        version_rows += _versions(new, placed.position)
        if new.attachments:
            followers.append((placed.position, new))
    send()


def _versions(new: NewEntry, position: int) -> list[dict[str, Any]]:
    def row(number: int, content: Content, saved: int) -> dict[str, Any]:
        return records.version_columns(records.storable(content), position=position, number=number, saved=saved)

    return [row(number, old.content, records.stored_moment(old.saved)) for number, old in enumerate(new.versions, 1)]
