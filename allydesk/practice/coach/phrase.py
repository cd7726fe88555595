"""The small language in which rules name words. docs/coach.md has it with examples.

There is no repetition without an end in it, so a phrase has a longest length, and looking for one takes time in
proportion to the text however the text is made.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from allydesk.practice.coach.spelling import forms_of_phrase_word
from allydesk.practice.coach.words import BREAK, QUESTION, SENTENCE

MOST_GAP: Final = 12
"""Words that ".." can leap over."""
MOST_DEPTH: Final = 8
"""Brackets within each other."""
MOST_PARTS: Final = 60
"""Things one after the other in a phrase."""

_PART: Final = re.compile(r"\s*(\.\.\d+|[()\[\]|,.?~^]|<[a-z][a-z-]*>|_(?![\w])|[^\W_]+(?:['’/-][^\W_]+)*|\S)")


class PhraseFault(ValueError):
    """A phrase cannot be understood; the sentence says why, and `fix` what to do."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word that is one of these; any word with None. A gap's words are no negations: `is_gap`."""

    words: frozenset[str] | None
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """No word, but what stands between two: all of these bits. With `may_end` a sentence may end here."""

    bits: int
    may_end: bool


@dataclass(frozen=True, slots=True)
class After:
    """One after the other."""

    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of these."""

    parts: tuple["Part", ...]


Part = OneOf | Sign | After | Either
NOTHING: Final = After(())
_GAP_WORD: Final = OneOf(None, is_gap=True)
_SIGNS: Final = {
    ",": Sign(BREAK, may_end=False),
    ".": Sign(SENTENCE, may_end=True),
    "^": Sign(SENTENCE, may_end=True),
    "?": Sign(QUESTION, may_end=True),
    "~": Sign(0, may_end=True),
}


def read_phrase(text: str, lists: Mapping[str, Part]) -> Part:
    """A phrase. `lists` are the named ones that it may mention. Raises `PhraseFault`."""
    reader = _Reader(_PART.findall(text), lists)
    part = reader.alternatives(0)
    if reader.next is not None:
        message = f"“{reader.next}” has no bracket that it closes."
        raise PhraseFault(message, "Take it away, or open one before it.")
    if not _has_words(part):
        raise PhraseFault("A phrase has to have a word that cannot be left out.", "Add one.")
    return part


def either(parts: tuple[Part, ...]) -> Part:
    """One of these; single words are joined into one set."""
    single = [part.words for part in parts if isinstance(part, OneOf) and part.words is not None]
    others = tuple(part for part in parts if not isinstance(part, OneOf) or part.words is None)
    joined = (OneOf(frozenset().union(*single)),) if single else ()
    return (*joined, *others)[0] if len(joined) + len(others) == 1 else Either((*joined, *others))


class _Reader:
    def __init__(self, written: list[str], lists: Mapping[str, Part]) -> None:
        self._written = written
        self._lists = lists
        self._place = 0

    @property
    def next(self) -> str | None:
        return self._written[self._place] if self._place < len(self._written) else None

    def alternatives(self, depth: int) -> Part:
        if depth > MOST_DEPTH:
            message = f"There are more than {MOST_DEPTH} brackets within each other."
            raise PhraseFault(message, "Use a list instead.")
        found = [self._row(depth)]
        while self.next == "|":
            self._place += 1
            found.append(self._row(depth))
        return either(tuple(found))

    def _row(self, depth: int) -> Part:
        parts: list[Part] = []
        while self.next is not None and self.next not in ("|", ")", "]"):
            parts.append(self._one(depth))
        if len(parts) > MOST_PARTS:
            raise PhraseFault("This phrase is too long.", f"Use {MOST_PARTS} words at most.")
        return parts[0] if len(parts) == 1 else After(tuple(parts))

    def _one(self, depth: int) -> Part:
        part = self._written[self._place]
        self._place += 1
        if part in ("(", "["):
            inside = self.alternatives(depth + 1)
            closing = ")" if part == "(" else "]"
            if self.next != closing:
                message = f"A “{part}” is not closed."
                raise PhraseFault(message, f"Write “{closing}” where it ends.")
            self._place += 1
            return inside if part == "(" else either((inside, NOTHING))
        if part in _SIGNS:
            return _SIGNS[part]
        if part == "_":
            return OneOf(None)
        if part.startswith(".."):
            return _gap(int(part[2:]))
        if part.startswith("<"):
            return self._list(part[1:-1])
        if not part[0].isalnum():
            message = f"“{part}” means nothing in a phrase."
            raise PhraseFault(message, "Take it away.")
        return either(tuple(_word(one) for one in part.split("/")))

    def _list(self, name: str) -> Part:
        if name not in self._lists:
            message = f"There is no list “{name}” above."
            raise PhraseFault(message, "Write its words, or the list before this.")
        return self._lists[name]


def _word(text: str) -> Part:
    """A word as written; "don't" and "well-meant" are two."""
    parts = tuple(OneOf(frozenset(forms)) for word in text.split("-") for forms in forms_of_phrase_word(word))
    return parts[0] if len(parts) == 1 else After(parts)


def _gap(most: int) -> Part:
    if not 1 <= most <= MOST_GAP:
        message = f"“..{most}” leaps over too much or nothing."
        raise PhraseFault(message, f"Write “..1” to “..{MOST_GAP}”.")
    part: Part = NOTHING
    for _ in range(most):
        part = either((NOTHING, After((_GAP_WORD, part))))
    return part


def _has_words(part: Part) -> bool:
    """Whether there is at least one word in it, whichever way one takes."""
    if isinstance(part, OneOf):
        return part.words is not None
    if isinstance(part, Either):
        return all(_has_words(one) for one in part.parts)
    return isinstance(part, After) and any(_has_words(one) for one in part.parts)
