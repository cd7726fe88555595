"""A text as rules see it: words in one spelling, and what stands between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from allydesk.practice.coach.quoting import others_words
from allydesk.practice.coach.spelling import Forms, forms_of

BREAK: Final = 1
"""A comma, a dash, a line's end: one hears a pause."""
SENTENCE: Final = 2
"""A sentence ends here."""
QUESTION: Final = 4
"""It ends in a question mark."""
_EDGE: Final = BREAK | SENTENCE

_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_PAUSE: Final = re.compile(r"[,;:.!?…()\[\]–—\n\r]|(?:^|\s)-+(?:\s|$)|--")
_END: Final = re.compile(r"(?:[!?]|(?<!\.)\.(?!\.))[\"”’'»)\]]*(?:\s|$)|[!?]|\n[ \t\r]*\n")
_TITLES: Final = frozenset({"mr", "mrs", "ms", "mx", "dr", "st", "prof", "rev"})
_SECRET: Final[Forms] = ("",)
"""In the place of a word that is somebody else's: there, and like no word of any phrase."""


@dataclass(frozen=True, slots=True)
class Words:
    """`starts` and `ends` are each word's place in the text; two words of one contraction share it.

    `between` has one more: what is before the first word, between each and the next, and after the last, as bits.
    """

    forms: Sequence[Forms]
    starts: Sequence[int]
    ends: Sequence[int]
    between: Sequence[int]

    def __len__(self) -> int:
        return len(self.forms)


def words_of(text: str) -> Words:
    """The words of a text."""
    forms: list[Forms] = []
    starts: list[int] = []
    ends: list[int] = []
    between: list[int] = []
    quotations = others_words(text)
    place = quotation = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while quotation < len(quotations) and quotations[quotation][1] <= start:
            quotation += 1
        is_others = quotation < len(quotations) and quotations[quotation][0] < start
        inside = is_others and place > quotations[quotation][0]
        between.append(0 if inside else _between(text[place:start], forms))
        parts = (_SECRET,) if is_others else forms_of(match[0])
        forms += parts
        starts += [start] * len(parts)
        ends += [end] * len(parts)
        between += [0] * (len(parts) - 1)
        place = end
    between.append(_between(text[place:], forms) | _EDGE)
    between[0] |= _EDGE
    return Words(forms, starts, ends, between)


def _between(gap: str, before: Sequence[Forms]) -> int:
    """What a stretch without words says."""
    if gap in (" ", "") or not _PAUSE.search(gap):
        return 0
    if not _END.search(gap) or (gap[0] == "." and _is_abbreviated(gap, before)):
        return BREAK
    return _EDGE | (QUESTION if "?" in gap else 0)


def _is_abbreviated(gap: str, before: Sequence[Forms]) -> bool:
    """Whether the full stop belongs to the word before it: "Mr. Okafor", "3 p.m. today"."""
    word = before[-1][0] if before else ""
    return gap.strip() == "." and (word in _TITLES or (len(word) == 1 and word != "i" and word.isalpha()))
