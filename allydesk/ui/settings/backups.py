"""The backups: how many are kept, making one, and restoring one beside the vault."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.progress import Progress
from allydesk.storage.backup import DAILY, MONTHLY, RECENT, WEEKLY
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.settings.card import News, Row, SettingsCard, side_by_side
from allydesk.ui.settings.places import free_folder, lies_in
from allydesk.ui.settings.saying import ago
from allydesk.ui.settings.telling import explain
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.vaults import Vaults
from allydesk.ui.widgets.words import button, frame, label
from allydesk.ui.wording import said_moment, short_path

if TYPE_CHECKING:
    from allydesk.storage.backup import Backup
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault

_FIRST = 3
"""How many are shown before the rest is asked for."""

_NONE = "There are none yet. Allydesk makes one by itself after each day on which something was written."
_KEPT = (
    f"Allydesk makes one after each day on which something was written, and looks whether it can be opened. It keeps "
    f"the newest {RECENT}, and the newest of {DAILY} days, {WEEKLY} weeks and {MONTHLY} months; the others it deletes. "
    f"They lie in the vault’s own folder, so put one on another disk now and then."
)


class BackupsCard(SettingsCard):
    """Shows the vault's own backups. `changed` is emitted when there is another one."""

    changed = Signal()

    restored = Signal(object)
    """A backup has been restored to a new vault in this folder."""

    def __init__(
        self,
        *,
        vault: "Vault",
        vaults: Vaults,
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        clock: "Clock",
        home: Path,
    ) -> None:
        super().__init__("Backups", look=look)
        self._vault = vault
        self._vaults = vaults
        self._tasks = tasks
        self._prompts = prompts
        self._clock = clock
        self._home = home
        self._backups: tuple[Backup, ...] = ()
        self._shows_all = False
        self._restored = News()
        self.make = button("Back up now")
        self.elsewhere = button("Back up to a folder…")
        self.restore_other = button("Restore from a folder…", "text")
        self.show_all = button("", "text")
        self._lay_out()
        self._connect()

    def show_backups(self, backups: Sequence["Backup"]) -> None:
        """Show these, newest first."""
        self._backups = tuple(backups)
        while (item := self._list.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        if not self._backups:
            self._list.addWidget(label(_NONE, "muted", wrap=True))
        for number, backup in enumerate(self._backups if self._shows_all else self._backups[:_FIRST]):
            if number:
                self._list.addWidget(frame("line"))
            self._list.addWidget(self._line(backup))
        self.show_all.setText(f"Show all {len(self._backups)}")
        self.show_all.setVisible(len(self._backups) > _FIRST and not self._shows_all)

    @property
    def newest(self) -> "Backup | None":
        """The newest one, or None."""
        return next(iter(self._backups), None)

    def ask_to_restore(self, backup: "Backup") -> None:
        """Restore one beside the vault, after a word of the person."""
        self._ask_to_restore(backup.folder, f"It was made on {said_moment(self._when(backup))}. ")

    def _lay_out(self) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addWidget(self._restored)
        column.addLayout(self._list)
        column.addWidget(self.show_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(holder)
        self.show_all.hide()
        self._make_row = self.add_row("Make a backup", _KEPT)
        self._make_row.add_below(side_by_side(self.make, self.elsewhere))
        self.add_row("Restore a backup that lies elsewhere", "", self.restore_other)

    def _connect(self) -> None:
        self.make.clicked.connect(lambda: self._back_up(None))
        self.elsewhere.clicked.connect(self._ask_where)
        self.restore_other.clicked.connect(self._ask_which)
        self.show_all.clicked.connect(self._show_rest)

    def _line(self, backup: "Backup") -> Row:
        moment = said_moment(self._when(backup))
        restore = button("Restore beside it…", "text", name=f"Restore the backup of {moment} beside the vault")
        restore.clicked.connect(lambda: self.ask_to_restore(backup))
        return Row(moment, ago(backup.made, now=self._clock()).capitalize(), restore, look=self.look)

    def _when(self, backup: "Backup") -> datetime:
        return backup.made.astimezone(self._clock().tzinfo)

    def _show_rest(self) -> None:
        self._shows_all = True
        self.show_backups(self._backups)

    # Making one

    def _back_up(self, destination: Path | None) -> None:
        self.clear_news()
        self._set_working(working=True)
        self._tasks.run_long(
            lambda progress: self._vault.backup(destination, progress=progress),
            title="Backing up",
            done=self._tell_made,
            failed=self._explain,
        )

    def _ask_where(self) -> None:
        self._prompts.choose_folder("Where should the backup go?", self._home, self._back_up_to)

    def _back_up_to(self, folder: Path | None) -> None:
        if folder is None:
            return
        if lies_in(folder, self._vault.folder):
            self._prompts.tell(
                "Choose a folder outside the vault", "A backup in the vault’s own folder is lost with it."
            )
            return
        moment = self._clock()
        self._back_up(free_folder(folder, f"{self._vault.name} backup {moment:%Y-%m-%d %H.%M}"))

    def _tell_made(self, where: Path) -> None:
        self._set_working(working=False)
        ours = lies_in(where, self._vault.folder)
        place = "" if ours else f" It is at {short_path(where, home=self._home)}."
        self._make_row.news.tell(f"The backup is made, and it can be opened.{place}")
        self.changed.emit()

    # Restoring one

    def _ask_which(self) -> None:
        self._prompts.choose_folder("Which backup?", self._home, self._restore_chosen)

    def _restore_chosen(self, folder: Path | None) -> None:
        if folder is not None:
            self._ask_to_restore(folder, "")

    def _ask_to_restore(self, folder: Path, made: str) -> None:
        beside = short_path(self._vault.folder.parent, home=self._home)
        question = Question(
            "Restore this backup beside the vault?",
            f"{made}A new vault is made from it in {beside}; this one stays as it is.",
            (Answer("cancel", "Cancel", "text"), Answer("restore", "Restore", "primary")),
            dismiss="cancel",
        )
        self._prompts.choose(question, lambda key: self._restore(folder) if key == "restore" else None)

    def _restore(self, folder: Path) -> None:
        self.clear_news()
        self._set_working(working=True)

        def work(progress: Progress) -> Path:
            return self._vaults.restore(folder, self._vault.folder, progress)

        self._tasks.run_long(work, title="Restoring the backup", done=self._tell_restored, failed=self._explain)

    def _tell_restored(self, where: Path) -> None:
        self._set_working(working=False)
        self._restored.tell(
            f"Restored to {short_path(where, home=self._home)}. It opens with the passphrase it had when the backup "
            "was made: lock this vault, and choose that one."
        )
        self.restored.emit(where)

    # What came of it

    def _set_working(self, *, working: bool) -> None:
        for each in (self.make, self.elsewhere, self.restore_other):
            each.setEnabled(not working)

    def _explain(self, error: AllydeskError) -> None:
        self._set_working(working=False)
        explain(self._prompts, error)
