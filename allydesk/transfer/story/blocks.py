"""What a text is made of once it has been read: paragraphs and their like, and in them runs of words set one way."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Runs set one way. A "\\n" in them is a line break. `link` is an address they lead to, "" for none."""

    text: str
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    code: bool = False
    link: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 6, below the document's own title."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Its words are never empty."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Quote:
    """What is said by someone else, or set apart."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `first` is the number of its first item, None where the items have none."""

    items: tuple[tuple["Block", ...], ...]
    first: int | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that stay as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across, between two parts."""


Block = Heading | Paragraph | Quote | Items | Code | Rule


def writable(text: str) -> str:
    """The text as every format here can hold it: line ends are "\\n", and U+FFFD stands in for what XML 1.0 has no
    place for or advises against (control and non-characters)."""
    return _UNWRITABLE.sub("\ufffd", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Such a text on one line."""
    return " ".join(writable(text).split())


def joined(runs: Iterator[Run] | list[Run]) -> Runs:
    """The runs, those side by side that are set alike made one, without empty ones."""
    made: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        if made and replace(made[-1], text=run.text) == run:
            made[-1] = replace(run, text=made[-1].text + run.text)
        else:
            made.append(run)
    return tuple(made)


def text_of(runs: Runs) -> str:
    """The words without how they are set."""
    return "".join(run.text for run in runs)


def plain(text: str) -> Runs:
    """Runs that are set no way in particular."""
    return (Run(text),) if text else ()


def paragraphs(text: str) -> tuple[Block, ...]:
    """A plain text as paragraphs, one for each stretch between empty lines; nothing in it means anything."""
    parts = re.split(r"\n[^\S\n]*\n\s*", writable(text).strip())
    return tuple(Paragraph(plain("\n".join(line.strip() for line in part.split("\n")))) for part in parts if part)


def reworded(block: Block, change: Callable[[Runs], Runs], change_text: Callable[[str], str]) -> Block:
    """The block with every run of words changed one way, and what stays as it is (code) another."""
    match block:
        case Heading(level, runs):
            return Heading(level, change(runs))
        case Paragraph(runs):
            return Paragraph(change(runs))
        case Quote(blocks):
            return Quote(tuple(reworded(one, change, change_text) for one in blocks))
        case Items(items, first):
            made = tuple(tuple(reworded(one, change, change_text) for one in item) for item in items)
            return Items(made, first)
        case Code(text):
            return Code(change_text(text))
        case Rule():
            return block
