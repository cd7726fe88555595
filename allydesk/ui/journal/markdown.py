"""Which characters of a line carry which Markdown style. Pure Python, linear in the length of the line.

A light reading of Markdown for the eye alone: nothing is parsed into a tree, nothing is changed, and a line that is
half typed simply has no style yet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag, auto

from allydesk.ui.journal.paragraph import LINK, TITLE_LINK, is_rule, picture_of

LONGEST_STYLED = 10_000
"""Characters of one paragraph that are searched for inline marks; a key typed in a longer one costs no more."""

_SIGNS = re.compile(r"[*_`~#>\[\\+-]|^[ \t]*\d")
"""A line without any of these has no style; most lines have none."""
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<sign>(?:[-*+]|\d{1,9}[.)])[ \t]+)(?:(?P<box>\[[ xX]\])(?:[ \t]+|$))?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RUN = re.compile(r"\\[\\`*_~\[\]#>!.+-]|`+|\*+|_+|~+|!?\[|\]")


class Style(IntFlag):
    """What a character is part of; several at once are ordinary.

    `MARK` is a sign that only the writing needs and that may be hidden. `BULLET` ("-"), `NUMBER` ("3.") and `BOX`
    ("[ ]") keep their room, `INDENT` is the white space before them. `LINK` is the words of a link, `FENCED` code
    between fences, `PICTURE` a paragraph that is a picture's link, and `RULE` one that is a rule.
    """

    PLAIN = 0
    MARK = auto()
    STRONG = auto()
    EMPHASIS = auto()
    STRIKE = auto()
    CODE = auto()
    FENCED = auto()
    QUOTE = auto()
    LINK = auto()
    INDENT = auto()
    BULLET = auto()
    NUMBER = auto()
    BOX = auto()
    DONE = auto()
    RULE = auto()
    PICTURE = auto()
    HEADING_1 = auto()
    HEADING_2 = auto()
    HEADING_3 = auto()


HEADINGS = Style.HEADING_1 | Style.HEADING_2 | Style.HEADING_3


@dataclass(frozen=True, slots=True)
class Span:
    """Characters from `start` up to but not `end`, in code points."""

    start: int
    end: int
    style: Style


class Fence(IntFlag):
    """Which fenced block a line ends inside of; the state handed from line to line."""

    NONE = 0
    BACKTICKS = 1
    TILDES = 2


def styled(line: str, fence: Fence = Fence.NONE) -> tuple[list[Span], Fence]:
    """The spans of a line that follows one ending in `fence`, in order and without overlap, and its own fence."""
    if not fence and not _SIGNS.search(line):
        return [], Fence.NONE
    mark = _FENCE.match(line)
    kind = Fence.NONE if mark is None else Fence.BACKTICKS if mark[1][0] == "`" else Fence.TILDES
    if fence:
        if kind == fence:
            return [Span(0, len(line), Style.MARK | Style.CODE | Style.FENCED)], Fence.NONE
        return [Span(0, len(line), Style.CODE | Style.FENCED)] if line else [], fence
    if kind:
        return [Span(0, len(line), Style.MARK | Style.CODE | Style.FENCED)], kind
    return list(_flattened(_line(line), len(line))), Fence.NONE


def _line(line: str) -> list[Span]:
    """The overlapping spans of a line outside any fence."""
    spans: list[Span] = []
    start, whole = 0, Style.PLAIN
    if heading := _HEADING.match(line):
        start = heading.end()
        whole = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3)[min(len(heading[1]), 3) - 1]
    elif is_rule(line):
        return [Span(0, len(line), Style.MARK | Style.RULE)]
    elif picture_of(line):
        return [Span(0, len(line), Style.MARK | Style.PICTURE)]
    elif quote := _QUOTE.match(line):
        start, whole = quote.end(), Style.QUOTE
    if start:
        spans.append(Span(0, start, Style.MARK))
    if whole:
        spans.append(Span(0, len(line), whole))
    if not heading and (item := _ITEM.match(line, start)):
        spans.extend(_item(item, len(line)))
        start = item.end()
    spans.extend(_inline(line, start))
    return spans


def _item(item: re.Match[str], length: int) -> Iterator[Span]:
    """The white space, the sign and the box of a list's item."""
    if item["indent"]:
        yield Span(*item.span("indent"), Style.INDENT)
    if item["box"] is None:
        yield Span(*item.span("sign"), Style.NUMBER if item["sign"][0].isdigit() else Style.BULLET)
        return
    yield Span(*item.span("sign"), Style.MARK)
    yield Span(*item.span("box"), Style.BOX)
    if item["box"] != "[ ]" and item.end() < length:
        yield Span(item.end(), length, Style.DONE)


