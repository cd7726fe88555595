"""The backups of a vault, each with a way to restore it beside the vault."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.ui.vaults import Copy
from allydesk.ui.widgets.words import button, frame, label
from allydesk.ui.wording import said_moment

_FIRST = 5
"""How many are shown before the rest is asked for."""


class BackupList(QWidget):
    """Backups by date, newest first. `restore_requested` carries the `Copy` that was chosen."""

    restore_requested = Signal(object)

    def __init__(self, backups: Sequence[Copy]) -> None:
        super().__init__()
        self._backups = tuple(backups)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(label("Backups of this vault", "heading"))
        if not self._backups:
            self._column.addWidget(label("There are none yet.", "muted", wrap=True))
        self._show(0, _FIRST)
        if len(self._backups) > _FIRST:
            self._more = button(f"Show all {len(self._backups)}", "text")
            self._more.clicked.connect(self._show_rest)
            self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show(self, first: int, after: int) -> None:
        for backup in self._backups[first:after]:
            self._column.addWidget(frame("line"))
            self._column.addLayout(self._line(backup))

    def _line(self, backup: Copy) -> QHBoxLayout:
        moment = said_moment(backup.made)
        line = QHBoxLayout()
        line.addWidget(label(moment, wrap=True), 1)
        restore = button("Restore beside it…", "text", name=f"Restore the backup of {moment} beside the vault")
        restore.clicked.connect(lambda: self.restore_requested.emit(backup))
        if self.focusProxy() is None:
            self.setFocusProxy(restore)
        line.addWidget(restore)
        return line

    def _show_rest(self) -> None:
        self._more.hide()
        self._show(_FIRST, len(self._backups))
