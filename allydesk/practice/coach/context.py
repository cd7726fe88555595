"""Around a place in a text: its sentence, and whether the words there are the person's own and meant."""

from bisect import bisect_left, bisect_right
from typing import Final

from allydesk.practice.coach.matching import Span
from allydesk.practice.coach.rule import Near
from allydesk.practice.coach.words import BREAK, SENTENCE, Words

_LOOK_BACK: Final = 4
"""Words before a place that can turn it round. Farther away, a "not" is about something else."""
_NEGATIONS: Final = frozenset({"not", "never", "no", "without", "nobody", "nor", "instead", "rather"})
_REPORTS: Final = frozenset(
    {"said", "says", "told", "tells", "wrote", "writes", "heard", "claimed", "claims", "saying"}
)
_AND: Final = frozenset({"and", "but", "so", "or", "because", "then", "when", "if", "yet", "though"})
_ASKED: Final = frozenset({"you", "we", "he", "she", "they", "i", "it"})
"""After "don’t" these make a question of it ("Don’t you think …"), which denies nothing."""


class Context:
    """Of one text."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._ends = [place for place, bits in enumerate(words.between) if bits & SENTENCE]
        """Where sentences begin and end, from 0 to the number of words."""

    def is_taken_back(self, place: int, *, even_negated: bool) -> bool:
        """Whether what begins there is denied ("I’m not saying …") or told of ("he said …"), in the same breath."""
        words = self._words
        for back in range(place - 1, max(-1, place - 1 - _LOOK_BACK), -1):
            if words.between[back + 1] & BREAK:
                return False
            word = words.forms[back][0]
            if word in _AND:
                return False
            if word in _REPORTS:
                return True
            if word in _NEGATIONS and not even_negated and words.forms[back + 1][0] not in _ASKED:
                return True
        return False

    def reach(self, span: Span, near: Near) -> Span:
        """The words that are near it."""
        last = len(self._words)
        match near:
            case Near.SENTENCE:
                return self._around(span, 0)
            case Near.NEIGHBOURS:
                return self._around(span, 1)
            case Near.BEFORE:
                return Span(0, span.start)
            case Near.AFTER:
                return Span(span.end, last)
            case Near.TEXT:
                return Span(0, last)

    def sentence_ends_within(self, start: int, end: int) -> bool:
        """Whether a sentence ends between two words' places."""
        return bisect_left(self._ends, start) != bisect_right(self._ends, end)

    def _around(self, span: Span, more: int) -> Span:
        before = bisect_right(self._ends, span.start) - 1 - more
        after = bisect_left(self._ends, span.end) + more
        return Span(self._ends[max(0, before)], self._ends[min(len(self._ends) - 1, after)])
