"""One's own words beside two others, and what to look for in them. The person finds it; nobody marks it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from allydesk.practice.scenario import OwnWords
from allydesk.practice.speech import quoted
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.tick import TickBox
from allydesk.ui.widgets.words import button, label

_READING = 16.5
_NARROW = 560
"""Pixels at a text scale of 1: with less the columns stand below one another."""
_FIND = "What do you find in your own words?"


class Column(QFrame):
    """A heading, words, and what to notice about them."""

    def __init__(self, heading: str, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "column")
        self.heading = label(heading, "small", wrap=True)
        self.words = label("", wrap=True)
        self.note = label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(8)
        for part in (self.heading, self.words, self.note):
            column.addWidget(part)
            part.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)

    def show_words(self, words: str, note: str = "") -> None:
        """Show these."""
        self.words.setText(quoted(words) if words else "")
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.setAccessibleName(" ".join(part for part in (f"{self.heading.text()}:", self.words.text(), note) if part))

    def take_look(self) -> None:
        """Take the look's present type."""
        self.words.setFont(self._look.reading_font(size=_READING))


class FoundRow(QWidget):
    """One thing to look for, to be ticked anywhere in its line."""

    def __init__(self, text: str, *, look: Look) -> None:
        super().__init__()
        self.box = TickBox("", look=look)
        self.box.setAccessibleName(text)
        self.words: QLabel = label(text, wrap=True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The words are as good as the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.toggle()
        super().mouseReleaseEvent(event)


class Comparison(QWidget):
    """Three columns where there is room, and the list below them."""

    compared = Signal(object)
    """Go on; carries the places in `look_for` that were ticked, from 0, as a tuple."""
    walked = Signal(object)
    """The keyboard went to this row."""
    change_asked = Signal()
    """The words are to be changed after all."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.own = Column("Your words", look=look)
        self.good = Column("One way that may land well", look=look)
        self.poor = Column("One way that may not", look=look)
        self.to_find = label(_FIND, "heading", wrap=True)
        self.rows: list[FoundRow] = []
        self.go_on = button("Go on", "primary")
        self.change = button("Change your words")
        self._lay_out()
        self.go_on.clicked.connect(lambda _checked: self.compared.emit(self.noticed))
        self.change.clicked.connect(lambda _checked: self.change_asked.emit())
        self.take_look()

    @property
    def noticed(self) -> tuple[int, ...]:
        """The places of what was ticked."""
        return tuple(place for place, row in enumerate(self.rows) if row.box.isChecked())

    def begin(self, text: str, turn: OwnWords) -> None:
        """Compare these words with the two of the turn."""
        self.clear()
        self.own.show_words(text)
        self.good.show_words(turn.good.text, turn.good.note)
        self.poor.show_words(turn.poor.text, turn.poor.note)
        for each in turn.look_for:
            row = FoundRow(each.text, look=self._look)
            self._found.addWidget(row)
            self.rows.append(row)
        self.to_find.setVisible(bool(turn.look_for))

    def clear(self) -> None:
        """Drop the words."""
        for column in (self.own, self.good, self.poor):
            column.show_words("")
        for row in self.rows:
            self._found.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows.clear()

    def take_keyboard(self) -> None:
        """The keyboard goes to the first thing to tick."""
        first = self.rows[0].box if self.rows else self.go_on
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for column in (self.own, self.good, self.poor):
            column.take_look()
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from box to box."""
        focused = next((place for place, row in enumerate(self.rows) if row.box.hasFocus()), None)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and focused is not None:
            to = max(0, min(len(self.rows) - 1, focused + steps[key]))
            self.rows[to].box.setFocus(Qt.FocusReason.TabFocusReason)
            self.walked.emit(self.rows[to])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for three side by side now, or no longer."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self.width() < self._look.scaled(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != way:
            self._columns.setDirection(way)

    def _lay_out(self) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(12)
        for each in (self.own, self.good, self.poor):
            self._columns.addWidget(each, 1)
        self._found = QVBoxLayout()
        self._found.setSpacing(6)
        ways = QHBoxLayout()
        ways.setSpacing(10)
        ways.addWidget(self.go_on)
        ways.addWidget(self.change)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(self._columns)
        column.addWidget(self.to_find)
        column.addLayout(self._found)
        column.addLayout(ways)
