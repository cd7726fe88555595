"""The menu behind the three dots: what can be done with the entry that is open, each with its key."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from allydesk.ui.actions import Action


class EntryMenu(QMenu):
    """Made anew each time it opens, so that it says what is so now. None among the actions is a line between them.

    The keys are only shown here; the page has them act.
    """

    def __init__(self, actions: Callable[[], Iterable[Action | QMenu | None]], *, parent: QWidget) -> None:
        super().__init__(parent)
        self._made = actions
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for action in self._made():
            if action is None:
                self.addSeparator()
            elif isinstance(action, QMenu):
                self.addMenu(action)
            else:
                key = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
                made = self.addAction(f"{action.label}\t{key}" if key else action.label)
                made.setEnabled(action.ready())
                made.triggered.connect(lambda _checked=False, run=action.run: run())
