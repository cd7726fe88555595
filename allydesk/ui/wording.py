"""How places and moments are said."""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale


def short_path(path: Path, *, home: Path) -> str:
    """A path as a person says it: from their own folder on, without naming that."""
    return str(path.relative_to(home)) if path.is_relative_to(home) else str(path)


def said_day(day: date) -> str:
    """ "21 November 2026", in English whatever the system's language."""
    return _english().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")


def said_moment(moment: datetime) -> str:
    """ "Saturday 21 November 2026, 21:14", in the zone the moment is given in and in English whatever the system's."""
    day = _english().toString(QDate(moment.year, moment.month, moment.day), "dddd d MMMM yyyy")
    return f"{day}, {moment:%H:%M}"


def _english() -> QLocale:
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
