"""Reading dates as people write them."""

from datetime import date

import pytest

from allydesk.errors import Code, StoryError
from allydesk.story.dates.habits import DateHabits, DayOrder
from allydesk.story.dates.reading import read_date
from allydesk.story.vague_date import Precision, VagueDate

TODAY = date(2026, 11, 22)
NORTH = DateHabits()
SOUTH = DateHabits(southern=True)
AMERICAN = DateHabits(order=DayOrder.MONTH_FIRST)
ISO = DateHabits(order=DayOrder.YEAR_FIRST)


def read(words: str, habits: DateHabits = NORTH) -> VagueDate:
    return read_date(words, habits=habits, today=TODAY)


def days(words: str, habits: DateHabits = NORTH) -> tuple[str, str, Precision, bool]:
    found = read(words, habits)
    return str(found.earliest), str(found.latest), found.precision, found.approximate


KNOWN = [
    # A year, and about one
    ("1999", "1999-01-01", "1999-12-31", Precision.YEAR, False),
    ("in 1999", "1999-01-01", "1999-12-31", Precision.YEAR, False),
    ("the year 1999", "1999-01-01", "1999-12-31", Precision.YEAR, False),
    ("'99", "1999-01-01", "1999-12-31", Precision.YEAR, False),
    ("’26", "2026-01-01", "2026-12-31", Precision.YEAR, False),
    ("’27", "1927-01-01", "1927-12-31", Precision.YEAR, False),
    ("0500", "0500-01-01", "0500-12-31", Precision.YEAR, False),
    ("about 2003", "2002-01-01", "2004-12-31", Precision.YEAR, True),
    ("c. 2003", "2002-01-01", "2004-12-31", Precision.YEAR, True),
    ("c2003", "2002-01-01", "2004-12-31", Precision.YEAR, True),
    ("ca. 2003", "2002-01-01", "2004-12-31", Precision.YEAR, True),
    ("circa 2003", "2002-01-01", "2004-12-31", Precision.YEAR, True),
    ("in about 2003", "2002-01-01", "2004-12-31", Precision.YEAR, True),
    ("2003 or so", "2002-01-01", "2004-12-31", Precision.YEAR, True),
    ("2003-ish", "2002-01-01", "2004-12-31", Precision.YEAR, True),
    ("2003?", "2002-01-01", "2004-12-31", Precision.YEAR, True),
    ("perhaps 2003", "2002-01-01", "2004-12-31", Precision.YEAR, True),
    ("early 1999", "1999-01-01", "1999-04-30", Precision.YEAR, False),
    ("mid 1999", "1999-05-01", "1999-08-31", Precision.YEAR, False),
    ("the end of 1999", "1999-09-01", "1999-12-31", Precision.YEAR, False),
    # Seasons
    ("summer 1999", "1999-06-01", "1999-08-31", Precision.SEASON, False),
    ("the summer of ’99", "1999-06-01", "1999-08-31", Precision.SEASON, False),
    ("spring of 2021", "2021-03-01", "2021-05-31", Precision.SEASON, False),
    ("Fall 2004", "2004-09-01", "2004-11-30", Precision.SEASON, False),
    ("winter 1999", "1999-12-01", "2000-02-29", Precision.SEASON, False),
    ("winter 1999/2000", "1999-12-01", "2000-02-29", Precision.SEASON, False),
    ("the winter of 1999–00", "1999-12-01", "2000-02-29", Precision.SEASON, False),
    ("late summer 1999", "1999-08-01", "1999-08-31", Precision.SEASON, False),
    ("around summer 1999", "1999-03-01", "1999-11-30", Precision.SEASON, True),
    ("winter 9999", "9999-12-01", "9999-12-31", Precision.SEASON, False),
    # Months
    ("March 2009", "2009-03-01", "2009-03-31", Precision.MONTH, False),
    ("MARCH  2009", "2009-03-01", "2009-03-31", Precision.MONTH, False),
    ("Sept. 2009", "2009-09-01", "2009-09-30", Precision.MONTH, False),
    ("February of 2008", "2008-02-01", "2008-02-29", Precision.MONTH, False),
    ("2009 March", "2009-03-01", "2009-03-31", Precision.MONTH, False),
    ("03/2009", "2009-03-01", "2009-03-31", Precision.MONTH, False),
    ("3.2009", "2009-03-01", "2009-03-31", Precision.MONTH, False),
    ("2009/3", "2009-03-01", "2009-03-31", Precision.MONTH, False),
    ("2009-03", "2009-03-01", "2009-03-31", Precision.MONTH, False),
    ("around March 2009", "2009-02-01", "2009-04-30", Precision.MONTH, True),
    ("early March 2009", "2009-03-01", "2009-03-10", Precision.MONTH, False),
    ("mid-March 2009", "2009-03-11", "2009-03-20", Precision.MONTH, False),
    ("the end of February 2009", "2009-02-21", "2009-02-28", Precision.MONTH, False),
    # Days
    ("14 March 2009", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("on the 14th of March, 2009", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("Saturday, 14 Mar 2009", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("March 14, 2009", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("March 14th 2009", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("14-Mar-2009", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("2009-03-14", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("2009-03-14T18:30:00Z", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("2009/3/14", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("14.3.09", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("14. 3. 2009", "2009-03-14", "2009-03-14", Precision.DAY, False),
    ("29 February 2008", "2008-02-29", "2008-02-29", Precision.DAY, False),
    ("about 14 March 2009", "2009-03-11", "2009-03-17", Precision.DAY, True),
    ("Christmas 1999", "1999-12-22", "1999-12-28", Precision.DAY, True),
    ("Christmas Day 1999", "1999-12-25", "1999-12-25", Precision.DAY, False),
    ("New Year’s Eve 1999", "1999-12-31", "1999-12-31", Precision.DAY, False),
    ("at Easter 2008", "2008-03-20", "2008-03-26", Precision.DAY, True),
    # Decades and centuries
    ("1980s", "1980-01-01", "1989-12-31", Precision.DECADE, False),
    ("the 1980’s", "1980-01-01", "1989-12-31", Precision.DECADE, False),
    ("the 80s", "1980-01-01", "1989-12-31", Precision.DECADE, False),
    ("’80s", "1980-01-01", "1989-12-31", Precision.DECADE, False),
    ("80s", "1980-01-01", "1989-12-31", Precision.DECADE, False),
    ("the late nineties", "1997-01-01", "1999-12-31", Precision.DECADE, False),
    ("the noughties", "2000-01-01", "2009-12-31", Precision.DECADE, False),
    ("late 1980s", "1987-01-01", "1989-12-31", Precision.DECADE, False),
    ("early 2010s", "2010-01-01", "2013-12-31", Precision.DECADE, False),
    ("mid-1990s", "1994-01-01", "1996-12-31", Precision.DECADE, False),
    ("mid–1990s", "1994-01-01", "1996-12-31", Precision.DECADE, False),
    ("about the 1980s", "1975-01-01", "1994-12-31", Precision.DECADE, True),
    ("the 20th century", "1901-01-01", "2000-12-31", Precision.SPAN, False),
    # From somewhen to somewhen
    ("1980 to 1985", "1980-01-01", "1985-12-31", Precision.SPAN, False),
    ("1980–85", "1980-01-01", "1985-12-31", Precision.SPAN, False),
    ("1980-85", "1980-01-01", "1985-12-31", Precision.SPAN, False),
    ("1980 — 1985", "1980-01-01", "1985-12-31", Precision.SPAN, False),
    ("1998–02", "1998-01-01", "2002-12-31", Precision.SPAN, False),
    ("1999/00", "1999-01-01", "2000-12-31", Precision.SPAN, False),
    ("1980 until 1985", "1980-01-01", "1985-12-31", Precision.SPAN, False),
    ("1999 to 1999", "1999-01-01", "1999-12-31", Precision.SPAN, False),
    ("from March 2009 to summer 2010", "2009-03-01", "2010-08-31", Precision.SPAN, False),
    ("March to June 2009", "2009-03-01", "2009-06-30", Precision.SPAN, False),
    ("November to February 2010", "2009-11-01", "2010-02-28", Precision.SPAN, False),
    ("winter to spring 2000", "1999-12-01", "2000-05-31", Precision.SPAN, False),
    ("14–16 March 2009", "2009-03-14", "2009-03-16", Precision.SPAN, False),
    ("March 14–16, 2009", "2009-03-14", "2009-03-16", Precision.SPAN, False),
    ("28 March to 2 April 2009", "2009-03-28", "2009-04-02", Precision.SPAN, False),
    ("2009-03-14 to 2009-04-02", "2009-03-14", "2009-04-02", Precision.SPAN, False),
    ("14/3/2009 - 16/3/2009", "2009-03-14", "2009-03-16", Precision.SPAN, False),
    ("early to mid 1980s", "1980-01-01", "1986-12-31", Precision.SPAN, False),
    ("mid-to-late 1980s", "1984-01-01", "1989-12-31", Precision.SPAN, False),
    ("1980s to 1990s", "1980-01-01", "1999-12-31", Precision.SPAN, False),
    ("about 1980 to 1985", "1979-01-01", "1985-12-31", Precision.SPAN, True),
    ("1980 to about 1985", "1980-01-01", "1986-12-31", Precision.SPAN, True),
    ("between 1980 and 1985", "1980-01-01", "1985-12-31", Precision.SPAN, True),
    ("1999 or 2000", "1999-01-01", "2000-12-31", Precision.SPAN, True),
    ("March or April 2009", "2009-03-01", "2009-04-30", Precision.SPAN, True),
    # One end
    ("before 2001", "None", "2000-12-31", Precision.OPEN, False),
    ("after 2001", "2002-01-01", "None", Precision.OPEN, False),
    ("since 2014", "2014-01-01", "None", Precision.OPEN, False),
    ("from 2014 onwards", "2014-01-01", "None", Precision.OPEN, False),
    ("2014 to today", "2014-01-01", "None", Precision.OPEN, False),
    ("2014–", "2014-01-01", "None", Precision.OPEN, False),
    ("until 1999", "None", "1999-12-31", Precision.OPEN, False),
    ("by March 2009", "None", "2009-03-31", Precision.OPEN, False),
    ("before about 2001", "None", "1999-12-31", Precision.OPEN, True),
    ("before the summer of 1999", "None", "1999-05-31", Precision.OPEN, False),
    # EDTF
    ("1999~", "1998-01-01", "2000-12-31", Precision.YEAR, True),
    ("199X", "1990-01-01", "1999-12-31", Precision.DECADE, False),
    ("19XX", "1900-01-01", "1999-12-31", Precision.SPAN, False),
    ("1999-XX", "1999-01-01", "1999-12-31", Precision.YEAR, False),
    ("1999-03-XX", "1999-03-01", "1999-03-31", Precision.MONTH, False),
    ("1980/1985", "1980-01-01", "1985-12-31", Precision.SPAN, False),
    ("1999-21", "1999-03-01", "1999-05-31", Precision.SEASON, False),
    ("../2001", "None", "2001-12-31", Precision.OPEN, False),
    ("2001/..", "2001-01-01", "None", Precision.OPEN, False),
    # Seen from the day it is written
    ("today", "2026-11-22", "2026-11-22", Precision.DAY, False),
    ("yesterday", "2026-11-21", "2026-11-21", Precision.DAY, False),
    ("last week", "2026-11-09", "2026-11-15", Precision.SPAN, False),
    ("last month", "2026-10-01", "2026-10-31", Precision.MONTH, False),
    ("this year", "2026-01-01", "2026-12-31", Precision.YEAR, False),
    ("last year", "2025-01-01", "2025-12-31", Precision.YEAR, False),
    ("the year before last", "2024-01-01", "2024-12-31", Precision.YEAR, False),
    ("two years ago", "2024-01-01", "2024-12-31", Precision.YEAR, False),
    ("a year ago", "2025-01-01", "2025-12-31", Precision.YEAR, False),
    ("about ten years ago", "2015-01-01", "2017-12-31", Precision.YEAR, True),
    ("a few years ago", "2022-01-01", "2024-12-31", Precision.YEAR, True),
    ("last summer", "2026-06-01", "2026-08-31", Precision.SEASON, False),
    ("last autumn", "2025-09-01", "2025-11-30", Precision.SEASON, False),
    ("last winter", "2025-12-01", "2026-02-28", Precision.SEASON, False),
    ("last Christmas", "2025-12-22", "2025-12-28", Precision.DAY, True),
    ("last March", "2026-03-01", "2026-03-31", Precision.MONTH, False),
]


@pytest.mark.parametrize(("words", "earliest", "latest", "precision", "about"), KNOWN)
def test_what_is_understood(words: str, earliest: str, latest: str, precision: Precision, about: bool) -> None:
    assert days(words) == (earliest, latest, precision, about)


@pytest.mark.parametrize(
    "words",
    [
        "between school and university",
        "as a child",
        "after the move",
        "before Leeds",
        "from school to work",
        "a long time ago",
        "the 20s",  # a hundred years ago, or now
        "30s",
        "twenties",
        "99",
        "in 99",
        "7",
        "at 10:30",
        "when I was 200",
        "31/12",
        "14 March",
        "summer",
        "from 7 to 9",
        "from age 7 to 1999",
        "2001 a space odyssey",
        "1999 1999",
        "1999-2000-2001",
        "/",
        "–",
        "..",
        "?",
    ],
)
def test_what_is_not_known_keeps_its_words(words: str) -> None:
    assert read(words) == VagueDate(words=words)


def test_a_sentence_is_kept_and_not_looked_into() -> None:
    words = "in 1999 " * 40
    assert read(words) == VagueDate(words=words.strip())


def test_nothing_said_is_nothing_known() -> None:
    assert read(" \u00a0\n") == VagueDate()


def test_the_words_stay_and_only_their_white_space_is_tidied() -> None:
    assert read(" The\u00a0 SUMMER\tof\n1999 ").words == "The SUMMER of 1999"
    assert read("1980–85").words == "1980–85"
    assert read("caf\u0065\u0301 years").words == "caf\u00e9 years"


def test_what_cannot_be_kept_is_replaced() -> None:
    assert read("before \ud800 Leeds").words == "before \ufffd Leeds"


@pytest.mark.parametrize("words", ["14/3/2009", "14-3-2009", "14/03/09"])
def test_the_order_of_day_and_month_gives_way_where_only_one_can_be_meant(words: str) -> None:
    assert days(words) == days(words, AMERICAN) == days("14 March 2009")


def test_the_order_of_day_and_month_is_the_person_s_habit() -> None:
    assert read("3/4/2009").earliest == date(2009, 4, 3)
    assert read("3/4/2009", AMERICAN).earliest == date(2009, 3, 4)
    assert read("09/3/04").earliest == date(2004, 3, 9)
    assert read("09/3/04", ISO).earliest == date(2009, 3, 4)


def test_south_of_the_equator_the_seasons_are_the_other_ones() -> None:
    assert days("summer 1999", SOUTH) == ("1999-12-01", "2000-02-29", Precision.SEASON, False)
    assert days("winter 1999", SOUTH) == ("1999-06-01", "1999-08-31", Precision.SEASON, False)
    assert days("summer 1999/2000", SOUTH) == days("summer 1999", SOUTH)
    assert days("1999-21", SOUTH) == days("spring 1999", SOUTH) == ("1999-09-01", "1999-11-30", Precision.SEASON, False)


def test_two_digits_are_the_last_hundred_years() -> None:
    assert read("14.3.26").earliest == date(2026, 3, 14)
    assert read("14.3.27").earliest == date(1927, 3, 14)


def test_digits_of_any_script_are_digits() -> None:
    assert read("١٩٩٩").earliest == date(1999, 1, 1)


@pytest.mark.parametrize(
    ("words", "year", "month", "day"),
    [
        ("31 February 2009", 2009, 2, 31),
        ("29 February 2009", 2009, 2, 29),
        ("30/2/2009", 2009, 2, 30),
        ("14/15/2009", 2009, 15, 14),
        ("0 March 2009", 2009, 3, 0),
        ("2009-13-01", 2009, 13, 1),
        ("1999-13", 1999, 13, 0),
        ("13/2009", 2009, 13, 0),
        ("30 to 31 February 2009", 2009, 2, 31),
    ],
)
def test_an_impossible_day_is_refused_with_its_numbers(words: str, year: int, month: int, day: int) -> None:
    with pytest.raises(StoryError) as caught:
        read(words)
    assert (caught.value.code, caught.value.facts) == (
        Code.DATE_IMPOSSIBLE,
        {"year": year, "month": month, "day": day},
    )


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("12000", 12000),
        ("summer 12000", 12000),
        ("about 10000", 10000),
        ("14 March 123456", 123456),
        ("0000", 0),
        ("Y17000", 17000),
        ("before 0001", 0),
        ("after 9999", 10000),
        ("1/1/0000", 0),
    ],
)
def test_a_year_outside_the_calendar_is_refused_with_its_number(words: str, year: int) -> None:
    with pytest.raises(StoryError) as caught:
        read(words)
    assert caught.value.code is Code.DATE_OUT_OF_RANGE
    assert caught.value.facts == {"year": year, "first": 1, "last": 9999}


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("1985 to 1980", 1985, 1980),
        ("between 1985 and 1980", 1985, 1980),
        ("16 to 14 March 2009", 2009, 2009),
        ("2010/2009", 2010, 2009),
        ("age 9 to 7", 9, 7),
        ("summer 1999 to spring 1999", 1999, 1999),
    ],
)
def test_a_range_turned_round_is_refused(words: str, first: int, last: int) -> None:
    with pytest.raises(StoryError) as caught:
        read(words)
    assert (caught.value.code, caught.value.facts) == (Code.RANGE_TURNED_ROUND, {"first": first, "last": last})


def test_the_edges_of_the_calendar_are_within_it() -> None:
    assert days("0001") == ("0001-01-01", "0001-12-31", Precision.YEAR, False)
    assert days("about 9999") == ("9998-01-01", "9999-12-31", Precision.YEAR, True)
    assert days("about 0001") == ("0001-01-01", "0002-12-31", Precision.YEAR, True)
    assert days("0000s") == ("0001-01-01", "0009-12-31", Precision.DECADE, False)
    assert days("1 January 0001") == ("0001-01-01", "0001-01-01", Precision.DAY, False)
