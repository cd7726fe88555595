"""Text as the journal keeps it: Unicode that can be stored, counted and shown."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff\ufdd0\ufdd1\ue000\ue001]")
_RUN = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"['’\-.](?<=[^\W_].)(?=[^\W_])")
_ASCII_BETWEEN = {code: " " for code in range(128) if not chr(code).isalnum()}

LONGEST_TEXT = 64 * 1024 * 1024
"""Characters in one text, at most. The largest diary we have seen is a hundredth of that."""


def clean(text: str) -> tuple[str, int]:
    """Text that can be kept, and how many characters had to be replaced for it.

    Line ends become "\\n". U+FFFD stands in for what no text holds: NUL, lone surrogates, the two non-characters that
    Qt's documents use for themselves, and the two private-use characters that mark matches in an excerpt.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSTORABLE.subn("\ufffd", text)


def word_count(text: str) -> int:
    """How many words a person would count: runs of letters and digits, with what joins them."""
    # Each joint makes one word of two runs. A third of the time that a pattern for whole words takes.
    runs = text.translate(_ASCII_BETWEEN).split() if text.isascii() else _RUN.findall(text)
    return len(runs) - len(_JOINT.findall(text))
