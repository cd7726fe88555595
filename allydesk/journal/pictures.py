"""What a file is by its content, how large a picture is, and taking out of it where it was made.

Nothing here decodes a picture: headers are read, and fields of metadata are overwritten in place, so that the picture
itself stays as it was to the last bit. Pure Python, and no library, on purpose. piexif has had no release since 2019;
exif knows JPEG alone; Pillow is kept well, but would encode a picture anew; pyexiv2 and exiv2 are kept well and know
every format, but bring a large library of native code with a long list of holes, which would be fed with files from
strangers in the one process that holds the keys. Taking fields away needs none of what makes such a library large:
nothing is ever written but zeros and spaces. What is not understood is left as it was and said so.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from allydesk.journal.position import boxes, jpeg, png, tiff, webp
from allydesk.journal.position.directories import HEIGHT, ORIENTATION, WIDTH, Directory, TiffBlock
from allydesk.journal.position.outcome import BrokenPartError, Position

__all__ = [
    "HEAD",
    "LARGEST",
    "Cleaned",
    "Position",
    "dimensions",
    "is_picture",
    "is_progressive",
    "kind_of",
    "may_hold_position",
    "orientation",
    "without_position",
]

HEAD = 4096
"""Bytes of a file's beginning that `kind_of` wants to see."""
LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is taken into memory to look for a position; larger ones are kept as they are."""

_UNKNOWN = "application/octet-stream"
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (png.SIGNATURE, "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"II+\0", "image/tiff"),
    (b"MM\0+", "image/tiff"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"PK\x03\x04", "application/zip"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    "image/heic": {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"},
    "image/avif": {b"avif", b"avis"},
    "audio/mp4": {b"M4A ", b"M4B ", b"M4P "},
    "video/quicktime": {b"qt  "},
}
_ATOMS = {b"moov", b"mdat", b"wide"}
"""What a QuickTime film from before there were brands begins with."""
_SVG = re.compile(rb"<(?:[\w.-]{1,64}:)?svg[\s/>]", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff"})
_HOLDERS = frozenset({*_PICTURES, "image/heic", "image/avif", "video/mp4", "video/quicktime"})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file without its position, and how sure that is. The same bytes where there was nothing to take out."""

    data: bytes
    position: Position


def kind_of(head: bytes) -> str:
    """The media type by the first `HEAD` bytes, whatever the file is called; "application/octet-stream" if unknown."""
    begun = next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), "")
    if begun or head.startswith(b"RIFF"):
        return begun or _RIFF.get(head[8:12], _UNKNOWN)
    if head[4:8] == b"ftyp":
        return _branded(head)
    if head[4:8] in _ATOMS:
        return "video/quicktime"
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in (12, 40, 52, 56, 64, 108, 124):
        return "image/bmp"
    if len(head) > 3 and _is_mpeg(head):
        return "audio/mpeg"
    return _kind_of_text(head)


def is_picture(kind: str) -> bool:
    """Whether a file of this kind is shown as a picture. Drawings (SVG) are not: they can point elsewhere."""
    return kind in _PICTURES


def may_hold_position(kind: str) -> bool:
    """Whether a position is looked for in files of this kind."""
    return kind in _HOLDERS


def dimensions(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the header has them, before any turning; None where it does not say."""
    reader = _DIMENSIONS.get(kind_of(data[:HEAD]))
    try:
        found = reader(data) if reader else None
    except BrokenPartError:
        return None
    return found if found and min(found) > 0 else None


def is_progressive(data: bytes) -> bool:
    """Whether a JPEG has to be held in memory whole to be decoded at any size (ITU-T T.81, SOF2 and its kin)."""
    frame = _frame(data) if data.startswith(b"\xff\xd8\xff") else None
    return frame is not None and frame.marker not in (0xC0, 0xC1)


def orientation(data: bytes) -> int:
    """Exif's number for how a picture is to be turned: 1 (as it is) to 8."""
    try:
        place = _exif_place(data)
        if place is None:
            return 1
        block = TiffBlock(data, *place)
        field = _first(block).field(ORIENTATION)
        found = block.values(field)[0] if field is not None and field.count == 1 else 1
    except BrokenPartError:
        return 1
    return found if 1 <= found <= 8 else 1


def without_position(data: bytes) -> Cleaned:
    """The file without the place where it was made; the picture itself is not touched. Never raises.

    JPEG, PNG, WebP, TIFF, HEIF, AVIF, MP4 and QuickTime. Files of other kinds come back as they are, with `NONE`.
    """
    kind = kind_of(data[:HEAD])
    if kind == "image/png":
        return Cleaned(*png.scrub(data))
    if kind == "image/gif":
        return Cleaned(data, Position.UNSURE if b"XMP DataXMP" in data else Position.NONE)
    scrubber = _SCRUBBERS.get(kind)
    if scrubber is None:
        return Cleaned(data, Position.NONE)
    made = bytearray(data)
    try:
        found = scrubber(made)
    except BrokenPartError:
        found = Position.UNSURE
    return Cleaned(data if made == data else bytes(made), found)


def _scrub_tiff(data: bytearray) -> Position:
    return tiff.scrub(data, 0, len(data))


def _scrub_boxes(data: bytearray) -> Position:
    return boxes.scrub(data, 0, len(data))


_SCRUBBERS: Mapping[str, Callable[[bytearray], Position]] = MappingProxyType(
    {
        "image/jpeg": jpeg.scrub,
        "image/webp": webp.scrub,
        "image/tiff": _scrub_tiff,
        "image/heic": _scrub_boxes,
        "image/avif": _scrub_boxes,
        "video/mp4": _scrub_boxes,
        "video/quicktime": _scrub_boxes,
    }
)


def _branded(head: bytes) -> str:
    size = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size, 4))]
    for brand in brands[:1] + sorted(brands[1:]):  # the first is the file's own; of the others avif before mif1
        for kind, known in _BRANDS.items():
            if brand in known and not (brand in (b"mif1", b"msf1") and b"avif" in brands):
                return kind
    return "video/mp4"


