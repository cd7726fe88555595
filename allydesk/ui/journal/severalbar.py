"""A line under the list while several entries are marked: how many, and what can be done with them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from allydesk.ui.settings.choice import Flow
from allydesk.ui.widgets.words import button, frame, label


class SeveralBar(QWidget):
    """Hidden while one entry or none is marked. In the trash it offers what is possible there."""

    trash_asked = Signal()
    restore_asked = Signal()
    purge_asked = Signal()
    print_asked = Signal()
    export_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = label("")
        self.trash = button("Trash", "text", name="Move the marked entries to the trash")
        self.restore = button("Restore", "text", name="Restore the marked entries")
        self.purge = button("Delete", "text", name="Delete the marked entries for good")
        self.print = button("Print", "text", name="Print the marked entries")
        self.export = button("Export", "text", name="Export the marked entries")
        ground = frame("notice")
        inside = QHBoxLayout(ground)
        inside.setContentsMargins(18, 4, 12, 4)
        line = Flow(spacing=14)
        for part in (self.words, self.trash, self.restore, self.purge, self.print, self.export):
            line.add(part)
        inside.addWidget(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(ground)
        self.trash.clicked.connect(self.trash_asked)
        self.restore.clicked.connect(self.restore_asked)
        self.purge.clicked.connect(self.purge_asked)
        self.print.clicked.connect(self.print_asked)
        self.export.clicked.connect(self.export_asked)
        self.hide()

    def say(self, number: int, *, in_trash: bool) -> None:
        """So many entries are marked."""
        self.words.setText(f"{number:,} marked")
        for part in (self.restore, self.purge):
            part.setVisible(in_trash)
        for part in (self.trash, self.print, self.export):
            part.setVisible(not in_trash)
        self.setVisible(number > 1)
