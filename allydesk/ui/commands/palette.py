"""The command palette: type a few letters of what you want to do, or of the entry you want to see."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from allydesk.journal.entry import EntrySummary
from allydesk.ui.actions import Action
from allydesk.ui.commands.matching import best_first
from allydesk.ui.commands.rows import Row, RowDelegate, Rows, shortcut_in_words
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

Find = Callable[[str, Callable[[Sequence[EntrySummary]], object]], object]
"""Asks the vault for entries whose title fits, and tells them when they are there."""
Describe = Callable[[EntrySummary], tuple[str, str]]
"""An entry's title and its date, in words."""

_WIDTH, _HEIGHT = 620, 460
_EDGE = 40
_FROM_TOP = 0.12
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(QDialog):
    """Shown with `open`. What was chosen is done once it has closed, so that it acts on the page and not on this."""

    entry_chosen = Signal(str)

    def __init__(
        self, actions: Sequence[Action], *, find: Find, describe: Describe, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._actions = tuple(action for action in actions if action.ready())
        self._find = find
        self._describe = describe
        self._look = look
        self._typed = ""
        self.setWindowTitle("Allydesk")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAccessibleName("Command palette")
        self.field = QLineEdit()
        self.field.setAccessibleName("What to do, or the title of an entry")
        self.field.setPlaceholderText("What to do, or the title of an entry")
        self.rows = Rows(self)
        self.list = QListView()
        self.list.setAccessibleName("What was found")
        self.nothing = label("Nothing is called that.", "muted")
        self._lay_out(parent)
        self.field.textChanged.connect(self._look_up)
        self.list.clicked.connect(lambda _index: self._choose())
        look.changed.connect(self._take_look)
        self._take_look()
        self._look_up("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return does what is chosen; Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() in _MOVES:
            self._move(event.key())
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Close, and leave no title behind."""
        self.rows.show(())
        super().done(result)

    def _look_up(self, typed: str) -> None:
        self._typed = typed
        self._show(())
        self._find(typed.strip(), lambda found: self._take(typed, found))

    def _take(self, typed: str, found: Sequence[EntrySummary]) -> None:
        if typed == self._typed and self.isVisible():
            self._show(found)

    def _show(self, entries: Sequence[EntrySummary]) -> None:
        """Actions first; where nothing is typed, the newest entries follow the actions."""
        places = best_first((f"{each.label} {each.group}" for each in self._actions), self._typed)
        rows = [self._action_row(place) for place in places]
        for entry in entries:
            title, date = self._describe(entry)
            rows.append(Row(title, "", date, key=str(entry.id)))
        before = self.list.currentIndex().row()
        self.rows.show(rows)
        self.nothing.setVisible(not rows)
        self._go(min(max(before, 0), len(rows) - 1) if entries else 0)

    def _action_row(self, place: int) -> Row:
        action = self._actions[place]
        return Row(action.label, action.group, shortcut_in_words(action.shortcut), action=place)

    def _move(self, key: int) -> None:
        page = max(1, self.list.height() // max(1, self.list.sizeHintForRow(0)) - 1)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page}[Qt.Key(key)]
        number = self.rows.rowCount()
        if number:
            place = self.list.currentIndex().row() + step
            # A step beyond either end goes round; a page stops there.
            self._go(place % number if abs(step) == 1 else min(max(place, 0), number - 1))

    def _go(self, place: int) -> None:
        index = self.rows.index(place, 0)
        self.list.setCurrentIndex(index)
        # A screen reader hears the field, where the keyboard is: the choice is told as its description.
        self.field.setAccessibleDescription(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))

    def _choose(self) -> None:
        row = self.rows.row(self.list.currentIndex().row())
        if row is None:
            return
        self.accept()
        if row.action >= 0:
            self._actions[row.action].run()
        else:
            self.entry_chosen.emit(row.key)

    def _take_look(self) -> None:
        self.list.doItemsLayout()

    def _lay_out(self, parent: QWidget) -> None:
        window = parent.window()
        width = min(self._look.scaled(_WIDTH), window.width() - 2 * _EDGE)
        height = min(self._look.scaled(_HEIGHT), window.height() - 2 * _EDGE)
        self.setFixedSize(QSize(width, height))
        self.move(window.mapToGlobal(QPoint((window.width() - width) // 2, round(window.height() * _FROM_TOP))))
        ground = QFrame()
        set_role(ground, "palette")
        self.list.setModel(self.rows)
        self.list.setItemDelegate(RowDelegate(look=self._look, parent=self))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self.list, "found")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(16, 16, 16, 12)
        inside.setSpacing(10)
        inside.addWidget(self.field)
        inside.addWidget(self.nothing)
        inside.addWidget(self.list, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ground)
