"""Where the axis of time is marked, from thousands of years down to single days."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from allydesk.story.chart.scale import FIRST_DAY, LAST_DAY, Scale, day_within
from allydesk.story.dates.habits import DateHabits, DayOrder

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_GAP = 22.0
"""Pixels between the words of two marks, at least."""
_MOST = 400
"""Marks on one axis, whatever its width."""


class _Unit(Enum):
    DAY = 1.0
    MONTH = 365.2425 / 12
    YEAR = 365.2425


_DAYS = {1: (31, 1), 2: (27, 2), 5: (26, 3), 10: (21, 8)}
"""So many days from mark to mark: the last day of a month that has one, and how far the next month is in February."""
_STEPS = (
    *((_Unit.DAY, count) for count in _DAYS),
    *((_Unit.MONTH, count) for count in (1, 3, 6)),
    *((_Unit.YEAR, count) for count in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)),
)
"""From the closest to the farthest; days are counted within their month, months within their year."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark: the time it stands for, in days, and its words. `is_major` begins a year among months, or a month among
    days."""

    day: float
    words: str
    is_major: bool = False


def ticks_of(scale: Scale, *, measure: Callable[[str], float], habits: DateHabits) -> list[Tick]:
    """Marks so close that their words, of the width that `measure` says, just stay apart. Years are named at the place
    where they begin; where the view holds no beginning, the first mark says the whole date."""
    first, last = max(scale.span.first, FIRST_DAY), min(scale.span.last, LAST_DAY - 1)
    if first > last or scale.right <= scale.left:
        return []
    for unit, count in _STEPS:
        if _room(unit, measure, habits) <= _days(unit, count) * scale.pixels_a_day:
            return _ticks(unit, count, first, last, habits)
    unit, count = _STEPS[-1]
    return _ticks(unit, count, first, last, habits)


def day_words(day: date, *, habits: DateHabits, year: bool = False) -> str:
    """A day in short: "14 Mar", "Mar 14"; with the year "14 Mar 2009"."""
    month = MONTHS[day.month - 1]
    match habits.order:
        case DayOrder.DAY_FIRST:
            return f"{day.day} {month} {day.year}" if year else f"{day.day} {month}"
        case DayOrder.MONTH_FIRST:
            return f"{month} {day.day}, {day.year}" if year else f"{month} {day.day}"
        case _:
            return f"{day.year} {month} {day.day}" if year else f"{month} {day.day}"


def _days(unit: _Unit, count: int) -> float:
    """The least there is from one mark to the next."""
    if unit is _Unit.DAY:
        return _DAYS[count][1]
    return 28.0 * count if unit is _Unit.MONTH else 365.0 * count


def _room(unit: _Unit, measure: Callable[[str], float], habits: DateHabits) -> float:
    longest = {
        _Unit.DAY: day_words(date(2000, 8, 28), habits=habits),
        _Unit.MONTH: "2000",
        _Unit.YEAR: "2000",
    }
    return measure(longest[unit]) + _GAP


def _ticks(unit: _Unit, count: int, first: float, last: float, habits: DateHabits) -> list[Tick]:
    begun = {_Unit.DAY: _by_days, _Unit.MONTH: _by_months, _Unit.YEAR: _by_years}[unit]
    days = [day for day in begun(day_within(first), day_within(last), count) if day.toordinal() >= first - 1e-9]
    return [Tick(float(day.toordinal()), *_named(unit, day, habits, alone=not place)) for place, day in enumerate(days)]


def _named(unit: _Unit, day: date, habits: DateHabits, *, alone: bool) -> tuple[str, bool]:
    """The words of a mark, and whether it begins something. The first one in view says its year too, where others
    leave it out."""
    if unit is _Unit.YEAR or (unit is _Unit.MONTH and day.month == 1):
        return str(day.year), unit is _Unit.MONTH
    if unit is _Unit.MONTH:
        return f"{MONTHS[day.month - 1]} {day.year}" if alone else MONTHS[day.month - 1], False
    is_major = day.day == 1
    return day_words(day, habits=habits, year=alone or (is_major and day.month == 1)), is_major


def _by_days(first: date, last: date, count: int) -> Iterator[date]:
    """Every so many days, counted anew in each month; the thirty-first and its like are left out where the next month
    would come too close."""
    for number in range(first.toordinal(), min(last.toordinal(), first.toordinal() + _MOST) + 1):
        day = date.fromordinal(number)
        if count == 1 or (day.day % count == 1 and day.day <= _DAYS[count][0]):
            yield day


def _by_months(first: date, last: date, count: int) -> Iterator[date]:
    begin = first.year * 12 + first.month - 1
    for month in range(begin - begin % count, min(last.year * 12 + last.month, begin + _MOST), count):
        yield date(month // 12, month % 12 + 1, 1)


def _by_years(first: date, last: date, count: int) -> Iterator[date]:
    for year in range(first.year - first.year % count, min(last.year, first.year + _MOST * count) + 1, count):
        if year > 0:
            yield date(year, 1, 1)
