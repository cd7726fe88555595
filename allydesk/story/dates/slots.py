"""Words that said one date, with what another has in their places."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from allydesk.story.dates.forms import FEASTS
from allydesk.story.dates.habits import DateHabits, DayOrder
from allydesk.story.dates.points import Point
from allydesk.story.dates.said import Ages, Piece, Said, Slot
from allydesk.story.dates.wording import DECADES, MONTHS, WEEKDAYS, folded, number_in_words, ordinal, season_of
from allydesk.story.vague_date import Precision

_SHORT_DECADES: Final = range(1930, 2000)
"""Decades that two digits are enough for."""
_IN_NUMBERS: Final = frozenset({"one", "other"})
_TO_STAY: Final = frozenset({"about", "mark"})


def refilled(words: str, said: Said, new: tuple[Piece, ...], habits: DateHabits) -> str | None:
    """The words with what stands in the slots of `said` written for the new pieces; None where one cannot be."""
    changes: list[tuple[Slot, str]] = []
    for old, piece in zip(said.pieces, new, strict=True):
        padded = any(slot.kind in _IN_NUMBERS and words[slot.start] == "0" for slot in old.slots)
        for slot in old.slots:
            text = _slot_text(slot.kind, words[slot.start : slot.end], piece, habits)
            if text is not None and padded and slot.kind in _IN_NUMBERS:
                text = text.zfill(2)
            if text is None:
                return None
            changes.append((slot, text))
    for slot, text in sorted(changes, key=lambda one: one[0].start, reverse=True):
        words = words[: slot.start] + text + words[slot.end :]
    return words


def _slot_text(kind: str, old: str, piece: Piece, habits: DateHabits) -> str | None:
    if kind in _TO_STAY:
        return old
    if isinstance(piece.value, Ages):
        return _AGE_TEXTS[kind](old, piece.value) if kind in _AGE_TEXTS else None
    if kind in _DAY_TEXTS:
        day = date.fromordinal(piece.value.at) if piece.value.unit is Precision.DAY else None
        return None if day is None else _DAY_TEXTS[kind](old, day, habits)
    return _POINT_TEXTS[kind](old, piece.value, habits) if kind in _POINT_TEXTS else None


def _year_text(old: str, point: Point, _: DateHabits) -> str:
    year = f"{point.year:04d}"
    return year if len(old) > 3 else old[:-2] + year[2:]


def _next_year_text(old: str, point: Point, _: DateHabits) -> str:
    return f"{point.year + 1:04d}"[-len(old) :]


def _decade_text(_: str, point: Point, __: DateHabits) -> str:
    return f"{point.year:04d}"


def _short_decade_text(old: str, point: Point, _: DateHabits) -> str | None:
    if point.year not in _SHORT_DECADES:
        return None
    if old[:1].isdecimal():
        return f"{point.year:04d}"[2:]
    return _cased(old, next(name for name, digits in DECADES.items() if digits == point.year % 100))


def _digits_text(old: str, point: Point, _: DateHabits) -> str:
    return f"{point.year:04d}"[:3] + old[3] if point.unit is Precision.DECADE else f"{point.year:04d}"


def _part_text(old: str, point: Point, _: DateHabits) -> str | None:
    return _cased(old, point.part) if point.part else None


def _month_text(old: str, point: Point, _: DateHabits) -> str:
    name = MONTHS[point.month - 1]
    return _cased(old, name if len(old) > 4 or old.lower() in {"june", "july", "may"} else name[:3])


def _month_number_text(old: str, point: Point, _: DateHabits) -> str:
    """EDTF's seasons are numbered from 21; what it leaves open stays so."""
    if not old.isdecimal():
        return old
    season = point.unit is Precision.SEASON and int(old) > 12
    return str(20 + point.month // 3 if season else point.month).zfill(len(old))


def _season_text(old: str, point: Point, habits: DateHabits) -> str:
    name = season_of(point.month, southern=habits.southern)
    fall = name == "autumn" and (old.lower() == "fall" or habits.order is DayOrder.MONTH_FIRST)
    return _cased(old, "fall" if fall else name)


def _feast_text(old: str, day: date, _: DateHabits) -> str | None:
    return old if FEASTS[folded(old).replace("years", "year's")].day(day.year) == day else None


def _padded_day_text(old: str, day: date, _: DateHabits) -> str:
    return str(day.day).zfill(len(old))


def _day_text(old: str, day: date, _: DateHabits) -> str:
    return str(day.day).zfill(2 if old.startswith("0") else 1)


def _ordinal_text(old: str, day: date, _: DateHabits) -> str:
    return _cased(old, ordinal(day.day))


def _weekday_text(old: str, day: date, _: DateHabits) -> str:
    name = WEEKDAYS[day.weekday()]
    return _cased(old, name if len(old) > 4 else name[:3])


def _first_number_text(_: str, day: date, habits: DateHabits) -> str:
    return str(day.month if habits.order is DayOrder.MONTH_FIRST else day.day)


def _other_number_text(_: str, day: date, habits: DateHabits) -> str:
    return str(day.day if habits.order is DayOrder.MONTH_FIRST else day.month)


def _age_text(old: str, ages: Ages) -> str:
    return str(ages.first) if old.isdecimal() else _cased(old, number_in_words(ages.first))


def _stage_text(old: str, ages: Ages) -> str | None:
    if old[:1].isdecimal():
        return str(ages.first)
    return next((_cased(old, name) for name, first in DECADES.items() if first == ages.first), None)


_POINT_TEXTS: Final[Mapping[str, Callable[[str, Point, DateHabits], str | None]]] = {
    "year": _year_text,
    "shortyear": _year_text,
    "yy": _year_text,
    "next": _next_year_text,
    "decade": _decade_text,
    "short": _short_decade_text,
    "digits": _digits_text,
    "part": _part_text,
    "month": _month_text,
    "monthnumber": _month_number_text,
    "mm": _month_number_text,
    "season": _season_text,
}
_DAY_TEXTS: Final[Mapping[str, Callable[[str, date, DateHabits], str | None]]] = {
    "feast": _feast_text,
    "dd": _padded_day_text,
    "day": _day_text,
    "ordinal": _ordinal_text,
    "weekday": _weekday_text,
    "one": _first_number_text,
    "other": _other_number_text,
}
_AGE_TEXTS: Final[Mapping[str, Callable[[str, Ages], str | None]]] = {"age": _age_text, "stage": _stage_text}


def _cased(old: str, new: str) -> str:
    """New letters, as large or small as the old ones were."""
    if old.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new[:1].lower() + new[1:]
