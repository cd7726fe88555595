"""Names taken out of a text before it leaves the vault.

To someone who knows them, an initial can still tell who is meant; `MaskStyle.SOMEONE` leaves not even that.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from allydesk.story.common_words import COMMON_WORDS, KIN_WORDS, NAMES_THAT_ARE_WORDS

_PARTS: Final = re.compile(r"[^\s,;()\[\]\"“”/&‐‑-]+")
_WORD: Final = re.compile(r"\w+")
_BETWEEN: Final = r"[\s‐‑-]+"
_SENTENCE_BEGINS: Final = re.compile(r"(?:[.!?…][\"”’')]*\s+|\n\s*|^)[#>*_\s\"“‘'(-]*$")
_LOOK_BACK: Final = 16
"""Characters before a name in which the end of a sentence is looked for."""


class MaskStyle(StrEnum):
    """What stands in the place of a name."""

    INITIAL = "initial"
    SOMEONE = "someone"


@dataclass(frozen=True, slots=True)
class _Masked:
    """A name in its parts, what stands for it, and whether only a capital makes it one."""

    parts: tuple[str, ...]
    label: str
    needs_capital: bool


def mask_names(text: str, names: Iterable[str], *, style: MaskStyle = MaskStyle.INITIAL) -> str:
    """The text without these names; see `NameMask`, which is the quicker one for many texts."""
    return NameMask(names, style=style).text(text)


class NameMask:
    """Replaces names: "Ruth's" becomes "R.'s", "Mary Ann" "M. A.".

    Whole words only, in capitals or small letters, also with a possessive's ending. A part of a longer name is replaced
    where it stands alone with a capital. Two people with the same initials are told apart by a number, in the order of
    the names: "R." and "R2.". Words that say who someone is and not what they are called stay ("Aunt R.", "my mother"),
    and a name that is also a word ("Grace", "Will") is replaced with a capital only. With `MaskStyle.SOMEONE` every
    name becomes "someone". What stands for a name depends on the names alone, never on the text.
    """

    def __init__(self, names: Iterable[str], *, style: MaskStyle = MaskStyle.INITIAL) -> None:
        self._style = style
        self._by_first: defaultdict[str, list[_Masked]] = defaultdict(list)
        self._anywhere: list[_Masked] = []
        for one in _masked(names):
            first = _WORD.search(one.parts[0].casefold())
            if first is None or _is_wide(one.parts[0][0]):
                self._anywhere.append(one)
            else:
                self._by_first[first[0]].append(one)

    def text(self, text: str) -> str:
        """The text, composed, with every name replaced."""
        text = unicodedata.normalize("NFC", text)
        words = set(_WORD.findall(text.casefold())) & self._by_first.keys()
        likely = [*self._anywhere, *(one for word in words for one in self._by_first[word])]
        if not likely:
            return text
        likely.sort(key=_longest_first)
        pattern = re.compile("|".join(_pattern(one.parts) for one in likely), re.IGNORECASE)
        return pattern.sub(lambda match: self._stand_in(match, likely[(match.lastindex or 1) - 1]), text)

    def _stand_in(self, match: re.Match[str], found: _Masked) -> str:
        written, text = match[0], match.string
        if found.needs_capital and written[0] == written[0].lower():
            return written
        if self._style is MaskStyle.SOMEONE:
            return "Someone" if _begins_sentence(text, match.start()) else "someone"
        return found.label.removesuffix(".") if text.startswith(".", match.end()) else found.label


def _masked(names: Iterable[str]) -> list[_Masked]:
    """Every name to look for: whole names, and the parts they have."""
    whole = [parts for name in names if (parts := _name_parts(name))]
    alone = [(part,) for parts in whole if len(parts) > 1 for part in parts if _stands_alone(part)]
    found: dict[tuple[str, ...], _Masked] = {}
    taken: Counter[str] = Counter()
    for parts, is_whole in (*((each, True) for each in whole), *((each, False) for each in alone)):
        key = tuple(part.casefold() for part in parts)
        if key in found:
            continue
        initials = _initials(parts)
        taken[initials] += 1
        number = str(taken[initials]) if taken[initials] > 1 else ""
        found[key] = _Masked(parts, f"{initials}{number}.", not is_whole or _is_word(key))
    return list(found.values())


def _longest_first(one: _Masked) -> tuple[int, int, tuple[str, ...]]:
    return -len(one.parts), -len("".join(one.parts)), one.parts


def _is_word(key: tuple[str, ...]) -> bool:
    return len(key) == 1 and (key[0] in NAMES_THAT_ARE_WORDS or key[0] in COMMON_WORDS)


def _name_parts(name: str) -> tuple[str, ...]:
    """What someone is called, without what they are to the person: of "my Aunt Ruth", "Ruth"."""
    parts = _PARTS.findall(unicodedata.normalize("NFC", name))
    parts = [part.strip(".'’") for part in parts if part.strip(".'’")]
    while parts and _says_no_name(parts[0]):
        parts.pop(0)
    while parts and _says_no_name(parts[-1]):
        parts.pop()
    return tuple(parts)


def _says_no_name(part: str) -> bool:
    return part.casefold() in KIN_WORDS or (part in COMMON_WORDS and part == part.lower())


def _stands_alone(part: str) -> bool:
    return len(part) > 1 and part[0] != part[0].lower() and part.casefold() not in KIN_WORDS


def _initials(parts: tuple[str, ...]) -> str:
    """Without the last full stop."""
    return ". ".join(part[0].upper() for part in parts)


def _pattern(parts: tuple[str, ...]) -> str:
    """Whole words; in scripts that put no spaces between words, wherever the name stands."""
    name = _BETWEEN.join(re.sub("['’]", "['’]", re.escape(part)) for part in parts)
    before = "" if _is_wide(parts[0][0]) else r"(?<!\w)"
    after = "" if _is_wide(parts[-1][-1]) else r"(?!\w)"
    return f"{before}({name}){after}"


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in {"W", "F"}


def _begins_sentence(text: str, at: int) -> bool:
    start = max(0, at - _LOOK_BACK)
    before = text[start:at]
    # Only the beginning of the whole text begins a sentence without anything before it.
    return _SENTENCE_BEGINS.search(before if start == 0 else f"x{before}") is not None
