"""The right of the page: the date, the title, the tags, the text, and how it stands with the vault."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.ui.icons import GRID
from allydesk.ui.journal.counting import WordCounter
from allydesk.ui.journal.empty import Empty
from allydesk.ui.journal.notice import Notice
from allydesk.ui.journal.plain import PAGE_EDGE
from allydesk.ui.journal.saving import Kept
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.journal.tagsline import TagsLine
from allydesk.ui.journal.trashbar import MARGIN, TrashBar
from allydesk.ui.journal.words import counted, inside_sentence, long_date
from allydesk.ui.journal.writing import TitleField, WritingArea
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import ElidedLabel, button, frame, icon_button, label

MARGIN_NARROW = 24
"""Pixels at either side of the column where the page is narrower than `_NARROW`, instead of `MARGIN`."""
_NARROW = 520
_RIGHT_FIRST = 60
"""Of the room to spare, what stays on the right before the column moves towards the middle."""

_STATE_WIDTH = 80
_STATES = {Kept.NEW: "", Kept.SAVED: "Saved", Kept.SAVING: "Saving…"}


class Editor(QWidget):
    """Shows one sheet at a time."""

    edited = Signal()
    """The person changed the title, the text or the tags."""
    left = Signal()
    """The keyboard went out of the title or the text."""
    history_asked = Signal()
    trash_asked = Signal()
    restore_asked = Signal()
    purge_asked = Signal()
    retry_asked = Signal()
    new_asked = Signal()
    tag_followed = Signal(str)
    slow_paste_offered = Signal(str)
    escaped = Signal()
    """Escape: back to the list."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._sheet: Sheet | None = None
        self._loading = False
        self.date = ElidedLabel("", mode=Qt.TextElideMode.ElideRight)
        set_role(self.date, "small")
        self.state = ElidedLabel("", mode=Qt.TextElideMode.ElideRight)
        set_role(self.state, "small")
        self.history = button("History", "quiet")
        self.more = icon_button("More")
        room = self.more.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.more.setSizePolicy(room)
        self.title = TitleField(look=look)
        self.tags = TagsLine(look=look)
        self.text = WritingArea(look=look)
        self.words = label("", "small")
        self.trouble = Notice(role="problem", margin=MARGIN)
        self.trashed = TrashBar()
        self.empty = Empty()
        self._menu = QMenu(self)
        self._counter = WordCounter(parent=self)
        for field in (self.title, self.text):
            set_role(field, "page")
        self._lay_out()
        self._connect()
        self.show_sheet(None)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that is shown."""
        return self._sheet

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show a sheet as it was left, or none."""
        self._put_away()
        self._sheet = sheet
        self._loading = True
        self.title.show_document(sheet.title if sheet else None)
        self.text.show_document(sheet.text if sheet else None)
        self._counter.watch(sheet.text if sheet else None)
        locked = sheet is None or sheet.trashed is not None
        self.title.set_locked(locked)
        self.text.set_locked(locked)
        self.trashed.setVisible(sheet is not None and sheet.trashed is not None)
        self.history.setVisible(not locked and sheet is not None and sheet.kept is not None)
        self.more.setVisible(not locked)
        self.trouble.withdraw()
        self._say_state("")
        if sheet is not None:
            self.date.setText(long_date(sheet.created))
            self.tags.show_tags(sheet.tags, locked=locked)
            self.text.go_to(sheet.caret, sheet.scrolled)
        self._stack.setCurrentWidget(self._page if sheet else self.empty)
        self._loading = False

    def show_state(self, kept: Kept, error: AllydeskError | None) -> None:
        """Say how the sheet stands with the vault."""
        if self._sheet is None or self._sheet.trashed is not None:
            return
        self.history.setVisible(self._sheet.kept is not None)
        if error is None:
            set_role(self.state, "small")
            self._say_state(_STATES.get(kept, ""))
            self.trouble.withdraw()
            return
        problem = problem_of(error)
        set_role(self.state, "trouble")
        self._say_state(f"Not saved: {inside_sentence(problem.happened)}")
        self.trouble.say(
            f"{problem.happened} What you wrote is still here, and is not in the vault yet. {problem.next}",
            action="Try again",
            act=self.retry_asked.emit,
        )

    def show_tags(self) -> None:
        """The sheet's tags were changed elsewhere."""
        if self._sheet is not None:
            self.tags.show_tags(self._sheet.tags, locked=self._sheet.trashed is not None)

    def know_tags(self, names: Sequence[str]) -> None:
        """Tags to propose while one types another."""
        self.tags.know(names)

    def say_empty(self, title: str, text: str, action: str = "") -> None:
        """What stands here while no entry is open."""
        self.empty.say(title, text, action)

    def stand_after(self, before: QWidget) -> None:
        """Take this place in the order of the Tab key: the title, the tags, the text, and then what is above them."""
        QWidget.setTabOrder(before, self.title)
        self.tags.stand_between(self.title, self.text)
        QWidget.setTabOrder(self.text, self.history)
        QWidget.setTabOrder(self.history, self.more)

    def keep_place(self) -> None:
        """Note in the sheet where the reader is."""
        if self._sheet is not None:
            self._sheet.caret = self.text.textCursor().position()
            self._sheet.scrolled = self.text.verticalScrollBar().value()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for part in (self.title, self.text, self.tags):
            part.take_look()
        self._say_state(self.state.whole_text())
        self.more.setIcon(self._look.icon("more"))
        self.more.setIconSize(QSize(self._look.scaled(GRID), self._look.scaled(GRID)))
        self._set_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the column anew."""
        super().resizeEvent(event)
        self._set_margins()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _say_state(self, words: str) -> None:
        self.state.setText(words)
        # Where there is too little room, the date gives way first.
        width = QFontMetrics(self._look.ui_font(size=13)).horizontalAdvance(words) + 4
        self.state.setMinimumWidth(min(width, self._look.scaled(_STATE_WIDTH)))

    def _put_away(self) -> None:
        self.keep_place()
        self._counter.watch(None)
        self.words.clear()

    def _edited(self) -> None:
        # Qt reports a change of styles as a change of the text; a document that is as it was loaded is not changed.
        if not self._loading and self._sheet is not None and self._sheet.is_changed:
            self.edited.emit()

    def _change_tags(self, tags: tuple[str, ...]) -> None:
        if self._sheet is not None:
            self._sheet.tags = tags
            self.edited.emit()

    def _expect(self, length: int) -> None:
        if self._sheet is not None:
            self._sheet.text.expect(length)

    def _open_menu(self) -> None:
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.date)
        self._head.addStretch(1)
        self._head.addWidget(self.state)
        self._head.addWidget(self.history)
        self._head.addWidget(self.more)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._tag_row = QVBoxLayout()
        self._tag_row.addWidget(self.tags)
        self._lines.addWidget(self.title)
        self._lines.addLayout(self._tag_row)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.words)
        self._foot.addStretch(1)
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.trouble)
        column.addWidget(self.trashed)
        column.addLayout(self._lines)
        column.addWidget(self.text, 1)
        column.addWidget(frame("rule"))
        column.addLayout(self._foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self.empty)

    def _connect(self) -> None:
        self._menu.addAction("Move to trash").triggered.connect(self.trash_asked)
        self.more.clicked.connect(self._open_menu)
        self.history.clicked.connect(self.history_asked)
        self.title.textChanged.connect(self._edited)
        self.text.textChanged.connect(self._edited)
        self.title.left.connect(self.left)
        self.text.left.connect(self.left)
        self.title.finished.connect(self.text.setFocus)
        self.text.passed_top.connect(self.title.setFocus)
        self.text.before_long_text(self._expect)
        self.text.slow_paste_offered.connect(self.slow_paste_offered)
        self.tags.tags_changed.connect(self._change_tags)
        self.tags.tag_followed.connect(self.tag_followed)
        self.trashed.restore_asked.connect(self.restore_asked)
        self.trashed.purge_asked.connect(self.purge_asked)
        self.empty.acted.connect(self.new_asked)
        self._counter.counted.connect(lambda number: self.words.setText(counted(number, "word", "words")))

    def _set_margins(self) -> None:
        margin = MARGIN if self.width() >= _NARROW else MARGIN_NARROW
        column = self.text.column_width()
        left = margin + max(0, self.width() - column - 2 * margin - _RIGHT_FIRST) // 2
        self._head.setContentsMargins(left, 11, margin - 6, 7)
        self._lines.setContentsMargins(left - PAGE_EDGE, 0, margin, 0)
        self._tag_row.setContentsMargins(PAGE_EDGE, 9, 0, 14)
        self._foot.setContentsMargins(left, 10, margin, 12)
        self.text.set_page(left=left, right=max(margin, self.width() - left - column))
