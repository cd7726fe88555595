"""Ages as dates, for someone whose birth is known closely, vaguely, or not."""

from datetime import date

import pytest

from allydesk.story.dates.ages import with_birth
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.reading import read_date
from allydesk.story.vague_date import UNDATED, Precision, VagueDate

TODAY = date(2026, 11, 22)
HABITS = DateHabits()


def read(words: str, birth: VagueDate = UNDATED) -> VagueDate:
    return read_date(words, habits=HABITS, birth=birth, today=TODAY)


BORN = read("14 March 1975")


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("age 7", 7),
        ("Age: 7", 7),
        ("aged 7", 7),
        ("aged seven", 7),
        ("at age 7", 7),
        ("at the age of seven", 7),
        ("seven years old", 7),
        ("7-year-old", 7),
        ("as a 7-year-old", 7),
        ("when I was seven", 7),
        ("When I was 7 years old", 7),
        ("I was seven", 7),
        ("when I turned 40", 40),
        ("at 27", 27),
        ("at twenty-seven", 27),
        ("when I was twenty seven", 27),
        ("age 0", 0),
        ("age 100", 100),
        ("about age 7", 7),
        ("when I was about seven", 7),
    ],
)
def test_an_age_is_known_by_its_words_and_has_no_days_without_a_birth(words: str, age: int) -> None:
    assert read(words) == VagueDate(words=words, age=age)


@pytest.mark.parametrize("words", ["age 126", "when I was 200", "age", "as a child", "my twenty", "seven", "at Leeds"])
def test_what_is_no_age_is_not_known(words: str) -> None:
    assert read(words) == VagueDate(words=words)


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "precision", "about"),
    [
        ("age 7", "1982-03-14", "1983-03-13", Precision.YEAR, False),
        ("about age 7", "1981-03-14", "1984-03-13", Precision.YEAR, True),
        ("when I was about seven", "1981-03-14", "1984-03-13", Precision.YEAR, True),
        ("age 7 to 9", "1982-03-14", "1985-03-13", Precision.SPAN, False),
        ("ages 7–9", "1982-03-14", "1985-03-13", Precision.SPAN, False),
        ("7 to 9 years old", "1982-03-14", "1985-03-13", Precision.SPAN, False),
        ("between the ages of 7 and 9", "1982-03-14", "1985-03-13", Precision.SPAN, True),
        ("when I was 7 or 8", "1982-03-14", "1984-03-13", Precision.SPAN, True),
        ("from the age of 7 to the age of 9", "1982-03-14", "1985-03-13", Precision.SPAN, False),
        ("in my twenties", "1995-03-14", "2005-03-13", Precision.SPAN, False),
        ("in my 20s", "1995-03-14", "2005-03-13", Precision.SPAN, False),
        ("in my early twenties", "1995-03-14", "1999-03-13", Precision.SPAN, False),
        ("my late 20s", "2002-03-14", "2005-03-13", Precision.SPAN, False),
        ("when I was in my mid-thirties", "2009-03-14", "2012-03-13", Precision.SPAN, False),
        ("in my teens", "1988-03-14", "1995-03-13", Precision.SPAN, False),
        ("as a teenager", "1988-03-14", "1995-03-13", Precision.SPAN, False),
        ("before I was 10", "None", "1985-03-13", Precision.OPEN, False),
        ("after age 10", "1986-03-14", "None", Precision.OPEN, False),
        ("since I was 10", "1985-03-14", "None", Precision.OPEN, False),
        ("until the age of 10", "None", "1986-03-13", Precision.OPEN, False),
    ],
)
def test_with_a_birth_an_age_has_its_days(
    words: str, earliest: str, latest: str, precision: Precision, about: bool
) -> None:
    found = read(words, BORN)
    assert (str(found.earliest), str(found.latest)) == (earliest, latest)
    assert (found.precision, found.approximate, found.words) == (precision, about, words)
    assert found.age is not None


def test_a_vague_birth_makes_an_age_vague() -> None:
    found = read("age 7", read("1975"))
    assert (found.earliest, found.latest) == (date(1982, 1, 1), date(1983, 12, 30))
    assert not found.approximate


def test_about_a_birth_is_about_an_age() -> None:
    found = read("age 7", read("about 1975"))
    assert (found.earliest, found.latest) == (date(1981, 1, 1), date(1984, 12, 30))
    assert found.approximate


def test_born_on_a_leap_day_one_is_a_year_older_on_the_first_of_march() -> None:
    found = read("age 7", read("29 February 1976"))
    assert (found.earliest, found.latest) == (date(1983, 3, 1), date(1984, 2, 28))


@pytest.mark.parametrize("birth", ["before 1975", "since 1975", "between two houses", "age 3"])
def test_a_birth_that_is_known_at_one_end_or_none_gives_no_days(birth: str) -> None:
    assert read("age 7", read(birth)) == VagueDate(words="age 7", age=7)


def test_a_birth_said_later_gives_the_days_and_taken_back_takes_them() -> None:
    waiting = read("when I was seven")
    known = with_birth(waiting, BORN)
    assert known == read("when I was seven", BORN)
    assert with_birth(known, read("14 March 1985")) == read("when I was seven", read("14 March 1985"))
    assert with_birth(known, UNDATED) == waiting


def test_a_birth_leaves_other_dates_alone() -> None:
    for words in ("summer 1999", "3/4/2009", "last year", "between school and university", ""):
        assert with_birth(read(words), BORN) == read(words)


def test_words_that_are_no_age_any_more_are_left_alone() -> None:
    odd = VagueDate(words="the move", age=7)
    assert with_birth(odd, BORN) == odd


def test_an_age_off_the_calendar_is_not_known() -> None:
    assert read("age 20", read("9985")) == VagueDate(words="age 20", age=20)
    assert not with_birth(read("age 20"), read("9985")).is_dated
