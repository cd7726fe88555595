"""Dates as people and programs write them, without guessing more than has to be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

from allydesk.journal.timestamp import Timestamp
from allydesk.transfer.notes import NoteBook, NoteKind

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 64
"""Characters; nothing longer is taken for a date."""

_MONTHS = {
    name: number
    for number, full in enumerate(
        (
            *("january", "february", "march", "april", "may", "june"),
            *("july", "august", "september", "october", "november", "december"),
        ),
        1,
    )
    for name in (full, full[:3], "sept" if number == 9 else full)
}
_WEEKDAYS = {
    name
    for full in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    for name in (full, full[:3], full[:4])
}

_TIME = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_ZONE = r"(?P<zone>Z|[+-]\d{1,2}(?::?\d\d){0,2}|(?:UTC|GMT)(?:[+-]\d{1,2}(?::?\d\d)?)?|[A-Z]{2,5})"
_AFTER = rf"(?:(?:\s*[T,]\s*|\s+(?:at\s+)?){_TIME})?(?:\s*{_ZONE})?"
_WEEKDAY = r"(?:(?P<weekday>[A-Za-z]{3,9})\.?,?\s+)?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_WEEKDAY}(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_AFTER}",
        rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_AFTER}",
        rf"{_WEEKDAY}(?P<first>\d{{1,2}})(?P<between>[-/.])(?P<second_>\d{{1,2}})(?P=between)(?P<year>\d{{4}}|\d\d){_AFTER}",
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?[\s-](?P<name>[A-Za-z]{{3,9}})\.?,?[\s-](?P<year>\d{{4}}){_AFTER}",
        rf"{_WEEKDAY}(?P<name>[A-Za-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_AFTER}",
        # What C calls "%c": the year comes last.
        rf"{_WEEKDAY}(?P<name>[A-Za-z]{{3}})\s+(?P<day>\d{{1,2}})\s+{_TIME}(?:\s+(?P<zone>[A-Z]{{2,5}}))?\s+(?P<year>\d{{4}})",
    )
)
_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?(?::?(\d\d))?")
_EARLIEST_SECOND, _LATEST_SECOND = -62135337600, 253402128000
"""Two days inside the years 1 and 9999, in seconds since 1970; a file's date beyond them is nonsense."""
_CENTURY_TURN = 69
"""Two digits from here on are years of the 1900s, as POSIX reads them."""


