"""How the journal is kept. Every call runs on the vault's one thread; every write is durable when it returns."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, Connection, Row, delete, func, insert, literal_column, select, update

from allydesk.errors import Code, JournalError
from allydesk.journal.entry import Attachment, Content, Entry, EntrySummary, NewAttachment, NewEntry, Version
from allydesk.journal.ids import AttachmentId, EntryId, new_entry_id
from allydesk.journal.search import Query
from allydesk.progress import Progress, unreported
from allydesk.storage import attachments, bulk, records, search, tags
from allydesk.storage.database import Database
from allydesk.storage.positions import place
from allydesk.storage.schema import entry
from allydesk.storage.standing import StandingEntries, make_way
from allydesk.storage.versions import add_version, versions_at

EVERYTHING = Query()
HAS_FINGERPRINT = literal_column("fingerprint <> ''", Boolean)
"""As the index on fingerprints has it, to the letter; SQLite would not use the index otherwise."""

Clock = Callable[[], datetime]

SITTING = timedelta(minutes=10)
"""How long one goes on writing before the state at its beginning is kept as a version."""
_LOSS_KEPT = 200
"""Characters. A save that takes away more than this and more than a third of the text keeps what was there."""
_PAGE = 256


class Journal:
    """The entries of one open vault."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # Writing

    def add(self, new: NewEntry) -> Entry:
        """Keep a new entry. Raises `JournalError(TOO_LARGE)`."""
        content = records.storable(new.content)
        entry_id = new.id or new_entry_id()
        now = self._now()
        with self._database.write() as connection:
            placed = place(content.created.instant, StandingEntries(connection))
            make_way(connection, placed)
            columns = records.entry_columns(new, content, entry_id=entry_id, position=placed.position, now=now)
            connection.execute(insert(entry).values(columns))
            tags.set_tags(connection, placed.position, content.tags)
            for old in new.versions:
                add_version(connection, placed.position, old.content, saved=records.stored_moment(old.saved))
            for file in new.attachments:
                attachments.add_attachment(connection, placed.position, file)
            return self._entry(connection, entry_id)

    def save(self, entry_id: EntryId, content: Content, *, keep_present: bool = False) -> Entry:
        """Replace the content. What was there becomes a version when a sitting has passed since the last one was
        kept, when much is taken away, or when `keep_present` asks for it. Saving what is there already writes nothing.

        Raises `JournalError`: `NO_SUCH_ENTRY`, `TOO_LARGE`.
        """
        content = records.storable(content)
        now = self._now()
        with self._database.read() as connection:
            row = self._row(connection, entry_id)
            before = self._entry_at(connection, row)
        if before.content == content:
            return before
        with self._database.write() as connection:
            keep = keep_present or _loses_much(row.text, content.text) or now - row.sitting >= _SITTING_STORED
            keep = keep and not before.is_empty
            position = row.position
            if keep:
                add_version(connection, position, before.content, saved=row.modified)
            if content.created.instant != row.instant:
                position = self._move(connection, position, content.created.instant)
            columns = {**records.content_columns(content), "modified": now, "sitting": now if keep else row.sitting}
            # Only what changes: the search index is written anew for a title or a text that is named at all.
            changed = {name: value for name, value in columns.items() if value != getattr(row, name)}
            if changed:
                connection.execute(update(entry).where(entry.c.position == position).values(changed))
            if content.tags != before.content.tags:
                tags.set_tags(connection, position, content.tags)
                return self._entry(connection, entry_id)
        return replace(before, content=content, modified=records.moment_of(now))

    def trash(self, entry_id: EntryId) -> Entry:
        """Put it into the trash. Raises `JournalError(NO_SUCH_ENTRY)`."""
        return self._set_trashed(entry_id, self._now())

    def restore(self, entry_id: EntryId) -> Entry:
        """Take it out of the trash. Raises `JournalError(NO_SUCH_ENTRY)`."""
        return self._set_trashed(entry_id, None)

    def purge(self, entry_id: EntryId) -> None:
        """Delete it for good, with its versions, its files and its words in the search index, which is written anew
        for it: a second for twenty thousand entries. Raises `JournalError(NO_SUCH_ENTRY)`.
        """
        with self._database.write() as connection:
            row = self._row(connection, entry_id)
            connection.execute(delete(entry).where(entry.c.position == row.position))
            tags.forget_unused_tags(connection)
            search.forget_deleted(connection)

    def purge_trash(self, *, before: datetime) -> int:
        """Delete for good what went into the trash before that moment; how many entries went."""
        with self._database.write() as connection:
            gone = connection.execute(delete(entry).where(entry.c.trashed < records.stored_moment(before)))
            if gone.rowcount:
                tags.forget_unused_tags(connection)
                search.forget_deleted(connection)
            return gone.rowcount

    def attach(self, entry_id: EntryId, new: NewAttachment) -> Attachment:
        """Keep a file with an entry. Raises `JournalError(NO_SUCH_ENTRY)`."""
        with self._database.write() as connection:
            return attachments.add_attachment(connection, self._row(connection, entry_id).position, new)

    def detach(self, attachment_id: AttachmentId) -> None:
        """Take a file away for good."""
        with self._database.write() as connection:
            attachments.remove_attachment(connection, attachment_id)

    # Reading

    def entry(self, entry_id: EntryId) -> Entry:
        """The whole entry. Raises `JournalError(NO_SUCH_ENTRY)`."""
        with self._database.read() as connection:
            return self._entry(connection, entry_id)

    def newest(self, query: Query = EVERYTHING, *, limit: int) -> list[EntrySummary]:
        """The first rows of the list of entries that match, newest first."""
        with self._database.read() as connection:
            return _summaries(connection.execute(*search.rows(query, limit=limit)))

    def positions(self, query: Query = EVERYTHING, *, limit: int | None = None) -> "array[int]":
        """The positions of the entries that match, newest first: 8 bytes an entry."""
        with self._database.read() as connection:
            cursor = connection.execute(*search.positions(query, limit=limit)).cursor
            # Straight from the driver's cursor: wrapping 100,000 rows takes longer than reading them.
            return array("q", (row[0] for row in iter(cursor.fetchone, None)))

    def summaries(self, positions: Sequence[int], query: Query = EVERYTHING) -> list[EntrySummary]:
        """The list's rows at these positions of the query's list, newest first; those that are gone are left out.

        Quick for positions that follow one another in that list.
        """
        if not positions:
            return []
        wanted = set(positions)
        chosen = search.rows(query, low=min(wanted), high=max(wanted))
        with self._database.read() as connection:
            return [item for item in _summaries(connection.execute(*chosen)) if item.position in wanted]

    def count(self, *, trash: bool = False) -> int:
        """How many entries there are outside the trash, or in it."""
        with self._database.read() as connection:
            trashed = connection.execute(
                select(func.count()).select_from(entry).where(entry.c.trashed.is_not(None))
            ).scalar_one()
            if trash:
                return trashed
            return connection.execute(select(func.count()).select_from(entry)).scalar_one() - trashed

    def versions(self, entry_id: EntryId) -> list[Version]:
        """How the entry was before, newest first; its present state is not among them."""
        with self._database.read() as connection:
            position = self._row(connection, entry_id).position
            return versions_at(connection, [position]).get(position, [])[::-1]

    def tag_counts(self) -> list[tuple[str, int]]:
        """Every tag in use outside the trash with the number of its entries, commonest first."""
        with self._database.read() as connection:
            return tags.count_tags(connection)

    def days_written(self, year: int) -> list[tuple[date, int]]:
        """The days of a year on which something was written, and how many entries each has, in order."""
        with self._database.read() as connection:
            rows = connection.execute(search.days(year)).all()
        return [(date.fromisoformat(row.day), row.entries) for row in rows]

    def read_attachment(self, attachment_id: AttachmentId) -> bytes:
        """A file's bytes. Raises `JournalError(NO_SUCH_ENTRY)`."""
        with self._database.read() as connection:
            return attachments.read_attachment(connection, attachment_id)

    # Many at once

    def add_all(self, entries: Iterable[NewEntry], *, progress: Progress = unreported, total: int = 0) -> int:
        """Keep them all or, when anything goes wrong or is cancelled, none; how many there were."""
        return bulk.add_all(self._database, entries, now=self._now(), progress=progress, total=total)

    def known_fingerprints(self, among: Iterable[str]) -> set[str]:
        """Which of these fingerprints entries have, the trash included."""
        with self._database.read() as connection:
            return bulk.present(connection, entry.c.fingerprint, among, where=HAS_FINGERPRINT)

    def known_ids(self, among: Iterable[EntryId]) -> set[EntryId]:
        """Which of these ids entries have, the trash included."""
        with self._database.read() as connection:
            return {EntryId(found) for found in bulk.present(connection, entry.c.id, among)}

    def each(self) -> Iterator[Entry]:
        """Every entry, the trash included, oldest first, a page at a time. Entries may be changed meanwhile."""
        for entry_, _ in self.each_with_versions():
            yield entry_

    def each_with_versions(self) -> Iterator[tuple[Entry, Sequence[Version]]]:
        """The same, each with its versions, oldest first."""
        last = 0
        while True:
            with self._database.read() as connection:
                rows = connection.execute(
                    select(entry).where(entry.c.position > last).order_by(entry.c.position).limit(_PAGE)
                ).all()
                page = self._whole(connection, rows)
            if not rows:
                return
            yield from page
            last = rows[-1].position

    # Inside

    def _now(self) -> int:
        return records.stored_moment(self._clock())

    def _row(self, connection: Connection, entry_id: EntryId) -> Row[Any]:
        row = connection.execute(select(entry).where(entry.c.id == entry_id)).one_or_none()
        if row is None:
            raise JournalError(Code.NO_SUCH_ENTRY)
        return row

    def _entry(self, connection: Connection, entry_id: EntryId) -> Entry:
        return self._entry_at(connection, self._row(connection, entry_id))

    def _entry_at(self, connection: Connection, row: Row[Any]) -> Entry:
        names = tags.tags_at(connection, [row.position]).get(row.position, ())
        return records.entry_of(row, names, attachments.attachments_at(connection, row.position))

    def _whole(self, connection: Connection, rows: Sequence[Row[Any]]) -> list[tuple[Entry, Sequence[Version]]]:
        """The entries of these rows with all that is theirs."""
        positions = [row.position for row in rows]
        names = tags.tags_at(connection, positions)
        files = attachments.count_attachments(connection, positions)
        versions = versions_at(connection, positions)
        whole: list[tuple[Entry, Sequence[Version]]] = []
        for row in rows:
            place = row.position
            kept = attachments.attachments_at(connection, place) if place in files else ()
            whole.append((records.entry_of(row, names.get(place, ()), kept), versions.get(place, [])))
        return whole

    def _move(self, connection: Connection, position: int, instant: int) -> int:
        standing = StandingEntries(connection, without=position)
        placed = place(instant, standing)
        # Its own row is in nobody's way, yet it may itself be in the run that steps aside: take it out first.
        waiting = -position
        connection.execute(update(entry).where(entry.c.position == position).values(position=waiting))
        make_way(connection, placed)
        connection.execute(update(entry).where(entry.c.position == waiting).values(position=placed.position))
        return placed.position

    def _set_trashed(self, entry_id: EntryId, when: int | None) -> Entry:
        with self._database.write() as connection:
            row = self._row(connection, entry_id)
            connection.execute(update(entry).where(entry.c.position == row.position).values(trashed=when))
            return self._entry(connection, entry_id)


_SITTING_STORED = SITTING // timedelta(microseconds=1)


def _summaries(rows: Iterable[Row[Any]]) -> list[EntrySummary]:
    return [records.summary_of(row) for row in rows]


def _loses_much(before: str, after: str) -> bool:
    lost = len(before) - len(after)
    return lost > _LOSS_KEPT and lost * 3 > len(before)
