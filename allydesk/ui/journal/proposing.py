"""What can be meant by a search that is half typed: operators, and their values. Pure Python."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allydesk.journal.search import STATES
from allydesk.journal.tags import tag_key

MOST = 8
"""Proposals at a time."""
_SHORTEST_WORD = 2
"""Letters of a plain word before an operator is proposed for it."""

OPERATORS = {
    "tag": "entries with a tag",
    "person": "entries with a person in them",
    "template": "entries begun with a template",
    "before": "entries before a year, month or day",
    "after": "entries after a year, month or day",
    "on": "entries of a year, month or day",
    "mood": "entries by how they felt, -5 to +5",
    "has": "entries with files, or with a mood",
    "is": "entries that are pinned or shared",
}
"""Each word that narrows, and what it leads to."""

_MOODS = (("<0", "hard"), (">0", "good"), ("<=-3", "very hard"), (">=3", "very good"), ("0", "neither"))
_STATE_NOTES = {
    "attachment": "with files", "mood": "with a mood", "pinned": "pinned to the top", "shared": "in a shared vault"
}  # fmt: skip
_PIECE = re.compile(
    r"""(?:^|(?<=\s))(?P<minus>-?)
        (?:(?P<key>[A-Za-z]+):(?:"(?P<quoted>[^"]*)|(?P<value>[^\s"]*)) | (?P<word>[A-Za-z]+))$""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a value can be: (name, number of entries) of tags and people, (key, name) of templates."""

    tags: tuple[tuple[str, int], ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    templates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """`text` stands for the piece that begins at `start`; `open` when more is to be typed after it."""

    start: int
    text: str
    label: str
    note: str = ""
    open: bool = False


def merged(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Names that differ only in case or in the form of their letters as one, under the first; their counts added."""
    names: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for name, count in counts:
        key = tag_key(name)
        names.setdefault(key, name)
        numbers[key] = numbers.get(key, 0) + count
    return tuple((name, numbers[key]) for key, name in names.items())


def proposals(text: str, caret: int, *, known: Known, today: date) -> list[Proposal]:
    """What the piece before the caret may become, likeliest first; empty where nothing can be said."""
    rest = text[caret:]
    if rest and not rest[0].isspace():
        return []
    match = _PIECE.search(text[:caret])
    if match is None or text[: match.start()].count('"') % 2:
        return []
    start = match.start() + len(match["minus"])
    if match["key"] is None:
        return _operators(start, match["word"].lower())
    typed = match["quoted"] if match["quoted"] is not None else match["value"]
    key = match["key"].lower()
    found = [
        Proposal(start, f"{key}:{_as_value(value)}", label, note)
        for value, label, note in _values(key, typed, known=known, today=today)
        if _can_be_typed(value) and (value != typed or match["quoted"] is not None)
    ]
    return found[:MOST]


def _operators(start: int, word: str) -> list[Proposal]:
    if len(word) < _SHORTEST_WORD:
        return []
    return [
        Proposal(start, f"{key}:", f"{key}:", note, open=True)
        for key, note in OPERATORS.items()
        if key.startswith(word)
    ]


def _values(key: str, typed: str, *, known: Known, today: date) -> list[tuple[str, str, str]]:
    """(what to type, what it is called, a note) for each value that fits."""
    if key in ("tag", "person"):
        names = known.tags if key == "tag" else known.people
        return [(name, name, f"{count:,}") for name, count in _beginning(names, typed)]
    if key == "template":
        fitting = _beginning([(name, place) for place, (_key, name) in enumerate(known.templates)], typed)
        return [(known.templates[place][0], name, "") for name, place in fitting]
    return [(value, value, note) for value, note in _fixed(key, today) if value.startswith(typed.lower())]


def _fixed(key: str, today: date) -> Sequence[tuple[str, str]]:
    """Values that do not depend on what was written, each with a note."""
    if key in STATES:
        words = dict.fromkeys(state.value for state in STATES[key].values())
        return [(word, _STATE_NOTES[word]) for word in words]
    if key == "mood":
        return _MOODS
    return _dates(today) if key in ("before", "after", "on") else ()


def _dates(today: date) -> list[tuple[str, str]]:
    last_month = today.replace(day=1) - timedelta(days=1)
    return [
        (f"{today:%Y-%m}", "this month"),
        (f"{last_month:%Y-%m}", "last month"),
        (f"{today:%Y}", "this year"),
        (f"{today:%Y-%m-%d}", "today"),
    ]


def _beginning(named: Sequence[tuple[str, int]], typed: str) -> list[tuple[str, int]]:
    """Those whose name begins so, and then those with a later word that does."""
    wanted = tag_key(typed)
    keys = [(tag_key(name), name, number) for name, number in named]
    first = [(name, number) for key, name, number in keys if key.startswith(wanted)]
    return first + [(name, number) for key, name, number in keys if not key.startswith(wanted) and f" {wanted}" in key]


def _can_be_typed(value: str) -> bool:
    return '"' not in value


def _as_value(value: str) -> str:
    return f'"{value}"' if any(sign.isspace() for sign in value) else value
