"""From bytes to text that can be kept, whatever wrote the bytes."""

import codecs
import itertools
import re

from allydesk.text import clean
from allydesk.transfer.notes import NoteBook, NoteKind

_BACKTICKS = re.compile("`+")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # Before UTF-16, whose mark is the beginning of this one.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_STRAYS = re.compile("[\udc80-\udcff]+")
"""What "surrogateescape" makes of bytes that are not UTF-8: each byte a lone surrogate."""
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
_BY_ITSELF = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
"""What such a byte says by itself."""
_FIRST_OF_MARKS = {mark[:1] for mark, _ in _MARKS}


def encoding_by_mark(start: bytes) -> str:
    """The encoding that the byte order mark at the start of a file names; "utf-8" where there is none."""
    if start[:1] not in _FIRST_OF_MARKS:
        return "utf-8"
    return next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether it was UTF-8.

    A byte order mark decides, and what a marked encoding cannot decode becomes U+FFFD. Without one it is UTF-8. Where
    that fails at fewer places than it succeeds beyond ASCII, only the stray bytes are something else; otherwise all of
    it is. What is something else is read as Windows-1252; the five bytes that mean nothing there as in Latin-1.
    """
    marked = encoding_by_mark(data)
    if marked != "utf-8":
        return data.decode(marked, "replace"), marked == "utf-8-sig"
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    strays = sum(1 for _ in _STRAYS.finditer(text))
    read = sum(1 for _ in itertools.islice(_BEYOND_ASCII.finditer(text), strays + 1))
    if read <= strays:
        text = data.decode("ascii", "surrogateescape")
    return text.translate(_BY_ITSELF), False


def read_text(data: bytes, *, notes: NoteBook, where: str) -> str:
    """The text as the journal can keep it; what had to be guessed or replaced is noted."""
    text, was_utf8 = decode(data)
    if not was_utf8:
        notes.add(NoteKind.NOT_UTF8, where=where)
    return clean_noted(text, notes=notes, where=where)


def clean_noted(text: str, *, notes: NoteBook, where: str) -> str:
    """`clean`, with what had to be replaced noted."""
    text, replaced = clean(text)
    notes.add(NoteKind.CHARACTERS_REPLACED, where=where, count=replaced)
    return text


def with_block(text: str, block: str, language: str) -> str:
    """The text with something kept below it as a fenced block; the fence is longer than any inside."""
    fence = "`" * max(3, 1 + max((len(run) for run in _BACKTICKS.findall(block)), default=0))
    above = f"{text}\n\n" if text else ""
    return f"{above}{fence}{language}\n{block}\n{fence}"
