"""Position data in WebP files (RFC 9649): the chunks "EXIF" and "XMP "."""

from collections.abc import Iterator

from allydesk.journal.position import tiff, xmp
from allydesk.journal.position.outcome import BrokenPartError, Position


def chunks(data: bytes | bytearray) -> Iterator[tuple[bytes, int, int]]:
    """The kind of each chunk and where its content stands. Raises `BrokenPartError` where the file breaks off."""
    at = 12
    stop = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= stop:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > len(data):
            raise BrokenPartError
        yield bytes(data[at : at + 4]), at + 8, at + 8 + size
        at += 8 + size + size % 2
    if at < stop or data[stop:].strip(b"\0"):
        raise BrokenPartError


def scrub(data: bytearray) -> Position:
    """Take the position out of both chunks, in place."""
    found = Position.NONE
    try:
        for kind, start, end in chunks(data):
            if kind == b"EXIF":
                found = max(found, tiff.scrub(data, exif_start(data, start), end))
            elif kind == b"XMP ":
                found = max(found, xmp.scrub(data, start, end))
    except BrokenPartError:
        return Position.UNSURE
    return found


def exif_start(data: bytes | bytearray, start: int) -> int:
    """Where the TIFF block begins: some programs put JPEG's own beginning before it."""
    return start + 6 if data.startswith(b"Exif\0", start) else start
