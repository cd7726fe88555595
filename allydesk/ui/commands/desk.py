"""Opens the command palette and the page of keys over the window, and does what is chosen there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from allydesk.ui.actions import Action, install
from allydesk.ui.commands.palette import CommandPalette, Describe, Find
from allydesk.ui.commands.shortcuts import Key, ShortcutsDialog
from allydesk.ui.theme import Look

Gather = Callable[[], Sequence[Action]]
"""Everything that can be done now, from all the rooms."""


class CommandDesk(QObject):
    """Lives as long as the rooms of an open vault do. `entry_chosen` carries an entry's id."""

    entry_chosen = Signal(str)

    def __init__(
        self, *, window: QWidget, look: Look, gather: Gather, keys: Sequence[Key], find: Find, describe: Describe
    ) -> None:
        """`keys` are those of the page of keys that are no actions of a room, such as the ones within a text."""
        super().__init__()
        self._window = window
        self._look = look
        self._gather = gather
        self._keys = tuple(keys)
        self._find = find
        self._describe = describe
        self._open: QDialog | None = None

    def offered(self) -> tuple[Action, ...]:
        """The two this offers itself."""
        return (
            Action("Command palette", "Allydesk", self.show_palette, "Ctrl+K"),
            Action("Keys", "Allydesk", self.show_keys, "Ctrl+F1"),
        )

    def install(self, *, on: QWidget) -> None:
        """Let their keys act while the keyboard is in `on`."""
        install(self.offered(), on=on)

    def show_palette(self) -> None:
        """Open the palette, unless a dialog of ours is open already."""
        if self._open is None:
            others = [each for each in self._gather() if each.label != "Command palette"]
            palette = CommandPalette(
                others, find=self._find, describe=self._describe, look=self._look, parent=self._window
            )
            palette.entry_chosen.connect(self.entry_chosen)
            self._show(palette)
            palette.field.setFocus()

    def show_keys(self) -> None:
        """Open the page of keys."""
        if self._open is None:
            found = [Key(each.label, each.group, each.shortcut) for each in self._gather() if each.shortcut]
            ordered = sorted({*found, *self._keys}, key=lambda key: ([*_ORDER, key.group].index(key.group), key.label))
            dialog = ShortcutsDialog(ordered, look=self._look, parent=self._window)
            self._show(dialog)
            dialog.field.setFocus()

    def close_all(self) -> None:
        """Close what is open: the vault is being locked."""
        if self._open is not None:
            self._open.reject()

    def _show(self, dialog: QDialog) -> None:
        self._open = dialog
        dialog.finished.connect(self._closed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _closed(self) -> None:
        self._open = None


_ORDER = ("Allydesk", "Today", "Journal", "Entry", "Writing")
"""The groups of the page of keys, the others after them."""
