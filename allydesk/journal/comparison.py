"""What became of a text, in words: paragraphs first, then the words within those that changed."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from allydesk.text import word_count

_PIECE = re.compile(r"\w+(?:['’\-.]\w+)*|\s+|[^\w\s]")
WORK = 2_000_000
"""Steps that one comparison of two sequences may take; what is left over then counts as changed altogether."""
_EXACT = 40_000
"""Pairs. A stretch with more of them is not searched further once nothing in it stands alone."""
_NEIGHBOURS = 8
"""How many paragraphs ahead the other half of a changed one is looked for."""
_ALIKE = 0.4
"""Share of words, from 0 to 1, that two paragraphs have in common to count as one that was changed."""

Pair = tuple[int, int]


@dataclass(slots=True)
class Effort:
    """Steps that are left to a comparison."""

    left: int


class Kind(StrEnum):
    """What became of a paragraph or of some words."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that is the same on both sides, or only on the one it stands on."""

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph then and now, its line end included; a side without it is empty."""

    kind: Kind
    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()

    @property
    def then(self) -> str:
        """The old paragraph."""
        return "".join(span.text for span in self.left)

    @property
    def now(self) -> str:
        """The new paragraph."""
        return "".join(span.text for span in self.right)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts side by side. The left sides joined are the old text exactly, the right sides the new one."""

    rows: tuple[Row, ...]

    @property
    def added(self) -> int:
        """How many words the new text has that the old one had not."""
        return sum(word_count(s.text) for row in self.rows for s in row.right if s.kind is Kind.ADDED)

    @property
    def removed(self) -> int:
        """How many words of the old text have gone."""
        return sum(word_count(s.text) for row in self.rows for s in row.left if s.kind is Kind.REMOVED)

    @property
    def changes(self) -> tuple[int, ...]:
        """The numbers of the rows at which a change begins."""
        kinds = [row.kind for row in self.rows]
        return tuple(
            number
            for number, kind in enumerate(kinds)
            if kind is not Kind.SAME and (not number or kinds[number - 1] is Kind.SAME)
        )


def compare(old: str, new: str, *, work: int = WORK) -> Comparison:
    """Compare two texts. Takes time in proportion to their length; coarser where they have little in common.

    `work` is how many steps each of its searches may take at most, and all that look within paragraphs together.
    """
    left, right = _lines(old), _lines(new)
    rows: list[Row] = []
    at_left = at_right = 0
    effort = Effort(work)
    for i, j in [*_in_common(left, right, Effort(work)), (len(left), len(right))]:
        rows.extend(_between(left[at_left:i], right[at_right:j], effort))
        if i < len(left):
            same = (Span(left[i], Kind.SAME),)
            rows.append(Row(Kind.SAME, same, same))
        at_left, at_right = i + 1, j + 1
    return Comparison(tuple(rows))


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _between(left: Sequence[str], right: Sequence[str], effort: Effort) -> Iterator[Row]:
    """The rows of a stretch without a paragraph in common."""
    at_left = at_right = 0
    for i, j in [*_alike(left, right), (len(left), len(right))]:
        yield from (Row(Kind.REMOVED, left=(Span(line, Kind.REMOVED),)) for line in left[at_left:i])
        yield from (Row(Kind.ADDED, right=(Span(line, Kind.ADDED),)) for line in right[at_right:j])
        if i < len(left):
            yield _changed(left[i], right[j], effort)
        at_left, at_right = i + 1, j + 1


