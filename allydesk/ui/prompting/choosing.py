"""Which prompts a page shows: a group, the favourites, one's own or the hidden ones, and words to look for."""

import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from allydesk.journal.prompt import Prompt, PromptGroup
from allydesk.ui.prompting.stock import GROUP_NAMES


class Shelf(StrEnum):
    """What is not a group and can be looked through all the same."""

    ALL = "all"
    FAVOURITES = "favourites"
    OWN = "own"
    HIDDEN = "hidden"


SHELVES: tuple[tuple[str, str], ...] = (
    (Shelf.ALL.value, "All"),
    (Shelf.FAVOURITES.value, "Favourites"),
    (Shelf.OWN.value, "Your own"),
    *((group.value, GROUP_NAMES[group]) for group in PromptGroup),
    (Shelf.HIDDEN.value, "Hidden"),
)
"""Their keys and names, in the order of the screen."""


def shown_prompts(prompts: Sequence[Prompt], shelf: str, words: str) -> list[Prompt]:
    """The prompts of a shelf or group in which every one of the words occurs. Hidden ones only where they are meant."""
    wanted = [_plain(word) for word in words.split()]
    return [
        prompt for prompt in prompts if _is_on(prompt, shelf) and all(word in _plain(prompt.text) for word in wanted)
    ]


def _is_on(prompt: Prompt, shelf: str) -> bool:
    if shelf == Shelf.HIDDEN or prompt.hidden:
        return prompt.hidden and shelf == Shelf.HIDDEN
    return {
        Shelf.ALL.value: True,
        Shelf.FAVOURITES.value: prompt.favourite,
        Shelf.OWN.value: prompt.own,
        prompt.group.value: True,
    }.get(shelf, False)


def _plain(text: str) -> str:
    """Without case and accents, and with one kind of apostrophe."""
    apart = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
