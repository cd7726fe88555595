"""Stretches of the mood scale as a person types them: "-3", ">2", ">=2", "<0", "-5..-2"."""

import re

from allydesk.mood import MOOD_RANGE

_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-", "\u2026": ".."})
"""The minus sign, dashes and hyphens that a keyboard or a pasted text may bring, and the ellipsis."""
_MOOD = re.compile(r"(?P<sign>[<>]=?|=)?(?P<first>[+-]?\d{1,2})(?:\.{2,3}(?P<last>[+-]?\d{1,2}))?", re.ASCII)
_BEGUN = re.compile(r"(?:[<>]=?|=)?[+-]?|[+-]?\d{1,2}\.{1,3}[+-]?", re.ASCII)
_LEAST, _MOST = MOOD_RANGE[0], MOOD_RANGE[-1]


def mood_span(text: str) -> tuple[int, int] | None:
    """The moods meant, as the least and the most of them; None for what names no mood on the scale."""
    match = _MOOD.fullmatch(_plain(text))
    if match is None or (match["sign"] and match["last"]):
        return None
    first = int(match["first"])
    if match["last"] is not None:
        last = int(match["last"])
        span = min(first, last), max(first, last)
    else:
        span = {
            ">": (first + 1, _MOST),
            ">=": (first, _MOST),
            "<": (_LEAST, first - 1),
            "<=": (_LEAST, first),
        }.get(match["sign"] or "", (first, first))
    named = (first, *span)
    return span if all(mood in MOOD_RANGE for mood in named) else None


def mood_begun(text: str) -> bool:
    """Whether this may yet become a stretch of the scale when one goes on typing."""
    return _BEGUN.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    return "".join(text.split()).translate(_MINUS)
