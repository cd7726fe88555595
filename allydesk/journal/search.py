"""The language of search: what a person types into the search field, as a value.

    storm -work "amber light" lightho* tag:family person:"Priya N" template:experience
    after:2019 before:2021-06 on:2020-03-14 mood:<0 mood:2..4 has:attachment is:pinned

Words stand for themselves, case and accents aside; all of them must match. Quotes make a phrase, a trailing `*` a
prefix, a leading `-` excludes. The words of `KEYS` with a colon narrow. Anything else with a colon is text, so that
"note: ring" finds what it says.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from allydesk.journal.moodscale import mood_begun, mood_span
from allydesk.journal.tags import tag_key
from allydesk.journal.template import template_key
from allydesk.text import clean

_PIECE = re.compile(
    r"""(?P<minus>-)?
        (?:(?P<key>[A-Za-z]+):(?=\S))?
        (?:"(?P<phrase>[^"]*)(?P<closed>"?)(?P<star>\*)? | (?P<word>\S+))""",
    re.VERBOSE,
)
_DAY = re.compile(r"(\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_BEGUN_DAY = re.compile(r"\d{0,3}|\d{4}-(?:0?|\d{1,2}-0?)")
"""A date that goes on, as far as one has typed it."""
_UNSPACED_FROM = 0x2E80
"""Where the scripts begin that set no spaces between words: CJK, kana, Hangul and the planes above."""
_UNSPACED_SOUTH_EAST_ASIA = range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x1950, 0x1AB0)
"""Thai and Lao, Myanmar, Khmer; Tai Le, New Tai Lue, Buginese and Tai Tham."""
_NO_WORDS_OF_THE_INDEX = frozenset("\u1cf2\u1cf3")
"""Two signs of Vedic that have become letters since the index's tables of Unicode were made."""

KEYS = ("tag", "person", "template", "before", "after", "on", "mood", "has", "is")
"""The words that narrow when a colon follows; any other is text."""

LONGEST_QUERY = 1000
"""Characters. A question of more words than that is a text somebody pasted."""
SHORTEST_PREFIX = 2
"""Letters. One letter with an open end matches nearly everything and says nothing."""


class Mistake(StrEnum):
    """What in a query cannot be meant."""

    NO_SUCH_DATE = "no-such-date"
    OPEN_QUOTE = "open-quote"
    NO_SUCH_MOOD = "no-such-mood"
    NO_SUCH_STATE = "no-such-state"
    """`has:` or `is:` with something that entries neither have nor are."""
    TOO_LONG = "too-long"
    """What comes after `LONGEST_QUERY` was left out."""


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
class PersonFilter:
    """Entries with the person of that key (as `tag_key` makes it), or with `exclude` the others."""

    key: str
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class TemplateFilter:
    """Entries begun with the template of that key or name (see `template_key`), or with `exclude` the others."""

    key: str
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class MoodFilter:
    """Entries whose mood lies between `least` and `most`, both included; those without a mood never do."""

    least: int
    most: int
    exclude: bool = False


class State(StrEnum):
    """What an entry can have or be."""

    ATTACHMENT = "attachment"
    MOOD = "mood"
    PINNED = "pinned"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class StateFilter:
    """Entries that have or are this, or with `exclude` the others."""

    state: State
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
    people: tuple[PersonFilter, ...] = ()
    templates: tuple[TemplateFilter, ...] = ()
    moods: tuple[MoodFilter, ...] = ()
    states: tuple[StateFilter, ...] = ()

    @property
    def words(self) -> bool:
        """Whether there is anything to mark in the entries found."""
        return any(not term.exclude for term in self.terms)

    @property
    def everything(self) -> bool:
        """Whether nothing narrows it, the trash aside."""
        narrows = (self.terms, self.tags, self.periods, self.people, self.templates, self.moods, self.states)
        return not any(narrows)


_HAS = dict.fromkeys(
    ("attachment", "attachments", "file", "files", "picture", "pictures", "photo", "photos", "image", "images"),
    State.ATTACHMENT,
) | {"mood": State.MOOD}
STATES = {"has": _HAS, "is": {"pinned": State.PINNED, "shared": State.SHARED}}
"""For `has:` and `is:`, the words that can follow and what each of them means."""


