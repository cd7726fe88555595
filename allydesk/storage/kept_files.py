"""The files kept with entries, in and out in pieces: a gigabyte passes through a few pieces of memory."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import Connection, Row, select, update

from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.entry import Attachment
from allydesk.progress import Progress, unreported
from allydesk.storage import attachments, records
from allydesk.storage.database import Database
from allydesk.storage.file_tables import ATTACHMENTS, file_name, pieces_of, towards
from allydesk.storage.reading import Clock, row_of
from allydesk.storage.schema import attachment


class Files:
    """The files in an open vault. Nothing of them is ever in the clear on the disk."""

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(
        self,
        entry_id: EntryId,
        *,
        name: str,
        media_type: str,
        source: BinaryIO,
        size: int,
        progress: Progress = unreported,
    ) -> Attachment:
        """Keep what `source` holds with an entry, under a name that no other file of the entry has.

        All of it or, when anything goes wrong or is cancelled, nothing. `progress` counts bytes towards `size`, which
        is only what was expected: what is read is what is kept. Raises `JournalError(NO_SUCH_ENTRY)`,
        `TransferError(UNREADABLE_SOURCE)`, `VaultError(DISK_FULL)` and what else writing can raise, and `Cancelled`.
        """
        with self._database.write() as connection:
            position = row_of(connection, entry_id).position
            free = _free_name(name, _names(connection, position))
            row_id, begun = attachments.begin_attachment(connection, position, free, media_type)
            done, digest = ATTACHMENTS.fill(connection, row_id, pieces_of(source), heard=towards(progress, size))
            progress(done, done)
            return replace(begun, size=done, digest=digest)

    def pieces(self, attachment_id: AttachmentId) -> Iterator[bytes]:
        """A file's bytes, 256 KiB at a time; other calls may come in between.

        Raises `JournalError(NO_SUCH_ENTRY)`, also for one that goes away meanwhile.
        """
        return ATTACHMENTS.each_piece(self._database, attachment_id)

    def read(self, attachment_id: AttachmentId, *, at_most: int | None = None) -> bytes:
        """A file's bytes, or its first `at_most`. Raises `JournalError(NO_SUCH_ENTRY)`."""
        return ATTACHMENTS.read(self._database, attachment_id, at_most=at_most)

    def rename(self, attachment_id: AttachmentId, name: str) -> Attachment:
        """Give it another name, made unique within its entry. Raises `JournalError(NO_SUCH_ENTRY)`."""
        with self._database.write() as connection:
            row = _row(connection, attachment_id)
            free = _free_name(name, _names(connection, row.position, besides=row.attachment_id))
            return _changed(connection, attachment_id, name=free)

    def remove(self, attachment_id: AttachmentId) -> None:
        """Take it out of its entry; it can be brought back until the trash is next cleared of what is as old.

        Raises `JournalError(NO_SUCH_ENTRY)`.
        """
        now = records.stored_moment(self._clock())
        with self._database.write() as connection:
            _changed(connection, attachment_id, removed=now)

    def restore(self, attachment_id: AttachmentId) -> Attachment:
        """Bring a removed file back, under another name if its own is taken. Raises `JournalError(NO_SUCH_ENTRY)`."""
        with self._database.write() as connection:
            row = _row(connection, attachment_id)
            free = _free_name(row.name, _names(connection, row.position, besides=row.attachment_id))
            return _changed(connection, attachment_id, name=free, removed=None)

    def removed(self, entry_id: EntryId) -> list[Attachment]:
        """What can be brought back into an entry, in the order it came. Raises `JournalError(NO_SUCH_ENTRY)`."""
        with self._database.read() as connection:
            return list(attachments.attachments_at(connection, row_of(connection, entry_id).position, removed=True))

    def purge_removed(self, *, before: datetime) -> int:
        """Delete for good what was removed before that moment, as `Journal.purge_trash` does too; how many went."""
        with self._database.write() as connection:
            return ATTACHMENTS.erase(connection, attachment.c.removed < records.stored_moment(before))

    def thumbnail(self, attachment_id: AttachmentId) -> bytes | None:
        """The small picture kept for it, None without one. Raises `JournalError(NO_SUCH_ENTRY)`."""
        return ATTACHMENTS.thumbnail(self._database, attachment_id)

    def keep_thumbnail(self, attachment_id: AttachmentId, data: bytes) -> None:
        """Keep a small picture for it, in the place of an earlier one. Raises `JournalError(NO_SUCH_ENTRY)`."""
        ATTACHMENTS.keep_thumbnail(self._database, attachment_id, data)


def _row(connection: Connection, attachment_id: AttachmentId) -> Row[int, int, str]:
    row_id = ATTACHMENTS.row_of(connection, attachment_id)
    chosen = select(attachment.c.attachment_id, attachment.c.position, attachment.c.name)
    return connection.execute(chosen.where(attachment.c.attachment_id == row_id)).one()


def _names(connection: Connection, position: int, *, besides: int | None = None) -> set[str]:
    """What the entry's files are called, but for one of them."""
    chosen = select(attachment.c.name).where(attachment.c.position == position, attachments.PRESENT)
    if besides is not None:
        chosen = chosen.where(attachment.c.attachment_id != besides)
    return set(connection.execute(chosen).scalars())


def _changed(connection: Connection, attachment_id: AttachmentId, **columns: str | int | None) -> Attachment:
    row_id = ATTACHMENTS.row_of(connection, attachment_id)
    mine = attachment.c.attachment_id == row_id
    connection.execute(update(attachment).where(mine).values(columns))
    return records.attachment_of(connection.execute(select(attachment).where(mine)).one())


def _free_name(name: str, taken: Iterable[str]) -> str:
    """The name, numbered where another file has it: "photo.jpg", "photo 2.jpg"."""
    wanted = file_name(name)
    # As file systems see it that tell neither case nor composition apart, for the day it is exported.
    known = {_file_key(one) for one in taken}
    stem, dot, ending = wanted.rpartition(".") if "." in wanted.lstrip(".") else (wanted, "", "")
    free, number = wanted, 1
    while _file_key(free) in known:
        number += 1
        free = f"{stem} {number}{dot}{ending}"
    return free


def _file_key(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
