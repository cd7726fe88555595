"""Where words stand in a text. Pure Python; the places are Qt's, in UTF-16 units."""

import re
from bisect import bisect_left, bisect_right
from itertools import islice

from allydesk.ui.journal.units import utf16_length

MOST = 10_000
"""Matches that are kept; nobody steps through more."""


class Finder:
    """The matches of one search, in order."""

    def __init__(self) -> None:
        self.matches: list[range] = []
        self.more = False

    def search(self, text: str, words: str, *, match_case: bool, whole_words: bool) -> None:
        """Find all places of these words, not overlapping; `more` tells of a text that has more than `MOST`."""
        self.forget()
        if not words:
            return
        pattern = re.escape(words)
        if whole_words:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        found = re.compile(pattern, re.NOFLAG if match_case else re.IGNORECASE).finditer(text)
        starts = [each.start() for each in islice(found, MOST + 1)]
        self.more = len(starts) > MOST
        places, length = _Utf16(text), utf16_length(words)
        self.matches = [range(start, start + length) for start in map(places.at, starts[:MOST])]

    def between(self, first: int, last: int) -> list[range]:
        """The matches that begin from `first` up to but not `last`."""
        low = bisect_left(self.matches, first, key=lambda place: place.start)
        return self.matches[low : bisect_right(self.matches, last - 1, key=lambda place: place.start)]

    def forget(self) -> None:
        """Nothing is found."""
        self.matches = []
        self.more = False


class _Utf16:
    """Turns places into Qt's, each from the one before; in a text without emoji they are the same."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._same = text.isascii() or max(text) <= "\uffff"
        self._at = self._units = 0

    def at(self, place: int) -> int:
        if self._same:
            return place
        between = self._text[self._at : place]
        self._units += len(between.encode("utf-16-le", "surrogatepass")) // 2
        self._at = place
        return self._units
