"""The language of search: what a person types into the search field, as a value.

    storm -work "amber light" lightho* tag:family after:2019 before:2021-06 on:2020-03-14

Words stand for themselves, case and accents aside; all of them must match. Quotes make a phrase, a trailing `*` a
prefix, a leading `-` excludes. `tag:`, `before:`, `after:` and `on:` narrow. Anything else with a colon is text, so
that "note: ring" finds what it says.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from allydesk.journal.tags import tag_key
from allydesk.journal.text import clean

_PIECE = re.compile(
    r"""(?P<minus>-)?
        (?:(?P<key>[A-Za-z]+):(?=\S))?
        (?:"(?P<phrase>[^"]*)(?P<closed>"?)(?P<star>\*)? | (?P<word>\S+))""",
    re.VERBOSE,
)
_DAY = re.compile(r"(\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_UNSPACED_FROM = 0x2E80
"""Where the scripts begin that set no spaces between words: CJK, kana, Hangul and the planes above."""
_UNSPACED_SOUTH_EAST_ASIA = range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x1950, 0x1AB0)
"""Thai and Lao, Myanmar, Khmer; Tai Le, New Tai Lue, Buginese and Tai Tham."""
_NO_WORDS_OF_THE_INDEX = frozenset("\u1cf2\u1cf3")
"""Two signs of Vedic that have become letters since the index's tables of Unicode were made."""

SHORTEST_PREFIX = 2
"""Letters. One letter with an open end matches nearly everything and says nothing."""


class Mistake(StrEnum):
    """What in a query cannot be meant."""

    NO_SUCH_DATE = "no-such-date"
    OPEN_QUOTE = "open-quote"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A mistake and the piece of the query it is in."""

    mistake: Mistake
    piece: str


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand next to one another; `prefix` leaves the last one's end open."""

    text: str
    prefix: bool = False
    exclude: bool = False

    @property
    def indexed(self) -> bool:
        """False where the index of words is of no help: emoji, signs, and scripts without spaces between words."""
        return has_word_characters(self.text) and not any(map(_is_unspaced, self.text))


@dataclass(frozen=True, slots=True)
class TagFilter:
    """Entries with the tag of that key, or with `exclude` the others."""

    key: str
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """Entries whose wall-clock date lies from `first` up to but not on `end`; None is open."""

    first: date | None
    end: date | None
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. `Query()` is every entry outside the trash; `trash=True` looks in the trash alone."""

    terms: tuple[Term, ...] = ()
    tags: tuple[TagFilter, ...] = ()
    periods: tuple[Period, ...] = ()
    flaws: tuple[Flaw, ...] = ()
    trash: bool = False

    @property
    def words(self) -> bool:
        """Whether there is anything to mark in the entries found."""
        return any(not term.exclude for term in self.terms)

    @property
    def everything(self) -> bool:
        """Whether nothing narrows it, the trash aside."""
        return not (self.terms or self.tags or self.periods)


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query; every text is one. What cannot be meant is left out and named in `flaws`.

    `typing` is for search as you type: the last word's end is open, as if it had a `*`.
    """
    terms: list[Term] = []
    tags: list[TagFilter] = []
    periods: list[Period] = []
    flaws: list[Flaw] = []
    text, _ = clean(text)
    for match in _PIECE.finditer(text):
        exclude = bool(match["minus"])
        key = (match["key"] or "").lower()
        value = match["word"] if match["phrase"] is None else match["phrase"]
        if key == "tag":
            if tag := tag_key(value):
                tags.append(TagFilter(tag, exclude))
        elif key in ("before", "after", "on"):
            period = _period(key, value, exclude)
            if period is None:
                flaws.append(Flaw(Mistake.NO_SUCH_DATE, match[0]))
            else:
                periods.append(period)
        else:
            open_end = typing and match.end() == len(text)
            terms.extend(_terms(match, exclude=exclude, open_end=open_end))
            if match["phrase"] is not None and not match["closed"] and not typing:
                flaws.append(Flaw(Mistake.OPEN_QUOTE, match[0]))
    return Query(tuple(terms), tuple(tags), tuple(periods), tuple(flaws))


def has_word_characters(text: str) -> bool:
    """Whether there is a letter or digit for an index of words to hold."""
    return any(unicodedata.category(sign)[0] in "LN" and sign not in _NO_WORDS_OF_THE_INDEX for sign in text)


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return code >= _UNSPACED_FROM or any(code in block for block in _UNSPACED_SOUTH_EAST_ASIA)


def _terms(match: re.Match[str], *, exclude: bool, open_end: bool) -> list[Term]:
    key = match["key"]
    if match["phrase"] is None:
        star = match["word"].endswith("*")
        word = (f"{key}:" if key else "") + match["word"].rstrip("*")
        if not word:
            return []
        return [Term(word, (star or open_end) and len(word) >= SHORTEST_PREFIX, exclude)]
    phrase = " ".join(match["phrase"].split())
    before = [Term(f"{key}:", exclude=exclude)] if key else []
    if not phrase:
        return before
    return [*before, Term(phrase, bool(match["star"]) or (open_end and not match["closed"]), exclude)]


def _period(key: str, value: str, exclude: bool) -> Period | None:
    span = _span(value)
    if span is None:
        return None
    first, end = span
    if key == "before":
        return Period(None, first, exclude)
    if key == "after":
        # Nothing comes after the last day of the year 9999; an end that is its own beginning matches nothing.
        return Period(end or date.max, None if end else date.max, exclude)
    return Period(first, end, exclude)


def _span(value: str) -> tuple[date, date | None] | None:
    """The days that "2020", "2020-03" or "2020-03-14" name, as first day and the day after the last."""
    match = _DAY.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = datetime(year or 0, month or 1, day or 1).date()
    except ValueError:
        return None
    try:
        if day:
            return first, first + timedelta(days=1)
        if month:
            return first, first.replace(year=first.year + month // 12, month=month % 12 + 1)
        return first, first.replace(year=first.year + 1)
    except (OverflowError, ValueError):
        return first, None
