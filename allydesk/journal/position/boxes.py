"""Position data in files of boxes (ISO/IEC 14496-12): films (MP4, QuickTime) and pictures (HEIF, AVIF).

Boxes with a place become boxes of free room of the same size; Exif and XMP are blanked where they stand. Whatever
tells places over time, as the tracks of action cameras do, is not looked into: then the outcome is `UNSURE`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from allydesk.journal.position import tiff, xmp
from allydesk.journal.position.items import item_extents
from allydesk.journal.position.outcome import BrokenPartError, Position

_CONTAINERS = {b"moov", b"udta", b"trak", b"mdia", b"minf", b"stbl"}
_PLACES = {b"\xa9xyz", b"loci"}
_XMP_UUID = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
_TIMED = (b"gpmd", b"mebx", b"camm", b"rtmd")
"""Sample descriptions of tracks that may tell a place for every second."""
_MOST_BOXES = 20_000
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its kind, where it begins, and where its content stands."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(data: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes that lie side by side there. Raises `BrokenPartError`."""
    count = 0
    while start + 8 <= end:
        size, kind, body = int.from_bytes(data[start : start + 4], "big"), bytes(data[start + 4 : start + 8]), start + 8
        if size == 1:
            size, body = int.from_bytes(data[start + 8 : start + 16], "big"), start + 16
        elif size == 0:
            size = end - start
        count += 1
        if start + size > end or start + size < body or count > _MOST_BOXES:
            raise BrokenPartError
        yield Box(kind, start, body, start + size)
        start += size


def scrub(data: bytearray, start: int, end: int, *, depth: int = 0) -> Position:
    """Take the positions out of the boxes in `data[start:end]`. Raises `BrokenPartError`."""
    if depth > _DEEPEST:
        raise BrokenPartError
    found = Position.NONE
    for box in boxes(data, start, end):
        found = max(found, _scrub_box(data, box, depth))
    return found


def _scrub_box(data: bytearray, box: Box, depth: int) -> Position:
    if box.kind in _CONTAINERS:
        return scrub(data, box.body, box.end, depth=depth + 1)
    if box.kind in _PLACES:
        return _free(data, box)
    if box.kind == b"meta":
        return _scrub_meta(data, box, depth)
    if box.kind in (b"XMP_", b"uuid"):
        head = data[box.body : box.body + 16] if box.kind == b"uuid" else _XMP_UUID
        begin = box.body + (16 if box.kind == b"uuid" else 0)
        return xmp.scrub(data, begin, box.end) if head == _XMP_UUID else Position.NONE
    if box.kind == b"stsd" and any(kind in data[box.body : box.end] for kind in _TIMED):
        return Position.UNSURE
    return Position.NONE


def _free(data: bytearray, box: Box) -> Position:
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.body : box.end] = bytes(box.end - box.body)
    return Position.REMOVED


def _scrub_meta(data: bytearray, box: Box, depth: int) -> Position:
    # QuickTime's own begins with its boxes at once, everybody else's with a version and flags.
    body = box.body if data[box.body + 4 : box.body + 8] == b"hdlr" else box.body + 4
    inside = {each.kind: each for each in boxes(data, body, box.end)}
    found = Position.NONE
    if b"keys" in inside and b"ilst" in inside:
        found = _scrub_keys(data, inside[b"keys"], inside[b"ilst"])
    if b"iloc" in inside and b"iinf" in inside:
        found = max(found, _scrub_items(data, inside))
    if b"xml " in inside:
        found = max(found, xmp.scrub(data, inside[b"xml "].body + 4, inside[b"xml "].end))
    if b"udta" in inside:
        found = max(found, scrub(data, inside[b"udta"].body, inside[b"udta"].end, depth=depth + 1))
    return found


def _scrub_keys(data: bytearray, keys: Box, values: Box) -> Position:
    """QuickTime's list of named values; the one of the place is called com.apple.quicktime.location.ISO6709."""
    named = boxes(data, keys.body + 8, keys.end)
    places = {number for number, key in enumerate(named, start=1) if b"location" in data[key.body : key.end].lower()}
    found = Position.NONE
    for value in boxes(data, values.body, values.end):
        if int.from_bytes(value.kind, "big") in places:
            found = _free(data, value)
    return found


def _scrub_items(data: bytearray, inside: dict[bytes, Box]) -> Position:
    """Exif and XMP of a picture, which stand as items somewhere in the file."""
    information = inside[b"iinf"]
    kinds = _item_kinds(data, information)
    idat = inside[b"idat"].body if b"idat" in inside else None
    iloc = inside[b"iloc"]
    found = Position.NONE
    for number, start, end in item_extents(data, iloc.body, iloc.end, idat=idat, wanted=set(kinds)):
        if kinds[number] == b"Exif":
            skipped = int.from_bytes(data[start : start + 4], "big")
            found = max(found, tiff.scrub(data, start + 4 + skipped, end))
        else:
            found = max(found, xmp.scrub(data, start, end))
    return found


def _item_kinds(data: bytearray, information: Box) -> dict[int, bytes]:
    """The items that are Exif, or XML of any kind, by their numbers."""
    start = information.body + (6 if data[information.body] == 0 else 8)
    kinds: dict[int, bytes] = {}
    for entry in boxes(data, start, information.end):
        version = data[entry.body] if entry.body < entry.end else 0
        if entry.kind != b"infe" or version not in (2, 3):
            continue
        size = 2 if version == 2 else 4
        number = int.from_bytes(data[entry.body + 4 : entry.body + 4 + size], "big")
        kind = bytes(data[entry.body + 6 + size : entry.body + 10 + size])
        if kind == b"Exif" or (kind == b"mime" and b"xml" in data[entry.body : entry.end]):
            kinds[number] = kind
    return kinds
