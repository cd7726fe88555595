"""Whether words are right in any of the chosen languages, or the person's own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Protocol

from allydesk.spelling.words import Word, parts_of, plain, script_of, words_in

MOST_SUGGESTIONS = 6
_MOST_REMEMBERED = 50_000
"""Words whose answer is kept; about 5 MB."""


class Engine(Protocol):
    """One language."""

    script: str
    """What it is written in; see `words.script_of`."""

    def knows(self, word: str) -> bool:
        """Whether it has the word in this form."""

    def suggest(self, word: str) -> list[str]:
        """What may have been meant, the likeliest first."""

    def close(self) -> None:
        """It is not used again."""


class Speller:
    """Checks against every engine and the person's own words. Everything is called on one thread.

    What it remembers of the person's words goes with `forget`.
    """

    def __init__(self, engines: Sequence[Engine] = ()) -> None:
        self._engines = tuple(engines)
        self._scripts = {each.script for each in engines}
        self._own: frozenset[str] = frozenset()
        self._ignored: set[str] = set()
        self._answers: dict[str, bool] = {}

    def take_own(self, words: Iterable[str]) -> None:
        """These are the person's own words from now on."""
        self._own = frozenset(plain(word) for word in words)
        self._answers.clear()

    def ignore(self, word: str) -> None:
        """Let this word pass until `forget`."""
        self._ignored.add(plain(word))
        self._answers.clear()

    def forget(self) -> None:
        """Drop every word that came from the person."""
        self._own = frozenset()
        self._ignored.clear()
        self._answers.clear()

    def close(self) -> None:
        """Give the dictionaries' memory back."""
        self.forget()
        for each in self._engines:
            each.close()
        self._engines = ()

    def misspelt(self, line: str) -> Iterator[Word]:
        """The words of a line outside any code block that nobody knows; of a word with hyphens the parts at fault."""
        if not self._engines:
            return
        for word in words_in(line):
            if not self.knows(word.text):
                yield from (part for part in parts_of(word) if not self.knows(part.text))

    def knows(self, word: str) -> bool:
        """Whether the word is right; one in a script that no chosen language is written in is let pass."""
        found = self._answers.get(word)
        if found is None:
            if len(self._answers) >= _MOST_REMEMBERED:
                self._answers.clear()
            found = self._answers[word] = self._looked_up(plain(word))
        return found

    def suggest(self, word: str, *, most: int = MOST_SUGGESTIONS) -> tuple[str, ...]:
        """What may have been meant, at most so many: the languages take turns. With the apostrophe that was typed."""
        asked = plain(word)
        rounds = zip_longest(*(each.suggest(asked) for each in self._engines))
        found = dict.fromkeys(made for each in rounds for made in each if made and made != asked)
        typed = "’" if "’" in word or "'" not in word else "'"
        return tuple(dict.fromkeys(made.replace("'", typed) for made in found))[:most]

    def _looked_up(self, word: str) -> bool:
        return script_of(word) not in self._scripts or self._is_own(word) or self._is_known(word)

    def _is_known(self, word: str) -> bool:
        return any(each.knows(word) for each in self._engines)

    def _is_own(self, word: str) -> bool:
        """Whether it is one of theirs: as it is kept, at the beginning of a sentence, in capitals, or somebody's."""
        bare = word[:-2] if word.lower().endswith("'s") else word.removesuffix("'")
        for each in (word, bare):
            forms = {each, each[:1].lower() + each[1:], each.lower() if each.isupper() else each}
            if forms & self._own or forms & self._ignored:
                return True
            if each.isupper() and each.capitalize() in (self._own | self._ignored):
                return True
        return False
