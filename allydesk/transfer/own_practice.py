"""In our own JSON, since its version 4: the practice room, in members of the document behind the story's.

"runs": [{what `run_json` has of a run, "versions": [{"saved", "run": {the same}}, ...]}, ...],
"commitments": [{"id", "cue", "response", "made", "due", "status", "closed", "rehearsed": [moment, ...], "run", "note",
                 "removed"}, ...],
"practiceCards": [{"skill", "family", "stability", "difficulty", "due", "last"}, ...],
"ownScenarios": [{"id", "name", "source", "added", "removed"}, ...]

Versions are oldest first. The `due` of a commitment is a day, that of a card a moment; `closed` and `removed` are null
where there is none, and so are `due` and `run` of a commitment. Runs lead to entries and to scenarios by their ids,
commitments to runs.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from allydesk.practice.ids import CommitmentId, OwnScenarioId, RunId
from allydesk.practice.run import Commitment, CommitmentStatus, OwnScenario, PracticeCard, Run
from allydesk.practice.skills import Skill
from allydesk.storage import practice_rows, run_json, run_rows
from allydesk.storage.practice_room import KeptCommitment, PracticeRoom, WholeRun
from allydesk.storage.practice_values import RunVersion
from allydesk.storage.record_json import text, texts
from allydesk.storage.run_json import (
    each,
    moment_item,
    moment_of,
    optional_moment_item,
    optional_moment_of,
    run_item,
)
from allydesk.transfer.source import own_id


def lines(room: PracticeRoom) -> Iterator[str]:
    """The members, each item on a line; every member begins with the comma before it."""
    members: dict[str, Iterable[object]] = {
        "runs": map(_run_item, room.runs),
        "commitments": map(_commitment_item, room.commitments),
        "practiceCards": map(_card_item, room.cards),
        "ownScenarios": map(_scenario_item, room.scenarios),
    }
    for name, items in members.items():
        yield f',\n"{name}": ['
        between = "\n"
        for item in items:
            yield between + json.dumps(item, ensure_ascii=False)
            between = ",\n"
        yield "]"


class GatheredPractice:
    """Takes the members as they are read."""

    def __init__(self) -> None:
        self._runs: tuple[WholeRun, ...] = ()
        self._commitments: tuple[KeptCommitment, ...] = ()
        self._cards: tuple[PracticeCard, ...] = ()
        self._scenarios: tuple[OwnScenario, ...] = ()

    def take(self, name: str, value: object) -> None:
        """Take a member of the document; one that is none of these is passed over.

        Raises ValueError, TypeError, KeyError or OverflowError for one that is not as we write it, and `PracticeError`:
        `TOO_LARGE`, `SCENARIO_TOO_LARGE`.
        """
        if name == "runs":
            self._runs = each(value, _whole_run)
        elif name == "commitments":
            self._commitments = each(value, _commitment)
        elif name == "practiceCards":
            self._cards = each(value, _card)
        elif name == "ownScenarios":
            self._scenarios = each(value, _scenario)

    def room(self) -> PracticeRoom:
        """All that was taken."""
        return PracticeRoom(self._runs, self._commitments, self._cards, self._scenarios)


def _run_item(whole: WholeRun) -> dict[str, Any]:
    versions = [{"saved": moment_item(old.saved), "run": run_item(old.run)} for old in whole.versions]
    return {**run_item(whole.run), "versions": versions}


def _commitment_item(kept: KeptCommitment) -> dict[str, Any]:
    one = kept.commitment
    return {
        "id": one.id,
        "cue": one.cue,
        "response": one.response,
        "made": moment_item(one.made),
        "due": None if one.due is None else one.due.isoformat(),
        "status": one.status.value,
        "closed": optional_moment_item(one.closed),
        "rehearsed": list(map(moment_item, one.rehearsed)),
        "run": one.run,
        "note": one.note,
        "removed": optional_moment_item(kept.removed),
    }


def _card_item(card: PracticeCard) -> dict[str, Any]:
    return {
        "skill": card.skill.value,
        "family": card.family,
        "stability": card.stability,
        "difficulty": card.difficulty,
        "due": moment_item(card.due),
        "last": moment_item(card.last),
    }


def _scenario_item(own: OwnScenario) -> dict[str, Any]:
    return {
        "id": own.id,
        "name": own.name,
        "source": own.source,
        "added": moment_item(own.added),
        "removed": optional_moment_item(own.removed),
    }


def _whole_run(item: dict[str, Any]) -> WholeRun:
    run = _run(item)
    versions = each(item["versions"], lambda old: (moment_of(old["saved"]), _run(old["run"])))
    if any(old.id != run.id for _, old in versions):
        raise ValueError("a version of another run")
    return WholeRun(run, tuple(RunVersion(number, *old) for number, old in enumerate(versions, 1)))


def _run(item: dict[str, Any]) -> Run:
    """The run in the form that is kept, if everything in it is known by an id as we write them."""
    run = run_rows.storable_run(run_json.run_of(item))
    for one in (run.id, run.entry, run.scenario.own):
        if one is not None:
            _id(one)
    return run


def _commitment(item: dict[str, Any]) -> KeptCommitment:
    due, run = item["due"], item["run"]
    commitment = Commitment(
        id=CommitmentId(_id(item["id"])),
        cue=text(item["cue"]),
        response=text(item["response"]),
        made=moment_of(item["made"]),
        due=None if due is None else date.fromisoformat(text(due)),
        status=CommitmentStatus(item["status"]),
        closed=optional_moment_of(item["closed"]),
        rehearsed=tuple(map(moment_of, texts(item["rehearsed"]))),
        run=None if run is None else RunId(_id(run)),
        note=text(item["note"]),
    )
    return KeptCommitment(practice_rows.storable_commitment(commitment), optional_moment_of(item["removed"]))


def _card(item: dict[str, Any]) -> PracticeCard:
    return practice_rows.storable_card(
        PracticeCard(
            skill=Skill(item["skill"]),
            family=text(item["family"]),
            stability=_real(item["stability"]),
            difficulty=_real(item["difficulty"]),
            due=moment_of(item["due"]),
            last=moment_of(item["last"]),
        )
    )


def _scenario(item: dict[str, Any]) -> OwnScenario:
    return practice_rows.storable_scenario(
        OwnScenario(
            id=OwnScenarioId(_id(item["id"])),
            name=text(item["name"]),
            source=text(item["source"]),
            added=moment_of(item["added"]),
            removed=optional_moment_of(item["removed"]),
        )
    )


def _real(value: object) -> float:
    if type(value) not in (int, float):
        raise TypeError("not a number")
    return float(value)  # type: ignore[arg-type]  # it is one of these


def _id(value: object) -> str:
    found = own_id(text(value))
    if found is None:
        raise ValueError("no id")
    return found
