"""Words that hold on the day they are said: "last year", "two years ago", "this summer", "last Christmas"."""

import re
from datetime import date, timedelta
from typing import Final

from allydesk.story.dates.forms import FEASTS, Setting
from allydesk.story.dates.points import Point, day_point, point_at
from allydesk.story.dates.said import Piece, Said, Shape
from allydesk.story.dates.wording import (
    ANY_MONTH,
    ANY_SEASON,
    NUMBER_WORD,
    month_of,
    number_of,
    pattern,
    season_month,
)
from allydesk.story.vague_date import Precision

_UNITS: Final = {
    "day": Precision.DAY,
    "month": Precision.MONTH,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
}
_DAYS_AGO: Final = {"today": 0, "yesterday": 1, "the day before yesterday": 2}
_NAMES: Final = "|".join(name.replace("year's", "year'?s") for name in FEASTS)
_AGO: Final = pattern(
    r"(?P<about>about |around |some |roughly )?"
    rf"(?:(?P<few>a few)|(?P<couple>a couple of)|(?P<number>\d{{1,3}}|an?|{NUMBER_WORD}))"
    r" (?P<unit>day|week|month|year|decade)s? ago"
)
_NEAR: Final = pattern(
    rf"(?:in |at |over )?(?P<which>this|last) (?:(?P<unit>week|month|year|decade)|(?P<season>{ANY_SEASON})"
    rf"|(?P<month>{ANY_MONTH})|(?P<feast>{_NAMES}))"
)


def find_passing(text: str, setting: Setting) -> Said | None:
    """What a folded text says about a time near the day it is written on; None for any other text."""
    if text in _DAYS_AGO:
        return _said(_days_before(setting.today, _DAYS_AGO[text]))
    if text == "the year before last":
        return _ago("year", 2, setting.today, about=False)
    if (match := _AGO.fullmatch(text)) is not None:
        number = 3 if match["few"] else 2 if match["couple"] else _number(match["number"])
        about = bool(match["about"] or match["few"] or match["couple"])
        return _ago(match["unit"], number, setting.today, about=about)
    match = _NEAR.fullmatch(text)
    return None if match is None else _near(match, setting, back=match["which"] == "last")


def _near(match: re.Match[str], setting: Setting, *, back: bool) -> Said | None:
    if match["unit"] is not None:
        return _ago(match["unit"], int(back), setting.today, about=False)
    if match["feast"] is not None:
        return _feast(match["feast"].replace("years", "year's"), setting.today, back=back)
    return _season_or_month(match, setting, back=back)


def _number(word: str) -> int:
    return 1 if word in {"a", "an"} else number_of(word)


def _ago(unit: str, number: int, today: date, *, about: bool) -> Said | None:
    if unit == "week":
        return _week(today, number)
    precision = _UNITS[unit]
    if precision is Precision.DAY:
        return _said(_days_before(today, number), about=about)
    here = point_at(precision, today)
    return _said(here.shifted(-number * here.months), about=about)


def _week(today: date, number: int) -> Said | None:
    """From Monday to Sunday, as ISO 8601 has it."""
    monday = _days_before(today, number * 7 + today.weekday())
    if monday is None or monday.at + 6 > date.max.toordinal():
        return None
    sunday = Point(Precision.DAY, monday.at + 6)
    return Said(Shape.SPAN, (Piece(monday), Piece(sunday)), passing=True)


def _season_or_month(match: re.Match[str], setting: Setting, *, back: bool) -> Said | None:
    if match["season"] is not None:
        unit, month = Precision.SEASON, season_month(match["season"], southern=setting.habits.southern)
    else:
        unit, month = Precision.MONTH, month_of(match["month"])
    point: Point | None = Point(unit, setting.today.year * 12 + month - 1)
    if not back:
        # In January, this winter is the one that began in December.
        here = point_at(unit, setting.today)
        return _said(here if here.month == month else point)
    while point is not None and point.days()[1] >= setting.today:
        point = point.shifted(-12)
    return _said(point)


def _feast(name: str, today: date, *, back: bool) -> Said | None:
    feast = FEASTS[name]
    year = today.year
    if back and feast.day(year) >= today:
        year -= 1
    return _said(day_point(feast.day(year)), about=not feast.exact) if year >= date.min.year else None


def _days_before(today: date, days: int) -> Point | None:
    return Point(Precision.DAY, today.toordinal() - days) if today - date.min >= timedelta(days=days) else None


def _said(point: Point | None, *, about: bool = False) -> Said | None:
    return None if point is None else Said(Shape.ONE, (Piece(point, about),), passing=True)
