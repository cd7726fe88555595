"""Time to scale, and the marks along it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.story.chart.scale import FIRST_DAY, LAST_DAY, SHORTEST, WIDEST, Scale, Span, day_within, span_of
from allydesk.story.chart.ticks import ticks_of
from allydesk.story.dates.habits import DateHabits, DayOrder

_DAYS = st.floats(FIRST_DAY, LAST_DAY)
_SPANS = st.tuples(_DAYS, st.floats(SHORTEST, WIDEST)).map(lambda one: Span(one[0] - one[1] / 2, one[0] + one[1] / 2))


def measured(words: str) -> float:
    return 7.0 * len(words)


def scale_of(span: Span, width: float = 1000) -> Scale:
    return Scale(span, 60, 60 + width, 50, 350)


def years(first: int, last: int) -> Span:
    return Span(date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal())


@given(_SPANS, _DAYS)
def test_time_is_to_scale_both_ways(span: Span, day: float) -> None:
    scale = scale_of(span)
    assert scale.day(scale.x(day)) == pytest.approx(day, abs=span.days / 1e6 + 1e-3)
    one, other = scale.x(day + span.days / 10) - scale.x(day), scale.x(day) - scale.x(day - span.days / 10)
    assert one == pytest.approx(other, abs=0.01)


@given(_SPANS, st.floats(0.01, 100), st.floats(0, 1))
def test_zooming_keeps_what_is_under_the_pointer(span: Span, factor: float, share: float) -> None:
    about = span.first + share * span.days
    closer = span.zoomed(factor, about)
    assert SHORTEST * 0.99 <= closer.days <= WIDEST * 1.01
    if FIRST_DAY < closer.middle < LAST_DAY:
        where = (about - closer.first) / closer.days
        assert where == pytest.approx(share, abs=1e-6 * max(1.0, WIDEST / closer.days / 1e3))


@given(_SPANS, st.floats(-1e8, 1e8))
def test_the_view_never_leaves_the_calendar_behind(span: Span, days: float) -> None:
    moved = span.moved(days)
    assert moved.days == pytest.approx(span.days)
    assert FIRST_DAY <= moved.middle <= LAST_DAY


def test_heights_are_whole_steps_and_stay_on_the_scale() -> None:
    scale = scale_of(years(2000, 2010))
    assert [scale.height(scale.y(height)) for height in range(-5, 6)] == list(range(-5, 6))
    assert (scale.height(-1000), scale.height(1000)) == (5, -5)
    assert scale.y(5) == scale.top
    assert scale.y(-5) == scale.bottom


def test_a_life_is_fitted_with_room_and_one_day_with_a_year() -> None:
    life = span_of([date(1990, 1, 1).toordinal(), date(2020, 1, 1).toordinal()])
    assert day_within(life.first) < date(1990, 1, 1)
    assert day_within(life.last) > date(2020, 1, 1)
    assert span_of([date(2000, 6, 1).toordinal()]).days == pytest.approx(366)
    assert span_of([FIRST_DAY, LAST_DAY]).days <= WIDEST


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(1, 1, 1), date(9999, 12, 31), ["1000", "2000", "3000"]),
        (date(1700, 1, 1), date(2026, 1, 1), ["1700", "1720", "1740"]),
        (date(1996, 1, 1), date(2026, 1, 1), ["1996", "1998", "2000"]),
        (date(2019, 2, 3), date(2021, 9, 1), ["Apr 2019", "Jul", "Oct", "2020", "Apr"]),
        (date(2020, 11, 3), date(2021, 9, 1), ["Dec 2020", "2021", "Feb", "Mar"]),
        (date(2020, 12, 28), date(2021, 1, 6), ["28 Dec 2020", "29 Dec", "30 Dec", "31 Dec", "1 Jan 2021", "2 Jan"]),
        (date(2020, 2, 10), date(2020, 3, 20), ["11 Feb 2020", "16 Feb", "21 Feb", "26 Feb", "1 Mar"]),
    ],
)
def test_marks_go_from_thousands_of_years_to_days(first: date, last: date, expected: list[str]) -> None:
    scale = scale_of(Span(first.toordinal(), last.toordinal()))
    words = [tick.words for tick in ticks_of(scale, measure=measured, habits=DateHabits())]
    assert words[: len(expected)] == expected


def test_days_are_written_in_the_persons_own_order() -> None:
    scale = scale_of(Span(date(2020, 3, 1).toordinal(), date(2020, 3, 8).toordinal()))
    habits = DateHabits(order=DayOrder.MONTH_FIRST)
    assert [tick.words for tick in ticks_of(scale, measure=measured, habits=habits)][:2] == ["Mar 1, 2020", "Mar 2"][:2]


@given(_SPANS, st.floats(1, 3000), st.sampled_from(list(DayOrder)))
def test_marks_are_in_view_in_order_and_not_too_many(span: Span, width: float, order: DayOrder) -> None:
    scale = scale_of(span, width)
    ticks = ticks_of(scale, measure=measured, habits=DateHabits(order=order))
    assert len(ticks) <= max(width / 20, 12)
    days = [tick.day for tick in ticks]
    assert days == sorted(set(days))
    assert all(scale.left - 1e-6 <= scale.x(day) <= scale.right + 1e-6 for day in days)
