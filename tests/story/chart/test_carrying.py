"""Moments moved along the chart, and what a place on it means."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.story.chart.carrying import by_months, carried, date_at, date_stepped
from allydesk.story.chart.plot import plot_of
from allydesk.story.chart.saying import chart_in_words, moment_in_words, place_in_words
from allydesk.story.chart.scale import FIRST_DAY, LAST_DAY, Scale, Span
from allydesk.story.dates.habits import DateHabits
from allydesk.story.lifeline import Birth, Lifeline, lifeline_of
from allydesk.story.vague_date import UNDATED, Precision, VagueDate
from tests.story.chart.lives import in_month, in_year, moment, on, ten

HABITS = DateHabits()
BORN = Birth(on(date(1996, 2, 4)))


def stepped(when: VagueDate, step: int) -> VagueDate:
    return date_stepped(when, step, habits=HABITS, birth=UNDATED)


def test_a_moment_keeps_how_vague_it_is() -> None:
    (moved,) = carried([moment(0, in_month(2008, 3), 3)], days=400, steps=-4, habits=HABITS, birth=UNDATED)
    assert moved.date == in_month(2009, 4)
    assert moved.height == -1


def test_several_move_together_and_those_that_stay_are_left_out() -> None:
    both = [moment(0, in_year(2008), 5), moment(1, on(date(2010, 5, 5)), 1)]
    moved = carried(both, days=10, steps=0, habits=HABITS, birth=UNDATED)
    assert [(one.id, one.date) for one in moved] == [("m00001", on(date(2010, 5, 15)))]
    assert carried(both, days=0, steps=1, habits=HABITS, birth=UNDATED)[0].height == 2


@given(st.integers(-4_000_000, 4_000_000), st.integers(-20, 20))
def test_nothing_leaves_the_calendar_or_the_scale(days: int, steps: int) -> None:
    for one in carried(ten().moments.values(), days=days, steps=steps, habits=HABITS, birth=UNDATED):
        assert -5 <= one.height <= 5
        assert one.date.is_dated
        assert one.date.precision is ten().moments[one.id].date.precision


@pytest.mark.parametrize(
    ("when", "then"),
    [
        (on(date(2020, 2, 28)), on(date(2020, 2, 29))),
        (in_month(2020, 12), in_month(2021, 1)),
        (in_year(1999), in_year(2000)),
    ],
)
def test_a_step_is_one_of_its_own_precision_and_can_be_taken_back(when: VagueDate, then: VagueDate) -> None:
    assert stepped(when, 1) == then
    assert stepped(then, -1) == when


def test_longer_ones_go_by_more() -> None:
    season = VagueDate("spring 2021", date(2021, 3, 1), date(2021, 5, 31), Precision.SEASON)
    ten_years = VagueDate("1980s", date(1980, 1, 1), date(1989, 12, 31), Precision.DECADE)
    assert stepped(season, 1).earliest == date(2021, 6, 1)
    assert stepped(ten_years, -1).earliest == date(1970, 1, 1)
    assert stepped(UNDATED, 1) == UNDATED


@given(st.dates(), st.integers(-200_000, 200_000))
def test_months_stay_on_the_calendar(day: date, months: int) -> None:
    found = by_months(day, months)
    assert found in (date.min, date.max) or (found.year - day.year) * 12 + found.month - day.month == months


@given(st.floats(FIRST_DAY - 10, LAST_DAY + 10), st.floats(4, 3_600_000))
def test_a_place_means_what_is_wide_enough_to_be_aimed_at(day: float, days_in_view: float) -> None:
    scale = Scale(Span(day - days_in_view / 2, day + days_in_view / 2), 0, 1000, 0, 300)
    found = date_at(day, scale, habits=HABITS)
    if not FIRST_DAY <= day < LAST_DAY:
        assert found is None
        return
    assert found is not None
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= date.fromordinal(int(day)) <= found.latest
    assert found.words


def test_nearer_is_closer_known() -> None:
    day = date(2009, 3, 14).toordinal() + 0.5
    said = []
    for days in (30, 1_000, 40_000, 400_000):
        found = date_at(day, Scale(Span(day - days / 2, day + days / 2), 0, 1000, 0, 300), habits=HABITS)
        assert found is not None
        said.append((found.words, found.precision))
    assert said == [
        ("14 March 2009", Precision.DAY),
        ("March 2009", Precision.MONTH),
        ("2009", Precision.YEAR),
        ("2000s", Precision.DECADE),
    ]


def test_moments_are_said_in_words() -> None:
    life = lifeline_of(ten().moments.values(), BORN)
    choir, illness = life.dated()[2], life.dated()[4]
    assert moment_in_words(choir, life, habits=HABITS) == "Choir, March 2008, age 12, +3 good"
    assert moment_in_words(illness, life, habits=HABITS).endswith("−4 heavy, now −2 low")
    assert moment_in_words(moment(0, UNDATED), life, habits=HABITS) == "Untitled, 0 even"
    assert place_in_words(choir, habits=HABITS) == "March 2008, +3 good"
    assert chart_in_words(plot_of(life)) == "10 moments from 1996 to 2025, 6 high and 4 low"
    assert chart_in_words(plot_of(Lifeline())) == "No moments yet"
