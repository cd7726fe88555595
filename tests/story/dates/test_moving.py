"""Dates moved along the chart."""

from datetime import date

import pytest

from allydesk.story.dates.habits import DateHabits, DayOrder
from allydesk.story.dates.moving import moved_to
from allydesk.story.dates.reading import read_date
from allydesk.story.vague_date import UNDATED, Precision, VagueDate

TODAY = date(2026, 11, 22)
HABITS = DateHabits()


def read(words: str, habits: DateHabits = HABITS, birth: VagueDate = UNDATED) -> VagueDate:
    return read_date(words, habits=habits, birth=birth, today=TODAY)


BORN = read("14 March 1975")


@pytest.mark.parametrize(
    ("words", "day", "moved"),
    [
        ("1999", date(2001, 2, 1), "2001"),
        ("in 1999", date(2001, 2, 1), "in 2001"),
        ("’99", date(2003, 2, 1), "’03"),
        ("about 2003", date(2005, 6, 6), "about 2005"),
        ("c. 2003", date(2005, 6, 6), "c. 2005"),
        ("2003-ish", date(2005, 6, 6), "2005-ish"),
        ("summer 1999", date(2000, 7, 20), "summer 2000"),
        ("the Summer of ’99", date(2000, 10, 20), "the Autumn of ’00"),
        ("SUMMER 1999", date(2000, 10, 1), "AUTUMN 2000"),
        ("fall 2004", date(2006, 10, 1), "fall 2006"),
        ("winter 1999/2000", date(2005, 1, 1), "winter 2004/2005"),
        ("winter 1999–00", date(2005, 1, 1), "winter 2004–05"),
        ("late summer 1999", date(1999, 10, 15), "mid autumn 1999"),
        ("March 2009", date(2010, 5, 31), "May 2010"),
        ("Mar. 2009", date(2010, 11, 1), "Nov. 2010"),
        ("03/2009", date(2010, 11, 1), "11/2010"),
        ("2009-11", date(2010, 3, 1), "2010-03"),
        ("14 March 2009", date(2010, 4, 3), "3 April 2010"),
        ("Sat, 14th of Mar 2009", date(2000, 10, 1), "Sun, 1st of Oct 2000"),
        ("March 14, 2009", date(2010, 4, 22), "April 22, 2010"),
        ("March 14th, 2009", date(2010, 4, 22), "April 22nd, 2010"),
        ("14/3/2009", date(2010, 4, 3), "3/4/2010"),
        ("14/03/2009", date(2010, 4, 3), "03/04/2010"),
        ("14.3.09", date(2010, 4, 3), "3.4.10"),
        ("2009-12-14", date(2010, 4, 3), "2010-04-03"),
        ("2009/12/14", date(2010, 4, 3), "2010/04/03"),
        ("Christmas 1999", date(2001, 12, 20), "Christmas 2001"),
        ("Christmas 1999", date(2000, 1, 3), "Christmas 1999"),
        ("Christmas 1999", date(2001, 8, 20), "about 20 August 2001"),
        ("Easter 2004", date(2005, 3, 20), "Easter 2005"),
        ("1980s", date(1999, 3, 20), "1990s"),
        ("the 80s", date(1999, 3, 20), "the 90s"),
        ("the 80s", date(2003, 3, 20), "2000s"),
        ("the late Eighties", date(1991, 3, 20), "the early Nineties"),
        ("199X", date(2010, 1, 3), "201X"),
        ("1999-21", date(2000, 10, 1), "2000-23"),
        ("1999~", date(2000, 10, 1), "2000~"),
        ("1980 to 1985", date(1990, 1, 1), "1987 to 1992"),
        ("1980–85", date(1990, 1, 1), "1987–92"),
        ("1980/1985", date(1990, 1, 1), "1987/1992"),
        ("1996–99", date(2000, 1, 1), "1998–01"),
        ("from March 2009 to summer 2010", date(2012, 11, 15), "from March 2012 to summer 2013"),
        ("March to June 2009", date(2009, 6, 30), "May to August 2009"),
        ("March to June 2009", date(2010, 1, 3), "November to February 2010"),
        ("14–16 March 2009", date(2010, 1, 3), "2–4 January 2010"),
        ("14–16 March 2009", date(2010, 1, 31), "30 January 2010 to 1 February 2010"),
        ("1999 or 2000", date(2003, 1, 1), "2002 or 2003"),
        ("between 1980 and 1985", date(1990, 1, 1), "between 1987 and 1992"),
        ("before 2001", date(2003, 1, 1), "before 2003"),
        ("after 2001", date(2004, 1, 1), "after 2003"),
        ("since 2014", date(2010, 2, 1), "since 2010"),
        ("2014–", date(2010, 2, 1), "2010–"),
        ("until March 1999", date(1999, 5, 30), "until May 1999"),
        ("../2001", date(2003, 12, 31), "../2003"),
        ("last year", date(2010, 1, 1), "2010"),
        ("the 20th century", date(1960, 1, 1), "1910 to 2009"),
        ("between school and university", date(1990, 1, 1), "about 1990"),
        ("", date(1990, 1, 1), "about 1990"),
    ],
)
def test_the_words_are_made_anew_in_the_same_manner(words: str, day: date, moved: str) -> None:
    found = moved_to(read(words), day, habits=HABITS)
    assert found.words == moved
    assert found == read(moved)


