"""The window's half of the composition root. It imports Qt, so it is imported only when there is a window to show."""

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QApplication

from allydesk import assets, offline
from allydesk.errors import AllydeskError, VaultError
from allydesk.paths import Paths
from allydesk.settings import LoadedSettings, Settings, SettingsFile
from allydesk.ui.autolock import AutoLock
from allydesk.ui.clipboard import ClipboardKeeper
from allydesk.ui.leaving import LeaveOnSignal
from allydesk.ui.problems import ProblemDesk
from allydesk.ui.progress import ProgressDesk
from allydesk.ui.prompts import WindowPrompts
from allydesk.ui.session_watch import SessionWatch
from allydesk.ui.shell import Rooms, Shell, Surroundings
from allydesk.ui.starting import start_qt
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look, ReadingFont, Theme
from allydesk.ui.vaults import Vaults
from allydesk.ui.window import MainWindow
from allydesk.ui.wording import short_path

if TYPE_CHECKING:
    from PySide6.QtCore import QMarginsF
    from PySide6.QtGui import QPageSize, QTextDocument
    from PySide6.QtPrintSupport import QPrinter

    from allydesk.storage.keys import KdfParameters
    from allydesk.storage.vault import Vault

Clock = Callable[[], datetime]
_Known = TypeVar("_Known", bound=StrEnum)

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
        self.look = Look(
            resources=assets.resources(),
            theme=_known(Theme, settings.theme, Theme.SYSTEM),
            text_scale=settings.text_scale,
            reading=_known(ReadingFont, settings.reading_font, ReadingFont.SERIF),
            reduced_motion=settings.reduced_motion,
        )
        self.look.dress(app)
        self.tasks = TaskRunner()
        self.window = MainWindow(look=self.look)
        self.prompts = WindowPrompts(window=self.window, look=self.look)
        self.progress = ProgressDesk(window=self.window, look=self.look, tasks=self.tasks)
        self.problems = ProblemDesk(window=self.window, look=self.look, prompts=self.prompts)
        self.clipboard = ClipboardKeeper(clipboard=app.clipboard(), parent=self.window)
        self.watch = SessionWatch(parent=self.window)
        self.auto_lock = AutoLock(app=app, minutes=settings.auto_lock_minutes, clock=clock, watch=self.watch)
        self.auto_lock.follow(settings)
        self._around = Surroundings(
            home=home,
            vaults_folder=paths.vaults_folder,
            clock=clock,
            guard=guard,
            send=self._print,
        )
        self._state_file = paths.device_state_file
        self._dictionaries = paths.settings_file.parent / "dictionaries"
        self._vaults = Vaults(make=self._vault_at, kdf=kdf)
        self.shell = Shell(
            window=self.window,
            look=self.look,
            tasks=self.tasks,
            prompts=self.prompts,
            vaults=self._vaults,
            surroundings=self._around,
            settings=settings,
            furnish=self._furnish,
        )
        self.window.resize(settings.window_width, settings.window_height)
        self._connect()

    def load_ahead(self) -> None:
        """Import, on the vault's thread, what a person needs next, while they still type their passphrase."""
        self.tasks.run(lambda: [importlib.import_module(name) for name in _LOADED_AHEAD])

    def close(self) -> None:
        """Finish what is queued and end the vault's thread."""
        self.tasks.close()

    def _connect(self) -> None:
        self.tasks.failed_unhandled.connect(self.problems.show)
        self.tasks.crashed.connect(self.problems.show)
        self.shell.opened.connect(self.auto_lock.start)
        self.shell.locked.connect(self.auto_lock.stop)
        self.shell.closing.connect(self.clipboard.clear_ours)
        self.shell.settings_changed.connect(self.auto_lock.follow)
        self.auto_lock.lock_due.connect(self.shell.lock)

    def _print(self, document: "QTextDocument") -> None:
        # Late: a page that prints is never the first one.
        from allydesk.ui.printing import WindowPrinter  # noqa: PLC0415 - late, see above

        WindowPrinter(window=self.window).send(document)

    def _ask_printer(
        self, margins: "QMarginsF", then: "Callable[[QPrinter], object]", *, size: "QPageSize | None" = None
    ) -> None:
        from allydesk.ui.printing import WindowPrinter  # noqa: PLC0415 - late, as above

        WindowPrinter(window=self.window).ask(margins, then, size=size)

    def _vault_at(self, folder: Path) -> "Vault":
        # Late, and on the vault's thread: see `ui.vaults`.
        from allydesk.storage.state import DeviceState  # noqa: PLC0415 - late, see above
        from allydesk.storage.vault import Vault  # noqa: PLC0415 - late, see above

        return Vault(folder, state=DeviceState(self._state_file), clock=self._around.clock)

    def _furnish(self, vault: "Vault") -> Rooms:
        from allydesk.ui.rooms import Fittings, OpenRooms  # noqa: PLC0415 - it was loaded ahead

        around = self._around
        zone = around.clock().tzinfo or UTC
        fittings = Fittings(
            tasks=self.tasks,
            prompts=self.prompts,
            look=self.look,
            clock=around.clock,
            zone=zone,
            zone_name=getattr(zone, "key", ""),
            home=around.home,
            resources=assets.resources(),
            dictionaries=self._dictionaries,
            guard=around.guard,
            send=around.send,
            ask_printer=self._ask_printer,
            vaults=self._vaults,
            hears_screen_lock=self.watch.hears_screen_lock,
            hears_sleep=self.watch.hears_sleep,
            crashed=self.problems.show,
        )
        rooms = OpenRooms(vault, window=self.window, settings=self.shell.settings, fittings=fittings)
        rooms.settings_changed.connect(self.shell.keep_settings)
        rooms.vault_restored.connect(self.shell.know_vault)
        rooms.somebody_there.connect(self.auto_lock.hold)
        return rooms


