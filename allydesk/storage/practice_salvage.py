"""Bringing what can still be read of a damaged vault's practice room into a new one, row by row."""

import contextlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Table

from allydesk.practice.run import Run
from allydesk.progress import Progress
from allydesk.storage import run_json, run_rows
from allydesk.storage.database import Database
from allydesk.storage.practice_check import READ
from allydesk.storage.practice_schema import commitment, observation, own_scenario, practice_card, run, run_version
from allydesk.storage.records import stored_moment
from allydesk.storage.row_salvage import FoundRow, present_ids, put_rows, rows_left
from allydesk.storage.story_check import reads

_WITH_PRACTICE = 4
"""The first format with a practice room."""
_UNTOLD = "[]"
"""In the place of a transcript that is lost: it can be told again, as long as there is the scenario."""

_Rows = Sequence[FoundRow]


def salvage_practice(damaged: Database, into: Database, *, now: datetime, progress: Progress) -> bool:
    """Copy all of the practice room that can be read; whether everything could. `progress` hears (0, 0).

    What is there already under the same id, from a salvage that was stopped, stays as it is. A run of which all but the
    transcript can be read comes without it, and one whose own row cannot be read at all as it was before, if it has
    versions. What is no value is as lost as what cannot be read. Raises what writing to `into` can raise. `damaged`
    opens its file anew after each page that cannot be read.
    """
    if damaged.version() < _WITH_PRACTICE:
        return True
    found: dict[Table, _Rows] = {}
    whole = True
    for table in READ:
        found[table], complete = _values_left(damaged, table, progress)
        whole = whole and complete
    if any(found.values()):
        with into.write() as connection:
            whole = _keep_runs(connection, found, now=stored_moment(now)) and whole
            for table in (commitment, practice_card, own_scenario):
                put_rows(connection, table, found[table])
    return whole


def _values_left(damaged: Database, table: Table, progress: Progress) -> tuple[_Rows, bool]:
    rows, whole = rows_left(damaged, table, progress, spared=run.c.told if table is run else None)
    sound = [one for row in rows if (one := _sound(table, row)) is not None]
    return sound, whole and sound == [*rows]


def _sound(table: Table, row: FoundRow) -> FoundRow | None:
    """The row, if a value can be made of it; of a run, without its transcript if that is why not."""
    ways: list[FoundRow] = [row]
    if table is run:
        ways.append({**row, "told": _UNTOLD})
    return next((one for one in ways if reads(READ[table], SimpleNamespace(**one))), None)


def _keep_runs(connection: Connection, found: dict[Table, _Rows], *, now: int) -> bool:
    """Put the runs there with what is theirs; whether all of that found its run."""
    runs: list[FoundRow] = [*found[run]]
    seen, past = found[observation], found[run_version]
    lost = {row["run"] for row in past} - {row["id"] for row in runs}
    revived = _last_states(past, lost)
    runs += [{**run_rows.run_columns(one), "sitting": now, "removed": None} for one, _ in revived.values()]
    # What became the present state is no earlier one.
    present = {number for _, number in revived.values()}
    past = [row for row in past if row["version_id"] not in present]
    told_of = {row["run"] for row in seen}
    seen = [*seen, *_observed(one for one, _ in revived.values() if one.id not in told_of)]
    new = {row["id"] for row in runs} - present_ids(connection, run)
    put_rows(connection, run, [row for row in runs if row["id"] in new])
    known = {row["id"] for row in runs}
    for table, rows in ((observation, seen), (run_version, past)):
        put_rows(connection, table, [row for row in rows if row["run"] in new])
    return all(row["run"] in known for row in (*seen, *past))


def _last_states(past: _Rows, lost: set[str]) -> dict[str, tuple[Run, int]]:
    """Of each lost run the last earlier state that can be read, and the row id of that version."""
    found: dict[str, tuple[Run, int]] = {}
    for row in sorted(past, key=lambda row: int(row["number"])):
        if row["run"] in lost:
            with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, OverflowError):
                found[row["run"]] = run_json.run_of(json.loads(row["record"])), int(row["version_id"])
    return found


def _observed(runs: Iterable[Run]) -> list[dict[str, Any]]:
    return [row for one in runs for row in run_rows.observed_columns(one)]
