"""The field at the end of the chips, in which a tag or a person is typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from allydesk.journal.tags import tag_key, tidy_tag
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look

PERSON = "@"
"""Typed before a name to say that it is a person's."""
_PROPOSED = 12
"""At most so many; one more letter finds the others."""
_INSERTED = int(Qt.ItemDataRole.UserRole)


class ChipField(QLineEdit):
    """Return or a comma adds what was typed; Backspace in the empty field goes back to the chips.

    While one types, known tags and people are proposed in the order they were made known, people with their sign.
    """

    tag_added = Signal(str)
    person_added = Signal(str)
    went_back = Signal(bool)
    """To the chips: True to the last tag or person, to take it off perhaps; False one place to the left."""
    left = Signal()
    """Escape: away from the chips."""

    def __init__(self, *, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        set_role(self, "add-tag")
        self.setPlaceholderText("Add a tag or @name")
        self.setAccessibleName("Add a tag, or a person after the sign @")
        self.setAccessibleDescription("The left key goes to the tags, the people and the mood")
        self._tags: tuple[str, ...] = ()
        self._people: tuple[str, ...] = ()
        self._proposed = QStandardItemModel(self)
        completer = QCompleter(self._proposed, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(_INSERTED)
        completer.setMaxVisibleItems(_PROPOSED)
        self.setCompleter(completer)
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.textEdited.connect(self._edit)
        self.editingFinished.connect(self._take)

    def know_tags(self, names: Sequence[str]) -> None:
        """Tags to propose, commonest first."""
        self._tags = tuple(names)
        self._proposed.clear()

    def know_people(self, names: Sequence[str]) -> None:
        """People to propose, commonest first."""
        self._people = tuple(names)
        self._proposed.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace or the left key at the very beginning goes back to the chips; Escape gives up, then leaves."""
        if not self.text() and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left):
            self.went_back.emit(event.key() == Qt.Key.Key_Backspace)
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def _edit(self, text: str) -> None:
        *done, rest = text.split(",")
        for name in done:
            self._add(name)
        if done:
            self.setText(rest.lstrip())
        self._propose(rest)

    def _propose(self, typed: str) -> None:
        self._proposed.clear()
        only_people = typed.lstrip().startswith(PERSON)
        wanted = tag_key(typed.lstrip().removeprefix(PERSON))
        if not wanted and not only_people:
            return
        people = [name for name in self._people if _begins(name, wanted)]
        tags = [] if only_people else [name for name in self._tags if _begins(name, wanted)]
        for name in tags[:_PROPOSED]:
            self._offer(QStandardItem(name), name)
        for name in people[: max(3, _PROPOSED - len(tags))]:
            self._offer(QStandardItem(self._look.icon("person"), name), f"{PERSON}{name}")

    def _offer(self, item: QStandardItem, inserted: str) -> None:
        """What goes into the field may differ from what is read in the list."""
        item.setData(inserted, _INSERTED)
        self._proposed.appendRow(item)

    def _take(self) -> None:
        name = self.text()
        self.clear()
        self._add(name)

    def _add(self, name: str) -> None:
        name = name.strip()
        tidy = tidy_tag(name.removeprefix(PERSON))
        if tidy and name.startswith(PERSON):
            self.person_added.emit(tidy)
        elif tidy:
            self.tag_added.emit(tidy)


def _begins(name: str, wanted: str) -> bool:
    """Whether the name, or a word of it, begins with what was typed."""
    key = tag_key(name)
    return key.startswith(wanted) or f" {wanted}" in key
