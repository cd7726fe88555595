"""The prompts of one template, each a heading and a hint, to be changed, moved and taken out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk.journal.template import LONGEST_HEADING, LONGEST_HINT, Part, one_line, tidy_heading
from allydesk.ui.icons import GRID
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import icon_button, label

MOST_SHOWN = 60
"""Parts that can be changed here. What a template has beyond them is kept as it is."""

_NO_HEADING = "This hint needs a heading above it. Until you type one, the two are not kept."
_LOST_HEADING = "This prompt needs a heading. Until you type one, it keeps the one it had."
_SAME_HEADING = "Another prompt has this heading. In an entry only the first of them shows its hint."


class PartRow(QFrame):
    """One prompt. Alt with the up or down key moves it."""

    edited = Signal()
    move_asked = Signal(int)
    removal_asked = Signal()

    def __init__(self, part: Part, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._whole = part
        set_role(self, "sunken")
        self.heading = _field("Heading", part.heading, LONGEST_HEADING, placeholder="Heading, such as “What happened”")
        self.hint = _field("Hint", part.hint, LONGEST_HINT, placeholder="A hint, shown until something is written")
        self.problem = label("", "warning", wrap=True)
        self.problem.hide()
        self.up = icon_button("Move up")
        self.down = icon_button("Move down")
        self.remove = icon_button("Take out")
        self._lay_out()
        for field in (self.heading, self.hint):
            field.textEdited.connect(lambda _text: self.edited.emit())
        self.up.clicked.connect(lambda _checked: self.move_asked.emit(-1))
        self.down.clicked.connect(lambda _checked: self.move_asked.emit(1))
        self.remove.clicked.connect(lambda _checked: self.removal_asked.emit())
        self.take_look()

    @property
    def part(self) -> Part:
        """What is to be kept of it; a heading or hint that was not touched is as it came, however odd.

        With a hint and no heading it keeps the heading it came with. Emptied of both, it has neither.
        """
        heading = _unless_touched(self.heading, self._whole.heading, tidy_heading)
        hint = _unless_touched(self.hint, self._whole.hint, one_line)
        return Part(heading or (self._whole.heading if hint else ""), hint)

    @property
    def lacks_heading(self) -> bool:
        """Whether there is a hint, and no heading above it."""
        return bool(one_line(self.hint.text())) and not tidy_heading(self.heading.text())

    def number(self, place: int, *, of: int) -> None:
        """Where it stands, counted from 1."""
        self.setAccessibleName(f"Prompt {place} of {of}")
        for field, name in ((self.heading, "Heading"), (self.hint, "Hint")):
            field.setAccessibleName(f"{name} of prompt {place}")
        for made, name in ((self.up, "Move up"), (self.down, "Move down"), (self.remove, "Take out")):
            made.setAccessibleName(f"{name}: prompt {place}")
        self.up.setEnabled(place > 1)
        self.down.setEnabled(place < of)

    def tell(self, problem: str) -> None:
        """Say what is the matter with it; "" when nothing is."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.heading.setAccessibleDescription(problem)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        side = self._look.scaled(GRID)
        for made, name in ((self.up, "up"), (self.down, "arrow-down"), (self.remove, "close")):
            made.setIcon(self._look.icon(name))
            made.setIconSize(QSize(side, side))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move it."""
        step = step_of(event)
        if step:
            self.move_asked.emit(step)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(self.heading, 1)
        above.addSpacing(6)
        for made in (self.up, self.down, self.remove):
            above.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self.hint)
        column.addWidget(self.problem)


class PartsList(QWidget):
    """The prompts in order. Wrong input is told in its place, and all the rest is kept."""

    edited = Signal()
    removed = Signal(object, int)
    """A `Part` with something in it has been taken out of this place."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._beyond: tuple[Part, ...] = ()
        self.rows: list[PartRow] = []
        self._more = label("", "small", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addWidget(self._more)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What can be kept: every part with a heading, and those beyond what is shown."""
        return (*(row.part for row in self.rows if row.part.heading), *self._beyond)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these instead."""
        for row in self.rows:
            self._drop(row)
        self.rows.clear()
        self._beyond = tuple(parts[MOST_SHOWN:])
        for part in parts[:MOST_SHOWN]:
            self._insert(part, len(self.rows))
        self._arranged()

    def add(self, part: Part | None = None, at: int | None = None) -> PartRow:
        """Put another one in, at the end unless told."""
        row = self._insert(part or Part(""), len(self.rows) if at is None else min(at, len(self.rows)))
        self._arranged()
        if part is not None:
            self.edited.emit()
        return row

    def check(self) -> None:
        """Tell each one what is the matter with it."""
        seen: set[str] = set()
        for row in self.rows:
            part = row.part
            if row.lacks_heading:
                row.tell(_LOST_HEADING if part.heading else _NO_HEADING)
            else:
                row.tell(_SAME_HEADING if part.heading and part.heading in seen else "")
            seen.add(part.heading)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        for row in self.rows:
            row.take_look()

    def _insert(self, part: Part, at: int) -> PartRow:
        row = PartRow(part, look=self._look)
        row.edited.connect(self.edited)
        row.move_asked.connect(lambda step: self._move(row, step))
        row.removal_asked.connect(lambda: self._remove(row))
        self.rows.insert(at, row)
        self._column.insertWidget(at, row)
        row.show()  # now, and not with the next turn of the event loop: the keyboard may be sent there at once
        return row

    def _move(self, row: PartRow, step: int) -> None:
        at = self.rows.index(row)
        to = at + step
        if not 0 <= to < len(self.rows):
            return
        focused = row.focusWidget()
        self.rows.insert(to, self.rows.pop(at))
        self._column.removeWidget(row)
        self._column.insertWidget(to, row)
        self._arranged()
        if focused is not None:
            focused.setFocus()
        self.edited.emit()

    def _remove(self, row: PartRow) -> None:
        at = self.rows.index(row)
        part = row.part
        self.rows.remove(row)
        self._drop(row)
        self._arranged()
        if self.rows:
            self.rows[min(at, len(self.rows) - 1)].remove.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()
        if part.heading or part.hint:
            self.removed.emit(part, at)

    def _drop(self, row: PartRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _arranged(self) -> None:
        """Number them, and let the Tab key follow the order on the screen."""
        before: QWidget | None = None
        for place, row in enumerate(self.rows, 1):
            row.number(place, of=len(self.rows))
            for each in (row.heading, row.hint, row.up, row.down, row.remove):
                if before is not None:
                    QWidget.setTabOrder(before, each)
                before = each
        self._more.setText(f"{len(self._beyond):,} more prompts are kept, and not shown here." if self._beyond else "")
        self._more.setVisible(bool(self._beyond))


def step_of(event: QKeyEvent) -> int:
    """-1 for Alt and the up key, 1 for Alt and the down key, 0 for any other."""
    steps = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}
    alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
    return steps.get(event.key(), 0) if alt else 0


def _field(name: str, text: str, longest: int, *, placeholder: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    shown = one_line(text)
    made.setMaxLength(max(longest, len(shown)))
    made.setText(shown)
    made.setCursorPosition(0)
    return made


def _unless_touched(field: QLineEdit, whole: str, tidy: Callable[[str], str]) -> str:
    return whole if field.text() == one_line(whole) else tidy(field.text())
