"""Which characters of a line carry which Markdown style. Pure Python, linear in the length of the line.

A light reading of Markdown for the eye alone: nothing is parsed into a tree, nothing is changed, and a line that is
half typed simply has no style yet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntFlag, auto

LONGEST_STYLED = 10_000
"""Characters of one paragraph that are searched for inline marks; a key typed in a longer one costs no more."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RUN = re.compile(r"\\[\\`*_]|`+|\*+|_+")


class Style(IntFlag):
    """What a character is part of; several at once are ordinary."""

    PLAIN = 0
    MARK = auto()
    STRONG = auto()
    EMPHASIS = auto()
    CODE = auto()
    QUOTE = auto()
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
    mark = _FENCE.match(line)
    kind = Fence.NONE if mark is None else Fence.BACKTICKS if mark[1][0] == "`" else Fence.TILDES
    if fence:
        if kind == fence:
            return [Span(0, len(line), Style.MARK | Style.CODE)], Fence.NONE
        return [Span(0, len(line), Style.CODE)] if line else [], fence
    if kind:
        return [Span(0, len(line), Style.MARK | Style.CODE)], kind
    return list(_flattened(_line(line), len(line))), Fence.NONE


def _line(line: str) -> list[Span]:
    """The overlapping spans of a line outside any fence."""
    spans: list[Span] = []
    start, whole = 0, Style.PLAIN
    if heading := _HEADING.match(line):
        start = heading.end()
        whole = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3)[min(len(heading[1]), 3) - 1]
    elif _RULE.match(line):
        return [Span(0, len(line), Style.MARK)]
    elif quote := _QUOTE.match(line):
        start, whole = quote.end(), Style.QUOTE
    if not heading and (item := _ITEM.match(line, start)):
        start = item.end()
    if start:
        spans.append(Span(0, start, Style.MARK))
    if whole:
        spans.append(Span(0, len(line), whole))
    spans.extend(_inline(line, start))
    return spans


@dataclass(slots=True)
class _Run:
    """A run of stars or underscores that may open: what is left of it lies right before `end`."""

    end: int
    count: int


def _inline(line: str, start: int) -> Iterator[Span]:
    """Code, strong and emphasis, after CommonMark's delimiter runs but with fewer special cases."""
    openers: dict[str, list[_Run]] = {"*": [], "_": []}
    at = start
    limit = min(len(line), LONGEST_STYLED)
    closers = _code_closers(line, start, limit)
    while (match := _RUN.search(line, at, limit)) is not None:
        sign, at = match[0][0], match.end()
        if sign == "`":
            close = closers.get(match.start())
            if close is not None:
                yield Span(match.start(), at, Style.MARK)
                yield Span(match.start(), close + len(match[0]), Style.CODE)
                yield Span(close, close + len(match[0]), Style.MARK)
                at = close + len(match[0])
        elif sign != "\\":
            yield from _delimited(line, match, openers)


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
    opens = not after.isspace() and (sign == "*" or not before.isalnum())
    closes = not before.isspace() and (sign == "*" or not after.isalnum())
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
