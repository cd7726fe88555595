"""Changing the passphrase: the present one, and the new one twice."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.errors import AllydeskError, Code
from allydesk.problems import problem_of
from allydesk.ui.outside import CARD_PADDING
from allydesk.ui.settings.new_passphrase import NewPassphrase
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.faces import row
from allydesk.ui.widgets.passphrase import PassphraseEdit
from allydesk.ui.widgets.problem import ProblemBox
from allydesk.ui.widgets.words import button, field_label, label

_ABOUT = (
    "Nobody can reset this passphrase, and Allydesk keeps no copy of it. Backups made before still open with the old "
    "one; if somebody may know that, encrypt the vault anew afterwards."
)

_FORGOTTEN = "You opened this vault with its recovery key. Choose the passphrase that opens it from now on."


class Opened(Protocol):
    """The part of an open vault that changes its passphrase. Called on the vault's thread."""

    def change_passphrase(self, old: str | None, new: str) -> None:
        """See `storage.vault.Vault`."""


class ChangePassphrase(QFrame):
    """The card. `changed` is emitted when the new one holds; `working` while it is being changed."""

    changed = Signal()
    working = Signal(bool)

    def __init__(self, *, look: Look, tasks: TaskRunner, vault: Opened, name: str, forgotten: bool = False) -> None:
        """`name` is the vault's: a bad passphrase. `forgotten`: the vault was opened by its recovery key, and the
        present passphrase is not asked for.
        """
        super().__init__()
        self._tasks = tasks
        self._vault = vault
        self._forgotten = forgotten
        self.present = PassphraseEdit(look=look)
        self.new = NewPassphrase(look=look, tasks=tasks, known=[name])
        self.caps_lock = label("Caps Lock is on.", "warning")
        self.trouble = label(role="warning", wrap=True)
        self.problem = ProblemBox()
        self.change = button("Change the passphrase", "primary")
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front with the caret in the first field."""
        super().showEvent(event)
        (self.new.first if self._forgotten else self.present).setFocus()

    def _lay_out(self) -> None:
        set_role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        column.setSpacing(5)
        if self._forgotten:
            column.addWidget(label(_FORGOTTEN, wrap=True))
            self.present.setParent(self)
            self.present.hide()
        else:
            column.addWidget(field_label("Present passphrase", self.present))
            column.addWidget(self.present)
        column.addSpacing(10)
        column.addWidget(self.new)
        for hidden in (self.caps_lock, self.trouble, self.problem):
            column.addWidget(hidden)
            hidden.hide()
        column.addSpacing(10)
        column.addWidget(label(_ABOUT, "small", wrap=True))
        column.addSpacing(12)
        column.addWidget(row(None, self.change))

    def _connect(self) -> None:
        for field in (self.present, self.new.first, self.new.second):
            field.caps_lock_changed.connect(self.caps_lock.setVisible)
        self.present.textEdited.connect(self.trouble.hide)
        self.present.returnPressed.connect(self.new.first.setFocus)
        self.new.edited.connect(self.trouble.hide)
        self.new.entered.connect(self._submit)
        self.change.clicked.connect(self._submit)

    def _submit(self) -> None:
        if not self.change.isEnabled():
            return
        self.problem.clear()
        trouble = self._trouble()
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        if not trouble:
            self._set_working(working=True)
            old, new = None if self._forgotten else self.present.text(), self.new.typed
            self._tasks.run(lambda: self._vault.change_passphrase(old, new), done=self._end, failed=self._explain)

    def _trouble(self) -> str:
        if not (self._forgotten or self.present.text()):
            self.present.setFocus()
            return "Type the passphrase that opens the vault now."
        return self.new.trouble()

    def _set_working(self, *, working: bool) -> None:
        self.new.conceal()
        self.present.conceal()
        for each in (self.present, self.new, self.change):
            each.setEnabled(not working)
        self.change.setText("Changing…" if working else "Change the passphrase")
        self.working.emit(working)

    def _end(self, _nothing: None) -> None:
        self.present.wipe()
        self.new.wipe()
        self._set_working(working=False)
        self.changed.emit()

    def _explain(self, error: AllydeskError) -> None:
        self._set_working(working=False)
        self.problem.tell(problem_of(error))
        wrong = self.present if error.code is Code.WRONG_PASSPHRASE else self.new.first
        wrong.setFocus()
        wrong.selectAll()
