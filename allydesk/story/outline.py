"""What a story can be made from: themes with their moments as an outline, the sentence a moment opens with, and the
headings that a text has by now.

Names and notes are plain text, a story is Markdown: what would mean something else there is escaped on its way.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allydesk.story.lifeline import Lifeline, Moment, Theme

THEME_LEVEL, MOMENT_LEVEL = 2, 3
"""Of the headings that an outline has; the first level is the story's own title."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BLOCK = re.compile(r"^(\s*)(?:(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|[-=]+\s*$|_{3,}\s*$|~{3,})|(\d{1,9})([.)])(?=\s|$))")
_INLINE = re.compile(r"[\\`*\[]|(?<!\w)_|_(?!\w)|~~|<(?=[\w/!?])|&(?=#?\w+;)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_SMALL = {
    *("about", "around", "circa", "roughly", "perhaps", "maybe", "sometime", "somewhere"),
    *("spring", "summer", "autumn", "fall", "winter", "early", "mid", "late", "age", "aged"),
    *(
        "before",
        "after",
        "since",
        "until",
        "till",
        "between",
        "from",
        "when",
        "while",
        "as",
        "in",
        "at",
        "on",
        "during",
    ),
    *("the", "a", "an"),
}
"""Words a date may begin with that are small inside a sentence; the name of a month is not."""
_ENDS = (".", "!", "?", "…", ":", ";")


@dataclass(frozen=True, slots=True)
class Section:
    """A theme with its moments; `theme` is None for the moments that are tied to none."""

    theme: Theme | None
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text: its level from 1 to 6, its words, and the number of its line, from 0."""

    level: int
    words: str
    line: int


def outline_of(lifeline: Lifeline) -> tuple[Section, ...]:
    """The themes in the person's order, each with its moments in time and those without a date last; and at the end
    the moments that no theme has, if there are any."""
    order = {moment.id: place for place, moment in enumerate((*lifeline.dated(), *lifeline.undated()))}
    sections = []
    tied = set()
    for theme in lifeline.ordered_themes():
        ids = sorted((each for each in set(theme.moments) if each in order), key=order.__getitem__)
        tied.update(ids)
        sections.append(Section(theme, tuple(lifeline.moments[each] for each in ids)))
    loose = tuple(lifeline.moments[each] for each in order if each not in tied)
    return (*sections, Section(None, loose)) if loose else tuple(sections)


def outline_text(sections: Iterable[Section], *, beside: Sequence[Heading] = ()) -> str:
    """The outline as headings to write under, "" when there is nothing to add: each theme, and below it its moments.

    A theme that `beside` has a heading for is left out, and so is a moment that has one or had its turn. Moments that
    are tied to no theme come in only where there are no themes at all: they are the outline then.
    """
    sections = list(sections)
    has_themes = any(_name(each.theme) for each in sections)
    seen = {_key(each.words) for each in beside}
    lines: list[str] = []
    for section in sections:
        name = _name(section.theme)
        if (has_themes and not name) or _is_there(name, seen):
            continue
        if name:
            lines.append(heading(name, level=THEME_LEVEL))
        level = MOMENT_LEVEL if has_themes else THEME_LEVEL
        for moment in section.moments:
            title = one_line(moment.title)
            if title and not _is_there(title, seen):
                seen.add(_key(title))
                lines.append(heading(title, level=level))
        seen.add(_key(name))
    return "\n\n".join(lines)


def heading(words: str, *, level: int = THEME_LEVEL) -> str:
    """Words as a heading of Markdown, whatever they are; "" when there are none."""
    plain = escaped_inline(one_line(words))
    # Signs at its end would close the heading and not be part of it.
    plain = _CLOSING.sub(lambda found: found[0].replace("#", r"\#"), plain)
    return f"{'#' * level} {plain}" if plain else ""


def opening_of(moment: Moment, *, when: str = "") -> str:
    """A paragraph to rework: "Choir, spring 2008." and the note. `when` is the date in words, "" without one.

    "" when the moment has no title, date and note.
    """
    title = one_line(moment.title)
    said = one_line(when)
    first = f"{title}, {inside_sentence(said)}" if title and said else title or said[:1].upper() + said[1:]
    if first and not first.endswith(_ENDS):
        first += "."
    note = "\n".join(line.strip() for line in moment.note.strip().splitlines())
    return escaped(f"{first} {note}".strip())


def inside_sentence(words: str) -> str:
    """A date in words as it stands inside a sentence: "Spring 2008" becomes "spring 2008", "March 2009" stays."""
    first = words.partition(" ")[0].partition("-")[0]
    return words[:1].lower() + words[1:] if first.lower() in _SMALL else words


def headings_of(text: str) -> list[Heading]:
    """The headings of a text, from its beginning. What stands between fences is code, and has none."""
    found: list[Heading] = []
    fence = ""
    for number, line in enumerate(text.split("\n")):
        mark = _FENCE.match(line)
        if mark and (not fence or fence == mark[1][0]):
            fence = "" if fence else mark[1][0]
        elif not fence and (start := _HEADING.match(line)):
            words = _ESCAPED.sub(r"\1", _CLOSING.sub("", line[start.end() :]).strip())
            if words:
                found.append(Heading(len(start[1]), words, number))
    return found


def escaped(plain: str) -> str:
    """Plain text as Markdown that reads the same: line by line, no heading, list, quote or style comes of it."""
    return "\n".join(_escaped_line(line) for line in plain.split("\n"))


def escaped_inline(plain: str) -> str:
    """The same for words in the middle of a line."""
    return _INLINE.sub(lambda found: "\\" + found[0], plain)


def one_line(text: str) -> str:
    """The text on one line, each run of white space one space."""
    return " ".join(text.split())


def _escaped_line(line: str) -> str:
    found = _BLOCK.match(line)
    if found is None:
        return escaped_inline(line)
    sign = f"\\{found[2]}" if found[2] else f"{found[3]}\\{found[4]}"
    return f"{found[1]}{sign}{escaped_inline(line[found.end() :])}"


def _name(theme: Theme | None) -> str:
    return one_line(theme.name) if theme is not None else ""


def _key(words: str) -> str:
    return one_line(words).casefold()


def _is_there(words: str, seen: set[str]) -> bool:
    return bool(words) and _key(words) in seen
