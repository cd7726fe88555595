"""The coach: reads a text for what somebody means to do with it, and says what it noticed."""

from collections.abc import Iterable
from pathlib import Path

from allydesk.practice.coach.context import Context
from allydesk.practice.coach.finding import Finding, FindingKind
from allydesk.practice.coach.looking import Sought, Spans, apart
from allydesk.practice.coach.matching import Matcher, Span
from allydesk.practice.coach.pack import read_packs
from allydesk.practice.coach.rule import Rule
from allydesk.practice.coach.words import Words, words_of
from allydesk.practice.intents import Intent


class Coach:
    """Made once from its rules; keeps nothing of what it reads."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Prepares to look for all phrases at once."""
        self._matcher = Matcher()
        self._rules = [(rule, [Sought.by(self._matcher, check) for check in rule.checks]) for rule in rules]

        checks = [sought for _, each in self._rules for sought in each]
        self._wanted = {
            intent: frozenset(number for sought in checks if intent in sought.check.intents for number in sought.sets)
            for intent in Intent
        }

    @classmethod
    def from_folder(cls, folder: Path) -> "Coach":
        """With the rule packs in a folder. Raises OSError when they cannot be read, `PackFault` when they are none."""
        return cls(read_packs(folder))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """What it goes by."""
        return tuple(rule for rule, _ in self._rules)

    def read(self, text: str, intent: Intent) -> tuple[Finding, ...]:
        """What it notices, in order of place. Any text can be read; it takes time in proportion to its length."""
        words = words_of(text)
        if not len(words):
            return ()
        matches, context = self._matcher.matches(words, self._wanted[intent]), Context(words)
        found = [
            _finding(rule, intent, words, span, text)
            for rule, checks in self._rules
            for span in _spans(checks, intent, matches, context, len(words))
        ]
        return tuple(sorted(_one_for_a_place(found), key=lambda one: (one.start, one.end, one.rule)))


def _one_for_a_place(found: Iterable[Finding]) -> Iterable[Finding]:
    """Of concerns about the same words, the one that takes in most of them: two remarks on one place are a scolding."""
    kept: list[Finding] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start, one.rule)):
        if one.kind is FindingKind.CREDIT:
            yield one
        elif all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    yield from kept


def _spans(
    checks: Iterable[Sought], intent: Intent, matches: list[list[Span]], context: Context, size: int
) -> Iterable[Span]:
    found: list[Span] = []
    for sought in checks:
        if intent in sought.check.intents:
            spans: Spans = sought.found(matches, context, size)
            found.extend(spans)
    return apart(found) if found else ()


def _finding(rule: Rule, intent: Intent, words: Words, span: Span, text: str) -> Finding:
    start, end = words.starts[span.start], words.ends[span.end - 1]
    return Finding(
        rule=rule.id,
        kind=rule.kind,
        start=start,
        end=end,
        quote=text[start:end],
        name=rule.name,
        why=rule.why_for(intent),
        question=rule.question,
    )
