"""Every page as a picture, light and dark, large and small, the chief ones in high contrast too: for looking at, for
the read-me, and for the guide.

The pages are the real ones in the real window, on a demo vault made for the purpose, drawn on Qt's platform without a
screen. The clock stands still, so that two runs draw the same.
"""

import multiprocessing
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QPoint, QRect, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QDialog

from allydesk import assets, offline
from allydesk.offline import Guard, GuardKind
from allydesk.paths import Paths
from allydesk.settings import Settings
from allydesk.storage.keys import FLOOR
from allydesk.storage.state import DeviceState
from allydesk.storage.vault import Vault
from allydesk.tour import Tour
from allydesk.transfer.demo import DEMO_PASSPHRASE, fill
from allydesk.ui.theme import Theme
from allydesk.windowed import Face

SIZES = (QSize(1360, 860), QSize(1024, 640))
THEMES = (Theme.LIGHT, Theme.DARK)
_ALL = (*THEMES, Theme.CONTRAST)

_EVENING = datetime(2026, 11, 21, 21, 30)
_ROUNDS = 6
"""How often everything queued is let pass before a picture: an answer may ask the next question."""
_VEIL = QColor(0, 0, 0, 60)
_OF_EVERY_WINDOW = "This plugin does not support propagateSizeHints"
_STILL = 300
"""Milliseconds; longer than the search field and the word count wait for the next key."""

_DRAWN = 80
"""Milliseconds for what is laid out and drawn anew a turn later."""

Step = Callable[[], object]


def render_pages(folder: Path, *, zone: tzinfo) -> int:
    """Write a picture of every page at every size in every theme to `folder`; how many.

    Each theme has a process of its own that goes the whole way: to dress the open window anew for each picture would
    take longer than everything else together.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Not forked: a copy of a process in which Qt or a thread has begun is not sound.
    with multiprocessing.get_context("spawn").Pool(len(_ALL)) as processes:
        return sum(processes.map(partial(_render, folder, zone), _ALL, chunksize=1))


def _render(folder: Path, zone: tzinfo, theme: Theme) -> int:
    """The pictures of one theme."""
    offline.install()
    app = QApplication.instance() or QApplication(["allydesk"])
    assert isinstance(app, QApplication)  # noqa: S101 - what was just made
    before = qInstallMessageHandler(_pass_on)
    with tempfile.TemporaryDirectory(prefix="allydesk-") as home:
        studio = Studio(app, folder, home=Path(home), zone=zone, theme=theme)
        QTimer.singleShot(0, studio.begin)
        app.exec()
        studio.close()
    qInstallMessageHandler(before)
    if studio.failure is not None:
        raise studio.failure
    return studio.count


class Studio:
    """Goes from page to page and takes pictures of each in one theme."""

    def __init__(self, app: QApplication, folder: Path, *, home: Path, zone: tzinfo, theme: Theme) -> None:
        self._app = app
        self._theme = theme
        self._folder = folder
        self._home = home
        self._zone = zone
        self.count = 0
        self.failure: BaseException | None = None
        documents = home / "Documents"
        documents.mkdir()
        self._demo = documents / "My journal.allydesk"
        self._paths = Paths.under(home)
        self._make_demo()
        self._face = Face(
            app,
            paths=self._paths,
            settings=Settings(theme=theme),
            clock=self._clock,
            guard=Guard(GuardKind.SECCOMP),
            home=home,
            kdf=FLOOR,
        )
        self._face.tasks.crashed.connect(self._fail)
        self._face.problems.install()
        self._stops = Tour(self._face, demo=self._demo).stops()

    def begin(self) -> None:
        """Show the window and take the first picture."""
        self._face.window.show()
        self._next()

    def close(self) -> None:
        """Take the window away."""
        self._face.problems.remove()
        self._face.close()
        self._face.window.leave()
        self._face.window.deleteLater()

    # How it is taken

    def _next(self) -> None:
        try:
            stop = next(self._stops, None)
            if stop is None:
                self._app.quit()
                return
            stop.act()
        except Exception as problem:  # noqa: BLE001 - kept, and raised once Qt's loop has ended
            self._fail(problem)
            return
        is_taken = stop.name and (stop.contrast or self._theme in THEMES)
        self._settle(lambda: self._take_all(stop.name, list(SIZES) if is_taken else []))

    def _take_all(self, name: str, sizes: list[QSize]) -> None:
        if not sizes:
            QTimer.singleShot(0, self._next)
            return
        size, *others = sizes
        self._face.window.resize(size)
        # Another size asks little of the vault, and starts no timers.
        file = f"{name}-{self._theme.value}-{size.width()}x{size.height()}"
        self._settle(lambda: self._take(file, name, others), rounds=1, still=_DRAWN)

    def _take(self, file: str, name: str, others: list[QSize]) -> None:
        picture = self._face.window.grab()
        for dialog in self._face.window.findChildren(QDialog):
            if dialog.isVisible():
                # A dialog is a window of its own, and is not in the picture of the one below.
                painter = QPainter(picture)
                painter.fillRect(picture.rect(), _VEIL)
                place = QRect(QPoint(0, 0), dialog.size())
                place.moveCenter(picture.rect().center())
                painter.drawPixmap(place, dialog.grab())
                painter.end()
        picture.save(str(self._folder / f"{file}.png"))
        self.count += 1
        self._take_all(name, others)

    def _settle(self, then: Step, rounds: int = _ROUNDS, still: int = _STILL) -> None:
        """Let everything that is queued for the vault, and all that follows from it, be done; then wait for timers."""
        if self.failure is not None:
            return
        if rounds:
            self._face.tasks.run(lambda: None, done=lambda _: self._settle(then, rounds - 1, still))
        else:
            QTimer.singleShot(still, then)

    def _fail(self, problem: BaseException) -> None:
        self.failure = problem
        self._app.exit(1)

    def _make_demo(self) -> None:
        vault = Vault(self._demo, state=DeviceState(self._paths.device_state_file), clock=self._clock)
        vault.create(DEMO_PASSPHRASE, kdf=FLOOR)
        fill(vault, resources=assets.resources(), zone=self._zone, zone_name=str(self._zone))
        vault.lock()

    def _clock(self) -> datetime:
        return _EVENING.replace(tzinfo=self._zone)


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt has to say, but for what its platform without a screen says of every window."""
    if not message.startswith(_OF_EVERY_WINDOW):
        sys.stderr.write(f"{message}\n")
