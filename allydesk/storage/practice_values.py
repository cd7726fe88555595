"""What the practice room's shelf hands out beside the values it keeps."""

from dataclasses import dataclass
from datetime import datetime

from allydesk.ids import EntryId
from allydesk.practice.ids import RunId
from allydesk.practice.run import Observed, Run, ScenarioRef


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run in a list: see `Run`. `people` are those who had it together, () for a run alone."""

    id: RunId
    scenario: ScenarioRef
    begun: datetime
    modified: datetime
    finished: datetime | None
    ending: str
    people: tuple[str, ...]
    entry: EntryId | None
    removed: datetime | None = None


@dataclass(frozen=True, slots=True)
class RunVersion:
    """How a run once was. `number` counts from 1, oldest first; thinned ones leave gaps. `saved`, in UTC, is when it
    had been written so."""

    number: int
    saved: datetime
    run: Run


@dataclass(frozen=True, slots=True)
class Observation:
    """What was seen of a skill, in which run, of which scenario. `when` is when the run was finished, in UTC."""

    run: RunId
    scenario: ScenarioRef
    when: datetime
    observed: Observed
