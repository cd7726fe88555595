"""Lists, tasks, quotes and emphasis as one types: what a key changes in a line. Pure Python, in code points."""

import re
from dataclasses import dataclass

from allydesk.ui.journal.paragraph import heading_of, item_of

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of what stands from `start` up to but not `end`.

    `select` is what is selected then, as two places in the line that comes of it; None leaves the caret to the text.
    """

    start: int
    end: int
    text: str
    select: tuple[int, int] | None = None


def continued(line: str, column: int) -> Edit | None:
    """What Return does at this column: the next item, or the end of a list whose last item is empty.

    None where it does what it always does.
    """
    prefix, start = _prefix(line)
    if not prefix or column < start:
        return None
    if not line[start:].strip():
        return Edit(0, len(line), "")
    return Edit(column, column, f"\n{prefix}")


def _prefix(line: str) -> tuple[str, int]:
    """What the line after this one begins with, and where the words of this one begin."""
    item = item_of(line)
    if item is None:
        return "", 0
    if item.quote:
        inner, start = _prefix(line[item.start :])
        return line[: item.start].rstrip() + " " + inner, item.start + start
    sign = item.sign
    if sign[0].isdigit():
        sign = f"{int(sign[:-1]) + 1}{sign[-1]}"
    box = "" if item.box is None else "[ ] "
    return f"{item.indent}{sign} {box}", item.start


def indented(line: str, *, deeper: bool) -> Edit | None:
    """An item one level deeper or less deep; None for a line that is no item, or is at the edge."""
    item = item_of(line)
    if item is None or item.quote:
        return None
    step = 3 if item.sign[0].isdigit() else 2
    if deeper:
        return Edit(0, 0, " " * step)
    if not item.indent:
        return None
    return Edit(0, 1 if item.indent[0] == "\t" else min(step, len(item.indent)), "")


def ticked(line: str) -> Edit | None:
    """The task done, or not done after all; None for a line that is no task."""
    item = item_of(line)
    if item is None or item.box is None:
        return None
    return Edit(item.box + 1, item.box + 2, " " if item.done else "x")


def tasked(line: str) -> Edit:
    """A task of any line, and of a task an ordinary item."""
    item = item_of(line)
    if item is not None and item.box is not None:
        return Edit(item.box, item.start, "")
    if item is not None and not item.quote:
        return Edit(item.start, item.start, "[ ] ")
    indent = len(line) - len(line.lstrip())
    return Edit(indent, indent, "- [ ] ")


def headed(line: str, level: int) -> Edit:
    """A heading of this level, and of one that is so already an ordinary line."""
    heading = heading_of(line)
    found = _HEADING.match(line)
    end = found.end() if found else 0
    return Edit(0, end, "" if heading is not None and heading[0] == level else "#" * level + " ")


def wrapped(line: str, start: int, end: int, sign: str) -> list[Edit]:
    """The selection, or else the word at the caret, between two signs ("**", "*"); or without them, if it has them.

    The edits are in order from the back, so that each leaves the places of the next as they are.
    """
    if start == end:
        word = next((each for each in _WORD.finditer(line) if each.start() <= start <= each.end()), None)
        if word is None:
            return [Edit(start, start, sign * 2, (start + len(sign), start + len(sign)))]
        start, end = word.span()
    while start < end and line[start].isspace():
        start += 1
    while start < end and line[end - 1].isspace():
        end -= 1
    if start == end:
        return []
    if _signs(line[:start][::-1], sign) and _signs(line[end:], sign):
        return [Edit(end, end + len(sign), ""), Edit(start - len(sign), start, "")]
    inside = line[start:end]
    if len(inside) > 2 * len(sign) and _signs(inside, sign) and _signs(inside[::-1], sign):
        return [Edit(end - len(sign), end, ""), Edit(start, start + len(sign), "")]
    return [Edit(end, end, sign), Edit(start, start, sign)]


def _signs(text: str, sign: str) -> bool:
    """Whether a text begins with this sign: one star alone, or one beside the two of strong."""
    count = len(text) - len(text.lstrip(sign[0]))
    return count in (len(sign), 3)


def linked(line: str, start: int, end: int) -> Edit:
    """The selection as the words of a link, or as its address if it is one; the caret goes where the rest belongs."""
    chosen = line[start:end]
    if _ADDRESS.fullmatch(chosen):
        return Edit(start, end, f"[]({chosen})", (start + 1, start + 1))
    after = start + len(chosen) + 3
    place = after if chosen else start + 1
    return Edit(start, end, f"[{chosen}]()", (place, place))
