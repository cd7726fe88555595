"""Dates put into plain words."""

from dataclasses import replace
from datetime import date

from allydesk.story.dates.habits import DateHabits, DayOrder
from allydesk.story.dates.points import Point, day_point, point_at
from allydesk.story.dates.said import Ages, Piece, Said, Shape
from allydesk.story.dates.wording import MONTHS, season_of
from allydesk.story.vague_date import Precision, VagueDate


def point_in_words(point: Point, habits: DateHabits) -> str:
    """The plain words: "14 March 2009", "March 2009", "summer 1999", "late 1980s"."""
    if point.unit is Precision.DAY:
        return _day_in_words(date.fromordinal(point.at), habits)
    part = f"{point.part} " if point.part else ""
    match point.unit:
        case Precision.MONTH:
            return f"{part}{MONTHS[point.month - 1]} {point.year:04d}"
        case Precision.SEASON:
            return f"{part}{season_of(point.month, southern=habits.southern)} {point.year:04d}"
        case Precision.DECADE:
            return f"{part}{point.year:04d}s"
        case _:
            return f"{part}{point.year:04d}"


def in_plain_words(date_: VagueDate, habits: DateHabits) -> str:
    """Words for the days of a date, whatever its own; "" for one that is not known."""
    said = plainly(date_)
    return "" if said is None else said_in_words(said, habits)


def said_in_words(said: Said, habits: DateHabits) -> str:
    """The plain words for what was understood."""
    words = [_piece_in_words(piece, habits) for piece in said.pieces]
    match said.shape:
        case Shape.ONE:
            return words[0]
        case Shape.SPAN:
            return f"{words[0]} to {words[1]}"
        case Shape.EITHER:
            return f"between {words[0]} and {words[1]}"
        case _:
            return f"{said.shape.name.lower()} {words[0]}"


def plainly(date_: VagueDate) -> Said | None:
    """What plain words would say to mean these days, as nearly as can be; None for a date that is not known."""
    middle = date_.middle
    if middle is None:
        return None
    if date_.precision is Precision.OPEN:
        return _open(date_)
    if date_.precision is not Precision.SPAN:
        return Said(Shape.ONE, (Piece(_unit_of(date_, middle), date_.approximate),))
    assert date_.earliest is not None and date_.latest is not None  # noqa: S101, PT018 - VagueDate holds to it
    first, last = _ends(date_.earliest, date_.latest)
    return Said(Shape.EITHER if date_.approximate else Shape.SPAN, (Piece(first), Piece(last)))


def _piece_in_words(piece: Piece, habits: DateHabits) -> str:
    if isinstance(piece.value, Ages):
        years = piece.value
        words = f"age {years.first}" if years.first == years.last else f"age {years.first} to {years.last}"
    else:
        words = point_in_words(piece.value, habits)
        if piece.about and piece.value.unit is Precision.DECADE:
            words = f"the {words}"
    return f"about {words}" if piece.about else words


def _day_in_words(day: date, habits: DateHabits) -> str:
    match habits.order:
        case DayOrder.DAY_FIRST:
            return f"{day.day} {MONTHS[day.month - 1]} {day.year:04d}"
        case DayOrder.MONTH_FIRST:
            return f"{MONTHS[day.month - 1]} {day.day}, {day.year:04d}"
        case DayOrder.YEAR_FIRST:
            return day.isoformat()


def _unit_of(date_: VagueDate, middle: date) -> Point:
    """The stretch of its precision that has just these days, or else holds the middle of them."""
    for thirds in (False, True):
        point = point_at(date_.precision, middle, thirds=thirds)
        if point.days(about=date_.approximate) == (date_.earliest, date_.latest):
            return point
    return point_at(date_.precision, middle)


def _open(date_: VagueDate) -> Said:
    if date_.earliest is not None:
        point = _beginning(date_.earliest)
        return Said(Shape.SINCE, (Piece(point),))
    assert date_.latest is not None  # noqa: S101 - VagueDate holds to it
    return Said(Shape.UNTIL, (Piece(_ending(date_.latest)),))


def _ends(first: date, last: date) -> tuple[Point, Point]:
    """Both in the coarsest unit that both fall on the edges of."""
    begin, end = _beginning(first), _ending(last)
    for unit in (Precision.YEAR, Precision.MONTH):
        one, other = point_at(unit, first), point_at(unit, last)
        if one.days()[0] == first and other.days()[1] == last:
            return one, other
    return (begin, end) if begin.unit is end.unit else (day_point(first), day_point(last))


def _beginning(day: date) -> Point:
    return next(
        point
        for unit in (Precision.YEAR, Precision.MONTH, Precision.DAY)
        if (point := point_at(unit, day)).days()[0] == day
    )


def _ending(day: date) -> Point:
    return next(
        point
        for unit in (Precision.YEAR, Precision.MONTH, Precision.DAY)
        if (point := point_at(unit, day)).days()[1] == day
    )


def with_value(piece: Piece, value: Point | Ages) -> Piece:
    """The piece for another time."""
    return replace(piece, value=value)
