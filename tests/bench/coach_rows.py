"""The coach over 300 words, beside one pass of `re` over them for the plain beginnings of what it looks for."""

import re
from collections.abc import Callable, Iterator
from time import perf_counter

from allydesk.assets import resources
from allydesk.practice.coach.coach import Coach
from allydesk.practice.intents import Intent
from tests.bench.measure import Row, Target, alternate

WORDS = 300
_AT_MOST = 5.0
"""Milliseconds."""
_PLAIN = (
    "sorry", "apologi[sz]e", "but", "if you", "you feel", "mistakes were made", "did(?:n't| not) mean", "only a joke",
    "some of my (?:best )?friends", "calm down", "hard for me", "forgive me", "teach me", "on behalf of",
    "terrible person", "might as well leave", "tell (?:him|her|them)", "you are an?", "we have all", "thank you",
)  # fmt: skip


def coach_rows() -> Iterator[Callable[[], Row]]:
    """The rows, each to be called."""
    yield _read


def text_of(rules: Coach) -> str:
    """Three hundred words out of the rules' own examples, in which there is more to notice than anywhere else."""
    examples = [one.text for rule in rules.rules for one in (*rule.found_in, *rule.not_found_in)]
    return " ".join(" ".join(examples).split()[:WORDS])


def _read() -> Row:
    begun = perf_counter()
    coach = Coach.from_folder(resources() / "coach")
    loaded = (perf_counter() - begun) * 1000
    text = text_of(coach)
    plain = re.compile("|".join(rf"\b(?:{one})\b" for one in _PLAIN), re.IGNORECASE)
    ours, floor = alternate(lambda: coach.read(text, Intent.RECEIVING), lambda: list(plain.finditer(text)), repeats=41)
    note = f"{len(coach.rules)} rules, read from files in {loaded:.0f} ms. The floor looks for {len(_PLAIN)} phrases."
    return Row(f"the coach reads {WORDS} words", 0, "ms", ours, floor, Target(at_most=_AT_MOST), note)
