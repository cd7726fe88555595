"""Runs as JSON: their parts as the vault keeps them, whole as earlier states are kept and as an export has them.

    run        {"id", "scenario", "begun", "modified", "finished", "seed", "moves": [move, ...], "tried": [...],
                "told": [...], "observed": [...], "ending", "reflection", "doOver", "entry", "partnered", "removed"}
    scenario   {"title", "family", "variant", "digest", "own"}
    move       {"chose": option} or {"wrote": text, "noticed": [place, ...]} or {"reasoned": text}
    tried      {"at", "move", "when"}
    told       {"kind", "text", "role", "moves"}
    observed   {"skill", "level", "behaviour", "move", "by"}
    reflection {"happened", "meant", "felt", "others", "answers": [text, ...], "note"}
    doOver     {"at", "move", "observed": [...]} or null
    partnered  {"people": [name, ...], "rounds": [...], "together"} or null
    round      {"player", "parts": [[role, person], ...], "observer", "said", "observed": [...], "note",
                "declined": [role, ...]}

Moments are ISO 8601 with their offset; all are in UTC but `begun`. What reads them raises ValueError, TypeError,
KeyError or OverflowError for what is not so: a level nobody can show, a person who is not among the people, a move
that is none.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from allydesk.ids import EntryId
from allydesk.practice.ids import OwnScenarioId, RunId
from allydesk.practice.run import (
    Chose,
    DoOver,
    Move,
    Observed,
    Partnered,
    Reasoned,
    Reflection,
    Round,
    Run,
    ScenarioRef,
    Told,
    ToldKind,
    Tried,
    Wrote,
)
from allydesk.practice.skills import LEVELS, Skill
from allydesk.storage.record_json import number, text, texts

T = TypeVar("T")
Item = dict[str, Any]

_SECOND = timedelta(seconds=1)


def run_item(run: Run) -> Item:
    """The whole run for JSON."""
    return {
        "id": run.id,
        "scenario": scenario_item(run.scenario),
        "begun": run.begun.isoformat(),
        "modified": moment_item(run.modified),
        "finished": optional_moment_item(run.finished),
        "seed": run.seed,
        "moves": list(map(move_item, run.moves)),
        "tried": list(map(tried_item, run.tried)),
        "told": list(map(told_item, run.told)),
        "observed": list(map(observed_item, run.observed)),
        "ending": run.ending,
        "reflection": reflection_item(run.reflection),
        "doOver": None if run.do_over is None else do_over_item(run.do_over),
        "entry": run.entry,
        "partnered": None if run.partnered is None else partnered_item(run.partnered),
        "removed": optional_moment_item(run.removed),
    }


def run_of(item: Item) -> Run:
    """The whole run."""
    return Run(
        id=RunId(text(item["id"])),
        scenario=scenario_of(item["scenario"]),
        begun=_begun(item["begun"]),
        modified=moment_of(item["modified"]),
        finished=optional_moment_of(item["finished"]),
        seed=number(item["seed"]),
        moves=each(item["moves"], move_of),
        tried=each(item["tried"], tried_of),
        told=each(item["told"], told_of),
        observed=each(item["observed"], observed_of),
        ending=text(item["ending"]),
        reflection=reflection_of(item["reflection"]),
        do_over=None if item["doOver"] is None else do_over_of(item["doOver"]),
        entry=None if item["entry"] is None else EntryId(text(item["entry"])),
        partnered=None if item["partnered"] is None else partnered_of(item["partnered"]),
        removed=optional_moment_of(item["removed"]),
    )


def scenario_item(scenario: ScenarioRef) -> Item:
    """Which scenario it was of, for JSON."""
    return {
        "title": scenario.title,
        "family": scenario.family,
        "variant": scenario.variant,
        "digest": scenario.digest,
        "own": scenario.own,
    }


def scenario_of(item: Item) -> ScenarioRef:
    """Which scenario it was of."""
    return ScenarioRef(
        title=text(item["title"]),
        family=text(item["family"]),
        variant=text(item["variant"]),
        digest=text(item["digest"]),
        own=None if item["own"] is None else OwnScenarioId(text(item["own"])),
    )


def move_item(move: Move) -> Item:
    """A move for JSON."""
    match move:
        case Chose():
            return {"chose": move.option}
        case Wrote():
            return {"wrote": move.text, "noticed": list(move.noticed)}
        case Reasoned():
            return {"reasoned": move.text}


def move_of(item: Item) -> Move:
    """A move."""
    match item:
        case {"chose": option, **others} if not others:
            return Chose(text(option))
        case {"wrote": words, "noticed": list(noticed), **others} if not others:
            return Wrote(text(words), tuple(map(count, noticed)))
        case {"reasoned": words, **others} if not others:
            return Reasoned(text(words))
    raise ValueError("no move")


def tried_item(tried: Tried) -> Item:
    """A move that was taken back, for JSON."""
    return {"at": tried.at, "move": move_item(tried.move), "when": moment_item(tried.when)}


def tried_of(item: Item) -> Tried:
    """A move that was taken back."""
    return Tried(count(item["at"]), move_of(item["move"]), moment_of(item["when"]))


def told_item(told: Told) -> Item:
    """A line of the transcript for JSON."""
    return {"kind": told.kind.value, "text": told.text, "role": told.role, "moves": told.moves}


def told_of(item: Item) -> Told:
    """A line of the transcript."""
    return Told(ToldKind(item["kind"]), text(item["text"]), text(item["role"]), count(item["moves"]))


def observed_item(observed: Observed) -> Item:
    """What was seen, for JSON."""
    return {
        "skill": observed.skill.value,
        "level": observed.level,
        "behaviour": observed.behaviour,
        "move": observed.move,
        "by": observed.by,
    }


def observed_of(item: Item) -> Observed:
    """What was seen."""
    return Observed(
        skill=Skill(item["skill"]),
        level=within(item["level"], LEVELS),
        behaviour=text(item["behaviour"]),
        move=count(item["move"], least=-1),
        by=text(item["by"]),
    )


def reflection_item(reflection: Reflection) -> Item:
    """The player's own debrief for JSON."""
    return {
        "happened": reflection.happened,
        "meant": reflection.meant,
        "felt": reflection.felt,
        "others": reflection.others,
        "answers": list(reflection.answers),
        "note": reflection.note,
    }


