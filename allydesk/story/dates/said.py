"""What words say about a date, before it is known which days that are: points or ages, and how they are joined."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from allydesk.errors import Code, StoryError
from allydesk.story.dates.points import Point, years_on
from allydesk.story.vague_date import Precision, VagueDate


class Shape(Enum):
    """How the pieces are joined."""

    ONE = auto()
    SPAN = auto()
    """From the first to the second."""
    EITHER = auto()
    """Somewhen between the two."""
    BEFORE = auto()
    AFTER = auto()
    SINCE = auto()
    UNTIL = auto()


@dataclass(frozen=True, slots=True)
class Ages:
    """Being so many years old, from `first` to `last`; `stage` where it is a stretch of its own ("in my twenties")."""

    first: int
    last: int
    stage: bool = False

    def days(self, birth: VagueDate, *, about: bool) -> tuple[date, date] | None:
        """The first and the last day of it; None while the birth is not known at both ends, or off the calendar."""
        if birth.earliest is None or birth.latest is None:
            return None
        begin = years_on(birth.earliest, self.first - about)
        after = years_on(birth.latest, self.last + 1 + about)
        return None if begin is None or after is None else (begin, after - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Slot:
    """Where in the words something stands that another date would have otherwise, and what: "year", "month"..."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One end of a date, or all of it; `about` where it is said to be only near."""

    value: Point | Ages
    about: bool = False
    slots: tuple[Slot, ...] = ()

    def days(self, birth: VagueDate) -> tuple[date, date] | None:
        """The first and the last day it can have been; None for an age while the birth is not known."""
        if isinstance(self.value, Ages):
            return self.value.days(birth, about=self.about)
        return self.value.days(about=self.about)

    def bare_days(self, birth: VagueDate) -> tuple[date, date] | None:
        """The same without what "about" adds."""
        if isinstance(self.value, Ages):
            return self.value.days(birth, about=False)
        return self.value.days()


@dataclass(frozen=True, slots=True)
class Said:
    """What was understood. `passing` says that it holds on the day it was said only ("last year")."""

    shape: Shape
    pieces: tuple[Piece, ...]
    passing: bool = False

    @property
    def age(self) -> int | None:
        """The first age that is said; None where there is none."""
        return next((one.value.first for one in self.pieces if isinstance(one.value, Ages)), None)

    def resolved(self, words: str, birth: VagueDate) -> VagueDate:
        """The date these words say, for someone of that birth.

        Raises StoryError(RANGE_TURNED_ROUND) with the years `first` and `last`, and StoryError(DATE_OUT_OF_RANGE) for
        what would be before the calendar begins or after it ends.
        """
        self._check_order()
        found = [piece.days(birth) for piece in self.pieces]
        ends = [one for one in found if one is not None]
        if len(ends) < len(found):
            return VagueDate(words=words, age=self.age)
        about = self.shape is Shape.EITHER or any(piece.about for piece in self.pieces)
        about = about or (self.age is not None and birth.approximate)
        if self.shape in {Shape.ONE, Shape.SPAN, Shape.EITHER}:
            return VagueDate(words, ends[0][0], ends[-1][1], self._precision(), about, self.age)
        earliest, latest = _open(self.shape, *ends[0])
        return VagueDate(words, earliest, latest, Precision.OPEN, about, self.age)

    def _precision(self) -> Precision:
        if self.shape is not Shape.ONE:
            return Precision.SPAN
        value = self.pieces[0].value
        if isinstance(value, Point):
            return value.unit
        return Precision.SPAN if value.stage else Precision.YEAR

    def _check_order(self) -> None:
        if self.shape not in {Shape.SPAN, Shape.EITHER}:
            return
        first, last = self.pieces[0].value, self.pieces[-1].value
        if isinstance(first, Point) and isinstance(last, Point):
            if first.days()[0] > last.days()[1]:
                raise StoryError(Code.RANGE_TURNED_ROUND, first=first.days()[0].year, last=last.days()[1].year)
        elif isinstance(first, Ages) and isinstance(last, Ages) and first.first > last.last:
            raise StoryError(Code.RANGE_TURNED_ROUND, first=first.first, last=last.last)


def _open(shape: Shape, begin: date, end: date) -> tuple[date | None, date | None]:
    match shape:
        case Shape.BEFORE if begin > date.min:
            return None, begin - timedelta(days=1)
        case Shape.BEFORE:
            raise StoryError(Code.DATE_OUT_OF_RANGE, year=0, first=date.min.year, last=date.max.year)
        case Shape.AFTER if end < date.max:
            return end + timedelta(days=1), None
        case Shape.AFTER:
            raise StoryError(Code.DATE_OUT_OF_RANGE, year=date.max.year + 1, first=date.min.year, last=date.max.year)
        case Shape.SINCE:
            return begin, None
        case _:
            return None, end
