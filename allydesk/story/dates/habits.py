"""How dates are written, and when summer is, where a person lives."""

from dataclasses import dataclass
from enum import StrEnum


class DayOrder(StrEnum):
    """Which number comes first in "3/4/2009"."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"


@dataclass(frozen=True, slots=True)
class DateHabits:
    """`order` is that of numbers in a date; `southern` says that summer begins in December."""

    order: DayOrder = DayOrder.DAY_FIRST
    southern: bool = False


# The short date patterns of Unicode's CLDR, release 46, by territory and by language.
_MONTH_FIRST = frozenset(["AS", "FM", "GU", "MH", "MP", "PH", "PR", "PW", "UM", "US", "VI"])
_YEAR_FIRST = frozenset(["CA", "CN", "HU", "IR", "JP", "KP", "KR", "LT", "MN", "SE", "TW", "ZA"])
_YEAR_FIRST_LANGUAGES = frozenset(["hu", "ja", "ko", "lt", "mn", "sv", "zh"])
_SOUTHERN = frozenset(
    [
        "AO",
        "AR",
        "AU",
        "BO",
        "BR",
        "BW",
        "CL",
        "FJ",
        "FK",
        "LS",
        "MG",
        "MU",
        "MW",
        "MZ",
        "NA",
        "NC",
        "NZ",
        "PE",
        "PG",
        "PY",
        "RE",
        "SZ",
        "TO",
        "UY",
        "VU",
        "WS",
        "ZA",
        "ZM",
        "ZW",
    ]
)
"""Territories most of whose people live well south of the equator."""


def habits_of_locale(name: str) -> DateHabits:
    """The habits of a locale by its name: "en_GB", "en-AU", "zh_Hant_TW", "en_US.UTF-8".

    One that names no territory, or none that is known ("C"), has the day first and summer in June.
    """
    language, territory = _parts(name)
    return DateHabits(order=_order(language, territory), southern=territory in _SOUTHERN)


def _order(language: str, territory: str) -> DayOrder:
    if territory in _MONTH_FIRST:
        return DayOrder.MONTH_FIRST
    if territory in _YEAR_FIRST or (not territory and language in _YEAR_FIRST_LANGUAGES):
        return DayOrder.YEAR_FIRST
    return DayOrder.DAY_FIRST


def _parts(name: str) -> tuple[str, str]:
    language, *others = name.split(".", maxsplit=1)[0].split("@", maxsplit=1)[0].replace("-", "_").split("_")
    territory = next((one.upper() for one in others if len(one) == 2 and one.isalpha()), "")
    return language.lower(), territory
