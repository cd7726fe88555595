"""Reading the checks of a rule: what they look for, and in which intents."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from allydesk.practice.coach.phrase import Part, PhraseFault, read_phrase
from allydesk.practice.coach.rule import Check, Conditional, Existence, Near, Occurrence, Per, Phrases, Sequence
from allydesk.practice.format.fields import Fields
from allydesk.practice.format.remarks import Remarks
from allydesk.practice.format.tree import Node, TextNode
from allydesk.practice.intents import Intent

MOST_PHRASES: Final = 200
MOST_CHARACTERS: Final = 20_000
MOST_WITHIN: Final = 60
"""Words between the two of a sequence."""
_EVERY_KIND: Final = frozenset({"kind", "in", "not-in", "unless", "near", "even-negated"})

LooksFor = Existence | Occurrence | Conditional | Sequence
Lists = Mapping[str, Part]


class CheckKind(StrEnum):
    """What packs call the kinds."""

    EXISTENCE = "existence"
    OCCURRENCE = "occurrence"
    CONDITIONAL = "conditional"
    SEQUENCE = "sequence"


class _Answer(StrEnum):
    YES = "yes"
    NO = "no"


_KEYS: Final[Mapping[CheckKind, frozenset[str]]] = {
    CheckKind.EXISTENCE: frozenset({"any"}),
    CheckKind.OCCURRENCE: frozenset({"any", "more-than", "fewer-than", "per", "least-words"}),
    CheckKind.CONDITIONAL: frozenset({"any", "only-with"}),
    CheckKind.SEQUENCE: frozenset({"first", "then", "within", "across-sentences"}),
}


def read_check(node: Node, intents: frozenset[Intent], lists: Lists, remarks: Remarks) -> Check | None:
    """One check of a rule that applies in those intents; None where it is not one, which is remarked on."""
    kind = Fields(node, "this check", frozenset().union(_EVERY_KIND, *_KEYS.values()), remarks).word("kind", CheckKind)
    if kind is None:
        return None
    fields = Fields(node, f"this check ({kind})", _EVERY_KIND | _KEYS[kind], remarks)
    read: Mapping[CheckKind, Callable[[Fields, Lists], LooksFor]] = {
        CheckKind.EXISTENCE: lambda fields, lists: Existence(_phrases(fields, "any", lists)),
        CheckKind.OCCURRENCE: _occurrence,
        CheckKind.CONDITIONAL: _conditional,
        CheckKind.SEQUENCE: _sequence,
    }
    unless = _phrases(fields, "unless", lists) if "unless" in fields and kind is not CheckKind.CONDITIONAL else ()
    return Check(
        read[kind](fields, lists),
        intents_of(fields, intents),
        unless,
        _near(fields),
        _is_yes(fields, "even-negated"),
    )


def intents_of(fields: Fields, outer: frozenset[Intent]) -> frozenset[Intent]:
    """What `in` and `not-in` leave of the intents."""
    named = {
        key: {
            intent
            for node in fields.nodes_or_none(key, len(Intent))
            if (intent := fields.word_in(node, "intent", Intent)) is not None
        }
        for key in ("in", "not-in")
    }
    left = (outer & named["in"] if "in" in fields else outer) - named["not-in"]
    if not left:
        fields.wrong("in", f"There is no intent left for {fields.what}.", "Name one in “in”, or fewer in “not-in”.")
    return frozenset(left)


def phrases_in(node: Node, what: str, lists: Lists, remarks: Remarks) -> Phrases:
    """The phrases of a text, one a line; empty lines and those that begin with "#" are none."""
    if not isinstance(node, TextNode):
        remarks.error(node.line, node.column, f"{what} has to be a text.", "Write “|” and one phrase a line.")
        return ()
    found: list[Part] = []
    for number, line in enumerate(node.text.split("\n")):
        phrase = line.strip()
        if not phrase or phrase.startswith("#"):
            continue
        try:
            found.append(read_phrase(phrase, lists))
        except PhraseFault as fault:
            # A text after "|" begins on the next line.
            below = 1 if "\n" in node.text else 0
            remarks.error(node.line + number + below, 1, str(fault), fault.fix)
    if not found and not remarks.errors:
        remarks.error(node.line, node.column, f"{what} has no phrase.", "Write “|” and one phrase a line.")
    if len(found) > MOST_PHRASES or len(node.text) > MOST_CHARACTERS:
        remarks.error(node.line, node.column, f"{what} has too many phrases.", f"Write {MOST_PHRASES} at most.")
    return tuple(found)


def _phrases(fields: Fields, key: str, lists: Lists) -> Phrases:
    node = fields.node(key)
    if node is None:
        fields.missing(key)
        return ()
    return phrases_in(node, f"“{key}”", lists, fields.remarks)


def _occurrence(fields: Fields, lists: Lists) -> Occurrence:
    if ("more-than" in fields) == ("fewer-than" in fields):
        fields.wrong("more-than", "An occurrence has either “more-than” or “fewer-than”.", "Write one of them.")
    return Occurrence(
        _phrases(fields, "any", lists),
        fields.number("more-than", 0, 1_000) if "more-than" in fields else None,
        fields.number("fewer-than", 1, 1_000) if "fewer-than" in fields else None,
        (fields.word("per", Per) or Per.TEXT) if "per" in fields else Per.TEXT,
        fields.number("least-words", 0, 1_000) if "least-words" in fields else 0,
    )


def _conditional(fields: Fields, lists: Lists) -> Conditional:
    if ("unless" in fields) == ("only-with" in fields):
        fields.wrong("unless", "A conditional has either “unless” or “only-with”.", "Write one of them.")
    key = "only-with" if "only-with" in fields else "unless"
    others = _phrases(fields, key, lists) if key in fields else ()
    return Conditional(_phrases(fields, "any", lists), others, _near(fields), key == "only-with")


def _sequence(fields: Fields, lists: Lists) -> Sequence:
    return Sequence(
        _phrases(fields, "first", lists),
        _phrases(fields, "then", lists),
        fields.number("within", 0, MOST_WITHIN),
        _is_yes(fields, "across-sentences"),
    )


def _near(fields: Fields) -> Near:
    return (fields.word("near", Near) or Near.SENTENCE) if "near" in fields else Near.SENTENCE


def _is_yes(fields: Fields, key: str) -> bool:
    return key in fields and fields.word(key, _Answer) is _Answer.YES
