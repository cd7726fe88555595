"""Words that come up in two or more moments. What such a word means is the person's to say."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from allydesk.story.common_words import COMMON_WORDS
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Moment
from allydesk.story.wordforms import folded, singular, words_in

_SHORTEST: Final = 3
"""Letters; shorter words are most often initials or particles."""
_SENTENCE_ENDS: Final = str.maketrans(dict.fromkeys(".!?;:…", "\n"))


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A word, or two that stand beside each other, as the person writes it; and the moments it is in, in the order
    they were given. There are two of them at least."""

    word: str
    moments: tuple[MomentId, ...]


def recurring_words(moments: Iterable[Moment], *, known: Iterable[str] = ()) -> list[Recurrence]:
    """The words that two or more moments have in their titles and notes, those in the most moments first.

    Singular and plural count as one. Left out are common words, numbers, the names of the people in any of the
    moments, and those in `known`. A word that is only ever found in a phrase is shown with the phrase alone.
    """
    found = tuple(moments)
    keys = _Keys({*_parts_of(known), *_parts_of(name for moment in found for name in moment.people)})
    said = [(moment.id, _sentences(f"{moment.title}\n{moment.note}")) for moment in found]
    single, phrases = _Places(), _Places()
    for id_, sentences in said:
        for word in (word for sentence in sentences for word in sentence):
            single.add(keys.of(word), word, id_)
    several = single.in_several()
    for id_, sentences in said:
        for first, second in (pair for sentence in sentences for pair in pairwise(sentence)):
            one, other = keys.of(first), keys.of(second)
            # A phrase can recur only where both of its words do.
            if one in several and other in several:
                phrases.add(f"{one} {other}", f"{first} {second}", id_)
    return _made(single, several, phrases)


def _made(single: "_Places", several: dict[str, tuple[MomentId, ...]], phrases: "_Places") -> list[Recurrence]:
    paired = phrases.in_several()
    covered = {part for phrase, ids in paired.items() for part in phrase.split(" ") if several[part] == ids}
    made = [Recurrence(single.usual(key), ids) for key, ids in several.items() if key not in covered]
    made += [Recurrence(phrases.usual(key), ids) for key, ids in paired.items()]
    return sorted(made, key=lambda one: (-len(one.moments), folded(one.word)))


class _Keys:
    """What each word counts as; "" for those that are left out. Remembered, for texts repeat their words."""

    def __init__(self, names: set[str]) -> None:
        self._names = names
        self._known: dict[str, str] = {}

    def of(self, word: str) -> str:
        key = self._known.get(word)
        if key is None:
            key = self._known[word] = self._made(folded(word))
        return key

    def _made(self, small: str) -> str:
        key = singular(small)
        common = {small, key, small.partition("'")[0]} & COMMON_WORDS or "n't" in small
        return "" if len(small) < _SHORTEST or common or key in self._names else key


class _Places:
    """Which moments a key is in, and how it is written there."""

    def __init__(self) -> None:
        self._moments: defaultdict[str, dict[MomentId, None]] = defaultdict(dict)
        self._written: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, key: str, words: str, moment_id: MomentId) -> None:
        if key:
            self._moments[key][moment_id] = None
            self._written[key].append(words)

    def in_several(self) -> dict[str, tuple[MomentId, ...]]:
        return {key: tuple(ids) for key, ids in self._moments.items() if len(ids) > 1}

    def usual(self, key: str) -> str:
        """As it is written most often; in small letters if it ever is."""
        written = Counter(self._written[key])
        small = {word: count for word, count in written.items() if word == word.lower()}
        return min((small or written).items(), key=lambda item: (-item[1], item[0]))[0]


def _sentences(text: str) -> list[tuple[str, ...]]:
    return [tuple(words_in(sentence)) for sentence in text.translate(_SENTENCE_ENDS).split("\n")]


def _parts_of(names: Iterable[str]) -> Iterator[str]:
    return (singular(folded(word)) for name in names for word in words_in(name))
