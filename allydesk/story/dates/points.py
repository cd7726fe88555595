"""Stretches of the calendar that have a name: a day, a month, a season, a year, a decade, and thirds of them."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from allydesk.errors import Code, StoryError
from allydesk.story.vague_date import Precision

FIRST_YEAR: Final = date.min.year
LAST_YEAR: Final = date.max.year
"""The years the calendar knows, 1 to 9999."""


class Part(StrEnum):
    """Which third of a stretch."""

    WHOLE = ""
    EARLY = "early"
    MID = "mid"
    LATE = "late"


PARTS: Final = (Part.EARLY, Part.MID, Part.LATE)

_MONTHS: Final = {Precision.MONTH: 1, Precision.SEASON: 3, Precision.YEAR: 12, Precision.DECADE: 120}
_THIRDS: Final = {
    Precision.SEASON: {Part.EARLY: (0, 1), Part.MID: (1, 2), Part.LATE: (2, 3)},
    Precision.YEAR: {Part.EARLY: (0, 4), Part.MID: (4, 8), Part.LATE: (8, 12)},
    # Most people's early eighties are 1980 to 1983, the mid-eighties 1984 to 1986.
    Precision.DECADE: {Part.EARLY: (0, 48), Part.MID: (48, 84), Part.LATE: (84, 120)},
}
"""Months from the beginning, and up to which."""
_MONTH_THIRDS: Final = {Part.EARLY: (1, 10), Part.MID: (11, 20), Part.LATE: (21, 31)}
"""First and last day of the month."""
_ABOUT_MONTHS: Final = {Precision.MONTH: 1, Precision.SEASON: 3, Precision.YEAR: 12, Precision.DECADE: 60}
_ABOUT_THIRD: Final = {Precision.SEASON: 1, Precision.YEAR: 4, Precision.DECADE: 24}
_ABOUT_DAYS: Final = 3
_ABOUT_DAYS_OF_THIRD: Final = 10
"""How much wider "about" makes a stretch at either end: its neighbours on both sides, half of one for a decade; three
days for a day."""


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """One named stretch. `at` counts days of the calendar for a day, and months since the year 0 for the others: that
    of the first month. A season begins in March, June, September or December; what it is called is the person's
    hemisphere's. Its winter 1999 is the one that begins in December 1999.
    """

    unit: Precision
    at: int
    part: Part = Part.WHOLE

    def days(self, *, about: bool = False) -> tuple[date, date]:
        """The first and the last day, clipped to the years 1 to 9999. `about` makes it wider on both sides."""
        if self.unit is Precision.DAY:
            margin = _ABOUT_DAYS if about else 0
            return _day(self.at - margin), _day(self.at + margin)
        if self.unit is Precision.MONTH and self.part is not Part.WHOLE:
            return self._third_of_month(_ABOUT_DAYS_OF_THIRD if about else 0)
        whole = self.part is Part.WHOLE
        begin, end = (0, _MONTHS[self.unit]) if whole else _THIRDS[self.unit][self.part]
        margin = 0 if not about else _ABOUT_MONTHS[self.unit] if whole else _ABOUT_THIRD[self.unit]
        return first_of(self.at + begin - margin), last_of(self.at + end - 1 + margin)

    def shifted(self, months: int) -> "Point | None":
        """The same stretch so many months on; None outside the calendar. A day that a month does not have becomes the
        last one it has."""
        if self.unit is not Precision.DAY:
            moved = Point(self.unit, self.at + months, self.part)
            return moved if FIRST_YEAR <= (self.at + months) // 12 <= LAST_YEAR else None
        day = date.fromordinal(self.at)
        year, month = divmod(month_number(day) + months, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        last = calendar.monthrange(year, month + 1)[1]
        return Point(Precision.DAY, date(year, month + 1, min(day.day, last)).toordinal())

    @property
    def year(self) -> int:
        """The year it begins in; a decade's first one, which is 0 for the very first decade."""
        return date.fromordinal(self.at).year if self.unit is Precision.DAY else self.at // 12

    @property
    def month(self) -> int:
        """The month it begins in, 1 to 12."""
        return date.fromordinal(self.at).month if self.unit is Precision.DAY else self.at % 12 + 1

    @property
    def months(self) -> int:
        """How many months one step to the next of its kind takes; 0 for a day."""
        return _MONTHS.get(self.unit, 0)

    def _third_of_month(self, margin: int) -> tuple[date, date]:
        first, last = _MONTH_THIRDS[self.part]
        whole_last = last_of(self.at)
        begin = first_of(self.at).toordinal() + first - 1
        end = whole_last.toordinal() if last > 20 else begin + 9
        return _day(begin - margin), _day(end + margin)


