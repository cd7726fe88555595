"""A run while it is played: what is kept of it, whatever is taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from allydesk.practice.run import OWN_WORDS, Chose, Move, Reasoned, ScenarioRef, Tried, Wrote
from allydesk.practice.scenario import Choice, Scenario
from allydesk.ui.practice.scene.playthrough import Playthrough, begun, resumed
from tests.ui.practice.made import the_joke

ZONE = timezone(timedelta(hours=2))
NOW = datetime(2026, 11, 21, 23, 14, tzinfo=ZONE)
LATER = NOW + timedelta(minutes=3)
REF = ScenarioRef("The joke before the meeting", "A remark from above", "a", "0" * 64)


def played(*moves: Move, scenario: Scenario | None = None) -> Playthrough:
    now = begun(scenario or the_joke(), REF, seed=3, now=NOW)
    for move in moves:
        now = now.made(move, now=LATER)
    return now


def test_a_run_begins_in_its_zone_and_is_not_worth_keeping_before_the_first_move() -> None:
    new = played()
    assert (new.run.begun, new.run.begun.utcoffset()) == (NOW, timedelta(hours=2))
    assert (new.run.modified, new.run.modified.tzinfo) == (NOW, UTC)
    assert not new.is_worth_keeping
    assert played(Chose("wait")).is_worth_keeping


def test_a_run_holds_what_the_play_came_to() -> None:
    run = played(Chose("question"), Reasoned(""), Chose("behaviour")).run
    assert run.modified == LATER
    assert run.moves == (Chose("question"), Reasoned(""), Chose("behaviour"))
    assert [told.text for told in run.told][-1] == "Amara catches your eye for a second."
    assert [each.behaviour for each in run.observed] == [
        "You stopped it with a question.",
        "You said what the joke did.",
    ]
    assert (run.ending, run.finished) == ("Amara is not alone with it", None)


def test_what_is_taken_back_is_kept_with_its_place() -> None:
    before = played(Chose("question"), Reasoned("It came first."), Chose("behaviour"))
    back = before.back_to(0, now=LATER)
    assert back.run.tried == (
        Tried(0, Chose("question"), LATER.astimezone(UTC)),
        Tried(1, Reasoned("It came first."), LATER.astimezone(UTC)),
        Tried(2, Chose("behaviour"), LATER.astimezone(UTC)),
    )
    assert (back.run.moves, back.run.observed, back.run.ending) == ((), (), "")


def test_the_way_to_ones_own_words_and_an_empty_reason_are_nothing_to_keep() -> None:
    assert played(Chose(OWN_WORDS)).back_to(0, now=LATER).run.tried == ()
    assert len(played(Chose("wait"), Reasoned("")).back_to(0, now=LATER).run.tried) == 1


def test_undone_it_is_as_it_was() -> None:
    before = played(Chose("question"), Reasoned("It came first."))
    assert before.back_to(0, now=LATER).undone(before, now=LATER) == before


def test_what_was_typed_meanwhile_is_kept_when_going_back_is_undone() -> None:
    before = played(Chose(OWN_WORDS), Wrote("Stop it."))
    meanwhile = before.back_to(1, now=LATER).with_draft(Wrote("Stop it, pl"), now=LATER)
    found = meanwhile.undone(before, now=LATER)
    assert found.play.moves == before.play.moves
    assert [each.move for each in found.run.tried] == [Wrote("Stop it, pl")]


def test_a_draft_is_kept_once_however_often_one_looks() -> None:
    now = played(Chose(OWN_WORDS))
    first = now.with_draft(Wrote("Hang"), now=LATER)
    assert first.with_draft(Wrote("Hang"), now=LATER) is first
    second = first.with_draft(Wrote("Hang on."), now=LATER)
    assert [each.move for each in second.run.tried] == [Wrote("Hang on.")]
    assert second.with_draft(Wrote("  "), now=LATER).run.tried == ()
    assert now.with_draft(None, now=LATER) is now


def test_words_that_are_said_are_no_draft_any_more() -> None:
    draft = played(Chose(OWN_WORDS)).with_draft(Wrote("Hang"), now=LATER)
    assert draft.made(Wrote("Hang on."), now=LATER).run.tried == ()


def test_words_that_were_tried_before_stay_when_others_are_said() -> None:
    tried = played(Chose(OWN_WORDS), Wrote("One way.")).back_to(1, now=LATER)
    assert [each.move for each in tried.made(Wrote("Another."), now=LATER).run.tried] == [Wrote("One way.")]
    assert tried.made(Wrote("One way."), now=LATER).run.tried == ()


def test_a_run_goes_on_where_it_was_left_with_the_words_that_were_typed() -> None:
    left = played(Chose(OWN_WORDS)).with_draft(Wrote("Hang on"), now=LATER)
    again = resumed(the_joke(), REF, left.run, now=LATER)
    assert (again.play, again.run) == (left.play, left.run)
    assert again.left_words == "Hang on"
    assert again.with_draft(Wrote("Hang on"), now=LATER) is again
    assert again.made(Wrote("Hang on"), now=LATER).run.tried == ()
    reason = played(Chose("wait")).with_draft(Reasoned("Because"), now=LATER)
    assert resumed(the_joke(), REF, reason.run, now=LATER).left_words == "Because"
    assert played(Chose("wait")).back_to(0, now=LATER).left_words == ""


def test_a_scenario_that_has_changed_goes_on_as_far_as_it_fits() -> None:
    run = played(Chose("question"), Reasoned("So."), Chose("behaviour")).run
    turn = the_joke().scenes["answers"].turn
    assert isinstance(turn, Choice)
    less = replace(turn, options=tuple(each for each in turn.options if each.id != "behaviour"))
    changed = replace(
        the_joke(), scenes={**the_joke().scenes, "answers": replace(the_joke().scenes["answers"], turn=less)}
    )
    ref = replace(REF, digest="1" * 64)
    found = resumed(changed, ref, run, now=LATER)
    assert found.run.id == run.id
    assert found.run.scenario == ref
    assert found.run.moves == (Chose("question"), Reasoned("So."))
    assert [(each.at, each.move) for each in found.run.tried] == [(2, Chose("behaviour"))]


def test_a_finished_run_says_when() -> None:
    run = played(Chose("wait"), Reasoned("")).finished(now=LATER)
    assert (run.finished, run.modified) == (LATER, LATER)
    assert run.finished is not None
    assert run.finished.tzinfo is UTC
