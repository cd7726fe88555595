"""How numbers, sizes and spans of time are said in Settings."""

from datetime import datetime

_MINUTE, _HOUR = 60, 3600
_SPANS = ((14, 1, "day"), (60, 7, "week"), (365, 30, "month"), (4_000_000, 365, "year"))
"""Below so many days, one counts in units of so many days."""


def ago(moment: datetime, *, now: datetime) -> str:
    """How long ago that was, in the largest unit that says something; days are calendar days where `now` is."""
    seconds = (now - moment).total_seconds()
    days = (now.date() - moment.astimezone(now.tzinfo).date()).days
    if seconds < -_MINUTE:
        return "dated in the future"
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return _counted_ago(int(seconds // _MINUTE), "minute")
    if days == 0:
        return _counted_ago(int(seconds // _HOUR), "hour")
    if days == 1:
        return "yesterday"
    length, unit = next((length, unit) for below, length, unit in _SPANS if days < below)
    return _counted_ago(days // length, unit)


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 entry", "12,480 entries"."""
    return f"{number:,} {one if number == 1 else many}"


def said_size(size: int) -> str:
    """ "12.4 MB", in units of a thousand as file managers have them."""
    for unit, each in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= each:
            return f"{size / each:.{0 if size >= 100 * each else 1}f} {unit}"
    return counted(size, "byte", "bytes")


def _counted_ago(number: int, unit: str) -> str:
    return f"{counted(number, unit, unit + 's')} ago"
