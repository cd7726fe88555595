"""Between rows and values: which column holds what of a run, of what was observed in it, and of its versions.

What is on its way in is made storable first: every text as it is kept, and nothing that could not be read again. What
comes out of a row is read as strictly; ValueError, TypeError, KeyError and their like say that it can be no value.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Row

from allydesk.ids import EntryId
from allydesk.practice.ids import OwnScenarioId, RunId
from allydesk.practice.run import Observed, Partnered, Run, ScenarioRef
from allydesk.practice.skills import LEVELS, Skill
from allydesk.storage import run_json
from allydesk.storage.practice_rows import as_json, long_text, optional_moment_of, optional_stored
from allydesk.storage.practice_values import RunSummary, RunVersion
from allydesk.storage.record_json import texts
from allydesk.storage.records import moment_of, stored_moment

_SKILLS = {skill.value: skill for skill in Skill}


def storable_run(run: Run) -> Run:
    """The run with its texts in the form that is kept. Raises `PracticeError(TOO_LARGE)`; ValueError, TypeError or
    KeyError for one that can be none: a moment without a zone, a level nobody can show."""
    return run_json.run_of(_with_clean_texts(run_json.run_item(run)))


def run_columns(run: Run) -> dict[str, Any]:
    """The columns of `run` that a storable one has by itself."""
    offset = run.begun.utcoffset() or timedelta()
    partnered = None if run.partnered is None else run_json.partnered_item(run.partnered)
    people = [] if partnered is None else partnered.pop("people")
    return {
        "id": run.id,
        "begun": stored_moment(run.begun),
        "utc_offset": offset // timedelta(seconds=1),
        "modified": stored_moment(run.modified),
        "finished": optional_stored(run.finished),
        "title": run.scenario.title,
        "family": run.scenario.family,
        "variant": run.scenario.variant,
        "digest": run.scenario.digest,
        "own": run.scenario.own,
        "ending": run.ending,
        "entry": run.entry,
        "people": as_json(people),
        "seed": run.seed,
        "reflection": as_json(run_json.reflection_item(run.reflection)),
        "do_over": None if run.do_over is None else as_json(run_json.do_over_item(run.do_over)),
        "moves": as_json([*map(run_json.move_item, run.moves)]),
        "tried": as_json([*map(run_json.tried_item, run.tried)]),
        "partnered": None if partnered is None else as_json(partnered),
        "told": as_json([*map(run_json.told_item, run.told)]),
    }


def run_of(row: Row[Any], observed: Iterable[Observed]) -> Run:
    """A run from its row and what was observed in it."""
    return Run(
        id=RunId(row.id),
        scenario=scenario_of(row.title, row.family, row.variant, row.digest, row.own),
        begun=_begun(row),
        modified=moment_of(row.modified),
        finished=optional_moment_of(row.finished),
        seed=row.seed,
        moves=run_json.each(json.loads(row.moves), run_json.move_of),
        tried=run_json.each(json.loads(row.tried), run_json.tried_of),
        told=run_json.each(json.loads(row.told), run_json.told_of),
        observed=tuple(observed),
        ending=row.ending,
        reflection=run_json.reflection_of(json.loads(row.reflection)),
        do_over=None if row.do_over is None else run_json.do_over_of(json.loads(row.do_over)),
        entry=None if row.entry is None else EntryId(row.entry),
        partnered=_partnered(row),
        removed=optional_moment_of(row.removed),
    )


def summary_of(row: Row[Any]) -> RunSummary:
    """A run in a list, from the columns that can be short."""
    return RunSummary(
        id=RunId(row.id),
        scenario=scenario_of(row.title, row.family, row.variant, row.digest, row.own),
        begun=_begun(row),
        modified=moment_of(row.modified),
        finished=optional_moment_of(row.finished),
        ending=row.ending,
        people=tuple(texts(json.loads(row.people))),
        entry=None if row.entry is None else EntryId(row.entry),
        removed=optional_moment_of(row.removed),
    )


def scenario_of(title: str, family: str, variant: str, digest: str, own: str | None) -> ScenarioRef:
    """Which scenario a run was of, from its columns."""
    return ScenarioRef(title, family, variant, digest, None if own is None else OwnScenarioId(own))


def observed_columns(run: Run) -> list[dict[str, Any]]:
    """The rows of `observation` for a storable run."""
    return [
        {
            "run": run.id,
            "place": place,
            "skill": one.skill.value,
            "level": one.level,
            "behaviour": one.behaviour,
            "move": one.move,
            "observer": one.by,
        }
        for place, one in enumerate(run.observed)
    ]


def observed_of(skill: str, level: int, behaviour: str, move: int, observer: str) -> Observed:
    """What was observed, from its columns."""
    if level not in LEVELS or move < -1:
        raise ValueError("nothing anybody could have seen")
    return Observed(_SKILLS[skill], level, behaviour, move, observer)


def version_columns(run: Run, *, number: int, saved: int) -> dict[str, Any]:
    """All columns of a version of a storable run."""
    return {"run": run.id, "number": number, "saved": saved, "record": as_json(run_json.run_item(run))}


def version_of(row: Row[Any]) -> RunVersion:
    """A version from its row."""
    found = run_json.run_of(json.loads(row.record))
    if found.id != row.run:
        raise ValueError("a version of another run")
    return RunVersion(row.number, moment_of(row.saved), found)


def _partnered(row: Row[Any]) -> Partnered | None:
    people = json.loads(row.people)
    if row.partnered is not None:
        return run_json.partnered_of({**json.loads(row.partnered), "people": people})
    if people != []:
        raise ValueError("people without what they did")
    return None


def _begun(row: Row[Any]) -> datetime:
    return moment_of(row.begun).astimezone(timezone(timedelta(seconds=row.utc_offset)))


def _with_clean_texts(item: dict[str, Any]) -> dict[str, Any]:
    """The same, with every text in it as it is kept."""
    return {key: _cleaned(value) for key, value in item.items()}


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return long_text(value)
    if isinstance(value, list):
        return list(map(_cleaned, value))
    return _with_clean_texts(value) if isinstance(value, dict) else value
