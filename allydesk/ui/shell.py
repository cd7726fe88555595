"""The way through the program: outside, unlocked, locked again, and out. The one place that knows what comes next."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from allydesk.errors import AllydeskError
from allydesk.offline import Guard
from allydesk.problems import problem_of
from allydesk.settings import KnownVault, Settings
from allydesk.ui.prompts import WindowPrompts
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.unlock import UnlockPage
from allydesk.ui.vaults import Vaults
from allydesk.ui.window import MainWindow

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault
    from allydesk.ui.printing import Send


_BY_RECOVERY_KEY = "recovery"
"""`SlotKind.RECOVERY` by its value, because with its module come the ciphers."""


class Rooms(Protocol):
    """What stands inside while a vault is open."""

    def flush(self, then: Callable[[], object]) -> None:
        """Save what is being typed, then do `then`; or ask, and perhaps stay."""

    def close_all(self) -> None:
        """Drop everything that came out of the vault."""

    def show_settings(self, settings: Settings) -> None:
        """Other choices are in force."""

    def refresh(self) -> None:
        """Entries came or went behind the window's back: look at the lists anew."""

    def begin_writing(self) -> None:
        """Open an empty page, the caret in it."""

    def renew_passphrase(self) -> None:
        """Begin to choose another passphrase."""

    def bring_in(self) -> None:
        """Begin to bring in a journal from elsewhere."""


Furnish = Callable[["Vault"], Rooms]
"""Puts the rooms of an open vault into the window."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the pages need to know of this computer and of the person's place on it."""

    home: Path
    vaults_folder: Path
    clock: "Clock"
    guard: Guard
    send: "Send"


