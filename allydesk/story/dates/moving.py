"""Moving a date along the chart: another day, in the same words as far as they go."""

import datetime as dt
from typing import Final

from allydesk.errors import StoryError
from allydesk.story.dates.agewords import OLDEST
from allydesk.story.dates.forms import FEASTS, Setting
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.parsing import parse
from allydesk.story.dates.points import Part, Point, day_point, point_at, whole_years
from allydesk.story.dates.said import Ages, Piece, Said, Shape
from allydesk.story.dates.slots import refilled
from allydesk.story.dates.wording import folded, tidy
from allydesk.story.dates.writing import plainly, said_in_words, with_value
from allydesk.story.vague_date import UNDATED, Precision, VagueDate

_MONTH_DAYS: Final = 365.2425 / 12
"""The mean length of a month in the Gregorian calendar, in days."""
_NEAR_FEAST: Final = 15
"""Days. A Christmas dropped so near to another Christmas becomes that one."""


def moved_to(date: VagueDate, day: dt.date, *, habits: DateHabits, birth: VagueDate = UNDATED) -> VagueDate:
    """The date moved so that it is drawn at that day, as nearly as its precision allows; it stays as vague, and a span
    as long, as it is. The words are made anew in the same manner: "summer 1999" becomes "summer 2000", "age 7" "age 9".

    A date that is not known becomes about the year of the day: nothing closer can be meant by a place on a chart. An
    age moved to before the birth becomes a year. What would leave the years 1 to 9999 stays where it is.
    """
    middle = date.middle
    if middle is None:
        return _resolved(Said(Shape.ONE, (Piece(point_at(Precision.YEAR, day), about=True),)), habits, birth) or date
    said = _said(date, habits, birth)
    new = _moved(said, middle, day, birth, words=date.words)
    if new is None and said.age is not None:
        plain = plainly(date)
        new = None if plain is None else _moved(plain, middle, day, birth, words="")
    moved = None if new is None else _resolved(new, habits, birth)
    if new is None or moved is None:
        return date
    return _in_same_manner(tidy(date.words), said, new, moved, habits=habits, birth=birth)


def _said(date: VagueDate, habits: DateHabits, birth: VagueDate) -> Said:
    """What the date's own words say where they mean its days, and otherwise what plain words would."""
    said = _parsed(date.words, date, habits)
    if said is not None and not said.passing and _mean(said, date, birth):
        return said
    plain = plainly(date)
    assert plain is not None  # noqa: S101 - it is dated
    return plain


def _parsed(words: str, near: VagueDate, habits: DateHabits) -> Said | None:
    """As the words are read at the end of their own decade: then "the 80s" are those eighties."""
    year = (near.latest or near.earliest or dt.date.max).year
    try:
        return parse(tidy(words), Setting(habits, dt.date(year // 10 * 10 + 9, 12, 31)))
    except StoryError:
        return None


def _mean(said: Said, date: VagueDate, birth: VagueDate) -> bool:
    try:
        found = said.resolved("", birth)
    except StoryError:
        return False
    return _days(found) == _days(date)


def _days(date: VagueDate) -> tuple[object, ...]:
    return date.earliest, date.latest, date.precision, date.approximate, date.age


def _resolved(said: Said, habits: DateHabits, birth: VagueDate) -> VagueDate | None:
    """The date in plain words; None outside the calendar."""
    try:
        found = said.resolved(said_in_words(said, habits), birth)
    except StoryError:
        return None
    return found if found.is_dated else None


def _in_same_manner(
    words: str, said: Said, new: Said, moved: VagueDate, *, habits: DateHabits, birth: VagueDate
) -> VagueDate:
    """The moved date in words like those it had, if these then say just that; otherwise as it is, in plain ones."""
    if new.shape is not said.shape or not any(piece.slots for piece in said.pieces):
        return moved
    like = refilled(words, said, new.pieces, habits)
    again = None if like is None else _parsed(like, moved, habits)
    if like is None or again is None or not _mean(again, moved, birth):
        return moved
    return again.resolved(like, birth)


def _moved(said: Said, middle: dt.date, day: dt.date, birth: VagueDate, *, words: str) -> Said | None:
    """The same shape at another time; None where it cannot be there."""
    if said.age is not None:
        return _moved_ages(said, day, birth)
    if said.shape is Shape.ONE:
        return Said(Shape.ONE, (_moved_point(said.pieces[0], day, words),))
    months = max(piece.value.months for piece in said.pieces if isinstance(piece.value, Point))
    days = (day - middle).days
    steps = round(days / _MONTH_DAYS / months) * months if months else 0
    shifted = [_shifted(piece, steps, 0 if months else days) for piece in said.pieces]
    pieces = tuple(one for one in shifted if one is not None)
    return Said(said.shape, pieces) if len(pieces) == len(shifted) else None


def _shifted(piece: Piece, months: int, days: int) -> Piece | None:
    assert isinstance(piece.value, Point)  # noqa: S101 - ages are moved by themselves
    if days:
        ordinal = piece.value.at + days
        known = dt.date.min.toordinal() <= ordinal <= dt.date.max.toordinal()
        return with_value(piece, Point(Precision.DAY, ordinal)) if known else None
    point = piece.value.shifted(months)
    return None if point is None else with_value(piece, point)


def _moved_point(piece: Piece, day: dt.date, words: str) -> Piece:
    assert isinstance(piece.value, Point)  # noqa: S101 - ages are moved by themselves
    feast = next((slot for slot in piece.slots if slot.kind == "feast"), None)
    if feast is not None:
        name = folded(tidy(words))[feast.start : feast.end]
        return with_value(piece, day_point(_near_feast(name, day)))
    return with_value(piece, point_at(piece.value.unit, day, thirds=piece.value.part is not Part.WHOLE))


def _near_feast(name: str, day: dt.date) -> dt.date:
    feast = FEASTS[name.replace("years", "year's")]
    years = range(max(day.year - 1, dt.date.min.year), min(day.year + 1, dt.date.max.year) + 1)
    nearest = min((feast.day(year) for year in years), key=lambda one: abs(one - day))
    return nearest if abs((nearest - day).days) <= _NEAR_FEAST else day


def _moved_ages(said: Said, day: dt.date, birth: VagueDate) -> Said | None:
    """The ages so many years on. A stage of ten years goes in tens: from one's twenties to one's thirties."""
    if birth.middle is None:
        return None
    ages = [piece.value for piece in said.pieces if isinstance(piece.value, Ages)]
    years = _age_drawn_at(said.shape, day, birth.middle) - (ages[0].first + ages[-1].last) // 2
    if said.shape is Shape.ONE and ages[0].stage and ages[0].last - ages[0].first == 9:
        years = round(years / 10) * 10
    moved = [Ages(one.first + years, one.last + years, one.stage) for one in ages]
    if moved[0].first < 0 or moved[-1].last > OLDEST:
        return None
    return Said(said.shape, tuple(with_value(piece, one) for piece, one in zip(said.pieces, moved, strict=True)))


def _age_drawn_at(shape: Shape, day: dt.date, born: dt.date) -> int:
    """The age whose date is drawn at that day. Before one it is drawn as it begins, after one as it ends."""
    age = whole_years(born, day)
    half_year_on = dt.date.fromordinal(min(day.toordinal() + 183, dt.date.max.toordinal()))
    match shape:
        case Shape.BEFORE | Shape.SINCE:
            return whole_years(born, half_year_on)
        case Shape.AFTER | Shape.UNTIL:
            return whole_years(born, half_year_on) - 1
        case _:
            return age
