"""What stands above an entry that lies in the trash."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from allydesk.storage.letting_go import TRASH_KEPT
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, frame, label
from allydesk.ui.wording import said_day

MARGIN = 40
"""Pixels at either side of the column one writes in."""

_LEAST = 30
"""Letters of a line of words; with less room than that beside them, the buttons stand below."""
_BESIDE, _BELOW = 12, 8

_LIES_THERE = "This entry is in the trash."


class TrashBar(QWidget):
    """Where the entry is, until when, and the two ways out."""

    restore_asked = Signal()
    purge_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        restore = button("Restore", "outlined")
        purge = button("Delete for good", "danger")
        self.words = label(_LIES_THERE, wrap=True)
        self._ways = Flow()
        self._ways.add(restore)
        self._ways.add(purge)
        ground = frame("notice")
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, ground)
        self._line.setContentsMargins(MARGIN, 8, MARGIN, 8)
        self._line.setSpacing(_BESIDE)
        self._line.addWidget(self.words, 1)
        self._line.addWidget(self._ways)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 12)
        around.addWidget(ground)
        restore.clicked.connect(self.restore_asked)
        purge.clicked.connect(self.purge_asked)

    def tell(self, trashed: datetime | None, *, now: datetime) -> None:
        """Say until when an entry is kept that went into the trash then; the day is one where `now` is."""
        if trashed is None:
            self.words.setText(_LIES_THERE)
            return
        until = (trashed + TRASH_KEPT).astimezone(now.tzinfo)
        if until > now:
            self.words.setText(f"{_LIES_THERE} It is kept until {said_day(until.date())}, then deleted for good.")
        else:
            self.words.setText(f"{_LIES_THERE} Its 30 days are over: it goes for good after one of the next backups.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons beside the words or below them, as there is room."""
        super().resizeEvent(event)
        beside = self.width() - 2 * MARGIN - _BESIDE - self._ways.sizeHint().width()
        narrow = beside < _LEAST * self.words.fontMetrics().averageCharWidth()
        wanted = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if wanted != self._line.direction():  # setting it asks for another layout, which comes back here
            self._line.setDirection(wanted)
            self._line.setSpacing(_BELOW if narrow else _BESIDE)
