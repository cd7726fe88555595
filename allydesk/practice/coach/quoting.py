"""What in a text stands in quotation marks and is somebody's words, rather than what the person says.

“You people are always late”, quoted in an answer, is what was said; the rules see that something stands there and not
what. A text that is one quotation from end to end is the person's own, and so is what follows "I would say:".
"""

import re
from collections.abc import Iterator
from typing import Final

_LONGEST: Final = 2_000
"""Characters between two marks; beyond them, a mark that is never closed would swallow the text."""
_LONGEST_SINGLE: Final = 300
"""The same for single marks, which may be apostrophes."""
_QUOTED: Final = re.compile(
    rf"“[^“”]{{1,{_LONGEST}}}”"
    rf"|\"[^\"]{{1,{_LONGEST}}}\""
    rf"|«[^«»]{{1,{_LONGEST}}}»"
    rf"|(?<!\w)‘(?:[^‘’]|’(?=\w)){{1,{_LONGEST_SINGLE}}}’(?!\w)"
    rf"|(?<![\w'’])'(?=\w)(?:[^']|'(?=\w)){{1,{_LONGEST_SINGLE}}}'(?!\w)"
)
_INTRODUCED: Final = re.compile(
    r"(?:^|[.!?\n]\s*)(?:(?:and|so|then|first)\s+)?"
    r"(?:I(?:['’](?:d|ll)| would| will| might| could)?(?: then| simply| just)? (?:say|reply|answer|respond|ask|tell)"
    r"(?: \w+){0,3}|me)\s*[:,]?\s*$",
    re.IGNORECASE,
)
_INTRODUCTION: Final = 60
"""Characters before a quotation in which its introduction stands."""
_WORD: Final = re.compile(r"\w")


def others_words(text: str) -> list[tuple[int, int]]:
    """Where somebody else's words stand, marks included, in order."""
    found = [match.span() for match in _QUOTED.finditer(text)]
    if found and not any(_WORD.search(text, start, end) for start, end in _between(found, len(text))):
        return []
    return [(start, end) for start, end in found if not _INTRODUCED.search(text[max(0, start - _INTRODUCTION) : start])]


def _between(spans: list[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """What lies outside the spans."""
    place = 0
    for start, end in spans:
        yield place, start
        place = end
    yield place, length
