"""Long work: shown after a moment, told how far it is, stopped when asked."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from allydesk.errors import Cancelled
from allydesk.progress import Progress
from allydesk.ui.progress import ProgressDesk, ProgressDialog
from allydesk.ui.tasks import Task, TaskRunner
from allydesk.ui.theme import Look
from tests.ui.hands import click, press


class Slow:
    """Work that goes on until it is let go."""

    def __init__(self) -> None:
        self.let_go = threading.Event()

    def __call__(self, progress: Progress) -> str:
        done = 0
        while not self.let_go.wait(0.01):
            done += 1
            progress(min(done, 50), 100)
        progress(100, 100)
        return "done"


@pytest.fixture
def slow() -> Iterator[Slow]:
    slow = Slow()
    yield slow
    slow.let_go.set()


@pytest.fixture
def window(look: Look, tasks: TaskRunner, qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    ProgressDesk(window=window, look=look, tasks=tasks)
    return window


def shown(window: QWidget) -> list[ProgressDialog]:
    return [dialog for dialog in window.findChildren(ProgressDialog) if dialog.isVisible()]


def test_long_work_is_shown_and_the_dialog_goes_with_it(
    window: QWidget, tasks: TaskRunner, slow: Slow, qtbot: QtBot
) -> None:
    with qtbot.waitCallback() as done:
        tasks.run_long(slow, title="Importing", done=done)
        assert shown(window) == []
        qtbot.waitUntil(lambda: bool(shown(window)))
        (dialog,) = shown(window)
        qtbot.waitUntil(lambda: dialog.bar.value() > 0)
        assert dialog.far.text().endswith("%")
        slow.let_go.set()
    done.assert_called_with("done")
    qtbot.waitUntil(lambda: not shown(window))


@pytest.mark.parametrize("how", ["click", "escape"])
def test_long_work_is_stopped(window: QWidget, tasks: TaskRunner, slow: Slow, qtbot: QtBot, *, how: str) -> None:
    with qtbot.waitCallback() as failed:
        tasks.run_long(slow, title="Importing", failed=failed)
        qtbot.waitUntil(lambda: bool(shown(window)))
        (dialog,) = shown(window)
        if how == "click":
            click(dialog.stop)
        else:
            press(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible(), "it is the work that closes it"
        assert dialog.far.text() == "Stopping…"
        assert not dialog.stop.isEnabled()
    assert isinstance(failed.args[0], Cancelled)
    qtbot.waitUntil(lambda: not shown(window))


def test_short_work_shows_nothing(window: QWidget, tasks: TaskRunner, qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitCallback() as done:
        tasks.run_long(lambda progress: progress(1, 1), title="Quick", done=done)
    qapp.processEvents()
    assert shown(window) == []


def test_a_total_that_is_not_known_shows_that_it_goes_on(look: Look, qtbot: QtBot) -> None:
    task = Task(title="Counting")
    dialog = ProgressDialog(task, look=look, parent=None)
    qtbot.addWidget(dialog)
    dialog.show_progress(70, 0)
    assert dialog.far.text() == "Working…"
    dialog.show_progress(2**40, 2**41)
    assert dialog.bar.value() == 500
