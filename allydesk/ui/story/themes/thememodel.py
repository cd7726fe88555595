"""The person's themes as a model, and a row for one that is being named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from allydesk.story.ids import ThemeId
from allydesk.story.lifeline import Theme
from allydesk.ui.story.themes.patterns import shade_words
from allydesk.ui.story.themes.words import counted_moments, theme_words

_Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with how many of its moments are on the lifeline."""

    theme: Theme
    count: int


class ThemesModel(QAbstractListModel):
    """The themes in order. What changes is told row by row, so that a name that is being typed stays open."""

    renamed = Signal(str, str)
    """A name was typed for the theme with this id."""
    named = Signal(str)
    """A name was typed for the theme that is being made."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[ThemeRow] = []
        self._draft: Theme | None = None

    @property
    def rows(self) -> tuple[ThemeRow, ...]:
        """The themes there are; the one that is being made is none yet."""
        return tuple(self._rows)

    @property
    def draft(self) -> Theme | None:
        """How the theme that is being made will look."""
        return self._draft

    def place_of(self, theme_id: str | None) -> int:
        """The row of a theme, -1 where it is not there."""
        return next((place for place, row in enumerate(self._rows) if row.theme.id == theme_id), -1)

    def show_rows(self, rows: Sequence[ThemeRow]) -> None:
        """Show these instead; a row that is in both stays the same row."""
        wanted = [row.theme.id for row in rows]
        for place in reversed(range(len(self._rows))):
            if self._rows[place].theme.id not in wanted:
                self.beginRemoveRows(QModelIndex(), place, place)
                del self._rows[place]
                self.endRemoveRows()
        for place, row in enumerate(rows):
            self._put(row, place)
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def begin_draft(self, shade: int) -> QModelIndex:
        """A row at the end for a theme to be named; it will have this shade."""
        if self._draft is None:
            place = len(self._rows)
            self.beginInsertRows(QModelIndex(), place, place)
            self._draft = Theme(ThemeId(""), shade=shade)
            self.endInsertRows()
        return self.index(len(self._rows))

    def end_draft(self) -> None:
        """The row goes, whatever came of it."""
        if self._draft is not None:
            place = len(self._rows)
            self.beginRemoveRows(QModelIndex(), place, place)
            self._draft = None
            self.endRemoveRows()

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many there are, the one that is being made too."""
        return 0 if parent is not None and parent.isValid() else len(self._rows) + (self._draft is not None)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """They can be chosen, and named."""
        del index
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's own
        """The name, the same with all that is painted for a screen reader, the row."""
        if not index.isValid():
            return None
        if index.row() >= len(self._rows):
            return self._draft_data(role)
        row = self._rows[index.row()]
        name, moments = theme_words(row.theme), counted_moments(row.count)
        said: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: name,
            Qt.ItemDataRole.EditRole: row.theme.name,
            Qt.ItemDataRole.ToolTipRole: f"{name}: {moments}",
            Qt.ItemDataRole.AccessibleTextRole: f"{name}, {moments}, {shade_words(row.theme.shade)}",
            ROW: row,
        }
        return said.get(role)

    def setData(self, index: _Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """A name was typed."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if index.row() >= len(self._rows):
            self.named.emit(str(value))
        else:
            self.renamed.emit(self._rows[index.row()].theme.id, str(value))
        return True

    def _put(self, row: ThemeRow, place: int) -> None:
        before = self.place_of(row.theme.id)
        if before < 0:
            self.beginInsertRows(QModelIndex(), place, place)
            self._rows.insert(place, row)
            self.endInsertRows()
        elif before != place:  # those before it are in their places already: it only ever moves up
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), place)
            del self._rows[before]
            self._rows.insert(place, row)
            self.endMoveRows()
        else:
            self._rows[place] = row

    def _draft_data(self, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "New theme"
        if role == Qt.ItemDataRole.EditRole:
            return ""
        return ThemeRow(self._draft, 0) if role == ROW and self._draft is not None else None
