"""Where the words of a search stand in a text, by the rules of the index that found it. Pure Python.

Case and accents count for nothing; a word matches whole unless its end is open; a phrase is words next to one another,
whatever stands between them. Signs, and scripts that set no spaces, match to the letter.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from allydesk.journal.search import Term

MOST = 1000
"""Places, at most. Nobody steps through more."""
_LONG = 2_000_000
"""Characters. In a longer text accents count: to take them off would hold up the window."""
_WORD = re.compile(r"[^\W_]+")
_GAP = r"(?:[\W_]+)"
_MARK = "\u0300"
"""Stands in for any mark that combines with the letter before it."""


def found_words(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """The places, as (start, end) in code points, in their order and without overlaps; at most `MOST`."""
    wanted = [term for term in terms if not term.exclude]
    if not wanted:
        return []
    folded = text.lower() if text.isascii() else _folded(text)
    found: list[tuple[int, int]] = []
    for term in wanted:
        places = _words(folded, term) if term.indexed else _exactly(text, term.text)
        found.extend(islice(places, MOST))
    return _apart(sorted(found))[:MOST]


def _words(folded: str, term: Term) -> Iterator[tuple[int, int]]:
    words = _WORD.findall(_without_marks(term.text))
    if not words:
        return
    between = f"{_MARK}*" if _MARK in folded else ""
    parts = [between.join(map(re.escape, word)) + between for word in words]
    for match in re.finditer(_GAP.join(parts), folded):
        start, end = match.span()
        begins = start == 0 or not _is_letter(folded[start - 1])
        ends = term.prefix or end == len(folded) or not _is_letter(folded[end])
        if not (begins and ends):
            continue
        while term.prefix and end < len(folded) and _is_letter(folded[end]):
            end += 1
        yield start, end


def _exactly(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    found = iter(partial(_next_place, text, wanted, [0]), -1)
    for start in found:
        yield start, start + len(wanted)


def _next_place(text: str, wanted: str, at: list[int]) -> int:
    start = text.find(wanted, at[0])
    at[0] = start + len(wanted)
    return start


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == _MARK


def _apart(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    apart: list[tuple[int, int]] = []
    for start, end in places:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _without_marks(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))


class _Folding(dict[int, str]):
    """Each character's base letter, found once; the text keeps its length."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        base = unicodedata.normalize("NFD", sign)[0].lower()
        folded = _MARK if unicodedata.combining(sign) else base if len(base) == 1 else sign
        self[code] = folded
        return folded


def _folded(text: str) -> str:
    if len(text) > _LONG:
        lower = text.lower()
        return lower if len(lower) == len(text) else text
    return text.translate(_Folding())