def open_window(
    *,
    paths: Paths,
    guard: offline.Guard,
    clock: Clock,
    explain: Callable[[AllydeskError], object],
    demo: Path | None = None,
) -> int:
    """Show the window and run until it is closed; the exit status. `demo` is a vault to offer without keeping it.

    Where there is no screen for it, `explain` says so, and the process ends.
    """
    app = start_qt(sys.argv[:1], explain=explain)
    with window_shown(app, paths=paths, guard=guard, clock=clock, demo=demo):
        return app.exec()


@contextmanager
def window_shown(
    app: QApplication,
    *,
    paths: Paths,
    guard: offline.Guard,
    clock: Clock,
    demo: Path | None = None,
    kdf: "KdfParameters | None" = None,
) -> Iterator[Face]:
    """The window on its first page, for as long as the block runs; `kdf` as in `Face`."""
    app.setApplicationName("Allydesk")
    app.setDesktopFileName("allydesk")
    file = SettingsFile(paths.settings_file)
    loaded = file.load()
    face = Face(
        app,
        paths=paths,
        settings=loaded.settings,
        clock=clock,
        guard=guard,
        home=Path.home(),
        kdf=kdf,
    )
    face.problems.install()
    leaving = LeaveOnSignal(leave=face.shell.leave)
    try:
        if demo is None:
            face.shell.settings_changed.connect(partial(_keep, file, face.problems))
            face.shell.begin()
        else:
            face.shell.show_unlock(demo)
        # Not before: the desktop's settings portal reads our process's name.
        face.window.first_painted.connect(offline.harden)
        face.window.first_painted.connect(face.load_ahead)
        face.window.show()
        if loaded.damaged:
            face.prompts.tell("Your settings could not be read", _about_damage(loaded, home=Path.home()))
        yield face
    finally:
        leaving.close()
        face.problems.remove()
        face.close()


def _known(kind: type[_Known], value: str, usual: _Known) -> _Known:
    """A choice from the file; one that this version does not know, or somebody has made up, is the usual one."""
    try:
        return kind(value)
    except ValueError:
        return usual


def _about_damage(loaded: LoadedSettings, *, home: Path) -> str:
    """What has become of settings that could not be read. The file put aside is not met again, so it is said once."""
    said = (
        "Allydesk has begun with its usual choices. Your vaults are as they were; one that is not offered any more can "
        "be opened from its folder."
    )
    if loaded.put_aside is None:
        return said
    return f"{said}\n\nThe old file is kept at {short_path(loaded.put_aside, home=home)}."


def _keep(file: SettingsFile, problems: ProblemDesk, settings: Settings) -> None:
    try:
        file.save(settings)
    except VaultError as error:
        problems.show(error)
