"""The words of a text in any script, and which of them are one word in several forms. A simple rule of thumb over
English endings: it joins "letter" and "letters", and no two words of different meanings if it can be helped."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_MARKS: Final = "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u065f\u0900-\u0dff\u0e00-\u0e7f\u200c\u200d"
"""What some scripts write on letters and between them, and Python's patterns take for no part of a word."""
_LETTER: Final = rf"(?:[^\W\d_]|[{_MARKS}])"
_WORD: Final = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_SIBILANT: Final = ("sses", "shes", "ches", "xes", "zzes")
_NO_PLURAL: Final = ("ss", "us", "is", "'s")
_VOWELS: Final = frozenset("aeiouy")
_SHORTEST_STEM: Final = 4


def words_in(text: str) -> Iterator[str]:
    """The words as written, composed, without a possessive's ending; numbers are none."""
    for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
        yield _POSSESSIVE.sub("", match[0])


def folded(word: str) -> str:
    """The word for comparing, whatever its letters' size: "Straße" and "STRASSE" are one."""
    return unicodedata.normalize("NFC", word.casefold()).replace("’", "'")


def singular(word: str) -> str:
    """A folded word without the ending of a plural: "letters", "stories", "churches"."""
    if not word.isascii() or len(word) < 4 or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(_SIBILANT):
        return word[:-2]
    return word.removesuffix("s")


def stem(word: str) -> str:
    """A folded word without the endings of plural, "-ing" and "-ed": "belong", "belongs" and "belonging" are one, and
    so are "move", "moved" and "moving". What would be left with fewer than three letters keeps its ending."""
    one = singular(word)
    for ending in ("ing", "ed"):
        bare = one.removesuffix(ending)
        if bare != one and len(one) >= _SHORTEST_STEM + 1 and len(bare) >= 3 and _VOWELS & set(bare) and one.isascii():
            return _without_double(bare)
    return one[:-1] if one.endswith("e") and len(one) >= _SHORTEST_STEM and one.isascii() else one


def _without_double(bare: str) -> str:
    return bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "lsz" and bare[-1] not in _VOWELS else bare
