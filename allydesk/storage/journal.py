"""How the journal is kept. Every call runs on the vault's one thread; every write is durable when it returns."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from allydesk.ids import AttachmentId, EntryId, new_entry_id
from allydesk.journal.belongings import NOTHING, Belongings
from allydesk.journal.entry import Attachment, Content, Entry, EntrySummary, NewAttachment, NewEntry
from allydesk.journal.links import retitled, title_key
from allydesk.progress import Progress, unreported
from allydesk.storage import attachments, bulk, clearing, keeping, labels, records, search
from allydesk.storage.file_tables import ATTACHMENTS
from allydesk.storage.linking import Linking
from allydesk.storage.positions import place
from allydesk.storage.practice_room import NO_PRACTICE, PracticeRoom
from allydesk.storage.reading import Clock, entry_at, row_of, summaries_of
from allydesk.storage.schema import attachment, entry, entry_link, meta
from allydesk.storage.standing import StandingEntries, make_way
from allydesk.storage.story_room import EMPTY_ROOM, StoryRoom
from allydesk.storage.versions import add_version, forget_versions, superseded

__all__ = ["ALL_VERSIONS_KEPT", "Clock", "Journal"]

ALL_VERSIONS_KEPT = timedelta(days=365)
"""Of versions that are older, the last of each day stays."""
_LEFT_OPEN = "left-open"


class Journal(Linking):
    """The entries of one open vault."""

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
            labels.set_names(connection, labels.TAGS, placed.position, content.tags)
            labels.set_names(connection, labels.PEOPLE, placed.position, content.people)
            if links := keeping.link_rows(placed.position, content.text):
                connection.execute(insert(entry_link), links)
            for old in new.versions:
                before = records.storable(old.content)
                add_version(connection, placed.position, before, saved=records.stored_moment(old.saved))
            for file in new.attachments:
                attachments.add_attachment(connection, placed.position, file)
            return entry_at(connection, row_of(connection, entry_id))

    def save(self, entry_id: EntryId, content: Content, *, keep_present: bool = False, seconds: int = 0) -> Entry:
        """Replace the content. What was there becomes a version when a sitting has passed since the last one was
        kept, when much is taken away, or when `keep_present` asks for it. `seconds` of writing are added to the
        entry's sum. Saving what is there already writes nothing, and counts no seconds.

        Raises `JournalError`: `NO_SUCH_ENTRY`, `TOO_LARGE`.
        """
        content = records.storable(content)
        with self._database.read() as connection:
            row = row_of(connection, entry_id)
            before = entry_at(connection, row)
        if before.content == content:
            return before
        now = self._now()
        with self._database.write() as connection:
            return keeping.replace_content(
                connection, row, before, content, now=now, keep=keep_present, seconds=seconds
            )

    def set_pinned(self, entry_id: EntryId, pinned: bool) -> Entry:
        """Pin it, or unpin it; that is no change of the entry itself. Raises `JournalError(NO_SUCH_ENTRY)`."""
        return self._set(entry_id, "pinned", self._now() if pinned else None)

    def trash(self, entry_id: EntryId) -> Entry:
        """Put it into the trash. Raises `JournalError(NO_SUCH_ENTRY)`."""
        return self._set(entry_id, "trashed", self._now())

    def restore(self, entry_id: EntryId) -> Entry:
        """Take it out of the trash. Raises `JournalError(NO_SUCH_ENTRY)`."""
        return self._set(entry_id, "trashed", None)

    def purge(self, entry_id: EntryId) -> None:
        """Delete it for good, with its versions, its files and its words in the search index, which is written anew
        for it: a second for twenty thousand entries. Raises `JournalError(NO_SUCH_ENTRY)`.
        """
        with self._database.write() as connection:
            row = row_of(connection, entry_id)
            clearing.purge(connection, [row.position], progress=unreported)

    def trash_all(self, ids: Iterable[EntryId]) -> int:
        """Put them into the trash, all in one transaction; how many went. Those that lie there, or are gone, are
        passed over.
        """
        return self._set_trashed(ids, self._now())

    def restore_all(self, ids: Iterable[EntryId]) -> int:
        """Take them out of the trash, as `trash_all` puts them in; how many came back."""
        return self._set_trashed(ids, None)

    def purge_all(self, ids: Iterable[EntryId], *, progress: Progress = unreported) -> int:
        """Delete them for good as `purge` does, all in one transaction and with the search index written anew once;
        how many went. None when anything goes wrong or is cancelled. `progress` counts pages, a guess beforehand.
        """
        with self._database.write() as connection:
            return clearing.purge(connection, clearing.positions_of(connection, ids), progress=progress)

    def purge_trash(self, *, before: datetime, progress: Progress = unreported) -> int:
        """Delete for good what went into the trash before that moment, and the files that were removed before then;
        how many entries went. All or, when anything goes wrong or is cancelled, nothing.
        """
        moment = records.stored_moment(before)
        with self._database.write() as connection:
            ATTACHMENTS.erase(connection, attachment.c.removed < moment, heard=lambda _: progress(0, 0))
            gone = clearing.positions_where(connection, entry.c.trashed < moment)
            return clearing.purge(connection, gone, progress=progress)

    def attach(self, entry_id: EntryId, new: NewAttachment) -> Attachment:
        """Keep a file with an entry. Raises `JournalError(NO_SUCH_ENTRY)`."""
        with self._database.write() as connection:
            return attachments.add_attachment(connection, row_of(connection, entry_id).position, new)

    def detach(self, attachment_id: AttachmentId) -> None:
        """Take a file away for good."""
        with self._database.write() as connection:
            ATTACHMENTS.erase(connection, attachment.c.id == attachment_id)

    def retitle_links(self, old: str, new: str) -> int:
        """Make every link to the title `old` lead to `new`, in the trash too; how many entries were changed.

        Their texts of before are kept as versions. All of them or, when anything goes wrong, none; none as well when
        no link can hold the new title. Raises `JournalError(TOO_LARGE)`.
        """
        linking = select(entry.c.id).where(
            entry.c.position.in_(select(entry_link.c.position).where(entry_link.c.key == title_key(old)))
        )
        changed = 0
        with self._database.read() as connection:
            ids = connection.execute(linking).scalars().all()
        if not ids:
            return 0
        with self._database.write() as connection:
            for entry_id in ids:
                row = row_of(connection, EntryId(entry_id))
                before = entry_at(connection, row)
                content = records.storable(records.with_text(before.content, retitled(row.text, old, new)))
                if content != before.content:
                    keeping.replace_content(connection, row, before, content, now=self._now(), keep=True, seconds=0)
                    changed += 1
        return changed

    def remember_open(self, entry_id: EntryId | None) -> None:
        """Note which entry is open, for when the vault is unlocked again; None for none."""
        with self._database.read() as connection:
            known = connection.execute(select(meta.c.value).where(meta.c.key == _LEFT_OPEN)).scalar_one_or_none()
        if known == entry_id:
            return
        with self._database.write() as connection:
            connection.execute(delete(meta).where(meta.c.key == _LEFT_OPEN))
            if entry_id is not None:
                connection.execute(insert(meta).values(key=_LEFT_OPEN, value=entry_id))

    def left_open(self) -> EntrySummary | None:
        """The entry that was open when the vault was last locked; None if it is gone or in the trash by now."""
        noted = select(meta.c.value).where(meta.c.key == _LEFT_OPEN).scalar_subquery()
        with self._database.read() as connection:
            found = connection.execute(
                select(entry.c.position).where(entry.c.id == noted, entry.c.trashed.is_(None))
            ).scalars()
            return next(iter(summaries_of(connection.execute(*search.rows_at(found.all())))), None)

    def thin_versions(self) -> int:
        """Of the versions older than a year, keep each entry's last of each day; how many went."""
        now = self._clock()
        oldest = records.stored_moment(now - ALL_VERSIONS_KEPT)
        with self._database.read() as connection:
            gone = superseded(connection, before=oldest, zone=now.tzinfo)
        if gone:
            with self._database.write() as connection:
                forget_versions(connection, gone)
        return len(gone)

    def add_all(
        self,
        entries: Iterable[NewEntry],
        *,
        belongings: Belongings = NOTHING,
        story: StoryRoom = EMPTY_ROOM,
        practice: PracticeRoom = NO_PRACTICE,
        progress: Progress = unreported,
        total: int = 0,
    ) -> int:
        """Keep them all, and belongings, a story room and a practice room none of which is there, or when anything goes
        wrong or is cancelled, nothing; how many entries there were. Raises what the sources of files raise.
        """
        now = self._now()
        return bulk.add_all(
            self._database,
            entries,
            now=now,
            progress=progress,
            total=total,
            belongings=belongings,
            story=story,
            practice=practice,
        )

    # Inside

    def _now(self) -> int:
        return records.stored_moment(self._clock())

    def _set(self, entry_id: EntryId, column: str, value: int | None) -> Entry:
        with self._database.write() as connection:
            row = row_of(connection, entry_id)
            connection.execute(update(entry).where(entry.c.position == row.position).values({column: value}))
            return entry_at(connection, row_of(connection, entry_id))

    def _set_trashed(self, ids: Iterable[EntryId], moment: int | None) -> int:
        lies_elsewhere = entry.c.trashed.is_not(None) if moment is None else entry.c.trashed.is_(None)
        with self._database.write() as connection:
            return sum(
                connection.execute(
                    update(entry).where(entry.c.position.in_(some), lies_elsewhere).values(trashed=moment)
                ).rowcount
                for some in clearing.in_groups(clearing.positions_of(connection, ids))
            )
