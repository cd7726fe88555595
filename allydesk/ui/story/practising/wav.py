"""Sound as it is kept: plain samples in memory, and a WAV file around them. Pure Python; nothing here touches a disk.

The form is Microsoft's and IBM's RIFF WAVE with format 1: whole numbers of 16 bits, the lower byte first.
"""

import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from _typeshed import ReadableBuffer, WriteableBuffer

MEDIA_TYPE = "audio/wav"
SAMPLE_BYTES = 2
HEADER_BYTES = 44
LONGEST = 30 * 60
"""Seconds of a recording at `RATE`; at a higher rate it is as much shorter as there are more samples."""
RATE = 16_000
"""Samples a second: all there is in a voice lies below half of it."""
MOST_BYTES = LONGEST * RATE * SAMPLE_BYTES
"""57.6 MB: the most memory a recording takes."""

_CHUNK = 256 * 1024
_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_CHUNK_HEAD = struct.Struct("<4sI")
_FORMAT = struct.Struct("<HHIIHH")
_WHOLE_NUMBERS = 1
_RATES = range(8_000, 192_001)


class NotSound(ValueError):
    """These bytes are no recording that can be played here."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples of one voice, 16 bits each, `rate` of them a second."""

    rate: int
    samples: memoryview

    @property
    def seconds(self) -> float:
        """How long it goes."""
        return len(self.samples) / (SAMPLE_BYTES * self.rate)


class Samples:
    """What has been recorded so far, up to a limit; it can be overwritten when it is no longer wanted.

    Kept in pieces, so that growing never leaves a copy behind.
    """

    def __init__(self, *, rate: int = RATE, most: int = MOST_BYTES) -> None:
        """`most` bytes are taken, and no more; half a sample never is."""
        self.rate = rate
        self._most = most - most % SAMPLE_BYTES
        self._pieces: list[bytearray] = []
        self._size = 0

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._size

    @property
    def seconds(self) -> float:
        """How long it goes so far."""
        return self._size / (SAMPLE_BYTES * self.rate)

    @property
    def is_full(self) -> bool:
        """Whether nothing more is taken."""
        return self._size >= self._most

    def add(self, heard: "ReadableBuffer") -> int:
        """Take this, as much of it as there is room for; say how many bytes that was."""
        with memoryview(heard) as view, view.cast("B") as data:
            taken = min(len(data), self._most - self._size)
            at = 0
            while at < taken:
                room = self._room()
                step = min(room, taken - at)
                place = self._size % _CHUNK
                self._pieces[-1][place : place + step] = data[at : at + step]
                self._size += step
                at += step
        return taken

    def wav(self) -> "BinaryIO":
        """A WAV file of what there is, to be read once from its beginning to its end. It holds no copy of it."""
        return io.BufferedReader(_Reader(self), buffer_size=_CHUNK)

    @property
    def wav_size(self) -> int:
        """Bytes of that file."""
        return HEADER_BYTES + self.whole_size

    @property
    def whole_size(self) -> int:
        """Bytes of whole samples."""
        return self._size - self._size % SAMPLE_BYTES

    def read_at(self, place: int, into: memoryview) -> int:
        """Copy what there is from this byte on; say how many bytes that was, 0 at the end."""
        step = min(len(into), self.whole_size - place, _CHUNK - place % _CHUNK)
        if step <= 0:
            return 0
        start = place % _CHUNK
        into[:step] = self._pieces[place // _CHUNK][start : start + step]
        return step

    def copy(self) -> Sound:
        """The same as one piece, for playing."""
        whole = bytearray(self.whole_size)
        at = 0
        with memoryview(whole) as view:
            while at < len(whole):
                at += self.read_at(at, view[at:])
        return Sound(self.rate, memoryview(whole))

    def clear(self) -> None:
        """Overwrite all of it with silence, and let go of it."""
        for piece in self._pieces:
            piece[:] = bytes(len(piece))
        self._pieces.clear()
        self._size = 0

    def _room(self) -> int:
        """Bytes free in the last piece, of which there is one afterwards."""
        if self._size % _CHUNK == 0 and self._size // _CHUNK == len(self._pieces):
            self._pieces.append(bytearray(_CHUNK))
        return _CHUNK - self._size % _CHUNK


class _Reader(io.RawIOBase):
    def __init__(self, samples: Samples) -> None:
        self._samples = samples
        self._header = wav_header(samples.whole_size, rate=samples.rate)
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        with memoryview(buffer) as view, view.cast("B") as into:
            if self._at < HEADER_BYTES:
                step = min(len(into), HEADER_BYTES - self._at)
                into[:step] = self._header[self._at : self._at + step]
            else:
                step = self._samples.read_at(self._at - HEADER_BYTES, into)
        self._at += step
        return step


def wav_header(size: int, *, rate: int = RATE) -> bytes:
    """What stands before `size` bytes of samples of one voice."""
    return _HEADER.pack(
        *(b"RIFF", HEADER_BYTES - 8 + size, b"WAVE", b"fmt ", _FORMAT.size, _WHOLE_NUMBERS, 1, rate),
        *(rate * SAMPLE_BYTES, SAMPLE_BYTES, 8 * SAMPLE_BYTES, b"data", size),
    )


def read_wav(data: bytes) -> Sound:
    """The samples of a WAV file as it is written here. Raises NotSound for anything else, and for one cut off."""
    view = memoryview(data)
    if len(data) < HEADER_BYTES or data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise NotSound("no WAV file")
    rate, at = 0, 12
    while at + _CHUNK_HEAD.size <= len(data):
        name, size = _CHUNK_HEAD.unpack_from(data, at)
        at += _CHUNK_HEAD.size
        if at + size > len(data):
            raise NotSound("cut off")
        if name == b"fmt ":
            rate = _rate_of(data[at : at + size])
        elif name == b"data":
            if not rate:
                raise NotSound("samples before their form")
            return Sound(rate, view[at : at + size - size % SAMPLE_BYTES])
        at += size + size % 2
    raise NotSound("no samples")


def _rate_of(form: bytes) -> int:
    if len(form) < _FORMAT.size:
        raise NotSound("no form")
    kind, voices, rate, _speed, _step, bits = _FORMAT.unpack_from(form)
    if kind != _WHOLE_NUMBERS or voices != 1 or bits != 8 * SAMPLE_BYTES or rate not in _RATES:
        raise NotSound("another form")
    return int(rate)
