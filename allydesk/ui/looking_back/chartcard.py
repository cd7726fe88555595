"""A chart with its heading, and a table of the same numbers in its place for whoever wants that."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from allydesk.ui.looking_back.charts import Chart
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

_ROWS_SEEN = 8


class ChartCard(QFrame):
    """`place_asked` carries the number of the bar, dot or row that was chosen."""

    place_asked = Signal(int)

    def __init__(self, title: str, chart: Chart, *, columns: Sequence[str], look: Look, wide: bool = False) -> None:
        """`wide`: the chart may be wider than the card, and scrolls then."""
        super().__init__()
        self._look = look
        self.chart = chart
        set_role(self, "card")
        self.switch = button("As a table", "text", name=f"{title} as a table")
        self.switch.setCheckable(True)
        self.said = label("", "small", wrap=True)
        self.said.hide()
        self.table = QTableWidget(0, len(columns))
        self.table.setHorizontalHeaderLabels(list(columns))
        self.table.setAccessibleName(title)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.hide()
        self._ground = self._scrolling(chart) if wide else chart
        head = QHBoxLayout()
        head.addWidget(label(title, "heading", wrap=True), 1)
        head.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 12, 22, 18)
        column.setSpacing(8)
        column.addLayout(head)
        for part in (self.said, self._ground, self.table):
            column.addWidget(part)
        column.addStretch(1)
        self.switch.toggled.connect(self._turn)
        chart.place_asked.connect(self.place_asked)
        self.table.activated.connect(lambda index: self.place_asked.emit(index.row()))

    def show_rows(self, rows: Sequence[Sequence[str]], *, instead: str = "") -> None:
        """Fill the table; with `instead`, say that in the place of chart and table."""
        self.table.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for place, words in enumerate(row):
                item = QTableWidgetItem(words)
                if place:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(number, place, item)
        if rows:
            self.table.setCurrentCell(0, 0)
        self.said.setText(instead)
        self._empty = bool(instead)
        self.take_look()
        self._turn()

    def take_look(self) -> None:
        """Fit the heights to the type."""
        line = self._look.scaled(30)
        self.table.verticalHeader().setDefaultSectionSize(line)
        self.table.setFixedHeight(line * (min(_ROWS_SEEN, max(1, self.table.rowCount())) + 1) + 8)
        self.chart.updateGeometry()
        self.chart.update()
        if isinstance(self._ground, QScrollArea):
            self._ground.setFixedHeight(self.chart.sizeHint().height() + 14)

    def close_all(self) -> None:
        """Drop the numbers."""
        self.table.setRowCount(0)

    _empty = False

    def _turn(self) -> None:
        table = self.switch.isChecked()
        self.switch.setVisible(not self._empty)
        self.said.setVisible(self._empty)
        self._ground.setVisible(not table and not self._empty)
        self.table.setVisible(table and not self._empty)
        self.switch.setText("As a chart" if table else "As a table")

    def _scrolling(self, chart: Chart) -> QScrollArea:
        made = QScrollArea()
        made.setWidget(chart)
        made.setWidgetResizable(True)
        made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.viewport().setAutoFillBackground(False)
        chart.setAutoFillBackground(False)
        return made
