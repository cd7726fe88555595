"""How the lifeline is kept: what an edit leaves, and how everything on it was before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from allydesk.ids import EntryId
from allydesk.journal.entry import EntrySummary
from allydesk.storage import search, story_records
from allydesk.storage.database import Database
from allydesk.storage.reading import Clock, summaries_of
from allydesk.storage.record_json import RecordKind, id_of, kind_of
from allydesk.storage.record_versions import Past, RecordVersion, add_versions, bring_back, removed_in, versions_in
from allydesk.storage.records import stored_moment
from allydesk.storage.schema import entry
from allydesk.storage.sittings import SITTING_STORED, loses_much
from allydesk.storage.story_records import TABLES, in_batches, photos_of, with_photos
from allydesk.storage.story_schema import moment_entry, story_file
from allydesk.story.lifeline import Birth, Edit, Lifeline, Moment, Record, Theme

__all__ = ["LifelineShelf", "RecordVersion"]

_Key = tuple[RecordKind, str]


@dataclass(frozen=True, slots=True)
class _Standing:
    """A record as it is there, when it was changed, and when its sitting began."""

    record: Record
    modified: int
    sitting: int


class LifelineShelf:
    """The lifeline in an open vault."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def whole(self) -> Lifeline:
        """All of it, in a handful of statements whatever its size."""
        with self._database.read() as connection:
            return story_records.lifeline_in(connection)

    def apply(self, edit: Edit) -> None:
        """Keep what the edit leaves of each record it names, all of it or, when anything goes wrong, nothing.

        What was there becomes a version as an entry's content does: when a sitting has passed since the last one was
        kept, or when much of a text is taken away; and always when the record is removed, or the edit says so. A photo
        whose file is not kept is left out. An edit that changes nothing writes nothing. Raises `StoryError(TOO_LARGE)`.
        """
        wanted = {
            (kind_of(change.record), id_of(change.record)): (
                # A birth of which nothing is said is none.
                None if change.after in (None, Birth()) else story_records.storable(change.after)
            )
            for change in edit.changes
        }
        with self._database.read() as connection:
            wanted = _with_kept_photos(connection, wanted)
            standing = _standing(connection, wanted)
        changed = {
            key: after for key, after in wanted.items() if after != (standing[key].record if key in standing else None)
        }
        if not changed:
            return
        now = stored_moment(self._clock())
        with self._database.write() as connection:
            for kind in RecordKind:
                mine = {record_id: after for (of, record_id), after in changed.items() if of is kind}
                before = {one: standing[kind, one] for one in mine if (kind, one) in standing}
                if mine:
                    _replace(connection, kind, mine, before, now=now, keep_present=edit.keep_present)

    def versions(self, record_id: str) -> list[RecordVersion]:
        """How a record was before, newest last; "" for the birth. Its present state is not among them."""
        with self._database.read() as connection:
            return versions_in(connection, record_id)

    def removed(self) -> list[RecordVersion]:
        """The moments, chapters and themes that were removed and can be brought back, each as it was last; newest
        first. They stay for as long as entries do in the trash."""
        with self._database.read() as connection:
            return removed_in(connection)

    def moments_of(self, entry_id: EntryId) -> list[Moment]:
        """The moments that are linked with an entry, oldest first, those without a date last."""
        linked = select(moment_entry.c.moment).where(moment_entry.c.entry == entry_id)
        with self._database.read() as connection:
            found = story_records.moments_in(connection, connection.execute(linked).scalars().all())
        lifeline = Lifeline(found)
        return [*lifeline.dated(), *lifeline.undated()]

    def entry_titles(self, ids: Iterable[EntryId]) -> dict[EntryId, EntrySummary]:
        """Those of the entries that are there, outside the trash."""
        with self._database.read() as connection:
            found: list[EntrySummary] = []
            for some in in_batches(dict.fromkeys(ids)):
                chosen = select(entry.c.position).where(entry.c.id.in_(some), entry.c.trashed.is_(None))
                positions = connection.execute(chosen).scalars().all()
                found += summaries_of(connection.execute(*search.rows_at(positions)))
        return {one.id: one for one in found}


def _with_kept_photos(connection: Connection, wanted: Mapping[_Key, Record | None]) -> dict[_Key, Record | None]:
    """The same, with photos as they are kept; those that are not are left out."""
    asked = {photo.id for record in wanted.values() for photo in photos_of(record)}
    kept = story_records.files_in(connection, asked) if asked else {}
    return {key: None if record is None else with_photos(record, kept) for key, record in wanted.items()}


def _standing(connection: Connection, wanted: Iterable[_Key]) -> dict[_Key, _Standing]:
    found: dict[_Key, _Standing] = {}
    asked = list(wanted)
    for kind in RecordKind:
        ids = [record_id for of, record_id in asked if of is kind]
        if not ids:
            continue
        records = story_records.records_in(connection, kind, ids)
        table = TABLES[kind]
        for some in in_batches(ids):
            times = select(table.c.id, table.c.modified, table.c.sitting).where(table.c.id.in_(some))
            for record_id, modified, sitting in connection.execute(times):
                found[kind, record_id] = _Standing(records[record_id], modified, sitting)
    return found


def _replace(
    connection: Connection,
    kind: RecordKind,
    wanted: Mapping[str, Record | None],
    standing: Mapping[str, _Standing],
    *,
    now: int,
    keep_present: bool,
) -> None:
    """Put these records, of one kind, in the place of what is there."""
    past: list[Past] = []
    written: list[tuple[Record, int, int]] = []
    for record_id, after in wanted.items():
        before = standing.get(record_id)
        sitting = now
        if before is not None and after is None:
            past.append(Past(before.record, now, gone=True))
        elif before is not None and after is not None:
            if keep_present or _is_kept(before, after, now=now):
                past.append(Past(before.record, before.modified))
            else:
                sitting = before.sitting
        if after is not None:
            written.append((after, now, sitting))
    _let_go_of_photos(connection, wanted, standing, now=now)
    story_records.erase(connection, kind, standing)
    add_versions(connection, kind, past)
    bring_back(connection, kind, [record for record, _, _ in written if id_of(record) not in standing])
    story_records.write(connection, kind, written)


def _is_kept(before: _Standing, after: Record, *, now: int) -> bool:
    """Whether what was there becomes a version."""
    return now - before.sitting >= SITTING_STORED or loses_much(_long_text(before.record), _long_text(after))


def _long_text(record: Record) -> str:
    match record:
        case Moment():
            return record.note
        case Theme():
            return record.memo
    return ""


def _let_go_of_photos(
    connection: Connection, wanted: Mapping[str, Record | None], standing: Mapping[str, _Standing], *, now: int
) -> None:
    """Note when photos left a moment: from then on they are kept for as long as what is in the trash."""
    before = {photo.id for state in standing.values() for photo in photos_of(state.record)}
    after = {photo.id for record in wanted.values() for photo in photos_of(record)}
    for some in in_batches(before - after):
        connection.execute(update(story_file).where(story_file.c.id.in_(some)).values(since=now))
