"""What can come about in a scenario: with which numbers of the state, and after which options, a scene can be come to.

Every way is followed at once, with sets in the place of values: a number of the state is all that it can be here. What
belongs together is not kept together, so a scene may be thought to be come to that never is, and never the reverse.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from allydesk.practice.scenario import (
    AnyOf,
    Choice,
    Chosen,
    Condition,
    Effect,
    Line,
    Onward,
    OwnWords,
    Scenario,
    Scene,
    StateIs,
    When,
)

_MOST_VISITS = 30
"""Visits of a scene after which everything is thought possible there, so that it ends soon."""


@dataclass(frozen=True, slots=True)
class Possible:
    """All that can be at one place. `values` has a set of bits for each number of the state, the lowest bit for its
    least; `may` has the options that may have been taken, `must` those that have been whatever one did."""

    values: tuple[int, ...]
    may: int = 0
    must: int = 0

    def joined(self, other: "Possible") -> "Possible":
        """What can be where one comes from either."""
        values = tuple(mine | theirs for mine, theirs in zip(self.values, other.values, strict=True))
        return Possible(values, self.may | other.may, self.must & other.must)


class Possibilities:
    """What is possible in one scenario: what conditions leave of it, and what options make of it."""

    def __init__(self, scenario: Scenario) -> None:
        self._states = {name: (place, state) for place, (name, state) in enumerate(scenario.states.items())}
        self._bits = {name: 1 << place for place, name in enumerate(_asked_for(scenario))}
        states = scenario.states.values()
        self.first = Possible(tuple(1 << (state.start - state.least) for state in states))
        self.anything = Possible(
            tuple((1 << (state.most - state.least + 1)) - 1 for state in states), sum(self._bits.values()), 0
        )

    def where(self, possible: Possible | None, when: When) -> Possible | None:
        """What is left where all of that holds; None where it never does."""
        for condition in when:
            possible = possible and self._one(possible, condition, holds=True)
        return possible

    def where_not(self, possible: Possible, when: When) -> Possible | None:
        """What is left where one of them does not hold; None where all always do."""
        return _either(self._one(possible, condition, holds=False) for condition in when)

    def after(self, possible: Possible, effects: Sequence[Effect], option: str = "") -> Possible:
        """What can be after those effects, each within the bounds, and after that option."""
        bit = self._bits.get(option, 0)
        values = list(possible.values)
        for effect in effects:
            place, state = self._states[effect.state]
            values[place] = _moved(values[place], effect.by, state.most - state.least + 1)
        return Possible(tuple(values), possible.may | bit, possible.must | bit)

    def _one(self, possible: Possible, condition: Condition, *, holds: bool) -> Possible | None:
        match condition:
            case StateIs(name, least, most):
                return self._bounded(possible, name, least, most, holds=holds)
            case Chosen(option, wanted):
                return self._taken(possible, self._bits[option], wanted=wanted is holds)
            case AnyOf(conditions) if holds:
                return _either(self._one(possible, each, holds=True) for each in conditions)
            case AnyOf(conditions):
                left: Possible | None = possible
                for each in conditions:
                    left = left and self._one(left, each, holds=False)
                return left

    def _bounded(
        self, possible: Possible, name: str, least: int | None, most: int | None, *, holds: bool
    ) -> Possible | None:
        place, state = self._states[name]
        low = 0 if least is None else max(least - state.least, 0)
        above = state.most - state.least + 1 if most is None else max(most - state.least + 1, 0)
        fitting = ((1 << above) - 1) & ~((1 << low) - 1)
        left = possible.values[place] & (fitting if holds else ~fitting)
        values = (*possible.values[:place], left, *possible.values[place + 1 :])
        return replace(possible, values=values) if left else None

    @staticmethod
    def _taken(possible: Possible, bit: int, *, wanted: bool) -> Possible | None:
        if wanted:
            return replace(possible, must=possible.must | bit) if possible.may & bit else None
        return None if possible.must & bit else replace(possible, may=possible.may & ~bit)


def reached(scenario: Scenario) -> Mapping[str, Possible]:
    """What can be in each scene when one comes to it; scenes that nobody comes to are not there."""
    possibilities = Possibilities(scenario)
    found = {scenario.start: possibilities.first}
    visits: dict[str, int] = {}
    waiting = [scenario.start]
    while waiting:
        here = waiting.pop()
        visits[here] = visits.get(here, 0) + 1
        for target, possible in ways(scenario, here, found[here], possibilities):
            before = found.get(target)
            now = possible if before is None else before.joined(possible)
            if visits.get(target, 0) > _MOST_VISITS:
                now = possibilities.anything
            if now != before:
                found[target] = now
                waiting.append(target)
    return found


def ways(
    scenario: Scenario, scene: str, possible: Possible, possibilities: Possibilities
) -> Iterator[tuple[str, Possible]]:
    """The ways on from a scene that can be taken, and what can be at their ends."""
    match scenario.scenes[scene].turn:
        case Choice(options=options, own_words=own_words):
            for option in options:
                offered = possibilities.where(possible, option.when)
                if offered is not None:
                    yield option.next, possibilities.after(offered, option.effects, option.id)
            if own_words:
                yield own_words, possible
        case OwnWords() as turn:
            left = possibilities.after(possible, turn.effects)
            for look_for in turn.look_for:
                # It is found in the player's words, or it is not.
                left = left.joined(possibilities.after(left, look_for.effects))
            yield turn.next, left
        case Onward() as turn:
            for branch, taken in zip(turn.branches, taken_branches(turn, possible, possibilities), strict=True):
                if taken is not None:
                    yield branch.next, taken


def taken_branches(turn: Onward, possible: Possible, possibilities: Possibilities) -> list[Possible | None]:
    """For each branch what can be where it is taken; None where it never is."""
    rest: Possible | None = possible
    taken = []
    for branch in turn.branches:
        taken.append(possibilities.where(rest, branch.when))
        rest = rest and possibilities.where_not(rest, branch.when)
    return taken


def _either(some: Iterator[Possible | None]) -> Possible | None:
    joined: Possible | None = None
    for one in some:
        if one is not None:
            joined = one if joined is None else joined.joined(one)
    return joined


def _moved(values: int, by: int, width: int) -> int:
    """All values moved up or down, those that would leave the bounds kept at them."""
    if by < 0:
        lost = values & ((1 << -by) - 1)
        return values >> -by | (1 if lost else 0)
    moved = values << by
    inside = (1 << width) - 1
    return moved & inside | (1 << (width - 1) if moved & ~inside else 0)


def _asked_for(scenario: Scenario) -> dict[str, None]:
    """The options that some condition asks for; nothing depends on the others."""
    asked: dict[str, None] = {}
    waiting = list(conditions_of(scenario))
    while waiting:
        match waiting.pop():
            case Chosen(option):
                asked[option] = None
            case AnyOf(conditions):
                waiting += conditions
    return asked


def conditions_of(scenario: Scenario) -> Iterator[Condition]:
    """Every condition in it, wherever it stands; those within others are left there."""
    for scene in scenario.scenes.values():
        for line in lines_of(scene):
            yield from line.when
        match scene.turn:
            case Choice(options=some) | Onward(branches=some):
                for one in some:
                    yield from one.when
    debrief = scenario.debrief
    for part in (debrief.situation, debrief.done, debrief.hurt, debrief.unseen, debrief.dealt, debrief.outcome):
        for passage in part:
            yield from passage.when


def lines_of(scene: Scene) -> Iterator[Line]:
    """The lines of a scene, and those that follow from what one does in it."""
    yield from scene.lines
    match scene.turn:
        case Choice(options=options):
            for option in options:
                yield from option.lines
        case OwnWords(lines=lines):
            yield from lines
