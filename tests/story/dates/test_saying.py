"""Dates said again, and the age someone was."""

from datetime import date

import pytest

from allydesk.story.dates.habits import DateHabits, DayOrder
from allydesk.story.dates.reading import read_date
from allydesk.story.dates.saying import age_in_words, date_in_words
from allydesk.story.vague_date import UNDATED, Precision, VagueDate

TODAY = date(2026, 11, 22)
HABITS = DateHabits()


def read(words: str, birth: VagueDate = UNDATED) -> VagueDate:
    return read_date(words, habits=HABITS, birth=birth, today=TODAY)


BORN = read("14 March 1975")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("spring 2021", "Spring 2021"),
        (" the  SUMMER of 1999", "The SUMMER of 1999"),
        ("1999", "1999"),
        ("14/3/2009", "14/3/2009"),
        ("between school and university", "Between school and university"),
        ("’99", "’99"),
        ("ßtrange", "ßtrange"),
        ("", ""),
    ],
)
def test_the_person_s_own_words_with_a_capital(words: str, said: str) -> None:
    assert date_in_words(read(words), habits=HABITS) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("last year", "2025"),
        ("two years ago", "2024"),
        ("about ten years ago", "About 2016"),
        ("last summer", "Summer 2026"),
        ("yesterday", "21 November 2026"),
        ("last week", "9 November 2026 to 15 November 2026"),
        ("last month", "October 2026"),
        ("a few decades ago", "About the 1990s"),
        ("last Christmas", "About 25 December 2025"),
    ],
)
def test_words_that_held_on_one_day_are_said_by_what_they_meant(words: str, said: str) -> None:
    assert date_in_words(read(words), habits=HABITS) == said


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (DayOrder.DAY_FIRST, "3 April 2009"),
        (DayOrder.MONTH_FIRST, "April 3, 2009"),
        (DayOrder.YEAR_FIRST, "2009-04-03"),
    ],
)
def test_a_date_without_words_is_said_by_its_days_as_the_person_writes_them(order: DayOrder, said: str) -> None:
    wordless = VagueDate("", date(2009, 4, 3), date(2009, 4, 3), Precision.DAY)
    assert date_in_words(wordless, habits=DateHabits(order=order)) == said


@pytest.mark.parametrize(
    ("wordless", "said"),
    [
        (VagueDate("", date(1999, 12, 1), date(2000, 2, 29), Precision.SEASON), "Winter 1999"),
        (VagueDate("", date(1987, 1, 1), date(1989, 12, 31), Precision.DECADE), "Late 1980s"),
        (VagueDate("", date(1980, 1, 1), date(1985, 12, 31), Precision.SPAN), "1980 to 1985"),
        (VagueDate("", date(1980, 3, 1), date(1985, 6, 30), Precision.SPAN), "March 1980 to June 1985"),
        (VagueDate("", date(1980, 3, 2), date(1985, 6, 30), Precision.SPAN), "2 March 1980 to 30 June 1985"),
        (VagueDate("", date(1980, 1, 1), date(1985, 12, 31), Precision.SPAN, True), "Between 1980 and 1985"),
        (VagueDate("", None, date(2000, 12, 31), Precision.OPEN), "Until 2000"),
        (VagueDate("", date(2014, 3, 1), None, Precision.OPEN), "Since March 2014"),
        (VagueDate("", date(1998, 1, 1), date(2000, 12, 31), Precision.YEAR, True), "About 1999"),
        (VagueDate("", date(1999, 1, 5), date(1999, 11, 3), Precision.YEAR), "1999"),
        (UNDATED, ""),
    ],
)
def test_what_the_days_of_a_date_are_called(wordless: VagueDate, said: str) -> None:
    assert date_in_words(wordless, habits=HABITS) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("14 March 2000", "age 25"),
        ("13 March 2000", "age 24"),
        ("summer 2000", "age 25"),
        ("2000", "about 25"),
        ("about 2000", "about 25"),
        ("March 2000", "about 25"),
        ("1980 to 1985", "age 4 to 10"),
        ("between 1980 and 1985", "about 4 to 10"),
        ("1990s", "age 14 to 24"),
        ("1970s", "age 0 to 4"),
        ("age 7", "age 7"),
        ("about age 7", "about 7"),
        ("age 7 to 9", "age 7 to 9"),
        ("in my twenties", "age 20 to 29"),
        ("before 2001", ""),
        ("since 2014", ""),
        ("1974", ""),
        ("1975", "age 0"),
        ("before I was 10", ""),
        ("between school and university", ""),
    ],
)
def test_how_old_someone_was(words: str, said: str) -> None:
    assert age_in_words(read(words, BORN), BORN) == said


def test_without_a_birth_only_an_age_says_how_old() -> None:
    assert age_in_words(read("1999"), UNDATED) == ""
    assert age_in_words(read("age 7"), UNDATED) == "age 7"
    assert age_in_words(read("age 7 to 9"), UNDATED) == "age 7 to 9"


def test_a_vague_birth_makes_every_age_about() -> None:
    assert age_in_words(read("14 March 2000"), read("1975")) == "about 24"
    assert age_in_words(read("age 7", read("1975")), read("1975")) == "age 7"
    assert age_in_words(read("1999"), read("before 1975")) == ""
