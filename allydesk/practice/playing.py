"""Playing a scenario: from what the player did follows everything else, what was told, how things stand, what is asked.

A `Play` is a value. Every move makes the next one from it, and going back is to have made fewer moves.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Final

from allydesk.errors import Code, PracticeError
from allydesk.practice.conditions import Situation, holds
from allydesk.practice.run import OWN_WORDS, Chose, Move, Observed, Reasoned, Told, ToldKind, Wrote
from allydesk.practice.scenario import (
    Choice,
    Ending,
    Line,
    Onward,
    Option,
    OwnWords,
    Scenario,
    Scene,
    Seen,
)
from allydesk.practice.ways import longest_ways

MOST_STEPS: Final = 10_000
"""How many scenes may follow one another without a turn: more is a scenario that never comes to anything."""


@dataclass(frozen=True, slots=True)
class ChoiceAsked:
    """What do you do? `options` are those on offer now, in the order this run shows them."""

    choice: Choice
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """Say it in your own words."""

    turn: OwnWords


@dataclass(frozen=True, slots=True)
class WhyAsked:
    """Why this? `move` is the place of the move it is about."""

    question: str
    move: int


@dataclass(frozen=True, slots=True)
class Ended:
    """It is over."""

    ending: Ending


Asked = ChoiceAsked | WordsAsked | WhyAsked | Ended


@dataclass(frozen=True, slots=True)
class Feedback:
    """What there is to say about one move: the coach's note, and what could be seen in it."""

    move: int
    coach: str
    observed: tuple[Observed, ...]


