"""The prompt of the day, and room to begin an answer to it right there."""

from math import ceil

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from allydesk.journal.prompt import Prompt
from allydesk.ui.icons import GRID
from allydesk.ui.journal.plain import PAGE_EDGE, PlainDocument, PlainEdit
from allydesk.ui.prompting.stock import GROUP_NAMES
from allydesk.ui.settings.choice import Flow
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.today.cards import PADDING
from allydesk.ui.widgets.words import button, icon_button, label

_READING = 18.5
_LINE_HEIGHT = 150.0
"""Of what is typed, in hundredths of the font's own."""
_LOWEST, _HIGHEST = 96, 300
"""The field's height in pixels at a text scale of 1; it grows with what is typed."""


class StartField(PlainEdit):
    """Where the first words are typed. Control and Return goes on to a page of its own."""

    typed = Signal()
    finished = Signal()

    def __init__(self, *, look: Look) -> None:
        self._kept = PlainDocument(line_height=_LINE_HEIGHT)
        super().__init__(look=look, size=_READING)
        set_role(self, "field")
        self._kept.load("")
        self._kept.setParent(self)
        self.show_document(self._kept)
        self.setPlaceholderText("Start writing…")
        self.setAccessibleName("Start writing")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._kept.contentsChanged.connect(self.typed)
        self._kept.documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """What is typed, to the character."""
        return self._kept.text()

    def take_out(self) -> str:
        """What is typed; the field is empty afterwards, and undo brings the words back."""
        text = self.text()
        cursor = QTextCursor(self._kept)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        return text

    def wipe(self) -> None:
        """Empty it, and what it could undo."""
        self._kept.load("")

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        super().take_look()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, or go on to the page."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        lowest, highest = self._look.scaled(_LOWEST), self._look.scaled(_HIGHEST)
        height = min(max(lowest, ceil(self._kept.size().height())), highest)
        if self.height() != height:
            self.setFixedHeight(height)


class PromptCard(QFrame):
    """A prompt, a field, and what can be done with the two."""

    write_asked = Signal()
    another_asked = Signal()
    all_asked = Signal()
    starred = Signal(bool)
    typed = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "card")
        self.setAccessibleName("A prompt for today")
        self.prompt = label(wrap=True)
        self.star = icon_button("Add to your favourites")
        self.star.setCheckable(True)
        self.field = StartField(look=look)
        self.write = button("Write", "primary")
        self.another = button("Another prompt")
        self.all = button("All prompts", "text")
        self.where = label("", "small")
        self._lay_out()
        self.write.clicked.connect(self.write_asked)
        self.another.clicked.connect(self.another_asked)
        self.all.clicked.connect(self.all_asked)
        self.star.clicked.connect(self.starred)
        self.field.finished.connect(self.write_asked)
        self.field.typed.connect(self.typed)
        self.take_look()
        self.show_prompt(None, number=0, of=0)

    def show_prompt(self, prompt: Prompt | None, *, number: int, of: int) -> None:
        """Show a prompt, the `number`th of so many today; None where there is none."""
        there = prompt is not None
        self.prompt.setText(prompt.text if prompt is not None else "")
        self.prompt.setVisible(there)
        self.star.setVisible(there)
        self.another.setVisible(of > 1)
        self.where.setVisible(there)
        if prompt is not None:
            self.where.setText(f"{GROUP_NAMES[prompt.group]} · {number} of {of} today")
            self._show_star(on=prompt.favourite)
            self.field.setAccessibleDescription(prompt.text)
        self._turn()

    def clear(self) -> None:
        """Drop what was read and typed."""
        self.field.wipe()
        self.field.setAccessibleDescription("")
        self.show_prompt(None, number=0, of=0)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.prompt.setFont(self._look.reading_font(size=_READING))
        side = self._look.scaled(GRID)
        self.star.setIconSize(QSize(side, side))
        self._show_star(on=self.star.isChecked())
        self.field.take_look()
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words at the right, or below where there is no room."""
        super().resizeEvent(event)
        self._turn()

    def _lay_out(self) -> None:
        set_role(self.prompt, "muted")
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.prompt, 1)
        above.addWidget(self.star, 0, Qt.AlignmentFlag.AlignTop)
        buttons = Flow(spacing=10)
        for each in (self.write, self.another, self.all):
            buttons.add(each)
        self._buttons: QWidget = buttons
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(12)
        self._foot.addWidget(buttons, 1)
        self._foot.addWidget(self.where)
        column = QVBoxLayout(self)
        side = PADDING - PAGE_EDGE  # the field has an edge of its own, and all words are to stand in one line
        column.setContentsMargins(side, PADDING, side, PADDING)
        above.setContentsMargins(PAGE_EDGE, 0, 0, 0)
        self._foot.setContentsMargins(PAGE_EDGE, 0, PAGE_EDGE, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addSpacing(22)
        column.addWidget(self.field)
        column.addStretch(1)
        column.addSpacing(16)
        column.addLayout(self._foot)

    def _turn(self) -> None:
        needed = self._buttons.sizeHint().width() + self.where.sizeHint().width() + 2 * PADDING + 16
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = down if self.width() < needed else across
        if wanted != self._foot.direction():
            self._foot.setDirection(wanted)

    def _show_star(self, *, on: bool) -> None:
        self.star.setChecked(on)
        name = "Take out of your favourites" if on else "Add to your favourites"
        self.star.setToolTip(name)
        self.star.setAccessibleName(name)
        self.star.setIcon(self._look.icon("star-full" if on else "star", Tone.ACCENT if on else Tone.MUTED))
