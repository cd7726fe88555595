"""The page of paper: title, listener and text of one story, and below them how long it is and what it touches."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.ui.journal.notice import Notice
from allydesk.ui.journal.plain import PAGE_EDGE
from allydesk.ui.journal.saving import Kept
from allydesk.ui.journal.titlefield import TitleField
from allydesk.ui.journal.words import inside_sentence
from allydesk.ui.story.telling.area import StoryArea, StoryFindBar
from allydesk.ui.story.telling.head import StoryHead
from allydesk.ui.story.telling.sheet import StorySheet
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, frame, label

_STATES = {Kept.NEW: "", Kept.SAVED: "Saved", Kept.SAVING: "Saving…"}
_LISTENER = "anybody, or a new colleague, a friend…"
_LONGEST_LISTENER = 200
_MARGIN, _LEAST_MARGIN = 44, 20
"""Pixels at either side of the column: at least the second, and the first where the page is wider than `_NARROW`."""
_NARROW = 520
_SHORT = 300
"""Pixels at a text scale of 1: a lower page leaves out what is not needed for writing."""


class StoryPaper(QFrame):
    """Shows one sheet at a time."""

    edited = Signal()
    """The person changed the title, the listener or the text."""
    left = Signal()
    """The keyboard went out of one of them."""
    retry_asked = Signal()
    touched_asked = Signal()
    """What the text has touched, and what it has left out, is to be seen."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sheet: StorySheet | None = None
        self._loading = False
        set_role(self, "card")
        self.head = StoryHead(look=look)
        self.trouble = Notice(role="problem")
        self.title = TitleField(look=look)
        self.listener = QLineEdit()
        self.text = StoryArea(look=look)
        self.find_bar = StoryFindBar(area=self.text, look=look)
        self.words = label("", "small")
        self.touches = button("", "quiet")
        self._for = label("For", "muted")
        for field in (self.title, self.text):
            set_role(field, "page")
        self._dress_listener()
        self._lay_out()
        self._connect()
        self.show_sheet(None)

    @property
    def sheet(self) -> StorySheet | None:
        """The sheet that is shown."""
        return self._sheet

    def show_sheet(self, sheet: StorySheet | None) -> None:
        """Show a sheet as it was left, or none."""
        self._put_away()
        self._sheet = sheet
        self._loading = True
        self.title.show_document(sheet.title if sheet else None)
        self.text.show_document(sheet.text if sheet else None)
        self.listener.setText(sheet.listener if sheet else "")
        self.listener.setCursorPosition(0)
        for field in (self.title, self.text):
            field.set_locked(sheet is None)
        self.listener.setReadOnly(sheet is None)
        if sheet is not None:
            self.text.go_to(sheet.caret, sheet.scrolled)
        self._loading = False

    def refresh(self) -> None:
        """The sheet holds another version: show its listener too, which is no document."""
        if self._sheet is not None and self.listener.text() != self._sheet.listener:
            self.listener.setText(self._sheet.listener)

    def show_state(self, kept: Kept, error: AllydeskError | None) -> None:
        """Say how the sheet stands with the vault."""
        self.head.versions.setVisible(self._sheet is not None and self._sheet.kept is not None)
        if error is None:
            self.head.say_state(_STATES.get(kept, ""))
            self.trouble.withdraw()
            return
        problem = problem_of(error)
        words = f"{problem.happened} What you wrote is still here, and is not in the vault yet. {problem.next}"
        self.head.say_state(f"Not saved: {inside_sentence(problem.happened)}", role="trouble")
        self.trouble.say(words, action="Try again", act=self.retry_asked.emit)

    def show_length(self, words: str, touches: str) -> None:
        """What stands at the foot: how long it is, and what it touches, "" for nothing to touch."""
        self.words.setText(words)
        self.touches.setText(touches)
        self._fit()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for part in (self.head, self.title, self.text, self.find_bar):
            part.take_look()
        self.listener.setFont(self._look.ui_font())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the column anew."""
        super().resizeEvent(event)
        self._fit()

    def _put_away(self) -> None:
        if self._sheet is not None:
            self._sheet.caret = self.text.textCursor().position()
            self._sheet.scrolled = self.text.verticalScrollBar().value()
        self.find_bar.close_all()
        self.trouble.withdraw()
        self.head.say_state("")
        self.show_length("", "")

    def _edited(self) -> None:
        # Qt reports a change of styles as a change of the text; a document that is as it was loaded is not changed.
        if not self._loading and self._sheet is not None and self._sheet.is_changed:
            self.edited.emit()

    def _name_listener(self, listener: str) -> None:
        if self._sheet is not None:
            self._sheet.listener = listener
            self.edited.emit()

    def _expect(self, length: int) -> None:
        if self._sheet is not None:
            self._sheet.text.expect(length)

    def _dress_listener(self) -> None:
        set_role(self.listener, "listener")
        self.listener.setAccessibleName("For whom it is told")
        self.listener.setPlaceholderText(_LISTENER)
        self.listener.setMaxLength(_LONGEST_LISTENER)

    def _lay_out(self) -> None:
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._whom = QHBoxLayout()
        self._whom.setContentsMargins(PAGE_EDGE, 0, 0, 10)
        self._whom.setSpacing(2)
        self._whom.addWidget(self._for)
        self._whom.addWidget(self.listener, 1)
        self._lines.addWidget(self.title)
        self._lines.addLayout(self._whom)
        self._above = QVBoxLayout()
        self._above.addWidget(self.find_bar)
        self._foot = Flow(spacing=16)
        for part in (self.words, self.touches):
            self._foot.add(part)
        self._below = QVBoxLayout()
        self._below.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.trouble)
        column.addLayout(self._lines)
        column.addLayout(self._above)
        column.addWidget(self.text, 1)
        column.addWidget(frame("rule"))
        column.addLayout(self._below)
        for first, second in pairwise((self.title, self.listener, self.text, self.touches)):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        for field in (self.title, self.text):
            field.textChanged.connect(self._edited)
            field.left.connect(self.left)
        self.listener.textEdited.connect(self._name_listener)
        self.listener.editingFinished.connect(self.left)
        self.listener.returnPressed.connect(self.text.setFocus)
        self.title.finished.connect(self.listener.setFocus)
        self.text.passed_top.connect(self.listener.setFocus)
        self.text.before_long_text(self._expect)
        self.text.find_asked.connect(self.find_bar.open)
        self.head.search.clicked.connect(lambda _checked: self.find_bar.open())
        self.touches.clicked.connect(self.touched_asked)

    def _fit(self) -> None:
        """Fit the column into the present width."""
        wide = self.width() - 2
        least = _MARGIN if wide >= _NARROW else _LEAST_MARGIN
        column = self.text.column_width()
        left = max(least, (wide - column) // 2)
        right = max(least, wide - left - column)
        edge = min(left, _MARGIN)
        self.head.row.setContentsMargins(left - 4, 12, edge - 10, 6)
        self._lines.setContentsMargins(left - PAGE_EDGE, 2, least, 0)
        self._above.setContentsMargins(left, 0, least, 4)
        self._below.setContentsMargins(left, 6, edge, 8)
        self.text.set_page(left=left, right=right)
        # Where there is hardly room to write, only the length is said; the rest can be seen beside the page.
        crowded = self.height() < self._look.scaled(_SHORT)
        self.touches.setVisible(bool(self.touches.text()) and not crowded)
        self._foot.updateGeometry()
