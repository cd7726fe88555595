"""Markdown inside a paragraph: emphasis, code, links; read after CommonMark 0.31's rules for these.

What stories do not use stays the text it is, HTML above all. A picture is a caption in brackets, as the app itself
shows one that is not there; a link between entries is its title. Takes time in proportion to the text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from html.entities import html5

from allydesk.transfer.story.blocks import Run, Runs, joined, writable

# Everything is bounded, so that no text takes longer than its length.
_TARGET = re.compile(
    r"""\(\s{0,9}
        (?:<([^<>\n]{0,2000})>|((?:[^\s()<>]|\([^\s()]{0,500}\)){0,2000}))
        (?:\s{1,9}(?:"[^"]{0,500}"|'[^']{0,500}'))?
        \s{0,9}\)""",
    re.VERBOSE,
)
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_SIGN = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
      | (?P<break>\\?\n)
      | (?P<ticks>`+)
      | (?P<stars>\*+|_+|~+)
      | (?P<entity>&(?:[A-Za-z][A-Za-z0-9]{1,31}|\#[0-9]{1,7}|\#[xX][0-9A-Fa-f]{1,6});)
      | (?P<page>\[\[[^\[\]\n]{1,1000}\]\])
      | (?P<open>!?\[)
      | (?P<close>\])
      | (?P<angled><(?:https?://[^\s<>]{1,2000}|mailto:[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})>)
      | (?P<bare>(?<![\w/])https?://[^\s<>*]{0,1999}[^\s<>*_~`?!.,:;'")\]}])""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
"""What a link may lead to. Anything else (a script, a file) leaves its words without a link."""
_PUNCTUATION = frozenset("PS")
"""Unicode's general categories that count as punctuation beside emphasis."""


def read_runs(text: str) -> Runs:
    """The runs of a paragraph's text: lines without an empty one among them, nor space at either of their ends."""
    reader = _Reader(text)
    reader.read()
    return reader.runs()


@dataclass(slots=True)
class _Piece:
    """Text; `address` is that of a link that begins here."""

    text: str
    code: bool = False
    link: str = ""
    address: str = ""


@dataclass(slots=True)
class _Delimiter:
    """A run of stars or the like, at the piece of that number, of which `left` signs are still to be used."""

    at: int
    sign: str
    length: int
    left: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Bracket:
    at: int
    delimiters: int
    """How many delimiters there were before it."""
    picture: bool


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: list[_Piece] = []
        self._delimiters: list[_Delimiter] = []
        self._brackets: list[_Bracket] = []
        self._spent = 0
        """So many of the first brackets begin no link: there is one inside them."""
        # How many spans of a style begin before the piece of that number, and how many end after it.
        self._begins: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._ends: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._ticks: dict[int, list[int]] = defaultdict(list)
        for match in re.finditer("`+", text):
            self._ticks[len(match[0])].append(match.start())

    def read(self) -> None:
        at = 0
        while match := _SIGN.search(self._text, at):
            self._add(self._text[at : match.start()])
            at = self._take(match)
        self._add(self._text[at:])
        self._emphasise(0)

    def runs(self) -> Runs:
        """What has been read, set."""
        found: list[Run] = []
        on: Counter[str] = Counter()
        link = ""
        for at, piece in enumerate(self._pieces):
            on.update(self._begins.get(at, ()))
            link = piece.address or link
            found.append(
                Run(piece.text, on["strong"] > 0, on["emphasis"] > 0, on["struck"] > 0, piece.code, piece.link or link)
            )
            on.subtract(self._ends.get(at, ()))
            link = link if on["link"] > 0 else ""
        return joined(found)

    def _add(self, text: str, *, code: bool = False, link: str = "") -> None:
        if text:
            self._pieces.append(_Piece(text, code, link))

    def _take(self, match: re.Match[str]) -> int:
        """Take what was matched; where to go on."""
        kind, sign = str(match.lastgroup), match[0]
        if kind == "ticks":
            return self._code(match)
        if kind == "close":
            return self._close(match)
        if kind == "stars":
            self._stars(match)
        elif kind == "open":
            self._brackets.append(_Bracket(len(self._pieces), len(self._delimiters), sign[0] == "!"))
            self._add(sign)
        else:
            self._simple(kind, sign)
        return match.end()

    def _simple(self, kind: str, sign: str) -> None:
        if kind in ("angled", "bare"):
            words = sign.strip("<>")
            self._add(words, link=words if _ADDRESS.fullmatch(words) else f"mailto:{words}")
        elif kind == "escape":
            self._add(sign[1:])
        elif kind == "break":
            self._add("\n")
        elif kind == "entity":
            self._add(_entity(sign))
        else:
            self._add(sign[2:-2].strip())

    def _code(self, match: re.Match[str]) -> int:
        places = self._ticks[len(match[0])]
        later = bisect_right(places, match.start())
        if later == len(places):
            self._add(match[0])
            return match.end()
        inside = self._text[match.end() : places[later]].replace("\n", " ")
        if inside.strip() and inside[0] == inside[-1] == " ":
            inside = inside[1:-1]
        self._add(inside, code=True)
        return places[later] + len(match[0])

    def _stars(self, match: re.Match[str]) -> None:
        sign, length = match[0][0], len(match[0])
        before = self._text[match.start() - 1] if match.start() else " "
        after = self._text[match.end()] if match.end() < len(self._text) else " "
        left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
        right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
        if sign == "_":
            opens, closes = left and (not right or _is_mark(before)), right and (not left or _is_mark(after))
        else:
            opens, closes = left, right
        if sign == "~" and length > 2:
            opens = closes = False
        self._delimiters.append(_Delimiter(len(self._pieces), sign, length, length, opens, closes))
        self._add(match[0])

    def _close(self, match: re.Match[str]) -> int:
        bracket = self._brackets.pop() if self._brackets else None
        spent, self._spent = self._spent, min(self._spent, len(self._brackets))
        live = bracket is not None and (bracket.picture or len(self._brackets) >= spent)
        target = _TARGET.match(self._text, match.end()) if live else None
        if bracket is None or target is None:
            self._add("]")
            return match.end()
        self._emphasise(bracket.delimiters)
        first = self._pieces[bracket.at]
        if bracket.picture:
            first.text = "[Picture: " if len(self._pieces) > bracket.at + 1 else "[Picture: no caption"
            self._add("]")
            self._span("emphasis", bracket.at, len(self._pieces) - 1)
            return target.end()
        first.text = ""
        address = _unescaped(target[1] if target[1] is not None else target[2])
        if _ADDRESS.fullmatch(address):
            first.address = address
            self._span("link", bracket.at, len(self._pieces) - 1)
        self._spent = len(self._brackets)
        return target.end()

    def _span(self, style: str, first: int, last: int) -> None:
        self._begins[first][style] += 1
        self._ends[last][style] += 1

    def _emphasise(self, bottom: int) -> None:
        """Pair the delimiters from that one on, after CommonMark's "process emphasis", and forget them."""
        waiting = _Waiting()
        for closer in self._delimiters[bottom:]:
            while closer.closes and closer.left and (opener := waiting.opener_for(closer)):
                used = 2 if min(opener.left, closer.left) >= 2 else 1
                style = "struck" if closer.sign == "~" else ("strong" if used == 2 else "emphasis")
                # Signs that are left over stand outside, on either side.
                self._span(style, opener.at + 1, closer.at - 1)
                opener.left -= used
                closer.left -= used
                waiting.close(opener)
            if closer.left and closer.opens:
                waiting.add(closer)
        for each in self._delimiters[bottom:]:
            self._pieces[each.at].text = each.sign * each.left
        del self._delimiters[bottom:]


class _Waiting:
    """The delimiters that have been opened and not closed, by their sign."""

    def __init__(self) -> None:
        self._open: dict[str, list[_Delimiter]] = {"*": [], "_": [], "~": []}
        self._hopeless: dict[tuple[str, bool, int], int] = {}
        """For closers of a kind, the piece up to which no opener is one for them."""

    def add(self, opener: _Delimiter) -> None:
        self._open[opener.sign].append(opener)

    def opener_for(self, closer: _Delimiter) -> _Delimiter | None:
        openers = self._open[closer.sign]
        kind = (closer.sign, closer.opens, closer.length if closer.sign == "~" else closer.length % 3)
        bottom = self._hopeless.get(kind, -1)
        for opener in reversed(openers):
            if opener.at <= bottom:
                break
            if _match(opener, closer):
                return opener
        if openers:
            self._hopeless[kind] = openers[-1].at
        return None

    def close(self, opener: _Delimiter) -> None:
        """That one has been used; what was opened after it can no longer be closed, for it would cross it."""
        for openers in self._open.values():
            while openers and openers[-1].at > opener.at:
                openers.pop()
        if not opener.left:
            self._open[opener.sign].pop()


def _match(opener: _Delimiter, closer: _Delimiter) -> bool:
    if closer.sign == "~":
        return opener.length == closer.length
    both = opener.closes or closer.opens
    return not (both and (opener.length + closer.length) % 3 == 0 and (opener.length % 3 or closer.length % 3))


def _entity(sign: str) -> str:
    """What an entity stands for; itself where there is none of that name."""
    name = sign[1:]
    if name[0] != "#":
        return writable(html5.get(name, sign))
    number = int(name[2:-1], 16) if name[1] in "xX" else int(name[1:-1])
    return writable(chr(number)) if 0 < number <= 0x10FFFF else "\ufffd"


def _unescaped(address: str) -> str:
    return _ENTITY.sub(lambda match: _entity(match[0]), re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address))


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] in _PUNCTUATION
