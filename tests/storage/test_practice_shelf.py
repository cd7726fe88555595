"""Runs with their versions and their trash, what was observed, commitments, cards, and scenarios of one's own."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from allydesk.errors import Code
from allydesk.ids import new_entry_id
from allydesk.practice.format.source import MOST_BYTES
from allydesk.practice.ids import (
    CommitmentId,
    OwnScenarioId,
    RunId,
    new_commitment_id,
    new_own_scenario_id,
)
from allydesk.practice.run import (
    Chose,
    Commitment,
    CommitmentStatus,
    DoOver,
    Move,
    Observed,
    OwnScenario,
    Partnered,
    PracticeCard,
    Reasoned,
    Reflection,
    Round,
    Run,
    ScenarioRef,
    Wrote,
)
from allydesk.practice.skills import Skill
from allydesk.progress import unreported
from allydesk.storage import run_json
from allydesk.storage.practice_rows import LARGEST_SCENARIO
from allydesk.storage.practice_shelf import Observation, PracticeShelf, RunSummary, RunVersion
from allydesk.storage.verify import verify_database
from tests.fixtures.practice_room import BEGUN, SHIPPED, SOURCE, bare_run, card_of, full_run
from tests.storage import practice_values
from tests.storage.lifelines import Room, changes_to, open_room
from tests.storage.made import refusal

NO_RUN, NO_COMMITMENT, NO_SCENARIO = RunId("nobody"), CommitmentId("nobody"), OwnScenarioId("nobody")
untimed = settings(deadline=None, max_examples=60)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as made:
        yield made


@pytest.fixture
def shelf(room: Room) -> PracticeShelf:
    return room.practice


def sound(room: Room) -> bool:
    return verify_database(room.bare.database, progress=unreported) == []


# As JSON


class TestJson:
    @untimed
    @given(practice_values.runs)
    def test_round_trip(self, run: Run) -> None:
        item = json.loads(json.dumps(run_json.run_item(run)))
        found = run_json.run_of(item)
        assert found == run
        assert found.begun.utcoffset() == run.begun.utcoffset()

    @pytest.mark.parametrize(
        ("place", "value"),
        [
            (("id",), 5),
            (("begun",), "2026-11-21T21:14:00"),
            (("begun",), "0001-01-01T00:00:00+14:00"),
            (("begun",), "2026-11-21T21:14:00-00:00:01.5"),
            (("modified",), None),
            (("seed",), 1 << 64),
            (("seed",), True),
            (("scenario",), "x"),
            (("scenario", "own"), 5),
            (("moves",), {}),
            (("moves", 0), "wait"),
            (("moves", 0), {}),
            (("moves", 0), {"chose": 1}),
            (("moves", 0), {"chose": "a", "wrote": "b", "noticed": []}),
            (("moves", 2, "noticed"), "01"),
            (("moves", 2, "noticed"), [-1]),
            (("tried", 0, "at"), -1),
            (("tried", 0, "when"), "yesterday"),
            (("told", 0, "kind"), "shout"),
            (("told", 0, "moves"), "0"),
            (("observed", 0, "skill"), "charm"),
            (("observed", 0, "level"), 4),
            (("observed", 0, "level"), 1.0),
            (("observed", 0, "move"), -2),
            (("reflection",), []),
            (("reflection", "answers"), "x"),
            (("doOver", "move"), None),
            (("partnered", "people"), ["Ruth", None]),
            (("partnered", "people"), []),
            (("partnered", "rounds", 0, "player"), 3),
            (("partnered", "rounds", 0, "observer"), -1),
            (("partnered", "rounds", 0, "parts"), [["amara"]]),
            (("partnered", "rounds", 0, "parts"), [["amara", 7]]),
        ],
    )
    def test_what_is_no_run_is_refused(self, place: tuple[Any, ...], value: object) -> None:
        item = run_json.run_item(full_run())
        run_json.run_of(item)
        inner: Any = item
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = value
        with pytest.raises((ValueError, TypeError, KeyError, OverflowError)):
            run_json.run_of(item)


# Runs


class TestKept:
    @settings(untimed, max_examples=25)
    @given(practice_values.runs)
    def test_a_run_comes_back_as_it_was(self, run: Run) -> None:
        with tempfile.TemporaryDirectory() as place, open_room(Path(place)) as room:
            room.practice.keep_run(run)
            found = room.practice.run(run.id)
            assert found == replace(run, removed=None)
            assert found.begun.utcoffset() == run.begun.utcoffset()
            assert sound(room)


def test_runs_are_listed_the_last_begun_first(shelf: PracticeShelf) -> None:
    assert shelf.runs() == []
    entry = new_entry_id()
    first, last = full_run(entry=entry), bare_run(begun=BEGUN + timedelta(hours=1))
    between = bare_run(begun=BEGUN.astimezone(UTC) + timedelta(minutes=30))
    for run in (last, first, between):
        shelf.keep_run(run)
    found = shelf.runs()
    assert [one.id for one in found] == [last.id, between.id, first.id]
    assert found[2] == RunSummary(
        id=first.id,
        scenario=SHIPPED,
        begun=BEGUN,
        modified=first.modified,
        finished=first.finished,
        ending="Amara says what she wants",
        people=("Ruth", "עדה", "Łukasz"),
        entry=entry,
    )
    assert found[2].begun.utcoffset() == timedelta(hours=5, minutes=45)
    assert (found[0].finished, found[0].people, found[0].ending, found[0].entry) == (None, (), "", None)


def test_a_run_goes_on(room: Room, shelf: PracticeShelf) -> None:
    run = bare_run()
    shelf.keep_run(run)
    moves: tuple[Move, ...] = (Chose("wait"), Wrote("no\r\nthanks\0"), Reasoned("why"))
    for number, move in enumerate(moves):
        seen = Observed(Skill.NAMING, number, "You named it.", number)
        run = replace(run, moves=(*run.moves, move), observed=(*run.observed, seen))
        shelf.keep_run(run)
    tidy = replace(run, moves=(run.moves[0], Wrote("no\nthanks\ufffd"), run.moves[2]))
    assert shelf.run(run.id) == tidy
    back = replace(tidy, moves=tidy.moves[:1], observed=tidy.observed[:1])
    shelf.keep_run(back)
    assert shelf.run(run.id) == back
    assert shelf.versions(run.id) == [], "what was taken back is in the run itself"
    assert sound(room)


def test_keeping_what_is_there_writes_nothing(room: Room, shelf: PracticeShelf) -> None:
    run = full_run()
    shelf.keep_run(run)
    room.clock.advance(days=1)
    again = replace(run, modified=room.clock.now)
    assert changes_to(room, lambda: shelf.keep_run(again)) == 0
    assert changes_to(room, lambda: shelf.finish_run(again, [])) == 0
    assert shelf.run(run.id).modified == run.modified
    assert changes_to(room, lambda: shelf.keep_run(replace(again, ending="other"))) > 0


def test_who_is_not_there_is_told_so(shelf: PracticeShelf) -> None:
    for attempt in (shelf.run, shelf.versions, shelf.remove_run, shelf.restore_run):
        assert refusal(lambda: attempt(NO_RUN)) is Code.NO_SUCH_RUN  # noqa: B023 - called at once
    for of_commitment in (shelf.remove_commitment, shelf.restore_commitment):
        assert refusal(lambda: of_commitment(NO_COMMITMENT)) is Code.NO_SUCH_COMMITMENT  # noqa: B023 - called at once
    for of_scenario in (shelf.remove_scenario, shelf.restore_scenario):
        assert refusal(lambda: of_scenario(NO_SCENARIO)) is Code.NO_SUCH_SCENARIO  # noqa: B023 - called at once


@pytest.mark.parametrize(
    "changes",
    [
        {"modified": BEGUN.replace(tzinfo=None)},
        {"begun": BEGUN.replace(tzinfo=None)},
        {"moves": (Wrote("x", (-1,)),)},
        {"observed": (Observed(Skill.NAMING, 4, "x"),)},
        {"partnered": Partnered(("Ruth",), (Round(1),))},
        {"seed": 1 << 63},
    ],
)
def test_what_could_not_be_read_again_is_not_kept(room: Room, shelf: PracticeShelf, changes: dict[str, Any]) -> None:
    run = bare_run()
    with pytest.raises((ValueError, TypeError)):
        shelf.keep_run(replace(run, **changes))
    shelf.keep_run(run)
    with pytest.raises((ValueError, TypeError)):
        shelf.keep_run(replace(run, **changes))
    assert shelf.run(run.id) == run
    assert sound(room)


def test_a_text_that_is_too_large_is_refused(shelf: PracticeShelf, monkeypatch: pytest.MonkeyPatch) -> None:
    run = bare_run(scenario=ScenarioRef("t", "f", "a", "d"), id=RunId("r"))
    shelf.keep_run(run)
    monkeypatch.setattr("allydesk.storage.practice_rows.LONGEST_TEXT", 40)
    long = "x" * 41
    commitment = Commitment(new_commitment_id(), long, "b", BEGUN)
    scenario = OwnScenario(new_own_scenario_id(), long, "x", BEGUN)
    for attempt in (
        lambda: shelf.keep_run(replace(run, moves=(Wrote(long),))),
        lambda: shelf.keep_run(replace(run, reflection=Reflection(answers=(long,)))),
        lambda: shelf.keep_run(replace(run, partnered=Partnered(("a",), (Round(0, (), said=long),)))),
        lambda: shelf.keep_cards([replace(card_of(run, Skill.NAMING), family=long)]),
        lambda: shelf.keep_commitment(commitment),
        lambda: shelf.add_scenario(scenario),
    ):
        assert refusal(attempt) is Code.TOO_LARGE
    assert (shelf.run(run.id), shelf.cards(), shelf.commitments(), shelf.own_scenarios()) == (run, [], [], [])


# Versions


def test_earlier_reflections_stay_as_versions(room: Room, shelf: PracticeShelf) -> None:
    clock = room.clock
    run = bare_run(moves=(Chose("wait"),), observed=(Observed(Skill.NAMING, 2, "You named it.", 0),))
    shelf.keep_run(run)
    states = []
    for minutes, felt in ((30, "t"), (1, "the beginning"), (8, "at nine minutes"), (11, "later"), (1, "in one go")):
        clock.advance(minutes=minutes)
        run = replace(run, reflection=Reflection(felt=felt), modified=clock.now)
        shelf.keep_run(run)
        states.append(run)
    assert shelf.versions(run.id) == [RunVersion(1, states[2].modified, states[2])], "of a sitting, the last"
    clock.advance(minutes=11)
    shelf.keep_run(replace(run, ending="It comes out"))
    assert len(shelf.versions(run.id)) == 1, "nothing of what was written has changed"
    clock.advance(minutes=1)
    shelf.keep_run(replace(run, reflection=Reflection(), modified=clock.now))
    assert [one.number for one in shelf.versions(run.id)] == [1, 2]
    assert shelf.versions(run.id)[1].run == replace(run, ending="It comes out")
    assert shelf.run(run.id).reflection == Reflection()
    assert sound(room)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"reflection": Reflection(happened="long " * 100)}, {"reflection": Reflection(happened="long ")}),
        ({"do_over": DoOver(0, Wrote("long " * 100))}, {"do_over": None}),
        ({"partnered": Partnered(("a",), (Round(0, said="long " * 100),))}, {"partnered": Partnered(("a",))}),
    ],
)
def test_where_much_is_taken_away_what_was_there_stays(
    shelf: PracticeShelf, first: dict[str, Any], second: dict[str, Any]
) -> None:
    run = bare_run(**first)
    shelf.keep_run(run)
    shelf.keep_run(replace(run, **second))
    assert [one.run for one in shelf.versions(run.id)] == [run]
    assert shelf.run(run.id) == replace(run, **second)


def test_answers_without_words_are_nothing_to_keep(room: Room, shelf: PracticeShelf) -> None:
    run = bare_run(reflection=Reflection(answers=("", "")), partnered=Partnered(("Ruth", "Ada")))
    shelf.keep_run(run)
    room.clock.advance(hours=1)
    shelf.keep_run(replace(run, reflection=Reflection("now", answers=("", ""))))
    assert shelf.versions(run.id) == []


# Finishing


def test_a_run_is_finished_with_its_cards_or_not_at_all(shelf: PracticeShelf) -> None:
    run = full_run()
    naming, owning = card_of(run, Skill.NAMING), card_of(run, Skill.OWNING)
    shelf.keep_run(begun := replace(run, finished=None, observed=()))
    for bad in (
        replace(owning, stability=0.0),
        replace(owning, stability=float("nan")),
        replace(owning, difficulty=11),
    ):
        with pytest.raises(ValueError, match="FSRS"):
            shelf.finish_run(run, [naming, bad])
    with pytest.raises(ValueError, match="goes on"):
        shelf.finish_run(begun, [naming])
    assert (shelf.run(run.id), shelf.cards()) == (begun, [])
    shelf.finish_run(run, iter([naming, owning]))
    assert (shelf.run(run.id), shelf.cards()) == (run, [naming, owning])
    shelf.finish_run(run, [later := replace(naming, stability=9.5, due=naming.due + timedelta(days=9))])
    assert shelf.cards() == [owning, later]


def test_where_the_cards_cannot_be_written_the_run_is_not_finished(room: Room, shelf: PracticeShelf) -> None:
    run = full_run()
    shelf.keep_run(begun := replace(run, finished=None, observed=()))
    with room.bare.database.write() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no_cards BEFORE INSERT ON practice_card BEGIN SELECT raise(FAIL, 'no'); END"
        )
    with pytest.raises(Exception, match="no"):
        shelf.finish_run(run, [card_of(run, Skill.NAMING)])
    assert (shelf.run(run.id), shelf.observations()) == (begun, [])


# The trash


def test_removed_runs_wait_in_the_trash(room: Room, shelf: PracticeShelf) -> None:
    clock = room.clock
    stays, goes, too = full_run(), full_run(), full_run(begun=BEGUN - timedelta(days=9))
    for run in (stays, goes, too):
        shelf.keep_run(run)
    shelf.remove_run(goes.id)
    clock.advance(minutes=1)
    shelf.remove_run(too.id)
    assert [(one.id, one.removed) for one in shelf.removed_runs()] == [
        (too.id, clock.now),
        (goes.id, clock.now - timedelta(minutes=1)),
    ]
    assert [one.id for one in shelf.runs()] == [stays.id]
    assert {one.run for one in shelf.observations()} == {stays.id}
    removed = shelf.run(goes.id)
    assert removed == replace(goes, removed=clock.now - timedelta(minutes=1))
    shelf.keep_run(replace(removed, removed=None, ending="other"))
    assert shelf.run(goes.id) == replace(removed, ending="other"), "it stays where it is"
    shelf.restore_run(goes.id)
    assert shelf.run(goes.id) == replace(goes, ending="other")
    assert [one.id for one in shelf.removed_runs()] == [too.id]


# What was observed


def test_observations_are_those_of_finished_runs_oldest_first(shelf: PracticeShelf) -> None:
    def observed(*levels: int) -> tuple[Observed, ...]:
        return tuple(Observed(Skill.LISTENING, level, f"You did {level}.", level) for level in levels)

    late = BEGUN.astimezone(UTC) + timedelta(days=2)
    first = full_run(observed=observed(3, 0, 3))
    last = full_run(observed=observed(1), finished=late, scenario=ScenarioRef("t", "f", "b", "d"))
    going_on = bare_run(observed=observed(2))
    for run in (last, going_on, first):
        shelf.keep_run(run)
    shelf.keep_run(first := replace(first, observed=observed(2, 0, 3)))
    assert first.finished is not None
    assert shelf.observations() == [
        *(Observation(first.id, SHIPPED, first.finished, one) for one in observed(2, 0, 3)),
        Observation(last.id, last.scenario, late, observed(1)[0]),
    ]


# Cards


def test_there_is_one_card_for_each_skill_and_family(room: Room, shelf: PracticeShelf) -> None:
    run = full_run()
    card = card_of(run, Skill.NAMING)
    other = replace(card, family="Elsewhere", due=card.due - timedelta(days=1))
    shelf.keep_cards([])
    shelf.keep_cards([card, other])
    assert shelf.cards() == [other, card], "the one that is due first first"
    changed = PracticeCard(card.skill, card.family, 40.25, 1.0, card.due + timedelta(days=40), card.due)
    shelf.keep_cards([replace(changed, stability=1.0), changed])
    assert shelf.cards() == [other, changed]
    assert sound(room)


# Commitments


def test_commitments_are_kept_and_changed(room: Room, shelf: PracticeShelf) -> None:
    now = room.clock.now
    first = Commitment(new_commitment_id(), "somebody\r\njokes", "I ask\0", now, date(2026, 12, 24), run=RunId("gone"))
    second = replace(first, id=new_commitment_id(), made=now + timedelta(seconds=1), cue="c", response="r")
    shelf.keep_commitment(second)
    shelf.keep_commitment(first)
    tidy = replace(first, cue="somebody\njokes", response="I ask\ufffd")
    assert shelf.commitments() == [tidy, second]
    done = replace(
        tidy, status=CommitmentStatus.DONE, closed=now, rehearsed=(now, now + timedelta(days=1)), due=None, note="well"
    )
    shelf.keep_commitment(done)
    assert shelf.commitments() == [done, second]
    shelf.remove_commitment(done.id)
    room.clock.advance(minutes=1)
    shelf.remove_commitment(second.id)
    assert (shelf.commitments(), shelf.removed_commitments()) == ([], [second, done])
    shelf.keep_commitment(again := replace(done, note="very well"))
    assert shelf.removed_commitments() == [second, again], "it stays where it is"
    shelf.restore_commitment(again.id)
    assert (shelf.commitments(), shelf.removed_commitments()) == ([again], [second])
    assert sound(room)


# Scenarios of one's own


def test_own_scenarios_are_kept_just_as_they_came(room: Room, shelf: PracticeShelf) -> None:
    now = room.clock.now
    first = OwnScenario(new_own_scenario_id(), "a\nb.yaml", SOURCE, now)
    shelf.add_scenario(first)
    tidy = replace(first, name="a b.yaml")
    second = OwnScenario(new_own_scenario_id(), "c.yaml", "x\0\ud800\ufdd0", now + timedelta(minutes=1))
    shelf.add_scenario(second)
    kept = replace(second, source="x\ufffd\ufffd\ufdd0")
    assert shelf.own_scenarios() == [kept, tidy]
    shelf.remove_scenario(first.id)
    assert (shelf.own_scenarios(), shelf.removed_scenarios()) == ([kept], [replace(tidy, removed=now)])
    shelf.restore_scenario(first.id)
    assert shelf.own_scenarios() == [kept, tidy]


def test_a_scenario_is_added_once(room: Room, shelf: PracticeShelf) -> None:
    own = OwnScenario(new_own_scenario_id(), "a.yaml", SOURCE, room.clock.now)
    shelf.add_scenario(own)
    assert changes_to(room, lambda: shelf.add_scenario(own)) == 0
    with pytest.raises(ValueError, match="id"):
        shelf.add_scenario(replace(own, source="other"))
    assert shelf.own_scenarios() == [own]


def test_a_scenario_has_a_megabyte_at_the_most(room: Room, shelf: PracticeShelf) -> None:
    most = "é" * (LARGEST_SCENARIO // 2)
    own = OwnScenario(new_own_scenario_id(), "a.yaml", most, room.clock.now)
    shelf.add_scenario(own)
    assert shelf.own_scenarios() == [own]
    larger = replace(own, id=new_own_scenario_id(), source=most + "x")
    assert refusal(lambda: shelf.add_scenario(larger)) is Code.SCENARIO_TOO_LARGE


def test_the_vault_holds_any_file_that_can_be_read() -> None:
    assert LARGEST_SCENARIO == MOST_BYTES
