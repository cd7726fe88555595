"""How themes and their moments are said."""

from allydesk.mood import mood_number
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.saying import date_in_words
from allydesk.story.lifeline import Moment, Theme

NO_NAME = "Theme without a name"
NO_TITLE = "Moment without a title"
NO_DATE = "no date yet"


def theme_words(theme: Theme) -> str:
    """Its name on one line, or that it has none."""
    return " ".join(theme.name.split()) or NO_NAME


def title_words(moment: Moment) -> str:
    """Its title on one line; without one what it is told by best: the first line of its note, or where it was."""
    lines = (moment.title, *moment.note.splitlines()[:1], moment.place)
    return next((words for line in lines if (words := " ".join(line.split()))), NO_TITLE)


def date_words(moment: Moment, habits: DateHabits) -> str:
    """Its date as the person says it, or that it has none yet."""
    return date_in_words(moment.date, habits=habits) or NO_DATE


def moment_words(moment: Moment, habits: DateHabits) -> str:
    """All of it in one line, for a screen reader: "Choir, 2008, height +3"."""
    return f"{title_words(moment)}, {date_words(moment, habits)}, height {mood_number(moment.height)}"


def counted_moments(number: int) -> str:
    """ "1 moment", "5 moments"."""
    return f"{number:,} {'moment' if number == 1 else 'moments'}"