@pytest.mark.parametrize(
    ("words", "day", "moved"),
    [
        ("age 7", date(1984, 9, 1), "age 9"),
        ("Age 7", date(1984, 3, 13), "Age 8"),
        ("when I was seven", date(1990, 1, 1), "when I was fourteen"),
        ("when I was about seven", date(1990, 1, 1), "when I was about fourteen"),
        ("at twenty-seven", date(2010, 1, 1), "at thirty-four"),
        ("age 7 to 9", date(1990, 1, 1), "age 13 to 15"),
        ("7 to 9 years old", date(1990, 1, 1), "13 to 15 years old"),
        ("in my twenties", date(2010, 1, 1), "in my thirties"),
        ("in my 20s", date(2010, 1, 1), "in my 30s"),
        ("before I was 10", date(1990, 3, 1), "before I was 15"),
        ("since I was 10", date(1990, 3, 20), "since I was 15"),
        ("until age 18", date(2000, 3, 1), "until age 24"),
        ("age 7", date(1970, 1, 1), "1970"),
        ("age 7 to 9", date(1970, 1, 1), "3 July 1968 to 3 July 1971"),
    ],
)
def test_an_age_becomes_another_age(words: str, day: date, moved: str) -> None:
    found = moved_to(read(words, birth=BORN), day, habits=HABITS, birth=BORN)
    assert found.words == moved
    assert found == read(moved, birth=BORN)


def test_a_stage_without_a_name_for_its_neighbour_is_said_in_ages() -> None:
    found = moved_to(read("as a teenager", birth=BORN), date(2010, 1, 1), habits=HABITS, birth=BORN)
    assert (found.words, found.precision, found.age) == ("age 31 to 37", Precision.SPAN, 31)


def test_an_age_without_a_birth_waits_and_becomes_a_year_when_it_is_placed() -> None:
    assert moved_to(read("age 7"), date(1990, 1, 1), habits=HABITS).words == "about 1990"


def test_moving_reads_numbers_by_the_person_s_habits() -> None:
    american = DateHabits(order=DayOrder.MONTH_FIRST)
    found = moved_to(read("3/14/2009", american), date(2010, 4, 5), habits=american)
    assert (found.words, found.earliest) == ("4/5/2010", date(2010, 4, 5))
    assert moved_to(read("3/14/2009"), date(2010, 4, 5), habits=HABITS).words == "5/4/2010"


def test_seasons_move_as_the_person_s_hemisphere_has_them() -> None:
    south = DateHabits(southern=True)
    found = moved_to(read("summer 1999", south), date(2000, 7, 20), habits=south)
    assert (found.words, found.earliest) == ("winter 2000", date(2000, 6, 1))


def test_words_that_no_longer_mean_the_days_are_replaced() -> None:
    """The person moved from London to New York: what was 3 April stays 3 April."""
    moved = moved_to(read("3/4/2009"), date(2010, 4, 3), habits=DateHabits(order=DayOrder.MONTH_FIRST))
    assert (moved.words, moved.earliest) == ("April 3, 2010", date(2010, 4, 3))


@pytest.mark.parametrize(
    ("words", "day"),
    [("1980 to 1985", date.min), ("1 January 9990 to 3 January 9999", date.max), ("after 9000", date.max)],
)
def test_what_would_leave_the_calendar_stays_where_it_is(words: str, day: date) -> None:
    assert moved_to(read(words), day, habits=HABITS) == read(words)


def test_at_the_edges_of_the_calendar_there_are_still_words() -> None:
    for words in ("1999", "summer 1999", "March 1999", "14 March 1999", "about 1999", "late 1980s"):
        for day in (date.min, date.max):
            moved = moved_to(read(words), day, habits=HABITS)
            assert moved == read(moved.words)
            assert moved.precision is read(words).precision
