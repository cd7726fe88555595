"""What of a story is read aloud: its paragraphs without Markdown's marks, and how many words each holds."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtGui import QImage

from allydesk.text import word_count
from allydesk.ui.rendering import rendered
from allydesk.ui.theme import Look

_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_PICTURE_SIGN = "\ufffc"
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text; "\\u2028" breaks a line within it. `is_heading` is what the text is divided by."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A story as it is told. `words` is how many there are, headings among them."""

    paragraphs: tuple[Paragraph, ...] = ()
    words: int = 0


class WordPlaces:
    """Where the words of one paragraph are, in the UTF-16 units that Qt counts in."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        counts: list[int] = []
        units = at = 0
        for found in _TOKEN.finditer(text):
            units += _units(text[at : found.start()])
            at = found.start()
            self._starts.append(units)
            counts.append(word_count(found[0]))
        self._before = [0, *accumulate(counts)]

    @property
    def count(self) -> int:
        """How many words."""
        return self._before[-1]

    def before(self, unit: int) -> int:
        """How many words begin before this place."""
        return self._before[bisect_left(self._starts, unit)]


def script_of(markdown: str, *, look: Look) -> Script:
    """The text as it is read aloud. Pictures are left out: nobody says them."""
    document = rendered(_PICTURE.sub("", markdown), look=look, picture=_no_picture)
    paragraphs: list[Paragraph] = []
    block = document.begin()
    while block.isValid():
        text = block.text().replace(_PICTURE_SIGN, "").strip()
        if text:
            paragraphs.append(Paragraph(text, block.blockFormat().headingLevel() > 0))
        block = block.next()
    return Script(tuple(paragraphs), sum(WordPlaces(each.text).count for each in paragraphs))


def _no_picture(_name: str) -> QImage | None:
    return None


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
