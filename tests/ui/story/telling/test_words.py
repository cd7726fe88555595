"""How lengths, times and names are said."""

from datetime import UTC, datetime

import pytest

from allydesk.story.telling import Telling
from allydesk.ui.story.telling.words import (
    foot_in_words,
    length_in_words,
    removed_in_words,
    story_in_words,
    time_in_words,
    touched_in_words,
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (0, "0 of 1,000 words"),
        (640, "640 of 1,000 words"),
        (1_000, "1,000 of 1,000 words"),
        (1_001, "1,001 words: 1 over"),
        (1_080, "1,080 words: 80 over"),
    ],
)
def test_a_length_is_counted_towards_the_limit_and_calmly_past_it(words: int, said: str) -> None:
    assert length_in_words(words) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, ""),
        (5, "a few seconds to tell"),
        (20, "about half a minute to tell"),
        (60, "about 1 minute to tell"),
        (95, "about 1½ minutes to tell"),
        (274, "about 4½ minutes to tell"),
        (420, "about 7 minutes to tell"),
    ],
)
def test_a_time_is_said_to_the_half_minute(seconds: int, said: str) -> None:
    assert time_in_words(seconds) == said


def test_the_foot_says_both() -> None:
    assert foot_in_words(640, 274) == "640 of 1,000 words · about 4½ minutes to tell"
    assert foot_in_words(0, 0) == "0 of 1,000 words"


def test_what_is_touched_is_counted_in_themes_or_else_in_moments() -> None:
    assert touched_in_words({"a", "b", "c"}, 5, {"m"}, 9) == "Touches 3 of 5 themes"
    assert touched_in_words({"a"}, 1, (), 0) == "Touches 1 of 1 theme"
    assert touched_in_words((), 0, {"m"}, 9) == "Touches 1 of 9 moments"
    assert touched_in_words((), 0, (), 0) == ""


@pytest.mark.parametrize(
    ("telling", "said"),
    [
        (Telling("My way", "a friend"), "My way · for a friend"),
        (Telling("My\nway", "for my class"), "My way · for my class"),
        (Telling(" ", " "), "Untitled story"),
        (Telling("x" * 80), "x" * 59 + "…"),
    ],
)
def test_a_story_is_called_by_its_title_and_its_listener(telling: Telling, said: str) -> None:
    assert story_in_words(telling) == said


@pytest.mark.parametrize(
    ("removed", "until"), [("2026-11-21", "21 Dec 2026"), ("2026-10-22", "today"), ("2026-10-23", "tomorrow")]
)
def test_a_removed_story_says_until_when_it_can_come_back(removed: str, until: str) -> None:
    now = datetime(2026, 11, 21, 21, 14, tzinfo=UTC)
    moment = datetime.fromisoformat(removed).replace(hour=12, tzinfo=UTC)
    assert removed_in_words(Telling("My way"), moment, now=now) == f"My way · until {until}"
