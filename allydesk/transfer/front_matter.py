"""The YAML between two lines of "---" at the top of a Markdown file: read with suspicion, written without doubt.

Nothing is constructed from YAML's tags: the text is composed into nodes, every scalar is taken as the characters it
is, and what a field means is for the reader of that field to say. "no", "1e3" and "2020-08-29" stay what was written.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import yaml

_Base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's loader where PyYAML has it; some seven times faster."""

LONGEST_HEADER = 8 * 1024 * 1024
"""Characters. Ten thousand tags of a hundred letters take an eighth of it."""
_DEEPEST = 32
"""Levels. libyaml goes down one stack frame a level, and takes quadratic time for them."""
_SHORT = 600
"""Characters in which nothing can be nested deeply enough to matter."""
_OPENING = re.compile(r"---[^\S\n]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.MULTILINE)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ODD = "\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
_ITEM = rf"""(?:\w[^,:#\[\]{{}}"'{_ODD}]*|"[^"\\,{_ODD}]*") *"""
_PLAIN = rf"-?\w[^:#{_ODD} ]*(?:(?::(?=[^{_ODD} ])|(?<! )#| +(?=[^#\n ]))[^:#{_ODD} ]*)*"
_SIMPLE_LINE = re.compile(
    rf"""([A-Za-z][\w-]*): +(?:({_PLAIN})|"([^"\\{_ODD}]*)"|\[ *((?:{_ITEM}(?:, *{_ITEM})*)?)\]) *\n"""
)
_PLAIN_TAGS = frozenset(
    {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"},
)
Kind = TypeVar("Kind")


class FrontMatterError(ValueError):
    """What stands at the top is no front matter that can be read."""


class _Loader(_Base):  # type: ignore[misc, valid-type]  # which of the two classes it is, is known at run time only
    """Knows no scalar but text."""

    yaml_implicit_resolvers: Final[dict[str, Any]] = {}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in small letters, its value of strings, lists and dicts (None when it has another tag), the
    source it was read from, and whether that holds more than the value says: a comment."""

    name: str
    value: object
    source: str
    has_comment: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return self.value in ("", [], {})


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A header's fields. `is_simple` tells that there is nothing but fields, `before` is what stands above the first,
    and `entangled` tells that they share lines."""

    fields: list[Field]
    is_simple: bool = False
    before: str = ""
    entangled: bool = False


class FrontMatter:
    """The fields of a header; readers take those they know, and the rest can be kept as text."""

    def __init__(self, header: str) -> None:
        """Raises `FrontMatterError`: no YAML, no mapping, aliases, or nested too deeply."""
        self._header = header
        self._parsed = _parse_simple(header) or _parse(header)
        self._left: dict[str, list[Field]] = {}
        for field in self._parsed.fields:
            self._left.setdefault(field.name, []).append(field)

    def take(self, *names: str, read: Callable[[object], Kind | None]) -> Kind | None:
        """What `read` makes of the first of these fields that it can make something of; that field is not among the
        rest, nor are those that are empty."""
        for name in names:
            left = self._left.get(name)
            while left:
                value = read(left[0].value)
                if value is None and not left[0].is_empty:
                    break
                left.pop(0)
                if value is not None:
                    return value
        return None

    def rest(self) -> tuple[str, int]:
        """The source of what nobody took, comments included, and how many fields or comments that is."""
        parsed = self._parsed
        if parsed.is_simple and not any(self._left.values()):
            return "", 0
        left = {id(field) for fields in self._left.values() for field in fields}
        kept = [field.source for field in parsed.fields if id(field) in left or field.has_comment]
        if parsed.before.strip():
            kept.insert(0, parsed.before)
        if kept and parsed.entangled:
            return self._header.strip("\n"), len(kept)
        return "\n".join(piece.strip("\n") for piece in kept), len(kept)


def split(text: str) -> tuple[str | None, str]:
    """The header between the two lines, and what follows them; None and the whole text when it does not begin so."""
    opening = _OPENING.match(text)
    closing = opening and _CLOSING.search(text, opening.end())
    if not opening or not closing or closing.start() - opening.end() > LONGEST_HEADER:
        return None, text
    return text[opening.end() : closing.start()], text[closing.end() :]


def quoted(text: str) -> str:
    """A scalar that is this text exactly, on one line, in YAML's double quotes."""
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def quoted_list(texts: Sequence[str]) -> str:
    """A list of such scalars on one line."""
    return f"[{', '.join(map(quoted, texts))}]"


def as_text(value: object) -> str | None:
    """A field's text; None if it is empty or no text."""
    return value if isinstance(value, str) and value else None


def as_number(value: object) -> int | None:
    """A field's whole number of up to nine figures, or None."""
    return int(value) if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,9}", value) else None


def as_names(value: object) -> tuple[str, ...] | None:
    """Names from a list, or from a text with commas or else white space between them; None if it is neither."""
    if isinstance(value, str):
        return tuple(value.split(",") if "," in value else value.split())
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(value)
    return None


def _parse_simple(header: str) -> _Parsed | None:
    """What most headers are, one short scalar or list a line, at a quarter of the cost; None for all others."""
    fields: list[Field] = []
    at = 0
    while at < len(header):
        line = _SIMPLE_LINE.match(header, at)
        if line is None:
            return None
        name, plain, string, items = line.groups()
        value: object = string
        if plain is not None:
            value = "" if plain in _NOTHING else plain
        elif items is not None:
            value = [_simple_item(item.strip(" ")) for item in items.split(",")] if items else []
        fields.append(Field(name.lower(), value, line[0]))
        at = line.end()
    return _Parsed(fields, is_simple=True)


def _simple_item(item: str) -> str:
    return item[1:-1] if item.startswith('"') else "" if item in _NOTHING else item


def _parse(header: str) -> _Parsed:
    try:
        if len(header) > _SHORT or "*" in header:
            _check(header)
        root = yaml.compose(header, Loader=_Loader)
    except (yaml.YAMLError, RecursionError):
        raise FrontMatterError from None
    if root is None:
        return _Parsed([], before=header)
    if not isinstance(root, yaml.MappingNode):
        raise FrontMatterError
    starts = [key.start_mark.index for key, _ in root.value]
    ends = [*starts[1:], len(header)]
    fields = [
        Field(
            name=key.value.lower() if isinstance(key, yaml.ScalarNode) else "",
            value=_plain(value),
            source=header[start:end],
            has_comment="#" in header[start:end] and _has_comment(header, (key, value), start, end),
        )
        for (key, value), start, end in zip(root.value, starts, ends, strict=True)
    ]
    return _Parsed(fields, before="" if root.flow_style else header[: starts[0]], entangled=bool(root.flow_style))


def _check(header: str) -> None:
    """Refuse aliases, with which a few lines can stand for billions, and deep nesting, before anything is built."""
    depth = 0
    for event in yaml.parse(header, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise FrontMatterError
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise FrontMatterError


def _has_comment(header: str, parts: tuple[yaml.Node, yaml.Node], start: int, end: int) -> bool:
    """Whether there is a "#" between `start` and `end` that is no part of a scalar."""
    at = start
    for node in _scalars(parts):
        if "#" in header[at : node.start_mark.index]:
            return True
        at = max(at, node.end_mark.index)
    return "#" in header[at:end]


def _plain(node: yaml.Node) -> object:
    if node.tag not in _PLAIN_TAGS:
        return None
    if isinstance(node, yaml.ScalarNode):
        return "" if not node.style and node.value in _NOTHING else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return {key.value: _plain(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)}


def _scalars(node: object) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.CollectionNode):
        yield from _scalars(node.value)
    elif isinstance(node, list | tuple):
        for part in node:
            yield from _scalars(part)
