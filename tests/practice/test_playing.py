"""Playing: what is told and asked, how the numbers move, going back, and playing again from the moves alone."""

import random

import pytest

from allydesk.errors import Code, PracticeError
from allydesk.practice.debriefing import PARTS, debrief_of
from allydesk.practice.playing import (
    ChoiceAsked,
    Ended,
    Feedback,
    Play,
    WhyAsked,
    WordsAsked,
    good_answer,
    replay,
)
from allydesk.practice.run import OWN_WORDS, Chose, Move, Observed, Reasoned, ToldKind, Wrote
from allydesk.practice.scenario import AnyOf, Branch, Choice, Chosen, Effect, Ending, Onward, Scenario, State, StateIs
from allydesk.practice.skills import Skill
from allydesk.practice.ways import longest_ways
from tests.practice.scenes import a_meeting, option, scenario, scene, told


@pytest.fixture
def meeting() -> Scenario:
    return a_meeting()


def texts(play: Play) -> list[str]:
    return [each.text for each in play.told]


def refused(play: Play, move: Move) -> bool:
    with pytest.raises(PracticeError) as caught:
        play.after(move)
    return caught.value.code is Code.MOVE_IMPOSSIBLE


def test_it_begins_with_the_lines_that_hold_and_the_first_turn(meeting: Scenario) -> None:
    play = Play(meeting)
    assert texts(play) == ["A room.", "Well?"]
    assert [each.kind for each in play.told] == [ToldKind.NARRATION, ToldKind.SPEECH]
    assert (play.turn_number, play.turns_expected, play.is_over) == (1, 1, False)
    assert play.keep_in_mind == "One thing at a time."
    assert isinstance(play.asks, ChoiceAsked)
    assert {each.id for each in play.asks.options} == {"ask", "wait", "leave"}


def test_a_choice_is_told_and_asked_about_before_anything_follows(meeting: Scenario) -> None:
    play = Play(meeting).after(Chose("ask"))
    assert play.asks == WhyAsked("Why this?", 0)
    assert texts(play)[2:] == ["I say ask."]
    assert (play.told[-1].role, play.told[-1].moves, play.states["trust"]) == ("you", 1, 3)
    assert play.feedback(0) is None
    on = play.after(Reasoned("Because."))
    assert on.feedback(0) == Feedback(0, "About ask.", on.observed)
    assert texts(on)[2:] == ["I say ask.", "Because.", "Thank you.", "A while later.", "It is warm."]
    assert [each.kind for each in on.told][2:5] == [ToldKind.SPEECH, ToldKind.REASON, ToldKind.SPEECH]
    assert isinstance(on.asks, Ended)
    assert on.asks.ending.title == "Warm"
    assert (on.turn_number, on.turns_expected) == (1, 1)
    assert texts(play.after(Reasoned()))[2:4] == ["I say ask.", "Thank you."]


def test_numbers_stay_within_their_bounds_and_choose_the_way(meeting: Scenario) -> None:
    play = Play(meeting).after(Chose("wait")).after(Reasoned())
    assert play.states["trust"] == 0
    assert play.told[2].kind is ToldKind.DEED
    assert isinstance(play.asks, Ended)
    assert play.asks.ending.id == "cold"


def test_own_words_show_what_the_player_finds_in_them(meeting: Scenario) -> None:
    asked = Play(meeting).after(Chose(OWN_WORDS))
    assert isinstance(asked.asks, WordsAsked)
    assert (texts(asked), asked.turn_number, asked.keep_in_mind) == (["A room.", "Well?"], 1, "Stop after “sorry”.")
    play = asked.after(Wrote("I was wrong.", (1, 0, 1)))
    assert play.observed == (
        Observed(Skill.OWNING, 2, "You owned it.", 1),
        Observed(Skill.OWNING, 3, "You stopped there.", 1),
    )
    assert play.states["trust"] == 3
    assert play.feedback(1) == Feedback(1, "Short is enough.", play.observed)
    assert (play.feedback(0), asked.after(Wrote("…")).observed) == (None, ())
    assert [each.text for each in play.told_by(1)] == ["I was wrong.", "I see.", "A while later.", "It is warm."]
    good = asked.after(good_answer(asked.asks.turn))
    assert len(good.observed) == 2


def test_what_is_not_open_is_refused(meeting: Scenario) -> None:
    play = Play(meeting)
    for move in (Chose("hidden"), Chose("nothing"), Wrote("words"), Reasoned("why")):
        assert refused(play, move)
    words = play.after(Chose(OWN_WORDS))
    for move in (Wrote("words", (2,)), Wrote("words", (-1,)), Chose("ask")):
        assert refused(words, move)
    over = play.after(Chose("leave")).after(Reasoned())
    assert refused(over, Chose("ask"))


