"""Prompts: one question or invitation to begin a page with."""

import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

A_DAY = 3
"""How many prompts a day brings."""

LONGEST_PROMPT = 400
"""Characters of a prompt that a person writes for themselves."""

_FAVOURITE_DAYS = 3
"""On one day in so many, the last prompt is a favourite."""


class PromptGroup(StrEnum):
    """What a prompt invites to."""

    NOTICE = "notice"
    LISTEN = "listen"
    PAST_ACTIONS = "past-actions"
    PERSPECTIVES = "perspectives"
    LEARNING = "learning"
    COURAGE = "courage"
    PARTNERSHIP = "partnership"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Prompt:
    """`id` stays the same for as long as Allydesk ships the prompt. `own` ones were written by the person."""

    id: str
    group: PromptGroup
    text: str
    own: bool = False
    favourite: bool = False
    hidden: bool = False


def shipped_prompts(data: str) -> tuple[Prompt, ...]:
    """The prompts of one group from a TOML text, in its order. Raises ValueError for data that are not of this form."""
    table = tomllib.loads(data)
    try:
        group, texts = PromptGroup(table["group"]), dict(table["prompts"])
    except (KeyError, TypeError) as error:
        raise ValueError("the prompts are not of the expected form") from error
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("a prompt is not a text")
    return tuple(Prompt(id=key, group=group, text=text) for key, text in texts.items())


def merge_prompts(
    shipped: Iterable[Prompt], own: Iterable[Prompt], *, favourites: Collection[str], hidden: Collection[str]
) -> tuple[Prompt, ...]:
    """Every prompt as the person has it: their own first, each saying whether it is a favourite and whether hidden."""
    known: dict[str, Prompt] = {}
    for prompt in (*(replace(prompt, own=True) for prompt in own), *shipped):
        known.setdefault(prompt.id, prompt)
    return tuple(replace(each, favourite=each.id in favourites, hidden=each.id in hidden) for each in known.values())


def prompts_for(
    day: date, prompts: Sequence[Prompt], *, favourites: Collection[str] = (), hidden: Collection[str] = ()
) -> list[Prompt]:
    """The three prompts of a day, the same whenever one asks; fewer where there are fewer.

    Each is from another group as long as the groups suffice. Every prompt has its turn before one comes back, except
    that on every third day the last is a favourite. A hidden one never comes; what it would have been is the next in
    turn, and the other two stay.
    """
    unseen = set(hidden) | {prompt.id for prompt in prompts if prompt.hidden}
    starred = set(favourites) | {prompt.id for prompt in prompts if prompt.favourite}
    decks = {group: [prompt for prompt in prompts if prompt.group is group] for group in PromptGroup}
    chosen = _in_turn(day.toordinal() * A_DAY, decks, unseen, A_DAY)
    if day.toordinal() % _FAVOURITE_DAYS == 0 and len(chosen) == A_DAY:
        taken = {prompt.group for prompt in chosen[:-1]}
        loved = [p for p in prompts if p.id in starred and p.id not in unseen and p.group not in taken]
        if loved:
            chosen[-1] = _shuffled(loved, "favourites")[day.toordinal() // _FAVOURITE_DAYS % len(loved)]
    return chosen


def quoted(prompt: str, written: str = "") -> str:
    """A page that answers a prompt: the prompt as a quotation, an empty line, and what is written so far."""
    quotation = "\n".join(f"> {line}".rstrip() for line in prompt.strip().split("\n"))
    return f"{quotation}\n\n{written}"


def _in_turn(start: int, decks: dict[PromptGroup, list[Prompt]], unseen: Collection[str], wanted: int) -> list[Prompt]:
    """Groups take turns, and so do the prompts in each; `start` says how many turns have been before."""
    chosen: list[Prompt] = []
    groups = list(PromptGroup)
    # One round gives each group its turn. Where that is not enough, as with prompts in one group only, go on.
    for turn in range(start, start + len(groups) * wanted):
        if len(chosen) == wanted:
            break
        group = groups[turn % len(groups)]
        taken = {prompt.id for prompt in chosen}
        found = _next(decks[group], turn // len(groups), unseen={*unseen, *taken}, seed=group.value)
        if found is not None:
            chosen.append(found)
    return chosen


def _next(deck: list[Prompt], turn: int, *, unseen: Collection[str], seed: str) -> Prompt | None:
    """The prompt whose turn it is, or the first after it that may be seen."""
    if not deck:
        return None
    order = _order(deck, seed=seed, time_round=turn // len(deck))
    place = turn % len(deck)
    return next((prompt for prompt in order[place:] + order[:place] if prompt.id not in unseen), None)


def _order(deck: list[Prompt], *, seed: str, time_round: int) -> list[Prompt]:
    """Each time round another order, with one half always first: so what ends a round does not begin the next."""
    fixed = _shuffled(deck, seed)
    half = (len(fixed) + 1) // 2
    return [*_shuffled(fixed[:half], f"{seed} {time_round}"), *_shuffled(fixed[half:], f"{seed} {time_round}")]


def _shuffled(prompts: Iterable[Prompt], seed: str) -> list[Prompt]:
    """In an order that only the seed and the ids decide, on every machine the same."""
    return sorted(prompts, key=lambda prompt: sha256(f"{seed} {prompt.id}".encode(errors="replace")).digest())
