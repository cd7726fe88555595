"""What every test of the window stands on, and the net that catches what a test leaves running."""

import gc
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from allydesk.assets import resources
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look, Theme
from tests.ui.scripted import ScriptedPrompts

# Before the first QApplication: on a machine without a screen, pages are drawn in memory.
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

OFFSCREEN_SAYS = r"This plugin does not support (propagateSizeHints|raise|grabbing)"
"""What Qt's platform without a screen says of windows with a smallest size and of menus. It is no fault of ours."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let that pass; any other warning from Qt fails a test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN_SAYS))


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread, a running timer or a window behind."""
    threads = set(threading.enumerate())
    app = QApplication.instance()
    windows = set(QApplication.topLevelWidgets()) if app is not None else set()
    # What there is already is none of this test's; passing over it makes the search for the test's own things quick.
    gc.freeze()
    try:
        yield
        _delete_what_was_let_go()
        running = _running_timers()
    finally:
        gc.unfreeze()
    assert not set(threading.enumerate()) - threads, "a thread is still running"
    left = [widget for widget in _windows() if widget not in windows]
    assert not left, f"windows left open: {left}"
    assert not running, f"timers still running, of {[timer.parent() for timer in running]}"


@pytest.fixture
def tmp_path(quick_path: Path) -> Path:
    """In memory where there is room: these tests are not about the disk."""
    return quick_path


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    """The light look at the ordinary text size, worn by the application."""
    look = Look(resources=resources(), theme=Theme.LIGHT)
    look.dress(qapp)
    yield look
    # Before the sheet goes, or each of the test's widgets would be styled once more on its way out.
    _delete_what_was_closed()
    qapp.setStyleSheet("")
    look.deleteLater()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    """A task runner, closed at the end. A crash on its thread fails the test."""
    assert qapp is not None
    runner = TaskRunner()
    crashes: list[BaseException] = []
    runner.crashed.connect(crashes.append)
    yield runner
    runner.close()
    runner.deleteLater()
    if crashes:
        raise crashes[0]


@pytest.fixture
def prompts() -> Iterator[ScriptedPrompts]:
    """Prompts to script; every answer given must have been asked for."""
    scripted = ScriptedPrompts()
    yield scripted
    scripted.finish()


def _delete_what_was_let_go() -> None:
    if QApplication.instance() is not None:
        _delete_what_was_closed()
        QCoreApplication.processEvents()
        gc.collect()


def _delete_what_was_closed() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows() -> list[QWidget]:
    if QApplication.instance() is None:
        return []
    return [widget for widget in QApplication.topLevelWidgets() if shiboken6.isValid(widget)]


def _running_timers() -> list[QTimer]:
    """Those made since the last `gc.freeze`."""
    return [
        thing for thing in gc.get_objects() if type(thing) is QTimer and shiboken6.isValid(thing) and thing.isActive()
    ]
