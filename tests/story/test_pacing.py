"""The arithmetic of telling aloud."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allydesk.story.counting import time_to_speak
from allydesk.story.pacing import Phase, pace_for, phase_in_words, phase_of, place_at, time_left

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

counts = st.integers(1, 5000)
paces = st.floats(1, 600)
seconds_ = st.floats(0, 10_000)


def test_a_length_gives_a_pace() -> None:
    assert pace_for(980, 7 * 60) == 140
    assert pace_for(0, 60) == 0
    with pytest.raises(ValueError, match="time"):
        pace_for(980, 0)


def test_a_text_goes_by_evenly() -> None:
    assert place_at(0, words=140, words_a_minute=140) == 0
    assert place_at(30, words=140, words_a_minute=140) == 0.5
    assert place_at(60, words=140, words_a_minute=140) == 1
    assert place_at(90, words=140, words_a_minute=140) == 1
    assert place_at(30, words=140, words_a_minute=140, start=0.25) == 0.75
    assert place_at(-5, words=140, words_a_minute=140) == 0


def test_a_text_without_words_has_gone_by() -> None:
    assert place_at(0, words=0, words_a_minute=140) == 1
    assert time_left(0, words=0, words_a_minute=140) == 0


def test_time_left_needs_a_pace() -> None:
    with pytest.raises(ValueError, match="pace"):
        time_left(0, words=10, words_a_minute=0)


@unhurried
@given(counts, paces, seconds_)
def test_what_is_left_and_what_has_gone_by_are_the_whole(words: int, pace: float, seconds: float) -> None:
    whole = time_left(0, words=words, words_a_minute=pace)
    left = time_left(place_at(seconds, words=words, words_a_minute=pace), words=words, words_a_minute=pace)
    assert left == pytest.approx(max(0.0, whole - seconds), abs=1e-6)
    assert time_to_speak(words, words_a_minute=pace) == pytest.approx(whole, abs=0.51)


@unhurried
@given(counts, st.floats(1, 10_000))
def test_at_the_pace_for_a_length_it_ends_with_it(words: int, seconds: float) -> None:
    pace = pace_for(words, seconds)
    assert place_at(seconds, words=words, words_a_minute=pace) == pytest.approx(1)
    assert place_at(seconds / 2, words=words, words_a_minute=pace) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("seconds", "planned", "phase", "words"),
    [
        (0, 420, Phase.GREEN, "on time"),
        (377, 420, Phase.GREEN, "on time"),
        (378, 420, Phase.AMBER, "nearly over"),
        (420, 420, Phase.AMBER, "nearly over"),
        (420.5, 420, Phase.RED, "over"),
        (9999, 0, Phase.GREEN, "on time"),
    ],
)
def test_the_timer_s_colour_has_words(seconds: float, planned: float, phase: Phase, words: str) -> None:
    assert phase_of(seconds, planned) is phase
    assert phase_in_words(phase) == words
