"""Tags: what counts as the same one."""

import unicodedata
from collections.abc import Iterable


def tidy_tag(name: str) -> str:
    """A tag as it is shown: composed, without a leading sign, each run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", name).split()).lstrip("# ")


def tag_key(name: str) -> str:
    """Equal for names that differ only in case, compatibility form or spacing. A key is its own key."""
    key = name
    # Folding can compose anew, and composing can give what folds further; two rounds settle nearly everything.
    while (folded := tidy_tag(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", key).casefold()))) != key:
        key = folded
    return key


def unique_tags(names: Iterable[str]) -> tuple[str, ...]:
    """The tags in the order given, tidied, the first of each kind kept and empty ones left out."""
    kept: dict[str, str] = {}
    for name in names:
        tidy = tidy_tag(name)
        if tidy:
            kept.setdefault(tag_key(tidy), tidy)
    return tuple(kept.values())
