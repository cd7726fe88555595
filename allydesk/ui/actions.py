"""What a person can do, by name: the command palette lists it, the page of shortcuts shows its key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """`label` is as on a button ("New entry"); `group` the room or part it belongs to ("Journal").

    `shortcut` in Qt's portable form ("Ctrl+N"), "" for none. `ready` says whether it makes sense just now.
    """

    label: str
    group: str
    run: Callable[[], object]
    shortcut: str = ""
    ready: Callable[[], bool] = _always


def install(actions: Iterable[Action], *, on: QWidget) -> None:
    """Let the shortcuts act while the keyboard is anywhere in `on`."""
    for action in actions:
        if action.shortcut:
            shortcut = QShortcut(QKeySequence(action.shortcut), on)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda action=action: action.run() if action.ready() else None)
