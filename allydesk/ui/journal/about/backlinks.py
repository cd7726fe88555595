"""What links here: a quiet line under the text that opens to rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.journal.entry import EntrySummary
from allydesk.ui.journal.about.when import day_words
from allydesk.ui.journal.words import counted, title_of
from allydesk.ui.widgets.words import button

_SHOWN = 8
"""Rows. More of them would take the room one writes in; the line says how many there are."""


class BackLinks(QWidget):
    """Hidden while nothing links to the entry."""

    entry_asked = Signal(object)
    """The person chose a row; carries its entry's id."""

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[EntrySummary, ...] = ()
        self.line = button("", "quiet")
        self.line.setCheckable(True)
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(8, 0, 0, 4)
        self._list.setSpacing(0)
        self.column = QVBoxLayout(self)
        self.column.setSpacing(0)
        self.column.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._rows)
        self.line.toggled.connect(self._open)
        self.show_links(())

    def show_links(self, found: Sequence[EntrySummary]) -> None:
        """These entries link here."""
        self._found = tuple(found)
        self.line.setChecked(False)
        self._open(False)
        self.setVisible(bool(found))

    def _open(self, opened: bool) -> None:
        words = counted(len(self._found), "entry links here", "entries link here")
        self.line.setText(f"{'▾' if opened else '▸'} {words}")
        self.line.setAccessibleName(f"{words}, {'shown' if opened else 'hidden'}")
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for summary in self._found[:_SHOWN] if opened else ():
            words = f"{title_of(summary)} · {day_words(summary.created.day)}"
            row = button(words.replace("&", "&&"), "link-row", name=f"Open {words}")
            row.clicked.connect(lambda _checked=False, found=summary.id: self.entry_asked.emit(found))
            self._list.addWidget(row)
        self._rows.setVisible(opened)