class Order(StrEnum):
    """What a date in figures says about the order of its day and month."""

    CERTAIN = "certain"
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date that has been read; `offset` in seconds east of UTC where it gives one.

    With `order` EITHER, `day_first` tells which of the two ways was taken.
    """

    local: datetime
    offset: int | None = None
    order: Order = Order.CERTAIN
    day_first: bool = False


@dataclass(frozen=True, slots=True)
class HomeZone:
    """The zone the person lives in, and its IANA name or ""; for times that name none of their own."""

    rules: tzinfo
    name: str = ""

    def at(self, when: WrittenDate) -> Timestamp:
        """The time with its own offset, or with the one that held here."""
        if when.offset is not None:
            return Timestamp(when.local, when.offset)
        return Timestamp.at(when.local, self.rules, name=self.name)

    def at_seconds(self, seconds: float) -> Timestamp:
        """A moment in seconds since 1970, as the clock here showed it, to the second."""
        within = min(max(int(seconds), _EARLIEST_SECOND), _LATEST_SECOND)
        return Timestamp.from_aware((_EPOCH + timedelta(seconds=within)).astimezone(self.rules), zone=self.name)


def read_date(text: str, *, day_first: bool | None = None) -> WrittenDate | None:
    """The date that `text` is as a whole, or None. A date without a time is at midnight.

    Reads ISO 8601, RFC 2822, YAML's own form, 12-hour times, English names of months, and figures in the orders
    year-month-day, day-month-year and month-day-year. Where the last two cannot be told apart, `day_first` decides;
    without it, points mean the day first ("3.4.2020") and all else the month.
    """
    text = text.strip()
    if not 6 <= len(text) <= _LONGEST:
        return None
    if text[4:5] == "-" and text[:4].isdecimal() and text[5:6].isdecimal():
        try:
            return _from_aware(datetime.fromisoformat(text))
        except ValueError:
            pass
    for shape in _SHAPES:
        if match := shape.fullmatch(text):
            try:
                return _from_parts(match.groupdict(), day_first=day_first)
            except (ValueError, OverflowError):
                continue
    return None


def day_first_by(orders: Iterable[Order]) -> bool | None:
    """What dates from one hand say together about those among them that could be read in two ways."""
    found = set(orders)
    if Order.DAY_FIRST in found:
        return True
    return False if Order.MONTH_FIRST in found else None


def note_unsure(when: WrittenDate, notes: NoteBook, *, where: str = "") -> None:
    """Note a date that could have been read in two ways, and which was taken."""
    if when.order is Order.EITHER:
        notes.add(NoteKind.DAY_TAKEN_FIRST if when.day_first else NoteKind.MONTH_TAKEN_FIRST, where=where)


def _from_aware(moment: datetime) -> WrittenDate:
    if moment.tzinfo is None:
        return WrittenDate(moment)
    span = moment.utcoffset()
    offset = None if span is None else span // timedelta(seconds=1)
    return WrittenDate(moment.replace(tzinfo=None, fold=0), offset)


def _from_parts(parts: dict[str, str | None], *, day_first: bool | None) -> WrittenDate:
    weekday = parts.get("weekday")
    if weekday and weekday.lower() not in _WEEKDAYS:
        raise ValueError("no weekday")
    year_digits = parts["year"] or ""
    year = int(year_digits)
    if len(year_digits) == 2:
        year += 1900 if year >= _CENTURY_TURN else 2000
    month, day, order, first_is_day = _month_and_day(parts, day_first=day_first)
    local = datetime(year, month, day) + _time_of_day(parts)
    return WrittenDate(local, _offset(parts.get("zone")), order, first_is_day)


def _month_and_day(parts: dict[str, str | None], *, day_first: bool | None) -> tuple[int, int, Order, bool]:
    if name := parts.get("name"):
        month = _MONTHS.get(name.lower())
        if month is None:
            raise ValueError("no month")
        return month, int(parts["day"] or 0), Order.CERTAIN, False
    if parts.get("month"):
        return int(parts["month"] or 0), int(parts["day"] or 0), Order.CERTAIN, False
    first, second = int(parts["first"] or 0), int(parts["second_"] or 0)
    if first > 12:
        return second, first, Order.DAY_FIRST, True
    if second > 12:
        return first, second, Order.MONTH_FIRST, False
    if day_first is None:
        day_first = parts["between"] == "."
    order = Order.CERTAIN if first == second else Order.EITHER
    return (second, first, order, True) if day_first else (first, second, order, False)


def _time_of_day(parts: dict[str, str | None]) -> timedelta:
    hour, minute, second = (int(parts.get(name) or 0) for name in ("hour", "minute", "second"))
    if half := parts.get("half"):
        # "11:11:00 AM" is all right; so is "14:32:00 PM", which some programs write.
        hour = hour % 12 + (12 if half in "Pp" else 0) if hour <= 12 else hour
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError("no time of day")
    microseconds = int((parts.get("fraction") or "").ljust(6, "0")[:6])
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=microseconds)


def _offset(zone: str | None) -> int | None:
    """Seconds east of UTC. Abbreviations like "CEST" mean different things in different places and tell nothing."""
    if zone is None:
        return None
    if zone in ("Z", "UTC", "GMT"):
        return 0
    match = _OFFSET.fullmatch(zone)
    if match is None:
        return None
    sign, hours, minutes, seconds = match.groups()
    span = int(hours) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    if span >= 86400:
        raise ValueError("no offset")
    return -span if sign == "-" else span
