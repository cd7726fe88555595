"""How long a story is."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allydesk.story.counting import story_words, time_to_speak

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("", 0),
        ("We moved to Leeds.", 4),
        ("# Leeds\n\nWe *moved*, **all** of us.", 6),
        ("She didn't say, mother-in-law or not", 6),
        ("- one\n- two\n\n1. three\n2) four\n> 3. five", 5),
        ('[the choir](https://example.org/a_(b) "A title") sang', 3),
        ("![the choir in the hall](photo.jpg)\n\nWe sang", 2),
        ("see <https://example.org/one/two> there", 2),
        ("write to <ruth@example.org>", 2),
        ("see [this][1]\n\n[1]: https://example.org/x", 3),
        ("before <!-- a note to myself --> after", 2),
        ("```text\nread aloud\n```", 2),
        ("one&nbsp;two &amp; three", 3),
        ("three < four and five > two", 5),
        ("in 1999, 3.5 miles", 4),
        ("ich hörte Straßenmusik", 3),
    ],
)
def test_only_what_is_said_aloud_is_counted(markdown: str, words: int) -> None:
    assert story_words(markdown) == words


@unhurried
@given(st.text(max_size=200))
def test_any_text_can_be_counted(text: str) -> None:
    assert story_words(text) >= 0


def test_odd_signs_by_the_thousand_are_counted_at_once() -> None:
    for signs in ("[](" * 20_000, "![" * 20_000, "<!--" * 20_000, "<a:" * 20_000, "](" + "(" * 20_000):
        assert story_words(signs) >= 0


@pytest.mark.parametrize(("words", "pace", "seconds"), [(0, 140, 0), (140, 140, 60), (1000, 140, 429), (10, 600, 1)])
def test_time_follows_from_the_pace(words: int, pace: float, seconds: int) -> None:
    assert time_to_speak(words, words_a_minute=pace) == seconds


def test_a_thousand_words_take_about_seven_minutes() -> None:
    assert time_to_speak(1000) // 60 == 7


@pytest.mark.parametrize(("words", "pace"), [(1, 0), (1, -5), (-1, 140)])
def test_no_pace_is_no_time(words: int, pace: float) -> None:
    with pytest.raises(ValueError, match="pace"):
        time_to_speak(words, words_a_minute=pace)
