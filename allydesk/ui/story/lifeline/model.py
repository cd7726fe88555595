"""The moments as rows, sorted, for the table. What a row says is worked out when it is looked at."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import IntEnum
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from allydesk.mood import mood_number, mood_words
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.saying import age_in_words
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Edit, Lifeline, Moment, Theme
from allydesk.ui.story.lifeline.words import title_of, when_in_words

Index = QModelIndex | QPersistentModelIndex
MOMENT = Qt.ItemDataRole.UserRole + 1
_ROOT = QModelIndex()
_FEW = 200
"""Changes up to which rows are moved one by one; beyond, all are sorted anew."""


class Column(IntEnum):
    """What stands in each column."""

    WHEN = 0
    WHAT = 1
    THEN = 2
    NOW = 3
    THEMES = 4
    PEOPLE = 5
    PLACE = 6


HEADERS = ("When", "What", "Then", "Now", "Themes", "People", "Place")

_ORDERS = {
    Column.WHEN: ("oldest first", "newest first"),
    Column.THEN: ("lowest first", "highest first"),
    Column.NOW: ("lowest first", "highest first"),
}

Key = tuple[Any, ...]


def order_in_words(column: Column, *, descending: bool) -> str:
    """How rows that are sorted by a column follow one another: "oldest first"."""
    return _ORDERS.get(column, ("from A to Z", "from Z to A"))[descending]


class MomentsModel(QAbstractTableModel):
    """Every moment is a row, those without a date too. `sort` orders them by a column, and then by time."""

    def __init__(self, *, habits: DateHabits, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._habits = habits
        self._lifeline = Lifeline()
        self._column, self._descending = Column.WHEN, False
        self._rows: list[tuple[Key, MomentId]] = []
        self._keys: dict[MomentId, Key] = {}
        self._themes: Mapping[MomentId, str] = MappingProxyType({})

    def show_lifeline(self, lifeline: Lifeline) -> None:
        """Show another one from the beginning."""
        self.beginResetModel()
        self._lifeline = lifeline
        self._themes = _themes_by_moment(lifeline)
        self._sort_all()
        self.endResetModel()

    def follow(self, edit: Edit, lifeline: Lifeline) -> bool:
        """Show the lifeline after this edit; True when rows stayed rows, False when all were sorted anew."""
        changed = {change.record.id for change in edit.changes if isinstance(change.record, Moment)}
        themed = any(isinstance(change.record, Theme) for change in edit.changes)
        if len(changed) > _FEW or (themed and self._column is Column.THEMES):
            self.show_lifeline(lifeline)
            return False
        self._lifeline = lifeline
        if themed:
            self._themes = _themes_by_moment(lifeline)
        for moment_id in changed:
            self._place(moment_id, lifeline.moments.get(moment_id))
        if themed and self._rows:
            self.dataChanged.emit(self.index(0, Column.THEMES), self.index(len(self._rows) - 1, Column.THEMES))
        return True

    def row_of(self, moment_id: MomentId) -> int:
        """Where a moment is; -1 when it is not there."""
        key = self._keys.get(moment_id)
        return -1 if key is None else bisect_left(self._rows, (key, moment_id))

    def moment_at(self, row: int) -> Moment | None:
        """The moment of a row."""
        return self._lifeline.moments.get(self._rows[row][1]) if 0 <= row < len(self._rows) else None

    def ids_at(self, rows: Iterable[int]) -> tuple[MomentId, ...]:
        """The ids of some rows."""
        return tuple(self._rows[row][1] for row in rows if 0 <= row < len(self._rows))

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many moments there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How much is said of each."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns; rows are not numbered."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole and section == self._column:
            return f"{HEADERS[section]}, sorted {order_in_words(self._column, descending=self._descending)}"
        wanted = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return HEADERS[section] if wanted else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says, and the moment itself."""
        moment = self.moment_at(index.row()) if index.isValid() else None
        if moment is None:
            return None
        if role == MOMENT:
            return moment
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(moment, Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._aloud(moment, Column(index.column()))
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; what stands in the selection stays there."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = self.ids_at(index.row() for index in before)
        self._column, self._descending = Column(column), order == Qt.SortOrder.DescendingOrder
        self._sort_all()
        after = [self.index(self.row_of(one), index.column()) for one, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # Inside

    def _words(self, moment: Moment, column: Column) -> str:
        words = ""
        match column:
            case Column.WHEN:
                words = when_in_words(moment, habits=self._habits)
            case Column.WHAT:
                words = title_of(moment)
            case Column.THEN:
                words = mood_number(moment.height)
            case Column.NOW:
                words = "" if moment.now is None else mood_number(moment.now)
            case Column.THEMES:
                words = self._themes.get(moment.id, "")
            case Column.PEOPLE:
                words = ", ".join(moment.people)
            case Column.PLACE:
                words = moment.place
        return words

    def _aloud(self, moment: Moment, column: Column) -> str:
        """Numbers with their words, a date with the age; an empty cell says what it has nothing of."""
        if column is Column.THEN:
            return f"then {mood_words(moment.height)}"
        if column is Column.NOW:
            return "no other feeling now" if moment.now is None else f"now {mood_words(moment.now)}"
        words = self._words(moment, column)
        if column is Column.WHEN and (age := age_in_words(moment.date, self._lifeline.birth.date)):
            return f"{words}, {age}"
        return words or f"no {HEADERS[column].lower()}"

    def _sort_all(self) -> None:
        self._rows = sorted((self._key(moment), moment.id) for moment in self._lifeline.moments.values())
        self._keys = {moment_id: key for key, moment_id in self._rows}

    def _place(self, moment_id: MomentId, moment: Moment | None) -> None:
        """Put one row where it belongs now."""
        old = self.row_of(moment_id)
        if moment is None:
            if old >= 0:
                self.beginRemoveRows(QModelIndex(), old, old)
                del self._rows[old], self._keys[moment_id]
                self.endRemoveRows()
            return
        entry = (self._key(moment), moment_id)
        if old < 0:
            new = bisect_left(self._rows, entry)
            self.beginInsertRows(QModelIndex(), new, new)
            self._rows.insert(new, entry)
            self._keys[moment_id] = entry[0]
            self.endInsertRows()
            return
        new = bisect_left(self._rows, entry)
        if new in (old, old + 1):
            self._rows[old] = entry
            self._keys[moment_id] = entry[0]
            self.dataChanged.emit(self.index(old, 0), self.index(old, len(Column) - 1))
            return
        self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), new)
        del self._rows[old]
        self._rows.insert(new - (new > old), entry)
        self._keys[moment_id] = entry[0]
        self.endMoveRows()
        here = self.row_of(moment_id)
        self.dataChanged.emit(self.index(here, 0), self.index(here, len(Column) - 1))

    def _key(self, moment: Moment) -> Key:
        """Rows without a value come last in either order; equal ones go by time."""
        value = _SORTED_BY[self._column](moment, self._themes)
        missing = value is None or value == ""
        time = (moment.date.middle or date.max).toordinal()
        if missing:
            return (1, (), time)
        return (0, _turned(value) if self._descending else value, time)


