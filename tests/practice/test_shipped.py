"""The scenarios that ship: every path of each is played; words of one's own hold nothing, something and all."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from allydesk.assets import resources
from allydesk.practice.debriefing import debrief_of
from allydesk.practice.format import read_scenario
from allydesk.practice.intents import Intent
from allydesk.practice.playing import ChoiceAsked, Ended, Play, WhyAsked, WordsAsked
from allydesk.practice.run import OWN_WORDS, Chose, Move, Reasoned, Wrote
from allydesk.practice.scenario import Choice, OwnWords, Scenario
from allydesk.practice.skills import LEVELS, Skill

FILES = sorted((resources() / "scenarios").glob("*.yaml"))
MOST_TURNS = 8


def the_scenario(path: Path) -> Scenario:
    return read_scenario(path.read_bytes(), name=path.name)


@dataclass
class Met:
    """What was met on all paths together."""

    paths: int = 0
    scenes: set[str] = field(default_factory=set)
    options: set[str] = field(default_factory=set)
    endings: Counter[str] = field(default_factory=Counter)
    lines: set[str] = field(default_factory=set)
    turns: set[int] = field(default_factory=set)
    parts: set[tuple[str, str]] = field(default_factory=set)


def moves(play: Play) -> Iterator[Move]:
    """All that can be done now. Of what one may find in one's words: nothing, each alone, and all."""
    match play.asks:
        case ChoiceAsked(choice, options):
            assert len(options) >= 2, play.scene.id
            yield from (Chose(each.id) for each in options)
            if choice.own_words:
                yield Chose(OWN_WORDS)
        case WordsAsked(turn):
            places = range(len(turn.look_for))
            some = {(), tuple(places), *((place,) for place in places)}
            yield from (Wrote(turn.good.text, noticed) for noticed in sorted(some))
        case WhyAsked():
            yield Reasoned()


def walk(play: Play, met: Met) -> None:
    met.scenes.add(play.scene.id)
    assert play.turn_number <= MOST_TURNS, "this goes on for too long"
    for name, value in play.states.items():
        assert play.scenario.states[name].least <= value <= play.scenario.states[name].most
    if isinstance(play.asks, Ended):
        met.paths += 1
        met.endings[play.asks.ending.id] += 1
        met.turns.add(play.turn_number)
        met.lines.update(each.text for each in play.told)
        met.parts.update((each.key, each.text) for each in debrief_of(play.scenario, play.situation))
        return
    for move in moves(play):
        if isinstance(move, Chose):
            met.options.add(move.option)
        walk(play.after(move), met)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_path_is_played_to_an_ending(path: Path) -> None:
    scenario = the_scenario(path)
    met = Met()
    walk(Play(scenario), met)
    choices = [each.turn for each in scenario.scenes.values() if isinstance(each.turn, Choice)]
    words = [each.turn for each in scenario.scenes.values() if isinstance(each.turn, OwnWords)]
    assert {option.id for choice in choices for option in choice.options} <= met.options
    assert len(met.endings) >= 3
    assert min(met.turns) >= 2
    assert {key for key, _ in met.parts} == {"situation", "done", "hurt", "unseen", "dealt", "outcome"}
    # The case is told in words that depend on the run.
    assert len(met.parts) > 7
    # Everything that is written is met by somebody.
    written = [line for each in scenario.scenes.values() for line in each.lines]
    written += [line for choice in choices for option in choice.options for line in option.lines]
    written += [line for turn in words for line in turn.lines]
    assert {line.text for line in written} <= met.lines
    on_the_way = {each.id for each in scenario.scenes.values() if isinstance(each.turn, Choice | OwnWords)}
    assert on_the_way <= met.scenes
    passages = [(key, one.text) for key in dict(met.parts) for one in getattr(scenario.debrief, key)]
    assert set(passages) == met.parts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_made_as_a_scenario_has_to_be(path: Path) -> None:
    scenario = the_scenario(path)
    turns = [each.turn for each in scenario.scenes.values()]
    assert any(isinstance(turn, OwnWords) for turn in turns)
    assert any(isinstance(turn, Choice) and turn.why for turn in turns)
    levels = {
        seen.level for turn in turns if isinstance(turn, Choice) for option in turn.options for seen in option.seen
    }
    assert levels == set(LEVELS)
    assert scenario.debrief.plan is not None
    assert scenario.debrief.do_over
    others = [role for key, role in scenario.roles.items() if key != scenario.player]
    assert all(role.card.limits for role in others)
    longest = [
        max(turn.options, key=lambda each: len(each.text)).id
        == max(turn.options, key=lambda each: max((seen.level for seen in each.seen), default=0)).id
        for turn in turns
        if isinstance(turn, Choice)
    ]
    assert not all(longest), "the longest answer is always the one"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_set_as_the_house_sets_its_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    shown = "\n".join(line.partition(" #")[0] for line in text.splitlines())
    assert not re.search(r"\w'\w|--|\.\.\.|!", shown), "typewriter's marks, or an exclamation mark"
    assert not re.search(
        r"(?i)\b(color|behavior|apologize|recognize|organize|center(ed|ing)?|neighbor\w*|favorite)\b", shown
    )


def test_the_library_has_what_a_library_needs() -> None:
    scenarios = [the_scenario(path) for path in FILES]
    families = Counter(each.head.family for each in scenarios)
    assert len(scenarios) >= 16
    assert len([family for family, count in families.items() if count >= 2]) >= 8
    assert all(count >= 2 for count in families.values())
    assert {skill for each in scenarios for skill in each.head.skills} == set(Skill)
    assert len({each.head.title for each in scenarios}) == len(scenarios)
    for family in families:
        variants = [each.head.variant for each in scenarios if each.head.family == family]
        assert sorted(variants) == sorted(set(variants))
    intents = {turn.intent for each in scenarios for turn in own_words_of(each)}
    assert intents >= set(Intent) - {Intent.ASKING, Intent.NAMING, Intent.CORRECTING, Intent.RECEIVING}
    assert min(each.head.minutes for each in scenarios) <= 4


def own_words_of(scenario: Scenario) -> list[OwnWords]:
    return [scene.turn for scene in scenario.scenes.values() if isinstance(scene.turn, OwnWords)]
