"""The ways one point in time is written: "1999", "summer 1999", "late 1980s", "14 March 2009", "2009-03-14", "199X"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from allydesk.errors import Code, StoryError
from allydesk.story.dates.habits import DateHabits, DayOrder
from allydesk.story.dates.points import Part, Point, calendar_day, known_year, month_point, year_point
from allydesk.story.dates.wording import (
    ANY_MONTH,
    ANY_PART,
    ANY_SEASON,
    ANY_WEEKDAY,
    DECADES,
    PARTS_IN_WORDS,
    easter,
    month_of,
    pattern,
    season_month,
)
from allydesk.story.vague_date import Precision


@dataclass(frozen=True, slots=True)
class Setting:
    """What the same words can mean different days by: the person's habits, and the day they write on."""

    habits: DateHabits
    today: date


@dataclass(frozen=True, slots=True)
class Feast:
    """A day with a name; `day` gives it for a year. Around one that is not `exact` people mean a few days."""

    day: Callable[[int], date]
    exact: bool = True


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


FEASTS: Final = {
    "christmas eve": Feast(_fixed(12, 24)),
    "christmas day": Feast(_fixed(12, 25)),
    "boxing day": Feast(_fixed(12, 26)),
    "new year's eve": Feast(_fixed(12, 31)),
    "new year's day": Feast(_fixed(1, 1)),
    "easter sunday": Feast(easter),
    "halloween": Feast(_fixed(10, 31)),
    "bonfire night": Feast(_fixed(11, 5)),
    "christmas": Feast(_fixed(12, 25), exact=False),
    "new year": Feast(_fixed(1, 1), exact=False),
    "easter": Feast(easter, exact=False),
}
"""Longer names before those they begin with. Only days that the Gregorian calendar gives by itself."""

Found = tuple[Point, bool]
"""The point, and whether it is only about then."""

_YEAR: Final = r"(?P<year>\d{4,6}|'\d\d)"
_PART: Final = rf"(?:(?P<part>{ANY_PART})(?: of)?(?: the)?[ –-]*)?"
_MONTH: Final = rf"(?P<month>{ANY_MONTH})\.?"
_DAY: Final = r"(?P<day>\d\d?)(?P<ordinal>st|nd|rd|th)?"
_WEEKDAY: Final = rf"(?:(?P<weekday>{ANY_WEEKDAY})\.?,? (?:the )?)?"
_OF: Final = r"(?: ?, ?| of | in |[ -])(?:the year )?"
_DASH: Final = "[–-]"


def find_point(text: str, setting: Setting) -> tuple[Point, bool, re.Match[str]] | None:
    """The point that all of a folded text names, whether it says "about" in itself, and where in it what stands; None
    for any other text.

    Raises StoryError(DATE_IMPOSSIBLE) with `year`, `month` and `day` (0 where none is said), and
    StoryError(DATE_OUT_OF_RANGE) with `year`, `first` and `last`.
    """
    for known, meaning in _FORMS:
        match = known.fullmatch(text)
        if match is not None and (found := meaning(match, setting)) is not None:
            return (*found, match)
    return None


def century_year(digits: str, today: date) -> int:
    """The year that two digits stand for: the one in the last hundred years."""
    year = today.year - today.year % 100 + int(digits)
    return year if year <= today.year else year - 100


def year_of(text: str, setting: Setting) -> int:
    """A year in four digits, or in two behind an apostrophe. Raises StoryError(DATE_OUT_OF_RANGE)."""
    return known_year(century_year(text[1:], setting.today) if text.startswith("'") else int(text))


def part_of(match: re.Match[str]) -> Part:
    """Which third of it the words say."""
    word = match["part"]
    return PARTS_IN_WORDS[word] if word else Part.WHOLE


def _year(match: re.Match[str], setting: Setting) -> Found:
    return Point(Precision.YEAR, year_of(match["year"], setting) * 12, part_of(match)), False


