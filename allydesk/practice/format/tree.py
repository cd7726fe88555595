"""YAML as data and nothing else: mappings, lists and texts with their places.

The events of the parser are taken one by one, so that a file is refused at the first thing too many, and nothing in it
is ever made into anything but text. There are no numbers, no dates, no yes and no: every scalar is what stands there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from allydesk.practice.format.parser import Document, Events, Mark, Marked, Scalar, Valued, events_of
from allydesk.practice.format.remarks import Remarks, quoted
from allydesk.practice.format.source import refuse, refused_in
from allydesk.practice.format.yaml_words import YamlFault, fault_of

MOST_DEPTH = 20
"""Mappings and lists within each other. A scenario needs twelve."""
MOST_NODES = 100_000
"""Lists, mappings, their items and names in a file. Our benchmark’s 2,000 scenes in 1 MB have 59,000."""

_TOO_MUCH = ("There is too much in this file.", "Divide it into several.")


@dataclass(slots=True)
class TextNode:
    """A scalar. `line` and `column` count from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class ListNode:
    """A list."""

    nodes: "list[Node]"
    line: int
    column: int


@dataclass(slots=True)
class MapNode:
    """A mapping, in the file's order. `places` are line and column of each key, in the same order."""

    entries: "dict[str, Node]"
    places: list[tuple[int, int]]
    line: int
    column: int

    def place_of(self, key: str) -> tuple[int, int]:
        """Line and column of a key that is there."""
        return self.places[list(self.entries).index(key)]


Node = TextNode | ListNode | MapNode


class _Stop(Exception):
    """Enough has been read, or what follows cannot be."""


def tree_of(
    text: str,
    remarks: Remarks,
    *,
    enough: frozenset[str] = frozenset(),
    parser: Callable[[str], Events] = events_of,
) -> Node | None:
    """The one document in a text; None where there is none, and then a remark says why.

    With `enough`, names of entries at the top, it stops where all of them have been read.
    """
    growing = _Growing(remarks, escapes="\\" in text, enough=enough)
    try:
        growing.take_all(parser(text))
    except _Stop:
        pass
    except yaml.YAMLError as error:
        _tell(fault_of(error), remarks)
    except ValueError:
        # The parser in Python says so of "\U7fffffff", which is no character.
        _tell(YamlFault(0, 0, "A “\\U” in this file names no character.", "Write the character itself."), remarks)
    if growing.root is None and not remarks.errors:
        remarks.error(1, 1, "There is nothing in this file but comments.", "It begins with “allydesk-scenario: 1”.")
    return None if remarks.errors else growing.root


def _tell(fault: YamlFault, remarks: Remarks) -> None:
    remarks.error(fault.line, fault.column, fault.message, fault.fix)


