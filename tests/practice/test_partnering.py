"""Who plays what with a partner, what each may see of it, and the run it becomes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.assets import resources
from allydesk.practice.format.reading import read_scenario
from allydesk.practice.intents import Intent
from allydesk.practice.partnering import (
    Answers,
    Casting,
    Seats,
    answers_in,
    begun_run,
    behaviours,
    can_be_told_apart,
    cards_of,
    cast,
    finished,
    first_seats,
    last_seats,
    main_role,
    meant_for,
    open_roles,
    other_roles,
    partnered_of,
    read_out,
    round_of,
    tidy_names,
    together,
    with_rounds,
    with_words,
)
from allydesk.practice.run import Observed, Partnered, Round, Run, ScenarioRef
from allydesk.practice.scenario import Choice, OwnWords, Scenario, Seen
from allydesk.practice.skills import SKILLS, Skill

NOW = datetime(2026, 11, 21, 21, 14, tzinfo=timezone(timedelta(hours=1)))
REF = ScenarioRef("The joke before the meeting", "A remark from above", "a", "0" * 64)


@cache
def shipped(name: str) -> Scenario:
    path = resources() / "scenarios" / f"{name}.yaml"
    return read_scenario(path.read_bytes(), name=path.name)


@pytest.fixture(scope="module")
def joke() -> Scenario:
    return shipped("the-joke-before-the-meeting")


@pytest.fixture(scope="module")
def candles() -> Scenario:
    return shipped("candles-in-mill-lane")


@given(people=st.integers(2, 3), data=st.data())
def test_after_as_many_rounds_as_people_each_has_sat_everywhere_and_all_begin_anew(
    people: int, data: st.DataObject
) -> None:
    responder = data.draw(st.integers(0, people - 1))
    watcher = data.draw(st.sampled_from([None, *(place for place in range(people) if place != responder)]))
    rounds = [first_seats(people, responder=responder, watcher=watcher)]
    for _round in range(people):
        rounds.append(rounds[-1].swapped())

    assert rounds[0].responder == responder
    assert rounds[people] == rounds[0]
    every = set(range(people))
    assert {seats.responder for seats in rounds[:people]} == every
    assert {seats.partner for seats in rounds[:people]} == every
    for seats in rounds:
        assert {seats.responder, seats.partner, seats.third} == every | ({None} if people == 2 else set())


@given(responder=st.integers(0, 2), person=st.integers(0, 2))
def test_whoever_is_let_respond_changes_places_with_the_responder(responder: int, person: int) -> None:
    before = first_seats(3, responder=responder)
    after = before.with_responder(person)

    assert after.responder == person
    assert {after.responder, after.partner, after.third} == {0, 1, 2}
    untouched = {0, 1, 2} - {responder, person}
    for seat in ("partner", "third"):
        if getattr(before, seat) in untouched:
            assert getattr(after, seat) == getattr(before, seat)


@pytest.mark.parametrize(("people", "responder", "watcher"), [(1, 0, None), (4, 0, None), (2, 2, None), (3, 0, 0)])
def test_seats_that_cannot_be(people: int, responder: int, watcher: int | None) -> None:
    with pytest.raises(ValueError, match="not so many people"):
        first_seats(people, responder=responder, watcher=watcher)


def test_with_three_somebody_may_be_named_to_watch() -> None:
    assert first_seats(3, responder=0, watcher=1) == Seats(0, 2, 1)
    assert first_seats(3, responder=2) == Seats(2, 0, 1)


def test_the_partner_is_offered_the_role_there_is_most_to_play_in(joke: Scenario, candles: Scenario) -> None:
    assert main_role(joke) == "dan"
    assert [role.id for role in other_roles(joke)] == ["dan", "amara"]
    assert main_role(candles) == "samira"
    assert main_role(shipped("the-badge")) == "oluwaseun"


def test_cards_go_to_the_responder_first_and_each_only_to_whoever_plays_it(candles: Scenario) -> None:
    casting = cast(candles, Seats(1, 2, 0)).giving("declan", 0)

    assert cards_of(candles, casting) == ((1, "you"), (2, "samira"), (0, "declan"))
    for person in range(3):
        seen = {role for role in candles.roles if casting.may_see(person, role)}
        assert seen == {role for each, role in cards_of(candles, casting) if each == person}
    assert not any(casting.may_see(person, "bashir") for person in range(3))


def test_whoever_takes_a_card_does_not_watch(candles: Scenario) -> None:
    casting = cast(candles, Seats(0, 1, 2))
    assert casting.observer == 2

    playing = casting.giving("bashir", 2)
    assert playing.observer is None
    assert playing.taking_from(2).observer == 2
    assert cast(candles, Seats(0, 1)).observer is None


def test_a_declined_card_is_nobodys_until_it_is_taken_up_again(candles: Scenario) -> None:
    casting = cast(candles, Seats(0, 1)).declining("samira")

    assert casting.person_of("samira") is None
    assert casting.declined == ("samira",)
    assert {role.id for role in open_roles(candles, casting)} == {"declan", "bashir"}

    other = casting.giving("declan", 1)
    assert (other.person_of("declan"), other.role_of(1), other.declined) == (1, "declan", ("samira",))
    again = other.giving("samira", 1)
    assert (again.role_of(1), again.person_of("declan"), again.declined) == ("samira", None, ())


def test_every_card_can_be_declined(candles: Scenario) -> None:
    casting = cast(candles, Seats(0, 1))
    for role in candles.roles:
        casting = casting.declining(role)

    assert cards_of(candles, casting) == ()
    assert open_roles(candles, casting) == ()
    assert casting.declined == tuple(candles.roles)


def test_a_role_without_a_person_is_read_from_its_card(joke: Scenario) -> None:
    nobody = Casting(Seats(0, 1), declined=("dan", "amara"))
    read = {role.id: words for role, words in read_out(joke, nobody)}

    assert read["dan"] == joke.roles["dan"].card.begins
    assert read["amara"] == "", "what a card says to do is said to whoever plays it"
    assert read_out(joke, nobody, ["dan", "amara"]) == ()
    assert [role.id for role, _words in read_out(joke, cast(joke, Seats(0, 1)))] == ["amara"]


def test_words_are_meant_as_in_the_turn_to_the_same_person() -> None:
    email = shipped("the-third-email")
    turns = {scene.turn.to: scene.turn.intent for scene in email.scenes.values() if isinstance(scene.turn, OwnWords)}
    assert len(turns) == 2

    assert {role: meant_for(email, role) for role in turns} == turns
    assert meant_for(email, "hakan") in turns.values()
    assert meant_for(email, None) in turns.values()
    without = {key: scene for key, scene in email.scenes.items() if not isinstance(scene.turn, OwnWords)}
    assert meant_for(replace(email, scenes=without), "hakan") is Intent.INTERRUPTING


@pytest.mark.parametrize("path", sorted((resources() / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_what_can_be_seen_in_a_scenario_is_there_to_tick_once(path: Path) -> None:
    scenario = shipped(path.stem)
    found = behaviours(scenario)

    assert tuple(found)[: len(scenario.head.skills)] == scenario.head.skills
    assert set(found) == set(SKILLS)
    every = _seen_anywhere(scenario)
    assert every
    for skill, phrases in found.items():
        texts = [each.behaviour for each in phrases]
        assert len(texts) == len(set(texts))
        assert set(texts) == {each.behaviour for each in every if each.skill is skill}
        assert all(each in every for each in phrases)


def _seen_anywhere(scenario: Scenario) -> Sequence[Seen]:
    found: list[Seen] = []
    for scene in scenario.scenes.values():
        if isinstance(scene.turn, Choice):
            found += [seen for option in scene.turn.options for seen in option.seen]
        elif isinstance(scene.turn, OwnWords):
            found += [each.seen for each in scene.turn.look_for if each.seen is not None]
    return found


def test_a_round_is_kept_as_it_was_played(joke: Scenario) -> None:
    seen = Observed(Skill.NAMING, 2, "You named it.", -1, "Ada")
    casting = cast(joke, Seats(0, 1, 2)).declining("dan").giving("amara", 1)

    made = round_of(casting, said="What do you mean?", observed=[seen], note="Quiet.")

    assert made == Round(0, (("you", 0), ("amara", 1)), 2, "What do you mean?", (seen,), "Quiet.", ("dan",))


def test_a_run_of_it_has_what_was_told_and_nothing_seen_of_its_own(joke: Scenario) -> None:
    run = begun_run(joke, REF, ("Sam", "Kim"), now=NOW)

    assert partnered_of(run) == Partnered(("Sam", "Kim"))
    assert (run.begun, run.modified, run.finished) == (NOW, NOW.astimezone(UTC), None)
    assert [told.role for told in run.told] == ["", "dan", "amara"]

    later = NOW + timedelta(minutes=9)
    seen = Observed(Skill.NAMING, 2, "You named it.", -1, "Kim")
    played = with_rounds(run, [round_of(cast(joke, Seats(0, 1)), observed=[seen])], now=later)
    over = finished(played, now=later)
    assert partnered_of(over).rounds[0].observed == (seen,)
    assert over.observed == (), "it may have been anybody's turn"
    assert over.finished == over.modified == later.astimezone(UTC)


def test_a_run_alone_has_no_partners(joke: Scenario) -> None:
    alone = replace(begun_run(joke, REF, ("Sam", "Kim"), now=NOW), partnered=None)

    with pytest.raises(ValueError, match="a run alone"):
        partnered_of(alone)


@given(people=st.integers(2, 3), data=st.data())
def test_the_seats_of_the_last_round_are_known_again(people: int, data: st.DataObject) -> None:
    joke = shipped_joke()
    seats = first_seats(people, responder=data.draw(st.integers(0, people - 1)))
    for _swap in range(data.draw(st.integers(0, 4))):
        seats = seats.swapped()

    names = ("Sam", "Kim", "Ada")[:people]
    assert last_seats(Partnered(names, (round_of(cast(joke, seats)),))) == seats


def shipped_joke() -> Scenario:
    return shipped("the-joke-before-the-meeting")


LINES = st.text(alphabet=st.characters(categories=["L", "P", "Zs"]), max_size=40).map(str.strip)
TEXTS = st.lists(LINES, max_size=4).map("\n".join).map(str.strip).filter(lambda text: "\n\n" not in text)


@given(
    names=st.lists(st.sampled_from(["Sam", "Kim", "Ada", "K. L.", "S"]), min_size=2, max_size=3, unique=True),
    data=st.data(),
)
def test_what_each_wrote_is_told_apart_again(names: list[str], data: st.DataObject) -> None:
    answers = tuple(Answers(*(data.draw(TEXTS) for _column in range(4))) for _name in names)
    run = Run(begun_run(shipped_joke(), REF, names, now=NOW).id, REF, NOW, NOW, partnered=Partnered(tuple(names)))

    kept = with_words(run, answers, "Together.", now=NOW)

    assert answers_in(kept) == answers
    assert partnered_of(kept).together == "Together."


def test_words_that_cannot_be_told_apart_are_not_lost() -> None:
    run = begun_run(shipped_joke(), REF, ("Sam", "Kim"), now=NOW)
    changed = replace(run, reflection=replace(run.reflection, happened="Somebody wrote this.\n\nKim: And I this."))

    assert [each.happened for each in answers_in(changed)] == ["Somebody wrote this.", "And I this."]


def test_names() -> None:
    assert tidy_names(["  Sam  Lee ", "", " \t", "K."]) == ("Sam Lee", "K.")
    assert can_be_told_apart(("Sam", "Kim"))
    assert not can_be_told_apart(("Sam", "Kim", "SAM"))
    assert (together(["Sam"]), together(["Sam", "Kim"])) == ("Sam", "Sam and Kim")
    assert together(["Sam", "Kim", "Ada"]) == "Sam, Kim and Ada"
