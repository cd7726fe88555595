"""PyYAML's parsers, as a source of events: the one in C where it is there, and else the one in Python."""

from collections.abc import Callable
from typing import Any, Protocol, cast

from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    from yaml._yaml import CParser
except ImportError:  # a PyYAML that was built without its library: ten times slower
    CParser = None  # type: ignore[assignment, misc]  # whoever asks looks whether it is there


class Mark(Protocol):
    """A place in a text, from 0."""

    line: int
    column: int


class Marked(Protocol):
    """What every event has. PyYAML's types say a mark may be missing; of the parser's own events none is."""

    start_mark: Mark


class Valued(Marked, Protocol):
    """An event that begins a value. `anchor` and `tag` are None without one."""

    anchor: str | None
    tag: str | None


class Scalar(Valued, Protocol):
    """An event that is a text."""

    value: str


class Document(Marked, Protocol):
    """An event that begins a document. `version` and `tags` are what directives said, if any did."""

    version: Any
    tags: Any


Events = Callable[[], Event]
"""The next event, until `StreamEndEvent`. Raises `yaml.YAMLError`, and ValueError for a character that is none."""


class PythonParser(Reader, Scanner, Parser):
    """Events of a text, from the parser in Python. It is a little stricter about question marks between brackets."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def events_of(text: str) -> Events:
    """The events of a text."""
    return slow_events_of(text) if CParser is None else cast("Events", CParser(text).get_event)


def slow_events_of(text: str) -> Events:
    """The same, from the parser in Python whatever there is."""
    return cast("Events", PythonParser(text).get_event)
