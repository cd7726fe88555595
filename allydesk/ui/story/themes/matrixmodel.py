"""Themes by moments as a model that a screen reader can walk: a row for each moment, a column for each theme."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from allydesk.story.theming import Matrix
from allydesk.ui.story.themes.words import moment_words, theme_words, title_words

if TYPE_CHECKING:
    from allydesk.story.dates.habits import DateHabits

_Index = QModelIndex | QPersistentModelIndex
_CELL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
_NOTHING = Matrix((), (), frozenset())


class MatrixModel(QAbstractTableModel):
    """A cell is ticked where the theme is tied to the moment."""

    turned = Signal(str, str)
    """A theme is to be tied to a moment, or untied where it is tied; carries both ids, the theme's first."""

    def __init__(self, *, habits: "DateHabits") -> None:
        super().__init__()
        self._habits = habits
        self.matrix = _NOTHING

    def show_matrix(self, matrix: Matrix) -> None:
        """Show this one. With the same moments and themes as before it stays the same table."""
        before, self.matrix = self.matrix, matrix
        if _shape(before) == _shape(matrix):
            self._tell_changes(before)
            return
        self.matrix = before
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def _tell_changes(self, before: Matrix) -> None:
        """It is the same table; tell which cells and names are others."""
        themes, moments = self.matrix.themes, self.matrix.moments
        if [(one.name, one.shade) for one in before.themes] != [(one.name, one.shade) for one in themes]:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(themes) - 1)
            if moments:
                self.dataChanged.emit(self.index(0, 0), self.index(len(moments) - 1, len(themes) - 1))
        if before.moments != moments:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(moments) - 1)
        turned = before.ties ^ self.matrix.ties
        if turned:
            columns = {one.id: place for place, one in enumerate(themes)}
            rows = {one.id: place for place, one in enumerate(moments)}
            for theme_id, moment_id in turned:
                cell = self.index(rows[moment_id], columns[theme_id])
                self.dataChanged.emit(cell, cell)

    def is_tied(self, index: _Index) -> bool:
        """Whether the theme of this column runs through the moment of this row."""
        theme, moment = self.matrix.themes[index.column()], self.matrix.moments[index.row()]
        return self.matrix.is_tied(theme.id, moment.id)

    def turn(self, index: _Index) -> None:
        """Ask for the opposite in a cell."""
        if index.isValid():
            theme, moment = self.matrix.themes[index.column()], self.matrix.moments[index.row()]
            self.turned.emit(theme.id, moment.id)

    def rowCount(self, parent: _Index | None = None) -> int:
        """A row for each moment."""
        return 0 if parent is not None and parent.isValid() else len(self.matrix.moments)

    def columnCount(self, parent: _Index | None = None) -> int:
        """A column for each theme."""
        return 0 if parent is not None and parent.isValid() else len(self.matrix.themes)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Each cell can be ticked."""
        del index
        return _CELL

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # noqa: ANN401 - Qt's own
        """Whether it is ticked, and in words which cell that is."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if self.is_tied(index) else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            theme, moment = self.matrix.themes[index.column()], self.matrix.moments[index.row()]
            said = "tied" if self.is_tied(index) else "not tied"
            return f"{title_words(moment)} and {theme_words(theme)}: {said}"
        return None

    def setData(self, index: _Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Tie or untie: a screen reader does it so."""
        del value
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.turn(index)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:  # noqa: ANN401 - Qt's own
        """The name of a theme, the title of a moment; all of it as tool tip and for a screen reader."""
        whole = role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if not whole and role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal and section < len(self.matrix.themes):
            return theme_words(self.matrix.themes[section])
        if orientation == Qt.Orientation.Vertical and section < len(self.matrix.moments):
            moment = self.matrix.moments[section]
            return moment_words(moment, self._habits) if whole else title_words(moment)
        return None


def _shape(matrix: Matrix) -> tuple[list[str], list[str]]:
    return [one.id for one in matrix.themes], [one.id for one in matrix.moments]