def _alike(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Which paragraphs are the same one, changed: in order, each with the likest of the next few."""
    if not left or not right:
        return []
    bags = [_bag(line) for line in right]
    pairs: list[Pair] = []
    start = 0
    for i, line in enumerate(left):
        bag = _bag(line)
        found = [(_likeness(bag, bags[j]), -j) for j in range(start, min(start + _NEIGHBOURS, len(right)))]
        best, place = max(found, default=(0.0, 0))
        if best >= _ALIKE:
            pairs.append((i, -place))
            start = 1 - place
    return pairs


def _bag(line: str) -> Counter[str]:
    return Counter(piece.casefold() for piece in _PIECE.findall(line) if not piece.isspace())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    most = max(one.total(), other.total())
    return (one & other).total() / most if most else 0.0


def _changed(old: str, new: str, effort: Effort) -> Row:
    left, right = _PIECE.findall(old), _PIECE.findall(new)
    pairs = set(_in_common(left, right, effort))
    # A space in common between words that are not says nothing, and would cut a changed sentence into pieces.
    kept = {(i, j) for i, j in pairs if not left[i].isspace() or (i - 1, j - 1) in pairs or (i + 1, j + 1) in pairs}
    return Row(
        Kind.CHANGED,
        _spans(left, {i for i, _ in kept}, Kind.REMOVED),
        _spans(right, {j for _, j in kept}, Kind.ADDED),
    )


def _spans(pieces: Sequence[str], same: set[int], other: Kind) -> tuple[Span, ...]:
    spans: list[Span] = []
    run: list[str] = []
    for number, piece in enumerate(pieces):
        run.append(piece)
        if number + 1 == len(pieces) or (number + 1 in same) != (number in same):
            spans.append(Span("".join(run), Kind.SAME if number in same else other))
            run = []
    return tuple(spans)


def _in_common(left: Sequence[str], right: Sequence[str], effort: Effort) -> list[Pair]:
    """Places that hold the same in both, in order on both sides: what stands alone first, then what lies between."""
    pairs: list[Pair] = []
    waiting = [(0, len(left), 0, len(right))]
    while waiting:
        top, bottom, first, last = waiting.pop()
        while top < bottom and first < last and left[top] == right[first]:
            pairs.append((top, first))
            top, first = top + 1, first + 1
        while top < bottom and first < last and left[bottom - 1] == right[last - 1]:
            bottom, last = bottom - 1, last - 1
            pairs.append((bottom, last))
        size = (bottom - top) * (last - first)
        effort.left -= bottom - top + last - first
        if not size or effort.left < 0:
            continue
        anchors = _anchors(left, right, (top, bottom, first, last))
        if anchors:
            waiting.extend(_around(anchors, (top, bottom, first, last)))
            pairs.extend(anchors)
        elif size <= min(_EXACT, effort.left):
            effort.left -= size
            pairs.extend((top + i, first + j) for i, j in _longest(left[top:bottom], right[first:last]))
    return sorted(pairs)


def _around(anchors: Sequence[Pair], part: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    top, bottom, first, last = part
    for i, j in [*anchors, (bottom, last)]:
        yield top, i, first, j
        top, first = i + 1, j + 1


def _anchors(left: Sequence[str], right: Sequence[str], part: tuple[int, int, int, int]) -> list[Pair]:
    """What occurs once on either side of this part, as far as it stands in the same order."""
    top, bottom, first, last = part
    once = _once(left, top, bottom)
    other = _once(right, first, last)
    found = sorted((place, other[item]) for item, place in once.items() if item in other)
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(found):
        place = bisect_left(ends, j)
        before.append(tails[place - 1] if place else -1)
        ends[place : place + 1] = [j]
        tails[place : place + 1] = [number]
    chain: list[Pair] = []
    number = tails[-1] if tails else -1
    while number >= 0:
        chain.append(found[number])
        number = before[number]
    return chain[::-1]


def _once(items: Sequence[str], start: int, end: int) -> dict[str, int]:
    counts = Counter(items[start:end])
    return {items[at]: at for at in range(start, end) if counts[items[at]] == 1}


def _longest(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """The longest common subsequence, by the table of lengths from the ends."""
    table = [[0] * (len(right) + 1)]
    for item in reversed(left):
        below = table[-1]
        row = [0] * (len(right) + 1)
        for j in range(len(right) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if item == right[j] else max(below[j], row[j + 1])
        table.append(row)
    table.reverse()
    pairs: list[Pair] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