@dataclass(frozen=True, slots=True)
class _Standing:
    """How things stand between two moves. `following` is the move that still waits for its reason to be asked."""

    situation: Situation
    scene: str
    told: tuple[Told, ...] = ()
    observed: tuple[Observed, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    turns: int = 0
    keep_in_mind: str = ""
    why: WhyAsked | None = None
    following: "Option | OwnWords | None" = None


@dataclass(frozen=True)
class Play:
    """A scenario as far as these moves go. `seed` is what options are shuffled by, the same in every replay.

    Making one raises `PracticeError`: `SCENARIO_ENDLESS` for a scenario that goes on for ever without a turn.
    """

    scenario: Scenario
    seed: int = 0
    moves: tuple[Move, ...] = ()
    _past: tuple[_Standing, ...] = field(default=(), repr=False, compare=False)
    _ways: Mapping[str, int | None] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self._past:
            object.__setattr__(self, "_past", (_begin(self.scenario),))
            object.__setattr__(self, "_ways", longest_ways(self.scenario))

    # How it stands

    @property
    def told(self) -> tuple[Told, ...]:
        """The whole transcript so far."""
        return self._now.told

    @property
    def states(self) -> Mapping[str, int]:
        """The numbers that are carried through."""
        return self._now.situation.states

    @property
    def situation(self) -> Situation:
        """The numbers, and the options that were taken: what conditions are held against."""
        return self._now.situation

    @property
    def observed(self) -> tuple[Observed, ...]:
        """What could be seen so far, in order."""
        return self._now.observed

    @property
    def scene(self) -> Scene:
        """Where the player is."""
        return self.scenario.scenes[self._now.scene]

    @property
    def keep_in_mind(self) -> str:
        """What stands beside this scene, "" for nothing."""
        return self._now.keep_in_mind

    @property
    def turn_number(self) -> int:
        """Which turn this is, from 1; at the end, how many there were. Asking why is part of the turn before."""
        return self._now.turns + (not isinstance(self.asks, Ended | WhyAsked))

    @property
    def turns_expected(self) -> int | None:
        """How many turns this run has if it takes the longest way to an end; None where it can go in a circle."""
        following = self._now.following
        left = self._ways[self._now.scene if following is None else following.next]
        return None if left is None else self._now.turns + left

    @cached_property
    def asks(self) -> Asked:
        """What the player is asked now."""
        if self._now.why is not None:
            return self._now.why
        match self.scene.turn:
            case Choice() as choice:
                return ChoiceAsked(choice, self._shown(choice))
            case OwnWords() as turn:
                return WordsAsked(turn)
            case Ending() as ending:
                return Ended(ending)
        raise AssertionError("a standing is never left between two scenes")

    @property
    def is_over(self) -> bool:
        """Whether it has come to an ending."""
        return isinstance(self.asks, Ended)

    def feedback(self, move: int) -> Feedback | None:
        """What there is to say about the move at that place; None for nothing, and while its reason is asked."""
        if self._now.why is not None and self._now.why.move == move:
            return None
        return next((each for each in self._now.feedback if each.move == move), None)

    def told_by(self, move: int) -> tuple[Told, ...]:
        """The lines that the move at that place brought: what was done, and what followed until the next turn."""
        return tuple(each for each in self.told if each.moves == move + 1)

    # Going on, and back

    def after(self, move: Move) -> "Play":
        """The play with one move more. Raises `PracticeError`: `MOVE_IMPOSSIBLE` for a move that is not open now,
        `SCENARIO_ENDLESS` where no turn follows."""
        standing = self._carried_out(move)
        return Play(self.scenario, self.seed, (*self.moves, move), (*self._past, standing), self._ways)

    def back_to(self, moves: int) -> "Play":
        """The play when only the first so many moves had been made."""
        kept = max(0, min(moves, len(self.moves)))
        return Play(self.scenario, self.seed, self.moves[:kept], self._past[: kept + 1], self._ways)

    @property
    def _now(self) -> _Standing:
        return self._past[-1]

    def _carried_out(self, move: Move) -> _Standing:
        match move, self.asks:
            case Reasoned(text), WhyAsked():
                return self._reasoned(text)
            case Chose(option), ChoiceAsked(choice, options):
                if option == OWN_WORDS and choice.own_words:
                    return _arrive(self.scenario, self._now, choice.own_words, len(self.moves) + 1)
                found = next((each for each in options if each.id == option), None)
                if found is not None:
                    return self._chosen(choice, found)
            case Wrote() as wrote, WordsAsked(turn):
                if all(0 <= place < len(turn.look_for) for place in wrote.noticed):
                    return self._written(turn, wrote)
        raise PracticeError(Code.MOVE_IMPOSSIBLE)

    def _chosen(self, choice: Choice, option: Option) -> _Standing:
        move = len(self.moves)
        kind = ToldKind.SPEECH if option.spoken else ToldKind.DEED
        told = Told(kind, option.text, self.scenario.player, move + 1)
        seen = tuple(_observed(each, move) for each in option.seen)
        situation = self._now.situation.chose(option.id).changed(option.effects, self.scenario.states)
        return self._acted(told, situation, Feedback(move, option.coach, seen), choice.why, option)

    def _written(self, turn: OwnWords, wrote: Wrote) -> _Standing:
        move = len(self.moves)
        told = Told(ToldKind.WORDS, wrote.text, self.scenario.player, move + 1)
        found = [turn.look_for[place] for place in sorted(set(wrote.noticed))]
        seen = tuple(_observed(each.seen, move) for each in found if each.seen is not None)
        effects = (*turn.effects, *(effect for each in found for effect in each.effects))
        situation = self._now.situation.changed(effects, self.scenario.states)
        return self._acted(told, situation, Feedback(move, turn.coach, seen), turn.why, turn)

    def _acted(
        self, told: Told, situation: Situation, feedback: Feedback, why: str, following: Option | OwnWords
    ) -> _Standing:
        now = self._now
        acted = replace(
            now,
            situation=situation,
            told=(*now.told, told),
            observed=(*now.observed, *feedback.observed),
            turns=now.turns + 1,
            feedback=(*now.feedback, feedback),
        )
        if why:
            return replace(acted, why=WhyAsked(why, feedback.move), following=following)
        return _follow(self.scenario, acted, following, len(self.moves) + 1)

    def _reasoned(self, text: str) -> _Standing:
        moves = len(self.moves) + 1
        now = self._now
        told = now.told
        if text.strip():
            told = (*told, Told(ToldKind.REASON, text, self.scenario.player, moves))
        following = now.following
        assert following is not None  # noqa: S101 - whoever asks why keeps what follows
        return _follow(self.scenario, replace(now, told=told, why=None, following=None), following, moves)

    def _shown(self, choice: Choice) -> tuple[Option, ...]:
        offered = [each for each in choice.options if holds(each.when, self._now.situation)]
        return tuple(sorted(offered, key=lambda each: _shuffled(self.seed, each.id)))


@dataclass(frozen=True, slots=True)
class Replayed:
    """A play made again from its moves. `left_over` are those that no longer fit, when the scenario has changed."""

    play: Play
    left_over: tuple[Move, ...] = ()


def replay(scenario: Scenario, moves: Iterable[Move], seed: int = 0) -> Replayed:
    """Play these moves again, as far as they are open. Raises `PracticeError(SCENARIO_ENDLESS)`."""
    play = Play(scenario, seed)
    every = tuple(moves)
    for place, move in enumerate(every):
        try:
            play = play.after(move)
        except PracticeError as problem:
            if problem.code is not Code.MOVE_IMPOSSIBLE:
                raise
            return Replayed(play, every[place:])
    return Replayed(play)


def good_answer(turn: OwnWords) -> Wrote:
    """The good model answer as a move, with everything to look for in it."""
    return Wrote(turn.good.text, tuple(range(len(turn.look_for))))


def _begin(scenario: Scenario) -> _Standing:
    states = {name: state.start for name, state in scenario.states.items()}
    nowhere = _Standing(Situation(MappingProxyType(states)), scenario.start, keep_in_mind=scenario.keep_in_mind)
    return _arrive(scenario, nowhere, scenario.start, 0)


def _follow(scenario: Scenario, standing: _Standing, acted: Option | OwnWords, moves: int) -> _Standing:
    told = _lines(acted.lines, standing.situation, moves)
    return _arrive(scenario, replace(standing, told=(*standing.told, *told)), acted.next, moves)


def _arrive(scenario: Scenario, standing: _Standing, target: str, moves: int) -> _Standing:
    """Tell scene after scene until one has a turn."""
    told = list(standing.told)
    keep_in_mind = standing.keep_in_mind
    for _step in range(MOST_STEPS):
        scene = scenario.scenes[target]
        told.extend(_lines(scene.lines, standing.situation, moves))
        keep_in_mind = scene.keep_in_mind or keep_in_mind
        match scene.turn:
            case Onward(branches):
                target = next(each.next for each in branches if holds(each.when, standing.situation))
            case Ending(text=text):
                told.append(Told(ToldKind.NARRATION, text, "", moves))
                break
            case _:
                break
    else:
        raise PracticeError(Code.SCENARIO_ENDLESS)
    return replace(standing, scene=target, told=tuple(told), keep_in_mind=keep_in_mind)


def _lines(lines: Iterable[Line], situation: Situation, moves: int) -> list[Told]:
    return [
        Told(ToldKind(each.kind.value), each.text, each.role, moves) for each in lines if holds(each.when, situation)
    ]


def _observed(seen: Seen, move: int) -> Observed:
    return Observed(seen.skill, seen.level, seen.behaviour, move)


def _shuffled(seed: int, option: str) -> bytes:
    """A place that looks like chance and is the same on every machine."""
    return hashlib.blake2b(option.encode(), key=seed.to_bytes(8, "big", signed=True), digest_size=8).digest()
