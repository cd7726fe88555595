"""The people of a moment: chips, and a field in which known names are proposed."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from allydesk.story.edits import LONGEST_LINE, tidy_line
from allydesk.ui.journal.about.chips import Chip
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import field_label

_SIGN = 13
_WIDE = 150
_PROPOSED = 10


class NameLine(QLineEdit):
    """Return or a comma adds what was typed; Backspace and the left key in the empty field go to the chips."""

    given = Signal(str)
    went_back = Signal(bool)
    """True to take the last one off perhaps; False one place to the left."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "add-tag")
        self.setMaxLength(LONGEST_LINE)
        self.setPlaceholderText("Add a name")
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_PROPOSED)
        self.setCompleter(completer)
        completer.activated.connect(self._give, Qt.ConnectionType.QueuedConnection)
        self.editingFinished.connect(self._give)
        self.textEdited.connect(self._typed)

    def know(self, names: Iterable[str]) -> None:
        """Propose these, in this order."""
        self._known.setStringList(list(names))

    def commit(self) -> None:
        """Take what is typed as it is."""
        self._give()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """To the chips, or give up what was typed."""
        if not self.text() and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left):
            self.went_back.emit(event.key() == Qt.Key.Key_Backspace)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _typed(self, text: str) -> None:
        *whole, rest = text.split(",")
        if whole:
            self.setText(rest.lstrip())
            for name in whole:
                self.given.emit(name)

    def _give(self) -> None:
        name = self.text()
        if name:
            self.clear()
            self.given.emit(name)


class PeopleField(QWidget):
    """Who was there. `edited` when somebody was added or taken off."""

    edited = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._names: tuple[str, ...] = ()
        self.chips: list[Chip] = []
        self.line = NameLine()
        self._flow = Flow(spacing=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(field_label("People", self.line))
        column.addWidget(self._flow)
        self.line.setAccessibleDescription("The left key goes to the people there are")
        self.line.given.connect(self._add)
        self.line.went_back.connect(lambda _off: self._go_to(len(self.chips) - 1))
        self.take_look()

    @property
    def value(self) -> tuple[str, ...]:
        """The names, in the order they were given."""
        return self._names

    def show_value(self, value: tuple[str, ...]) -> None:
        """Show others, without a signal."""
        if value != self._names:
            self._names = value
            self._rebuild()

    def begin(self, value: tuple[str, ...]) -> None:
        """Show those of another moment, whatever was typed for the last."""
        self.line.clear()
        self.show_value(value)

    def know(self, names: Iterable[str]) -> None:
        """People to propose, commonest first."""
        self.line.know(names)

    def commit(self) -> None:
        """Take what is typed as a name."""
        self.line.commit()

    def take_look(self) -> None:
        """Take the look's present sizes and signs."""
        self.line.setFixedWidth(self._look.scaled(_WIDE))
        self._rebuild()

    def _add(self, name: str) -> None:
        tidy = tidy_line(name)
        if tidy and tidy.casefold() not in (one.casefold() for one in self._names):
            self._names = (*self._names, tidy)
            self._rebuild()
            self.edited.emit()

    def _remove(self, name: str) -> None:
        place = self._names.index(name)
        self._names = tuple(one for one in self._names if one != name)
        self._rebuild()
        self._go_to(min(place, len(self.chips) - 1))
        self.edited.emit()

    def _rebuild(self) -> None:
        self._flow.release()
        for old in self.chips:
            old.hide()
            old.deleteLater()
        self.chips = [self._chip(name) for name in self._names]
        for part in (*self.chips, self.line):
            self._flow.add(part)

    def _chip(self, name: str) -> Chip:
        chip = Chip(name, role="chip", name=f"{name}; Delete takes them off", parent=self._flow)
        side = self._look.scaled(_SIGN)
        chip.setIcon(self._look.icon("person"))
        chip.setIconSize(QSize(side, side))
        chip.setToolTip("Click to take them off")
        chip.walked.connect(lambda step: self._go_to(self.chips.index(chip) + step))
        chip.left.connect(self.line.setFocus)
        chip.removed.connect(lambda: self._remove(name))
        chip.clicked.connect(lambda: self._remove(name))
        return chip

    def _go_to(self, place: int) -> None:
        if 0 <= place < len(self.chips):
            self.chips[place].setFocus(Qt.FocusReason.TabFocusReason)
        elif place >= len(self.chips) or not self.chips:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
