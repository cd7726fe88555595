"""Whether something holds: numbers of the state compared, options that were taken looked up. Nothing is ever run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from allydesk.practice.scenario import AnyOf, Chosen, Condition, Effect, State, StateIs, When


@dataclass(frozen=True, slots=True)
class Situation:
    """The numbers of the state, and the options that were taken so far."""

    states: Mapping[str, int]
    chosen: frozenset[str] = frozenset()

    def chose(self, option: str) -> "Situation":
        """With that option taken."""
        return replace(self, chosen=self.chosen | {option})

    def changed(self, effects: Iterable[Effect], bounds: Mapping[str, State]) -> "Situation":
        """With those effects, one after the other, each kept within the bounds."""
        states = dict(self.states)
        for effect in effects:
            state = bounds[effect.state]
            states[effect.state] = max(state.least, min(state.most, states[effect.state] + effect.by))
        return replace(self, states=MappingProxyType(states))


def holds(when: When, situation: Situation) -> bool:
    """Whether all of it holds; nothing always does."""
    return all(_one_holds(each, situation) for each in when)


def _one_holds(condition: Condition, situation: Situation) -> bool:
    match condition:
        case StateIs(state, least, most):
            value = situation.states[state]
            return (least is None or value >= least) and (most is None or value <= most)
        case Chosen(option, wanted):
            return (option in situation.chosen) is wanted
        case AnyOf(conditions):
            return any(_one_holds(each, situation) for each in conditions)
