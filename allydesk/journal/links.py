"""Links between entries, `[[by their titles]]`, and the files that a text shows. Pure Python, quick on long texts."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from allydesk.journal.entry import Attachment

_LONGEST_TITLE = 1000
"""Characters between the brackets. What is longer was not meant as a link."""
_LINK = re.compile(rf"(?<!\\)\[\[((?:(?!\[\[|\]\](?!\]))[^\n]){{1,{_LONGEST_TITLE}}})\]\](?!\])")
_FENCE = re.compile(r"^ {0,3}(`{3,}(?=[^`\n]*$)|~{3,})", re.MULTILINE)
_TICKS = re.compile(r"(?<![`\\])`+")
_ESCAPES = re.compile(rb"%([0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class WikiLink:
    """A link in a text: the title it leads to, and where it stands, brackets included, in code points."""

    title: str
    start: int
    end: int


def title_key(title: str) -> str:
    """Equal for titles that differ only in case, compatibility form or spacing; "" for one without a letter or sign.

    A key is its own key.
    """
    if title.isascii():
        return " ".join(title.lower().split())
    key = title
    while (folded := _folded(key)) != key:
        key = folded
    return key


def wiki_links(text: str) -> list[WikiLink]:
    """The links of a text in their order; what stands in code is none."""
    if "[[" not in text:
        return []
    code = _code(text)
    found: list[WikiLink] = []
    for match in _LINK.finditer(text):
        title = match[1].strip()
        while code and code[0][1] <= match.start():
            code.pop(0)
        in_code = bool(code) and code[0][0] < match.end()
        if title and not in_code:
            found.append(WikiLink(title, match.start(), match.end()))
    return found


def link_keys(text: str) -> tuple[str, ...]:
    """The keys of the titles that a text leads to, each once, in the order of their first link."""
    keys = dict.fromkeys(title_key(link.title) for link in wiki_links(text))
    keys.pop("", None)
    return tuple(keys)


def link_to(title: str) -> str:
    """What leads to the entry of that title; "" for a title that no link can hold."""
    link = f"[[{title}]]"
    found = wiki_links(link)
    return link if found == [WikiLink(title.strip(), 0, len(link))] else ""


def retitled(text: str, old: str, new: str) -> str:
    """The text with each link to `old` leading to `new`; unchanged where no link can hold the new title."""
    link, key = link_to(new), title_key(old)
    if not link:
        return text
    pieces: list[str] = []
    done = 0
    for found in wiki_links(text):
        if title_key(found.title) == key:
            pieces += (text[done : found.start], link)
            done = found.end
    return "".join((*pieces, text[done:]))


def attachment_named(target: str, attachments: Iterable[Attachment]) -> Attachment | None:
    """The file that a picture or link in the entry's text means: `![a cat](photo%202.jpg)`.

    Of the target only the last part counts, percent signs decoded. An address of the web means no file of ours.
    """
    if "://" in target:
        return None
    name = unicodedata.normalize("NFC", _decoded(target.rpartition("/")[2]))
    return next((one for one in attachments if unicodedata.normalize("NFC", one.name) == name), None)


def _folded(title: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", title).casefold()).split())


def _decoded(part: str) -> str:
    raw = part.encode("utf-8", "surrogatepass")
    return _ESCAPES.sub(lambda match: bytes([int(match[1], 16)]), raw).decode("utf-8", "replace")


def _code(text: str) -> list[tuple[int, int]]:
    """Where the code is, in order: fenced blocks, and spans between the same number of backticks in a paragraph."""
    found: list[tuple[int, int]] = []
    done = 0
    for start, end in _fences(text):
        found += _spans(text, done, start)
        found.append((start, end))
        done = end
    return found + _spans(text, done, len(text))


def _fences(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        if opened is None:
            opened = match
            continue
        mark, line_end = match[1], text.find("\n", match.end())
        rest = text[match.end() : line_end if line_end >= 0 else len(text)]
        if mark[0] == opened[1][0] and len(mark) >= len(opened[1]) and not rest.strip():
            found.append((opened.start(), match.end()))
            opened = None
    if opened is not None:
        found.append((opened.start(), len(text)))
    return found


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for paragraph in re.split(r"(\n[ \t]*\n)", text[start:end]):
        found += [(start + first, start + last) for first, last in _spans_of(paragraph)]
        start += len(paragraph)
    return found


def _spans_of(paragraph: str) -> list[tuple[int, int]]:
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(paragraph)]
    # The last run of each length, so that a lone run is known as one without a look at all that follow it.
    last = {end - start: place for place, (start, end) in enumerate(runs)}
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(runs):
        length = runs[place][1] - runs[place][0]
        if last[length] == place:
            place += 1
            continue
        close = next(other for other in range(place + 1, len(runs)) if runs[other][1] - runs[other][0] == length)
        found.append((runs[place][0], runs[close][1]))
        place = close + 1
    return found
