"""A year of days, laid out in months and weeks. Pure Python: the calendar paints what this says."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil, sqrt

from allydesk.journal.looking_back import DayWritten
from allydesk.ui.looking_back.words import day_in_words, written_in_words

WEEKS = 6
"""Rows of weeks that a month needs at most."""
DAYS = 7
_STEPS = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a day stands: the month, 1 to 12, and the row and the column within it, from 0."""

    month: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class YearModel:
    """A year with what was written in it. `week_start` is 0 for Monday to 6 for Sunday."""

    year: int
    week_start: int = 0
    days: Mapping[date, DayWritten] = field(default_factory=dict)

    def cell(self, day: date) -> Cell:
        """Where a day of this year stands."""
        first = (day.replace(day=1).weekday() - self.week_start) % DAYS
        row, column = divmod(first + day.day - 1, DAYS)
        return Cell(day.month, row, column)

    def day_at(self, cell: Cell) -> date | None:
        """The day that stands there, if any."""
        first = (date(self.year, cell.month, 1).weekday() - self.week_start) % DAYS
        number = cell.row * DAYS + cell.column - first + 1
        if 1 <= number <= calendar.monthrange(self.year, cell.month)[1]:
            return date(self.year, cell.month, number)
        return None

    def month(self, number: int) -> list[date]:
        """The days of a month."""
        return [date(self.year, number, day + 1) for day in range(calendar.monthrange(self.year, number)[1])]

    def share(self, day: date) -> float:
        """How full a day is, in four steps up to 1, by its words against the most of the year; 0 for none."""
        written = self.days.get(day)
        if written is None:
            return 0.0
        most = max(each.words for each in self.days.values())
        # The root, so that one very long day does not make all others look the same.
        return max(1, ceil(_STEPS * sqrt(written.words / most))) / _STEPS if most else 1 / _STEPS

    def mood(self, day: date) -> float | None:
        """The mean mood of a day, -5 to +5."""
        written = self.days.get(day)
        return None if written is None else written.mood

    def said(self, day: date) -> str:
        """A day in words: "Saturday 21 November 2026: 3 entries, 412 words, mood −1"."""
        return f"{day_in_words(day)}: {written_in_words(self.days.get(day))}"

    @property
    def weekdays(self) -> str:
        """The first letters of the days of the week, in the order of the columns."""
        letters = "MTWTFSS"
        return letters[self.week_start :] + letters[: self.week_start]


def by_days(day: date, number: int) -> date:
    """So many days on, or back; the calendar's ends stand still."""
    try:
        return day + timedelta(days=number)
    except OverflowError:
        return day


def by_months(day: date, number: int) -> date:
    """The same day of another month, or that month's last; the calendar's ends stand still."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if not date.min.year <= year <= date.max.year:
        return day
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
