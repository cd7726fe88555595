"""The scene so far, line by line. One Tab leads in; the arrow keys go from line to line."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.practice.scenario import Scenario
from allydesk.ui.practice.scene.items import Item, LineItem, NoteItem, SettingItem
from allydesk.ui.practice.scene.line import INSET, LineRow, beside_column
from allydesk.ui.practice.scene.notecard import NoteCard
from allydesk.ui.practice.scene.passage import Passage
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone

_SPACING = 2
Row = LineRow | NoteCard | Passage


class Transcript(QWidget):
    """Shows what has arrived. Rows that stay the same stay where they are."""

    back_asked = Signal(int)
    """To go back; carries how many moves stay."""
    again_asked = Signal(int)
    """A turn is to be tried again; carries how many moves stay."""
    read_asked = Signal(str)
    went_on = Signal()
    walked = Signal(object)
    """The keyboard went to this row."""
    left = Signal()
    """The keyboard goes on behind the last line."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._scenario: Scenario | None = None
        self._items: list[Item] = []
        self._rows: list[Row] = []
        self._moves = 0
        self._can_read = False
        self._let: LineRow | None = None
        self.setAccessibleName("The scene so far")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab leads to a line; this has the keyboard while they arrive
        set_role(self, "clear")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_SPACING)

    @property
    def items(self) -> tuple[Item, ...]:
        """What is shown, from top to bottom."""
        return tuple(self._items)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that show it."""
        return tuple(self._rows)

    @property
    def lines(self) -> list[LineRow]:
        """Those that are lines."""
        return [row for row in self._rows if isinstance(row, LineRow)]

    def cut(self, scenario: Scenario, items: Sequence[Item]) -> tuple[Item, ...]:
        """Take away what these no longer have; the rest of them, which is still to arrive, comes back."""
        same = 0
        if scenario is self._scenario:
            pairs = zip(self._items, items, strict=False)
            same = next(
                (place for place, (one, other) in enumerate(pairs) if one != other), min(len(self._items), len(items))
            )
        self._scenario = scenario
        had_keyboard = any(row.hasFocus() for row in self._rows[same:])
        for row in self._rows[same:]:
            gone = self._holder_of(row)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        del self._rows[same:], self._items[same:]
        if self._let is not None and self._let not in self._rows:
            self._let = None
        if self._let is None and (lines := self.lines):
            self._let_in(lines[-1])
        if had_keyboard:
            self.setFocus()
        return tuple(items[same:])

    def add(self, item: Item) -> Row:
        """Another one has arrived."""
        row = self._row_of(item)
        self._items.append(item)
        self._rows.append(row)
        self._column.addWidget(self._hold(row))
        row.show()
        if isinstance(row, LineRow):
            row.can_be_read(can=self._can_read)
            row.open_back(is_open=row.item.kept < self._moves)
            self._let_in(row)
        return row

    @contextmanager
    def held(self) -> Iterator[None]:
        """Rows that come or go meanwhile are laid out once, at the end, rather than all of them for each one."""
        self._column.setEnabled(False)
        try:
            yield
        finally:
            self._column.setEnabled(True)
            self._column.invalidate()

    def note_moves(self, moves: int) -> None:
        """So many moves have been made: one can go back to what came before."""
        self._moves = moves
        for row in self.lines:
            row.open_back(is_open=row.item.kept < moves)

    def can_be_read(self, *, can: bool) -> None:
        """Whether there is a voice."""
        self._can_read = can
        for row in self.lines:
            row.can_be_read(can=can)

    def clear(self) -> None:
        """Nothing."""
        if self._scenario is not None:
            self.cut(self._scenario, ())
        self._scenario = None

    def take_keyboard(self, *, to_open: bool = False) -> None:
        """The keyboard goes to the last line; `to_open`, to the last one that one can go back to."""
        lines = [row for row in self.lines if row.is_open] if to_open else self.lines
        if lines:
            self._go_to(lines[-1])

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for row in self._rows:
            if isinstance(row, Passage):
                self._dress_setting(row)
            else:
                row.take_look()
            if (holder := self._holder_of(row)) is not row and (line := holder.layout()) is not None:
                line.setContentsMargins(INSET, INSET, beside_column(self._look), INSET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the last line, from where they go on."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_End) and self.hasFocus() and self.lines:
            self.take_keyboard()
        else:
            super().keyPressEvent(event)

    def _row_of(self, item: Item) -> Row:
        match item:
            case SettingItem(text):
                setting = Passage(text)
                setting.setAccessibleName(text)
                self._dress_setting(setting)
                return setting
            case NoteItem():
                return self._note(item)
            case LineItem():
                return self._line(item)

    def _note(self, item: NoteItem) -> NoteCard:
        card = NoteCard(item, look=self._look)
        card.again_asked.connect(self.again_asked)
        card.went_on.connect(self.went_on)
        return card

    def _line(self, item: LineItem) -> LineRow:
        assert self._scenario is not None  # noqa: S101 - lines arrive of a scenario that was shown
        row = LineRow(item, scenario=self._scenario, look=self._look)
        row.back_asked.connect(self.back_asked)
        row.read_asked.connect(self.read_asked)
        row.step_asked.connect(lambda by: self._step(row, by))
        return row

    def _hold(self, row: Row) -> QWidget:
        """A line takes the whole width, so that its way back stands at the side; the others are indented as it is."""
        if isinstance(row, LineRow):
            return row
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(INSET, INSET, beside_column(self._look), INSET)
        line.addWidget(row)
        return holder

    def _holder_of(self, row: Row) -> QWidget:
        holder = row.parentWidget()
        return row if holder is self or holder is None else holder

    def _step(self, row: LineRow, by: int) -> None:
        lines = self.lines
        to = lines.index(row) + by
        if to >= len(lines) and by == 1:
            self.left.emit()
        else:
            self._go_to(lines[max(0, min(len(lines) - 1, to))])

    def _go_to(self, row: LineRow) -> None:
        self._let_in(row)
        row.setFocus(Qt.FocusReason.TabFocusReason)
        self.walked.emit(row)

    def _let_in(self, row: LineRow) -> None:
        """Tab leads to this line, and to no other."""
        if self._let is not None:
            self._let.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._let = row
        row.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _dress_setting(self, setting: Passage) -> None:
        setting.dress(self._look.ui_font(), self._look.palette.colour(Tone.MUTED))
