"""The rooms of an open vault. Imported late, because with them come the database and the ciphers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from allydesk.ui.journal.page import JournalPage
from allydesk.ui.prompts import Prompts
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.window import MainWindow

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class OpenRooms:
    """The pages inside the window while a vault is open."""

    journal: JournalPage

    def flush(self, then: Callable[[], object]) -> None:
        """See `shell.Rooms`."""
        self.journal.flush(then)

    def close_all(self) -> None:
        """See `shell.Rooms`."""
        self.journal.close_all()

    def bring_in(self) -> None:
        """See `shell.Rooms`."""


def furnish(
    vault: "Vault", *, window: MainWindow, tasks: TaskRunner, prompts: Prompts, look: Look, clock: "Clock"
) -> OpenRooms:
    """Put the rooms into the window, and show the journal."""
    journal = JournalPage(journal=vault.journal, tasks=tasks, prompts=prompts, look=look, clock=clock)
    window.add_room("journal", "Journal", "journal", journal)
    window.show_room("journal")
    journal.reload()
    return OpenRooms(journal=journal)
