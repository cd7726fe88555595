"""Files kept with entries, inside the database, in pieces. Removed ones stay for a while, out of sight."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from allydesk.errors import Code, JournalError
from allydesk.ids import AttachmentId, new_uuid7
from allydesk.journal.entry import Attachment, NewAttachment
from allydesk.storage.database import Database
from allydesk.storage.records import attachment_of, moment_of, stored_moment
from allydesk.storage.schema import attachment, attachment_chunk
from allydesk.text import clean

CHUNK_BYTES = 256 * 1024
"""One row of an attachment's bytes; large enough to be quick, small enough to hold in memory many times over."""
_ERASED_AT_ONCE = 32
"""Pieces. SQLite keeps in memory what one statement has overwritten until the statement is done."""
PRESENT = attachment.c.removed.is_(None)
_ALL_AT = select(attachment).where(attachment.c.position == bindparam("position")).order_by(attachment.c.attachment_id)
_AT = {False: _ALL_AT.where(PRESENT), True: _ALL_AT.where(attachment.c.removed.is_not(None))}


def add_attachment(
    connection: Connection, position: int, new: NewAttachment, *, heard: Callable[[], object] = lambda: None
) -> Attachment:
    """Keep a file with the entry at `position`, under its own id if it brings one that is free. `heard` is called
    before each piece. Raises what the file's source raises."""
    removed = None if new.removed is None else stored_moment(new.removed)
    row_id, kept_id = begin_attachment(connection, position, new.name, new.media_type, wanted=new.id, removed=removed)
    digest, size = hashlib.sha256(), 0
    for number, data in enumerate(_full_pieces(new.pieces())):
        heard()
        add_piece(connection, row_id, number, data)
        digest.update(data)
        size += len(data)
    finish_attachment(connection, row_id, size=size, digest=digest.hexdigest())
    return Attachment(kept_id, clean(new.name)[0], clean(new.media_type)[0], size, digest.hexdigest())


def begin_attachment(
    connection: Connection,
    position: int,
    name: str,
    media_type: str,
    *,
    wanted: AttachmentId | None = None,
    removed: int | None = None,
) -> tuple[int, AttachmentId]:
    """A file without bytes so far: its row and its id, which is `wanted` unless another file has it."""
    taken = wanted is None or connection.execute(select(attachment.c.id).where(attachment.c.id == wanted)).first()
    kept_id = AttachmentId(new_uuid7()) if wanted is None or taken else wanted
    columns = {
        "id": kept_id,
        "position": position,
        "name": clean(name)[0],
        "media_type": clean(media_type)[0],
        "size": 0,
        "digest": "",
        "removed": removed,
    }
    row_id = connection.execute(insert(attachment).values(columns)).inserted_primary_key
    assert row_id is not None  # noqa: S101 - an insert into a table with an integer key always has one
    return row_id[0], kept_id


def add_piece(connection: Connection, row_id: int, number: int, data: bytes) -> None:
    """The file's next bytes, at most `CHUNK_BYTES`; `number` counts from 0."""
    connection.execute(insert(attachment_chunk).values(attachment_id=row_id, number=number, data=data))


def finish_attachment(connection: Connection, row_id: int, *, size: int, digest: str) -> None:
    """The file has all its bytes."""
    connection.execute(update(attachment).where(attachment.c.attachment_id == row_id).values(size=size, digest=digest))


def attachments_at(connection: Connection, position: int, *, removed: bool = False) -> tuple[Attachment, ...]:
    """What is kept with the entry at `position`, in the order it came; or what has been removed from it."""
    return tuple(map(attachment_of, connection.execute(_AT[removed], {"position": position})))


def count_attachments(connection: Connection, positions: Sequence[int]) -> dict[int, int]:
    """How many files each of the entries has; those without are left out."""
    rows = connection.execute(
        select(attachment.c.position, func.count())
        .where(attachment.c.position.in_(positions), PRESENT)
        .group_by(attachment.c.position)
    )
    return {position: count for position, count in rows}  # noqa: C416 - dict() of rows loses their types


def row_of(connection: Connection, attachment_id: AttachmentId) -> int:
    """The row of a file, removed or not. Raises `JournalError(NO_SUCH_ENTRY)` when it is not there."""
    row_id: int | None = connection.execute(
        select(attachment.c.attachment_id).where(attachment.c.id == attachment_id)
    ).scalar_one_or_none()
    if row_id is None:
        raise JournalError(Code.NO_SUCH_ENTRY)
    return row_id


def piece(connection: Connection, row_id: int, number: int) -> bytes | None:
    """A piece of a file; None behind the last one."""
    return connection.execute(
        select(attachment_chunk.c.data).where(
            attachment_chunk.c.attachment_id == row_id, attachment_chunk.c.number == number
        )
    ).scalar_one_or_none()


def each_piece(database: Database, attachment_id: AttachmentId) -> Iterator[bytes]:
    """A file's bytes, `CHUNK_BYTES` at a time; other calls may come in between.

    Raises `JournalError(NO_SUCH_ENTRY)`, also for one that goes away meanwhile.
    """
    number = 0
    while True:
        with database.read() as connection:
            data = piece(connection, row_of(connection, attachment_id), number)
        if data is None:
            return
        yield data
        number += 1


def removed_at(connection: Connection, positions: Sequence[int]) -> dict[int, tuple[tuple[Attachment, datetime], ...]]:
    """What has been removed from each of the entries, with when; entries from which nothing was are left out."""
    rows = connection.execute(
        select(attachment)
        .where(attachment.c.removed.is_not(None), attachment.c.position.in_(positions))
        .order_by(attachment.c.attachment_id)
    )
    found: dict[int, tuple[tuple[Attachment, datetime], ...]] = {}
    for row in rows:
        found[row.position] = (*found.get(row.position, ()), (attachment_of(row), moment_of(row.removed)))
    return found


def read_attachment(connection: Connection, attachment_id: AttachmentId) -> bytes:
    """The whole file. Raises `JournalError(NO_SUCH_ENTRY)` when it is not there."""
    pieces = connection.execute(
        select(attachment_chunk.c.data)
        .where(attachment_chunk.c.attachment_id == row_of(connection, attachment_id))
        .order_by(attachment_chunk.c.number)
    )
    return b"".join(pieces.scalars())


def erase(connection: Connection, *which: ColumnElement[bool], heard: Callable[[int], object] = lambda _: None) -> int:
    """Take files away for good, piece by piece; how many went. `heard` is told of so many more pieces."""
    rows = connection.execute(select(attachment.c.attachment_id).where(*which)).scalars().all()
    for row_id in rows:
        mine = attachment_chunk.c.attachment_id == row_id
        last = connection.execute(select(func.max(attachment_chunk.c.number)).where(mine)).scalar_one()
        for number in range(0, (last or 0) + 1, _ERASED_AT_ONCE):
            gone = delete(attachment_chunk).where(mine, attachment_chunk.c.number < number + _ERASED_AT_ONCE)
            heard(connection.execute(gone).rowcount)
        connection.execute(delete(attachment).where(attachment.c.attachment_id == row_id))
    return len(rows)


def _full_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, `CHUNK_BYTES` at a time; the last piece may be shorter."""
    held = bytearray()
    for given in pieces:
        left = memoryview(given)
        while left:
            taken = left[: CHUNK_BYTES - len(held)]
            held += taken
            left = left[len(taken) :]
            if len(held) == CHUNK_BYTES:
                yield bytes(held)
                held.clear()
    if held:
        yield bytes(held)
