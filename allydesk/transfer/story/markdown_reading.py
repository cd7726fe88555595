"""The Markdown of stories as blocks: headings, paragraphs, quotes, lists, code between fences, rules.

Read after CommonMark 0.31 for these. What stories do not use (tables, HTML, code by indenting) stays a paragraph with
the characters it has; nothing is passed through. A line break in a paragraph is one, as the app shows it.
"""

import re
from collections.abc import Sequence

from allydesk.transfer.story.blocks import Block, Code, Heading, Items, Paragraph, Quote, Rule, writable
from allydesk.transfer.story.inline import read_runs

DEEPEST = 12
"""Quotes and lists inside each other; what is deeper is text."""

_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ITEM = re.compile(r"( {0,3})(?:([-+*])|([0-9]{1,9})([.)]))(?:([ \t]+)(?=\S)|[ \t]*$)")


def read_blocks(markdown: str) -> tuple[Block, ...]:
    """The text's blocks, in their order."""
    return _Reader(writable(markdown).expandtabs(4).split("\n"), 0).blocks()


class _Reader:
    """Reads the lines of one container."""

    def __init__(self, lines: Sequence[str], depth: int) -> None:
        self._lines = lines
        self._depth = depth
        self._at = 0

    def blocks(self) -> tuple[Block, ...]:
        found: list[Block] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            else:
                found += self._block(line)
        return tuple(found)

    def _block(self, line: str) -> list[Block]:
        if match := _HEADING.match(line):
            self._at += 1
            words = _without_closing_signs(line[match.end() :].strip())
            return [Heading(len(match[1]), read_runs(words))] if words else []
        if _RULE.match(line):
            self._at += 1
            return [Rule()]
        if match := _FENCE.match(line):
            return [self._code(match)]
        if self._depth < DEEPEST:
            if _QUOTE.match(line):
                inner = _Reader(self._quoted(), self._depth + 1).blocks()
                return [Quote(inner)] if inner else []
            if match := _ITEM.match(line):
                return [self._items(match)]
        return self._paragraph()

    def _code(self, fence: re.Match[str]) -> Code:
        sign, length = fence[1][0], len(fence[1])
        closing = re.compile(rf" {{0,3}}{re.escape(sign)}{{{length},}}[ \t]*$")
        self._at += 1
        first = self._at
        while self._at < len(self._lines) and not closing.match(self._lines[self._at]):
            self._at += 1
        inside = self._lines[first : self._at]
        self._at += 1
        return Code("\n".join(inside))

    def _paragraph(self) -> list[Block]:
        lines = [self._lines[self._at].strip()]
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if match := _UNDERLINE.match(line):
                self._at += 1
                return [Heading(1 if match[1][0] == "=" else 2, read_runs("\n".join(lines)))]
            if not line.strip() or self._interrupts(line):
                break
            lines.append(line.strip())
            self._at += 1
        return [Paragraph(read_runs("\n".join(lines)))]

    def _interrupts(self, line: str) -> bool:
        """Whether a line ends the paragraph before it."""
        if _HEADING.match(line) or _RULE.match(line) or _FENCE.match(line):
            return True
        if self._depth >= DEEPEST:
            return False
        item = _ITEM.match(line)
        return bool(_QUOTE.match(line) or (item and item[5] and (item[2] or int(item[3]) == 1)))

    def _quoted(self) -> list[str]:
        lines: list[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            mark = _QUOTE.match(line)
            if mark is None and not self._goes_on(line, lines):
                break
            lines.append(line[mark.end() :] if mark else line)
            self._at += 1
        return lines

    def _goes_on(self, line: str, before: list[str]) -> bool:
        """Whether a line without the mark belongs to the paragraph that the marked lines end with."""
        if not line.strip() or not before or not before[-1].strip() or self._interrupts(line):
            return False
        last = before[-1]
        return not (_HEADING.match(last) or _RULE.match(last) or _FENCE.match(last) or _UNDERLINE.match(line))

    def _items(self, first: re.Match[str]) -> Items:
        kind = first[2] or first[4]
        items: list[tuple[Block, ...]] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                following = self._after_space()
                match = _ITEM.match(self._lines[following]) if following is not None else None
                if match is None or (match[2] or match[4]) != kind or _RULE.match(match.string):
                    break
                self._at = following or self._at
                continue
            match = _ITEM.match(line)
            if match is None or (match[2] or match[4]) != kind or _RULE.match(line):
                break
            items.append(_Reader(self._item(match), self._depth + 1).blocks())
        return Items(tuple(items), int(first[3]) if first[3] else None)

    def _item(self, match: re.Match[str]) -> list[str]:
        """The lines of the item that begins here, without its indent."""
        space = len(match[5] or " ")
        indent = len(match[0]) - (len(match[5] or "")) + (space if space <= 4 else 1)
        lines = [self._lines[self._at][indent:] if match[5] else ""]
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                following = self._after_space()
                if following is None or not self._lines[following].startswith(" " * indent):
                    break
                lines += [""] * (following - self._at)
                self._at = following
                continue
            if line.startswith(" " * indent):
                lines.append(line[indent:])
            elif _ITEM.match(line) or not self._goes_on(line, lines):
                break
            else:
                lines.append(line.strip())
            self._at += 1
        return lines

    def _after_space(self) -> int | None:
        """The next line that is not empty."""
        at = self._at
        while at < len(self._lines):
            if self._lines[at].strip():
                return at
            at += 1
        return None


def _without_closing_signs(words: str) -> str:
    """A heading's words without the signs that may stand behind them too: "Leeds ##"."""
    before = words.rstrip("#")
    return before.rstrip() if not before or before[-1] in " \t" else words
