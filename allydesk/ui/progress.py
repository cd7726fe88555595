"""Long work made visible: how far it is, and a way to stop it."""

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from allydesk.ui.dialogs import TEXT_WIDTH, Answer, PlainDialog
from allydesk.ui.tasks import Task, TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

PATIENCE = 300
"""In milliseconds: work that is done sooner shows nothing, because a dialog that only flashes up helps nobody."""

_STEPS = 1000
"""The bar's own range; work may count more than an int of Qt can hold."""


class ProgressDialog(PlainDialog):
    """A title, a bar, and Stop. It closes itself when the work has ended, however it ended."""

    def __init__(self, task: Task, *, look: Look, parent: QWidget | None) -> None:
        super().__init__(task.title, "", look=look, parent=parent)
        self._task = task
        self.bar = QProgressBar()
        self.bar.setAccessibleName(task.title)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.bar.setFixedWidth(look.scaled(TEXT_WIDTH))
        self.far = label("Working…", "small")
        self.body.addWidget(self.bar)
        self.body.addWidget(self.far)
        self.stop = self.add_buttons((Answer("stop", "Stop"),))["stop"]
        self.stop.clicked.disconnect()
        self.stop.clicked.connect(self.reject)
        task.progressed.connect(self.show_progress)
        task.ended.connect(self.accept)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the work is; without a total only that it goes on."""
        if total > 0 and not self._task.is_cancelled:
            self.bar.setValue(_STEPS * done // total)
            self.far.setText(f"{100 * done // total} %")

    def reject(self) -> None:
        """Escape, the window's cross and Stop all ask the work to stop; it is the work that closes the dialog."""
        self._task.cancel()
        self.stop.setEnabled(False)
        self.far.setText("Stopping…")


class ProgressDesk(QObject):
    """Shows every long task of a runner over a window. Made once, beside the window."""

    def __init__(self, *, window: QWidget, look: Look, tasks: TaskRunner) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        tasks.long_started.connect(self._wait)

    def _wait(self, task: Task) -> None:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(partial(self._show, task))
        timer.timeout.connect(timer.deleteLater)
        task.ended.connect(timer.deleteLater)
        timer.start(PATIENCE)

    def _show(self, task: Task) -> None:
        if not task.is_over:
            dialog = ProgressDialog(task, look=self._look, parent=self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
