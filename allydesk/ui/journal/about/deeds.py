"""What a person can do with the open entry, by name and key."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from allydesk.journal.links import link_to
from allydesk.ui.actions import Action
from allydesk.ui.clipboard import private_mime

if TYPE_CHECKING:
    from allydesk.ui.journal.editor import Editor

_GROUP = "Entry"


class Deeds:
    """The actions of an editor, for its menu and for the keys."""

    def __init__(self, *, editor: "Editor") -> None:
        self._editor = editor
        self.files: tuple[Action, ...] = ()
        """What the strip of files adds."""

    def everything(self) -> tuple[Action, ...]:
        """All of them, for the keys and the command palette."""
        editor = self._editor
        others = (
            self._deed("Mood", editor.about.ask_mood, "Ctrl+M"),
            self._deed("Tags and people", editor.tags.field.setFocus, "Ctrl+T"),
            self._deed("History of this entry", editor.history_asked.emit, "Ctrl+Shift+H"),
            self._deed("Find and replace", lambda: editor.find_in_page(replacing=True), "Ctrl+H"),
            Action("Focus mode", _GROUP, editor.toggle_focus, "F11", ready=lambda: editor.sheet is not None),
        )
        return (*others, *(each for each in self.menu() if isinstance(each, Action)))

    def menu(self) -> tuple[Action | QMenu | None, ...]:
        """The menu's lines."""
        editor = self._editor
        sheet = editor.sheet
        reading = "Leave the reading view" if editor.is_reading else "Reading view"
        pin = "Unpin" if sheet is not None and sheet.pinned else "Pin to the top"
        return (
            Action(reading, _GROUP, editor.toggle_reading, "Ctrl+E", ready=lambda: editor.sheet is not None),
            Action("Find in page", _GROUP, editor.find_in_page, "Ctrl+F", ready=lambda: editor.sheet is not None),
            None,
            self._deed("Change date…", editor.about.ask_date, "Ctrl+D"),
            editor.head.templates,
            self._deed(pin, self.ask_pin, "Ctrl+Shift+P"),
            *self.files,
            None,
            self._deed("Add to lifeline", editor.lifeline_asked.emit, "Ctrl+Shift+Y"),
            self._kept("Print…", editor.print_asked.emit, "Ctrl+P"),
            self._kept("Export this entry…", editor.export_asked.emit, "Ctrl+Shift+E"),
            self._kept("Copy link", self.copy_link, "Ctrl+Shift+L"),
            None,
            self._deed("Move to trash", editor.trash_asked.emit, "Ctrl+Shift+Del"),
        )

    def ask_pin(self) -> None:
        """Pin it, or take the pin out."""
        sheet = self._editor.sheet
        if sheet is not None:
            self._editor.pin_asked.emit(not sheet.pinned)

    def copy_link(self) -> None:
        """Put `[[title]]` on the clipboard."""
        sheet = self._editor.sheet
        link = link_to(sheet.title.text()) if sheet is not None else ""
        if link:
            QGuiApplication.clipboard().setMimeData(private_mime(link))
        else:
            self._editor.offer.make("An entry needs a title before others can link to it.")

    def _deed(self, label: str, run: Callable[[], object], key: str) -> Action:
        """Something that changes the entry, and so not in the trash."""
        return Action(label, _GROUP, run, key, ready=lambda: _is_open(self._editor))

    def _kept(self, label: str, run: Callable[[], object], key: str) -> Action:
        """Something that leaves the entry as it is."""
        return Action(label, _GROUP, run, key, ready=lambda: self._editor.sheet is not None)


def _is_open(editor: "Editor") -> bool:
    return editor.sheet is not None and editor.sheet.trashed is None
