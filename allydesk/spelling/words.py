"""The words of a line that are worth checking, and where they stand."""

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

APOSTROPHES = "'’ʼ"
_HYPHENS = "-‐‑"
"""A hyphen, and the two that Unicode has beside it. The first one comes first in what it stands in: see `re`."""
_SHORTEST = 2
_LONGEST = 60
_CAPITALS = 5
"""Letters of the longest word in capitals that passes for an abbreviation."""

_MARKS = "".join(chr(code) for code in range(0x300, 0x1B00) if unicodedata.category(chr(code)).startswith("M"))
"""Accents and vowel signs that follow a letter; Python's own idea of a word leaves them out."""

_LETTERS = rf"[\w{_MARKS}]+"
_TOKEN = re.compile(rf"{_LETTERS}(?:[{_HYPHENS}{APOSTROPHES}]+{_LETTERS})*")
_PART = re.compile(rf"{_LETTERS}(?:[{APOSTROPHES}]+{_LETTERS})*")
_LEFT_OUT = re.compile(
    r"""\[\[[^\[\]]*\]\]                        # a link to an entry
      | (?<=\])\([^()\s]*(?:\s[^()]*)?\)        # where a link leads
      | \b[a-z][a-z0-9+.-]{1,20}://[^\s<>]+     # an address
      | \bwww\.[^\s<>]+
      | \bmailto:[^\s<>]+
      | [^\s<>@]{1,64}@[^\s<>@]+\.[^\s<>@]+
      | <[/!]?[a-zA-Z][^<>]*>                   # a mark of HTML
      | &[a-zA-Z]{2,12};
      | (?<![\w&])\#[^\s\#]+                    # a tag
      | (?:(?<=\s)|^)(?:~/\S+|(?:\.{1,2})?/[\w.~-]+/\S*)   # a path
    """,
    re.VERBOSE | re.IGNORECASE,
)
_TICKS = re.compile(r"`+")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, from `start` up to but not `end` in code points of its line."""

    start: int
    end: int
    text: str


def words_in(line: str) -> Iterator[Word]:
    """The words of a line outside code, addresses, links, and tags; without what is no word: numbers, abbreviations.

    The line is one outside any fenced block; that it opens one is noticed.
    """
    if _FENCE.match(line):
        return
    gaps = deque(sorted([*_code(line), *(match.span() for match in _LEFT_OUT.finditer(line))]))
    for match in _TOKEN.finditer(line):
        while gaps and gaps[0][1] <= match.start():
            gaps.popleft()
        if gaps and gaps[0][0] < match.end():
            continue
        bare = match[0].strip("_")  # they are Markdown's there
        start = match.start() + match[0].find(bare)
        if is_word(bare):
            yield Word(start, start + len(bare), bare)


def parts_of(word: Word) -> list[Word]:
    """What a word with hyphens is made of; a word without any is itself."""
    found = (Word(word.start + each.start(), word.start + each.end(), each[0]) for each in _PART.finditer(word.text))
    return [each for each in found if is_word(each.text)]


def is_word(token: str) -> bool:
    """Whether it is worth looking up: letters, not too many, and no abbreviation."""
    if not _SHORTEST <= len(token) <= _LONGEST or "_" in token:
        return False
    if any(character.isnumeric() for character in token):
        return False
    return not (len(token) <= _CAPITALS and token.isupper())


def script_of(word: str) -> str:
    """What its first letter is written in, as Unicode's name of that letter begins: "LATIN"."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def plain(word: str) -> str:
    """The word as dictionaries have it: composed letters, the plain apostrophe, the plain hyphen."""
    made = unicodedata.normalize("NFC", word)
    for each in APOSTROPHES[1:]:
        made = made.replace(each, "'")
    for each in _HYPHENS[1:]:
        made = made.replace(each, "-")
    return made


def _code(line: str) -> list[tuple[int, int]]:
    """The stretches between backticks, each closed by as many as opened it. Linear in the length of the line."""
    runs = [match.span() for match in _TICKS.finditer(line)]
    waiting: dict[int, deque[tuple[int, int]]] = defaultdict(deque)
    for start, end in runs:
        waiting[end - start].append((start, end))
    found: list[tuple[int, int]] = []
    behind = 0
    for start, end in runs:
        closers = waiting[end - start]
        while closers and closers[0][0] <= start:
            closers.popleft()
        if start >= behind and closers:
            behind = closers[0][1]
            found.append((start, behind))
    return found
