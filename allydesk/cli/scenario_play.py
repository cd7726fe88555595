"""Playing a scenario without a window: what was chosen goes in as numbers, and the run comes out as text or JSON."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from allydesk.cli.terminal import Terminal, UsageProblem
from allydesk.errors import Code, PracticeError
from allydesk.practice.format import read_scenario
from allydesk.practice.library import read_bytes
from allydesk.practice.playing import ChoiceAsked, Ended, Play, WhyAsked, WordsAsked, good_answer
from allydesk.practice.run import OWN_WORDS, Chose, Reasoned, Told, ToldKind
from allydesk.practice.scenario import Scenario
from allydesk.practice.skills import LEVEL_WORDS, SKILLS
from allydesk.practice.speech import quoted

MOST_MOVES: Final = 2_000
"""More than any scenario needs that comes to an end."""


def play(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Play a file by these choices, as far as they go."""
    path = Path(arguments.file)
    scenario = read_scenario(read_bytes(path), name=path.name)
    run, unused = _played(Play(scenario), arguments.choices)
    if arguments.json:
        terminal.say_json(_document(run, unused))
        return 0
    for line in _transcript(run):
        terminal.say(line)
    for note in _notes(run, unused):
        terminal.note(note)
    return 0


def _played(run: Play, choices: Sequence[int]) -> tuple[Play, Sequence[int]]:
    """The run by these choices, and those that were not needed."""
    left = list(choices)
    # A scene may lead back to itself through a turn that is answered without being asked.
    for _move in range(MOST_MOVES):
        match run.asks:
            case ChoiceAsked() as asked if left:
                run = run.after(Chose(_chosen(asked, left.pop(0), turn=run.turn_number)))
            case WordsAsked(turn):
                run = run.after(good_answer(turn))
            case WhyAsked():
                run = run.after(Reasoned())
            case _:
                return run, left
    raise PracticeError(Code.SCENARIO_ENDLESS)


def _chosen(asked: ChoiceAsked, number: int, *, turn: int) -> str:
    options = asked.choice.options
    if number == len(options) + 1 and asked.choice.own_words:
        return OWN_WORDS
    if 1 <= number <= len(options) and options[number - 1] in asked.options:
        return options[number - 1].id
    open_now = ", ".join(str(each) for each in _open(asked))
    message = f"Choice {number} is not open at turn {turn}. Open are: {open_now}."
    raise UsageProblem(message)


def _open(asked: ChoiceAsked) -> Iterator[int]:
    """The numbers that can be chosen now, by the order of the file."""
    for number, option in enumerate(asked.choice.options, 1):
        if option in asked.options:
            yield number
    if asked.choice.own_words:
        yield len(asked.choice.options) + 1


def _transcript(run: Play) -> Iterator[str]:
    scenario = run.scenario
    yield scenario.head.title
    yield ""
    for told in run.told:
        yield _line(scenario, told)
    yield ""
    yield from (f"{scenario.states[name].label}: {value}" for name, value in run.states.items())
    for seen in run.observed:
        yield f"{SKILLS[seen.skill].name}, {LEVEL_WORDS[seen.level]} ({seen.level}): {seen.behaviour}"
    if isinstance(run.asks, Ended):
        yield f"Ending: {run.asks.ending.title}"


def _line(scenario: Scenario, told: Told) -> str:
    name = scenario.roles[told.role].name if told.role else ""
    match told.kind:
        case ToldKind.NARRATION:
            return told.text
        case ToldKind.SPEECH | ToldKind.WORDS:
            return f"{name}: {quoted(told.text)}"
        case ToldKind.DEED:
            return f"{name}: {told.text}"
    return f"{name} {told.text}"


def _notes(run: Play, unused: Sequence[int]) -> Iterator[str]:
    if isinstance(run.asks, ChoiceAsked):
        yield f"The choices end here. The next turn asks: {run.asks.choice.ask}"
        for number in _open(run.asks):
            yield f"  {number}  {_option_text(run.asks, number)}"
    if unused:
        yield f"The scenario had ended before these choices were needed: {', '.join(map(str, unused))}."


def _option_text(asked: ChoiceAsked, number: int) -> str:
    options = asked.choice.options
    if number > len(options):
        return "In your own words"
    option = options[number - 1]
    return quoted(option.text) if option.spoken else option.text


def _document(run: Play, unused: Sequence[int]) -> dict[str, Any]:
    head, asks = run.scenario.head, run.asks
    waiting = None
    if isinstance(asks, ChoiceAsked):
        options = [{"number": number, "text": _option_text(asks, number)} for number in _open(asks)]
        waiting = {"ask": asks.choice.ask, "options": options}
    return {
        "scenario": {"title": head.title, "family": head.family, "variant": head.variant},
        "transcript": [{"kind": each.kind.value, "role": each.role, "text": each.text} for each in run.told],
        "state": dict(run.states),
        "skills": [
            {"skill": each.skill.value, "level": each.level, "behaviour": each.behaviour} for each in run.observed
        ],
        "ending": {"id": asks.ending.id, "title": asks.ending.title} if isinstance(asks, Ended) else None,
        "waiting": waiting,
        "unused": list(unused),
    }
