"""Files kept with entries, inside the database. Removed ones stay for a while, out of sight."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from allydesk.ids import AttachmentId, new_uuid7
from allydesk.journal.entry import Attachment, NewAttachment
from allydesk.storage.file_tables import ATTACHMENTS
from allydesk.storage.records import attachment_of, moment_of, stored_moment
from allydesk.storage.schema import attachment
from allydesk.text import clean

PRESENT = attachment.c.removed.is_(None)
_ALL_AT = select(attachment).where(attachment.c.position == bindparam("position")).order_by(attachment.c.attachment_id)
_AT = {False: _ALL_AT.where(PRESENT), True: _ALL_AT.where(attachment.c.removed.is_not(None))}


def add_attachment(
    connection: Connection, position: int, new: NewAttachment, *, heard: Callable[[], object] = lambda: None
) -> Attachment:
    """Keep a file with the entry at `position`, under its own id if it brings one that is free. `heard` is called
    before each piece. Raises what the file's source raises."""
    removed = None if new.removed is None else stored_moment(new.removed)
    row_id, begun = begin_attachment(connection, position, new.name, new.media_type, wanted=new.id, removed=removed)
    size, digest = ATTACHMENTS.fill(connection, row_id, new.pieces(), heard=lambda _: heard())
    return replace(begun, size=size, digest=digest)


def begin_attachment(
    connection: Connection,
    position: int,
    name: str,
    media_type: str,
    *,
    wanted: AttachmentId | None = None,
    removed: int | None = None,
) -> tuple[int, Attachment]:
    """A file without bytes so far: its row, and the file, under the id that is `wanted` unless another has it."""
    free = wanted is not None and not ATTACHMENTS.is_taken(connection, wanted)
    kept_id = wanted if wanted is not None and free else AttachmentId(new_uuid7())
    known = {"id": kept_id, "name": clean(name)[0], "media_type": clean(media_type)[0]}
    row_id = ATTACHMENTS.begin(connection, position=position, removed=removed, **known)
    return row_id, Attachment(kept_id, known["name"], known["media_type"], 0, "")


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
