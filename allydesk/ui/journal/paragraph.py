"""What one paragraph of Markdown is: a heading, an item, a task, a picture, a rule; and the link at a place in it.

Pure Python. Places are in code points; a paragraph inside a fence is not for these.
"""

import re
from dataclasses import dataclass

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_ITEM = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<quote>(?:>[ \t]?)+)|(?P<sign>[-*+]|\d{1,9}[.)])[ \t]+(?P<box>\[[ xX]\](?:[ \t]+|$))?)"
)
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_TARGET = r"(?P<target>[^()\s]{0,2000}+(?:\([^()\s]{0,200}+\)[^()\s]{0,2000}+)?+)"
_PICTURE = re.compile(r"[ \t]*!\[(?P<caption>[^\[\]]*)\]\(" + _TARGET + r"\)[ \t]*$")

LINK = re.compile(r"!?\[(?P<text>[^\[\]]*)\]\(" + _TARGET + r"\)")
"""[text](target) or ![caption](target), matched in one pass over what it can hold."""
TITLE_LINK = re.compile(r"\[\[(?P<title>[^\[\]]+)\]\]")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?')\]]")
_ANY_LINK = re.compile(rf"{TITLE_LINK.pattern}|{LINK.pattern}|(?P<address>{_ADDRESS.pattern})")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, a task, or a line of a quote. `sign` is "-", "3." or the quote's ">" signs with their spaces.

    `box` is where a task's "[" stands, or None. `start` is where its own words begin.
    """

    indent: str
    sign: str
    start: int
    box: int | None = None
    done: bool = False
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A link from `start` up to but not `end`: either a `title` of another entry, or a `target`; the other is ""."""

    start: int
    end: int
    title: str = ""
    target: str = ""
    picture: bool = False


def item_of(line: str) -> Item | None:
    """The item a line is, or None."""
    found = _ITEM.match(line)
    if found is None or is_rule(line):
        return None
    if found["quote"] is not None:
        return Item(found["indent"], found["quote"], found.end(), quote=True) if len(found["indent"]) < 4 else None
    if found["box"] is None:
        return Item(found["indent"], found["sign"], found.end())
    return Item(found["indent"], found["sign"], found.end(), found.start("box"), found["box"][1] in "xX")


def heading_of(line: str) -> tuple[int, str] | None:
    """The level and the words of a heading, or None."""
    found = _HEADING.match(line)
    return (len(found[1]), line[found.end() :].strip()) if found else None


def is_rule(line: str) -> bool:
    """Whether a line is three or more of -, * or _ and nothing else."""
    return _RULE.match(line) is not None


def picture_of(line: str) -> str | None:
    """Where the picture is that a line holds and nothing else; None for any other line."""
    if "](" not in line:
        return None
    found = _PICTURE.match(line)
    return found["target"] if found is not None and found["target"] else None


def link_at(line: str, place: int) -> Link | None:
    """The link that has this place inside or at its edge."""
    for found in _ANY_LINK.finditer(line):
        if found.start() > place:
            return None
        if place <= found.end():
            target = found["target"] or found["address"] or ""
            picture = found[0].startswith("!")
            return Link(found.start(), found.end(), found["title"] or "", target, picture)
    return None


def open_link(before: str) -> str | None:
    """What stands between an open [[ and the end of `before`; None where none is open."""
    _, opened, typed = before.rpartition("[[")
    return typed if opened and "]" not in typed and "[" not in typed else None
