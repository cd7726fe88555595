"""Reading a date as a person remembers it."""

from datetime import date

from allydesk.story.dates.forms import Setting
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.parsing import parse
from allydesk.story.dates.wording import tidy
from allydesk.story.vague_date import UNDATED, VagueDate


def read_date(words: str, *, habits: DateHabits, birth: VagueDate = UNDATED, today: date) -> VagueDate:
    """The date that the words say, with the words themselves, tidied.

    Words that say none are no error: the date is then not known, and they are kept ("between school and university").
    So is an age while `birth` is not known. `today` is what "last year" and "the 80s" are seen from.

    Raises StoryError(DATE_IMPOSSIBLE) for a day that no calendar has, with `year`, `month` and `day` (0 where none is
    said); StoryError(DATE_OUT_OF_RANGE) outside the years 1 to 9999, with `year`, `first` and `last`; and
    StoryError(RANGE_TURNED_ROUND), with the years or ages `first` and `last`.
    """
    kept = tidy(words)
    said = parse(kept, Setting(habits, today))
    return VagueDate(words=kept) if said is None else said.resolved(kept, birth)
