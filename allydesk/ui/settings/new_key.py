"""Encrypting the whole vault anew under another key, and showing a recovery key that has just been made."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.errors import AllydeskError, Cancelled
from allydesk.problems import problem_of
from allydesk.progress import Progress
from allydesk.ui.outside import CARD_PADDING
from allydesk.ui.recovery import RecoverySheet
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.faces import row
from allydesk.ui.widgets.passphrase import PassphraseEdit
from allydesk.ui.widgets.problem import ProblemBox
from allydesk.ui.widgets.words import button, field_label, label

_WHEN = (
    "Do this when somebody may have seen your passphrase or your recovery key together with the vault’s files. If it "
    "was the passphrase, change that first."
)
_WHAT = (
    "A backup is made, and then every page of the vault is encrypted again under a key that nobody has seen. It may "
    "take some minutes. If it is interrupted, the vault opens with the same passphrase as before."
)
_AFTER = (
    "Your passphrase stays, and this computer’s keyring too if it answers. A recovery key is replaced by a new one, "
    "which is shown at the end. Other ways in are removed. Backups made before keep the old key: delete those you no "
    "longer need."
)


class KeySheet(RecoverySheet):
    """The recovery sheet for a key that is there already: it begins with the lines."""

    def __init__(self, lines: Sequence[str], **collaborators: Any) -> None:  # noqa: ANN401 - as RecoverySheet's
        super().__init__(**collaborators)
        self._show_key(tuple(lines))


class Rotating(Protocol):
    """The part of an open vault that changes its key. Called on the vault's thread."""

    def rotate_key(self, passphrase: str, *, progress: Progress) -> tuple[str, ...]:
        """See `storage.vault.Vault`."""


class EncryptAnew(QFrame):
    """The card. `rotated` carries the lines of the new recovery key, or none if there was no key before."""

    rotated = Signal(object)
    working = Signal(bool)

    def __init__(self, *, look: Look, tasks: TaskRunner, vault: Rotating) -> None:
        super().__init__()
        self._tasks = tasks
        self._vault = vault
        self.passphrase = PassphraseEdit(look=look)
        self.caps_lock = label("Caps Lock is on.", "warning")
        self.trouble = label("Type the passphrase that opens the vault.", "warning", wrap=True)
        self.problem = ProblemBox()
        self.begin = button("Encrypt anew", "primary")
        self._lay_out()
        self.passphrase.caps_lock_changed.connect(self.caps_lock.setVisible)
        self.passphrase.textEdited.connect(self.trouble.hide)
        self.passphrase.returnPressed.connect(self._begin)
        self.begin.clicked.connect(self._begin)

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front with the caret in the field."""
        super().showEvent(event)
        self.passphrase.setFocus()

    def _lay_out(self) -> None:
        set_role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        column.setSpacing(5)
        for words in (_WHEN, _WHAT, _AFTER):
            column.addWidget(label(words, wrap=True))
            column.addSpacing(8)
        column.addWidget(field_label("Passphrase", self.passphrase))
        column.addWidget(self.passphrase)
        for hidden in (self.caps_lock, self.trouble, self.problem):
            column.addWidget(hidden)
            hidden.hide()
        column.addSpacing(14)
        column.addWidget(row(None, self.begin))

    def _begin(self) -> None:
        self.problem.clear()
        if not self.passphrase.text():
            self.trouble.show()
            self.passphrase.setFocus()
        elif self.begin.isEnabled():
            self._set_working(working=True)
            typed = self.passphrase.text()
            self._tasks.run_long(
                lambda progress: self._vault.rotate_key(typed, progress=progress),
                title="Encrypting the vault anew",
                done=self._end,
                failed=self._explain,
            )

    def _set_working(self, *, working: bool) -> None:
        self.passphrase.conceal()
        self.passphrase.setEnabled(not working)
        self.begin.setEnabled(not working)
        self.working.emit(working)

    def _end(self, lines: tuple[str, ...]) -> None:
        self.passphrase.wipe()
        self._set_working(working=False)
        self.rotated.emit(lines)

    def _explain(self, error: AllydeskError) -> None:
        self._set_working(working=False)
        if not isinstance(error, Cancelled):
            self.problem.tell(problem_of(error))
        self.passphrase.setFocus()
        self.passphrase.selectAll()
