"""The time of a telling, and where the reading line is in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.ui.story.practising.choices import SIZES, Choices
from allydesk.ui.story.practising.rehearsal import FASTEST, SLOWEST, Rehearsal, Stage, pace_for
from tests.ui.story.practising.parts import Steady


def telling(steady: Steady, *, words: int = 700, pace: float = 140, lead_in: float = 0.0) -> Rehearsal:
    made = Rehearsal(words=words, steady=steady, pace=pace)
    made.begin(lead_in=lead_in)
    return made


def test_after_a_minute_a_minute_of_words_has_passed() -> None:
    steady = Steady()
    one = telling(steady)
    assert (one.place, one.planned) == (0, 300)
    steady.now += 60
    assert (one.seconds, one.place, one.stage) == (60, 140, Stage.TELLING)


@given(st.lists(st.floats(0.001, 2.0), max_size=200))
def test_nothing_drifts_however_the_frames_come(steps: list[float]) -> None:
    steady = Steady()
    one = telling(steady, words=100_000)
    for step in steps:
        steady.now += step
        assert one.place == pytest.approx((steady.now - 1000) * 140 / 60)


def test_the_lead_in_is_quiet_and_does_not_count() -> None:
    steady = Steady()
    one = telling(steady, lead_in=3)
    steady.now += 2.9
    assert (one.stage, one.place, one.seconds) == (Stage.LEADING_IN, 0, 0)
    steady.now += 0.1
    assert one.stage is Stage.TELLING
    steady.now += 30
    assert one.seconds == pytest.approx(30)
    assert one.place == pytest.approx(70)


def test_space_in_the_lead_in_takes_the_start_back() -> None:
    steady = Steady()
    one = telling(steady, lead_in=3)
    one.pause()
    steady.now += 10
    assert (one.stage, one.seconds) == (Stage.READY, 0)


def test_pauses_do_not_count_and_lose_no_place() -> None:
    steady = Steady()
    one = telling(steady)
    steady.now += 30
    one.pause()
    steady.now += 600
    assert (one.stage, one.seconds, one.place) == (Stage.PAUSED, 30, 70)
    one.go_on()
    steady.now += 30
    assert (one.seconds, one.place) == (60, 140)


def test_another_pace_goes_on_from_the_same_word() -> None:
    steady = Steady()
    one = telling(steady)
    steady.now += 60
    one.take_pace(70)
    assert (one.place, one.planned) == (140, 300)
    steady.now += 60
    assert one.place == 210
    one.take_pace(140, plan=True)
    assert one.planned == pytest.approx(120 + 490 / 140 * 60)


def test_the_reading_line_can_be_put_elsewhere_while_the_time_goes_on() -> None:
    steady = Steady()
    one = telling(steady)
    steady.now += 60
    one.move_to(20)
    assert (one.place, one.seconds) == (20, 60)
    steady.now += 60
    assert one.place == 160
    one.move_to(5000)
    assert one.place == 700


def test_at_the_last_word_the_line_stays_and_the_clock_goes_on() -> None:
    steady = Steady()
    one = telling(steady)
    steady.now += 320
    assert (one.place, one.seconds, one.is_at_the_end) == (700, 320, True)
    one.end()
    steady.now += 100
    assert (one.stage, one.seconds, one.told, one.told_it_all) == (Stage.OVER, 320, 700, True)


def test_begun_in_the_middle_and_ended_early_only_that_part_was_told() -> None:
    steady = Steady()
    one = Rehearsal(words=700, steady=steady)
    one.move_to(140)
    one.begin()
    assert one.planned == 240
    steady.now += 60
    one.move_to(150)
    one.end()
    assert (one.told, one.told_it_all) == (140, False)


def test_begun_at_the_end_it_begins_at_the_top() -> None:
    one = Rehearsal(words=70, steady=Steady())
    one.move_to(70)
    one.begin()
    assert one.place == 0


def test_a_pace_is_kept_to_what_can_be_read() -> None:
    assert pace_for(700, 300) == 140
    assert pace_for(10, 3600) == SLOWEST
    assert pace_for(9000, 0) == FASTEST


def test_the_pace_follows_from_the_length_the_choice_or_the_habit() -> None:
    assert Choices(by_length=True, minutes=7).pace_of(980, usual=99) == 140
    assert Choices(pace=120).pace_of(980, usual=99) == 120
    assert Choices().pace_of(980, usual=99) == 99


def test_the_type_has_steps_and_a_smallest_and_largest() -> None:
    sizes = [Choices().stepped(steps).pixels for steps in (-99, -1, 0, 1, 99)]
    assert sizes == [SIZES[0], 32, 38, 44, SIZES[-1]]
    assert Choices(lead_in=False).lead_seconds == 0
