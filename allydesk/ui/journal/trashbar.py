"""What stands above an entry that lies in the trash."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.ui.widgets.words import button, frame, label

MARGIN = 40
"""Pixels at either side of the column one writes in."""


class TrashBar(QWidget):
    """Where the entry is, and the two ways out."""

    restore_asked = Signal()
    purge_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        restore = button("Restore", "outlined")
        purge = button("Delete for good", "danger")
        ground = frame("notice")
        inside = QHBoxLayout(ground)
        inside.setContentsMargins(MARGIN, 8, MARGIN, 8)
        inside.addWidget(label("This entry is in the trash.", wrap=True), 1)
        inside.addWidget(restore)
        inside.addWidget(purge)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 12)
        around.addWidget(ground)
        restore.clicked.connect(self.restore_asked)
        purge.clicked.connect(self.purge_asked)
