"""Qt's start. Where it finds no screen, Qt ends the process by a crash; here that becomes an error in words."""

import ctypes
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from allydesk.display import missing_library
from allydesk.errors import AllydeskError

FAILED = 1
"""The exit status of a process that could not start."""

_SAID_WITHOUT_A_SCREEN = re.compile(r"This plugin does not support (propagateSizeHints|raise|grabbing)")
_NOT_LOADED = re.compile(r'Could not load the Qt platform plugin "(\w+)')


def start_qt(arguments: Sequence[str], *, explain: Callable[[AllydeskError], object]) -> QApplication:
    """Qt's application. Where it cannot be had, `explain` is called, and the process ends with status 1 at once.

    Qt would abort there, and a Python exception cannot pass through it. `arguments` begin with the program's name.
    """
    said: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        said.append(message)
        if kind is QtMsgType.QtFatalMsg:
            explain(_reason(said))
            os._exit(FAILED)

    before = qInstallMessageHandler(hear)
    try:
        app = QApplication(list(arguments))
    finally:
        qInstallMessageHandler(before)
    # What Qt got over, as it would have said it by itself.
    sys.stderr.writelines(f"{message}\n" for message in said)
    return app


def start_drawing() -> QGuiApplication:
    """Qt's application for drawing in memory, or the one there is. It is to be kept while something is drawn."""
    there = QGuiApplication.instance()
    return there if isinstance(there, QGuiApplication) else QGuiApplication(["allydesk"])


@contextmanager
def without_a_screen() -> Iterator[None]:
    """Where pages are drawn in memory, leaves out what Qt says there of every window; it is no fault of ours."""

    def hear(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if not _SAID_WITHOUT_A_SCREEN.match(message):
            sys.stderr.write(f"{message}\n")

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _reason(said: Sequence[str]) -> AllydeskError:
    """Why Qt could not start. It does not say which library a plugin lacks; the loader does."""
    words = "\n".join(said)
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    for name in _NOT_LOADED.findall(words):
        try:
            ctypes.CDLL(str(folder / f"libq{name}.so"))
        except OSError as problem:
            return missing_library(str(problem))
    return missing_library(words)
