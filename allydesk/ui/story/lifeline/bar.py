"""The quiet bar above the chart: how it is looked at, what it shows, and what can be taken back."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from allydesk.story.chart.primitives import ChartChoices
from allydesk.ui.icons import GRID
from allydesk.ui.settings.choice import Choice
from allydesk.ui.story.lifeline.style import with_faint
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, icon_button

CHART, TABLE = "chart", "table"
_TOGGLES = (
    ("line", "Line", "The line between moments"),
    ("labels", "Names", "What the moments are called"),
    ("photos", "Photos", "A photo at each moment that has one"),
    ("chapters", "Chapters", "Chapters of life behind the moments"),
    ("whiskers", "Spans", "All the time in which a moment can lie"),
    ("now", "Now", "How a moment feels today, where that differs"),
)
_SMALL = 17


class ChoicesBar(QWidget):
    """Chart or table, what the chart shows, zoom, undo and redo, and a menu with the rest."""

    view_chosen = Signal(str)
    choices_changed = Signal(object)
    """Carries the `ChartChoices` that are wanted now."""
    zoom_asked = Signal(float)
    fit_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()
    sort_asked = Signal(int, bool)
    """The table is to be sorted by this column, descending or not."""
    menu_chosen = Signal(str)
    """One of the keys given to `__init__`."""

    def __init__(self, *, look: Look, menu: Sequence[tuple[str, str]], columns: Sequence[str]) -> None:
        """`menu` has (key, words) for what is rarely wanted; `columns` are the names of the table's."""
        super().__init__()
        self._look = look
        self.choices = ChartChoices()
        self.view = Choice("Show the lifeline as", ((CHART, "Chart"), (TABLE, "Table")), value=CHART)
        self.toggles: dict[str, QPushButton] = {}
        self.undo, self.redo = icon_button("Undo"), icon_button("Redo")
        self.smaller, self.larger, self.whole = (
            icon_button("Zoom out"),
            icon_button("Zoom in"),
            icon_button("Fit the whole life"),
        )
        self.more = icon_button("More about the lifeline")
        self._toggles = QWidget()
        self.show_button = _quiet("Show…")
        self._shown = QMenu("Show", self)
        self.menu = QMenu(self)
        self._fill_menu(menu, columns)
        self._lay_out()
        self._connect()
        self.take_look()

    def show_view(self, key: str) -> None:
        """The chart is in front, or the table."""
        self.view.show_value(key)
        self._fit()

    def show_deeds(self, undo: str, redo: str) -> None:
        """What could be taken back, and done again, in words; "" for nothing."""
        for made, name, words, keys in (
            (self.undo, "Undo", undo, "Ctrl+Z"),
            (self.redo, "Redo", redo, "Ctrl+Shift+Z"),
        ):
            made.setEnabled(bool(words))
            said = f"{name}: {words[:1].lower()}{words[1:]}" if words else f"Nothing to {name.lower()}"
            made.setToolTip(f"{said} ({keys})" if words else said)
            made.setAccessibleName(said)

    def show_order(self, column: int, *, descending: bool) -> None:
        """The table is sorted by this column."""
        self.columns[column].setChecked(True)
        self.descending.setChecked(descending)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        side = self._look.scaled(min(_SMALL, GRID))
        for made, icon in (
            (self.smaller, "minus"),
            (self.larger, "plus"),
            (self.whole, "fit"),
            (self.undo, "undo"),
            (self.redo, "redo"),
            (self.more, "more"),
        ):
            made.setIcon(with_faint(self._look.icon(icon), self._look))
            made.setIconSize(QSize(side, side))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for what is always there."""
        always = (self.view, self.undo, self.redo, self.more)
        return QSize(sum(each.sizeHint().width() for each in always) + 16, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where they fit."""
        super().resizeEvent(event)
        self._fit()

    def _turn(self, name: str, *, on: bool) -> None:
        self.choices = replace(self.choices, **{name: on})
        self.choices_changed.emit(self.choices)

    def _open_shown(self) -> None:
        self._shown.popup(self.show_button.mapToGlobal(QPoint(0, self.show_button.height() + 4)))

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _fill_menu(self, menu: Sequence[tuple[str, str]], columns: Sequence[str]) -> None:
        """What stands on the bar where there is room is here where there is none."""
        self.zooms = tuple(
            self.menu.addAction(made.accessibleName(), made.click) for made in (self.larger, self.smaller, self.whole)
        )
        self.menu.addMenu(self._shown)
        self.sorting = self.menu.addMenu("Sort by")
        only_one = QActionGroup(self)
        self.columns: list[QAction] = []
        for words in columns:
            made = self.sorting.addAction(words)
            made.setCheckable(True)
            made.triggered.connect(self._ask_order)
            only_one.addAction(made)
            self.columns.append(made)
        self.sorting.addSeparator()
        self.descending = self.sorting.addAction("The other way round")
        self.descending.setCheckable(True)
        self.descending.triggered.connect(self._ask_order)
        self.menu.addSeparator()
        for key, words in menu:
            self.menu.addAction(words).triggered.connect(lambda _checked=False, key=key: self.menu_chosen.emit(key))

    def _ask_order(self) -> None:
        column = next(place for place, made in enumerate(self.columns) if made.isChecked())
        self.sort_asked.emit(column, self.descending.isChecked())

    def _lay_out(self) -> None:
        toggles = QHBoxLayout(self._toggles)
        toggles.setContentsMargins(0, 0, 0, 0)
        toggles.setSpacing(2)
        for name, words, why in _TOGGLES:
            made = _quiet(words)
            made.setCheckable(True)
            made.setChecked(bool(getattr(self.choices, name)))
            made.setToolTip(why)
            made.setAccessibleDescription(why)
            made.toggled.connect(lambda on, name=name: self._turn(name, on=on))
            self.toggles[name] = made
            toggles.addWidget(made)
            act = self._shown.addAction(words)
            act.setCheckable(True)
            act.setChecked(made.isChecked())
            act.toggled.connect(made.setChecked)
            made.toggled.connect(act.setChecked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for each in (self.view, self._toggles, self.show_button):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(0)
        self._ends = (self.smaller, self.larger, self.whole, self.undo, self.redo, self.more)
        for each in self._ends:
            right.addWidget(each, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(right)

    def _fit(self) -> None:
        """The choices side by side, or in a menu where there is no room for them; where there is least, in that of
        the rest."""
        of_chart = self.view.value == CHART
        zoom = (self.smaller, self.larger, self.whole)
        left = self.width() - self.minimumSizeHint().width()
        ways: tuple[tuple[QWidget, ...], ...] = ((self._toggles, *zoom), (self.show_button, *zoom), (self.show_button,))
        fitting = (parts for parts in ways if sum(part.sizeHint().width() + 8 for part in parts) <= left)
        parts = next(fitting, ())
        for part in (self._toggles, self.show_button, *zoom):
            part.setVisible(of_chart and part in parts)
        for act in self.zooms:
            act.setVisible(of_chart and self.larger not in parts)
        self._shown.menuAction().setVisible(of_chart and not parts)
        self.sorting.menuAction().setVisible(not of_chart)

    def _connect(self) -> None:
        self.view.chosen.connect(self.view_chosen)
        self.smaller.clicked.connect(lambda _checked: self.zoom_asked.emit(1 / 1.5))
        self.larger.clicked.connect(lambda _checked: self.zoom_asked.emit(1.5))
        self.whole.clicked.connect(lambda _checked: self.fit_asked.emit())
        self.undo.clicked.connect(lambda _checked: self.undo_asked.emit())
        self.redo.clicked.connect(lambda _checked: self.redo_asked.emit())
        self.show_button.clicked.connect(lambda _checked: self._open_shown())
        self.more.clicked.connect(lambda _checked: self._open_menu())


def _quiet(words: str) -> QPushButton:
    made = button(words, "toggle")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made
