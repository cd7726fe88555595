"""The unlock page: which vault, its passphrase, and what to do when that does not open it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError, Cancelled, Code
from allydesk.problems import problem_of
from allydesk.progress import Progress
from allydesk.ui.backup_list import BackupList
from allydesk.ui.bringing_back import OFFER, BringingBack, said_result
from allydesk.ui.outside import CARD_PADDING, OutsidePage
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.tasks import Task, TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.unlock_form import UnlockForm
from allydesk.ui.vaults import About, BroughtBack, Copy, Vaults, Way
from allydesk.ui.widgets.problem import Action
from allydesk.ui.widgets.words import button, frame, label
from allydesk.ui.wording import said_moment, short_path

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

_HELPED_BY_BACKUPS = {Code.DAMAGED_HEADER, Code.TAMPERED_HEADER, Code.DAMAGED_VAULT, Code.OLDER_COPY}
_HELPED_BY_DROPPING = {Code.FOLDER_GONE, Code.NOT_A_VAULT}
_HELPED_BY_PASSPHRASE = {Code.KEYRING_UNAVAILABLE, Code.KEYRING_KEY_MISSING}


class UnlockPage(OutsidePage):
    """Opens one of the vaults that are known on this computer.

    `known` is never empty; its first one is offered. Raises ValueError otherwise.
    """

    unlocked = Signal(object)
    """A `Vault` is open; whoever hears it keeps it, and locks it later."""

    create_requested = Signal()

    vault_dropped = Signal(object)
    """A vault's folder is to be left out of the list from now on. The folder itself is not touched."""

    _updated = Signal(int)

    def __init__(
        self,
        *,
        look: Look,
        tasks: TaskRunner,
        prompts: Prompts,
        vaults: Vaults,
        known: Sequence[Path],
        home: Path,
    ) -> None:
        if not known:
            raise ValueError("there is a vault to unlock")
        super().__init__(look=look)
        self._tasks = tasks
        self._prompts = prompts
        self._vaults = vaults
        self._home = home
        self._known = list(known)
        self._folder = self._known[0]
        self._backups: tuple[Copy, ...] = ()
        self._tried = Way.PASSPHRASE
        self._about: Task | None = None
        self._painted = False
        self._list: BackupList | None = None
        self._bringing = BringingBack(vaults=vaults, tasks=tasks, prompts=prompts, home=home, parent=self)
        self.form = UnlockForm(look=look, home=home)
        self._open_other = button("Open another vault", "text")
        self._create = button("Create a vault", "text")
        self._show_backups = button("Backups", "text", name="Show the backups of this vault")
        self._backup_area = QWidget()
        self._lay_out()
        self._connect()
        self.show_vault(self._folder)

    @property
    def folder(self) -> Path:
        """The vault that is offered."""
        return self._folder

    def show_vault(self, folder: Path) -> None:
        """Offer a vault, and put it first among those known."""
        self._folder = folder
        self._known = [folder, *(each for each in self._known if each != folder)]
        self._backups = ()
        self._hide_backups()
        self.form.wipe()
        self.form.problem.clear()
        self.form.use(Way.PASSPHRASE)
        self.form.show_vault(folder, self._known)
        if self._painted:
            self._look_at_vault()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; the vault is looked at once the page is there to be seen, because that loads the whole storage."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._look_at_vault)

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front with the caret in the field."""
        super().showEvent(event)
        self.form.ask_again()

    def _look_at_vault(self) -> None:
        folder = self._folder
        if self._about is not None:
            self._about.forget()
        self._about = self._tasks.run(
            lambda: self._vaults.about(folder), done=self._show_about, failed=self._explain_at_once
        )

    def _lay_out(self) -> None:
        self.add_heading("Allydesk", "Everything here stays on this machine.")
        self.column.addWidget(self.form)
        self.column.addSpacing(21)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addStretch(1)
        row.addWidget(self._open_other)
        row.addWidget(label("·", "muted"))
        row.addWidget(self._create)
        self._dot = label("·", "muted")
        row.addWidget(self._dot)
        row.addWidget(self._show_backups)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._backup_area)
        self._backup_area.setContentsMargins(0, 12, 0, 0)
        card = frame("card")
        around = QVBoxLayout(self._backup_area)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        self._backup_column = QVBoxLayout(card)
        self._backup_column.setContentsMargins(CARD_PADDING, 18, CARD_PADDING, 18)
        self._backup_area.hide()
        self._dot.hide()
        self._show_backups.hide()

    def _connect(self) -> None:
        # By way of the event loop: it is emitted on the vault's thread.
        self._updated.connect(self.form.show_updating, Qt.ConnectionType.QueuedConnection)
        self.form.submitted.connect(self._unlock)
        self.form.keyring_chosen.connect(self._unlock_by_keyring)
        self.form.vault_chosen.connect(self.show_vault)
        self._open_other.clicked.connect(self._ask_for_vault)
        self._create.clicked.connect(self.create_requested)
        self._show_backups.clicked.connect(self._list_backups)
        self._bringing.begun.connect(self._begin_bringing_back)
        self._bringing.done.connect(self._show_brought_back)
        self._bringing.failed.connect(self._not_brought_back)

    # Unlocking

    def _unlock(self) -> None:
        self._try(self.form.way, self.form.typed)

    def _unlock_anyway(self) -> None:
        way = self._tried
        self._try(way, "" if way is Way.KEYRING else self.form.typed, accept_older=True)

    def _unlock_by_keyring(self) -> None:
        self._try(Way.KEYRING, "")

    def _try(self, way: Way, typed: str, *, accept_older: bool = False) -> None:
        self.form.problem.clear()
        self._set_working(working=True)
        folder = self._folder
        self._tried = way
        report = self._report_updating()
        self._tasks.run(
            lambda: self._vaults.unlock(folder, way, typed, accept_older=accept_older, progress=report),
            done=self._opened,
            failed=self._explain,
        )

    def _report_updating(self) -> Progress:
        """Tells the form how far a vault is that has to be brought up to date. Called on the vault's thread."""
        shown = -1

        def report(done: int, total: int) -> None:
            nonlocal shown
            percent = 100 * done // total if total else 0
            if percent > shown and shiboken6.isValid(self):
                shown = percent
                self._updated.emit(percent)

        return report

    def _set_working(self, *, working: bool) -> None:
        """While the vault is being unlocked, nothing leads away from the page: whoever left it would leave it open."""
        self.form.set_working(working=working)
        for way in (self._open_other, self._create, self._show_backups):
            way.setEnabled(not working)

    def _opened(self, vault: "Vault") -> None:
        self.form.wipe()
        self._set_working(working=False)
        self.unlocked.emit(vault)

    def _explain(self, error: AllydeskError) -> None:
        self._set_working(working=False)
        self.form.problem.tell(problem_of(error), self._actions(error.code))
        self.form.ask_again()
        self.reveal(self.form.problem)

    def _explain_at_once(self, error: AllydeskError) -> None:
        """A vault that cannot even be looked at is told before anything is typed; its backups may still be there."""
        self.form.problem.tell(problem_of(error), self._actions(error.code))
        folder = self._folder
        self._tasks.run(lambda: self._vaults.backups(folder), done=self._note_backups)

    def _actions(self, code: Code) -> list[Action]:
        actions: list[Action] = []
        if code is Code.OLDER_COPY:
            actions.append(("Open it anyway", self._unlock_anyway))
        if code in _HELPED_BY_BACKUPS:
            actions.append(("Show backups", self._list_backups))
        if code is Code.DAMAGED_VAULT:
            actions.append((OFFER, self._bring_back))
        if code in _HELPED_BY_DROPPING:
            actions.append(("Remove it from this list", self._drop))
        return actions

    # Other vaults

    def _show_about(self, about: About) -> None:
        self.form.show_ways(about.ways)
        self._note_backups(about.backups)

    def _ask_for_vault(self) -> None:
        start = self._folder.parent if self._folder.parent.is_dir() else self._home
        self._prompts.choose_folder("Open a vault", start, self._open_chosen)

    def _open_chosen(self, folder: Path | None) -> None:
        if folder is not None:
            self.show_vault(folder)
            self.form.ask_again()

    def _drop(self) -> None:
        dropped = self._folder
        self._known.remove(dropped)
        self.vault_dropped.emit(dropped)
        if self._known:
            self.show_vault(self._known[0])
            self.form.ask_again()
        else:
            self.create_requested.emit()

    # Backups

    def _note_backups(self, backups: tuple[Copy, ...]) -> None:
        self._backups = backups
        self._dot.setVisible(bool(backups))
        self._show_backups.setVisible(bool(backups))

    def _list_backups(self) -> None:
        self._hide_backups()
        self._list = BackupList(self._backups)
        self._list.restore_requested.connect(self._ask_to_restore)
        self._backup_column.addWidget(self._list)
        self._backup_area.show()
        self._list.setFocus()

    def _hide_backups(self) -> None:
        self._backup_area.hide()
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None

    def _ask_to_restore(self, backup: Copy) -> None:
        question = Question(
            "Restore this backup beside the vault?",
            f"It was made on {said_moment(backup.made)}. A new vault is made from it in "
            f"{short_path(self._folder.parent, home=self._home)}; this one stays as it is.",
            (Answer("cancel", "Cancel", "text"), Answer("restore", "Restore", "primary")),
            dismiss="cancel",
        )
        self._prompts.choose(question, lambda key: self._restore(backup) if key == "restore" else None)

    def _restore(self, backup: Copy) -> None:
        folder = self._folder
        self._tasks.run_long(
            lambda progress: self._vaults.restore(backup.folder, folder, progress),
            title="Restoring the backup",
            done=self._show_restored,
            failed=self._explain,
        )

    # What can be read

    def _bring_back(self) -> None:
        passphrase = self.form.typed if self._tried is self.form.way is Way.PASSPHRASE else ""
        self._bringing.begin(self._folder, passphrase=passphrase)

    def _begin_bringing_back(self) -> None:
        self.form.problem.clear()
        self._set_working(working=True)

    def _show_brought_back(self, result: BroughtBack) -> None:
        self._set_working(working=False)
        self.show_vault(result.folder)
        self.form.tell_news(f"This is a new vault, which opens with the same passphrase. {said_result(result)}")
        self.form.ask_again()

    def _not_brought_back(self, error: AllydeskError) -> None:
        if isinstance(error, Cancelled):
            self._set_working(working=False)
        else:
            self._explain(error)

    def _show_restored(self, folder: Path) -> None:
        self.show_vault(folder)
        self.form.tell_news("Restored. It opens with the passphrase it had when the backup was made.")
        self.form.ask_again()
