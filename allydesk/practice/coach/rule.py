"""A rule, as a pack has it: what it looks for, in which intents, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from allydesk.practice.coach.finding import FindingKind
from allydesk.practice.coach.phrase import Part
from allydesk.practice.intents import Intent

Phrases = tuple[Part, ...]


class Near(StrEnum):
    """Where the words of an `unless` or `only-with` count."""

    SENTENCE = "sentence"
    NEIGHBOURS = "neighbours"
    """The sentence, the one before and the one after."""
    BEFORE = "before"
    """Anywhere before it."""
    AFTER = "after"
    """Anywhere after it."""
    TEXT = "text"


class Per(StrEnum):
    """What an occurrence is counted in."""

    TEXT = "text"
    HUNDRED_WORDS = "hundred-words"


@dataclass(frozen=True, slots=True)
class Existence:
    """Any of these phrases is there."""

    phrases: Phrases


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The phrases are there more often than `more_than`, or less often than `fewer_than`, in so many words.

    Texts of fewer than `least_words` are not looked at.
    """

    phrases: Phrases
    more_than: int | None
    fewer_than: int | None
    per: Per
    least_words: int


@dataclass(frozen=True, slots=True)
class Conditional:
    """A phrase is there, and one of these is near it, or none: `wanted` says which."""

    phrases: Phrases
    others: Phrases
    near: Near
    wanted: bool


@dataclass(frozen=True, slots=True)
class Sequence:
    """One phrase, and after it another that begins within so many words."""

    first: Phrases
    then: Phrases
    within: int
    across_sentences: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One way to find what a rule is about.

    `unless` are phrases that take it back when they stand `near` it. With `even_negated`, a "not" before it does not.
    """

    looks_for: Existence | Occurrence | Conditional | Sequence
    intents: frozenset[Intent]
    unless: Phrases = ()
    near: Near = Near.SENTENCE
    even_negated: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule finds something in, or does not."""

    intent: Intent
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is for the user. `why_in` says it for an intent where it is otherwise than `why`."""

    id: str
    kind: FindingKind
    name: str
    why: str
    question: str
    checks: tuple[Check, ...]
    why_in: Mapping[Intent, str] = field(default_factory=dict)
    found_in: tuple[Example, ...] = ()
    not_found_in: tuple[Example, ...] = ()

    def why_for(self, intent: Intent) -> str:
        """Why it may land so, in that intent."""
        return self.why_in.get(intent, self.why)