def _is_mpeg(head: bytes) -> bool:
    """A frame of MPEG audio, layer III: the sync word, and no value that is reserved."""
    return head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] >> 4 not in (0, 15) and head[2] & 0x0C != 0x0C


def _kind_of_text(head: bytes) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text or _CONTROLS.search(text):
        return _UNKNOWN
    start = text[:64].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if start.startswith((b"<?xml", b"<!doctype svg", b"<!--", b"<svg")):
        return "image/svg+xml" if _SVG.search(text) else "application/xml"
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as problem:
        if problem.reason != "unexpected end of data":  # which is a letter cut in two
            return _UNKNOWN
    return "text/plain"


def _frame(data: bytes) -> jpeg.Segment | None:
    """The start of the first picture's frame."""
    for segment in jpeg.segments(data):
        if 0xC0 <= segment.marker <= 0xCF and segment.marker not in (0xC4, 0xC8, 0xCC):
            return segment
    return None


def _size_of_jpeg(data: bytes) -> tuple[int, int] | None:
    frame = _frame(data)
    if frame is None or frame.end - frame.start < 5:
        return None
    return _pair(data, frame.start + 1, "big")[::-1]


def _size_of_png(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _size_of_gif(data: bytes) -> tuple[int, int] | None:
    return _pair(data, 6, "little") if len(data) >= 10 else None


def _size_of_bmp(data: bytes) -> tuple[int, int] | None:
    if int.from_bytes(data[14:18], "little") == 12:
        return _pair(data, 18, "little")
    width, height = (int.from_bytes(data[at : at + 4], "little", signed=True) for at in (18, 22))
    return abs(width), abs(height)  # a negative height stands for rows from the top


def _size_of_webp(data: bytes) -> tuple[int, int] | None:
    kind, body = data[12:16], data[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = _pair(data, 26, "little")
        return width & 0x3FFF, height & 0x3FFF
    return None


def _size_of_tiff(data: bytes) -> tuple[int, int] | None:
    block = TiffBlock(data, 0, len(data))
    first = _first(block)
    fields = first.field(WIDTH), first.field(HEIGHT)
    sizes = [block.values(field)[0] for field in fields if field is not None and field.count == 1]
    return (sizes[0], sizes[1]) if len(sizes) == 2 else None


_DIMENSIONS: Mapping[str, Callable[[bytes], tuple[int, int] | None]] = MappingProxyType(
    {
        "image/jpeg": _size_of_jpeg,
        "image/png": _size_of_png,
        "image/gif": _size_of_gif,
        "image/bmp": _size_of_bmp,
        "image/webp": _size_of_webp,
        "image/tiff": _size_of_tiff,
    }
)


def _pair(data: bytes, at: int, order: Literal["big", "little"]) -> tuple[int, int]:
    return int.from_bytes(data[at : at + 2], order), int.from_bytes(data[at + 2 : at + 4], order)


def _first(block: TiffBlock) -> Directory:
    return next(block.directories(), Directory(0, ()))


def _exif_place(data: bytes) -> tuple[int, int] | None:
    """Where the TIFF block of a file stands."""
    kind = kind_of(data[:HEAD])
    if kind == "image/jpeg":
        return jpeg.exif_of(data)
    if kind == "image/tiff":
        return 0, len(data)
    if kind == "image/png":
        return next(((each.body, each.end) for each in png.chunks(data) if each.kind == b"eXIf"), None)
    if kind == "image/webp":
        found = (each for each in webp.chunks(data) if each[0] == b"EXIF")
        return next(((webp.exif_start(data, start), end) for _kind, start, end in found), None)
    return None
