"""What keeps a file from being played: each fault with its line, what is the matter, and what to do about it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from allydesk.practice.format.remarks import Remark
from allydesk.ui.journal.words import counted
from allydesk.ui.style import set_role
from allydesk.ui.widgets.words import button, label

_MOST = 12


class FaultsPanel(QFrame):
    """Hidden until a file is faulty."""

    another_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.title = label("", "heading", wrap=True)
        self.said = label("Nothing was added to your vault.", "muted", wrap=True)
        self.more = label("", "muted", wrap=True)
        self.another = button("Open another file…", "outlined")
        self.dismiss = button("Close", "text", name="Close the list of faults")
        self.lines: list[str] = []
        self._lay_out()
        self.another.clicked.connect(lambda _checked: self.another_asked.emit())
        self.dismiss.clicked.connect(lambda _checked: self.hide())
        self.hide()

    def show_faults(self, name: str, remarks: Sequence[Remark]) -> None:
        """Show what is wrong in the file of that name."""
        self.clear()
        self.title.setText(f"“{name}” cannot be played yet")
        for remark in remarks[:_MOST]:
            where = f"Line {remark.line}" if remark.line else "The file"
            self.lines.append(f"{where}: {remark.message} {remark.fix}".strip())
            self._list.addWidget(label(where, "strong", wrap=True))
            self._list.addWidget(label(f"{remark.message} {remark.fix}".strip(), wrap=True))
            self._list.addSpacing(8)
        more = len(remarks) - _MOST
        self.more.setText(f"And {counted(more, 'more place', 'more places')}." if more > 0 else "")
        self.more.setVisible(more > 0)
        self.setAccessibleName(f"{self.title.text()}. {' '.join(self.lines)}")
        self.show()

    def clear(self) -> None:
        """Drop what is shown."""
        self.lines = []
        while (item := self._list.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        self.hide()

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.another)
        row.addWidget(self.dismiss)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.said)
        column.addSpacing(8)
        column.addLayout(self._list)
        column.addWidget(self.more)
        column.addSpacing(4)
        column.addLayout(row)
