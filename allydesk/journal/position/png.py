"""Position data in PNG files (W3C PNG, third edition): eXIf, XMP, and the text chunks that ImageMagick writes."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from allydesk.journal.position import iptc, tiff, xmp
from allydesk.journal.position.outcome import BrokenPartError, Position

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XMP = b"XML:com.adobe.xmp"
_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_MOST_TEXT = 4 * 1024 * 1024
"""Bytes that a packed text may have when it is unpacked; more is a trap, or nobody's metadata."""
_PLACE = re.compile(rb"(?i)(?:exif:)?gps|(?:iptc:)?(?:city|location|country)")
_PROFILE = re.compile(rb"Raw profile type (\w+)\Z")


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: its kind, and where it and its content stand."""

    kind: bytes
    start: int
    body: int
    end: int

    @property
    def after(self) -> int:
        """Where the next one begins."""
        return self.end + 4


def chunks(data: bytes) -> Iterator[Chunk]:
    """All of them, up to IEND or to where the file breaks off. Raises `BrokenPartError` there."""
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        chunk = Chunk(bytes(data[at + 4 : at + 8]), at, at + 8, at + 8 + size)
        if chunk.after > len(data):
            raise BrokenPartError
        yield chunk
        if chunk.kind == b"IEND":
            return
        at = chunk.after
    raise BrokenPartError


def scrub(data: bytes) -> tuple[bytes, Position]:
    """The file without the position, and what was found."""
    parts: list[bytes] = []
    found, copied = Position.NONE, 0
    try:
        for chunk in chunks(data):
            kept, outcome = _scrub_chunk(data, chunk)
            found = max(found, outcome)
            if kept is not None:
                parts += [data[copied : chunk.start], kept]
                copied = chunk.after
            if chunk.kind == b"IEND" and data[chunk.after :].strip(b"\0"):
                found = Position.UNSURE
    except BrokenPartError:
        found = Position.UNSURE
    return (b"".join([*parts, data[copied:]]) if parts else data), found


def _scrub_chunk(data: bytes, chunk: Chunk) -> tuple[bytes | None, Position]:
    """What takes the chunk's place (None: it stays as it is), and what was found in it."""
    try:
        if chunk.kind == b"eXIf":
            body = bytearray(data[chunk.body : chunk.end])
            found = tiff.scrub(body, 0, len(body))
            return (_packed(chunk.kind, bytes(body)) if found else None), found
        if chunk.kind in _TEXTS and _tells_a_place(chunk.kind, data[chunk.body : chunk.end]):
            return b"", Position.REMOVED
    except BrokenPartError:
        return None, Position.UNSURE
    return None, Position.NONE


def _packed(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def _tells_a_place(kind: bytes, body: bytes) -> bool:
    keyword, _, rest = body.partition(b"\0")
    if _PLACE.match(keyword):
        return True
    profile = _PROFILE.match(keyword)
    if keyword != _XMP and profile is None:
        return False
    text = _text(kind, rest)
    return xmp.has_position(text) if profile is None else _profile_tells(profile[1].lower(), text)


def _text(kind: bytes, rest: bytes) -> bytes:
    """The text that follows a keyword, unpacked."""
    packed = kind == b"zTXt"
    if kind == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = rest[2:].split(b"\0", 2)[-1]
    elif packed:
        rest = rest[1:]
    if not packed:
        return rest
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(rest, _MOST_TEXT)
    except zlib.error:
        raise BrokenPartError from None
    if unpacker.unconsumed_tail:
        raise BrokenPartError
    return text


def _profile_tells(kind: bytes, text: bytes) -> bool:
    """Whether there is a position in a profile written out in hexadecimal, after its name and its length."""
    try:
        body = bytearray.fromhex(text.strip().split(b"\n", 2)[-1].decode("ascii"))
    except ValueError:
        raise BrokenPartError from None
    if kind == b"xmp" or b"http://ns.adobe.com/xap" in body[:32]:
        return xmp.has_position(bytes(body))
    if kind in (b"iptc", b"8bim"):
        return bool(iptc.scrub_resources(body, 0, len(body)))
    start = 6 if body.startswith(b"Exif\0") else 0
    return bool(tiff.scrub(body, start, len(body)))
