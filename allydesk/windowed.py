"""The window's half of the composition root. It imports Qt, so it is imported only when there is a window to show."""

import importlib
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from allydesk import assets, offline
from allydesk.errors import VaultError
from allydesk.paths import Paths
from allydesk.settings import Settings, SettingsFile
from allydesk.ui.leaving import LeaveOnSignal
from allydesk.ui.printing import WindowPrinter
from allydesk.ui.problems import ProblemDesk
from allydesk.ui.progress import ProgressDesk
from allydesk.ui.prompts import WindowPrompts
from allydesk.ui.shell import Rooms, Shell, Surroundings
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look, Theme
from allydesk.ui.vaults import Vaults
from allydesk.ui.window import MainWindow

if TYPE_CHECKING:
    from allydesk.storage.keys import KdfParameters
    from allydesk.storage.vault import Vault

Clock = Callable[[], datetime]

_LOADED_AHEAD = ("allydesk.storage.vault", "allydesk.ui.rooms")


class Face:
    """The application with its window, wired; one a process."""

    def __init__(
        self,
        app: QApplication,
        *,
        paths: Paths,
        settings: Settings,
        clock: Clock,
        guard: offline.Guard,
        home: Path,
        kdf: "KdfParameters | None" = None,
    ) -> None:
        """`home` is what paths are shown from; `kdf` the cost of new passphrases, found out by trying when None."""
        self.look = Look(resources=assets.resources(), theme=Theme(settings.theme), text_scale=settings.text_scale)
        self.look.dress(app)
        self.tasks = TaskRunner()
        self.window = MainWindow(look=self.look)
        self.prompts = WindowPrompts(window=self.window, look=self.look)
        self.progress = ProgressDesk(window=self.window, look=self.look, tasks=self.tasks)
        self.problems = ProblemDesk(window=self.window, look=self.look, prompts=self.prompts)
        self._clock = clock
        self._guard = guard
        self._state_file = paths.device_state_file
        self.shell = Shell(
            window=self.window,
            look=self.look,
            tasks=self.tasks,
            prompts=self.prompts,
            vaults=Vaults(make=self._vault_at, kdf=kdf),
            surroundings=Surroundings(
                home=home,
                vaults_folder=paths.vaults_folder,
                clock=clock,
                send=WindowPrinter(window=self.window).send,
            ),
            settings=settings,
            furnish=self._furnish,
        )
        self.window.resize(settings.window_width, settings.window_height)
        self.tasks.failed_unhandled.connect(self.problems.show)
        self.tasks.crashed.connect(self.problems.show)

    def load_ahead(self) -> None:
        """Import, on the vault's thread, what a person needs next, while they still type their passphrase."""
        self.tasks.run(lambda: [importlib.import_module(name) for name in _LOADED_AHEAD])

    def close(self) -> None:
        """Finish what is queued and end the vault's thread."""
        self.tasks.close()

    def _vault_at(self, folder: Path) -> "Vault":
        # Late, and on the vault's thread: see `ui.vaults`.
        from allydesk.storage.state import DeviceState  # noqa: PLC0415
        from allydesk.storage.vault import Vault  # noqa: PLC0415

        return Vault(folder, state=DeviceState(self._state_file), clock=self._clock)

    def _furnish(self, vault: "Vault") -> Rooms:
        from allydesk.ui.rooms import furnish  # noqa: PLC0415 - it was loaded ahead

        return furnish(
            vault, window=self.window, tasks=self.tasks, prompts=self.prompts, look=self.look, clock=self._clock
        )


def open_window(*, paths: Paths, guard: offline.Guard, clock: Clock, demo: Path | None = None) -> int:
    """Show the window and run until it is closed; the exit status. `demo` is a vault to offer without keeping it."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Allydesk")
    app.setDesktopFileName("allydesk")
    file = SettingsFile(paths.settings_file)
    loaded = file.load()
    face = Face(app, paths=paths, settings=loaded.settings, clock=clock, guard=guard, home=Path.home())
    face.problems.install()
    leaving = LeaveOnSignal(leave=face.shell.leave)
    try:
        if demo is None:
            face.shell.settings_changed.connect(partial(_keep, file, face.problems))
            face.shell.begin()
        else:
            face.shell.show_unlock(demo)
        face.window.show()
        # Once the first page is painted. Not before: the desktop's settings portal reads our process's name.
        QTimer.singleShot(0, offline.harden)
        QTimer.singleShot(0, face.load_ahead)
        return app.exec()
    finally:
        leaving.close()
        face.problems.remove()
        face.close()


def _keep(file: SettingsFile, problems: ProblemDesk, settings: Settings) -> None:
    try:
        file.save(settings)
    except VaultError as error:
        problems.show(error)
