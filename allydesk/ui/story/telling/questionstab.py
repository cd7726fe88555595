"""Beside the page: questions for a first telling, one at a time."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from allydesk.story.outline import Heading, heading, one_line
from allydesk.ui.looking_back.fields import DropDown
from allydesk.ui.settings.step import scrolling
from allydesk.ui.story.telling.pieces import Piece
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

Group = tuple[str, Sequence[str]]
"""What the questions are about, and the questions."""
_WHAT = "Questions to begin from. Take one that says something to you, and leave the others."
_EVERYTHING = "Everything"
_NONE_LEFT = "There is no other question here. You can choose another subject, or see those you skipped once more."


class QuestionsTab(QWidget):
    """Shows a question; it can be put into the text to write under, passed by, or skipped for as long as the vault is
    open. One whose heading the text has is not asked again."""

    put_asked = Signal(object)

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._groups: tuple[Group, ...] = ()
        self._at = 0
        self._skipped: set[str] = set()
        self._written: frozenset[str] = frozenset()
        self.about = DropDown(look=look)
        self.about.setAccessibleName("What the questions are about")
        self.subject = label("", "small", wrap=True)
        self.question = label("", "question", wrap=True)
        self.put = button("Write under it", "outlined", name="Put the question into the story, to write under it")
        self.another = button("Another question", "text")
        self.skip = button("Skip it", "text", name="Skip this question")
        self.again = button("Show the skipped ones again", "text")
        self._lay_out()
        self._connect()
        self._show()

    def show_questions(self, groups: Sequence[Group]) -> None:
        """Ask these, beginning with the first."""
        self._groups = tuple((title, tuple(one_line(each) for each in asked)) for title, asked in groups)
        self._at = 0
        self.about.clear()
        self.about.addItems([_EVERYTHING, *(title for title, _ in self._groups)])
        self._show()

    def show_headings(self, headings: Sequence[Heading]) -> None:
        """The text has these headings; a question among them has been taken up."""
        written = frozenset(each.words.casefold() for each in headings)
        if written != self._written:
            self._written = written
            self._show()

    @property
    def has_questions(self) -> bool:
        """Whether it has been given any."""
        return bool(self._groups)

    @property
    def asked(self) -> str:
        """The question that is shown; "" for none."""
        left = self._left()
        return left[self._at % len(left)][1] if left else ""

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.question.setFont(self._look.reading_font())

    def forget(self) -> None:
        """Nothing is skipped any longer."""
        self._skipped.clear()
        self._written = frozenset()
        self._at = 0
        self._show()

    def _left(self) -> list[tuple[str, str]]:
        """What can be asked now: subject and question."""
        chosen = self.about.currentIndex()
        groups = self._groups if chosen <= 0 else self._groups[chosen - 1 : chosen]
        gone = self._skipped | self._written
        return [(title, each) for title, asked in groups for each in asked if each.casefold() not in gone]

    def _show(self) -> None:
        left = self._left()
        subject, question = left[self._at % len(left)] if left else ("", "")
        self.subject.setText(subject)
        self.subject.setVisible(bool(subject))
        self.question.setText(question or _NONE_LEFT)
        set_role(self.question, "question" if question else "muted")
        for part in (self.put, self.skip):
            part.setVisible(bool(question))
        self.another.setVisible(len(left) > 1)
        self.again.setVisible(not question and bool(self._skipped))

    def _put(self) -> None:
        if self.asked:
            self.put_asked.emit(Piece(heading(self.asked), write_below=True))

    def _go_on(self) -> None:
        self._at = (self._at + 1) % max(1, len(self._left()))
        self._show()

    def _skip(self) -> None:
        left = self._left()
        if left:
            self._at %= len(left)
            self._skipped.add(self.asked.casefold())
            self._show()

    def _choose_subject(self) -> None:
        self._at = 0
        self._show()

    def _show_skipped(self) -> None:
        self._skipped.clear()
        self._choose_subject()

    def _connect(self) -> None:
        self.about.activated.connect(lambda _row: self._choose_subject())
        self.put.clicked.connect(lambda _checked: self._put())
        self.another.clicked.connect(lambda _checked: self._go_on())
        self.skip.clicked.connect(lambda _checked: self._skip())
        self.again.clicked.connect(lambda _checked: self._show_skipped())

    def _lay_out(self) -> None:
        ground = QFrame()
        set_role(ground, "sunken")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(16, 14, 16, 16)
        inside.setSpacing(6)
        inside.addWidget(self.subject)
        inside.addWidget(self.question)
        ways = Flow(spacing=14)
        for part in (self.put, self.another, self.skip, self.again):
            ways.add(part)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(label(_WHAT, "small", wrap=True))
        self.about.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.about.setMinimumContentsLength(10)
        column.addWidget(self.about)
        column.addWidget(ground)
        column.addWidget(ways)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(scrolling(inner))
