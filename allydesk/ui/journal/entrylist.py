"""The list as one uses it: keys, choosing a row, and what stands there when there is none."""

from PySide6.QtCore import QItemSelectionRange, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from allydesk.storage.journal import Clock
from allydesk.ui.journal.delegate import EntryDelegate
from allydesk.ui.journal.rows import EntryRows
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look

_SEVERAL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class EntryList(QTableView):
    """The rows. A table, because Qt's list view lays out every row before it shows one.

    With Ctrl or Shift held one marks several rows, and goes nowhere.
    """

    row_chosen = Signal(int)
    """The person went to a row."""
    several_chosen = Signal(int)
    """How many rows are marked now; 1 or 0 when there are no longer several."""
    menu_asked = Signal(QPoint)
    """A menu is wanted for the rows that are marked, at this place on the screen."""
    opened = Signal()
    """Return: on to the text."""
    delete_asked = Signal()
    left_upwards = Signal()
    """The up key on the first row."""

    def __init__(self, *, rows: EntryRows, look: Look, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self._marking = False
        self._several = False
        self._delegate = EntryDelegate(look=look, clock=clock, parent=self)
        set_role(self, "entries")
        self.setAccessibleName("Entries")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setItemDelegate(self._delegate)
        # Before Qt's own connections: when a row goes, the next one becomes current, and nobody has gone there.
        rows.rowsAboutToBeRemoved.connect(lambda: self._hush(True))
        self.setModel(rows)
        rows.rowsRemoved.connect(lambda: self._hush(False))
        self.selectionModel().currentChanged.connect(self._changed)
        self.selectionModel().selectionChanged.connect(self._count)
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

    def take_keyboard(self) -> None:
        """Have the keyboard without going anywhere; Qt would go to the first row where none is current."""
        self._quiet = True
        self.setFocus()
        self._quiet = False

    def go(self, step: int) -> None:
        """Choose the row that many further down."""
        row = self.currentIndex().row() + step
        if 0 <= row < self.model().rowCount():
            self.setCurrentIndex(self.model().index(row, 0))

    def rows_marked(self) -> list[int]:
        """The rows that are marked, from the top."""
        return sorted(row for part in self._ranges() for row in range(part.top(), part.bottom() + 1))

    @property
    def has_several(self) -> bool:
        """Whether more than one row is marked."""
        return self._several

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Delete asks for the trash, the up key on the first row leaves."""
        key = event.key()
        self._marking = bool(event.modifiers() & _SEVERAL)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_to_current()
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0 and not self._marking:
            self.left_upwards.emit()
        elif key == Qt.Key.Key_Escape and self._several:
            self._go_to_current()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif event.text().strip() and event.text().isprintable():
            # Qt would look for a title that begins with it, and read every row there is; search is for that.
            event.ignore()
        else:
            super().keyPressEvent(event)
        self._marking = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark or go; the right button asks for a menu and goes nowhere."""
        self._marking = bool(event.modifiers() & _SEVERAL) or event.button() == Qt.MouseButton.RightButton
        super().mousePressEvent(event)
        self._marking = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A drag over the rows marks them, and goes nowhere."""
        self._marking = True
        super().mouseMoveEvent(event)
        self._marking = False

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By mouse at the place of the click, by keyboard at the row."""
        if self.currentIndex().isValid():
            by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
            place = event.pos() if by_mouse else self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(self.viewport().mapToGlobal(place))

    def _hush(self, quiet: bool) -> None:
        self._quiet = quiet

    def _ranges(self) -> list[QItemSelectionRange]:
        marked = self.selectionModel().selection()
        return [marked.at(place) for place in range(marked.count())]

    def _go_to_current(self) -> None:
        """Mark only the row the keyboard is on, and go there."""
        row = self.currentIndex().row()
        if self._several and row >= 0:
            self.clearSelection()
            self.selectRow(row)
            self.row_chosen.emit(row)

    def _changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not (self._quiet or self._marking) and current.isValid():
            self.row_chosen.emit(current.row())

    def _count(self) -> None:
        number = sum(part.height() for part in self._ranges())
        if number > 1 or self._several:
            self._several = number > 1
            self.several_chosen.emit(number)
