"""A day and a time as a person types them. Pure Python.

Days go day before month, as the dates on the page do, or in ISO 8601 with the year first: "21 November 2026",
"21 Nov 26", "21.11.2026", "21/11/2026", "2026-11-21"; without a year it is the year of today.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo

from allydesk.journal.timestamp import Timestamp, find_zone, format_offset

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST = 3
"""Letters of a month or a weekday that are enough."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{1,4})?)?", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s*([^\W\d_]+)\.?(?:\s*,?\s*(\d{1,4}))?", re.ASCII | re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2})(?::(\d{2}))?)?\s*(am|pm)?", re.ASCII | re.IGNORECASE)


def read_day(text: str, *, today: date) -> date | None:
    """The day meant; None for what names none."""
    text = _without_weekday(" ".join(text.replace(",", " ").split()))
    if match := _ISO.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.fullmatch(text):
        return _day(_year(match[3], today), int(match[2]), int(match[1]))
    if match := _WORDS.fullmatch(text):
        name = match[2].lower()
        months = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(name)]
        if len(name) >= _SHORTEST and months:
            return _day(_year(match[3], today), months[0], int(match[1]))
    return None


def read_time(text: str) -> time | None:
    """The time meant, "21:14", "21.14", "9 pm", "7"; None for what names none."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if half := (match[4] or "").lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def day_words(day: date) -> str:
    """A day as the field shows it: "21 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1].title()} {day.year}"


def short_day(day: date) -> str:
    """A day where there is little room: "21 Nov 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1][:_SHORTEST].title()} {day.year}"


def zone_words(moment: Timestamp) -> str:
    """The zone of a moment as the field shows it: its name, or else its offset, "UTC+02:00"."""
    return moment.zone or offset_words(moment.offset)


def offset_words(seconds: int) -> str:
    """An offset from UTC, in seconds, as it is shown and can be typed."""
    return "UTC" if not seconds else f"UTC{format_offset(seconds)}"


def find_zones(typed: str, names: Sequence[str], *, limit: int = 200) -> list[str]:
    """The names that have what was typed in them, case and underscores aside; those that begin with it first."""
    wanted = _plain(typed)
    starting = [name for name in names if any(part.startswith(wanted) for part in (_plain(name), _plain(_city(name))))]
    within = [name for name in names if wanted in _plain(name) and name not in starting]
    return [*starting, *within][:limit]


def moved(old: Timestamp, *, day: date, at: time, zone: str) -> Timestamp | None:
    """The moment with another date, time or zone; None when there is no such zone here.

    In the zone it had, an entry keeps the offset it had when its zone has no rules on this machine, or never had a
    name; and whatever has not been changed stays to the second.
    """
    local = datetime.combine(day, at)
    if (local.hour, local.minute, local.second) == (old.local.hour, old.local.minute, 0):
        local = local.replace(second=old.local.second, microsecond=old.local.microsecond)
    same_zone = zone.strip() == zone_words(old)
    if same_zone and local == old.local:
        return old
    rules = find_zone(old.zone) if same_zone and old.zone else None
    if same_zone and rules is None:
        return Timestamp(local=local, offset=old.offset, zone=old.zone)
    found = rules or find_zone(zone.strip())
    return None if found is None else Timestamp.at(local, found, name=_name(zone.strip(), found))


def _name(zone: str, found: tzinfo) -> str:
    """IANA names are kept; a plain offset says everything by itself."""
    return zone if getattr(found, "key", "") or zone == "UTC" else ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year(text: str | None, today: date) -> int:
    """Two figures are the nearest such year that is not in the future by more than one."""
    if not text:
        return today.year
    if len(text) > 2:
        return int(text)
    year = today.year // 100 * 100 + int(text)
    return year - 100 if year > today.year + 1 else year


def _without_weekday(text: str) -> str:
    first, _, rest = text.partition(" ")
    name = first.lower().rstrip(".")
    known = len(name) >= _SHORTEST and any(day.startswith(name) for day in _WEEKDAYS)
    return rest if known and rest else text


def _plain(name: str) -> str:
    return name.casefold().replace("_", " ").strip()


def _city(name: str) -> str:
    return name.rpartition("/")[2]
