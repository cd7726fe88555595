"""In our own JSON: what a person keeps beside their entries, in members of the document behind these.

"templates": [{"key", "name", "why", "parts": [{"heading", "hint"}, ...], "hidden", "own", "changed"}, ...],
"templateOrder": ["key", ...],
"prompts": [{"id", "group", "text"}, ...],
"promptMarks": [{"id", "favourite", "hidden"}, ...],
"filters": [{"id", "name", "query"}, ...],
"ownWords": ["word", ...]
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from allydesk.journal.belongings import Belongings, PromptMark
from allydesk.journal.prompt import Prompt, PromptGroup
from allydesk.journal.saved_filter import SavedFilter
from allydesk.journal.template import Part, Template
from allydesk.text import clean
from allydesk.transfer.source import own_id


def lines(belongings: Belongings) -> Iterator[str]:
    """The members, each item on a line; every member begins with the comma before it."""
    for name, items in (
        ("templates", map(asdict, belongings.templates)),
        ("templateOrder", belongings.template_order),
        ("prompts", ({"id": one.id, "group": one.group, "text": one.text} for one in belongings.prompts)),
        ("promptMarks", map(asdict, belongings.marks)),
        ("filters", map(asdict, belongings.filters)),
        ("ownWords", belongings.own_words),
    ):
        yield f',\n"{name}": ['
        between = "\n"
        for item in items:
            yield between + json.dumps(item, ensure_ascii=False)
            between = ",\n"
        yield "]"


class Gathered:
    """Takes the members as they are read."""

    def __init__(self) -> None:
        self._members: dict[str, tuple[Any, ...]] = {}

    def take(self, name: str, value: object) -> None:
        """Take a member of the document; one that is none of these is passed over.

        Raises ValueError, TypeError or KeyError for one that is not as we write it.
        """
        if name in _READERS:
            field, read = _READERS[name]
            self._members[field] = tuple(read(item) for item in _list(value))

    def belongings(self) -> Belongings:
        """All that was taken."""
        return Belongings(**self._members)


def _template(item: dict[str, Any]) -> Template:
    return Template(
        key=_text(item["key"]),
        name=_text(item["name"]),
        why=_text(item["why"]),
        parts=tuple(Part(_text(part["heading"]), _text(part["hint"])) for part in _list(item["parts"])),
        hidden=item["hidden"] is True,
        own=item["own"] is True,
        changed=item["changed"] is True,
    )


def _prompt(item: dict[str, Any]) -> Prompt:
    # A group of a later Allydesk is read as the storage reads it.
    group = PromptGroup(item["group"]) if item["group"] in list(PromptGroup) else PromptGroup.NOTICE
    return Prompt(_text(item["id"]), group, _text(item["text"]), own=True)


def _mark(item: dict[str, Any]) -> PromptMark:
    return PromptMark(_text(item["id"]), item["favourite"] is True, item["hidden"] is True)


def _filter(item: dict[str, Any]) -> SavedFilter:
    filter_id = own_id(_text(item["id"]))
    if filter_id is None:
        raise ValueError("no id")
    return SavedFilter(filter_id, _text(item["name"]), _text(item["query"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return clean(value)[0]


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


_READERS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "templates": ("templates", _template),
    "templateOrder": ("template_order", _text),
    "prompts": ("prompts", _prompt),
    "promptMarks": ("marks", _mark),
    "filters": ("filters", _filter),
    "ownWords": ("own_words", _text),
}
