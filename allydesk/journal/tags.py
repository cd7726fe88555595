"""Tags: what counts as the same one."""

import unicodedata
from collections.abc import Iterable


def tidy_tag(name: str) -> str:
    """A tag as it is shown: composed, without a leading sign, each run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", name).split()).lstrip("#").strip()


def tag_key(name: str) -> str:
    """Equal for names that differ only in case, compatibility form or spacing."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tidy_tag(name)).casefold())


def unique_tags(names: Iterable[str]) -> tuple[str, ...]:
    """The tags in the order given, tidied, the first of each kind kept and empty ones left out."""
    kept: dict[str, str] = {}
    for name in names:
        tidy = tidy_tag(name)
        if tidy:
            kept.setdefault(tag_key(tidy), tidy)
    return tuple(kept.values())
