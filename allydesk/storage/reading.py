"""Reading the journal: whole entries, rows of lists, counts."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, literal_column, select

from allydesk.errors import Code, JournalError
from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.belongings import Belongings
from allydesk.journal.entry import Attachment, Entry, EntrySummary, Version
from allydesk.journal.search import Query
from allydesk.storage import attachments, bulk, labels, practice_room, records, rooms_left, search, story_room
from allydesk.storage.anything_kept import anything_kept
from allydesk.storage.belongings import belongings_in
from allydesk.storage.database import Database
from allydesk.storage.file_tables import ATTACHMENTS, STORY_FILES
from allydesk.storage.practice_room import PracticeRoom
from allydesk.storage.schema import entry
from allydesk.storage.story_room import StoryRoom
from allydesk.storage.versions import versions_at
from allydesk.story.ids import FileId

EVERYTHING = Query()
HAS_FINGERPRINT = entry.c.fingerprint != literal_column("''")
"""As the index on fingerprints has it; SQLite does not use the index for a value that is bound."""

Clock = Callable[[], datetime]

_PAGE = 256
_BY_ID = select(entry).where(entry.c.id == bindparam("id"))


@dataclass(frozen=True, slots=True)
class WholeEntry:
    """An entry with its versions, oldest first, the fingerprint of its import, or "", and the files that have been
    removed from it, each with when."""

    entry: Entry
    versions: Sequence[Version] = ()
    fingerprint: str = ""
    removed: tuple[tuple[Attachment, datetime], ...] = ()


class Reading:
    """What of the journal can be read, in an open vault."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def entry(self, entry_id: EntryId) -> Entry:
        """The whole entry. Raises `JournalError(NO_SUCH_ENTRY)`."""
        with self._database.read() as connection:
            return entry_at(connection, row_of(connection, entry_id))

    def newest(self, query: Query = EVERYTHING, *, limit: int) -> list[EntrySummary]:
        """The first rows of the list of entries that match, newest first."""
        with self._database.read() as connection:
            return summaries_of(connection.execute(*search.rows(query, limit=limit)))

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
            return [item for item in summaries_of(connection.execute(*chosen)) if item.position in wanted]

    def pinned(self) -> list[EntrySummary]:
        """The pinned entries outside the trash, newest first."""
        with self._database.read() as connection:
            return summaries_of(connection.execute(search.PINNED_ROWS))

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
            position = row_of(connection, entry_id).position
            return versions_at(connection, [position]).get(position, [])[::-1]

    def tag_counts(self) -> list[tuple[str, int]]:
        """Every tag in use outside the trash with the number of its entries, commonest first."""
        with self._database.read() as connection:
            return labels.count_names(connection, labels.TAGS)

    def people_counts(self) -> list[tuple[str, int]]:
        """Everybody who is in an entry outside the trash, with the number of these entries, commonest first."""
        with self._database.read() as connection:
            return labels.count_names(connection, labels.PEOPLE)

    def days_written(self, year: int) -> list[tuple[date, int]]:
        """The days of a year on which something was written, and how many entries each has, in order."""
        with self._database.read() as connection:
            rows = search.DAYS.rows(connection, search.within(date(year, 1, 1), date(year, 12, 31)))
            return [(date.fromisoformat(day), entries) for day, entries in rows]

    def read_attachment(self, attachment_id: AttachmentId) -> bytes:
        """A file's bytes. Raises `JournalError(NO_SUCH_ENTRY)`."""
        return ATTACHMENTS.read(self._database, attachment_id)

    def known_fingerprints(self, among: Iterable[str]) -> set[str]:
        """Which of these fingerprints entries have, the trash included."""
        with self._database.read() as connection:
            return bulk.present(connection, entry.c.fingerprint, among, where=HAS_FINGERPRINT)

    def known_ids(self, among: Iterable[EntryId]) -> set[EntryId]:
        """Which of these ids entries have, the trash included."""
        with self._database.read() as connection:
            return {EntryId(found) for found in bulk.present(connection, entry.c.id, among)}

    def attachment_pieces(self, attachment_id: AttachmentId) -> Iterator[bytes]:
        """A file's bytes piece by piece, as `Files.pieces` gives them."""
        return ATTACHMENTS.each_piece(self._database, attachment_id)

    def belongings(self) -> Belongings:
        """What the person keeps beside the entries."""
        return belongings_in(self._database)

    def anything_kept(self) -> bool:
        """Whether there is anything in the vault: an entry, a story, practice, or what is kept beside them; the trash
        included."""
        return anything_kept(self._database)

    def story_room(self) -> StoryRoom:
        """Everything in the story room, the bytes of files aside. Raises `VaultError(DAMAGED_VAULT)` for what cannot
        be read."""
        return story_room.room_in(self._database)

    def practice_room(self) -> PracticeRoom:
        """Everything in the practice room. Raises `VaultError(DAMAGED_VAULT)` for what cannot be read."""
        return practice_room.room_in(self._database)

    def story_left(self) -> tuple[StoryRoom, int]:
        """What of the story room can be read, and how many things in it are known to be left out."""
        return rooms_left.story_left(self._database)

    def practice_left(self) -> tuple[PracticeRoom, int]:
        """What of the practice room can be read, and how many things in it are known to be left out."""
        return rooms_left.practice_left(self._database)

    def story_file_pieces(self, file_id: FileId) -> Iterator[bytes]:
        """A file's bytes piece by piece, as `StoryFiles.pieces` gives them."""
        return STORY_FILES.each_piece(self._database, file_id)

    def each(self) -> Iterator[Entry]:
        """Every entry, the trash included, oldest first, a page at a time. Entries may be changed meanwhile."""
        return (whole.entry for whole in self.each_whole())

    def each_whole(self) -> Iterator[WholeEntry]:
        """The same, each with all there is of it."""
        last = 0
        while True:
            with self._database.read() as connection:
                rows = connection.execute(
                    select(entry).where(entry.c.position > last).order_by(entry.c.position).limit(_PAGE)
                ).all()
                page = _whole(connection, rows)
            if not rows:
                return
            yield from page
            last = rows[-1].position


def row_of(connection: Connection, entry_id: EntryId) -> Row[Any]:
    """The entry's row. Raises `JournalError(NO_SUCH_ENTRY)`."""
    row = connection.execute(_BY_ID, {"id": entry_id}).one_or_none()
    if row is None:
        raise JournalError(Code.NO_SUCH_ENTRY)
    return row


def entry_at(connection: Connection, row: Row[Any]) -> Entry:
    """The entry of a row with all that is its, versions aside."""
    tags, people = labels.names_here(connection, row.position)
    return records.entry_of(row, tags, people, attachments.attachments_at(connection, row.position))


def summaries_of(rows: Iterable[Row[Any]]) -> list[EntrySummary]:
    """The list's rows, from rows of `search`."""
    return [records.summary_of(row) for row in rows]


def _whole(connection: Connection, rows: Sequence[Row[Any]]) -> list[WholeEntry]:
    """The entries of these rows with all that is theirs."""
    positions = [row.position for row in rows]
    tags, people = (labels.names_at(connection, kind, positions) for kind in labels.KINDS)
    files = attachments.count_attachments(connection, positions)
    removed = attachments.removed_at(connection, positions)
    versions = versions_at(connection, positions)
    whole: list[WholeEntry] = []
    for row in rows:
        place = row.position
        kept = attachments.attachments_at(connection, place) if place in files else ()
        found = records.entry_of(row, tags.get(place, ()), people.get(place, ()), kept)
        whole.append(WholeEntry(found, versions.get(place, []), row.fingerprint, removed.get(place, ())))
    return whole
