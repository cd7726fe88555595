"""Files kept with entries, inside the database, in pieces."""

import hashlib

from sqlalchemy import Connection, delete, func, insert, select

from allydesk.errors import Code, JournalError
from allydesk.journal.entry import Attachment, NewAttachment
from allydesk.journal.ids import AttachmentId, new_uuid7
from allydesk.journal.text import clean
from allydesk.storage.records import attachment_of
from allydesk.storage.schema import attachment, attachment_chunk

CHUNK_BYTES = 256 * 1024
"""One row of an attachment's bytes; large enough to be quick, small enough to hold in memory many times over."""


def add_attachment(connection: Connection, position: int, new: NewAttachment) -> Attachment:
    """Keep a file with the entry at `position`."""
    kept = Attachment(
        id=AttachmentId(new_uuid7()),
        name=clean(new.name)[0],
        media_type=clean(new.media_type)[0],
        size=len(new.data),
        digest=hashlib.sha256(new.data).hexdigest(),
    )
    columns = {
        "id": kept.id,
        "position": position,
        "name": kept.name,
        "media_type": kept.media_type,
        "size": kept.size,
        "digest": kept.digest,
    }
    row_id = connection.execute(insert(attachment).values(columns)).inserted_primary_key
    assert row_id is not None  # noqa: S101 - an insert into a table with an integer key always has one
    pieces = [
        {"attachment_id": row_id[0], "number": number, "data": new.data[start : start + CHUNK_BYTES]}
        for number, start in enumerate(range(0, len(new.data), CHUNK_BYTES))
    ]
    if pieces:
        connection.execute(insert(attachment_chunk), pieces)
    return kept


def attachments_at(connection: Connection, position: int) -> tuple[Attachment, ...]:
    """What is kept with the entry at `position`, in the order it came."""
    rows = connection.execute(
        select(attachment).where(attachment.c.position == position).order_by(attachment.c.attachment_id)
    )
    return tuple(map(attachment_of, rows))


def count_attachments(connection: Connection, positions: list[int]) -> dict[int, int]:
    """How many files each of the entries has; those without are left out."""
    rows = connection.execute(
        select(attachment.c.position, func.count())
        .where(attachment.c.position.in_(positions))
        .group_by(attachment.c.position)
    )
    return {position: count for position, count in rows}  # noqa: C416 - dict() of rows loses their types


def read_attachment(connection: Connection, attachment_id: AttachmentId) -> bytes:
    """The whole file. Raises `JournalError(NO_SUCH_ENTRY)` when it is not there."""
    row_id = connection.execute(
        select(attachment.c.attachment_id).where(attachment.c.id == attachment_id)
    ).scalar_one_or_none()
    if row_id is None:
        raise JournalError(Code.NO_SUCH_ENTRY)
    pieces = connection.execute(
        select(attachment_chunk.c.data)
        .where(attachment_chunk.c.attachment_id == row_id)
        .order_by(attachment_chunk.c.number)
    )
    return b"".join(pieces.scalars())


def remove_attachment(connection: Connection, attachment_id: AttachmentId) -> None:
    """Take a file away for good; its pieces go with it."""
    connection.execute(delete(attachment).where(attachment.c.id == attachment_id))
