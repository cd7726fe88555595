"""The vault itself: where it lies, how large it is, and whether it is whole."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from allydesk import __version__
from allydesk.errors import AllydeskError
from allydesk.progress import Progress
from allydesk.storage.letting_go import TRASH_KEPT
from allydesk.storage.verify import Trouble
from allydesk.ui.bringing_back import OFFER, BringingBack, said_result
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.settings.damage import SOUND, problem_in
from allydesk.ui.settings.saying import said_size
from allydesk.ui.settings.telling import explain
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.vaults import BroughtBack, Vaults
from allydesk.ui.widgets.problem import Action, ProblemBox
from allydesk.ui.widgets.words import button
from allydesk.ui.wording import short_path

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault
    from allydesk.storage.verify import Finding

_LOOKS_AT = "Reads every page, every entry and every attached file, and changes nothing. It may take some minutes."
_TRASH = (
    f"Kept for {TRASH_KEPT.days} days: entries you delete, and files you remove from entries. Until then you can bring "
    "them back; afterwards only a backup can."
)


class VaultCard(SettingsCard):
    """Tells about the vault, and looks for damage."""

    restore_wanted = Signal()
    """The newest backup is to be restored, because there is damage."""

    brought_back = Signal(object)
    """What could be read lies in a new vault, in this folder."""

    def __init__(
        self, *, vault: "Vault", vaults: Vaults, tasks: TaskRunner, prompts: Prompts, look: Look, home: Path
    ) -> None:
        super().__init__("The vault", look=look)
        self._vault = vault
        self._tasks = tasks
        self._prompts = prompts
        self._home = home
        self._has_backup = False
        self._bringing = BringingBack(vaults=vaults, tasks=tasks, prompts=prompts, home=home, parent=self)
        self.problem = ProblemBox()
        self.check = button("Look for damage")
        place = self.add_row("Where it lies", short_path(vault.folder, home=home))
        place.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._size = self.add_row("How large it is")
        self._size.hide()
        self._check_row = self.add_row("Is it whole?", _LOOKS_AT, self.check)
        self._check_row.add_below(self.problem)
        self.add_row("Trash", _TRASH)
        self.add_row("Allydesk", f"Version {__version__}")
        self.check.clicked.connect(self._check)
        self._bringing.begun.connect(lambda: self.check.setEnabled(False))
        self._bringing.done.connect(self._tell_brought_back)
        self._bringing.failed.connect(self._explain)

    def know_backups(self, *, there_are: bool) -> None:
        """Whether there is a backup to restore, should there be damage."""
        self._has_backup = there_are

    def show_size(self, size: int) -> None:
        """The bytes of the vault's folder."""
        self._size.say(f"{said_size(size)}, with its backups.")
        self._size.show()

    def _check(self) -> None:
        self.clear_news()
        self.problem.clear()
        self.check.setEnabled(False)

        def work(progress: Progress) -> "list[Finding]":
            return self._vault.verify(progress=progress)

        self._tasks.run_long(work, title="Looking for damage", done=self._tell, failed=self._explain)

    def _tell(self, findings: "list[Finding]") -> None:
        self.check.setEnabled(True)
        if not findings:
            self._check_row.news.tell(SOUND)
            return
        actions: list[Action] = []
        if self._has_backup:
            actions.append(("Restore the newest backup…", self.restore_wanted.emit))
        if {each.trouble for each in findings} != {Trouble.HEADER_TWIN}:
            actions.append((OFFER, lambda: self._bringing.begin(self._vault)))
        self.problem.tell(problem_in(findings, has_backup=self._has_backup), actions)

    def _tell_brought_back(self, result: BroughtBack) -> None:
        self.check.setEnabled(True)
        where = short_path(result.folder, home=self._home)
        self._check_row.news.tell(
            f"{said_result(result)} The new vault is {where}. It opens with the same passphrase: lock this one, and "
            "choose that one."
        )
        self.brought_back.emit(result.folder)

    def _explain(self, error: AllydeskError) -> None:
        self.check.setEnabled(True)
        explain(self._prompts, error)
