"""The demo vault's practice: runs of the scenarios that came with the program, what was seen in them, commitments."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

import yaml

from allydesk.practice.format.reading import read_scenario
from allydesk.practice.ids import RunId, new_commitment_id, new_run_id
from allydesk.practice.playing import Ended, Play
from allydesk.practice.run import (
    Chose,
    Commitment,
    CommitmentStatus,
    Move,
    Reasoned,
    Reflection,
    Run,
    ScenarioRef,
    Wrote,
)
from allydesk.practice.scenario import Scenario
from allydesk.practice.scheduling import reviews_of
from allydesk.storage.vault import Vault


def fill_practice(vault: Vault, *, resources: Path, zone: tzinfo) -> None:
    """Bring it into an open vault."""
    said = yaml.safe_load((resources / "demo" / "practice.yaml").read_text(encoding="utf-8"))
    runs: dict[str, RunId] = {}
    for one in said["runs"]:
        path = resources / "scenarios" / one["file"]
        run = _run(read_scenario(path.read_bytes(), name=path.name), one, zone)
        runs[one["key"]] = run.id
        if run.finished is None:
            vault.practice.keep_run(run)
        else:
            vault.practice.finish_run(run, reviews_of(run, vault.practice.cards(), run.finished))
    for one in said["commitments"]:
        vault.practice.keep_commitment(_commitment(one, runs, zone))


def _run(scenario: Scenario, said: Mapping[str, Any], zone: tzinfo) -> Run:
    begun = _moment(said["begun"], zone)
    play = Play(scenario, seed=len(said["key"]))
    for move in _moves(said["moves"]):
        play = play.after(move)
    end = begun.astimezone(UTC) + timedelta(minutes=scenario.head.minutes)
    ending = play.asks.ending.title if isinstance(play.asks, Ended) else ""
    return Run(
        id=new_run_id(),
        scenario=ScenarioRef(
            scenario.head.title, scenario.head.family, scenario.head.variant, scenario.digest, own=None
        ),
        begun=begun,
        modified=end,
        finished=end if ending else None,
        seed=play.seed,
        moves=play.moves,
        told=play.told,
        observed=play.observed,
        ending=ending,
        reflection=Reflection(**said.get("reflection", {})),
    )


def _moves(said: Sequence[Mapping[str, Any]]) -> Iterator[Move]:
    for one in said:
        if "choose" in one:
            yield Chose(one["choose"])
        elif "words" in one:
            yield Wrote(one["words"], tuple(one["notice"]))
        else:
            yield Reasoned(one["why"])


def _commitment(said: Mapping[str, Any], runs: Mapping[str, RunId], zone: tzinfo) -> Commitment:
    made = _moment(said["made"], zone).astimezone(UTC)
    closed = _moment(said["closed"], zone).astimezone(UTC) if "closed" in said else None
    return Commitment(
        id=new_commitment_id(),
        cue=said["cue"],
        response=said["response"],
        made=made,
        due=date.fromisoformat(str(said["due"])) if "due" in said else None,
        status=CommitmentStatus(said.get("status", "open")),
        closed=closed,
        rehearsed=tuple(_moment(one, zone).astimezone(UTC) for one in said.get("rehearsed", ())),
        run=runs.get(said.get("run", "")),
        note=said.get("note", ""),
    )


def _moment(said: object, zone: tzinfo) -> datetime:
    moment = said if isinstance(said, datetime) else datetime.fromisoformat(str(said))
    return moment.replace(tzinfo=zone)
