"""Moments carried to another time and height, and the date that a place on the chart means."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from allydesk.mood import MOOD_RANGE
from allydesk.story.chart.scale import FIRST_DAY, LAST_DAY, Scale, day_within
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.moving import moved_to
from allydesk.story.dates.saying import date_in_words
from allydesk.story.lifeline import Moment
from allydesk.story.vague_date import Precision, VagueDate

_CLEAR = 7.0
"""Pixels: what is at least so wide on the chart can be aimed at."""
_STEP_MONTHS = {Precision.MONTH: 1, Precision.SEASON: 3, Precision.YEAR: 12, Precision.OPEN: 12, Precision.DECADE: 120}


def carried(
    moments: Iterable[Moment], *, days: int, steps: int, habits: DateHabits, birth: VagueDate
) -> tuple[Moment, ...]:
    """The moments so many days later and so many steps higher, each as vague as it was; those that are the same
    afterwards are left out. Days go no further than the calendar, steps no further than the scale."""
    made = [
        replace(
            moment,
            date=_later(moment.date, days, habits, birth),
            height=_raised(moment.height, steps),
        )
        for moment in moments
    ]
    return tuple(new for old, new in zip(moments, made, strict=True) if new != old)


def date_stepped(when: VagueDate, step: int, *, habits: DateHabits, birth: VagueDate) -> VagueDate:
    """The date so many steps of its own precision later: days, months, seasons, years or tens of years. A span goes by
    years, or by days and months where it is shorter than two of those."""
    middle = when.middle
    if middle is None:
        return when
    months = 12 if when.age is not None else _STEP_MONTHS.get(when.precision, 0)
    if when.precision is Precision.SPAN and when.age is None and when.earliest and when.latest:
        days = (when.latest - when.earliest).days
        months = 12 if days >= 730 else 1 if days >= 60 else 0
    goal = by_months(middle, step * months) if months else day_within(middle.toordinal() + step)
    return moved_to(when, goal, habits=habits, birth=birth)


def by_months(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it has no such day, and within the calendar."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def date_at(day: float, scale: Scale, *, habits: DateHabits) -> VagueDate | None:
    """What a place means: a day where days are wide enough to be aimed at, otherwise the month, the year or the ten
    years it lies in. None off the calendar."""
    if not FIRST_DAY <= day < LAST_DAY:
        return None
    first, last, precision = _around(day_within(day), scale.pixels_a_day)
    bare = VagueDate("", first, last, precision)
    return replace(bare, words=date_in_words(bare, habits=habits))


def _around(at: date, pixels_a_day: float) -> tuple[date, date, Precision]:
    """The day, or the month, year or ten years around it, whichever is wide enough."""
    if pixels_a_day >= _CLEAR:
        return at, at, Precision.DAY
    if pixels_a_day * 30 >= _CLEAR:
        return at.replace(day=1), at.replace(day=monthrange(at.year, at.month)[1]), Precision.MONTH
    if pixels_a_day * 365 >= _CLEAR or not 10 <= at.year < 9_990:
        return date(at.year, 1, 1), date(at.year, 12, 31), Precision.YEAR
    ten = at.year - at.year % 10
    return date(ten, 1, 1), date(ten + 9, 12, 31), Precision.DECADE


def _later(when: VagueDate, days: int, habits: DateHabits, birth: VagueDate) -> VagueDate:
    middle = when.middle
    if middle is None or not days:
        return when
    return moved_to(when, day_within(middle.toordinal() + days), habits=habits, birth=birth)


def _raised(height: int, steps: int) -> int:
    return min(max(height + steps, MOOD_RANGE.start), MOOD_RANGE.stop - 1)
