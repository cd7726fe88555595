"""The contrasting pairs: reading them, and counting what the coach finds in them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from allydesk.practice.coach.coach import Coach
from allydesk.practice.coach.finding import FindingKind
from allydesk.practice.intents import Intent

FOLDER = Path(__file__).parent / "pairs"
ORDINARY = "ordinary.yaml"
"""How the names of those files end that have no pairs in them."""


class Half(StrEnum):
    """Rules may be made with the first before one's eyes; the second is only counted."""

    TUNING = "tuning"
    HELD_OUT = "held-out"


@dataclass(frozen=True, slots=True)
class Answer:
    intent: Intent
    text: str

    @classmethod
    def of(cls, said: dict[str, Any]) -> "Answer":
        return cls(Intent(said["intent"]), said["text"])


@dataclass(frozen=True, slots=True)
class Pair:
    """`also` are rules that may find something in the bad one as well."""

    rule: str
    badly: Answer
    well: Answer
    also: frozenset[str]


@dataclass(slots=True)
class Count:
    """`false` counts alarms under the rule that raised them; found and missed go by the pair's rule."""

    pairs: int = 0
    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    ordinary: int = 0
    ordinary_false: int = 0

    @property
    def precision(self) -> float:
        return share(self.found.total(), self.false.total())

    @property
    def recall(self) -> float:
        return share(self.found.total(), self.missed.total())


def share(good: int, other: int) -> float:
    """What part of both the good ones are; 0 of nothing."""
    return good / (good + other) if good + other else 0.0


def pairs_of(half: Half) -> list[Pair]:
    """All pairs of a half, in the order of the files."""
    return [
        Pair(
            one["rule"],
            Answer.of(one["lands-badly"]),
            Answer.of(one["lands-well"]),
            frozenset(one["lands-badly"].get("also", ())),
        )
        for path in sorted((FOLDER / half).glob("*.yaml"))
        if not path.name.endswith(ORDINARY)
        for one in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def ordinary_of(half: Half) -> list[Answer]:
    """The ordinary good answers of a half."""
    return [
        Answer.of(one)
        for path in sorted((FOLDER / half).glob(f"*{ORDINARY}"))
        for one in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def concerns(coach: Coach, answer: Answer) -> Iterator[str]:
    """The rules that raise a concern, once for each place."""
    return (one.rule for one in coach.read(answer.text, answer.intent) if one.kind is FindingKind.CONCERN)


def count(coach: Coach, half: Half) -> Count:
    """A half, counted as docs/coach.md says: every place with a concern that is not wanted is a false alarm."""
    counted = Count()
    for pair in pairs_of(half):
        counted.pairs += 1
        badly = list(concerns(coach, pair.badly))
        (counted.found if pair.rule in badly else counted.missed)[pair.rule] += 1
        counted.false.update(rule for rule in badly if rule != pair.rule and rule not in pair.also)
        counted.false.update(concerns(coach, pair.well))
    for answer in ordinary_of(half):
        counted.ordinary += 1
        counted.ordinary_false += any(True for _ in concerns(coach, answer))
    return counted
