"""How the practice room is kept: runs, commitments, when to practise again, and scenarios of the person's own."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select, update
from sqlalchemy.dialects import sqlite

from allydesk.errors import Code, PracticeError
from allydesk.practice.ids import CommitmentId, OwnScenarioId, RunId
from allydesk.practice.run import Commitment, OwnScenario, PracticeCard, Run
from allydesk.storage import practice_rows, practice_runs, run_rows
from allydesk.storage.database import Database
from allydesk.storage.practice_rows import readable
from allydesk.storage.practice_schema import commitment, own_scenario, practice_card, run
from allydesk.storage.practice_values import Observation, RunSummary, RunVersion
from allydesk.storage.reading import Clock
from allydesk.storage.records import stored_moment

__all__ = ["Observation", "PracticeShelf", "RunSummary", "RunVersion"]


class PracticeShelf:
    """The practice room in an open vault.

    What cannot be read as it was kept is `VaultError(DAMAGED_VAULT)`, whatever is asked for.
    """

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    # Runs

    def runs(self) -> list[RunSummary]:
        """Those outside the trash, the one that was begun last first."""
        return self._runs(run.c.removed.is_(None), run.c.begun)

    def removed_runs(self) -> list[RunSummary]:
        """Those in the trash, the one that was removed last first."""
        return self._runs(run.c.removed.is_not(None), run.c.removed)

    def run(self, run_id: RunId) -> Run:
        """The whole run, in the trash or not. Raises `PracticeError(NO_SUCH_RUN)`."""
        with readable(), self._database.read() as connection:
            return practice_runs.run_in(connection, run_id)

    def keep_run(self, kept: Run) -> None:
        """Keep a run, new or in the place of the one with its id; `removed` is not changed by it.

        How it was before stays as a version when what the player wrote about it changes, which is the reflection, the
        turn that was done over, and what they had of it with others: where something was written, and a sitting has
        passed since it was begun or the last version was kept, or much is taken away. Keeping what is there already
        writes nothing. Raises `PracticeError(TOO_LARGE)`; ValueError, TypeError or KeyError for what can be no run.
        """
        self._keep(kept, ())

    def finish_run(self, kept: Run, cards: Iterable[PracticeCard]) -> None:
        """Keep a finished run and the cards that follow from it: both, or when anything goes wrong, neither.

        Raises as `keep_run` and `keep_cards`, and ValueError for a run that is not finished.
        """
        if kept.finished is None:
            raise ValueError("a run that goes on has no cards")
        self._keep(kept, cards)

    def versions(self, run_id: RunId) -> list[RunVersion]:
        """How the run was before, newest last; its present state is not among them.

        Raises `PracticeError(NO_SUCH_RUN)`.
        """
        with readable(), self._database.read() as connection:
            return practice_runs.versions_in(connection, run_id)

    def remove_run(self, run_id: RunId) -> None:
        """Put it into the trash. Raises `PracticeError(NO_SUCH_RUN)`."""
        self._set_removed(run, run_id, self._now(), Code.NO_SUCH_RUN)

    def restore_run(self, run_id: RunId) -> None:
        """Take it out of the trash. Raises `PracticeError(NO_SUCH_RUN)`."""
        self._set_removed(run, run_id, None, Code.NO_SUCH_RUN)

    def observations(self) -> list[Observation]:
        """What was seen in the finished runs outside the trash, oldest first: what is in their `observed`."""
        with readable(), self._database.read() as connection:
            return practice_runs.observations_in(connection)

    # When to practise again

    def cards(self) -> list[PracticeCard]:
        """All of them, the one that is due first first."""
        chosen = select(practice_card).order_by(practice_card.c.due, practice_card.c.card_id)
        with readable(), self._database.read() as connection:
            return [practice_rows.card_of(row) for row in connection.execute(chosen)]

    def keep_cards(self, cards: Iterable[PracticeCard]) -> None:
        """Keep cards, each in the place of the one for its skill and family.

        Raises `PracticeError(TOO_LARGE)`, and ValueError for numbers that FSRS never gives.
        """
        columns = _card_rows(cards)
        if columns:
            with self._database.write() as connection:
                _put_cards(connection, columns)

    # Commitments

    def commitments(self) -> list[Commitment]:
        """Those outside the trash, oldest first."""
        return self._commitments(commitment.c.removed.is_(None), commitment.c.made.asc())

    def removed_commitments(self) -> list[Commitment]:
        """Those in the trash, the one that was removed last first."""
        return self._commitments(commitment.c.removed.is_not(None), commitment.c.removed.desc())

    def keep_commitment(self, kept: Commitment) -> None:
        """Keep a commitment, new or in the place of the one with its id, in the trash or not.

        Raises `PracticeError(TOO_LARGE)`.
        """
        columns = practice_rows.commitment_columns(practice_rows.storable_commitment(kept))
        with self._database.write() as connection:
            changed = connection.execute(update(commitment).where(commitment.c.id == kept.id).values(columns))
            if not changed.rowcount:
                connection.execute(insert(commitment).values(columns))

    def remove_commitment(self, commitment_id: CommitmentId) -> None:
        """Put it into the trash. Raises `PracticeError(NO_SUCH_COMMITMENT)`."""
        self._set_removed(commitment, commitment_id, self._now(), Code.NO_SUCH_COMMITMENT)

    def restore_commitment(self, commitment_id: CommitmentId) -> None:
        """Take it out of the trash. Raises `PracticeError(NO_SUCH_COMMITMENT)`."""
        self._set_removed(commitment, commitment_id, None, Code.NO_SUCH_COMMITMENT)

    # Scenarios of one's own

    def own_scenarios(self) -> list[OwnScenario]:
        """Those outside the trash, the one that was added last first."""
        return self._scenarios(own_scenario.c.removed.is_(None), own_scenario.c.added)

    def removed_scenarios(self) -> list[OwnScenario]:
        """Those in the trash, the one that was removed last first."""
        return self._scenarios(own_scenario.c.removed.is_not(None), own_scenario.c.removed)

    def add_scenario(self, own: OwnScenario) -> None:
        """Keep a new scenario. Adding one that is there, just so, does nothing.

        Raises `PracticeError`: `SCENARIO_TOO_LARGE`, `TOO_LARGE` (its name); ValueError where another has its id.
        """
        columns = practice_rows.scenario_columns(practice_rows.storable_scenario(own))
        with self._database.read() as connection:
            there = connection.execute(select(own_scenario).where(own_scenario.c.id == own.id)).one_or_none()
        if there is None:
            with self._database.write() as connection:
                connection.execute(insert(own_scenario).values(columns))
        elif (there.name, there.source) != (columns["name"], columns["source"]):
            raise ValueError("another scenario has this id")

    def remove_scenario(self, scenario_id: OwnScenarioId) -> None:
        """Put it into the trash; its runs stay. Raises `PracticeError(NO_SUCH_SCENARIO)`."""
        self._set_removed(own_scenario, scenario_id, self._now(), Code.NO_SUCH_SCENARIO)

    def restore_scenario(self, scenario_id: OwnScenarioId) -> None:
        """Take it out of the trash. Raises `PracticeError(NO_SUCH_SCENARIO)`."""
        self._set_removed(own_scenario, scenario_id, None, Code.NO_SUCH_SCENARIO)

    # Inside

    def _now(self) -> int:
        return stored_moment(self._clock())

    def _keep(self, kept: Run, cards: Iterable[PracticeCard]) -> None:
        columns = _card_rows(cards)
        kept = run_rows.storable_run(kept)
        with readable(), self._database.read() as connection:
            standing = practice_runs.standing(connection, kept.id)
        if standing is not None and standing.says(kept):
            if columns:
                with self._database.write() as connection:
                    _put_cards(connection, columns)
            return
        with self._database.write() as connection:
            practice_runs.put(connection, kept, standing, now=self._now())
            _put_cards(connection, columns)

    def _runs(self, which: ColumnElement[bool], newest: ColumnElement[int]) -> list[RunSummary]:
        with readable(), self._database.read() as connection:
            return practice_runs.summaries_in(connection, which, newest)

    def _commitments(self, which: ColumnElement[bool], order: ColumnElement[int]) -> list[Commitment]:
        chosen = select(commitment).where(which).order_by(order, commitment.c.commitment_id)
        with readable(), self._database.read() as connection:
            return [practice_rows.commitment_of(row) for row in connection.execute(chosen)]

    def _scenarios(self, which: ColumnElement[bool], newest: ColumnElement[int]) -> list[OwnScenario]:
        chosen = select(own_scenario).where(which).order_by(newest.desc(), own_scenario.c.scenario_id.desc())
        with readable(), self._database.read() as connection:
            return [practice_rows.own_scenario_of(row) for row in connection.execute(chosen)]

    def _set_removed(self, table: Table, record_id: str, moment: int | None, missing: Code) -> None:
        with self._database.write() as connection:
            changed = connection.execute(update(table).where(table.c.id == record_id).values(removed=moment))
            if not changed.rowcount:
                raise PracticeError(missing)


def _card_rows(cards: Iterable[PracticeCard]) -> list[dict[str, Any]]:
    return [practice_rows.card_columns(practice_rows.storable_card(card)) for card in cards]


def _put_cards(connection: Connection, columns: list[dict[str, Any]]) -> None:
    if columns:
        new = sqlite.insert(practice_card)
        changed = {name: new.excluded[name] for name in ("stability", "difficulty", "due", "last")}
        connection.execute(new.on_conflict_do_update(index_elements=["skill", "family"], set_=changed), columns)
