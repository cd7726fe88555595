"""The chosen day beside the calendar: its entries, and what was written on it in other years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from allydesk.journal.entry import EntrySummary
from allydesk.journal.looking_back import DayWritten
from allydesk.ui.journal.words import counted, title_of
from allydesk.ui.looking_back.words import day_in_words, day_query, written_in_words
from allydesk.ui.style import set_role
from allydesk.ui.widgets.words import PushButton, button, label

SHOWN = 12
"""Entries of a day that are named; the others are one step away."""


@dataclass(frozen=True, slots=True)
class DaySeen:
    """What is told of a day: what it holds, the first of its entries, and those of other years."""

    day: date
    written: DayWritten | None
    entries: Sequence[EntrySummary]
    other_years: Sequence[EntrySummary]


class EntryLink(PushButton):
    """An entry's title in one line, cut where there is no room; leads to the entry."""

    def __init__(self, words: str) -> None:
        super().__init__("")
        self._whole = words
        self.setAccessibleName(words)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        set_role(self, "entry-link")

    def whole_text(self) -> str:
        """The words with nothing left out."""
        return self._whole

    def sizeHint(self) -> QSize:
        """As high as its style wants it, and as narrow as need be."""
        return QSize(80, max(super().sizeHint().height(), self.fontMetrics().height() + 12))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        """Cut the words anew for another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._cut()

    def _cut(self) -> None:
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(20, self.width() - 20))
        shown = cut.replace("&", "&&")
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if cut == self._whole else self._whole)


class DayPanel(QFrame):
    """Shows a day. `entry_asked` carries an entry's id, `write_asked` the date, `query_asked` a search."""

    entry_asked = Signal(str)
    query_asked = Signal(str)
    write_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._day = date.min
        set_role(self, "card")
        self.title = label("", "heading", wrap=True)
        self.said = label("", "small", wrap=True)
        self.write = button("Write on this day", "primary")
        self.all = button("", "text")
        self.others = label("On this day in other years", "heading", wrap=True)
        self._links: list[QPushButton] = []
        self._mine, self._theirs = QVBoxLayout(), QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 20)
        column.setSpacing(6)
        for part in (self.title, self.said):
            column.addWidget(part)
        column.addSpacing(6)
        column.addLayout(self._mine)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(16)
        column.addWidget(self.others)
        column.addLayout(self._theirs)
        column.addStretch(1)
        self.write.clicked.connect(lambda: self.write_asked.emit(self._day))
        self.all.clicked.connect(lambda: self.query_asked.emit(day_query(self._day)))

    def announce(self, day: date) -> None:
        """Name the day at once; what it holds comes later, by `show_day`."""
        self.show_day(DaySeen(day, None, (), ()))
        self.said.setText("")

    def show_day(self, seen: DaySeen) -> None:
        """Show a day in the place of the one before."""
        self._day = seen.day
        self._clear()
        self.title.setText(day_in_words(seen.day))
        said = written_in_words(seen.written)
        self.said.setText(said[:1].upper() + said[1:] + ".")
        for entry in seen.entries[:SHOWN]:
            self._add(self._mine, entry, f"{entry.created.local:%H:%M}  {title_of(entry)}")
        number = seen.written.entries if seen.written else 0
        self.all.setText(f"Show {counted(number, 'entry', 'entries')} in the list")
        self.all.setVisible(number > 0)
        for entry in seen.other_years:
            self._add(self._theirs, entry, f"{entry.created.day.year}  {title_of(entry)}")
        self.others.setVisible(bool(seen.other_years))

    def close_all(self) -> None:
        """Forget the day."""
        self._clear()
        self.title.clear()
        self.said.clear()
        self.all.hide()
        self.others.hide()

    def enter(self) -> None:
        """Give the keyboard to the first entry, or to the button that writes one."""
        first: QWidget = self._links[0] if self._links else self.write
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, column: QVBoxLayout, entry: EntrySummary, words: str) -> None:
        link = EntryLink(words)
        link.clicked.connect(lambda: self.entry_asked.emit(entry.id))
        column.addWidget(link)
        # At once: the layout would do it a turn of the event loop later, and until then it takes no focus.
        link.show()
        before = self._links[-1] if self._links else None
        if before is not None:
            QWidget.setTabOrder(before, link)
        self._links.append(link)

    def _clear(self) -> None:
        for link in self._links:
            link.hide()
            link.setParent(None)
            link.deleteLater()
        self._links.clear()
