"""Looking for damage in the practice room: what cannot be read back as the value it was kept as."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from allydesk.practice.run import Observed
from allydesk.storage import practice_room, practice_rows, run_rows
from allydesk.storage.practice_schema import commitment, observation, own_scenario, practice_card, run, run_version
from allydesk.storage.story_check import reads

_BATCH = 500


def unreadable(connection: Connection) -> int:
    """How many runs, observations, versions, commitments, cards and scenarios cannot be read back."""
    bad = 0
    for table, read in READ.items():
        for row in connection.execute(select(table), execution_options={"yield_per": _BATCH}):
            bad += not reads(read, row)
    return bad


def _observed_of(row: Row[Any]) -> Observed:
    return run_rows.observed_of(row.skill, row.level, row.behaviour, row.move, row.observer)


READ: dict[Table, Callable[[Row[Any]], object]] = {
    run: lambda row: run_rows.run_of(row, ()),
    observation: _observed_of,
    run_version: run_rows.version_of,
    commitment: practice_room.kept_commitment_of,
    practice_card: practice_rows.card_of,
    own_scenario: practice_rows.own_scenario_of,
}
"""How each row becomes a value, or raises what `reads` knows."""
