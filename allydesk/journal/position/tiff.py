"""Position data in a TIFF block, which is what Exif is as well: the GPS directory, and XMP and IPTC where they are.

The directory's entry is taken out of the table that names it, and what it pointed to is overwritten with zeros; all
else stays at its offset, so that maker's notes and pictures within are not harmed.
"""

from bisect import bisect_left
from itertools import accumulate

from allydesk.journal.position import iptc, xmp
from allydesk.journal.position.directories import GPS, Directory, Field, TiffBlock
from allydesk.journal.position.outcome import BrokenPartError, Position

_XMP, _IPTC, _PHOTOSHOP = 0x02BC, 0x83BB, 0x8649
_MOST_POSITIONS = 64
"""Fields of one GPS directory; Exif 3.0 knows 32."""
_MOST_POINTERS = 4
_MOST_SPANS = 500_000
_PICTURE_DATA = ((273, 279), (324, 325), (0x0201, 0x0202))
"""Offsets and lengths of strips, of tiles, and of the small picture of Exif."""

Span = tuple[int, int]


class _Kept:
    """What belongs to something else and must not be overwritten."""

    def __init__(self, spans: list[Span]) -> None:
        if len(spans) > _MOST_SPANS:
            raise BrokenPartError
        ordered = sorted(spans)
        self._starts = [start for start, _end in ordered]
        self._ends = list(accumulate((end for _start, end in ordered), max))

    def overlaps(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._ends[before - 1] > start


def scrub(data: bytearray, start: int, end: int) -> Position:
    """Take the position out of the block in `data[start:end]`. Raises `BrokenPartError` where it is none."""
    block = TiffBlock(data, start, end)
    directories = list(block.directories())
    kept = _Kept([(start, start + 8), *(span for each in directories for span in _spans(block, each))])
    found = Position.NONE
    for directory in directories:
        found = max(found, _scrub_packets(data, block, directory))
        pointers = [field for field in directory.fields if field.tag == GPS]
        for pointer in pointers[:_MOST_POINTERS]:
            found = max(found, Position.REMOVED, _wipe(data, block, pointer, kept))
        if pointers:
            _take_out(data, block, directory)
        if len(pointers) > _MOST_POINTERS:
            found = Position.UNSURE
    return found


def _spans(block: TiffBlock, directory: Directory) -> list[Span]:
    """What a directory has: its table, its values, and pictures."""
    spans = [(directory.at, directory.end)]
    spans += [(field.value_at, field.value_at + field.size) for field in directory.fields if field.size > 4]
    for offsets, sizes in _PICTURE_DATA:
        where, how_much = directory.field(offsets), directory.field(sizes)
        if where and how_much:
            begins = block.targets(where)
            spans += [(at, at + size) for at, size in zip(begins, block.values(how_much), strict=False)]
    return spans


def _wipe(data: bytearray, block: TiffBlock, pointer: Field, kept: _Kept) -> Position:
    """Overwrite a GPS directory and its values; `UNSURE` where they cannot be read or are something else as well."""
    try:
        directory = block.directory(block.targets(pointer)[0])
    except (BrokenPartError, IndexError):
        return Position.UNSURE
    if len(directory.fields) > _MOST_POSITIONS:
        return Position.UNSURE
    outcome = Position.REMOVED
    spans = [(field.value_at, field.value_at + field.size) for field in directory.fields]
    for begin, stop in [*spans, (directory.at, directory.end - 4)]:
        if not block.is_inside(begin, stop - begin) or kept.overlaps(begin, stop):
            outcome = Position.UNSURE
        else:
            data[begin:stop] = bytes(stop - begin)
    return outcome


def _take_out(data: bytearray, block: TiffBlock, directory: Directory) -> None:
    """Close the table up over the entries that named a GPS directory."""
    left = [bytes(data[each.at : each.at + 12]) for each in directory.fields if each.tag != GPS]
    end = min(directory.end, len(data))
    after = bytes(data[directory.end - 4 : end])
    table = block.packed(len(left), 2) + b"".join(left) + after
    data[directory.at : end] = table + bytes(end - directory.at - len(table))


def _scrub_packets(data: bytearray, block: TiffBlock, directory: Directory) -> Position:
    scrubbers = {_XMP: xmp.scrub, _IPTC: iptc.scrub_records, _PHOTOSHOP: iptc.scrub_resources}
    found = Position.NONE
    for field in directory.fields:
        scrubber = scrubbers.get(field.tag)
        if scrubber is not None and field.size > 4:
            if not block.is_inside(field.value_at, field.size):
                raise BrokenPartError
            found = max(found, scrubber(data, field.value_at, field.value_at + field.size))
    return found
