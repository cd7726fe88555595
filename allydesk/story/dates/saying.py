"""Saying a date again, and how old someone was then."""

import datetime as dt

from allydesk.story.dates.ages import ages_of, with_birth
from allydesk.story.dates.forms import Setting
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.lately import find_passing
from allydesk.story.dates.points import whole_years
from allydesk.story.dates.wording import folded, tidy
from allydesk.story.dates.writing import in_plain_words
from allydesk.story.vague_date import Precision, VagueDate

_SOMEDAY = dt.date(5000, 6, 15)
"""Whether words hold only on the day they are said does not depend on the day."""


def date_in_words(date: VagueDate, *, habits: DateHabits) -> str:
    """The person's own words, tidied, with a capital ("Spring 2021"); "" where nothing is said.

    Words that held on the day they were said ("last year"), and a date that has none, are said by its days ("2025").
    """
    words = tidy(date.words)
    if date.is_dated and (not words or _is_passing(words, habits)):
        words = in_plain_words(date, habits)
    return words[:1].upper() + words[1:] if words[:1].islower() and len(words[:1].upper()) == 1 else words


def age_in_words(date: VagueDate, birth: VagueDate) -> str:
    """How old someone of that birth was then: "age 25"; "about 25" where either is not known closely; "age 20 to 25"
    over a longer time. "" where it is not known, at an open date, and before the birth."""
    if (ages := ages_of(date)) is not None:
        return _ages_in_words(*ages, about=date.approximate and not birth.approximate)
    resolved = with_birth(date, birth)
    ends = (resolved.earliest, resolved.latest, birth.earliest, birth.latest)
    if None in ends:
        return ""
    begin, end, born, born_last = (one for one in ends if one is not None)
    if end < born:
        return ""
    youngest, oldest = max(0, whole_years(born_last, begin)), whole_years(born, end)
    about = resolved.approximate or birth.approximate
    if resolved.precision in {Precision.SPAN, Precision.DECADE} and oldest - youngest > 1:
        return _ages_in_words(youngest, oldest, about=about)
    if youngest == oldest and not about:
        return f"age {youngest}"
    middle, birthday = resolved.middle, birth.middle
    return "" if middle is None or birthday is None else f"about {max(0, whole_years(birthday, middle))}"


def _ages_in_words(first: int, last: int, *, about: bool) -> str:
    years = f"{first}" if first == last else f"{first} to {last}"
    return f"about {years}" if about else f"age {years}"


def _is_passing(words: str, habits: DateHabits) -> bool:
    return find_passing(folded(words), Setting(habits, _SOMEDAY)) is not None
