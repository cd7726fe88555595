"""Reading a large JSON document piece by piece: one object, most of it a long array called "entries"."""

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from allydesk.errors import Code, TransferError
from allydesk.transfer.decoding import encoding_by_mark

_PIECE = 1024 * 1024
"""Bytes read at a time, at least: far more than most entries, far less than memory."""
_SPACE = re.compile(r"[ \t\n\r]*")
LONG_ARRAY = "entries"


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the outer object, or, with `number` counting from 1, one item of its long array."""

    name: str
    value: Any
    number: int = 0


def members(file: BinaryIO, *, heard: Callable[[int], object] = lambda _: None) -> Iterator[Member]:
    """The members of the document's one object, in their order.

    The items of "entries" come one at a time as they are read; when it is empty or no array, it comes as one member.
    Memory holds one piece of the file and one item. `heard` is told how many bytes have been read so far. Raises
    `TransferError(UNREADABLE_SOURCE)` where this is not JSON, with the number of the item if it was inside one.
    """
    reader = _Reader(file, heard)
    reader.expect("{")
    more = not reader.take("}")
    while more:
        name = reader.value()
        if not isinstance(name, str):
            raise unreadable()
        reader.expect(":")
        if name == LONG_ARRAY and reader.take("["):
            yield from _items(reader)
        else:
            yield Member(name, reader.value())
        more = not reader.take("}")
        if more:
            reader.expect(",")
    reader.expect_end()


def unreadable(number: int = 0) -> TransferError:
    """The error for a document that is not what it should be, at the item with that number or outside all."""
    return TransferError(Code.UNREADABLE_SOURCE, entry=number) if number else TransferError(Code.UNREADABLE_SOURCE)


def _items(reader: "_Reader") -> Iterator[Member]:
    if reader.take("]"):
        yield Member(LONG_ARRAY, [])
        return
    number = 0
    while True:
        number += 1
        yield Member(LONG_ARRAY, reader.value(number), number)
        if reader.take("]"):
            return
        reader.expect(",")


class _Reader:
    """A window on the document's text that moves on as values are taken."""

    def __init__(self, file: BinaryIO, heard: Callable[[int], object]) -> None:
        self._file = file
        self._heard = heard
        self._read = 0
        self._text = ""
        self._at = 0
        self._ended = False
        self._decode: Callable[[bytes, bool], str] | None = None
        self._json = json.JSONDecoder()

    def expect(self, sign: str) -> None:
        """Take a sign that has to be next."""
        if not self.take(sign):
            raise unreadable()

    def expect_end(self) -> None:
        """Make sure that nothing follows: a second document would be lost without a word."""
        if self._skip_space():
            raise unreadable()

    def take(self, sign: str) -> bool:
        """Whether that sign is next; if so it is taken."""
        if self._skip_space() and self._text[self._at] == sign:
            self._at += 1
            return True
        return False

    def value(self, number: int = 0) -> object:
        """Take the value that is next; `number` is told in the error if it is none."""
        self._skip_space()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                # Most likely the value goes on beyond the window.
                if not self._more():
                    raise unreadable(number) from None
                continue
            if (end == len(self._text) or self._text[end] in ".eE") and self._more():
                # A number may go on, and "1e+" is the number 1 with something behind it as long as nothing follows.
                continue
            self._at = end
            return value

    def _skip_space(self) -> bool:
        """Move to the next sign; False at the end of the document."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return True
            if not self._more():
                return False

    def _more(self) -> bool:
        """Read on; False when there is no more. What is kept at least doubles, so that a long value is tried anew
        only a few times."""
        if self._ended:
            return False
        kept = self._text[self._at :]
        try:
            data = self._file.read(max(_PIECE, len(kept)))
            if self._decode is None:
                self._decode = codecs.getincrementaldecoder(encoding_by_mark(data))().decode
            self._ended = not data
            self._text, self._at = kept + self._decode(data, self._ended), 0
        except (UnicodeDecodeError, OSError):
            raise unreadable() from None
        self._read += len(data)
        self._heard(self._read)
        return not self._ended or len(self._text) > len(kept)
