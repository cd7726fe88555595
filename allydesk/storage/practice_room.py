"""Everything kept in the practice room, read at once and added to; and how what comes in from elsewhere joins it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, insert, select

from allydesk.practice.run import Commitment, OwnScenario, PracticeCard, Run
from allydesk.storage import practice_rows, practice_runs, run_rows
from allydesk.storage.database import Database
from allydesk.storage.practice_rows import readable
from allydesk.storage.practice_schema import commitment, own_scenario, practice_card, run, run_version
from allydesk.storage.practice_values import RunVersion
from allydesk.storage.records import stored_moment


@dataclass(frozen=True, slots=True)
class WholeRun:
    """A run with its versions, oldest first."""

    run: Run
    versions: tuple[RunVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptCommitment:
    """A commitment, and since when, in UTC, it is in the trash; None outside it."""

    commitment: Commitment
    removed: datetime | None = None


@dataclass(frozen=True, slots=True)
class PracticeRoom:
    """All of it, what is in the trash included."""

    runs: tuple[WholeRun, ...] = ()
    commitments: tuple[KeptCommitment, ...] = ()
    cards: tuple[PracticeCard, ...] = ()
    scenarios: tuple[OwnScenario, ...] = ()

    @property
    def things(self) -> int:
        """How many runs, commitments and scenarios there are. Cards follow from runs, and are not counted."""
        return len(self.runs) + len(self.commitments) + len(self.scenarios)


NO_PRACTICE = PracticeRoom()


@dataclass(frozen=True, slots=True)
class KeptInPractice:
    """How many of what came in gave way to what was there under the same id and said something else."""

    runs: int = 0
    commitments: int = 0
    scenarios: int = 0


def room_in(database: Database) -> PracticeRoom:
    """All of it, each kind in the order it came in. Raises `VaultError(DAMAGED_VAULT)` for what cannot be read."""
    with readable(), database.read() as connection:
        return _room(connection)


def kept_commitment_of(row: Row[Any]) -> KeptCommitment:
    """A commitment from its row, in the trash or not."""
    return KeptCommitment(practice_rows.commitment_of(row), practice_rows.optional_moment_of(row.removed))


def _room(connection: Connection) -> PracticeRoom:
    versions: defaultdict[str, list[RunVersion]] = defaultdict(list)
    for row in connection.execute(select(run_version).order_by(run_version.c.run, run_version.c.number)):
        versions[row.run].append(run_rows.version_of(row))
    return PracticeRoom(
        runs=tuple(WholeRun(one, tuple(versions[one.id])) for one in practice_runs.each_run(connection)),
        commitments=tuple(map(kept_commitment_of, connection.execute(_in_order(commitment)))),
        cards=tuple(map(practice_rows.card_of, connection.execute(_in_order(practice_card)))),
        scenarios=tuple(map(practice_rows.own_scenario_of, connection.execute(_in_order(own_scenario)))),
    )


def missing(present: PracticeRoom, coming: PracticeRoom) -> tuple[PracticeRoom, KeptInPractice]:
    """What of `coming` is to be added to what is `present`, and what gives way to it.

    Nothing that is there is changed, be it in the trash; a run that is there keeps its own versions, and a card that is
    there stays, since what was practised here is what it goes by. Of what comes in twice the first is taken.
    """
    runs = {one.run.id: one for one in reversed(coming.runs)}
    commitments = {one.commitment.id: one for one in reversed(coming.commitments)}
    scenarios = {one.id: one for one in reversed(coming.scenarios)}
    cards = {(one.skill, one.family): one for one in reversed(coming.cards)}
    my_runs = {one.run.id: one.run for one in present.runs}
    my_commitments = {one.commitment.id: one.commitment for one in present.commitments}
    my_scenarios = {one.id: one for one in present.scenarios}
    my_cards = {(one.skill, one.family) for one in present.cards}
    new = PracticeRoom(
        runs=tuple(one for key, one in reversed(runs.items()) if key not in my_runs),
        commitments=tuple(one for key, one in reversed(commitments.items()) if key not in my_commitments),
        cards=tuple(one for key, one in reversed(cards.items()) if key not in my_cards),
        scenarios=tuple(one for key, one in reversed(scenarios.items()) if key not in my_scenarios),
    )
    return new, KeptInPractice(
        runs=sum(key in my_runs and not _same_run(one.run, my_runs[key]) for key, one in runs.items()),
        commitments=sum(
            key in my_commitments and one.commitment != my_commitments[key] for key, one in commitments.items()
        ),
        scenarios=sum(
            key in my_scenarios and (one.name, one.source) != (my_scenarios[key].name, my_scenarios[key].source)
            for key, one in scenarios.items()
        ),
    )


def add(connection: Connection, new: PracticeRoom, *, now: int, heard: Callable[[], object]) -> None:
    """Keep more of it, none of which is there yet: see `missing`. `heard` is called before each run and each scenario.

    Raises `PracticeError`: `TOO_LARGE`, `SCENARIO_TOO_LARGE`.
    """
    for whole in new.runs:
        heard()
        _add_run(connection, whole, now=now)
    for one in new.scenarios:
        heard()
        columns = practice_rows.scenario_columns(practice_rows.storable_scenario(one))
        connection.execute(insert(own_scenario).values(**columns, removed=practice_rows.optional_stored(one.removed)))
    for kept in new.commitments:
        columns = practice_rows.commitment_columns(practice_rows.storable_commitment(kept.commitment))
        connection.execute(insert(commitment).values(**columns, removed=practice_rows.optional_stored(kept.removed)))
    for card in new.cards:
        connection.execute(insert(practice_card).values(practice_rows.card_columns(practice_rows.storable_card(card))))


def _add_run(connection: Connection, whole: WholeRun, *, now: int) -> None:
    kept = run_rows.storable_run(whole.run)
    removed = practice_rows.optional_stored(kept.removed)
    connection.execute(insert(run).values(**run_rows.run_columns(kept), sitting=now, removed=removed))
    practice_runs.add_observed(connection, kept)
    versions = [
        run_rows.version_columns(run_rows.storable_run(old.run), number=number, saved=stored_moment(old.saved))
        for number, old in enumerate(whole.versions, 1)
    ]
    if versions:
        connection.execute(insert(run_version), versions)


def _in_order(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key)


def _same_run(one: Run, other: Run) -> bool:
    """Whether they say the same, whenever they were changed, in the trash or not."""
    return replace(one, modified=other.modified, removed=other.removed) == other
