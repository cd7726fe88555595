"""What is about an entry as chips in one line: tags, people, the mood, the pin, and a field for another."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from allydesk.journal.tags import unique_tags
from allydesk.mood import mood_words
from allydesk.ui.journal.about.chipfield import ChipField
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look

_SPACING = 6
_SIGN = 13
"""The side of the sign on a chip at a text scale of 1, in pixels."""
_FIELD_WIDTH = 150


@dataclass(frozen=True, slots=True)
class About:
    """What the chips say. `locked` is for an entry in the trash: to be followed and not changed."""

    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    mood: int | None = None
    pinned: bool = False
    locked: bool = False


class Chip(QPushButton):
    """One thing about the entry. The arrow keys walk along the line, Delete and Backspace take it off."""

    walked = Signal(int)
    removed = Signal()
    left = Signal()

    def __init__(self, text: str, *, role: str, name: str, parent: QWidget) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        set_role(self, role)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, take off, leave, or open."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.walked.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)


class ChipsLine(QWidget):
    """Shows what is about an entry and lets it be changed. Wraps onto further lines where there is much.

    One stop of the Tab key, the field; from there the arrow keys walk along the chips.
    """

    tags_changed = Signal(object)
    """The person added or took off a tag; carries all of them as a tuple."""
    people_changed = Signal(object)
    mood_asked = Signal()
    """They want to say how it felt."""
    mood_removed = Signal()
    unpinned = Signal()
    tag_followed = Signal(str)
    """They want to see what else has this tag."""
    person_followed = Signal(str)
    left = Signal()
    """Escape: on to the text."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._about = About()
        self._chips: list[Chip] = []
        self._stops: tuple[QWidget, QWidget] | None = None
        self._menu = QMenu(self)
        self.mood = Chip("", role="chip", name="Mood", parent=self)
        self.pin = Chip("Pinned", role="chip-accent", name="Pinned to the top of the list", parent=self)
        self._field = ChipField(look=look, parent=self)
        self.setAccessibleName("Tags, people and mood")
        self._connect()

    def show_about(self, about: About) -> None:
        """Show these."""
        self._about = about
        self._field.clear()
        self._rebuild()

    def stand_between(self, before: QWidget, after: QWidget) -> None:
        """Take this place in the order of the Tab key."""
        self._stops = before, after
        QWidget.setTabOrder(before, self._field)
        QWidget.setTabOrder(self._field, after)

    @property
    def field(self) -> ChipField:
        """Where a tag or a person is typed."""
        return self._field

    def take_look(self) -> None:
        """Take the look's present sizes and signs."""
        side = self._look.scaled(_SIGN)
        for chip in (*self._chips, self.pin):
            chip.setIconSize(QSize(side, side))
        self.pin.setIcon(self._look.icon("pin"))
        for chip in self._chips[len(self._about.tags) :]:
            chip.setIcon(self._look.icon("person"))
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the line anew."""
        super().resizeEvent(event)
        self._place()

    # Changing

    def _set(self, tags: tuple[str, ...], people: tuple[str, ...]) -> None:
        about = self._about
        if about.locked or (tags, people) == (about.tags, about.people):
            return
        self._about = About(tags, people, about.mood, about.pinned, about.locked)
        self._rebuild()
        if tags != about.tags:
            self.tags_changed.emit(tags)
        if people != about.people:
            self.people_changed.emit(people)

    def _remove(self, chip: Chip) -> None:
        if chip not in self._chips:
            return
        place = self._chips.index(chip)
        names = [*self._about.tags, *self._about.people]
        first = len(self._about.tags)
        del names[place]
        first -= place < first
        self._set(tuple(names[:first]), tuple(names[first:]))
        (self._chips[place] if place < len(self._chips) else self._field).setFocus()

    def _remove_mood(self) -> None:
        if not self._about.locked and self._about.mood is not None:
            self.mood_removed.emit()

    # Showing

    def _rebuild(self) -> None:
        about = self._about
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(name, person=False) for name in about.tags]
        self._chips += [self._chip(name, person=True) for name in about.people]
        self._show_mood()
        self.pin.setVisible(about.pinned)
        self._field.setVisible(not about.locked)
        self._set_stops()
        self.take_look()

    def _show_mood(self) -> None:
        mood = self._about.mood
        self.mood.setVisible(mood is not None or not self._about.locked)
        if mood is None:
            set_role(self.mood, "quiet")
            self.mood.setText("Mood")
            self.mood.setAccessibleName("Say how it felt")
            return
        set_role(self.mood, "chip" if not mood else "chip-high" if mood > 0 else "chip-low")
        self.mood.setText(mood_words(mood))
        self.mood.setAccessibleName(f"Mood {mood_words(mood)}")

    def _set_stops(self) -> None:
        """Where there is no field, the first chip is where the Tab key stops."""
        items = self._items()
        for chip in (*self._chips, self.mood, self.pin):
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._about.locked and items:
            items[0].setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if self._stops is not None:
                for before, after in pairwise((self._stops[0], items[0], self._stops[1])):
                    QWidget.setTabOrder(before, after)

    def _chip(self, name: str, *, person: bool) -> Chip:
        spoken = f"{'Person' if person else 'Tag'} {name}"
        chip = Chip(name, role="chip", name=spoken, parent=self)
        chip.walked.connect(lambda step: self._walk(chip, step))
        chip.removed.connect(lambda: self._remove(chip))
        chip.left.connect(self.left)
        chip.clicked.connect(lambda: self._open_menu(chip, name, person=person))
        return chip

    def _open_menu(self, chip: Chip, name: str, *, person: bool) -> None:
        self._menu.clear()
        kind = "person" if person else "tag"
        follow = self.person_followed if person else self.tag_followed
        self._menu.addAction(f"Show entries with this {kind}").triggered.connect(lambda: follow.emit(name))
        if not self._about.locked:
            self._menu.addAction(f"Take this {kind} off").triggered.connect(lambda: self._remove(chip))
        self._menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 4)))

    def _items(self) -> list[QWidget]:
        """Everything that is to be seen, in the order it stands."""
        about = self._about
        items: list[QWidget] = [*self._chips]
        items += [self.mood] if about.mood is not None or not about.locked else []
        items += [self.pin] if about.pinned else []
        return [*items, *([] if about.locked else [self._field])]

    def _walk(self, chip: QWidget, step: int) -> None:
        items = self._items()
        place = items.index(chip) + step
        if 0 <= place < len(items):
            items[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _go_back(self, to_last_name: bool) -> None:
        if to_last_name and self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.TabFocusReason)
        elif not to_last_name:
            self._walk(self._field, -1)

    def _add_tag(self, name: str) -> None:
        self._set(unique_tags((*self._about.tags, name)), self._about.people)

    def _add_person(self, name: str) -> None:
        self._set(self._about.tags, unique_tags((*self._about.people, name)))

    def _connect(self) -> None:
        self._field.tag_added.connect(self._add_tag)
        self._field.person_added.connect(self._add_person)
        self._field.went_back.connect(self._go_back)
        self._field.left.connect(self.left)
        self.mood.clicked.connect(lambda: None if self._about.locked else self.mood_asked.emit())
        self.mood.removed.connect(self._remove_mood)
        self.pin.clicked.connect(lambda: None if self._about.locked else self.unpinned.emit())
        self.pin.removed.connect(lambda: None if self._about.locked else self.unpinned.emit())
        for chip in (self.mood, self.pin):
            chip.walked.connect(lambda step, chip=chip: self._walk(chip, step))
            chip.left.connect(self.left)

    def _place(self) -> None:
        """Set the chips side by side, and go to another line where one does not fit."""
        left = top = 0
        height = self._look.scaled(17) + 4
        for item in self._items():
            size = item.sizeHint()
            wide = max(size.width(), self._look.scaled(_FIELD_WIDTH)) if item is self._field else size.width()
            wide = min(wide, max(self.width(), 1))
            if left and left + wide > self.width():
                left, top = 0, top + height + _SPACING
            height = max(height, size.height() if item in self._chips else 0)
            item.setGeometry(left, top, wide, height)
            item.show()
            left += wide + _SPACING
        self.setFixedHeight(max(1, top + height))