class _Growing:
    """A tree while its events come in."""

    def __init__(self, remarks: Remarks, *, escapes: bool, enough: frozenset[str]) -> None:
        self.root: Node | None = None
        self._remarks = remarks
        self._escapes = escapes
        self._enough = enough
        self._nodes = 0
        self._documents = 0
        self._around: ListNode | MapNode | None = None
        self._key: str | None = None
        """Of the mapping around: that whose value comes next."""
        self._outside: list[ListNode | MapNode | None] = []

    def take_all(self, event: Events) -> None:
        """Take events until the last. Raises `_Stop` before it, and what the parser raises."""
        takes: Mapping[type[Event], Callable[[Any], None]] = {
            MappingStartEvent: self._mapping,
            SequenceStartEvent: self._list,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            AliasEvent: self._alias,
            DocumentStartEvent: self._document,
            DocumentEndEvent: self._nothing,
            StreamStartEvent: self._nothing,
        }
        # Nine events of ten are texts, a hundred thousand in the largest file: those are dealt with here and now.
        one: Any
        around, key, checks = self._around, self._key, self._escapes
        while (kind := type(one := event())) is not StreamEndEvent:
            if kind is not ScalarEvent:
                self._key = key
                takes[kind](one)
                around, key = self._around, None
                continue
            text, mark = one.value, one.start_mark
            if checks or one.anchor is not None or one.tag is not None:
                self._check(one)
            if type(around) is MapNode:
                if key is None:
                    self._name(around, text, mark)
                    key = text
                else:
                    around.entries[key] = TextNode(text, mark.line + 1, mark.column + 1)
                    key = None
            elif type(around) is ListNode:
                self._count(one)
                around.nodes.append(TextNode(text, mark.line + 1, mark.column + 1))
            else:
                self.root = TextNode(text, mark.line + 1, mark.column + 1)

    def _nothing(self, _event: Event) -> None:
        pass

    def _document(self, event: Document) -> None:
        self._documents += 1
        if event.version or event.tags:
            self._refuse(event, "A line that begins with “%” tells YAML to read differently.", "Delete that line.")
        if self._documents > 1:
            self._refuse(event, "A second document begins here.", "Put each scenario into a file of its own.")

    def _check(self, event: Scalar) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if sign := refused_in(event.value):
            refuse(sign, event.start_mark.line + 1, event.start_mark.column + 1, self._remarks)

    def _mapping(self, event: Valued) -> None:
        mark = event.start_mark
        self._begin(event, MapNode({}, [], mark.line + 1, mark.column + 1))

    def _list(self, event: Valued) -> None:
        mark = event.start_mark
        self._begin(event, ListNode([], mark.line + 1, mark.column + 1))

    def _begin(self, event: Valued, node: ListNode | MapNode) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if len(self._outside) >= MOST_DEPTH:
            self._refuse(event, f"This is more than {MOST_DEPTH} lists and mappings deep.", "Take some of them away.")
        self._count(event)
        around = self._around
        if around is None:
            self.root = node
        elif isinstance(around, ListNode):
            around.nodes.append(node)
        elif self._key is None:
            self._refuse(event, "A list or mapping stands where a name has to be.", "Write a name and a colon.")
        else:
            around.entries[self._key] = node
        self._outside.append(around)
        self._around = node

    def _end(self, _event: Event) -> None:
        self._around = self._outside.pop()

    def _count(self, event: Marked) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._refuse(event, *_TOO_MUCH)

    def _name(self, around: MapNode, name: str, mark: Mark) -> None:
        """A name comes before its value. One that is there twice keeps its first place; the file is refused anyway."""
        if self._enough and around is self.root and self._enough <= around.entries.keys():
            raise _Stop
        line, column = mark.line + 1, mark.column + 1
        self._nodes += 1
        if self._nodes > MOST_NODES:
            self._stop(line, column, *_TOO_MUCH)
        if name not in around.entries:
            around.places.append((line, column))
            return
        first = around.place_of(name)[0]
        self._remarks.error(line, column, f"{quoted(name)} is here twice; it was in line {first} before.", "Keep one.")
        if self._remarks.full:
            raise _Stop

    def _alias(self, event: Marked) -> None:
        self._refuse(
            event,
            "“*” at the beginning of a text stands for something else in YAML, which is not read here.",
            "Put the text in quotation marks, or write out what is meant.",
        )

    def _refuse_marks(self, event: Valued) -> NoReturn:
        sign, means = ("&", "names it in YAML") if event.anchor is not None else ("!", "gives it a type in YAML")
        self._refuse(
            event,
            f"“{sign}” at the beginning of a text {means}, which is not read here.",
            "Put the text in quotation marks, or take the sign and its word away.",
        )

    def _refuse(self, event: Marked, message: str, fix: str) -> NoReturn:
        mark = event.start_mark
        self._stop(mark.line + 1, mark.column + 1, message, fix)

    def _stop(self, line: int, column: int, message: str, fix: str) -> NoReturn:
        self._remarks.error(line, column, message, fix)
        raise _Stop
