"""Typographic quotes, dashes and dots in place of the plain ones, as they are typed. Pure Python; English."""

from dataclasses import dataclass

_OPENS_AFTER = " \t\u00a0\u202f([{<—–/\"'“‘*_~"
_SIGNS = "\"'.-"


@dataclass(frozen=True, slots=True)
class Replacement:
    """`text` stands in for the sign just typed and for so many characters `back` before it."""

    back: int
    text: str


def replaced(before: str, typed: str) -> Replacement | None:
    """What takes the place of a sign typed after `before`, the line up to the caret; None to leave it as it is."""
    if typed not in _SIGNS or len(typed) != 1 or _is_verbatim(before):
        return None
    if typed == '"':
        return Replacement(0, "“" if _opens(before) else "”")
    if typed == "'":
        return Replacement(0, "‘" if _opens(before) else "’")
    if typed == ".":
        return Replacement(2, "…") if before.endswith("..") and not before.endswith("...") else None
    return _dash(before)


def _opens(before: str) -> bool:
    """Whether a quotation begins here: at the start of a line, after a space, a bracket, a dash, an opening quote."""
    return not before or before[-1] in _OPENS_AFTER


def _dash(before: str) -> Replacement | None:
    """Two hyphens are an en dash, three an em dash; a line of hyphens is a rule, and stays one."""
    if not before.strip(" -–—"):
        return None
    if before.endswith("–"):
        return Replacement(1, "—")
    if before.endswith("-") and not before.endswith(("--", "<!-")):
        return Replacement(1, "–")
    return None


def _is_verbatim(before: str) -> bool:
    """Inside code that is still open, a link's address, or the title of another entry."""
    if before.count("`") % 2:
        return True
    _, address, rest = before.rpartition("](")
    if address and ")" not in rest:
        return True
    _, title, rest = before.rpartition("[[")
    if title and "]]" not in rest:
        return True
    return "://" in before.rsplit(maxsplit=1)[-1] if before.strip() and not before[-1].isspace() else False
