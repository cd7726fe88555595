"""Rule packs: YAML that is read as scenario files are, as data and never as code."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from allydesk.practice.coach.check_fields import intents_of, phrases_in, read_check
from allydesk.practice.coach.finding import FindingKind
from allydesk.practice.coach.phrase import Part, either
from allydesk.practice.coach.rule import Example, Rule
from allydesk.practice.format.fields import Fields, valid_id
from allydesk.practice.format.remarks import Remark, Remarks
from allydesk.practice.format.source import text_of
from allydesk.practice.format.tree import Node, tree_of
from allydesk.practice.intents import Intent

LISTS_FILE: Final = "lists.yaml"
"""It is read first; its lists can be mentioned in every pack."""
VERSION: Final = "1"
MOST_PACKS: Final = 100
_MARK: Final = "allydesk-coach"
_RULE: Final = frozenset(
    {"kind", "name", "why", "why-in", "question", "in", "not-in", "checks", "found-in", "not-found-in"}
)
_MOST_CHECKS: Final = 30
_MOST_EXAMPLES: Final = 30


class PackFault(ValueError):
    """A pack cannot be read. `remarks` say where, why, and what to do."""

    def __init__(self, name: str, remarks: tuple[Remark, ...]) -> None:
        first = remarks[0]
        super().__init__(f"{name}, line {first.line}: {first.message} {first.fix}")
        self.name = name
        self.remarks = remarks


def read_packs(folder: Path) -> tuple[Rule, ...]:
    """The rules of all packs in a folder, by the packs' names.

    Raises OSError when one cannot be read from the disk, and `PackFault` when what is in it is no pack.
    """
    paths = sorted(folder.glob("*.yaml"))
    if not paths or len(paths) > MOST_PACKS:
        raise PackFault(folder.name, (Remark(0, 0, "This folder has no rules, or too many.", "Put packs into it."),))
    lists: Mapping[str, Part] = {}
    if (own := folder / LISTS_FILE) in paths:
        paths.remove(own)
        lists = read_lists(own.read_bytes(), name=own.name)
    rules: dict[str, Rule] = {}
    for path in paths:
        for rule in read_pack(path.read_bytes(), name=path.name, lists=lists):
            if rules.setdefault(rule.id, rule) is not rule:
                twice = Remark(0, 0, f"The rule “{rule.id}” is in another pack as well.", "Keep one of them.")
                raise PackFault(path.name, (twice,))
    return tuple(rules.values())


def read_lists(data: bytes, *, name: str) -> Mapping[str, Part]:
    """The named lists in a file; each may mention those above it. Raises `PackFault`."""
    remarks = Remarks()
    lists: dict[str, Part] = {}
    for key, node in _entries(data, "lists", remarks):
        found = phrases_in(node, f"“{key}”", lists, remarks)
        if found:
            lists[key] = either(found)
    _raise(name, remarks)
    return MappingProxyType(lists)


def read_pack(data: bytes, *, name: str, lists: Mapping[str, Part]) -> tuple[Rule, ...]:
    """The rules in a file. Raises `PackFault`."""
    remarks = Remarks()
    rules = [_rule(key, node, lists, remarks) for key, node in _entries(data, "rules", remarks)]
    _raise(name, remarks)
    return tuple(rule for rule in rules if rule is not None)


def _raise(name: str, remarks: Remarks) -> None:
    if remarks.errors:
        raise PackFault(name, remarks.made())


def _entries(data: bytes, key: str, remarks: Remarks) -> Iterable[tuple[str, Node]]:
    """The entries of the one mapping in a file, whose names are ids."""
    text = text_of(data, remarks)
    root = None if text is None else tree_of(text, remarks)
    if root is None:
        return
    top = Fields(root, "the file", frozenset({_MARK, key}), remarks)
    if top.text(_MARK, most=20) != VERSION and not remarks.errors:
        top.wrong(_MARK, "This pack is written for another version.", f"Write “{_MARK}: {VERSION}”.")
    if key not in top:
        top.missing(key)
    for name, node in top.pairs(key):
        if valid_id(name, f"one of the {key}", remarks):
            yield name.text, node


def _rule(key: str, node: Node, lists: Mapping[str, Part], remarks: Remarks) -> Rule | None:
    fields = Fields(node, f"the rule “{key}”", _RULE, remarks)
    intents = intents_of(fields, frozenset(Intent))
    kind = fields.word("kind", FindingKind)
    checks = [read_check(one, intents, lists, remarks) for one in fields.nodes("checks", 1, _MOST_CHECKS)]
    whys = _whys(fields)
    words = (fields.text("name", most=80), fields.text("why"), fields.text("question"))
    found, not_found = _examples(fields, "found-in", remarks), _examples(fields, "not-found-in", remarks)
    if kind is None:
        return None
    made = tuple(check for check in checks if check is not None)
    return Rule(key, kind, *words, made, whys, found, not_found)


def _whys(fields: Fields) -> Mapping[Intent, str]:
    found: dict[Intent, str] = {}
    for name, node in fields.pairs("why-in"):
        intent = fields.word_in(name, "intent", Intent)
        if intent is not None:
            found[intent] = fields.text_in(node, f"“{name.text}”")
    return MappingProxyType(found)


def _examples(fields: Fields, key: str, remarks: Remarks) -> tuple[Example, ...]:
    found = []
    for node in fields.nodes(key, 1, _MOST_EXAMPLES):
        one = Fields(node, "this example", frozenset({"intent", "text"}), remarks)
        intent, text = one.word("intent", Intent), one.text("text")
        if intent is not None:
            found.append(Example(intent, text))
    return tuple(found)