def parse(text: str, *, typing: bool = False) -> Query:
    """Read a query; every text is one. What cannot be meant is left out and named in `flaws`.

    `typing` is for search as you type: the last word's end is open, as if it had a `*`, and a condition that is only
    begun is neither applied nor called a mistake.
    """
    text, _ = clean(text)
    reading = _Reading(typing=typing)
    for match in _PIECE.finditer(text[:LONGEST_QUERY]):
        reading.take(match, last=match.end() == len(text))
    if len(text) > LONGEST_QUERY:
        reading.flaws.append(Flaw(Mistake.TOO_LONG, ""))
    return reading.query()


@dataclass(slots=True)
class _Reading:
    """What has been read of a query so far."""

    typing: bool
    terms: list[Term] = field(default_factory=list)
    tags: list[TagFilter] = field(default_factory=list)
    people: list[PersonFilter] = field(default_factory=list)
    templates: list[TemplateFilter] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    moods: list[MoodFilter] = field(default_factory=list)
    states: list[StateFilter] = field(default_factory=list)
    flaws: list[Flaw] = field(default_factory=list)

    def query(self) -> Query:
        return Query(
            terms=tuple(self.terms),
            tags=tuple(self.tags),
            people=tuple(self.people),
            templates=tuple(self.templates),
            periods=tuple(self.periods),
            moods=tuple(self.moods),
            states=tuple(self.states),
            flaws=tuple(self.flaws),
        )

    def take(self, match: re.Match[str], *, last: bool) -> None:
        """Read one piece; `last` when the text ends with it."""
        exclude = bool(match["minus"])
        key = (match["key"] or "").lower()
        value = match["word"] if match["phrase"] is None else match["phrase"]
        open_end = self.typing and last
        if open_end and match["phrase"] is None and value[-1:] == ":" and value[:-1].lower() in KEYS and not key:
            return
        if key in KEYS:
            self._narrow(key, value, exclude, match[0], begun=open_end and not match["closed"])
            return
        self.terms.extend(_terms(match, exclude=exclude, open_end=open_end))
        if match["phrase"] is not None and not match["closed"] and not self.typing:
            self.flaws.append(Flaw(Mistake.OPEN_QUOTE, match[0]))

    def _narrow(self, key: str, value: str, exclude: bool, piece: str, *, begun: bool) -> None:
        if key == "tag":
            if tag := tag_key(value):
                self.tags.append(TagFilter(tag, exclude))
        elif key == "person":
            if person := tag_key(value):
                self.people.append(PersonFilter(person, exclude))
        elif key == "template":
            if template := template_key(value):
                self.templates.append(TemplateFilter(template, exclude))
        elif key == "mood":
            self._take_mood(value, exclude, piece, begun=begun)
        elif key in STATES:
            self._take_state(STATES[key], value.strip().lower(), exclude, piece, begun=begun)
        else:
            self._take_period(key, value.strip(), exclude, piece, begun=begun)

    def _take_mood(self, value: str, exclude: bool, piece: str, *, begun: bool) -> None:
        span = mood_span(value)
        if span is not None:
            self.moods.append(MoodFilter(*span, exclude))
        elif not (begun and mood_begun(value)):
            self.flaws.append(Flaw(Mistake.NO_SUCH_MOOD, piece))

    def _take_state(self, known: Mapping[str, State], value: str, exclude: bool, piece: str, *, begun: bool) -> None:
        if value in known:
            self.states.append(StateFilter(known[value], exclude))
        elif not (begun and any(word.startswith(value) for word in known)):
            self.flaws.append(Flaw(Mistake.NO_SUCH_STATE, piece))

    def _take_period(self, key: str, value: str, exclude: bool, piece: str, *, begun: bool) -> None:
        if begun and _BEGUN_DAY.fullmatch(value):
            return
        period = _period(key, value, exclude)
        if period is None:
            self.flaws.append(Flaw(Mistake.NO_SUCH_DATE, piece))
        else:
            self.periods.append(period)


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
