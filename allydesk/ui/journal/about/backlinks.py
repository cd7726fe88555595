"""What leads to the entry from elsewhere: a quiet line under the text that opens to rows."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.journal.entry import EntrySummary
from allydesk.ui.journal.about.when import day_words
from allydesk.ui.journal.words import counted, title_of
from allydesk.ui.widgets.words import button

_SHOWN = 8
"""Rows. More of them would take the room one writes in; the line says how many there are."""


class LinkLine(QWidget):
    """Says how many there are, and opens to one row for each. Hidden while there is none."""

    chosen = Signal(object)
    """The person chose a row; carries what it leads to."""

    def __init__(self, one: str, many: str) -> None:
        """`one` and `many` follow the count: "entry links here", "entries link here"."""
        super().__init__()
        self._one, self._many = one, many
        self._found: tuple[tuple[object, str], ...] = ()
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
        self.show_rows(())

    def show_rows(self, found: Sequence[tuple[object, str]]) -> None:
        """These lead here: each what it leads to, and its words."""
        self._found = tuple(found)
        self.line.setChecked(False)
        self._open(False)
        self.setVisible(bool(found))

    def _open(self, opened: bool) -> None:
        words = counted(len(self._found), self._one, self._many)
        self.line.setText(f"{'▾' if opened else '▸'} {words}")
        self.line.setAccessibleName(f"{words}, {'shown' if opened else 'hidden'}")
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for target, words in self._found[:_SHOWN] if opened else ():
            row = button(words.replace("&", "&&"), "link-row", name=f"Open {words}")
            row.clicked.connect(lambda _checked=False, found=target: self.chosen.emit(found))
            self._list.addWidget(row)
        self._rows.setVisible(opened)


class BackLinks(LinkLine):
    """The entries that link to this one."""

    entry_asked = Signal(object)
    """The person chose a row; carries its entry's id."""

    def __init__(self) -> None:
        super().__init__("entry links here", "entries link here")
        self.chosen.connect(self.entry_asked)

    def show_links(self, found: Sequence[EntrySummary]) -> None:
        """These entries link here."""
        self.show_rows([(one.id, f"{title_of(one)} · {day_words(one.created.day)}") for one in found])
