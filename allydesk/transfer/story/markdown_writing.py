"""Blocks as Markdown again, and a story as a Markdown file.

A story whose names stand as they are is written as the person wrote it; only one with masked names, or a profile, is
composed anew. Reading back what was composed gives the same blocks.
"""

import re
from collections.abc import Sequence

from allydesk.transfer.front_matter import quoted
from allydesk.transfer.story.blocks import Block, Code, Heading, Items, Paragraph, Quote, Rule, Run, Runs
from allydesk.transfer.story.document import StoryDocument

VERSION = 1
"""Of this form of front matter."""
MARK = "allydesk-story"
"""The field that says the file is ours, with the version."""

_SIGNS = re.compile(r"([\\`*_~\[\]<]|&(?=#?\w{1,40};))")
_LEADING = re.compile(r"^([^\S\n]*)(?:([-+=>#])|([0-9]{1,9})([.)]))", re.MULTILINE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def markdown_file(document: StoryDocument) -> bytes:
    """Front matter, the text, and the list of moments if there is one. A chart is not in it: Markdown cannot draw."""
    lines = ["---", f"{MARK}: {VERSION}", f"title: {quoted(document.title)}"]
    if document.listener:
        lines.append(f"listener: {quoted(document.listener)}")
    if document.author:
        lines.append(f"author: {quoted(document.author)}")
    lines += [f"language: {quoted(document.language)}", "---", ""]
    text = markdown_of(document.blocks) if document.markdown is None else document.markdown
    parts = ["\n".join(lines), text.rstrip("\n")]
    if document.moments:
        rows = [Paragraph((Run(f"{one.when}: {one.title} ({one.felt})"),)) for one in document.moments]
        listed = (Heading(2, (Run("Moments"),)), Items(tuple((row,) for row in rows)))
        parts.append(markdown_of(listed))
    return ("\n".join(parts[:2]) + "".join(f"\n\n{part}" for part in parts[2:]) + "\n").encode("utf-8")


def markdown_of(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown, without a line end at its end."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    other = False
    for block in blocks:
        if lines:
            lines.append("")
        # Two lists one after the other are two by their signs.
        other = isinstance(before, Items) and isinstance(block, Items) and not other
        lines += _block(block, other=other)
        before = block
    return lines


def _block(block: Block, *, other: bool) -> list[str]:
    match block:
        case Heading(level, runs):
            return [f"{'#' * level} {_open_ended(_inline(runs).replace(chr(10), ' '))}"]
        case Paragraph(runs):
            return _inline(runs).split("\n")
        case Quote(inner):
            return [f"> {line}".rstrip() for line in _lines(inner)]
        case Items(items, first):
            return _items(items, first, other=other)
        case Code(text):
            longest = max((len(run) for run in re.findall("`+", text)), default=0)
            fence = "`" * max(3, longest + 1)
            return [fence, *text.split("\n"), fence]
        case Rule():
            return ["***"]


def _open_ended(words: str) -> str:
    """A heading's words, whose last sign is not to be taken for one that closes it."""
    before = words[:-1]
    is_escaped = (len(before) - len(before.rstrip("\\"))) % 2 == 1
    return f"{before}\\#" if words.endswith("#") and not is_escaped else words


def _items(items: Sequence[Sequence[Block]], first: int | None, *, other: bool) -> list[str]:
    lines: list[str] = []
    for place, item in enumerate(items):
        mark = ("* " if other else "- ") if first is None else f"{first + place}{')' if other else '.'} "
        inner = _lines(item) or [""]
        lines.append(f"{mark}{inner[0]}".rstrip())
        lines += [f"{' ' * len(mark)}{line}".rstrip() for line in inner[1:]]
    return lines


def _inline(runs: Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    if run.code:
        fence = "`" * (max((len(one) for one in re.findall("`+", run.text)), default=0) + 1)
        space = " " if run.text[:1] in ("`", " ") or run.text[-1:] in ("`", " ") else ""
        made = f"{fence}{space}{run.text}{space}{fence}"
    else:
        made = _escaped(run.text)
    for wanted, sign in ((run.struck, "~~"), (run.emphasis, "*"), (run.strong, "**")):
        if wanted:
            made = _around(made, sign)
    return f"[{made}](<{run.link}>)" if run.link else made


def _around(text: str, sign: str) -> str:
    """The signs close to the words: with space inside they would mean nothing."""
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    return f"{text[:start]}{sign}{core}{sign}{text[start + len(core) :]}"


def _escaped(text: str) -> str:
    text = _SIGNS.sub(r"\\\1", text)
    text = _ADDRESS.sub(lambda match: match[0].replace(":", "&#58;"), text)
    return _LEADING.sub(lambda match: f"{match[1]}{_marked(match)}", text)


def _marked(match: re.Match[str]) -> str:
    return f"\\{match[2]}" if match[2] else f"{match[3]}\\{match[4]}"