def _month(match: re.Match[str], setting: Setting) -> Found:
    point = month_point(year_of(match["year"], setting), month_of(match["month"]))
    return Point(Precision.MONTH, point.at, part_of(match)), False


def _day(match: re.Match[str], setting: Setting) -> Found:
    return calendar_day(year_of(match["year"], setting), month_of(match["month"]), int(match["day"])), False


def _season(match: re.Match[str], setting: Setting) -> Found | None:
    year = year_of(match["year"], setting)
    begins = season_month(match["season"], southern=setting.habits.southern)
    following = match["next"] if "next" in match.re.groupindex else None
    if following is not None and (begins != 12 or int(following[-2:]) != (year + 1) % 100):
        return None
    return Point(Precision.SEASON, year * 12 + begins - 1, part_of(match)), False


def _decade(match: re.Match[str], _: Setting) -> Found:
    return Point(Precision.DECADE, int(match["decade"]) * 12, part_of(match)), False


def _short_decade(match: re.Match[str], setting: Setting) -> Found | None:
    """Only one that a living person can mean in one way: "the 20s" were a hundred years ago, and are now."""
    word = match["short"]
    digits = DECADES[word] if word in DECADES else int(word)
    start = setting.today.year - setting.today.year % 100 + digits
    start = start if start <= setting.today.year else start - 100
    if start - 100 + 9 > setting.today.year - 100:
        return None
    return Point(Precision.DECADE, start * 12, part_of(match)), False


def _iso_day(match: re.Match[str], _: Setting) -> Found:
    return calendar_day(int(match["year"]), int(match["monthnumber"]), int(match["dd"])), False


def _iso_month(match: re.Match[str], setting: Setting) -> Found | None:
    """EDTF's month, or its season from 21 to 24. "1985-90" and "1999-00" are spans."""
    year, number = int(match["year"]), int(match["monthnumber"])
    if 21 <= number <= 24:
        begins = season_month(("spring", "summer", "autumn", "winter")[number - 21], southern=setting.habits.southern)
        return Point(Precision.SEASON, known_year(year) * 12 + begins - 1), False
    if not 1 <= number <= 12 and (number > year % 100 or number == (year + 1) % 100):
        return None
    return month_point(year, number), False


def _slashed_month(match: re.Match[str], _: Setting) -> Found | None:
    """ "2009/3"; but "1999/00" and "2009/10" are two years."""
    year, number = int(match["year"]), int(match["monthnumber"])
    if not 1 <= number <= 12 or (len(match["monthnumber"]) == 2 and number == (year + 1) % 100):
        return None
    return month_point(year, number), False


def _numbers(match: re.Match[str], setting: Setting) -> Found:
    """A date in numbers by the person's habits; by the other order where only that one gives a month."""
    one, other = int(match["one"]), int(match["other"])
    year = match["year"]
    full = int(year) if len(year) > 2 else century_year(year, setting.today)
    month_first = setting.habits.order is DayOrder.MONTH_FIRST
    if (one if month_first else other) > 12 >= (other if month_first else one):
        month_first = not month_first
    return calendar_day(full, *((one, other) if month_first else (other, one))), False


def _short_iso(match: re.Match[str], setting: Setting) -> Found | None:
    if setting.habits.order is not DayOrder.YEAR_FIRST:
        return None
    return calendar_day(century_year(match["yy"], setting.today), int(match["mm"]), int(match["dd"])), False


def _month_in_numbers(match: re.Match[str], _: Setting) -> Found:
    return month_point(int(match["year"]), int(match["monthnumber"])), False


def _unspecified(match: re.Match[str], _: Setting) -> Found:
    """EDTF's digits that are not said: "199X", "1999-XX", "1999-04-XX"."""
    digits, month = match["digits"], match["monthnumber"]
    if digits.endswith("x"):
        return Point(Precision.DECADE, int(digits[:3]) * 120), False
    if month == "xx":
        return year_point(int(digits)), False
    return month_point(int(digits), int(month)), False


