"""The library's words."""

from datetime import UTC, date, datetime

import pytest

from allydesk.practice.scenario import CueCard, Head, Role
from allydesk.practice.skills import Skill
from allydesk.ui.practice.library.words import (
    contains_in_words,
    found_in_words,
    matches,
    minutes_in_words,
    part_in_words,
    played_in_words,
    run_in_words,
    skills_in_words,
)

TODAY = date(2026, 11, 21)
HEAD = Head("The last bus", "A remark from above", "b", "An idea is heard twice in one meeting.")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "not yet played"),
        ([TODAY], "played today"),
        ([date(2026, 3, 2)], "played in March"),
        ([date(2025, 3, 2)], "played in March 2025"),
        ([date(2026, 3, 2), date(2025, 1, 1)], "played twice, last in March"),
        ([date(2026, 3, 2), TODAY, date(2025, 1, 1)], "played 3 times, last today"),
    ],
)
def test_how_often_something_was_played_is_said_and_not_judged(days: list[date], words: str) -> None:
    assert played_in_words(days, today=TODAY) == words


def test_content_notes_are_a_sentence_and_none_are_none() -> None:
    assert contains_in_words(["a joke about origins", "an argument."]) == "Contains: a joke about origins; an argument."
    assert contains_in_words([]) == ""


def test_who_one_is_in_a_scenario() -> None:
    card = CueCard("", "")
    assert part_in_words(Role("you", "You", "a member of the team", card)) == "You are a member of the team."
    assert part_in_words(Role("kim", "Kim", "a nurse on nights", card)) == "You are Kim, a nurse on nights."


def test_an_earlier_run_is_told_by_its_day_its_ending_and_who_was_there() -> None:
    begun = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
    assert run_in_words(begun, ending="It stood", people=()) == "1 November 2026 · It stood"
    assert run_in_words(begun, ending="", people=("Kim", "Robin")) == "1 November 2026 · left open · with Kim and Robin"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", True), ("BUS", True), ("bus remark twice", True), ("bus table", False), ("noticing", False)],
)
def test_words_are_looked_for_in_title_family_and_summary(typed: str, found: bool) -> None:
    assert matches(HEAD, typed.casefold().split()) is found


def test_numbers_and_names() -> None:
    assert minutes_in_words(1) == "about 1 minute"
    assert found_in_words(16, 16) == "16 scenarios"
    assert found_in_words(1, 16) == "1 of 16 scenarios"
    assert skills_in_words([Skill.NOTICING, Skill.OWNING]) == "Noticing, Owning it"
