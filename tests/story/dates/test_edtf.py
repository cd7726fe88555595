"""The part of EDTF we read, levels 0 and 1, beside a library that reads all of it."""

from datetime import date
from time import struct_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allydesk.story.dates.habits import DateHabits, DayOrder
from allydesk.story.dates.reading import read_date

edtf = pytest.importorskip("edtf", reason="the edtf library, which we compare with, is not installed")

unhurried = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TODAY = date(2026, 11, 22)
years = st.integers(1000, 9000)
months = st.tuples(years, st.integers(1, 12)).map(lambda made: f"{made[0]}-{made[1]:02d}")
days = st.dates(date(1000, 1, 1), date(9000, 12, 31)).map(date.isoformat)
# The library ends winter with the year it begins in, to keep it out of the next.
seasons = st.tuples(years, st.integers(21, 23)).map(lambda made: f"{made[0]}-{made[1]}")
whole = st.one_of(years.map(str), months, days, seasons)
unspecified = st.one_of(
    st.integers(100, 900).map(lambda decade: f"{decade}X"),
    st.integers(10, 90).map(lambda century: f"{century}XX"),
    years.map(lambda year: f"{year}-XX"),
    months.map(lambda month: f"{month}-XX"),
    years.map(lambda year: f"{year}-XX-XX"),
)
intervals = st.tuples(years, st.integers(1, 99)).map(lambda made: f"{made[0]}/{made[0] + made[1]}")
mixed = st.tuples(months, days).filter(lambda ends: ends[0] < ends[1][:7]).map("/".join)
habits_ = st.builds(DateHabits, st.sampled_from(DayOrder))


@unhurried
@given(st.one_of(whole, unspecified, intervals, mixed), habits_)
def test_it_means_the_same_days(words: str, habits: DateHabits) -> None:
    found = read_date(words, habits=habits, today=TODAY)
    known = edtf.parse_edtf(words)
    assert (found.earliest, found.latest) == (_date(known.lower_strict()), _date(known.upper_strict()))


@unhurried
@given(years, st.sampled_from("~?"), habits_)
def test_an_uncertain_year_is_as_much_wider(year: int, sign: str, habits: DateHabits) -> None:
    """Months are left out: edtf 5.0.2 makes one wider by a year and a month on either side."""
    found = read_date(f"{year}{sign}", habits=habits, today=TODAY)
    known = edtf.parse_edtf(f"{year}{sign}")
    assert found.approximate
    assert (found.earliest, found.latest) == (_date(known.lower_fuzzy()), _date(known.upper_fuzzy()))


@unhurried
@given(st.one_of(years.map(str), months, days), habits_)
def test_open_intervals_have_the_end_that_is_said(words: str, habits: DateHabits) -> None:
    until, since = (read_date(one, habits=habits, today=TODAY) for one in (f"../{words}", f"{words}/.."))
    assert (until.earliest, until.latest) == (None, _date(edtf.parse_edtf(f"../{words}").upper_strict()))
    assert (since.earliest, since.latest) == (_date(edtf.parse_edtf(f"{words}/..").lower_strict()), None)


def test_the_library_is_no_part_of_allydesk() -> None:
    """It reads "age 7" as the seventh of some month."""
    assert read_date("age 7", habits=DateHabits(), today=TODAY).earliest is None


def _date(found: object) -> date:
    """Of the time tuple that the library gives."""
    assert isinstance(found, struct_time)
    return date(found.tm_year, found.tm_mon, found.tm_mday)
