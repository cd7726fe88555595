"""What comes back of a practice room whose pages are damaged: all that is sound, and earlier states of what is not."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from allydesk.practice.ids import new_commitment_id, new_own_scenario_id
from allydesk.practice.run import Chose, Commitment, OwnScenario, Reflection, Run, Told, ToldKind, Wrote
from allydesk.practice.skills import Skill
from allydesk.progress import unreported
from allydesk.storage.practice_salvage import salvage_practice
from allydesk.storage.verify import verify_database
from tests.fixtures.practice_room import card_of, full_run, practise, practised
from tests.storage.bare import PAGE, Tree, decrypted_pages, flip_bit, open_bare, root_of
from tests.storage.lifelines import Room, open_room

LONG = "What I would say is longer than that. " * 400


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Room]:
    """The room that will be damaged."""
    with open_room(tmp_path) as made:
        yield made


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Room]:
    """The room that takes in what is left of it."""
    (tmp_path / "new").mkdir()
    with open_room(tmp_path / "new") as made:
        made.clock.advance(days=180)
        yield made


def pages_of(room: Room, table: str, key: str, named: str) -> set[int]:
    """The pages that one has to read for a row."""
    with room.bare.database.read() as connection:
        statement = f"SELECT {key} FROM {table} WHERE id = ?"  # noqa: S608 - the test's own names
        row = int(connection.exec_driver_sql(statement, (named,)).scalar_one())
    return Tree(decrypted_pages(room.bare.path)).walk(root_of(room.bare, table)).rows[row]


def page_of(room: Room, run: Run, words: str) -> int:
    """A page that has these words of a run, and nothing of what stands before them or of another run."""
    pages = decrypted_pages(room.bare.path)
    mine = pages_of(room, "run", "run_id", run.id)
    return max(
        number for number in mine if words.encode() in pages[number] and b"Before the meeting" not in pages[number]
    )


def salvaged(room: Room, into: Room, pages: set[int]) -> bool:
    """Whether a copy with a changed bit on each of these pages came across whole."""
    path = Path(shutil.copy(room.bare.path, room.bare.path.parent / "damaged.db"))
    for page in pages:
        flip_bit(path, (page - 1) * PAGE * 8 + 9_999)
    damaged = open_bare(path, read_only=True)
    try:
        return salvage_practice(damaged.database, into.bare.database, now=into.clock.now, progress=unreported)
    finally:
        damaged.close()


def sound(room: Room) -> bool:
    return verify_database(room.bare.database, progress=unreported) == []


def kept(room: Room, run: Run) -> Run:
    room.practice.keep_run(run)
    return run


def test_a_sound_room_comes_across_whole_and_once(old: Room, new: Room) -> None:
    practise(old.contents, old.clock)
    for _ in range(2):
        assert salvaged(old, new, set())
        assert practised(new.contents) == practised(old.contents)
    assert sound(new)


def test_what_is_there_stays_as_it_is(old: Room, new: Room) -> None:
    run = kept(old, full_run())
    promise = Commitment(new_commitment_id(), "theirs", "r", old.clock.now)
    old.practice.keep_commitment(promise)
    old.practice.keep_cards([card := card_of(run, Skill.NAMING)])
    mine = kept(new, replace(run, observed=run.observed[:1], ending="mine"))
    new.practice.keep_commitment(my_promise := replace(promise, cue="mine"))
    new.practice.keep_cards([my_card := replace(card, stability=77.0)])
    assert salvaged(old, new, set())
    assert new.practice.run(run.id) == mine
    assert (new.practice.commitments(), new.practice.cards()) == ([my_promise], [my_card])
    assert sound(new)


def test_a_run_whose_transcript_is_damaged_comes_without_it(old: Room, new: Room) -> None:
    other = kept(old, full_run())
    run = kept(old, full_run(told=(*full_run().told, Told(ToldKind.SPEECH, LONG))))
    page = page_of(old, run, "What I would say")
    for _ in range(2):
        assert not salvaged(old, new, {page})
        assert new.practice.run(run.id) == replace(run, told=())
        assert new.practice.run(other.id) == other
    assert sound(new)


def test_a_run_that_cannot_be_read_comes_back_as_it_was_before(old: Room, new: Room) -> None:
    stays = kept(old, full_run())
    first = full_run(reflection=Reflection("first"))
    old.practice.keep_run(first)
    states = [first]
    for felt in ("second", LONG):
        old.clock.advance(minutes=11)
        state = replace(states[-1], reflection=Reflection(felt), modified=old.clock.now, ending=felt)
        states.append(kept(old, state))
    old.practice.remove_run(first.id)
    beyond = pages_of(old, "run", "run_id", first.id) - pages_of(old, "run", "run_id", stays.id)
    for _ in range(2):
        assert not salvaged(old, new, {min(beyond)})
        assert new.practice.run(first.id) == states[1]
        assert [version.run for version in new.practice.versions(first.id)] == [states[0]]
    assert new.practice.run(stays.id) == stays
    assert sound(new)


def test_what_was_seen_in_a_run_that_came_back_is_there_once(old: Room, new: Room) -> None:
    stays = kept(old, full_run())
    run = kept(old, full_run(reflection=Reflection("first"), observed=full_run().observed[:2]))
    old.clock.advance(minutes=11)
    kept(old, replace(run, reflection=Reflection(LONG), observed=run.observed[:1]))
    beyond = pages_of(old, "run", "run_id", run.id) - pages_of(old, "run", "run_id", stays.id)
    seen = {max(pages) for pages in _rows(old, "observation").values()}
    assert not salvaged(old, new, {min(beyond)})
    assert new.practice.run(run.id) == replace(run, observed=run.observed[:1]), "what was seen is as it was last"
    assert len(seen) == 1, "so few that they lie on one page"
    (other := new.bare.path.parent / "other").mkdir()
    with open_room(other) as third:
        assert not salvaged(old, third, {min(beyond), *seen})
        assert third.practice.run(run.id) == run, "where that is lost too, as it was then"
        assert third.practice.run(stays.id) == replace(stays, observed=())
        assert sound(third)


def _rows(room: Room, table: str) -> dict[int, set[int]]:
    return Tree(decrypted_pages(room.bare.path)).walk(root_of(room.bare, table)).rows


def test_runs_on_sound_pages_come_back(old: Room, new: Room) -> None:
    runs = [kept(old, full_run(moves=(Chose("wait"), Wrote(LONG)))) for _ in range(20)]
    hit = {page_of(old, runs[number], "What I would say") for number in (3, 4, 11)}
    assert not salvaged(old, new, hit)
    there = [run for number, run in enumerate(runs) if number not in (3, 4, 11)]
    assert [new.practice.run(one.id) for one in reversed(new.practice.runs())] == there
    assert len(new.practice.observations()) == 12 * len(there)
    assert sound(new)


def test_a_scenario_whose_pages_are_damaged_is_lost_and_no_other(old: Room, new: Room) -> None:
    now = old.clock.now
    owned = [OwnScenario(new_own_scenario_id(), f"{number}.yaml", f"{number} " * 20_000, now) for number in range(3)]
    for one in owned:
        old.practice.add_scenario(one)
    old.practice.remove_scenario(owned[2].id)
    page = max(pages_of(old, "own_scenario", "scenario_id", owned[1].id))
    assert not salvaged(old, new, {page})
    assert (new.practice.own_scenarios(), new.practice.removed_scenarios()) == (
        [owned[0]],
        [replace(owned[2], removed=now)],
    )
    assert sound(new)


def test_a_version_that_makes_no_sense_is_passed_over(old: Room, new: Room) -> None:
    stays = kept(old, full_run())
    run = kept(old, full_run(reflection=Reflection("first")))
    for felt in ("second", LONG):
        old.clock.advance(minutes=11)
        kept(old, replace(run, reflection=Reflection(felt)))
    with old.bare.database.write() as connection:
        connection.exec_driver_sql("UPDATE run_version SET record = '{}' WHERE number = 2")
    beyond = pages_of(old, "run", "run_id", run.id) - pages_of(old, "run", "run_id", stays.id)
    assert not salvaged(old, new, {min(beyond)})
    assert new.practice.run(run.id) == run


def test_what_is_no_value_stays_behind_and_the_new_room_is_sound(old: Room, new: Room) -> None:
    runs = [kept(old, full_run(observed=full_run().observed[:2])) for _ in range(4)]
    promises = [Commitment(new_commitment_id(), "c", "r", old.clock.now) for _ in range(2)]
    for one in promises:
        old.practice.keep_commitment(one)
    old.practice.keep_cards([card_of(runs[0], Skill.NAMING), card := card_of(runs[0], Skill.OWNING)])
    old.bare.database._raw.execute("PRAGMA ignore_check_constraints = ON")
    with old.bare.database.write() as connection:
        for statement in (
            "UPDATE run SET told = '{}' WHERE run_id = 1",
            "UPDATE run SET moves = '[{}]' WHERE run_id = 2",
            "UPDATE observation SET level = 4 WHERE place = 0 AND run = (SELECT id FROM run WHERE run_id = 3)",
            "UPDATE commitment SET status = 'broken' WHERE commitment_id = 1",
            "UPDATE practice_card SET difficulty = 11 WHERE card_id = 1",
        ):
            connection.exec_driver_sql(statement)
    assert not salvaged(old, new, set())
    found = [new.practice.run(one.id) for one in reversed(new.practice.runs())]
    assert found == [replace(runs[0], told=()), replace(runs[2], observed=runs[2].observed[1:]), runs[3]]
    assert (new.practice.commitments(), new.practice.cards()) == ([promises[1]], [card])
    assert sound(new)
