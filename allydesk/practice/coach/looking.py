"""What a check finds in a text: a function of where its phrases stand."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from allydesk.practice.coach.context import Context
from allydesk.practice.coach.matching import Matcher, Span
from allydesk.practice.coach.rule import Check, Conditional, Existence, Occurrence, Per
from allydesk.practice.coach.rule import Sequence as InTurn

Spans = Sequence[Span]


@dataclass(frozen=True, slots=True)
class Sought:
    """A check whose phrases a matcher looks for; the numbers are those of its sets, -1 without."""

    check: Check
    first: int
    second: int
    unless: int

    @classmethod
    def by(cls, matcher: Matcher, check: Check) -> "Sought":
        """Have the matcher look for a check's phrases."""
        looks_for, second = check.looks_for, -1
        if isinstance(looks_for, InTurn):
            first, second = matcher.add(looks_for.first), matcher.add(looks_for.then)
        else:
            first = matcher.add(looks_for.phrases)
        if isinstance(looks_for, Conditional):
            second = matcher.add(looks_for.others)
        return cls(check, first, second, matcher.add(check.unless) if check.unless else -1)

    @property
    def sets(self) -> set[int]:
        """The numbers of its sets."""
        return {self.first, self.second, self.unless} - {-1}

    def found(self, matches: Sequence[Spans], context: Context, size: int) -> list[Span]:
        """Where it finds something, in order and apart from each other. `size` counts the text's words."""
        first = matches[self.first]
        if not first and not _counts_absence(self.check):
            return []
        check = self.check
        meant = [span for span in first if not context.is_taken_back(span.start, even_negated=check.even_negated)]
        spans = self._spans(meant, matches, context, size)
        if self.unless >= 0:
            spans = [span for span in spans if not _any_in(matches[self.unless], context.reach(span, check.near))]
        return apart(spans)

    def _spans(self, first: Spans, matches: Sequence[Spans], context: Context, size: int) -> list[Span]:
        looks_for = self.check.looks_for
        if isinstance(looks_for, Existence):
            return list(first)
        if isinstance(looks_for, Conditional):
            others, near, wanted = matches[self.second], looks_for.near, looks_for.wanted
            return [span for span in first if _any_in(others, context.reach(span, near)) is wanted]
        if isinstance(looks_for, InTurn):
            return list(_in_turn(first, matches[self.second], looks_for, context))
        return _counted(apart(first), looks_for, size)


def apart(spans: Iterable[Span]) -> list[Span]:
    """Those that do not overlap: the first, then the first after it; of two that begin together the longer."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _counts_absence(check: Check) -> bool:
    return isinstance(check.looks_for, Occurrence) and check.looks_for.fewer_than is not None


def _any_in(spans: Spans, reach: Span) -> bool:
    """Whether one of them begins and ends in there."""
    place = bisect_left(spans, reach.start, key=attrgetter("start"))
    while place < len(spans) and spans[place].start < reach.end:
        if spans[place].end <= reach.end:
            return True
        place += 1
    return False


def _in_turn(first: Spans, then: Spans, wanted: InTurn, context: Context) -> Iterable[Span]:
    for span in first:
        place = bisect_left(then, span.end, key=attrgetter("start"))
        if place == len(then) or then[place].start - span.end > wanted.within:
            continue
        if wanted.across_sentences or not context.sentence_ends_within(span.end, then[place].start):
            yield Span(span.start, then[place].end)


def _counted(spans: Spans, wanted: Occurrence, size: int) -> list[Span]:
    """The place where it became too much; or, where there is too little, the whole text."""
    if size < max(1, wanted.least_words):
        return []
    share = size / 100 if wanted.per is Per.HUNDRED_WORDS else 1
    if wanted.fewer_than is not None:
        return [Span(0, size)] if len(spans) < wanted.fewer_than * share else []
    most = int((wanted.more_than or 0) * share)
    return [spans[most]] if len(spans) > most else []
