"""Which of many names a few typed letters mean. Pure Python."""

import unicodedata
from collections.abc import Iterable

WHOLE, BEGINNING, WORDS, INSIDE = range(4)
"""How well a name fits, best first: it is what was typed; begins with it; its words begin with the typed ones; it
has them somewhere."""


def folded(text: str) -> str:
    """Text as it is compared: case, accents and width aside."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def fit(name: str, typed: str) -> int | None:
    """How well a name fits what was typed, lower is better; None when it does not."""
    name, typed = folded(name), " ".join(folded(typed).split())
    if name == typed:
        return WHOLE
    if name.startswith(typed):
        return BEGINNING
    wanted = typed.split()
    words = _words(name)
    if all(any(word.startswith(each) for word in words) for each in wanted):
        return WORDS
    if all(each in name for each in wanted):
        return INSIDE
    return None


def best_first(names: Iterable[str], typed: str) -> list[int]:
    """The places of the names that fit, the best first and otherwise in their own order."""
    found = ((fit(name, typed), place) for place, name in enumerate(names))
    return [place for _, place in sorted((how, place) for how, place in found if how is not None)]


def _words(name: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in name).split()
