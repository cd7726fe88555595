"""Where days stand in a year, and what is said of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.journal.looking_back import DayWritten
from allydesk.ui.looking_back.words import span_query, tag_query
from allydesk.ui.looking_back.year import YearModel, by_days, by_months

SOME_DAY = date(2026, 11, 21)


@given(st.dates(), st.integers(0, 6))
def test_every_day_has_a_place_of_its_own(day: date, start: int) -> None:
    model = YearModel(day.year, start)
    cell = model.cell(day)
    assert model.day_at(cell) == day
    assert (day.weekday() - start) % 7 == cell.column
    assert 0 <= cell.row < 6


@pytest.mark.parametrize(("start", "letters"), [(0, "MTWTFSS"), (6, "SMTWTFS"), (5, "SSMTWTF")])
def test_the_week_begins_where_the_person_begins_it(start: int, letters: str) -> None:
    assert YearModel(2026, start).weekdays == letters


def test_a_day_is_said_in_words() -> None:
    model = YearModel(2026, 0, {SOME_DAY: DayWritten(SOME_DAY, 3, 412, -1.0)})
    assert model.said(SOME_DAY) == "Saturday 21 November 2026: 3 entries, 412 words, mood −1"
    assert model.said(date(2026, 11, 22)) == "Sunday 22 November 2026: nothing written"


def test_a_fuller_day_is_fuller_and_a_day_with_files_alone_is_not_empty() -> None:
    days = {date(2026, 1, n): DayWritten(date(2026, 1, n), 1, words, None) for n, words in enumerate((0, 5, 900), 1)}
    model = YearModel(2026, 0, days)
    shares = [model.share(date(2026, 1, number)) for number in (1, 2, 3, 4)]
    assert shares == [0.25, 0.25, 1.0, 0.0]


def test_the_ends_of_the_calendar_stand_still() -> None:
    assert by_days(date.max, 1) == date.max
    assert by_months(date.min, -1) == date.min
    assert by_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_searches_for_a_span_and_a_tag() -> None:
    assert span_query(date(2026, 11, 16), date(2026, 11, 22)) == "after:2026-11-15 before:2026-11-23"
    assert span_query(date.min, date.max) == ""
    assert tag_query("close friends") == 'tag:"close friends"'
