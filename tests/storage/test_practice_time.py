"""What time does to the practice room: the trash empties itself, old versions thin out, and nothing of it is left."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from allydesk.errors import Cancelled
from allydesk.practice.ids import new_commitment_id, new_own_scenario_id
from allydesk.practice.run import (
    Commitment,
    DoOver,
    Observed,
    OwnScenario,
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
from allydesk.practice.skills import Skill
from allydesk.progress import unreported
from allydesk.storage import practice_clearing
from allydesk.storage.verify import verify_database
from tests.fixtures.practice_room import BEGUN, bare_run, card_of, full_run
from tests.storage.bare import decrypted_pages
from tests.storage.lifelines import Room, changes_to, open_room
from tests.storage.made import Made
from tests.vaults import TestClock, written

SECRETS = (
    "quincunx",
    "sassafras",
    "zwieback",
    "oubliette",
    "hullabaloo",
    "gallimaufry",
    "mumpsimus",
    "widdershins",
    "borborygmus",
    "cattywampus",
    "taradiddle",
    "lickspittle",
    "flibbertigibbet",
)
SAID, TAKEN_BACK, TOLD, SEEN, FELT, BEFORE, AGAIN, PERSON, TOGETHER, WHY, FAMILY, CUE, SOURCE = SECRETS


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as made:
        yield made


def purge(room: Room) -> int:
    """What goes when everything that is older than thirty days does."""
    before = room.clock.now - timedelta(days=30)
    return practice_clearing.purge_trash(room.bare.database, before=before, progress=unreported)


def words_in(room: Room) -> set[str]:
    content = b"".join(decrypted_pages(room.bare.path).values())
    return {word for word in SECRETS if word.encode() in content}


def secret_run() -> Run:
    """A run with a word of its own in every place, each often enough to fill pages."""
    return full_run(
        scenario=ScenarioRef("The table", FAMILY, "a", "d"),
        moves=(Wrote(f"{SAID} " * 900), Reasoned(WHY)),
        tried=(Tried(0, Wrote(TAKEN_BACK), BEGUN),),
        told=(Told(ToldKind.WORDS, f"{TOLD} " * 900),),
        observed=(Observed(Skill.NAMING, 2, SEEN),),
        reflection=Reflection(felt=f"{BEFORE} " * 900),
        do_over=DoOver(0, Wrote(AGAIN)),
        partnered=Partnered((PERSON, "Ada"), (Round(0),), TOGETHER),
    )


def test_what_was_removed_goes_in_its_time_with_all_that_was_its(room: Room) -> None:
    shelf, clock = room.practice, room.clock
    stays, gone = full_run(), secret_run()
    shelf.finish_run(stays, [kept_card := card_of(stays, Skill.NAMING)])
    shelf.finish_run(gone, [card_of(gone, Skill.NAMING)])
    clock.advance(hours=1)
    shelf.keep_run(replace(gone, reflection=Reflection(felt=FELT)))
    promise = Commitment(new_commitment_id(), CUE, "r", clock.now, run=gone.id)
    shelf.keep_commitment(promise)
    shelf.keep_commitment(other := replace(promise, id=new_commitment_id(), cue="c"))
    own = OwnScenario(new_own_scenario_id(), "a.yaml", f"{SOURCE} " * 9_000, clock.now)
    shelf.add_scenario(own)
    shelf.remove_run(gone.id)
    shelf.remove_commitment(promise.id)
    shelf.remove_scenario(own.id)
    clock.advance(days=29)
    assert changes_to(room, lambda: purge(room)) == 0
    assert words_in(room) == set(SECRETS)
    clock.advance(days=2)
    assert purge(room) == 3, "a run, a commitment and a scenario"
    assert words_in(room) == set()
    assert (shelf.removed_runs(), shelf.removed_commitments(), shelf.removed_scenarios()) == ([], [], [])
    assert ([one.id for one in shelf.runs()], shelf.commitments()) == ([stays.id], [other])
    assert shelf.cards() == [kept_card], "a card goes with the last run of its family"
    assert changes_to(room, lambda: purge(room)) == 0, "where there is nothing to delete nothing is written"
    assert verify_database(room.bare.database, progress=unreported) == []


def test_what_is_written_over_is_in_no_page_any_longer(room: Room) -> None:
    run = secret_run()
    room.practice.keep_run(run)
    room.practice.keep_run(replace(run, moves=(), tried=(), told=(), observed=(), scenario=ScenarioRef("", "", "", "")))
    assert words_in(room) == {BEFORE, AGAIN, PERSON, TOGETHER}


def test_a_card_stays_as_long_as_there_is_a_run_of_its_family(room: Room) -> None:
    shelf = room.practice
    first, second = full_run(), full_run()
    shelf.finish_run(first, [card := card_of(first, Skill.NAMING)])
    shelf.keep_run(second)
    shelf.keep_cards([unplayed := replace(card, family="Elsewhere")])
    shelf.remove_run(first.id)
    room.clock.advance(days=31)
    assert purge(room) == 1
    assert {*shelf.cards()} == {card, unplayed}
    shelf.remove_run(second.id)
    room.clock.advance(days=29)
    shelf.keep_run(third := bare_run())
    shelf.remove_run(third.id)
    room.clock.advance(days=2)
    assert purge(room) == 1
    assert {*shelf.cards()} == {card, unplayed}, "one that waits in the trash may come back"
    room.clock.advance(days=31)
    assert purge(room) == 1
    assert shelf.cards() == [unplayed]


def test_what_came_back_stays(room: Room) -> None:
    shelf = room.practice
    run = full_run()
    promise = Commitment(new_commitment_id(), "c", "r", room.clock.now)
    own = OwnScenario(new_own_scenario_id(), "a.yaml", "x", room.clock.now)
    shelf.keep_run(run)
    shelf.keep_commitment(promise)
    shelf.add_scenario(own)
    shelf.remove_run(run.id)
    shelf.remove_commitment(promise.id)
    shelf.remove_scenario(own.id)
    room.clock.advance(days=29)
    shelf.restore_run(run.id)
    shelf.restore_commitment(promise.id)
    shelf.restore_scenario(own.id)
    room.clock.advance(days=29)
    assert changes_to(room, lambda: purge(room)) == 0
    assert (shelf.run(run.id), shelf.commitments(), shelf.own_scenarios()) == (run, [promise], [own])


def test_where_it_is_cancelled_nothing_goes(room: Room) -> None:
    run = full_run()
    room.practice.keep_run(run)
    room.practice.remove_run(run.id)
    own = OwnScenario(new_own_scenario_id(), "a.yaml", "x", room.clock.now)
    room.practice.add_scenario(own)
    room.practice.remove_scenario(own.id)
    room.clock.advance(days=31)
    left = [2]

    def stop(done: int, total: int) -> None:
        assert (done, total) == (0, 0)
        left[0] -= 1
        if not left[0]:
            raise Cancelled

    with pytest.raises(Cancelled):
        practice_clearing.purge_trash(room.bare.database, before=room.clock.now, progress=stop)
    assert len(room.practice.removed_runs()) == len(room.practice.removed_scenarios()) == 1
    assert len(room.practice.run(run.id).observed) == len(run.observed)


def test_of_old_versions_the_last_of_each_day_stays(room: Room) -> None:
    run = bare_run(reflection=Reflection("0"), modified=room.clock.now)
    other = bare_run(reflection=Reflection("0"), modified=room.clock.now)
    for one in (run, other):
        room.practice.keep_run(one)
    for day in range(3):
        for number in range(3):
            room.clock.advance(minutes=15)
            changes = {"reflection": Reflection(f"day {day}, {number}"), "modified": room.clock.now}
            for one in (run, other):
                room.practice.keep_run(replace(one, **changes))  # type: ignore[arg-type]  # the fields' own types hold
        room.clock.advance(days=1)

    def thin() -> int:
        return practice_clearing.thin_versions(room.bare.database, now=room.clock.now)

    room.clock.advance(days=360)
    assert changes_to(room, thin) == 0
    room.clock.advance(days=20)
    assert thin() == 2 * (3 + 2 + 1), "of each of the two, all but the last of each day; the first day had four"
    left = [one.run.reflection.happened for one in room.practice.versions(run.id)]
    assert left == ["day 0, 2", "day 1, 2", "day 2, 1"]
    assert thin() == 0


def test_the_daily_backup_takes_it_along_when_two_backups_hold_it(made: Made, tmp_path: Path) -> None:
    clock = TestClock()
    vault = made.opened_in(tmp_path, clock=clock)

    def write_and_back_up() -> None:
        vault.journal.add(written("2026-11-21", "written today"))
        assert vault.backup_if_due() is not None

    vault.backup()
    run = full_run(modified=clock.now)
    vault.practice.keep_run(run)
    for number in (1, 2):
        clock.advance(minutes=11)
        vault.practice.keep_run(replace(run, reflection=Reflection(f"{number}"), modified=clock.now))
    gone = full_run()
    vault.practice.keep_run(gone)
    vault.practice.remove_run(gone.id)
    clock.advance(days=31)
    write_and_back_up()
    assert len(vault.practice.removed_runs()) == 1, "one backup alone says so"
    clock.advance(days=1)
    write_and_back_up()
    assert vault.practice.removed_runs() == []
    assert len(vault.practice.versions(run.id)) == 2
    clock.advance(days=365)
    write_and_back_up()
    assert len(vault.practice.versions(run.id)) == 1
    vault.lock()


def test_emptying_the_journals_trash_leaves_practice_alone(room: Room) -> None:
    run = full_run()
    room.practice.keep_run(run)
    room.practice.remove_run(run.id)
    room.clock.advance(days=100)
    room.bare.journal.purge_trash(before=room.clock.now)
    assert len(room.practice.removed_runs()) == 1
