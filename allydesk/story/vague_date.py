"""A date as a person remembers it: their own words, and the days it can have been."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How closely a date is known. The stored values are for good."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    SPAN = "span"
    """From somewhen to somewhen, both said: "1980 to 1985"."""
    OPEN = "open"
    """Only one end is said: "before 2001", "since 2014"."""
    NONE = "none"
    """Not known yet: "between school and university"."""


@dataclass(frozen=True, slots=True)
class VagueDate:
    """`words` are the person's own; `earliest` and `latest` the first and the last day it can have been.

    An open date has one of the two; one that is not known has neither, whatever its words. `age` is set where the
    words are an age: then the days follow from when the person was born, and are None while that is not known.
    Raises ValueError for an earliest day after the latest, and for days that the precision does not have.
    """

    words: str = ""
    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.NONE
    approximate: bool = False
    age: int | None = None

    def __post_init__(self) -> None:
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            raise ValueError("a date begins before it ends")
        known = (self.earliest is not None) + (self.latest is not None)
        wanted = {Precision.NONE: 0, Precision.OPEN: 1}.get(self.precision, 2)
        if known != wanted:
            raise ValueError("a date has the days that its precision says")

    @property
    def is_dated(self) -> bool:
        """Whether it has a place on the chart; what has none waits in the tray."""
        return self.precision is not Precision.NONE

    @property
    def middle(self) -> date | None:
        """The day it is drawn at: the middle of all it can have been, an open date's known end, None without a date."""
        if self.earliest is None or self.latest is None:
            return self.earliest or self.latest
        return date.fromordinal((self.earliest.toordinal() + self.latest.toordinal()) // 2)


UNDATED = VagueDate()
"""Nothing is known, and nothing said."""
