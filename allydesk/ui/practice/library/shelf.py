"""What the library shows, read from the program's own files and from the vault; all on the vault's thread."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from allydesk.errors import Code, PracticeError
from allydesk.practice.checking import check
from allydesk.practice.format.reading import examine
from allydesk.practice.format.remarks import Remark, Severity
from allydesk.practice.ids import OwnScenarioId
from allydesk.practice.library import Listed, in_order, listed_own, read_bytes, read_own
from allydesk.practice.run import OwnScenario, PracticeCard, ScenarioRef
from allydesk.practice.scenario import Scenario
from allydesk.practice.scheduling import Again, to_practise
from allydesk.ui.practice.tools import PracticeTools

if TYPE_CHECKING:
    from allydesk.storage.practice_values import RunSummary

Key = tuple[str, str, OwnScenarioId | None]
"""Family, variant, and which file of one's own: what a run's scenario is found again by."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Everything at one moment. `runs` are newest first; `own` are the files kept in the vault, by what lists them."""

    shipped: tuple[Listed, ...] = ()
    own: tuple[Listed, ...] = ()
    runs: "tuple[RunSummary, ...]" = ()
    cards: tuple[PracticeCard, ...] = ()
    again: tuple[Again, ...] = ()
    by_scenario: "Mapping[Key, Sequence[RunSummary]]" = field(default_factory=dict)

    @property
    def all(self) -> tuple[Listed, ...]:
        """The program's own scenarios, then those from files."""
        return (*self.shipped, *self.own)

    @property
    def first(self) -> Listed | None:
        """One to begin with: of the shortest, the first; None where there is none."""
        return min(self.shipped, key=lambda each: each.head.minutes, default=None)

    def runs_of(self, listed: Listed) -> "Sequence[RunSummary]":
        """The runs of a scenario, newest first, of this or an earlier edition of it."""
        return self.by_scenario.get(key_of(listed), ())

    def open_run_of(self, listed: Listed) -> "RunSummary | None":
        """The newest run of a scenario that was left open, alone; None without one."""
        return next((run for run in self.runs_of(listed) if _is_open(run)), None)

    def listed_of(self, ref: ScenarioRef) -> Listed | None:
        """The scenario a run was of; None where it is gone."""
        key = (ref.family, ref.variant, ref.own)
        return next((each for each in self.all if key_of(each) == key), None)

    @property
    def left_open(self) -> "RunSummary | None":
        """The run that was left open last, alone and of a scenario that is still there; None without one."""
        return next((run for run in self.runs if _is_open(run) and self.listed_of(run.scenario) is not None), None)


@dataclass(frozen=True, slots=True)
class Looked:
    """A file that somebody opened. `scenario` is None where there are faults; `source` is its text, for keeping it."""

    path: Path
    source: str
    scenario: Scenario | None
    faults: tuple[Remark, ...] = ()


def look_up(tools: PracticeTools, now: datetime) -> Shelf:
    """Read all of it. Raises what the vault raises; a file that cannot be read is left out."""
    shelf = tools.vault.practice
    runs, cards = tuple(shelf.runs()), tuple(shelf.cards())
    shipped = tuple(tools.library.heads())
    own = tuple(in_order(_own(shelf.own_scenarios())))
    found: dict[Key, list[RunSummary]] = {}
    for run in runs:
        found.setdefault((run.scenario.family, run.scenario.variant, run.scenario.own), []).append(run)
    again = to_practise(cards, (each.head for each in (*shipped, *own)), runs, now)
    return Shelf(shipped, own, runs, cards, tuple(again), found)


def read(tools: PracticeTools, listed: Listed) -> Scenario:
    """The whole of one in a list. Raises `PracticeError` where it cannot be read any more."""
    if listed.own is not None:
        return read_own(listed.own)
    if listed.path is None:
        raise PracticeError(Code.NO_SUCH_SCENARIO)
    return tools.library.read(listed.path)


def look_into(path: Path) -> Looked:
    """Read a file and say all there is to say about it. Raises `PracticeError` where it cannot be read at all."""
    data = read_bytes(path)
    examined = examine(data, name=path.name)
    faults = [each for each in examined.remarks if each.severity is Severity.ERROR]
    if examined.scenario is not None:
        found = check(examined.scenario, examined.root)
        faults += [each for each in found if each.severity is Severity.ERROR]
    scenario = None if faults else examined.scenario
    return Looked(path, data.decode(errors="replace"), scenario, tuple(faults))


def key_of(listed: Listed) -> Key:
    """What its runs are found by."""
    return (listed.head.family, listed.head.variant, listed.own.id if listed.own is not None else None)


def _own(kept: Iterable[OwnScenario]) -> Iterator[Listed]:
    """Those of one's own that this edition of the program can read."""
    for each in kept:
        with suppress(PracticeError):
            yield listed_own(each)


def _is_open(run: "RunSummary") -> bool:
    return run.finished is None and not run.people
