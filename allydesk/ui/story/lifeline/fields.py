"""What a moment's form is made of: lines, a note, and when it was in the person's own words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from allydesk.errors import StoryError
from allydesk.problems import problem_of
from allydesk.story.edits import LONGEST_LINE, tidy_line
from allydesk.story.vague_date import UNDATED, Precision, VagueDate
from allydesk.ui.story.lifeline.words import WAITS, understood
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import field_label, label

Reader = Callable[[str], VagueDate]
"""Reads a date as `read_date` does, with the habits, the birth date and the day of today that are so now."""

BORN = "17 May 1996, spring 1950, about 1940…"
"""Ways in which one can say when one was born."""
_PROPOSED = 8
_NOTE_LINES = 5
_MOST_LINES = 14


class LineField(QWidget):
    """A line with its name above. `edited` at each key, `finished` when the keyboard leaves it or Return is pressed."""

    edited = Signal()
    finished = Signal()

    def __init__(self, name: str, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setMaxLength(LONGEST_LINE)
        self.name = field_label(name, self.line)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(self.name)
        self.column.addWidget(self.line)
        self.line.textEdited.connect(lambda _text: self._typed())
        self.line.editingFinished.connect(self.finished)

    @property
    def value(self) -> str:
        """What is typed, tidied."""
        return tidy_line(self.line.text())

    def show_value(self, value: str) -> None:
        """Show another text, without a signal. What says the same already stays as it was typed."""
        if value != self.value:
            self.begin(value)

    def begin(self, value: str) -> None:
        """Show the text of another moment, whatever was typed for the last."""
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def propose(self, known: Sequence[str]) -> None:
        """Complete what is typed from these."""
        completer = QCompleter(list(known), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(_PROPOSED)
        completer.activated.connect(self._typed, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)

    def _typed(self) -> None:
        self.edited.emit()


class WhenField(LineField):
    """When it was. What was made of the words is said beneath as they are typed."""

    def __init__(self, name: str, *, read: Reader, placeholder: str = "", without: str = WAITS) -> None:
        """`without` is said while there is no date."""
        super().__init__(name, placeholder=placeholder)
        self._read = read
        self._without = without
        self._before = UNDATED
        self._found = UNDATED
        self.problem = ""
        self.said = label("", "small", wrap=True)
        self.column.addWidget(self.said)
        self._say()

    @property
    def value(self) -> VagueDate:  # type: ignore[override]  # the words are read; all else is as in a line
        """The date that is meant. Words that cannot be one leave the date as it was, or wait without one."""
        return self._found

    def show_value(self, value: VagueDate) -> None:  # type: ignore[override]  # as above
        """Show another date, without a signal."""
        if value == self._found:
            return  # and words that cannot be a date stay, with what is wrong with them
        if value.words != tidy_line(self.line.text()) or self.problem:
            self.line.setText(value.words)
            self.line.setCursorPosition(0)
        self._before = self._found = value
        self.problem = ""
        self._say()

    def begin(self, value: VagueDate) -> None:  # type: ignore[override]  # as above
        """Show the date of another moment, whatever was typed for the last."""
        self.line.setText(value.words)
        self.line.setCursorPosition(0)
        self._before = self._found = value
        self.problem = ""
        self._say()

    def _typed(self) -> None:
        words = tidy_line(self.line.text())
        try:
            self._found = self._read(words)
            self.problem = ""
        except StoryError as error:
            problem = problem_of(error)
            self.problem = f"{problem.happened} {problem.next}"
            dated = self._before.is_dated
            self._found = self._before if dated else VagueDate(words=words, precision=Precision.NONE)
        self._say()
        super()._typed()

    def _say(self) -> None:
        words = self.problem or understood(self._found, without=self._without)
        self.said.setVisible(bool(words))
        if words != self.said.text():
            set_role(self.said, "warning" if self.problem else "small")
            self.said.setText(words)
            self.line.setAccessibleDescription(words)
            if self.problem:
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, words))


class NoteField(QWidget):
    """Text at length. It grows with what is written, and scrolls from a certain height on."""

    edited = Signal()

    def __init__(self, name: str, *, look: Look, placeholder: str = "") -> None:
        super().__init__()
        self._look = look
        self.text = NoteEdit()
        self.text.setPlaceholderText(placeholder)
        set_role(self.text, "input")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(field_label(name, self.text))
        column.addWidget(self.text)
        self._quiet = False
        self.text.textChanged.connect(self._typed)
        self.text.resized.connect(self._fit)
        self.take_look()

    @property
    def value(self) -> str:
        """What is written."""
        return self.text.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_value(self, value: str) -> None:
        """Show another text, without a signal; nothing that was typed before can be undone in it."""
        if value != self.value:
            self._quiet = True
            self.text.setPlainText(value)
            self._quiet = False
            self._fit()

    begin = show_value

    def take_look(self) -> None:
        """Take the look's present type."""
        self.text.document().setDefaultFont(self._look.reading_font(size=16.5))
        self.text.setFont(self._look.reading_font(size=16.5))
        self._fit()

    def _typed(self) -> None:
        self._fit()
        if not self._quiet:
            self.edited.emit()

    def _fit(self) -> None:
        """As high as its lines, which a plain document counts without laying anything out anew."""
        line = self.text.fontMetrics().lineSpacing()
        lines = min(max(round(self.text.document().size().height()), _NOTE_LINES), _MOST_LINES)
        high = lines * line + 2 * 7 + 2 * round(self.text.document().documentMargin()) + 2
        if high != self.text.height():
            self.text.setFixedHeight(high)


class NoteEdit(QPlainTextEdit):
    """A page of plain text that the Tab key leaves."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        """It may be as narrow as its column."""
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines in another width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.resized.emit()
