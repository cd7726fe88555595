"""Find and replace in one text: a bar above or below it."""

from bisect import bisect_left
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from allydesk.ui.icons import GRID
from allydesk.ui.journal.foundmarks import found_marks, replace_all
from allydesk.ui.journal.matching import Finder
from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.journal.words import counted
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.tick import TickBox
from allydesk.ui.widgets.words import button, icon_button, label

LAYER = "find"
_PAUSE = 150
"""Milliseconds after a change of the text before it is searched again."""


class FindBar(QWidget):
    """Hidden until `open`; searches the area's document as one types, and marks what it finds."""

    closed = Signal()
    """The keyboard is back in the text."""

    def __init__(self, *, area: WritingArea, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._look = look
        self._finder = Finder()
        self._start = 0
        self._current = -1
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._make_parts()
        self._lay_out()
        self._connect()
        self.take_look()
        self.hide()

    def open(self, *, replacing: bool = False) -> None:
        """Show the bar with the selected words in it; `replacing` with the second line too."""
        cursor = self._area.textCursor()
        chosen = cursor.selectedText()
        self._start = cursor.selectionStart()
        if chosen and "\u2029" not in chosen:
            self.words.setText(chosen)
        self._show_replacing(replacing=replacing and not self._area.isReadOnly())
        self.show()
        self.words.setFocus()
        self.words.selectAll()
        self._search()

    def close_bar(self) -> None:
        """Put the bar away and the caret at the match."""
        if not self.isHidden():
            self.hide()
            self._area.set_marks(LAYER, [])
            self._area.setFocus()
            self.closed.emit()

    def close_all(self) -> None:
        """Forget what was searched for and found."""
        self._later.stop()
        self.words.clear()
        self.instead.clear()
        self._finder.forget()
        self._area.set_marks(LAYER, [])
        self.hide()

    def next(self) -> None:
        """Go to the next match, after the last to the first."""
        self._step(1)

    def previous(self) -> None:
        """Go to the match before, from the first to the last."""
        self._step(-1)

    def replace(self) -> None:
        """Put the other words in the place of this match, and go on to the next."""
        self._refresh_now()
        if self._area.isReadOnly() or not 0 <= self._current < len(self._finder.matches):
            return
        place = self._finder.matches[self._current]
        replace_all(self._area, [place], self.instead.text())
        self._start = place.start + len(self.instead.text().encode("utf-16-le")) // 2
        self._search()

    def replace_all(self) -> None:
        """Put the other words in the place of every match, as one step that can be undone."""
        self._refresh_now()
        number = len(self._finder.matches)
        if self._area.isReadOnly() or not number:
            return
        replace_all(self._area, self._finder.matches, self.instead.text())
        self._search()
        self.count.setText(f"Replaced {counted(number, 'match', 'matches')}")

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for part, icon in ((self.before, "up"), (self.after, "down"), (self.put_away, "close")):
            part.setIcon(self._look.icon(icon))
            part.setIconSize(QSize(self._look.scaled(GRID), self._look.scaled(GRID)))
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Shift+Return go on and back; Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.instead.hasFocus():
                self.replace()
            else:
                self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_F3:
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _make_parts(self) -> None:
        self.words, self.instead = QLineEdit(), QLineEdit()
        for field, name in ((self.words, "Find in this entry"), (self.instead, "Replace with")):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            set_role(field, "input")
        self.count: QLabel = label("", "small")
        self.before, self.after = icon_button("Previous match"), icon_button("Next match")
        self.put_away = icon_button("Close")
        self.case, self.whole = TickBox("Match case", look=self._look), TickBox("Whole words", look=self._look)
        self.one, self.all = button("Replace", "outlined"), button("Replace all", "outlined")

    def _lay_out(self) -> None:
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 8, 0, 8)
        lines.setHorizontalSpacing(8)
        lines.setVerticalSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(4)
        for part in (self.before, self.after):
            first.addWidget(part)
        first.addWidget(self.count, 1)
        first.addWidget(self.put_away)
        second = QHBoxLayout()
        second.setSpacing(12)
        second.addWidget(self.case)
        second.addWidget(self.whole)
        second.addStretch(1)
        lines.addWidget(self.words, 0, 0)
        lines.addLayout(first, 0, 1)
        lines.addWidget(self.instead, 1, 0)
        third = QHBoxLayout()
        third.setSpacing(8)
        third.addWidget(self.one)
        third.addWidget(self.all)
        third.addStretch(1)
        lines.addLayout(third, 1, 1)
        lines.addLayout(second, 2, 0, 1, 2)
        lines.setColumnStretch(0, 1)
        lines.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._search)
        self.case.toggled.connect(self._search)
        self.whole.toggled.connect(self._search)
        self.before.clicked.connect(self.previous)
        self.after.clicked.connect(self.next)
        self.put_away.clicked.connect(self.close_bar)
        self.one.clicked.connect(self.replace)
        self.all.clicked.connect(self.replace_all)
        self._area.viewed.connect(self._mark)
        self._area.textChanged.connect(self._note_change)
        self._later.timeout.connect(self._search_again)
        for first, second in pairwise((self.words, self.instead, self.one, self.all, self.before, self.after)):
            QWidget.setTabOrder(first, second)

    def _show_replacing(self, *, replacing: bool) -> None:
        for part in (self.instead, self.one, self.all):
            part.setVisible(replacing)

    def _text(self) -> str:
        document = self._area.document()
        return document.text() if isinstance(document, PlainDocument) else ""

    def _search(self) -> None:
        """Search, and go to the first match from where the caret was when the bar was opened."""
        if self.isHidden():
            return
        self._later.stop()
        self._find()
        matches = self._finder.matches
        self._current = bisect_left(matches, self._start, key=lambda place: place.start)
        if self._current == len(matches):
            self._current = 0 if matches else -1
        self._show_current()

    def _search_again(self) -> None:
        """The text has changed under the bar: what is found changes, the caret stays."""
        if not self.isHidden():
            self._find()
            caret = self._area.textCursor().selectionStart()
            self._current = bisect_left(self._finder.matches, caret, key=lambda place: place.start)
            self._say()
            self._mark()

    def _find(self) -> None:
        self._finder.search(
            self._text(), self.words.text(), match_case=self.case.isChecked(), whole_words=self.whole.isChecked()
        )

    def _refresh_now(self) -> None:
        """What was found is replaced only where it still stands."""
        if self._later.isActive():
            self._later.stop()
            self._search_again()

    def _note_change(self) -> None:
        if not self.isHidden() and self.words.text():
            self._later.start()

    def _step(self, by: int) -> None:
        self._refresh_now()
        matches = self._finder.matches
        if matches:
            self._current = (self._current + by) % len(matches)
            self._start = matches[self._current].start
            self._show_current()

    def _show_current(self) -> None:
        if 0 <= self._current < len(self._finder.matches):
            place = self._finder.matches[self._current]
            cursor = self._area.textCursor()
            cursor.setPosition(place.start)
            cursor.setPosition(place.stop, QTextCursor.MoveMode.KeepAnchor)
            self._area.setTextCursor(cursor)
        self._say()
        self._mark()

    def _say(self) -> None:
        number = len(self._finder.matches)
        if not self.words.text():
            words = ""
        elif not number:
            words = "Not found in this entry"
        else:
            words = f"{min(self._current, number - 1) + 1:,} of {number:,}{'+' if self._finder.more else ''}"
        self.count.setText(words)
        for part in (self.before, self.after, self.one, self.all):
            part.setEnabled(bool(number))

    def _mark(self) -> None:
        """Mark what is found and in sight; after a change the marks move along until it is searched again."""
        if self.isHidden() or self._later.isActive():
            return
        marks = found_marks(self._area, self._finder, look=self._look) if self._finder.matches else []
        self._area.set_marks(LAYER, marks)
