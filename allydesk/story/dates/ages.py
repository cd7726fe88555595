"""An age turned into days, for someone born then."""

import datetime as dt
from typing import Final

from allydesk.story.dates.forms import Setting
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.parsing import parse
from allydesk.story.dates.said import Ages, Shape
from allydesk.story.vague_date import VagueDate

_ANYWHERE: Final = Setting(DateHabits(), dt.date.max)
"""Ages are said in the same words everywhere and at all times."""


def with_birth(date: VagueDate, birth: VagueDate) -> VagueDate:
    """An age's days worked out anew for that birth, or taken away where the birth is not known; its words stay.

    A date whose words are no age comes back as it is. An age off the calendar is not known; nothing is raised.
    """
    if date.age is None:
        return date
    said = parse(date.words, _ANYWHERE)
    return date if said is None or said.age is None else said.resolved(date.words, birth)


def ages_of(date: VagueDate) -> tuple[int, int] | None:
    """The first and the last age that the words of a date say; None for words that say no age, or one end only."""
    said = None if date.age is None else parse(date.words, _ANYWHERE)
    if said is None or said.shape not in {Shape.ONE, Shape.SPAN, Shape.EITHER}:
        return None
    ages = [piece.value for piece in said.pieces if isinstance(piece.value, Ages)]
    return (ages[0].first, ages[-1].last) if ages else None
