"""The rooms of an open vault. Imported late, because with them come the database and the ciphers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allydesk.offline import Guard
from allydesk.settings import Settings
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.printing import Send
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.page import SettingsPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.vaults import Vaults
from allydesk.ui.window import MainWindow

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Fittings:
    """What every room is given. `hears_…`: whether this computer says when its screen is locked, and when it sleeps."""

    tasks: TaskRunner
    prompts: Prompts
    look: Look
    clock: "Clock"
    zone: tzinfo
    zone_name: str
    home: Path
    guard: Guard
    send: Send
    vaults: Vaults
    hears_screen_lock: bool
    hears_sleep: bool


class OpenRooms(QObject):
    """The pages inside the window while a vault is open; see `shell.Rooms`."""

    settings_changed = Signal(object)
    """A new `Settings`."""

    vault_restored = Signal(object)
    """A backup lies in this folder now, as a vault of its own."""

    def __init__(self, vault: "Vault", *, window: MainWindow, settings: Settings, fittings: Fittings) -> None:
        super().__init__()
        self._window = window
        self.journal = JournalPage(
            journal=vault.journal,
            tasks=fittings.tasks,
            prompts=fittings.prompts,
            look=fittings.look,
            clock=fittings.clock,
        )
        self.settings = SettingsPage(
            vault=vault,
            vaults=fittings.vaults,
            tasks=fittings.tasks,
            prompts=fittings.prompts,
            look=fittings.look,
            settings=settings,
            guard=fittings.guard,
            clock=fittings.clock,
            zone=fittings.zone,
            zone_name=fittings.zone_name,
            home=fittings.home,
            send=fittings.send,
            hears_screen_lock=fittings.hears_screen_lock,
            hears_sleep=fittings.hears_sleep,
        )
        self._connect()
        window.add_room("journal", "Journal", "journal", self.journal)
        window.add_room("settings", "Settings", "settings", self.settings, at_foot=True)
        window.show_room("journal")
        self.journal.reload()

    def flush(self, then: Callable[[], object]) -> None:
        """Save what is being typed, then do `then`; or ask, and perhaps stay."""
        self.journal.flush(then)

    def close_all(self) -> None:
        """Drop everything that came out of the vault."""
        self.journal.close_all()
        self.deleteLater()

    def begin_writing(self) -> None:
        """Open an empty page, the caret in it."""
        self.journal.new_entry()

    def bring_in(self) -> None:
        """Begin to bring in a journal from elsewhere."""
        self._window.show_room("settings")
        self.settings.bring_in()

    def renew_passphrase(self) -> None:
        """Begin to choose another passphrase."""
        self._window.show_room("settings")
        self.settings.change_passphrase()

    def show_settings(self, settings: Settings) -> None:
        """Other choices are in force."""
        self.settings.show_settings(settings)

    def _connect(self) -> None:
        self.settings.settings_changed.connect(self.settings_changed)
        self.settings.vault_restored.connect(self.vault_restored)
        self.settings.entries_imported.connect(lambda _count: self.journal.reload())
