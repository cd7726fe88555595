"""The tags of an entry, as chips one can walk along, with a field for another at the end."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QPushButton, QWidget

from allydesk.journal.tags import tag_key, tidy_tag, unique_tags
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look

_SPACING = 6


class TagField(QLineEdit):
    """Where a tag is typed. Return or a comma adds it; Backspace in the empty field goes back to the last chip."""

    added = Signal(str)
    went_back = Signal()

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "add-tag")
        self.setPlaceholderText("Add a tag")
        self.setAccessibleName("Add a tag")
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchStartsWith)
        self.setCompleter(completer)
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.textEdited.connect(self._split)
        self.editingFinished.connect(self._take)

    def know(self, names: Sequence[str]) -> None:
        """Tags to propose while one types."""
        self._known.setStringList(list(names))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace or the left key at the very beginning goes back to the chips; Escape gives up."""
        if not self.text() and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Left):
            self.went_back.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _split(self, text: str) -> None:
        *done, rest = text.split(",")
        for name in done:
            self.added.emit(name)
        if done:
            self.setText(rest.lstrip())

    def _take(self) -> None:
        name = tidy_tag(self.text())
        self.clear()
        if name:
            self.added.emit(name)


class TagChip(QPushButton):
    """One tag. The arrow keys walk along the line, Delete and Backspace take the tag off."""

    walked = Signal(int)
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, or take off."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.walked.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class TagsLine(QWidget):
    """Shows tags and lets them be changed. Wraps onto further lines where there are many."""

    tags_changed = Signal(object)
    """The person added or took off a tag; carries all of them as a tuple."""
    tag_followed = Signal(str)
    """They want to see what else has this tag."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tags: tuple[str, ...] = ()
        self._locked = False
        self._chips: list[TagChip] = []
        self._before: QWidget | None = None
        self._menu = QMenu(self)
        self._field = TagField(parent=self)
        self.setAccessibleName("Tags")
        self._field.added.connect(self._add)
        self._field.went_back.connect(lambda: self._walk(len(self._chips), -1))

    def show_tags(self, tags: tuple[str, ...], *, locked: bool) -> None:
        """Show these. Locked ones can be followed and not changed."""
        self._tags, self._locked = tags, locked
        self._field.setVisible(not locked)
        self._field.clear()
        self._rebuild()

    def stand_between(self, before: QWidget, after: QWidget) -> None:
        """Take this place in the order of the Tab key."""
        self._before = before
        QWidget.setTabOrder(before, self._field)
        QWidget.setTabOrder(self._field, after)

    def know(self, names: Sequence[str]) -> None:
        """Tags to propose while one types."""
        self._field.know(names)

    def take_look(self) -> None:
        """Take the look's present sizes."""
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line anew."""
        super().resizeEvent(event)
        self._place()

    def _add(self, name: str) -> None:
        self._change(unique_tags((*self._tags, name)))

    def _remove(self, name: str) -> None:
        place = next((i for i, each in enumerate(self._tags) if tag_key(each) == tag_key(name)), 0)
        self._change(tuple(each for each in self._tags if tag_key(each) != tag_key(name)))
        if place < len(self._chips):
            self._chips[place].setFocus()
        else:
            self._field.setFocus()

    def _change(self, tags: tuple[str, ...]) -> None:
        if self._locked or tags == self._tags:
            return
        self._tags = tags
        self._rebuild()
        self.tags_changed.emit(tags)

    def _rebuild(self) -> None:
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(place, name) for place, name in enumerate(self._tags)]
        for before, after in pairwise([self._before or self, *self._chips]):
            QWidget.setTabOrder(before, after)
        self._place()

    def _chip(self, place: int, name: str) -> TagChip:
        chip = TagChip(name.replace("&", "&&"), self)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.setAutoDefault(False)
        set_role(chip, "chip")
        chip.setAccessibleName(f"Tag {name}")
        chip.walked.connect(lambda step: self._walk(place, step))
        chip.removed.connect(lambda: self._remove(name))
        chip.clicked.connect(lambda: self._open_menu(chip, name))
        chip.show()
        return chip

    def _walk(self, place: int, step: int) -> None:
        places: list[QWidget] = [*self._chips, *([] if self._locked else [self._field])]
        if 0 <= place + step < len(places):
            places[place + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _open_menu(self, chip: TagChip, name: str) -> None:
        self._menu.clear()
        self._menu.addAction("Show entries with this tag").triggered.connect(lambda: self.tag_followed.emit(name))
        if not self._locked:
            self._menu.addAction("Take this tag off").triggered.connect(lambda: self._remove(name))
        self._menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 4)))

    def _place(self) -> None:
        """Set the chips side by side, and go to another line where one does not fit."""
        left = top = height = 0
        items: list[QWidget] = [*self._chips, *([] if self._locked else [self._field])]
        for item in items:
            size = item.sizeHint()
            wide = max(size.width(), self._look.scaled(110)) if item is self._field else size.width()
            wide = min(wide, max(self.width(), 1))
            if left and left + wide > self.width():
                left, top = 0, top + height + _SPACING
            height = max(self._look.scaled(17) + 4, size.height() if item is not self._field else 0)
            item.setGeometry(left, top, wide, height)
            left += wide + _SPACING
        self.setFixedHeight(max(1, top + height))
