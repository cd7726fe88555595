"""How looking back says days, counts and what became of an entry. Pure Python; it observes and never judges."""

from datetime import date, datetime, timedelta

from allydesk.journal.comparison import Comparison
from allydesk.journal.entry import Content
from allydesk.journal.looking_back import DayWritten, Statistics
from allydesk.journal.tags import tag_key
from allydesk.journal.timestamp import Timestamp
from allydesk.ui.journal.words import UNTITLED, counted, long_date, moment_in_words

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day_in_words(day: date) -> str:
    """ "Saturday 21 November 2026"."""
    return moment_in_words(datetime(day.year, day.month, day.day)).rpartition(",")[0]


def short_day(day: date) -> str:
    """ "21 Nov 2026"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def mood_in_words(mood: float) -> str:
    """A mood, or the mean of some, to one place and with its sign: "+2", "−1.5", "0"."""
    tenths = round(mood * 10)
    if not tenths:
        return "0"
    whole, part = divmod(abs(tenths), 10)
    return f"{'−' if tenths < 0 else '+'}{whole}" + (f".{part}" if part else "")


def written_in_words(written: DayWritten | None) -> str:
    """What a day holds: "3 entries, 412 words, mood −1"."""
    if written is None:
        return "nothing written"
    parts = [counted(written.entries, "entry", "entries"), counted(written.words, "word", "words")]
    if written.mood is not None:
        parts.append(f"mood {mood_in_words(written.mood)}")
    return ", ".join(parts)


def totals_in_words(statistics: Statistics, first: date, last: date) -> str:
    """The totals of a period in one sentence."""
    if not statistics.entries:
        return f"Nothing was written from {short_day(first)} to {short_day(last)}."
    entries = counted(statistics.entries, "entry", "entries")
    words = counted(statistics.words, "word", "words")
    return f"From {short_day(first)} to {short_day(last)} there are {entries} with {words}."


def day_query(day: date) -> str:
    """The search for a day's entries."""
    return f"on:{day.isoformat()}"


def span_query(first: date, last: date) -> str:
    """The search for the entries from one day to another, both included."""
    parts = []
    if first > date.min:
        parts.append(f"after:{(first - timedelta(days=1)).isoformat()}")
    if last < date.max:
        parts.append(f"before:{(last + timedelta(days=1)).isoformat()}")
    return " ".join(parts)


def tag_query(name: str) -> str:
    """The search for a tag; a sign of quotation in it cannot be said in a search and is left out."""
    plain = name.replace('"', " ")
    return f'tag:"{plain}"' if " " in plain else f"tag:{plain}"


def version_in_words(saved: datetime, *, today: date, words: int | None) -> str:
    """A version in the list: "Yesterday, 21:14 · 340 words"; `words` None where they were not counted."""
    day = saved.date()
    if day == today:
        said = "Today"
    elif day == today - timedelta(days=1):
        said = "Yesterday"
    else:
        said = short_day(day)
    return f"{said}, {saved:%H:%M}" + ("" if words is None else f" · {counted(words, 'word', 'words')}")


def comparison_in_words(comparison: Comparison) -> str:
    """How much of the text has changed: "12 words added, 3 removed"."""
    added, removed = comparison.added, comparison.removed
    if added and removed:
        return f"{counted(added, 'word', 'words')} added, {removed:,} removed"
    if added:
        return f"{counted(added, 'word', 'words')} added"
    if removed:
        return f"{counted(removed, 'word', 'words')} removed"
    return "Only signs and spaces changed" if comparison.changes else "The text is the same"


def about_in_words(old: Content, new: Content) -> tuple[str, ...]:
    """What changed around the text, a sentence each: title, date, mood, tags, people."""
    said: list[str] = []
    if old.title != new.title:
        said.append(f"Title: “{_titled(old)}” became “{_titled(new)}”.")
    if old.created != new.created:
        said.append(f"Date: {_dated(old.created, new.created)}.")
    if old.mood != new.mood:
        said.append(f"Mood: {_mood(old.mood)} became {_mood(new.mood)}.")
    said.extend(_named("Tags", old.tags, new.tags))
    said.extend(_named("People", old.people, new.people))
    return tuple(said)


def _titled(content: Content) -> str:
    return content.title.strip() or UNTITLED


def _dated(old: Timestamp, new: Timestamp) -> str:
    if old.local == new.local:
        return "the same time, in another time zone"
    return f"{long_date(old)} became {long_date(new)}"


def _mood(mood: int | None) -> str:
    return "none" if mood is None else mood_in_words(mood)


def _named(what: str, old: tuple[str, ...], new: tuple[str, ...]) -> list[str]:
    if old == new:
        return []
    then, now = {tag_key(name) for name in old}, {tag_key(name) for name in new}
    added = [name for name in new if tag_key(name) not in then]
    removed = [name for name in old if tag_key(name) not in now]
    parts = []
    if added:
        parts.append(f"{', '.join(added)} added")
    if removed:
        parts.append(f"{', '.join(removed)} removed")
    return [f"{what}: {'; '.join(parts) or 'written or ordered in another way'}."]
