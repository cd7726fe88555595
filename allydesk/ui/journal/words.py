"""How the journal says a date, a count and the beginning of a text. Pure Python.

Day and month names are written out here and not taken from the system, because the words around them are English
whatever the system speaks.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from allydesk.journal.entry import MATCH_END, MATCH_START, EntrySummary
from allydesk.journal.timestamp import Timestamp
from allydesk.mood import mood_words

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ABBREVIATED = 3
"""Letters of a month's short name."""

_ORDINARY = frozenset({"A", "An", "That", "The", "There", "This"})
"""First words that are written small inside a sentence; a name is not."""

UNTITLED = "Untitled"
EMPTY = "Nothing in it yet"

_LINE_MARKS = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)+")
_ENDS_BY_ITSELF = tuple(".,;:!?…–—")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_PAIRED = re.compile(r"(?<!\\)(?:\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|`+)")
_SPACE = re.compile(r"\s+")


def short_date(created: Timestamp, *, today: date) -> str:
    """The date in a row: "21 Nov", with the year when it is not this one."""
    day = created.day
    text = f"{day.day} {_MONTHS[day.month - 1][:_ABBREVIATED]}"
    return text if day.year == today.year else f"{text} {day.year}"


def long_date(created: Timestamp) -> str:
    """The date above an entry: "Saturday 21 November 2026, 21:14", as it was on the wall then."""
    return moment_in_words(created.local)


def moment_in_words(moment: datetime) -> str:
    """A point in time in full, in the zone it carries: "Saturday 21 November 2026, 21:14"."""
    day = moment.date()
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}, {moment:%H:%M}"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 word", "12,480 words"."""
    return f"{number:,} {one if number == 1 else many}"


def inside_sentence(sentence: str) -> str:
    """A sentence as it stands after a colon: "The disk is full." becomes "the disk is full"."""
    first = sentence.partition(" ")[0]
    begun = sentence if first not in _ORDINARY else sentence[:1].lower() + sentence[1:]
    return begun.rstrip(".")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text without Markdown's marks and without match signs; `matches` are (start, end) into it, in code points."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()


def excerpt(text: str) -> Excerpt:
    """A row's excerpt: Markdown's marks taken off simply, runs of space made one, matches told apart."""
    return marked(_SPACE.sub(" ", _PAIRED.sub("", _LINK.sub(r"\1", _on_one_line(text)))).strip())


def marked(text: str) -> Excerpt:
    """A text with its match signs taken out, and where they stood."""
    pieces: list[str] = []
    matches: list[tuple[int, int]] = []
    at = 0
    for number, piece in enumerate(text.split(MATCH_START)):
        matched, sign, rest = piece.partition(MATCH_END) if number else ("", "", piece)
        rest = rest.replace(MATCH_END, "")
        if matched and sign:
            matches.append((at, at + len(matched)))
        pieces.append(matched + rest)
        at += len(matched) + len(rest)
    return Excerpt("".join(pieces), tuple(matches))


def _on_one_line(text: str) -> str:
    """The lines in a row; a dot tells a heading or an item from what follows it."""
    joined = ""
    divide = False
    for line in text.split("\n"):
        plain = _LINE_MARKS.sub("", line).strip()
        if not plain:
            continue
        marked = plain != line.strip()
        if joined:
            joined += " · " if (divide or marked) and not joined.endswith(_ENDS_BY_ITSELF) else " "
        joined += plain
        divide = marked
    return joined


@dataclass(frozen=True, slots=True)
class RowWords:
    """The words of a row. `own` is False where the text's first line stands in for a title; `rest` is what follows it,
    and `whole` the excerpt with nothing taken off."""

    title: Excerpt
    own: bool
    rest: Excerpt
    whole: Excerpt


def row_words(summary: EntrySummary) -> RowWords:
    """What a row says. An entry without a title goes by the first line of its text."""
    whole = excerpt(summary.excerpt)
    title = marked(_SPACE.sub(" ", summary.marked_title or summary.title).strip())
    if title.text:
        return RowWords(title, True, whole, whole)
    # What a search found is from anywhere in the text: its first line is not the entry's.
    if summary.excerpt.startswith("…") or MATCH_START in summary.excerpt:
        return RowWords(Excerpt(UNTITLED), False, whole, whole)
    lines = iter(summary.excerpt.split("\n"))
    for line in lines:
        first = excerpt(line)
        if first.text:
            return RowWords(first, False, excerpt("\n".join(lines)), whole)
    return RowWords(Excerpt(UNTITLED), False, Excerpt(""), whole)


def title_of(summary: EntrySummary) -> str:
    """A row's title, or what stands in for one."""
    return row_words(summary).title.text


def spoken(summary: EntrySummary, *, today: date) -> str:
    """A row as a screen reader says it: title, date, what is marked beside it, excerpt."""
    words = row_words(summary)
    said = [words.title.text, short_date(summary.created, today=today)]
    if summary.pinned:
        said.append("pinned")
    if summary.mood is not None:
        said.append(f"mood {mood_words(summary.mood)}")
    if summary.attachment_count:
        said.append(counted(summary.attachment_count, "file", "files"))
    text = words.whole.text if words.own else words.rest.text
    said.append(text or ("" if words.whole.text else EMPTY))
    return ", ".join(part for part in said if part)
