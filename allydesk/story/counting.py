"""How long a story is: its words, and the time they take to say."""

import re
from html import unescape
from typing import Final

from allydesk.story.telling import WORDS_A_MINUTE
from allydesk.text import word_count

_FENCE: Final = re.compile(r"^ {0,3}(?:`{3,}|~{3,}).*$", re.MULTILINE)
_DEFINITION: Final = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)
_IMAGE: Final = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_TARGET: Final = re.compile(r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)")
_ADDRESS: Final = re.compile(r"<(?:[a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>", re.IGNORECASE)
_NUMBER: Final = re.compile(r"^[ \t>]*\d{1,9}[.)](?=\s)", re.MULTILINE)
_MINUTE: Final = 60


def spoken(markdown: str) -> str:
    """What of a Markdown text is said aloud: without addresses, pictures, comments and the numbers of lists. The signs
    that make words strong or a heading stay; they are no words."""
    markdown = _without_comments(markdown)
    for silent in (_FENCE, _DEFINITION, _IMAGE, _TARGET, _ADDRESS, _NUMBER):
        markdown = silent.sub("", markdown)
    return unescape(markdown)


def story_words(markdown: str) -> int:
    """How many words a story has, headings among them, as a person would count who hears it told."""
    return word_count(spoken(markdown))


def time_to_speak(words: int, *, words_a_minute: float = WORDS_A_MINUTE) -> int:
    """Seconds that so many words take. Raises ValueError for a pace that is not above 0, and below no words."""
    if words < 0 or words_a_minute <= 0:
        raise ValueError("a story has words, and a pace is above 0")
    return round(words * _MINUTE / words_a_minute)


def _without_comments(markdown: str) -> str:
    """One that never ends is none. Without a pattern: that would look for the end from each beginning anew."""
    kept, begin = [], 0
    while (start := markdown.find("<!--", begin)) >= 0 and (end := markdown.find("-->", start)) >= 0:
        kept.append(markdown[begin:start])
        begin = end + len("-->")
    return "".join((*kept, markdown[begin:]))
