"""How places and moments are said."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale


def short_path(path: Path, *, home: Path) -> str:
    """A path as a person says it: from their own folder on, without naming that."""
    return str(path.relative_to(home)) if path.is_relative_to(home) else str(path)


def said_moment(moment: datetime) -> str:
    """ "Saturday 21 November 2026, 21:14", in the zone the moment is given in and in English whatever the system's."""
    locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    day = locale.toString(QDate(moment.year, moment.month, moment.day), "dddd d MMMM yyyy")
    return f"{day}, {moment:%H:%M}"
