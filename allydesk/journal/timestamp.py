"""When something was written: the clock on the wall, and where that clock hung.

An entry keeps the date and time as the person saw them, with the offset from UTC that held there and the zone's name.
That way "21:14" stays 21:14 when they move, when a zone's rules change, and when a zone is abolished. Years 1 to 9999
are all good, even where the moment in UTC falls outside what `datetime` can hold; hence the arithmetic on whole
microseconds below.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Self
from zoneinfo import ZoneInfo

from allydesk.errors import Code, JournalError

_YEAR_ONE = datetime(1, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
_OFFSET = re.compile(r"^(?:UTC)?([+-])(\d\d):?(\d\d)(?::?(\d\d))?$")

SECOND = 1_000_000
"""Microseconds in a second, the unit of `Timestamp.instant`."""


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A wall-clock time, its offset from UTC in seconds (east is positive), and its zone's IANA name or ""."""

    local: datetime
    offset: int
    zone: str = ""

    def __post_init__(self) -> None:
        if self.local.tzinfo is not None:
            raise ValueError("the wall-clock time carries no tzinfo; the offset is kept beside it")
        if not -86400 < self.offset < 86400:
            raise ValueError("an offset is less than a day")

    @property
    def instant(self) -> int:
        """Microseconds since 0001-01-01T00:00:00Z; a little below zero for the first hours of year 1 in the east."""
        return (self.local - _YEAR_ONE) // _MICROSECOND - self.offset * SECOND

    @property
    def day(self) -> date:
        """The calendar day on the wall."""
        return self.local.date()

    def isoformat(self) -> str:
        """ISO 8601 with the offset, "2026-11-21T21:14:00+01:00"; microseconds only where there are any."""
        return self.local.isoformat() + format_offset(self.offset)

    @classmethod
    def at(cls, local: datetime, zone: tzinfo, *, name: str = "") -> Self:
        """A wall-clock time in `zone`. A time that a clock change skipped or repeated takes the earlier offset."""
        naive = local.replace(tzinfo=None)
        try:
            offset = zone.utcoffset(naive.replace(tzinfo=zone, fold=local.fold))
        except (OverflowError, ValueError):
            # Zone rules are undefined within a day of either end of the calendar; any year near has the same offset.
            nearer = naive + timedelta(days=2) if naive.year == 1 else naive - timedelta(days=2)
            offset = zone.utcoffset(nearer.replace(tzinfo=zone))
        seconds = 0 if offset is None else round(offset.total_seconds())
        return cls(local=naive.replace(fold=0), offset=seconds, zone=name or getattr(zone, "key", ""))

    @classmethod
    def from_aware(cls, moment: datetime, *, zone: str = "") -> Self:
        """From a `datetime` that knows its offset."""
        if moment.tzinfo is None:
            raise ValueError("the moment has no offset")
        return cls.at(moment, moment.tzinfo, name=zone)

    @classmethod
    def parse(cls, text: str, *, zone: tzinfo, zone_name: str = "") -> Self:
        """Read ISO 8601; what has no offset of its own is taken in `zone`.

        Raises `JournalError` with `Code.NOT_A_DATE` for anything else.
        """
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError as problem:
            raise JournalError(Code.NOT_A_DATE) from problem
        if moment.tzinfo is None:
            return cls.at(moment, zone, name=zone_name)
        return cls.from_aware(moment)


def format_offset(seconds: int) -> str:
    """An offset as ISO 8601 writes it: "+00:00", "-03:30", with seconds where old local time has them."""
    sign, rest = ("-", -seconds) if seconds < 0 else ("+", seconds)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{sign}{hours:02}:{minutes:02}" + (f":{rest:02}" if rest else "")


def find_zone(name: str) -> tzinfo | None:
    """The zone of that name, or None when this machine has no such zone (any longer).

    Takes IANA names ("Europe/Kyiv"), "UTC" and plain offsets ("+05:30").
    """
    if name in ("UTC", "Z"):
        return UTC
    if match := _OFFSET.match(name):
        sign, hours, minutes, seconds = match.groups()
        span = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
        if span >= timedelta(days=1):
            return None
        return timezone(-span if sign == "-" else span)
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        # A missing zone is a LookupError, a malformed name a ValueError, a name that is a folder an OSError.
        return None
