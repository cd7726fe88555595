"""Scenarios, measured against reading the same bytes with the bare parser in C, which makes nothing of them; and what
was observed in many runs, against the bare rows."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from yaml._yaml import CParser
from yaml.events import StreamEndEvent

from allydesk.practice.checking import check
from allydesk.practice.format import examine, read_scenario
from allydesk.practice.ids import new_run_id
from allydesk.practice.library import Library
from allydesk.practice.playing import ChoiceAsked, Ended, Play, WhyAsked, WordsAsked
from allydesk.practice.run import Chose, Move, Observed, Reasoned, Run, ScenarioRef, Told, ToldKind, Wrote
from allydesk.practice.skills import Skill
from allydesk.storage.practice_room import PracticeRoom, WholeRun
from tests.bench.measure import Row, Target, alternate
from tests.bench.storage_rows import new_vault
from tests.practice.format.made import EXAMPLE, large, plain

ROOT = Path(__file__).parents[2]
SCENES, FILES, RUNS = 2_000, 500, 1_000
_LOAD_AT_MOST, _LIST_AT_MOST, _CHOICE_AT_MOST, _OBSERVED_AT_MOST = 150.0, 300.0, 5.0, 100.0
"""Milliseconds."""
_SEEN_IN_A_RUN = 8
_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def practice_rows() -> Iterator[Callable[[], Row]]:
    """The rows, each to be called."""
    yield partial(_load, "load a scenario of 2,000 scenes", plain(SCENES), _LOAD_AT_MOST)
    yield partial(_load, "load the largest scenario file", large(SCENES), None)
    yield _check
    yield _list
    yield _answer
    yield _observed


def _events(data: bytes) -> None:
    parser = CParser(data)
    while type(parser.get_event()) is not StreamEndEvent:
        pass


def _load(name: str, data: bytes, at_most: float | None) -> Row:
    ours, floor = alternate(lambda: read_scenario(data, name=""), lambda: _events(data), repeats=9)
    told = f"{len(data) / 1_000:,.0f} kB. The floor takes the parser's events and drops them."
    return Row(name, 0, "ms", ours, floor, Target(at_most=at_most), told)


def _check() -> Row:
    examined = examine(large(SCENES), name="")
    if examined.scenario is None:
        raise AssertionError(examined.remarks)
    whole = examined.scenario
    data = large(SCENES)
    ours, floor = alternate(lambda: check(whole, examined.root), lambda: _events(data), repeats=5)
    return Row("follow every way through 2,000 scenes", 0, "ms", ours, floor)


def _list() -> Row:
    data = EXAMPLE.read_bytes()
    with tempfile.TemporaryDirectory(prefix="scenarios-") as name:
        folder = Path(name)
        for number in range(FILES):
            (folder / f"{number}.yaml").write_bytes(data)
        heads = data.partition(b"\nscenes:")[0]

        def floor() -> None:
            for path in sorted(folder.iterdir()):
                path.read_bytes()
                _events(heads)

        ours, bare = alternate(lambda: Library(folder).heads(), floor, repeats=9)
        if len(Library(folder).heads()) != FILES:
            raise AssertionError
    told = f"{FILES} files of {len(data) / 1_000:.0f} kB, read anew each time; the floor parses all before “scenes”."
    return Row("list a library of 500 scenarios", 0, "ms", ours, bare, Target(at_most=_LIST_AT_MOST), told)


def _answer() -> Row:
    """In the middle of the largest: the next move, and all that is told after it."""
    play = Play(read_scenario(large(SCENES), name=""))
    for _ in range(50):
        play = play.after(_first_move(play))
    move = _first_move(play)
    ours, _ = alternate(lambda: play.after(move), lambda: None, repeats=99)
    told = "After fifty choices, in the largest scenario file."
    return Row("a choice answered", 0, "ms", ours, None, Target(at_most=_CHOICE_AT_MOST), told)


def _observed() -> Row:
    """Everything that was seen in all runs, as the page of skills over time asks for it."""
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="runs-") as name:
        vault = new_vault(Path(name) / "Bench.allydesk")
        runs = tuple(WholeRun(_run(number)) for number in range(RUNS))
        vault.journal.add_all((), practice=PracticeRoom(runs=runs))
        driver = vault._opened().database._raw
        ours, floor = alternate(
            vault.practice.observations,
            lambda: [driver.execute(f"SELECT * FROM {table}").fetchall() for table in ("run", "observation")],
            repeats=9,
        )
        found = len(vault.practice.observations())
        vault.lock()
    if found != RUNS * _SEEN_IN_A_RUN:
        raise AssertionError
    told = f"{_SEEN_IN_A_RUN} observations a run. The floor reads both tables, and makes nothing of them."
    return Row("what was observed in 1,000 runs", 0, "ms", ours, floor, Target(at_most=_OBSERVED_AT_MOST), told)


def _run(number: int) -> Run:
    begun = _LONG_AGO + timedelta(hours=number)
    seen = tuple(
        Observed(skill, (number + move) % 4, f"You did what shows {skill.value}, clearly enough to be seen.", move)
        for move, skill in zip(range(_SEEN_IN_A_RUN), Skill, strict=False)
    )
    told = tuple(Told(ToldKind.SPEECH, f"Line {line}, as somebody would say it at a table.", "a") for line in range(40))
    scenario = ScenarioRef("The joke before the meeting", f"Family {number % 8}", "ab"[number % 2], "0" * 64)
    return Run(new_run_id(), scenario, begun, begun, finished=begun, told=told, observed=seen, ending="It ends")


def _first_move(play: Play) -> Move:
    match play.asks:
        case ChoiceAsked(options=options):
            return Chose(options[0].id)
        case WordsAsked():
            return Wrote("")
        case WhyAsked():
            return Reasoned()
        case Ended():
            raise AssertionError("it ended before the middle")
