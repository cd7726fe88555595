"""The time a round takes, for whoever would like to see it: it counts up, and asks for nothing."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from allydesk.story.takes import length_in_figures
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_TICK = 500
"""Milliseconds: often enough that no second is left out."""


class Counting(Flow):
    """Begins when it is first shown. Nothing of it is read out by itself, and it stands still while it is hidden."""

    def __init__(self, *, look: Look, steady: Callable[[], float], parent: QWidget | None = None) -> None:
        """`steady` counts seconds and is never set back."""
        super().__init__(spacing=12)
        self.setParent(parent)
        self._steady = steady
        self._look = look
        self._gone = 0.0
        self._since: float | None = None
        self.toggle = button("Show the time", "text")
        self.figures = label("0:00", "muted")
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self.add(self.toggle)
        self.add(self.figures)
        self.figures.hide()
        self._timer.timeout.connect(self._show)
        self.toggle.clicked.connect(lambda _checked: self._turn())
        self.take_look()

    @property
    def seconds(self) -> float:
        """How long it has been."""
        return self._gone + (0.0 if self._since is None else self._steady() - self._since)

    def take_look(self) -> None:
        """Take the look's present type."""
        self.figures.setFont(self._look.ui_font(size=18))

    def showEvent(self, event: QShowEvent) -> None:
        """The time goes on."""
        super().showEvent(event)
        if self._since is None:
            self._since = self._steady()
        if not self.figures.isHidden():
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is timed that nobody sees."""
        super().hideEvent(event)
        self._gone, self._since = self.seconds, None
        self._timer.stop()

    def _turn(self) -> None:
        shown = self.figures.isHidden()
        self.figures.setVisible(shown)
        self.toggle.setText("Hide the time" if shown else "Show the time")
        self._show()
        if shown:
            self._timer.start()
        else:
            self._timer.stop()

    def _show(self) -> None:
        self.figures.setText(length_in_figures(self.seconds))
        self.figures.setAccessibleName(f"Time so far: {self.figures.text()}")
