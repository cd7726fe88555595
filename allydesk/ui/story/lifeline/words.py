"""How moments and their dates are said. Pure Python."""

from datetime import date

from allydesk.mood import mood_number, mood_words
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.saying import age_in_words, date_in_words
from allydesk.story.lifeline import Moment
from allydesk.story.vague_date import Precision, VagueDate
from allydesk.ui.journal.words import counted

UNTITLED = "Untitled moment"
UNDATED = "Not dated yet"
WAITS = "Not dated yet: it waits beside the chart."

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def title_of(moment: Moment) -> str:
    """Its title, or words that stand for one."""
    return moment.title or UNTITLED


def day_in_words(day: date) -> str:
    """A day in full: "14 March 2009"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def when_in_words(moment: Moment, *, habits: DateHabits) -> str:
    """In the person's own words: "Spring 2021"."""
    return date_in_words(moment.date, habits=habits) or UNDATED


def when_and_age(moment: Moment, *, habits: DateHabits, birth: VagueDate) -> str:
    """The line above a title: "Spring 2021 · age 25", "Not dated yet · between school and university"."""
    if not moment.date.is_dated:
        return f"{UNDATED} · {moment.date.words}" if moment.date.words else UNDATED
    said = date_in_words(moment.date, habits=habits)
    age = age_in_words(moment.date, birth)
    return f"{said} · {age}" if age and moment.date.age is None else said


def height_on_chip(moment: Moment) -> str:
    """How it felt: "+4 high", "−3 low", "0 even"; with another feeling today "then −3 · now +2"."""
    if moment.now is not None and moment.now != moment.height:
        return f"then {mood_number(moment.height)} · now {mood_number(moment.now)}"
    side = "even" if not moment.height else "high" if moment.height > 0 else "low"
    return f"{mood_number(moment.height)} {side}"


def height_aloud(moment: Moment) -> str:
    """The same for a screen reader: "It felt −3 hard then, and feels +2 light now"."""
    then = f"It felt {mood_words(moment.height)} then"
    return then if moment.now is None else f"{then}, and feels {mood_words(moment.now)} now"


def understood(found: VagueDate, *, without: str = WAITS) -> str:
    """What was made of the words: "Between 1 June and 31 August 1999."; `without` when no date was."""
    if found.age is not None and not found.is_dated:
        return "It finds its place once you say when you were born."
    if not found.is_dated:
        return without
    about = "about " if found.approximate else ""
    said = about + _days(found)
    return f"{said[0].upper()}{said[1:]}."


def _days(found: VagueDate) -> str:
    first, last = found.earliest, found.latest
    if first is None or last is None:
        known = first or last
        assert known is not None  # noqa: S101 - an open date has one of them
        return f"from {day_in_words(known)} on" if first is not None else f"up to {day_in_words(known)}"
    if first == last or found.precision is Precision.DAY:
        return f"on {day_in_words(first)}"
    begin = day_in_words(first)
    if first.year == last.year:
        begin = begin.rpartition(" ")[0]
        if first.month == last.month:
            begin = begin.partition(" ")[0]
    return f"between {begin} and {day_in_words(last)}"


def moments_in_words(number: int) -> str:
    """ "1 moment", "12 moments"."""
    return counted(number, "moment", "moments")


def entries_in_words(number: int) -> str:
    """ "1 journal entry", "2 journal entries"."""
    return counted(number, "journal entry", "journal entries")
