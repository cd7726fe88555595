"""Takes beside one another: figures and words, and never a verdict."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.story.ids import StoryId, TakeId
from allydesk.story.takes import (
    RATING_WORDS,
    compared,
    length_in_figures,
    length_in_words,
    pace_in_words,
    pace_of,
    rating_in_words,
    take_in_words,
    usual_pace,
)
from allydesk.story.telling import RATINGS, WORDS_A_MINUTE, Take

BEGUN = datetime(2026, 11, 1, 20, 0, tzinfo=UTC)


def take(day: int, seconds: int, words: int, rating: int | None = None) -> Take:
    return Take(TakeId(f"take-{day}"), StoryId("one"), BEGUN + timedelta(days=day), seconds, words, rating)


@pytest.mark.parametrize(
    ("words", "seconds", "pace"), [(280, 120, 140), (0, 60, None), (100, 0, None), (100, 0.9, None), (1, 60, 1)]
)
def test_pace_is_words_a_minute_or_unknown(words: int, seconds: float, pace: int | None) -> None:
    assert pace_of(words, seconds) == pace


@given(st.integers(1, 5_000), st.integers(1, 7_200))
def test_a_pace_tells_the_words_again(words: int, seconds: int) -> None:
    pace = pace_of(words, seconds)
    assert pace is not None
    assert abs(pace * seconds / 60 - words) <= seconds / 120 + 1e-6


@pytest.mark.parametrize(
    ("seconds", "figures", "words"),
    [
        (0, "0:00", "no time"),
        (1.9, "0:01", "1 second"),
        (60, "1:00", "1 minute"),
        (408, "6:48", "6 minutes 48 seconds"),
        (3723, "1:02:03", "1 hour 2 minutes 3 seconds"),
        (-5, "0:00", "no time"),
    ],
)
def test_a_length_is_said_in_figures_and_in_words(seconds: float, figures: str, words: str) -> None:
    assert length_in_figures(seconds) == figures
    assert length_in_words(seconds) == words


def test_the_usual_pace_is_the_median_of_the_latest_five() -> None:
    slow = [take(day, 60, 60) for day in range(20)]
    late = [take(30 + day, 60, words) for day, words in enumerate((100, 150, 120, 130, 400))]
    assert usual_pace(slow + late) == 130
    assert usual_pace(reversed(slow + late)) == 130


def test_without_takes_worth_counting_the_usual_pace_is_the_ordinary_one() -> None:
    assert usual_pace([]) == WORDS_A_MINUTE
    assert usual_pace([take(1, 29, 200), take(2, 600, 0)]) == WORDS_A_MINUTE


def test_takes_are_compared_oldest_first_each_with_the_one_before() -> None:
    first, second, third = take(1, 100, 200), take(2, 112, 200), take(3, 112, 200)
    found = compared([third, first, second])
    assert [one.take for one in found] == [first, second, third]
    assert [one.pace for one in found] == [120, 107, 107]
    assert [one.since for one in found] == [
        "",
        "0:12 longer and 13 words a minute slower than the take before",
        "As long and as fast as the take before",
    ]


def test_a_shorter_and_faster_take_is_only_said_to_be_that() -> None:
    found = compared([take(1, 100, 200), take(2, 99, 200)])
    assert found[1].since == "0:01 shorter and 1 word a minute faster than the take before"


def test_without_words_only_the_length_is_compared() -> None:
    assert compared([take(1, 100, 0), take(2, 130, 200)])[1].since == "0:30 longer than the take before"


def test_every_rating_has_a_word_and_none_is_a_number() -> None:
    assert list(RATING_WORDS) == list(RATINGS)
    assert rating_in_words(1) == "not yet"
    assert rating_in_words(5) == "as I meant it"
    assert rating_in_words(None) == "left open"
    assert not any(character.isdigit() for words in RATING_WORDS.values() for character in words)


def test_a_take_in_one_line_leaves_out_what_was_left_open() -> None:
    one = compared([take(1, 408, 864, 4)])[0]
    assert take_in_words(one) == "6:48 · 127 words a minute · nearly"
    assert take_in_words(replace(one, take=replace(one.take, rating=None))) == "6:48 · 127 words a minute"
    assert pace_in_words(None) == ""
