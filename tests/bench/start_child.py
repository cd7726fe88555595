"""A process to be measured: `python -m tests.bench.start_child bare|app|vault|vault-bare`.

Prints one number as soon as it has it: the clock all processes share when the first page was painted (`bare`, `app`),
or the memory this process then holds, in kB (`vault`, `vault-bare`; for `vault` the folder is an argument and its
recovery key comes on standard input).
"""

import os
import sys
from pathlib import Path
from time import monotonic
from typing import NoReturn

# Nothing else up here: what this module imports, the start would not have to.


def say(number: float) -> NoReturn:
    """Print it and end, without the time that tidying up takes."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()
    os._exit(0)


def until_painted() -> None:
    """Let events run until some window has been painted."""
    from PySide6.QtCore import QEvent, QObject  # noqa: PLC0415 - a part of what is measured
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    class Watcher(QObject):
        seen = False

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or event.type() == QEvent.Type.Paint
            return False

    application, watcher = QApplication.instance(), Watcher()
    assert application is not None
    application.installEventFilter(watcher)
    while not watcher.seen:
        QApplication.processEvents()


def bare() -> None:
    """A window of Qt's with nothing in it, as large as ours."""
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415

    application = QApplication([])
    window = QMainWindow()
    window.resize(1360, 860)
    window.show()
    until_painted()
    del application


def app() -> None:
    """The app from its own entry point on, until its first page is painted."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from allydesk.__main__ import main  # noqa: PLC0415

    def run(*_: object) -> int:
        until_painted()
        say(monotonic())

    # Where the app would wait for its person: by then the window has been shown.
    QApplication.exec = run  # type: ignore[method-assign]  # only in this process, which ends there
    sys.argv[1:] = []
    main()


def vault(folder: Path) -> None:
    """The journal's page over an open vault, everything imported that ever is."""
    import keyring  # noqa: F401, PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    import allydesk.app  # noqa: F401, PLC0415
    from allydesk.storage.secrets import RecoveryKey  # noqa: PLC0415
    from allydesk.storage.state import DeviceState  # noqa: PLC0415
    from allydesk.storage.vault import Vault  # noqa: PLC0415
    from tests.bench.window_rows import open_window  # noqa: PLC0415

    opened = Vault(folder, state=DeviceState(folder.parent / "state.json"), clock=_now)
    opened.unlock(RecoveryKey(sys.stdin.read()))
    open_window(opened, opened.journal.count(), folder.parent)
    QApplication.processEvents()


def _now() -> "datetime":
    return datetime.now(UTC)


def memory() -> float:
    """What this process holds, in kB."""
    status = Path("/proc/self/status").read_text()
    return float(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


if __name__ == "__main__":
    match sys.argv[1]:
        case "bare":
            bare()
            say(monotonic())
        case "app":
            app()
        case "vault-bare":
            bare()
            say(memory())
        case "vault":
            from datetime import UTC, datetime

            vault(Path(sys.argv[2]))
            say(memory())
