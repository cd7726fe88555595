"""The vault itself: where it lies, whether it is whole, and what keeps Allydesk off the network."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from allydesk import __version__
from allydesk.errors import AllydeskError
from allydesk.offline import Guard, GuardKind
from allydesk.progress import Progress
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.settings.damage import SOUND, problem_in
from allydesk.ui.settings.telling import explain
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.problem import Action, ProblemBox
from allydesk.ui.widgets.words import button
from allydesk.ui.wording import short_path

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault
    from allydesk.storage.verify import Finding

_LOOKS_AT = "Reads every page, every entry and every attached file, and changes nothing. It may take some minutes."
_GUARDS = {
    GuardKind.SECCOMP: "Allydesk cannot reach a network: the system of this computer refuses it every connection.",
    GuardKind.AUDIT: "Allydesk has no use for a network and refuses itself every connection. The system of this "
    "computer does not enforce that as well.",
}


class VaultCard(SettingsCard):
    """Tells about the vault, and looks for damage."""

    restore_wanted = Signal()
    """The newest backup is to be restored, because there is damage."""

    def __init__(
        self, *, vault: "Vault", tasks: TaskRunner, prompts: Prompts, look: Look, guard: Guard, home: Path
    ) -> None:
        super().__init__("The vault", look=look)
        self._vault = vault
        self._tasks = tasks
        self._prompts = prompts
        self._has_backup = False
        self.problem = ProblemBox()
        self.check = button("Look for damage")
        place = self.add_row("Where it lies", short_path(vault.folder, home=home))
        place.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._check_row = self.add_row("Is it whole?", _LOOKS_AT, self.check)
        self._check_row.add_below(self.problem)
        self.add_row("Off the network", _GUARDS[guard.kind])
        self.add_row("Allydesk", f"Version {__version__}")
        self.check.clicked.connect(self._check)

    def know_backups(self, *, there_are: bool) -> None:
        """Whether there is a backup to restore, should there be damage."""
        self._has_backup = there_are

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
        self.problem.tell(problem_in(findings, has_backup=self._has_backup), actions)

    def _explain(self, error: AllydeskError) -> None:
        self.check.setEnabled(True)
        explain(self._prompts, error)
