"""How dates are written where a person lives."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allydesk.story.dates.habits import DateHabits, DayOrder, habits_of_locale

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("name", "order", "southern"),
    [
        ("en_GB", DayOrder.DAY_FIRST, False),
        ("en_US", DayOrder.MONTH_FIRST, False),
        ("en_US.UTF-8@euro", DayOrder.MONTH_FIRST, False),
        ("en-AU", DayOrder.DAY_FIRST, True),
        ("en_ZA", DayOrder.YEAR_FIRST, True),
        ("pt_BR", DayOrder.DAY_FIRST, True),
        ("en_CA", DayOrder.YEAR_FIRST, False),
        ("zh_Hant_TW", DayOrder.YEAR_FIRST, False),
        ("ja", DayOrder.YEAR_FIRST, False),
        ("de_DE", DayOrder.DAY_FIRST, False),
        ("en", DayOrder.DAY_FIRST, False),
        ("C", DayOrder.DAY_FIRST, False),
        ("C.UTF-8", DayOrder.DAY_FIRST, False),
        ("", DayOrder.DAY_FIRST, False),
    ],
)
def test_a_locale_says_which_number_comes_first_and_when_summer_is(name: str, order: DayOrder, southern: bool) -> None:
    assert habits_of_locale(name) == DateHabits(order=order, southern=southern)


@unhurried
@given(st.text(max_size=20))
def test_any_name_gives_habits(name: str) -> None:
    assert habits_of_locale(name).order in DayOrder
