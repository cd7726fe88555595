"""The list as one uses it: keys, choosing a row, and what stands there when there is none."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from allydesk.storage.journal import Clock
from allydesk.ui.journal.delegate import EntryDelegate
from allydesk.ui.journal.rows import EntryRows
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look


class EntryList(QTableView):
    """The rows. A table, because Qt's list view lays out every row before it shows one."""

    row_chosen = Signal(int)
    """The person went to a row."""
    opened = Signal()
    """Return: on to the text."""
    delete_asked = Signal()
    left_upwards = Signal()
    """The up key on the first row."""

    def __init__(self, *, rows: EntryRows, look: Look, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self._delegate = EntryDelegate(look=look, clock=clock, parent=self)
        set_role(self, "entries")
        self.setAccessibleName("Entries")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(self._delegate)
        self.setModel(rows)
        self.selectionModel().currentChanged.connect(self._changed)
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._delegate.take_look()
        header = self.verticalHeader()
        header.setMinimumSectionSize(self._delegate.row_height)
        header.setDefaultSectionSize(self._delegate.row_height)
        self.verticalScrollBar().setSingleStep(self._delegate.row_height // 3)
        self.viewport().update()

    def forget(self) -> None:
        """Drop what the rows' layouts hold."""
        self._delegate.forget()

    def show_row(self, row: int) -> None:
        """Mark a row, or none for -1, without choosing it."""
        self._quiet = True
        if row < 0:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self.model().index(row, 0))
        self._quiet = False

    def go(self, step: int) -> None:
        """Choose the row that many further down."""
        row = self.currentIndex().row() + step
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Delete asks for the trash, the up key on the first row leaves."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        elif event.text().strip():
            # Qt would look for a title that begins with it, and read every row there is; search is for that.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.row_chosen.emit(current.row())
