"""Keeping a search under a name, and changing or giving up what was kept."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from allydesk.journal.saved_filter import SavedFilter
from allydesk.storage.vault import Vault
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.notice import Notice
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.widgets.words import button

_LONGEST_NAME = 60


class SavedFilters(QWidget):
    """One line under the search: an offer to keep it, and where its name is typed. Hidden while there is neither."""

    known = Signal(object)
    """The saved filters in their order, as a list."""
    kept = Signal(object)
    """A search was kept just now; carries its SavedFilter."""
    naming = Signal(bool)
    """Whether a name is being typed, which takes the whole line."""
    failed = Signal(object)

    def __init__(self, *, vault: Vault, tasks: TaskRunner, notice: Notice) -> None:
        super().__init__()
        self._vault = vault
        self._errands = Errands(tasks=tasks)
        self._reading = Errands(tasks=tasks)
        self._notice = notice
        self._query = ""
        self._naming: Callable[[str], object] | None = None
        self.offer_button = button("Save this search", "text")
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setAccessibleName("Name of the filter")
        self.name.setPlaceholderText("Name")
        self.keep = button("Save", "outlined")
        self.cancel = button("Cancel", "text")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.offer_button)
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        row.addWidget(self.cancel)
        row.addStretch(0)
        self._connect()
        self._end()

    def reload(self) -> None:
        """Read them anew."""
        self._reading.drop()
        self._reading.run(self._vault.filters.all, done=self.known.emit, failed=self.failed.emit)

    def offer(self, query: str) -> None:
        """Offer to keep this search; "" offers nothing."""
        if query.strip() != self._query:
            self._query = query.strip()
            self._end()

    def rename(self, saved: SavedFilter) -> None:
        """Ask for another name."""
        self._ask(saved.name, lambda name: self._change(lambda: self._vault.filters.rename(saved.id, name)))

    def remove(self, saved: SavedFilter) -> None:
        """Give one up. It can be had back."""

        def removed(_none: object) -> None:
            self._notice.say(
                f"The filter “{saved.name}” is gone. Its entries are where they were.",
                action="Undo",
                act=lambda: self._change(lambda: self._vault.filters.keep(saved.name, saved.query)),
            )
            self.reload()

        self._errands.run(lambda: self._vault.filters.remove(saved.id), done=removed, failed=self.failed.emit)

    def set_order(self, ids: Sequence[str]) -> None:
        """Let them stand in this order."""
        self._change(lambda: self._vault.filters.set_order(ids))

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._errands.forget()
        self._reading.drop()
        self._query = ""
        self.name.clear()
        self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes the question back."""
        if self._naming is not None and event.key() == Qt.Key.Key_Escape:
            self._end()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.offer_button.clicked.connect(lambda: self._ask(self._query[:_LONGEST_NAME], self._keep))
        self.name.textChanged.connect(lambda name: self.keep.setEnabled(bool(name.strip())))
        self.name.returnPressed.connect(self._named)
        self.keep.clicked.connect(self._named)
        self.cancel.clicked.connect(self._end)

    def _ask(self, name: str, naming: Callable[[str], object]) -> None:
        self._naming = naming
        self._show_parts()
        self.name.setText(name)
        self.name.selectAll()
        self.name.setFocus()

    def _named(self) -> None:
        name, naming = " ".join(self.name.text().split()), self._naming
        if name and naming is not None:
            self._end()
            naming(name)

    def _keep(self, name: str) -> None:
        query = self._query

        def kept(saved: SavedFilter) -> None:
            self.kept.emit(saved)
            self.reload()

        self._errands.run(lambda: self._vault.filters.keep(name, query), done=kept, failed=self.failed.emit)

    def _change(self, change: Callable[[], object]) -> None:
        self._errands.run(change, done=lambda _answer: self.reload(), failed=self.failed.emit)

    def _end(self) -> None:
        self._naming = None
        self._show_parts()

    def _show_parts(self) -> None:
        naming = self._naming is not None
        for part in (self.name, self.keep, self.cancel):
            part.setVisible(naming)
        self.offer_button.setVisible(bool(self._query) and not naming)
        self.setVisible(naming or bool(self._query))
        self.naming.emit(naming)