def reflection_of(item: Item) -> Reflection:
    """The player's own debrief."""
    return Reflection(
        happened=text(item["happened"]),
        meant=text(item["meant"]),
        felt=text(item["felt"]),
        others=text(item["others"]),
        answers=tuple(texts(item["answers"])),
        note=text(item["note"]),
    )


def do_over_item(do_over: DoOver) -> Item:
    """The turn that was done over, for JSON."""
    return {
        "at": do_over.at,
        "move": move_item(do_over.move),
        "observed": list(map(observed_item, do_over.observed)),
    }


def do_over_of(item: Item) -> DoOver:
    """The turn that was done over."""
    return DoOver(count(item["at"]), move_of(item["move"]), each(item["observed"], observed_of))


def partnered_item(partnered: Partnered) -> Item:
    """What two or three had of it together, for JSON."""
    return {
        "people": list(partnered.people),
        "rounds": list(map(_round_item, partnered.rounds)),
        "together": partnered.together,
    }


def partnered_of(item: Item) -> Partnered:
    """What two or three had of it together."""
    people = tuple(texts(item["people"]))
    rounds = each(item["rounds"], lambda one: _round_of(one, range(len(people))))
    return Partnered(people, rounds, text(item["together"]))


def moment_item(moment: datetime) -> str:
    """A moment for JSON, in UTC. Raises ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment has a zone")
    return moment.astimezone(UTC).isoformat()


def optional_moment_item(moment: datetime | None) -> str | None:
    """The same, or None."""
    return None if moment is None else moment_item(moment)


def moment_of(value: object) -> datetime:
    """A moment, in UTC."""
    return _zoned(value).astimezone(UTC)


def optional_moment_of(value: object) -> datetime | None:
    """The same, or None."""
    return None if value is None else moment_of(value)


def each(value: object, read: Callable[[Item], T]) -> tuple[T, ...]:
    """What a list of objects holds. Raises TypeError for anything else."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise TypeError("not a list of objects")
    return tuple(map(read, value))


def count(value: object, *, least: int = 0) -> int:
    """A whole number that is not below `least`. Raises TypeError or ValueError for anything else."""
    found = number(value)
    if found < least:
        raise ValueError("too low a number")
    return found


def within(value: object, among: Iterable[int]) -> int:
    """One of these whole numbers. Raises TypeError or ValueError for anything else."""
    found = number(value)
    if found not in among:
        raise ValueError("not one of these")
    return found


def _round_item(one: Round) -> Item:
    return {
        "player": one.player,
        "parts": [[role, person] for role, person in one.parts],
        "observer": one.observer,
        "said": one.said,
        "observed": list(map(observed_item, one.observed)),
        "note": one.note,
        "declined": list(one.declined),
    }


def _round_of(item: Item, people: range) -> Round:
    return Round(
        player=within(item["player"], people),
        parts=tuple((text(role), within(person, people)) for role, person in item["parts"]),
        observer=None if item["observer"] is None else within(item["observer"], people),
        said=text(item["said"]),
        observed=each(item["observed"], observed_of),
        note=text(item["note"]),
        declined=tuple(texts(item["declined"])),
    )


def _begun(value: object) -> datetime:
    begun = _zoned(value)
    begun.astimezone(UTC)  # so that it has a place in UTC, too
    if (begun.utcoffset() or timedelta()) % _SECOND:
        raise ValueError("a zone of parts of a second")
    return begun


def _zoned(value: object) -> datetime:
    moment = datetime.fromisoformat(text(value))
    if moment.tzinfo is None:
        raise ValueError("no offset")
    return moment
