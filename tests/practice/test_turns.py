"""A run turn by turn, a turn done over, and a run as a page."""

from dataclasses import replace
from datetime import UTC, datetime

from allydesk.practice.commitments import (
    closed,
    closed_ones,
    due_in_words,
    open_ones,
    plan_in_words,
    rehearsed,
    reopened,
)
from allydesk.practice.ids import new_commitment_id, new_run_id
from allydesk.practice.playing import Play
from allydesk.practice.run import (
    OWN_WORDS,
    Chose,
    Commitment,
    CommitmentStatus,
    Reasoned,
    Reflection,
    Run,
    ScenarioRef,
    ToldKind,
    Wrote,
)
from allydesk.practice.turns import done_over, taken_turns, turn_at
from allydesk.practice.written import name_of, run_in_markdown, run_title
from tests.practice.scenes import a_meeting

NOW = datetime(2026, 11, 21, 21, 14, tzinfo=UTC)


def a_run(play: Play) -> Run:
    head = play.scenario.head
    return Run(
        id=new_run_id(),
        scenario=ScenarioRef(head.title, head.family, head.variant, ""),
        begun=NOW,
        modified=NOW,
        moves=play.moves,
        told=play.told,
        ending="Warm",
    )


def test_a_choice_and_its_reason_are_one_turn() -> None:
    play = Play(a_meeting()).after(Chose("ask")).after(Reasoned("Because."))
    (turn,) = taken_turns(play)
    assert (turn.move, turn.ask, turn.text, turn.reason) == (0, "What do you do?", "I say ask.", "Because.")
    assert (turn.kind, turn.feedback.coach, turn.turn) == (ToldKind.SPEECH, "About ask.", None)
    assert turn.before == Play(a_meeting())


def test_the_way_to_own_words_is_no_turn_of_its_own() -> None:
    play = Play(a_meeting()).after(Chose(OWN_WORDS)).after(Wrote("I was wrong.", (0,)))
    (turn,) = taken_turns(play)
    assert (turn.move, turn.ask, turn.text, turn.reason) == (1, "Say it.", "I was wrong.", "")
    assert turn.turn is not None
    assert turn_at(play, "words") == turn
    assert turn_at(play, "first") is None


def test_a_turn_done_over_goes_on_from_where_it_was_asked() -> None:
    play = Play(a_meeting()).after(Chose("wait")).after(Reasoned())
    (turn,) = taken_turns(play)
    over = done_over(turn, [Chose("ask"), Reasoned()])
    assert (over.states["trust"], over.is_over) == (3, True)
    assert play.states["trust"] == 0


def test_a_run_as_a_page_has_all_that_was_told_and_written() -> None:
    scenario = a_meeting()
    play = Play(scenario).after(Chose("wait")).after(Reasoned("I *could* not."))
    written = replace(a_run(play), reflection=Reflection("It was quiet.", felt="Cold.", answers=("", "Nobody.")))
    plan = Commitment(new_commitment_id(), "she looks down", "ask her", NOW)
    text = run_in_markdown(written, scenario, (plan,))
    assert run_title(written) == "Practised: A small thing"
    assert text.startswith("*A room.*\n\n**Ruth:** “Well?”\n\n**You:** I say wait.\n\n> Why: I \\*could\\* not.\n\n")
    for part in ("## Warm", "## What happened\n\nIt was quiet.", "## What I felt\n\nCold.", "## A question\n\nNobody."):
        assert part in text
    assert text.endswith("## My plan\n\nIf she looks down, then I ask her.\n")
    assert "**Ruth:** “Well?”" in run_in_markdown(written, None)
    assert name_of(None, "new-neighbour") == "New neighbour"


def test_commitments_in_words_and_in_order() -> None:
    first = Commitment(new_commitment_id(), "it happens", "ask why?", NOW)
    nearest = replace(first, id=new_commitment_id(), due=NOW.date())
    bare = replace(first, id=new_commitment_id(), cue=" ", response="write to Ruth", made=NOW.replace(year=2025))
    gone = closed(first, now=NOW, status=CommitmentStatus.LET_GO)
    done = closed(nearest, now=NOW.replace(day=22))
    assert plan_in_words(first) == "If it happens, then I ask why?"
    assert plan_in_words(bare) == "I write to Ruth."
    assert plan_in_words(replace(first, response="")) == "If it happens…"
    assert open_ones([first, nearest, bare, gone]) == (nearest, bare, first)
    assert closed_ones([first, gone, done]) == (done, gone)
    assert reopened(gone) == first
    assert rehearsed(rehearsed(first, now=NOW), now=NOW).rehearsed == (NOW, NOW)
    day = NOW.date()
    words = [due_in_words(day.replace(day=each), day) for each in (1, 21, 22, 26)]
    assert words == ["when you like", "today", "tomorrow", "in 5 days"]