def day_point(day: date) -> Point:
    """That day."""
    return Point(Precision.DAY, day.toordinal())


def point_at(unit: Precision, day: date, *, thirds: bool = False) -> Point:
    """The stretch of that kind that holds the day; with `thirds`, the third of it."""
    month = month_number(day)
    match unit:
        case Precision.DAY:
            return day_point(day)
        case Precision.MONTH:
            point = Point(unit, month)
        case Precision.SEASON:
            # January of the year 1 lies in a season that begins before the calendar does.
            point = Point(unit, max(month - day.month % 3, FIRST_YEAR * 12 + 2))
        case Precision.DECADE:
            point = Point(unit, day.year // 10 * 120)
        case _:
            point = Point(Precision.YEAR, day.year * 12)
    return _third(point, day) if thirds else point


def year_point(year: int) -> Point:
    """That year. Raises StoryError(DATE_OUT_OF_RANGE) for one the calendar does not know."""
    return Point(Precision.YEAR, known_year(year) * 12)


def known_year(year: int) -> int:
    """The year itself. Raises StoryError(DATE_OUT_OF_RANGE) outside 1 to 9999."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise StoryError(Code.DATE_OUT_OF_RANGE, year=year, first=FIRST_YEAR, last=LAST_YEAR)
    return year


def month_point(year: int, month: int) -> Point:
    """That month. Raises StoryError(DATE_OUT_OF_RANGE), or StoryError(DATE_IMPOSSIBLE) with `day` 0 for no month."""
    known_year(year)
    if not 1 <= month <= 12:
        raise StoryError(Code.DATE_IMPOSSIBLE, year=year, month=month, day=0)
    return Point(Precision.MONTH, year * 12 + month - 1)


def calendar_day(year: int, month: int, day: int) -> Point:
    """That day. Raises StoryError(DATE_OUT_OF_RANGE), or StoryError(DATE_IMPOSSIBLE) for one that no calendar has."""
    known_year(year)
    try:
        return day_point(date(year, month, day))
    except ValueError as error:
        raise StoryError(Code.DATE_IMPOSSIBLE, year=year, month=month, day=day) from error


def month_number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def first_of(month: int) -> date:
    """The first day of a month by its number, or of the calendar."""
    year, index = divmod(month, 12)
    if year < FIRST_YEAR:
        return date.min
    return date.max if year > LAST_YEAR else date(year, index + 1, 1)


def last_of(month: int) -> date:
    """The last day of a month by its number, or of the calendar."""
    year = (month + 1) // 12
    if year > LAST_YEAR:
        return date.max
    following = first_of(month + 1)
    return following - timedelta(days=1) if following > date.min else date.min


def years_on(day: date, years: int) -> date | None:
    """The same day so many years on, 1 March where there is no 29 February; None outside the calendar."""
    year = day.year + years
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, 3, 1) if (day.month, day.day) == (2, 29) and not calendar.isleap(year) else day.replace(year=year)


def whole_years(born: date, day: date) -> int:
    """How many birthdays there have been up to that day; negative before the birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _third(point: Point, day: date) -> Point:
    for part in PARTS:
        third = Point(point.unit, point.at, part)
        if third.days()[0] <= day <= third.days()[1]:
            return third
    return point


def _day(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
