"""Looking for thousands of phrases at once, in time that is proportional to the text.

Every phrase is a small machine whose steps are words, and all of them run side by side. From each word of the text only
those are started that begin with it; none runs longer than its phrase can be. There is no going back.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from allydesk.practice.coach.phrase import After, Either, OneOf, Part, Sign
from allydesk.practice.coach.words import SENTENCE, Words

NEGATIONS: Final = frozenset({"not", "never", "no", "without", "nobody", "none", "nor", "neither"})
"""What a gap does not leap over: "I … hurt you" is not in "I did not hurt you"."""

_Entry = tuple[int, bool, int, int]
"""Bits that have to stand here; whether a sentence may end here; then a state (or -1) or a finished set (or -1)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one word up to, not including, another."""

    start: int
    end: int


class Matcher:
    """Finds sets of phrases. They are added with `add`, which gives the number of the set."""

    def __init__(self) -> None:
        self._steps: list[tuple[OneOf, int]] = []
        """By state: the word it waits for, and the node it leads to."""
        self._nodes: list[tuple[_Entry, ...]] = []
        """What can be waited for once one is there."""
        self._begins: dict[str, list[tuple[int, int]]] = defaultdict(list)
        """By first word: bits that have to stand before it, and the node after it."""
        self._begins_anyhow: list[tuple[int, int]] = []
        """The same for those that begin with any word."""
        self._firsts: dict[tuple[frozenset[int] | None, tuple[str, ...], int, int], _Begun] = {}
        self._owners: list[int] = []
        """By node: the set whose phrases it belongs to."""
        self._plain: dict[int, _Begun] = {}
        """By node: what can follow it after a mere space. Made when first needed, and of the phrases alone."""
        self._sets = 0

    @property
    def states(self) -> int:
        """How many words are waited for in all the phrases."""
        return len(self._steps)

    def add(self, phrases: Iterable[Part]) -> int:
        """A set of phrases; its number."""
        number = self._sets
        self._sets += 1
        self._firsts.clear()
        final = self._node(((0, True, -1, number),))
        for phrase in phrases:
            for needs, _, state, _ in self._entries(phrase, final):
                if state < 0:
                    raise ValueError("a phrase without words")
                word, node = self._steps[state]
                if word.words is None:
                    self._begins_anyhow.append((needs, node))
                for each in word.words or ():
                    self._begins[each].append((needs, node))
        return number

    def matches(self, words: Words, wanted: frozenset[int] | None = None) -> list[list[Span]]:
        """By set: where its phrases stand, the longest from each word, in order; they may overlap.

        With `wanted`, numbers of sets, only those are looked for.
        """
        found: list[list[Span]] = [[] for _ in range(self._sets)]
        between, begins = words.between, self._begins
        for start, forms in enumerate(words.forms):
            known = tuple([form for form in forms if form in begins])
            if not known and not self._begins_anyhow:
                continue
            ends: dict[int, int] = {}
            self._follow(words, start + 1, self._begun(wanted, known, between[start], between[start + 1]), ends)
            for number, end in ends.items():
                found[number].append(Span(start, end))
        return found

    def _begun(self, wanted: frozenset[int] | None, forms: tuple[str, ...], before: int, after: int) -> "_Begun":
        """What is waited for after a first word, of those that phrases begin with, and what is before and after it.

        There are as many as such words, times a few; that is kept. Nothing else of a text is.
        """
        begun = self._firsts.get((wanted, forms, before, after))
        if begun is None:
            nodes = {node for needs, node in self._begins_anyhow if before & needs == needs}
            for form in forms:
                nodes.update(node for needs, node in self._begins[form] if before & needs == needs)
            if wanted is not None:
                nodes = {node for node in nodes if self._owners[node] in wanted}
            ended, waiting = self._at(nodes, after)
            begun = self._firsts[wanted, forms, before, after] = _Begun(
                ended, [self._steps[state] for state in waiting]
            )
        return begun

    def _follow(self, words: Words, place: int, begun: "_Begun | None", ends: dict[int, int]) -> None:
        """Go on from a first word, and note of each set where the longest ends.

        Most phrases that leap over words are leapt over together, step by step with what was worked out before; only
        those that the next word belongs to are followed one by one.
        """
        while begun is not None:
            for number in begun.ended:
                ends[number] = max(place, ends.get(number, 0))
            if place == len(words):
                return
            forms = words.forms[place]
            place += 1
            if hits := begun.hits(forms):
                self._run(words, place, hits, ends)
            begun = self._leapt(begun, forms[0] in NEGATIONS, words.between[place])

    def _leapt(self, begun: "_Begun", is_negation: bool, bits: int) -> "_Begun | None":
        """What is waited for when a word was leapt over, before what stands there; None when nothing is."""
        key = (is_negation, bits)
        if key not in begun.leapt:
            nodes = begun.anything if is_negation else begun.free
            ended, waiting = self._at(nodes, bits)
            steps = [self._steps[state] for state in waiting]
            begun.leapt[key] = _Begun(ended, steps) if ended or steps else None
        return begun.leapt[key]

    def _run(self, words: Words, place: int, nodes: set[int], ends: dict[int, int]) -> None:
        """Go on from there, and note of each set where the longest ends."""
        last = len(words)
        while nodes:
            bits = words.between[place]
            forms = words.forms[place] if place < last else ()
            if bits or len(forms) != 1 or forms[0] in NEGATIONS:
                ended, waiting = self._at(nodes, bits)
                nodes = {self._steps[state][1] for state in waiting if _fits(self._steps[state][0], forms)}
            else:
                ended, nodes = self._onward(nodes, forms[0])
            for number in ended:
                ends[number] = max(place, ends.get(number, 0))
            place += 1

    def _onward(self, nodes: Iterable[int], form: str) -> tuple[set[int], set[int]]:
        """What is found at those nodes, and the nodes after that word: where nothing but a space stands before it, and
        it is no negation. That is so for nine words of ten, and this is the innermost loop."""
        ended: set[int] = set()
        after: set[int] = set()
        for node in nodes:
            plain = self._plain.get(node)
            if plain is None:
                found, waiting = self._at((node,), 0)
                plain = self._plain[node] = _Begun(found, [self._steps[state] for state in waiting])
            if plain.ended:
                ended.update(plain.ended)
            if plain.free:
                after.update(plain.free)
            if form in plain.by_word:
                after.update(plain.by_word[form])
        return ended, after

    def _at(self, nodes: Iterable[int], bits: int) -> tuple[set[int], set[int]]:
        """The sets that are found at those nodes, and the states that wait for the next word."""
        ended: set[int] = set()
        waiting: set[int] = set()
        is_end = bool(bits & SENTENCE)
        for node in nodes:
            for needs, may_end, state, number in self._nodes[node]:
                if bits & needs != needs:
                    continue
                if state < 0:
                    ended.add(number)
                elif may_end or not is_end:
                    waiting.add(state)
        return ended, waiting

    def _node(self, entries: tuple[_Entry, ...]) -> int:
        self._nodes.append(entries)
        self._owners.append(self._sets - 1)
        return len(self._nodes) - 1

    def _entries(self, part: Part, then: int) -> tuple[_Entry, ...]:
        """What is waited for before a part that leads to a node."""
        if isinstance(part, OneOf):
            self._steps.append((part, then))
            return ((0, False, len(self._steps) - 1, -1),)
        if isinstance(part, Sign):
            return tuple(
                (needs | part.bits, may_end or part.may_end, state, number)
                for needs, may_end, state, number in self._nodes[then]
            )
        if isinstance(part, Either):
            return tuple(dict.fromkeys(entry for one in part.parts for entry in self._entries(one, then)))
        if isinstance(part, After):
            entries = self._nodes[then]
            for one in reversed(part.parts):
                entries = self._entries(one, then)
                then = self._node(entries)
            return entries
        raise TypeError(part)


def _fits(word: OneOf, forms: tuple[str, ...]) -> bool:
    if not forms:
        return False
    if word.words is None:
        return not (word.is_gap and forms[0] in NEGATIONS)
    return any(form in word.words for form in forms)


class _Begun:
    """What has begun: the sets that are found already, and by the next word the nodes it leads to."""

    __slots__ = ("anything", "by_word", "ended", "free", "leapt")

    def __init__(self, ended: Iterable[int], steps: Iterable[tuple[OneOf, int]]) -> None:
        self.ended = tuple(ended)
        by_word: dict[str, list[int]] = defaultdict(list)
        any_word: list[int] = []
        gaps: list[int] = []
        for word, node in steps:
            if word.words is None:
                (gaps if word.is_gap else any_word).append(node)
            for each in word.words or ():
                by_word[each].append(node)
        self.by_word = dict(by_word)
        self.anything = tuple(any_word)
        self.free = (*any_word, *gaps)
        """Where any word leads that is no negation."""
        self.leapt: dict[tuple[bool, int], _Begun | None] = {}
        """What has begun after one more word, whichever it was, but for being a negation."""

    def hits(self, forms: tuple[str, ...]) -> set[int]:
        """The nodes that this very word leads to."""
        return {node for form in forms if form in self.by_word for node in self.by_word[form]}
