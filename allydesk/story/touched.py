"""Which themes and moments a text speaks of already. It looks for words and knows nothing of meaning, so it says "not
yet" rather than too much:

- a moment is touched when its whole title is in the text, or most of the words that set it apart from other titles;
- a theme is touched when its name is in the text, or when one of its moments is touched.

Words match whole, whatever the size of their letters and in their simple forms ("move", "moved"). A title or a name of
nothing but grammar ("Before") matches nothing.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from allydesk.story.common_words import COMMON_WORDS, GRAMMAR_WORDS
from allydesk.story.counting import spoken
from allydesk.story.ids import MomentId, ThemeId
from allydesk.story.lifeline import Lifeline
from allydesk.story.wordforms import folded, stem, words_in

_DISTINCT = 4
"""Letters that a word needs to set a title apart."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Touched:
    """What a text has touched. What it has left out is the rest of the lifeline."""

    themes: frozenset[ThemeId] = frozenset()
    moments: frozenset[MomentId] = frozenset()


def touched(text: str, lifeline: Lifeline) -> Touched:
    """What a story, in Markdown, has touched of this lifeline."""
    said = _forms(spoken(text))
    if not said:
        return Touched()
    heard = _Heard(said)
    titles = {moment.id: _forms(moment.title) for moment in lifeline.moments.values()}
    apart = _setting_apart(titles)
    moments = frozenset(id_ for id_, title in titles.items() if heard.has(title) or heard.has_most(apart[id_]))
    themes = frozenset(
        theme.id
        for theme in lifeline.themes.values()
        if heard.has(_forms(theme.name)) or not moments.isdisjoint(theme.moments)
    )
    return Touched(themes, moments)


class _Heard:
    """The words of a text, and the order they come in."""

    def __init__(self, said: Words) -> None:
        self._words = frozenset(said)
        self._line = f" {' '.join(said)} "

    def has(self, phrase: Words) -> bool:
        """Whether the words stand there one after the other. Grammar alone is no phrase."""
        if GRAMMAR_WORDS.issuperset(phrase):
            return False
        return self._words.issuperset(phrase) and f" {' '.join(phrase)} " in self._line

    def has_most(self, words: frozenset[str]) -> bool:
        """Whether more than half of them are there."""
        return 2 * len(self._words & words) > len(words)


def _forms(text: str) -> Words:
    """The words as they are compared."""
    return tuple(_form(folded(word)) for word in words_in(text))


def _form(word: str) -> str:
    """Grammar stays as it is, and nothing becomes it: "evening" is not "even"."""
    bare = stem(word)
    return word if word in GRAMMAR_WORDS or bare in GRAMMAR_WORDS else bare


def _setting_apart(titles: Mapping[MomentId, Words]) -> Mapping[MomentId, frozenset[str]]:
    """The words of each title that no other title has."""
    often = Counter(word for title in titles.values() for word in set(title))
    return {
        id_: frozenset(
            word for word in title if often[word] == 1 and len(word) >= _DISTINCT and word not in _COMMON_FORMS
        )
        for id_, title in titles.items()
    }


_COMMON_FORMS = frozenset(_form(word) for word in COMMON_WORDS)
