"""Runs in the tables: read whole, listed, put in the place of what was there, with their versions."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from allydesk.errors import Code, PracticeError
from allydesk.practice.ids import RunId
from allydesk.practice.run import Observed, Run, Wrote
from allydesk.storage import run_rows
from allydesk.storage.practice_schema import observation, run, run_version
from allydesk.storage.practice_values import Observation, RunSummary, RunVersion
from allydesk.storage.prepared import Prepared
from allydesk.storage.records import moment_of, stored_moment
from allydesk.storage.sittings import SITTING_STORED, loses_much

_LISTED = [
    run.c[name]
    for name in (
        "id",
        "begun",
        "utc_offset",
        "modified",
        "finished",
        "removed",
        "title",
        "family",
        "variant",
        "digest",
        "own",
        "ending",
        "entry",
        "people",
    )
]
"""What a list needs: the columns before those that can be long."""
_SEEN = [observation.c[name] for name in ("skill", "level", "behaviour", "move", "observer")]
_FINISHED = Prepared(
    select(run.c.run_id, run.c.id, run.c.title, run.c.family, run.c.variant, run.c.digest, run.c.own, run.c.finished)
    .where(run.c.finished.is_not(None), run.c.removed.is_(None))
    .order_by(run.c.finished, run.c.run_id)
)
_ALL_SEEN = Prepared(select(observation.c.run, *_SEEN).order_by(observation.c.observation_id))
"""As they lie in the table, which is in the order of each run: by their index it takes half as long again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A run as it stands in the tables, and the instant at which the present sitting began."""

    run: Run
    sitting: int

    def says(self, other: Run) -> bool:
        """Whether the other is the same run in the same words, whenever it was changed."""
        return replace(other, modified=self.run.modified, removed=self.run.removed) == self.run


def standing(connection: Connection, run_id: RunId) -> Standing | None:
    """The run as it stands, None for none."""
    row = connection.execute(select(run).where(run.c.id == run_id)).one_or_none()
    return None if row is None else Standing(run_at(connection, row), row.sitting)


def run_in(connection: Connection, run_id: RunId) -> Run:
    """The whole run. Raises `PracticeError(NO_SUCH_RUN)`."""
    found = standing(connection, run_id)
    if found is None:
        raise PracticeError(Code.NO_SUCH_RUN)
    return found.run


def each_run(connection: Connection) -> Iterator[Run]:
    """Every run, the trash included, in the order they came in."""
    seen = _all_seen(connection)
    for row in connection.execute(select(run).order_by(run.c.run_id)):
        yield run_rows.run_of(row, seen.get(row.id, ()))


def summaries_in(connection: Connection, which: ColumnElement[bool], newest: ColumnElement[int]) -> list[RunSummary]:
    """The runs of which that holds, the one with the highest `newest` first."""
    chosen = select(*_LISTED).where(which).order_by(newest.desc(), run.c.run_id.desc())
    return [run_rows.summary_of(row) for row in connection.execute(chosen)]


def versions_in(connection: Connection, run_id: RunId) -> list[RunVersion]:
    """The versions of a run, oldest first. Raises `PracticeError(NO_SUCH_RUN)`."""
    if connection.execute(select(run.c.id).where(run.c.id == run_id)).one_or_none() is None:
        raise PracticeError(Code.NO_SUCH_RUN)
    mine = select(run_version).where(run_version.c.run == run_id).order_by(run_version.c.number)
    return [run_rows.version_of(row) for row in connection.execute(mine)]


def observations_in(connection: Connection) -> list[Observation]:
    """What was seen in the finished runs outside the trash, oldest first.

    Put together here: for SQLite to look up each run's own would take twice as long.
    """
    seen = _all_seen(connection)
    found = []
    for _, run_id, title, family, variant, digest, own, finished in _FINISHED.rows(connection, {}):
        scenario = run_rows.scenario_of(title, family, variant, digest, own)
        when = moment_of(finished)
        found += [Observation(RunId(run_id), scenario, when, observed) for observed in seen.get(run_id, ())]
    return found


def put(connection: Connection, kept: Run, before: Standing | None, *, now: int) -> None:
    """Put a storable run there, new or in the place of what was `before`, which becomes a version where it has to."""
    columns = run_rows.run_columns(kept)
    if before is None:
        connection.execute(insert(run).values(**columns, sitting=now))
        add_observed(connection, kept)
        return
    sitting = before.sitting
    if _written(kept) != _written(before.run):
        if not _has_written(before.run):
            sitting = now  # with the first words a sitting begins, however long the playing took
        elif now - sitting >= SITTING_STORED or loses_much(_text_of(before.run), _text_of(kept)):
            add_version(connection, before.run, saved=stored_moment(before.run.modified))
            sitting = now
    connection.execute(update(run).where(run.c.id == kept.id).values(**columns, sitting=sitting))
    if kept.observed != before.run.observed:
        connection.execute(delete(observation).where(observation.c.run == kept.id))
        add_observed(connection, kept)


def add_observed(connection: Connection, kept: Run) -> None:
    """Keep what was observed in a run of which nothing is kept."""
    if kept.observed:
        connection.execute(insert(observation), run_rows.observed_columns(kept))


def add_version(connection: Connection, before: Run, *, saved: int) -> None:
    """Keep a storable run as the newest version of the one with its id; `saved` is when it had been written so."""
    newest = select(func.max(run_version.c.number)).where(run_version.c.run == before.id)
    number = (connection.execute(newest).scalar_one() or 0) + 1
    columns = run_rows.version_columns(before, number=number, saved=saved)
    connection.execute(insert(run_version).values(columns))


def _all_seen(connection: Connection) -> dict[str, list[Observed]]:
    seen: defaultdict[str, list[Observed]] = defaultdict(list)
    known: dict[tuple[Any, ...], Observed] = {}
    for row in _ALL_SEEN.rows(connection, {}):
        # Runs of one scenario show the same again and again; it need not be made each time.
        observed = known.get(row[1:])
        if observed is None:
            observed = known[row[1:]] = run_rows.observed_of(*row[1:])
        seen[row[0]].append(observed)
    return seen


def run_at(connection: Connection, row: Row[Any]) -> Run:
    """The run of a row with what was observed in it."""
    seen = select(*_SEEN).where(observation.c.run == row.id).order_by(observation.c.place)
    return run_rows.run_of(row, [run_rows.observed_of(*one) for one in connection.execute(seen)])


def _written(of: Run) -> tuple[object, ...]:
    """What the player writes about a run, and may write over."""
    return of.reflection, of.do_over, of.partnered


def _has_written(of: Run) -> bool:
    together = of.partnered is not None and (of.partnered.rounds or of.partnered.together)
    return bool(of.do_over or together or any(_reflected(of)))


def _reflected(of: Run) -> tuple[str, ...]:
    one = of.reflection
    return one.happened, one.meant, one.felt, one.others, *one.answers, one.note


def _text_of(of: Run) -> str:
    words = [*_reflected(of)]
    if of.do_over is not None and isinstance(of.do_over.move, Wrote):
        words.append(of.do_over.move.text)
    if of.partnered is not None:
        words.append(of.partnered.together)
        words += [said for one in of.partnered.rounds for said in (one.said, one.note)]
    return "\n".join(words)
