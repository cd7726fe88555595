"""From bytes to text that can be kept, whatever wrote the bytes."""

import codecs
import re

from allydesk.journal.text import clean
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

_FIRST_OF_MARKS = {mark[:1] for mark, _ in _MARKS}


def encoding_by_mark(start: bytes) -> str:
    """The encoding that the byte order mark at the start of a file names; "utf-8" where there is none."""
    if start[:1] not in _FIRST_OF_MARKS:
        return "utf-8"
    return next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether it was UTF-8.

    A byte order mark decides; without one it is UTF-8 if it can be, else Windows-1252, else Latin-1, which can be
    anything. What a marked encoding cannot decode becomes U+FFFD.
    """
    marked = encoding_by_mark(data)
    if marked != "utf-8":
        return data.decode(marked, "replace"), marked == "utf-8-sig"
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding == "utf-8"
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), False


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
