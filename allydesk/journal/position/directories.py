"""The directories of a TIFF block (TIFF 6.0), which is also how Exif 3.0 is laid out."""

from collections.abc import Iterator
from dataclasses import dataclass

from allydesk.journal.position.outcome import BrokenPartError

WIDTH, HEIGHT, ORIENTATION = 256, 257, 274
EXIF, GPS, SUB = 0x8769, 0x8825, 0x014A

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""Bytes of one value, by its type."""
_MOST_DIRECTORIES = 64
_MOST_FIELDS = 4096
_MOST_VALUES = 65_536
"""More than any camera writes; what has more is a trap."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: where its 12 bytes stand (`at`), and where its value does, all counted in the whole file."""

    tag: int
    kind: int
    count: int
    at: int
    value_at: int

    @property
    def size(self) -> int:
        """The bytes of its value."""
        return self.count * _SIZES.get(self.kind, 1)


@dataclass(frozen=True, slots=True)
class Directory:
    """One directory and where it stands."""

    at: int
    fields: tuple[Field, ...]

    @property
    def end(self) -> int:
        """Where it ends, the pointer to the next one included."""
        return self.at + 2 + 12 * len(self.fields) + 4

    def field(self, tag: int) -> Field | None:
        """The first field of this kind."""
        return next((each for each in self.fields if each.tag == tag), None)


class TiffBlock:
    """The block in `data[start:end]`, read only. Raises `BrokenPartError` where it is none."""

    def __init__(self, data: bytes | bytearray, start: int, end: int) -> None:
        order = bytes(data[start : start + 2])
        if order not in (b"II", b"MM") or end - start < 8 or end > len(data):
            raise BrokenPartError
        self._data, self._start, self._end = data, start, end
        self._big = order == b"MM"
        if self.number(start + 2, 2) != 42:
            raise BrokenPartError

    def number(self, at: int, size: int) -> int:
        """The unsigned number of `size` bytes that stands there."""
        if at < self._start or at + size > self._end:
            raise BrokenPartError
        return int.from_bytes(self._data[at : at + size], "big" if self._big else "little")

    def packed(self, number: int, size: int) -> bytes:
        """A number in this block's byte order."""
        return number.to_bytes(size, "big" if self._big else "little")

    def values(self, field: Field) -> list[int]:
        """Its values as unsigned numbers."""
        size = _SIZES.get(field.kind, 1)
        if field.count > _MOST_VALUES:
            raise BrokenPartError
        return [self.number(field.value_at + size * place, size) for place in range(field.count)]

    def targets(self, field: Field) -> list[int]:
        """Where a field that points to directories points to."""
        return [self._start + offset for offset in self.values(field)]

    def is_inside(self, start: int, size: int) -> bool:
        """Whether so many bytes from there on belong to the block."""
        return self._start <= start and start + size <= self._end

    def directories(self) -> Iterator[Directory]:
        """All but those of positions: the main ones in their chain, Exif's, and those below."""
        seen: set[int] = set()
        waiting = [self._start + self.number(self._start + 4, 4)]
        while waiting:
            at = waiting.pop(0)
            if at == self._start or at in seen:
                continue
            seen.add(at)
            if len(seen) > _MOST_DIRECTORIES:
                raise BrokenPartError
            found = self.directory(at)
            yield found
            for field in found.fields:
                if field.tag in (EXIF, SUB):
                    waiting.extend(self.targets(field))
            after = found.end - 4
            if self.is_inside(after, 4):
                waiting.append(self._start + self.number(after, 4))

    def directory(self, at: int) -> Directory:
        """The directory that stands there."""
        count = self.number(at, 2)
        if count > _MOST_FIELDS:
            raise BrokenPartError
        return Directory(at, tuple(self._field(at + 2 + 12 * place) for place in range(count)))

    def _field(self, at: int) -> Field:
        tag, kind, count = self.number(at, 2), self.number(at + 2, 2), self.number(at + 4, 4)
        inline = count * _SIZES.get(kind, 1) <= 4
        return Field(tag, kind, count, at, at + 8 if inline else self._start + self.number(at + 8, 4))
