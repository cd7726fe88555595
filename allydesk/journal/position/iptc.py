"""Places in IPTC-IIM records (version 4) and in the image resources of Photoshop that carry them, blanked in place."""

from allydesk.journal.position import xmp
from allydesk.journal.position.outcome import BrokenPartError, Position

_PLACES = {26, 27, 90, 92, 95, 100, 101}
"""Data sets of record 2: content location code and name, city, sublocation, province, country code and name."""

_RESOURCE = b"8BIM"
_IIM, _EXIF, _XMP = 0x0404, 0x0422, 0x0424


def scrub_records(data: bytearray, start: int, end: int) -> Position:
    """Overwrite each place in the records of `data[start:end]` with spaces. Raises `BrokenPartError`."""
    found = Position.NONE
    while start + 5 <= end and data[start] == 0x1C:
        record, number = data[start + 1], data[start + 2]
        size = int.from_bytes(data[start + 3 : start + 5], "big")
        if size & 0x8000 or start + 5 + size > end:  # the long form is for pictures within; nobody writes a city so
            raise BrokenPartError
        value = slice(start + 5, start + 5 + size)
        if record == 2 and number in _PLACES and data[value].strip(b" \0"):
            data[value] = b" " * size
            found = Position.REMOVED
        start += 5 + size
    return found


def scrub_resources(data: bytearray, start: int, end: int) -> Position:
    """Do so in every image resource of `data[start:end]`. Raises `BrokenPartError`."""
    found = Position.NONE
    while start + 12 <= end and data[start : start + 4] == _RESOURCE:
        kind = int.from_bytes(data[start + 4 : start + 6], "big")
        start += 6 + (data[start + 6] + 2) // 2 * 2  # a name with its length before it, to an even number
        size = int.from_bytes(data[start : start + 4], "big")
        start += 4
        if start + size > end:
            raise BrokenPartError
        found = max(found, _scrub_resource(kind, data, start, start + size))
        start += size + size % 2
    return found


def _scrub_resource(kind: int, data: bytearray, start: int, end: int) -> Position:
    if kind == _IIM:
        return scrub_records(data, start, end)
    if kind == _EXIF:  # Photoshop writes it into files of its own only
        return Position.UNSURE
    return xmp.scrub(data, start, end) if kind == _XMP else Position.NONE
