"""Identifiers: UUID version 7 (RFC 9562), so that ids made later sort later."""

import secrets
import time
import uuid
from typing import NewType

EntryId = NewType("EntryId", str)
AttachmentId = NewType("AttachmentId", str)


def new_uuid7(*, milliseconds: int | None = None) -> str:
    """A fresh UUIDv7 in its usual 36-character form; `milliseconds` since 1970 stand in for the clock in tests."""
    stamp = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    value = (stamp & 0xFFFF_FFFF_FFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def new_entry_id() -> EntryId:
    """An id no entry has had."""
    return EntryId(new_uuid7())