@dataclass(slots=True)
class _Run:
    """A run of stars or underscores that may open: what is left of it lies right before `end`."""

    end: int
    count: int


def _inline(line: str, start: int) -> Iterator[Span]:
    """Code, links, strong, emphasis and strike-through, after CommonMark's but with fewer special cases."""
    openers: dict[str, list[_Run]] = {"*": [], "_": [], "~": []}
    targets: dict[int, int] = {}
    at = start
    limit = min(len(line), LONGEST_STYLED)
    closers = _code_closers(line, start, limit)
    while (match := _RUN.search(line, at, limit)) is not None:
        sign, left, at = match[0][0], match.start(), match.end()
        if sign == "`":
            close = closers.get(left)
            if close is not None:
                yield Span(left, at, Style.MARK)
                yield Span(left, close + len(match[0]), Style.CODE)
                yield Span(close, close + len(match[0]), Style.MARK)
                at = close + len(match[0])
        elif sign == "\\":
            yield Span(left, left + 1, Style.MARK)
        elif sign == "]":
            at = targets.get(left, at)
        elif sign in "![":
            yield from _link(line, left, limit, targets)
        else:
            yield from _delimited(line, match, openers)


def _link(line: str, left: int, limit: int, targets: dict[int, int]) -> Iterator[Span]:
    """The link that begins here, if one does; `targets` learns where its words end and where it ends itself."""
    if found := TITLE_LINK.match(line, left, limit):
        yield Span(left, left + 2, Style.MARK)
        yield Span(left + 2, found.end() - 2, Style.LINK)
        yield Span(found.end() - 2, found.end(), Style.MARK)
    elif (found := LINK.match(line, left, limit)) and found["text"]:
        yield Span(left, found.start("text"), Style.MARK)
        yield Span(found.start("text"), found.end("text"), Style.LINK)
        yield Span(found.end("text"), found.end(), Style.MARK)
        targets[found.end("text")] = found.end()


def _code_closers(line: str, start: int, limit: int) -> dict[int, int]:
    """For each run of backticks that has a later run of its own length, where that one starts."""
    found: dict[int, int] = {}
    last: dict[int, int] = {}
    if "`" not in line:
        return found
    for match in reversed(list(re.finditer(r"`+", line[:limit]))):
        if match.start() < start:
            break
        length = len(match[0])
        if length in last:
            found[match.start()] = last[length]
        last[length] = match.start()
    return found


def _delimited(line: str, match: re.Match[str], openers: dict[str, list[_Run]]) -> Iterator[Span]:
    sign, left, right = match[0][0], match.start(), match.end()
    before = line[left - 1] if left else " "
    after = line[right] if right < len(line) else " "
    opens = not after.isspace() and (sign != "_" or not before.isalnum())
    closes = not before.isspace() and (sign != "_" or not after.isalnum())
    if sign == "~":
        if right - left == 2:
            yield from _struck(left, openers["~"], opens=opens, closes=closes)
        return
    stack, other = openers[sign], openers["_" if sign == "*" else "*"]
    while closes and stack and left < right:
        opener = stack[-1]
        width = 2 if min(opener.count, right - left) >= 2 else 1
        first = opener.end - width
        yield Span(first, opener.end, Style.MARK)
        yield Span(left, left + width, Style.MARK)
        yield Span(first, left + width, Style.STRONG if width == 2 else Style.EMPHASIS)
        left += width
        opener.count -= width
        opener.end = first
        if not opener.count:
            stack.pop()
        while other and other[-1].end > first:
            other.pop()
    if opens and left < right:
        stack.append(_Run(right, right - left))


def _struck(left: int, stack: list[_Run], *, opens: bool, closes: bool) -> Iterator[Span]:
    """Two tildes either end what two others have begun, or begin."""
    if closes and stack:
        first = stack.pop().end - 2
        yield Span(first, first + 2, Style.MARK)
        yield Span(first, left + 2, Style.STRIKE)
        yield Span(left, left + 2, Style.MARK)
        stack.clear()
    elif opens:
        stack.append(_Run(left + 2, 2))


def _flattened(spans: list[Span], length: int) -> Iterator[Span]:
    """The same styles as runs beside one another; where spans overlap their styles add up."""
    if not spans:
        return
    changes: dict[int, list[tuple[Style, int]]] = {}
    for span in spans:
        changes.setdefault(span.start, []).append((span.style, 1))
        changes.setdefault(min(span.end, length), []).append((span.style, -1))
    depth: dict[Style, int] = {}
    at, now = 0, Style.PLAIN
    for place in sorted(changes):
        if now and place > at:
            yield Span(at, place, now)
        at = place
        for style, step in changes[place]:
            depth[style] = depth.get(style, 0) + step
        now = Style.PLAIN
        for style, count in depth.items():
            if count:
                now |= style
