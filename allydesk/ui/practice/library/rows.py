"""The scenarios as rows: families with their variants, those that a search leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from allydesk.practice.library import Listed
from allydesk.practice.skills import SKILLS, Skill
from allydesk.ui.practice.library.shelf import Shelf
from allydesk.ui.practice.library.tall import Index
from allydesk.ui.practice.library.words import (
    FROM_FILES,
    contains_in_words,
    matches,
    minutes_in_words,
    played_in_words,
    skills_in_words,
)

ROW = Qt.ItemDataRole.UserRole
"""The `ShelfRow` of an index."""


class RowKind(Enum):
    """What a row is: the name above some scenarios, or one of them."""

    HEAD = "head"
    SCENARIO = "scenario"


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """`facts` is how long it takes and how often it was played; `contains` the content notes in a sentence."""

    kind: RowKind
    title: str
    facts: str = ""
    summary: str = ""
    contains: str = ""
    skills: tuple[Skill, ...] = ()
    listed: Listed | None = None

    @property
    def chips(self) -> tuple[str, ...]:
        """The skills by name."""
        return tuple(SKILLS[skill].name for skill in self.skills)

    @property
    def said(self) -> str:
        """All of it, for a screen reader."""
        if self.kind is RowKind.HEAD:
            return self.title
        rehearses = f"Rehearses {skills_in_words(self.skills)}."
        return " ".join(
            part for part in (f"{self.title}, {self.facts}.", self.summary, self.contains, rehearses) if part
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words in any order, a skill, a language; nothing of it asks for everything."""

    words: str = ""
    skill: Skill | None = None
    language: str = ""

    def allows(self, listed: Listed) -> bool:
        """Whether a scenario is among what is looked for."""
        head = listed.head
        return (
            (self.skill is None or self.skill in head.skills)
            and (not self.language or head.language == self.language)
            and matches(head, self.words.casefold().split())
        )


def rows_of(shelf: Shelf, wanted: Wanted, *, today: date) -> list[ShelfRow]:
    """The program's own by family, in their order, then those from files; a name only above what is left."""
    rows: list[ShelfRow] = []
    families: dict[str, list[Listed]] = {}
    for listed in shelf.shipped:
        if wanted.allows(listed):
            families.setdefault(listed.head.family, []).append(listed)
    own = [listed for listed in shelf.own if wanted.allows(listed)]
    for name, its in (*families.items(), *(((FROM_FILES, own),) if own else ())):
        rows.append(ShelfRow(RowKind.HEAD, name))
        rows.extend(_row(shelf, listed, today) for listed in its)
    return rows


def _row(shelf: Shelf, listed: Listed, today: date) -> ShelfRow:
    head = listed.head
    days = [run.begun.date() for run in shelf.runs_of(listed) if run.finished is not None]
    facts = f"{minutes_in_words(head.minutes)} · {played_in_words(days, today=today)}"
    return ShelfRow(
        RowKind.SCENARIO, head.title, facts, head.summary, contains_in_words(head.content_notes), head.skills, listed
    )


class ShelfModel(QAbstractListModel):
    """The rows, for a view."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ShelfRow] = ()

    @property
    def rows(self) -> Sequence[ShelfRow]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[ShelfRow]) -> None:
        """Show these instead. Nothing happens when they are the same."""
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says; `ROW` is the row itself."""
        if role == ROW:
            return self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[index.row()].title
        return self._rows[index.row()].said if role == Qt.ItemDataRole.AccessibleTextRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A scenario can be chosen, the name above some can not."""
        if self._rows[index.row()].kind is RowKind.HEAD:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