class Shell(QObject):
    """Shows the pages outside, opens the rooms, and locks. `settings_changed` carries settings worth keeping."""

    settings_changed = Signal(object)
    opened = Signal()

    closing = Signal()
    """Everything that came out of the vault is gone from the window; the vault itself is about to be closed."""

    locked = Signal()
    """The vault is closed and its keys are zeroed."""

    def __init__(
        self,
        *,
        window: MainWindow,
        look: Look,
        tasks: TaskRunner,
        prompts: WindowPrompts,
        vaults: Vaults,
        surroundings: Surroundings,
        settings: Settings,
        furnish: Furnish,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._tasks = tasks
        self._prompts = prompts
        self._vaults = vaults
        self._around = surroundings
        self._settings = settings
        self._furnish = furnish
        self._vault: Vault | None = None
        self._rooms: Rooms | None = None
        self._on_the_way_out = False
        window.hold_on_close()
        window.lock_requested.connect(self.lock)
        window.close_requested.connect(self.leave)

    @property
    def settings(self) -> Settings:
        """The choices in force."""
        return self._settings

    @property
    def rooms(self) -> Rooms | None:
        """The rooms of the open vault, or None."""
        return self._rooms

    def keep_settings(self, settings: Settings) -> None:
        """Take on other choices, and let them be kept."""
        if settings != self._settings:
            self._settings = settings
            if self._rooms is not None:
                self._rooms.show_settings(settings)
            self.settings_changed.emit(settings)

    def know_vault(self, folder: Path) -> None:
        """Offer this vault too, after those that have been open."""
        if all(vault.path != folder for vault in self._settings.vaults):
            self.keep_settings(replace(self._settings, vaults=(*self._settings.vaults, KnownVault(folder))))

    def begin(self) -> None:
        """Show the first page: the last vault, or at the first run how to make one."""
        if self._settings.vaults:
            self.show_unlock()
        else:
            self.show_create()

    def show_unlock(self, first: Path | None = None) -> None:
        """Show the page that opens a vault; `first` is offered before the others that are known."""
        known = [vault.path for vault in self._settings.vaults]
        if first is not None:
            known = [first, *(path for path in known if path != first)]
        if not known:
            self.show_create()
            return
        page = UnlockPage(
            look=self._look,
            tasks=self._tasks,
            prompts=self._prompts,
            vaults=self._vaults,
            known=known,
            home=self._around.home,
        )
        page.unlocked.connect(self.enter)
        page.create_requested.connect(self.show_create)
        page.vault_dropped.connect(lambda folder: self.keep_settings(self._settings.forgotten(folder)))
        self._window.show_outside(page)

    def show_create(self) -> None:
        """Show the page that makes a vault."""
        # Late, like all that the unlock page does without: it should be on the screen at once.
        from allydesk.ui.create import CreatePage  # noqa: PLC0415 - late, see above

        page = CreatePage(
            look=self._look,
            tasks=self._tasks,
            prompts=self._prompts,
            vaults=self._vaults,
            folder=self._around.vaults_folder,
            home=self._around.home,
            today=self._around.clock().date(),
            send=self._around.send,
            first_run=not self._settings.vaults,
        )
        page.vault_made.connect(self._keep_vault)
        page.finished.connect(self._enter_new)
        page.back_requested.connect(self.show_unlock)
        page.open_requested.connect(self.show_unlock)
        self._window.show_outside(page)

    def enter(self, vault: "Vault") -> None:
        """Show the rooms of a vault that has been unlocked; unless one is leaving, then it is locked again."""
        self._keep_vault(vault)
        if self._on_the_way_out:
            return
        self._rooms = rooms = self._furnish(vault)
        self._window.show_inside()
        if vault.opened_by == _BY_RECOVERY_KEY:
            self._window.show_notice(
                "You came in with your recovery key.", action="Choose a new passphrase", act=rooms.renew_passphrase
            )
        self.opened.emit()
        # With a backup, what has lain in the trash for its time goes: the lists are looked at anew.
        self._tasks.run(
            vault.backup_if_due,
            done=lambda made: rooms.refresh() if made is not None and self._rooms is rooms else None,
            failed=self._tell_backup_failed,
        )

    def lock(self) -> None:
        """Save what is being typed, close the vault and everything that came out of it, and show the unlock page."""
        if self._on_the_way_out:
            return
        if self._rooms is not None:
            self._rooms.flush(self._close_vault)
        else:
            self._close_vault()

    def leave(self) -> None:
        """Save, lock, and close the window; at once where no vault is open."""
        if self._on_the_way_out:
            return
        if self._rooms is None:
            self._leave_now()
        else:
            self._rooms.flush(self._leave_now)

    def _keep_vault(self, vault: "Vault") -> None:
        self._vault = vault
        self.keep_settings(self._settings.opened(vault.folder))

    def _enter_new(self, vault: "Vault", first: str) -> None:
        self.enter(vault)
        if self._rooms is None:
            return
        if first == "import":
            self._rooms.bring_in()
        else:
            self._rooms.begin_writing()

    def _close_vault(self) -> None:
        vault, self._vault = self._vault, None
        rooms, self._rooms = self._rooms, None
        if vault is None:
            return
        self._prompts.withdraw()
        if rooms is not None:
            rooms.close_all()
        self._window.clear_rooms()
        self.closing.emit()
        self._tasks.run(vault.lock, done=lambda _: self.locked.emit())
        if not self._on_the_way_out:
            self.show_unlock(vault.folder)

    def _leave_now(self) -> None:
        self._on_the_way_out = True
        size = self._window.normalGeometry().size()
        self.keep_settings(replace(self._settings, window_width=size.width(), window_height=size.height()))
        self._close_vault()
        # After the vault is locked, which is queued before this.
        self._tasks.run(lambda: None, done=lambda _: QTimer.singleShot(0, self._go))

    def _go(self) -> None:
        if self._vault is not None:
            # It was being unlocked, or made, when the person chose to leave.
            self._leave_now()
        else:
            self._window.leave()

    def _tell_backup_failed(self, error: AllydeskError) -> None:
        problem = problem_of(error)
        self._window.show_notice(f"Today’s backup could not be made. {problem.happened} {problem.next}")
