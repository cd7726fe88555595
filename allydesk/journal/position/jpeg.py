"""Position data in JPEG files (ITU-T T.81, Exif 3.0): in every picture of the file, and in a film appended to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from allydesk.journal.position import boxes, iptc, tiff, xmp
from allydesk.journal.position.outcome import BrokenPartError, Position

EXIF = b"Exif\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/\0"
_MORE_XMP_HEAD = len(_MORE_XMP) + 40
"""A digest of 32, a length and an offset stand before each piece."""
_PHOTOSHOP = b"Photoshop 3.0\0"
_SOI = b"\xff\xd8\xff"
_FILM = b"ftyp"

APP1, APP13, EOI = 0xE1, 0xED, 0xD9
_BARE = {0x01, 0xD8, EOI}
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
"""One byte is enough before it: a run of them fills up, and within the picture's own data a zero follows."""
_STRETCH = 1024 * 1024
_MOST_PICTURES = 32


@dataclass(frozen=True, slots=True)
class Segment:
    """A marker and where what belongs to it stands, without its length."""

    marker: int
    start: int
    end: int


def segments(data: bytes | bytearray, start: int = 0) -> Iterator[Segment]:
    """The segments of the picture that begins there, up to its end or to where the file breaks off."""
    at = start + 2
    while (found := _next_marker(data, at)) is not None:
        marker, at = data[found.start() + 1], found.end()
        if marker in _BARE:
            yield Segment(marker, at, at)
            if marker == EOI:
                return
            continue
        size = int.from_bytes(data[at : at + 2], "big")
        if size < 2 or at + 2 > len(data):
            return
        yield Segment(marker, at + 2, min(at + size, len(data)))
        at += size


def _next_marker(data: bytes | bytearray, at: int) -> re.Match[bytes] | None:
    """The next marker. In stretches, because a search holds up every other thread of the interpreter."""
    for start in range(at, len(data), _STRETCH):
        found = _MARKER.search(data, start, start + _STRETCH + 1)
        if found is not None:
            return found
    return None


def exif_of(data: bytes | bytearray) -> tuple[int, int] | None:
    """Where the TIFF block of the first picture's Exif stands."""
    for segment in segments(data):
        if segment.marker == 0xDA:
            break
        if segment.marker == APP1 and data[segment.start : segment.start + 5] == EXIF:
            return segment.start + 6, segment.end
    return None


def scrub(data: bytearray) -> Position:
    """Take the position out of every picture in the file."""
    found, start = Position.NONE, 0
    for _turn in range(_MOST_PICTURES):
        outcome, end = _scrub_picture(data, start)
        found = max(found, outcome)
        if end is None:
            return max(found, Position.UNSURE)  # it breaks off: nobody knows what else there was
        start = data.find(_SOI, end)
        film = data.find(_FILM, end + 4, start if start >= 0 else len(data))
        if film >= 0:
            return max(found, _padding(data, end, film - 4), _scrub_film(data, film - 4))
        found = max(found, _padding(data, end, start if start >= 0 else len(data)))
        if start < 0:
            return found
    return Position.UNSURE


def _padding(data: bytearray, start: int, end: int) -> Position:
    """What stands between pictures and after them is nothing, or something that nobody has looked into."""
    return Position.UNSURE if data[start:end].strip(b"\0\xff") else Position.NONE


def _scrub_film(data: bytearray, start: int) -> Position:
    try:
        return boxes.scrub(data, start, len(data))
    except BrokenPartError:
        return Position.UNSURE


def _scrub_picture(data: bytearray, start: int) -> tuple[Position, int | None]:
    """What was found, and where the picture ends; None when it breaks off."""
    found, more, end = Position.NONE, [], None
    for segment in segments(data, start):
        if segment.marker == EOI:
            end = segment.end
        elif segment.marker == APP1 and data.startswith(_MORE_XMP, segment.start, segment.end):
            more.append((min(segment.start + _MORE_XMP_HEAD, segment.end), segment.end))
        else:
            try:
                found = max(found, _scrub_segment(data, segment))
            except BrokenPartError:
                found = Position.UNSURE
    return max(found, _scrub_more(data, more)), end


def _scrub_segment(data: bytearray, segment: Segment) -> Position:
    start, end = segment.start, segment.end
    if segment.marker == APP1 and data.startswith(EXIF, start, end):
        return tiff.scrub(data, start + 6, end)
    if segment.marker == APP1 and data.startswith(_XMP, start, end):
        return xmp.scrub(data, start + len(_XMP), end)
    if segment.marker == APP13 and data.startswith(_PHOTOSHOP, start, end):
        return iptc.scrub_resources(data, start + len(_PHOTOSHOP), end)
    return Position.NONE


def _scrub_more(data: bytearray, pieces: list[tuple[int, int]]) -> Position:
    """XMP too long for one segment is cut anywhere, so all of it is blanked where a position is in it."""
    if not xmp.has_position(b"".join(bytes(data[start:end]) for start, end in pieces)):
        return Position.NONE
    for start, end in pieces:
        data[start:end] = b" " * (end - start)
    return Position.REMOVED