def _feast(match: re.Match[str], setting: Setting) -> Found:
    feast = FEASTS[match["feast"].replace("years", "year's")]
    return Point(Precision.DAY, feast.day(year_of(match["year"], setting)).toordinal()), not feast.exact


def _too_long(match: re.Match[str], _: Setting) -> Found:
    raise StoryError(Code.DATE_OUT_OF_RANGE, year=int(match["long"]), first=date.min.year, last=date.max.year)


_NAMES = "|".join(name.replace("year's", "year'?s") for name in FEASTS)
_ISO = r"(?P<year>\d{4})-(?P<monthnumber>\d\d)"
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Setting], Found | None]], ...]] = (
    (pattern(rf"{_PART}{_YEAR}"), _year),
    (pattern(rf"{_PART}{_MONTH}{_OF}{_YEAR}"), _month),
    (pattern(rf"{_YEAR},? {_PART}{_MONTH}"), _month),
    (pattern(rf"{_WEEKDAY}{_DAY}(?: of )?[ -]?{_MONTH}{_OF}{_YEAR}"), _day),
    (pattern(rf"{_WEEKDAY}{_MONTH} (?:the )?{_DAY}{_OF}{_YEAR}"), _day),
    (pattern(rf"{_YEAR},? {_MONTH} {_DAY}"), _day),
    (pattern(rf"{_PART}(?P<season>{ANY_SEASON}){_OF}{_YEAR}(?: ?[/–-] ?(?P<next>\d{{4}}|\d\d))?"), _season),
    (pattern(rf"{_YEAR},? {_PART}(?P<season>{ANY_SEASON})"), _season),
    (pattern(rf"{_PART}(?P<decade>\d{{3}}0)'?s"), _decade),
    (pattern(rf"{_PART}'(?P<short>\d0)'?s"), _short_decade),
    (pattern(rf"the {_PART}(?P<short>\d0)'?s"), _short_decade),
    (pattern(rf"{_PART}(?P<short>[6-9]0)'?s"), _short_decade),
    (pattern(rf"{_PART}(?P<short>{'|'.join(DECADES)})"), _short_decade),
    (
        pattern(rf"(?P<year>\d{{4}}){_DASH}(?P<monthnumber>\d\d){_DASH}(?P<dd>\d\d)(?:t[\d:.,]+(?:z|[+-][\d:]+)?)?"),
        _iso_day,
    ),
    (pattern(r"(?P<year>\d{4})[/.](?P<monthnumber>\d\d?)[/.](?P<dd>\d\d?)\.?"), _iso_day),
    (pattern(_ISO), _iso_month),
    (pattern(r"(?P<year>\d{4})[/.](?P<monthnumber>\d\d?)"), _slashed_month),
    (pattern(r"(?P<yy>\d\d)(?P<mark>[/.-])(?P<mm>\d\d?)(?P=mark)(?P<dd>\d\d?)"), _short_iso),
    (pattern(r"(?P<one>\d\d?)(?P<mark>[/.-]) ?(?P<other>\d\d?)(?P=mark) ?(?P<year>\d{4,6}|\d\d)"), _numbers),
    (pattern(r"(?P<monthnumber>\d\d?)[/.-](?P<year>\d{4,6})"), _month_in_numbers),
    (pattern(r"(?P<digits>\d{3}x)(?P<monthnumber>)"), _unspecified),
    (pattern(r"(?P<digits>\d{4})-(?P<monthnumber>xx|\d\d)-xx"), _unspecified),
    (pattern(r"(?P<digits>\d{4})-(?P<monthnumber>xx)"), _unspecified),
    (pattern(rf"(?P<feast>{_NAMES}){_OF}{_YEAR}"), _feast),
    (pattern(r"y(?P<long>-?\d{5,9})"), _too_long),
)