def test_going_back_is_to_have_made_fewer_moves(meeting: Scenario) -> None:
    play = Play(meeting, seed=4)
    on = play.after(Chose("wait")).after(Reasoned("so"))
    for moves in (0, 1, 2, 9, -1):
        assert on.back_to(moves).told == replay(meeting, on.moves[: max(moves, 0)], 4).play.told
    assert on.back_to(0) == play
    assert on.back_to(0).after(Chose("ask")).states["trust"] == 3


def test_options_are_shuffled_by_the_run_and_stay_so(meeting: Scenario) -> None:
    def order(seed: int) -> tuple[str, ...]:
        asked = Play(meeting, seed).asks
        assert isinstance(asked, ChoiceAsked)
        return tuple(each.id for each in asked.options)

    assert len({order(seed) for seed in range(-60, 60)}) == 6
    assert all(order(seed) == order(seed) for seed in range(10))


def test_a_run_of_a_scenario_that_has_changed_goes_on_as_far_as_it_fits(meeting: Scenario) -> None:
    moves = (Chose("ask"), Reasoned("x"), Chose("gone"), Reasoned())
    done = replay(meeting, moves)
    assert done.left_over == moves[2:]
    assert done.play.moves == moves[:2]


def test_any_run_is_the_same_when_it_is_played_again(meeting: Scenario) -> None:
    chance = random.Random(5)  # noqa: S311 - the same each time is what is wanted
    for seed in range(200):
        play = Play(meeting, seed)
        while not isinstance(play.asks, Ended):
            match play.asks:
                case ChoiceAsked(options=options):
                    play = play.after(Chose(chance.choice([*(each.id for each in options), OWN_WORDS])))
                case WordsAsked():
                    play = play.after(Wrote("words", tuple(chance.sample(range(2), chance.randrange(3)))))
                case WhyAsked():
                    play = play.after(Reasoned(chance.choice(["", "because"])))
        again = replay(meeting, play.moves, seed)
        assert (again.left_over, again.play.told, again.play.observed) == ((), play.told, play.observed)
        assert [each.moves for each in play.told] == sorted(each.moves for each in play.told)


def test_a_scenario_that_goes_on_for_ever_is_told() -> None:
    endless = scenario(scene("a", Onward((Branch("b"),))), scene("b", Onward((Branch("a"),))))
    with pytest.raises(PracticeError) as caught:
        Play(endless)
    assert caught.value.code is Code.SCENARIO_ENDLESS


def test_ten_thousand_scenes_without_a_turn_are_too_many_and_a_few_less_are_not() -> None:
    def chain(length: int) -> Scenario:
        ways = (scene(f"s{place}", Onward((Branch(f"s{place + 1}"),))) for place in range(length - 1))
        return scenario(*ways, scene(f"s{length - 1}", Ending("end", "End", "It ends.")))

    assert Play(chain(10_000)).is_over
    with pytest.raises(PracticeError):
        Play(chain(10_001))


def test_conditions_are_values() -> None:
    numbers = (State("n", "n", 0, -5, 5),)
    when = (AnyOf((StateIs("n", least=1), Chosen("up"))), Chosen("down", wanted=False))
    ending = scene("end", Ending("end", "End", "It ends."), told("seen", when=when))
    choice = Choice("?", (option("up", "end"), option("down", "end", effects=(Effect("n", 3),)), option("no", "end")))
    small = scenario(scene("first", choice), ending, states=numbers)
    seen = {key: "seen" in texts(Play(small).after(Chose(key))) for key in ("up", "down", "no")}
    assert seen == {"up": True, "down": False, "no": False}


def test_how_many_turns_may_come() -> None:
    ways = longest_ways(a_meeting())
    assert ways == {"first": 1, "words": 1, "well": 0, "warm": 0, "cold": 0}
    circle = scenario(
        scene("a", Onward((Branch("b"),))),
        scene("b", a_choice("a", "end")),
        scene("end", Ending("end", "End", "It ends.")),
    )
    assert longest_ways(circle) == {"a": None, "b": None, "end": 0}
    assert Play(circle).turns_expected is None


def a_choice(*to: str) -> Choice:
    return Choice("?", tuple(option(f"o{place}", target) for place, target in enumerate(to)))


def test_a_debrief_has_six_parts_in_the_words_that_hold(meeting: Scenario) -> None:
    asked = Play(meeting).after(Chose("ask"))
    waited = Play(meeting).after(Chose("wait"))
    parts = debrief_of(meeting, asked.situation)
    assert [each.key for each in parts] == [key for key, _ in PARTS]
    assert [each.text for each in parts][4] == "Asked."
    assert [each.text for each in debrief_of(meeting, waited.situation)][4] == "So it was."
