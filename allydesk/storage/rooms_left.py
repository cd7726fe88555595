"""What can be read of the story room and of the practice room where not all of it can, thing by thing."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Row, Table, literal, select

from allydesk.errors import Code, VaultError
from allydesk.practice.run import Run
from allydesk.progress import unreported
from allydesk.storage import practice_room, practice_rows, practice_runs, run_rows, story_room, story_rows
from allydesk.storage.database import Database
from allydesk.storage.practice_room import PracticeRoom, WholeRun
from allydesk.storage.practice_schema import commitment, own_scenario, practice_card, run, run_version
from allydesk.storage.practice_values import RunVersion
from allydesk.storage.record_json import RecordKind
from allydesk.storage.records import moment_of
from allydesk.storage.row_finding import attempt, find_keys
from allydesk.storage.story_records import TABLES, records_in
from allydesk.storage.story_room import KeptRecord, StoryRoom, WholeStory
from allydesk.storage.story_schema import mentor_profile, record_version, story, story_file, story_version, take
from allydesk.story.telling import MentorProfile, StoryVersion, Take

T = TypeVar("T")


def practice_left(database: Database) -> tuple[PracticeRoom, int]:
    """What of it can be read, and how much is known to be left out: 0 for nothing, 1 also where nobody can count it.

    Of a run that cannot all be read the transcript is left out, or what was observed, or both, if that is enough.
    """
    whole = _whole(partial(practice_room.room_in, database))
    if whole is not None:
        return whole, 0
    left = _Left(database)
    versions: defaultdict[str, list[RunVersion]] = defaultdict(list)
    for old in left.rows(run_version, run_rows.version_of):
        versions[old.run.id].append(old)
    room = PracticeRoom(
        runs=tuple(WholeRun(one, tuple(sorted(versions[one.id], key=_number))) for one in left.each(*_RUNS)),
        commitments=tuple(left.rows(commitment, practice_room.kept_commitment_of)),
        cards=tuple(left.rows(practice_card, practice_rows.card_of)),
        scenarios=tuple(left.rows(own_scenario, practice_rows.own_scenario_of)),
    )
    return room, max(1, left.out)


def story_left(database: Database) -> tuple[StoryRoom, int]:
    """What of it can be read, the bytes of files aside, and how much is known to be left out, as `practice_left`."""
    whole = _whole(partial(story_room.room_in, database))
    if whole is not None:
        return whole, 0
    left = _Left(database)
    versions: defaultdict[str, list[StoryVersion]] = defaultdict(list)
    for of, old in left.rows(story_version, lambda row: (row.story, story_rows.version_of(row))):
        versions[of].append(old)
    stories = left.rows(story, story_rows.story_of)
    past = left.rows(record_version, lambda row: (row.kind, row.id, row.number, story_room.past_of(row)))
    room = StoryRoom(
        records=tuple(record for kind in RecordKind for record in _records(left, kind)),
        past=tuple(one for *_, one in sorted(past, key=lambda found: found[:3])),
        stories=tuple(WholeStory(one, tuple(sorted(versions[one.id], key=_number))) for one in stories),
        takes=tuple(left.each(take.c.take_id, _take)),
        profile=next(iter(left.rows(mentor_profile, story_rows.profile_of)), MentorProfile()),
    )
    pointed = story_room.pointed_to(room)
    files = tuple(one for one in left.rows(story_file, story_room.file_of) if one.file.id in pointed)
    return replace(room, files=files), max(1, left.out)


def _whole(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except VaultError as problem:
        if problem.code is Code.DAMAGED_VAULT:
            return None
        raise


class _Left:
    """Reads tables row by row, past what cannot be read. `out` counts what is left out."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.out = 0

    def rows(self, table: Table, read: Callable[[Row[Any]], T]) -> list[T]:
        """What can be made of the rows of a table, in the order of their keys."""
        (key,) = table.primary_key

        def one(number: int, connection: Connection) -> T:
            return read(connection.execute(select(table).where(key == number)).all()[0])

        return self.each(key, one)

    def each(self, key: Column[int], *ways: Callable[[int, Connection], T]) -> list[T]:
        """What each key leads to in the first of these ways that can be gone, each of which leaves out more."""
        found = []
        for number in find_keys(self._database, key, (select(key).order_by(key.desc()),), unreported):
            for left_out, way in enumerate(ways):
                one = attempt(self._database, partial(way, number))
                if one is not None:
                    found.append(one)
                    self.out += left_out > 0
                    break
            else:
                self.out += 1
        return found


def _run(*, transcript: bool, observed: bool) -> Callable[[int, Connection], Run]:
    told = run.c.told if transcript else literal("[]").label(run.c.told.name)
    columns: list[ColumnElement[Any]] = [*(column for column in run.c if column is not run.c.told), told]

    def read(number: int, connection: Connection) -> Run:
        row: Row[Any] = connection.execute(select(*columns).where(run.c.run_id == number)).all()[0]
        return practice_runs.run_at(connection, row) if observed else run_rows.run_of(row, ())

    return read


_RUNS = (
    run.c.run_id,
    _run(transcript=True, observed=True),
    _run(transcript=False, observed=True),
    _run(transcript=True, observed=False),
    _run(transcript=False, observed=False),
)


def _records(left: _Left, kind: RecordKind) -> list[KeptRecord]:
    table = TABLES[kind]
    (key,) = table.primary_key

    def read(number: int, connection: Connection) -> tuple[str, KeptRecord]:
        record_id, modified = connection.execute(select(table.c.id, table.c.modified).where(key == number)).all()[0]
        record = records_in(connection, kind, [record_id])[record_id]
        return record_id, KeptRecord(record, moment_of(modified))

    return [record for _, record in sorted(left.each(key, read), key=lambda found: found[0])]


def _take(number: int, connection: Connection) -> Take:
    return story_rows.take_of(connection.execute(story_rows.TAKES.where(take.c.take_id == number)).all()[0])


def _number(version: RunVersion | StoryVersion) -> int:
    return version.number
