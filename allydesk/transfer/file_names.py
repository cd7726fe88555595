"""Names for files that every system will take."""

import re
import unicodedata

LONGEST_NAME = 120
"""Bytes in UTF-8. Systems take 255 a name; whole paths on Windows may have 260 characters."""
LONGEST_SLUG = 60
"""Bytes in UTF-8: enough to know an entry by."""
_SLUG_FROM = 200
"""Characters of a title that are looked at."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)


def slug(title: str) -> str:
    """The title's letters and figures, with "-" between words; "" when it has none."""
    letters = unicodedata.normalize("NFC", title[:_SLUG_FROM].lower())
    # Marks belong to letters: many scripts write their vowels with them.
    words = "".join(sign if unicodedata.category(sign)[0] in "LNM" else "-" for sign in letters)
    return _cut(re.sub("-+", "-", words).strip("-"), LONGEST_SLUG).strip("-")


def safe_name(name: str) -> str:
    """The name, changed only as far as Windows, macOS and Linux ask for; never "" and never one that means a place."""
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip().rstrip(". ")
    if not name.strip("."):
        name = "file"
    if _RESERVED.match(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix.encode()) > 16:
        return _cut(name, LONGEST_NAME).rstrip(". ")
    return _cut(stem, LONGEST_NAME - len(suffix.encode()) - 1) + dot + suffix


class TakenNames:
    """The names already given in one folder, as file systems that ignore case and composition tell them apart."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, stem: str, suffix: str = "") -> str:
        """A stem that nobody has, with "-2" and so on where need be; `suffix`, like ".jpg", belongs to the name."""
        wanted = key = _key(stem + suffix)
        # Where the last one of this name stopped, so that a thousand alike do not take a million looks.
        number = self._next.get(wanted, 2)
        free = stem
        while key in self._taken:
            free = f"{stem}-{number}"
            key = _key(free + suffix)
            number += 1
        self._next[wanted] = number
        self._taken.add(key)
        return free


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def _cut(text: str, limit: int) -> str:
    """The beginning of the text in at most `limit` bytes, without half a character at its end."""
    data = text.encode("utf-8")
    if len(data) <= limit:
        return text
    whole = cut = data[:limit].decode("utf-8", "ignore")
    following = text[len(cut)]
    while cut and (unicodedata.combining(following) or following == "\u200d"):
        # A mark belongs to the letter before it.
        cut, following = cut[:-1], cut[-1]
    return cut or whole
