"""Where the items of a HEIF file stand: its item location box (ISO/IEC 14496-12, 8.11.3)."""

from collections.abc import Iterator

from allydesk.journal.position.outcome import BrokenPartError

_MOST_ITEMS = 10_000

Extent = tuple[int, int, int]
"""An item's number, and from where to where it stands in the file."""


class _Reader:
    def __init__(self, data: bytes | bytearray, at: int, end: int) -> None:
        self._data, self._at, self._end = data, at, end

    def number(self, size: int) -> int:
        self._at += size
        if self._at > self._end:
            raise BrokenPartError
        return int.from_bytes(self._data[self._at - size : self._at], "big")


def item_extents(
    data: bytes | bytearray, start: int, end: int, *, idat: int | None, wanted: set[int]
) -> Iterator[Extent]:
    """The wanted items of the box whose content is `data[start:end]`. `idat` is where the data box's content is.

    Raises `BrokenPartError` for a box that breaks off, and for a wanted item that is not in one piece in this file.
    """
    read = _Reader(data, start, end)
    version = read.number(1)
    read.number(3)
    sizes = read.number(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version in (1, 2) else 0
    count = read.number(4 if version == 2 else 2)
    if version > 2 or count > _MOST_ITEMS:
        raise BrokenPartError
    for _item in range(count):
        number = read.number(4 if version == 2 else 2)
        method = read.number(2) & 15 if version else 0
        elsewhere = read.number(2)
        base = read.number(base_size)
        extents = [_extent(read, index_size, offset_size, length_size) for _extent_ in range(read.number(2))]
        if number in wanted:
            if len(extents) != 1 or elsewhere or method > 1 or (method == 1 and idat is None):
                raise BrokenPartError
            begin = base + extents[0][0] + (idat or 0 if method == 1 else 0)
            stop = begin + extents[0][1]
            if stop > len(data):
                raise BrokenPartError
            yield number, begin, stop


def _extent(read: _Reader, index_size: int, offset_size: int, length_size: int) -> tuple[int, int]:
    read.number(index_size)
    return read.number(offset_size), read.number(length_size)
