"""The words that dates are made of, and a spelling of a text in which they can be looked for."""

import re
import unicodedata
from datetime import date
from typing import Final

from allydesk.story.dates.points import Part
from allydesk.text import clean

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS: Final = ("spring", "summer", "autumn", "winter")
DECADES: Final = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
    "noughties": 0,
}
PARTS_IN_WORDS: Final = {
    "early": Part.EARLY,
    "beginning": Part.EARLY,
    "start": Part.EARLY,
    "mid": Part.MID,
    "middle": Part.MID,
    "late": Part.LATE,
    "end": Part.LATE,
}

_SMALL: Final = (
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SAME: Final = {
    **dict.fromkeys("‐‑", "-"),
    **dict.fromkeys("‒–—―−", "–"),
    **dict.fromkeys("‘’ʼ`´", "'"),
}

NUMBER_WORD: Final = rf"(?:(?:{'|'.join(_TENS[2:])})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(reversed(_SMALL))})"
"""A pattern for a number from 0 to 99 in words."""


def tidy(words: str) -> str:
    """The person's words on one line, composed, each run of white space one space, and nothing that cannot be kept."""
    return " ".join(unicodedata.normalize("NFC", clean(words)[0]).split())


def folded(words: str) -> str:
    """Tidy words in one spelling, character for character as long: small letters, ASCII digits, one kind of hyphen
    ("-"), of dash ("–") and of apostrophe."""
    return "".join(_folded(letter) for letter in words)


def _folded(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    lower = letter.lower()
    return _SAME.get(letter, lower if len(lower) == 1 else letter)


def number_of(words: str) -> int:
    """A number in digits, or from 0 to 99 in words ("twenty-seven"). Raises ValueError for what is neither."""
    if words.isdecimal():
        return int(words)
    tens, _, ones = words.replace(" ", "-").partition("-")
    if tens in _SMALL and not ones:
        return _SMALL.index(tens)
    return _TENS.index(tens) * 10 + (_SMALL.index(ones) if ones else 0)


def number_in_words(number: int) -> str:
    """0 to 99 in words; what is more in digits."""
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    if tens >= len(_TENS):
        return str(number)
    return f"{_TENS[tens]}-{_SMALL[ones]}" if ones else _TENS[tens]


def month_of(name: str) -> int:
    """Which month a name or its short form is, 1 to 12. Raises StopIteration for none."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name[:3]))


def season_month(season: str, *, southern: bool) -> int:
    """The month a season begins in: 3, 6, 9 or 12."""
    index = SEASONS.index("autumn" if season == "fall" else season)
    return 3 * ((index + 2 * southern) % 4 + 1)


def season_of(month: int, *, southern: bool) -> str:
    """The season that begins in March, June, September or December."""
    return SEASONS[(month // 3 - 1 + 2 * southern) % 4]


def ordinal(day: int) -> str:
    """What is written behind the number of a day: "st", "nd", "rd", "th"."""
    return "th" if day in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the method published anonymously in Nature, 20 April 1876."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, left = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quarters, over = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * quarters - epact - over) % 7
    months, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, months, day + 1)


ANY_MONTH: Final = "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in map(str.lower, MONTHS)) + "|sept"
ANY_WEEKDAY: Final = (
    r"mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
ANY_SEASON: Final = "spring|summer|autumn|fall|winter"
ANY_PART: Final = r"early|late|mid(?:dle)?|beginning|start|end"


def pattern(text: str) -> re.Pattern[str]:
    """A pattern over a folded text; digits are ASCII's."""
    return re.compile(text, re.ASCII)