def _turned(value: Any) -> Any:  # noqa: ANN401 - a number or a text
    """A value that sorts the other way round."""
    if isinstance(value, int):
        return -value
    return (*(-ord(letter) for letter in value), 1)


_SORTED_BY: Mapping[Column, Callable[[Moment, Mapping[MomentId, str]], Any]] = MappingProxyType(
    {
        Column.WHEN: lambda moment, _: moment.date.middle.toordinal() if moment.date.middle is not None else None,
        Column.WHAT: lambda moment, _: moment.title.casefold(),
        Column.THEN: lambda moment, _: moment.height,
        Column.NOW: lambda moment, _: moment.now,
        Column.THEMES: lambda moment, themes: themes.get(moment.id, "").casefold(),
        Column.PEOPLE: lambda moment, _: ", ".join(moment.people).casefold(),
        Column.PLACE: lambda moment, _: moment.place.casefold(),
    }
)


def _themes_by_moment(lifeline: Lifeline) -> dict[MomentId, str]:
    names: dict[MomentId, list[str]] = {}
    for theme in lifeline.ordered_themes():
        for moment_id in theme.moments:
            names.setdefault(moment_id, []).append(theme.name or "Untitled theme")
    return {moment_id: ", ".join(found) for moment_id, found in names.items()}
