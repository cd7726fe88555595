"""The chips above the list: everything, the tags used most, and the trash."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from allydesk.journal.tags import tag_key
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button

_CHIPS = 6
_IN_MENU = 40
"""Tags in the menu. Search finds the others with tag:name."""
_SPACING = 6


class FilterBar(QWidget):
    """One filter at a time. The arrow keys move between the chips, as between radio buttons."""

    tag_chosen = Signal(str)
    """A tag, or "" for all entries."""
    trash_chosen = Signal()

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tags: tuple[tuple[str, int], ...] = ()
        self._chosen = ""
        self._in_trash = False
        self._trashed = 0
        self._group = QButtonGroup(self)
        self._all = self._chip("All")
        self._trash = self._chip("Trash")
        self._trash.hide()
        self._chips: list[QPushButton] = []
        self._more = button("", "chip", name="More tags, and the trash")
        self._menu = QMenu(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_SPACING)
        for chip in (self._all, self._trash, self._more):
            self._row.addWidget(chip)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._all.setChecked(True)
        self.take_look()
        self._all.clicked.connect(lambda: self.choose(""))
        self._trash.clicked.connect(self._choose_trash)
        self._more.clicked.connect(self._open_menu)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self._more.setIcon(self._look.icon("down"))
        side = self._look.scaled(12)
        self._more.setIconSize(QSize(side, side))
        self._arrange()

    def set_counts(self, *, entries: int, trashed: int) -> None:
        """How many entries there are outside the trash and in it."""
        self._all.setText(f"All {entries:,}")
        self._trash.setText(f"Trash {trashed:,}")
        self._trashed = trashed
        self._arrange()

    def set_tags(self, tags: Sequence[tuple[str, int]]) -> None:
        """The tags in use, commonest first."""
        self._tags = tuple(tags)
        self._rebuild()

    def reset(self) -> None:
        """Back to all entries, without a word to anybody."""
        self._chosen, self._in_trash = "", False
        self._rebuild()

    def choose(self, name: str) -> None:
        """Take a tag, or all entries for "", and say so."""
        self._chosen, self._in_trash = name, False
        self._rebuild()
        self.tag_chosen.emit(name)

    def _choose_trash(self) -> None:
        self._chosen, self._in_trash = "", True
        self._rebuild()
        self.trash_chosen.emit()

    def _rebuild(self) -> None:
        """Chips for the first few tags, the chosen one always among them."""
        names = [name for name, _count in self._tags[:_CHIPS]]
        if self._chosen and tag_key(self._chosen) not in map(tag_key, names):
            names = [self._chosen, *names[: _CHIPS - 1]]
        if [chip.property("tag") for chip in self._chips] != names:
            had_focus = any(chip.hasFocus() for chip in self._chips)
            for chip in self._chips:
                self._group.removeButton(chip)
                self._row.removeWidget(chip)
                chip.hide()
                chip.deleteLater()
            self._chips = [self._tag_chip(name) for name in names]
            for place, chip in enumerate(self._chips, 2):
                self._row.insertWidget(place, chip)
            for before, after in pairwise([self._trash, *self._chips]):
                QWidget.setTabOrder(before, after)
            if had_focus:
                self._checked().setFocus()
        self._checked().setChecked(True)
        self._arrange()

    def _checked(self) -> QPushButton:
        if self._in_trash:
            return self._trash
        key = tag_key(self._chosen)
        return next((chip for chip in self._chips if key and tag_key(str(chip.property("tag"))) == key), self._all)

    def _tag_chip(self, name: str) -> QPushButton:
        chip = self._chip(name.replace("&", "&&"), name=f"Only entries tagged {name}")
        chip.setProperty("tag", name)
        chip.clicked.connect(lambda: self.choose("" if tag_key(name) == tag_key(self._chosen) else name))
        return chip

    def _chip(self, text: str, *, name: str = "") -> QPushButton:
        chip = button(text, "chip", name=name)
        chip.setCheckable(True)
        self._group.addButton(chip)
        return chip

    def _arrange(self) -> None:
        """Show as many chips as there is room for."""
        self._trash.setVisible(self._in_trash)
        always = [self._all, self._more] + ([self._trash] if self._in_trash else [])
        room = self.width() - sum(chip.sizeHint().width() + _SPACING for chip in always)
        for chip in self._chips:
            room -= chip.sizeHint().width() + _SPACING
            chip.setVisible(room >= -_SPACING or chip is self._checked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another number of chips."""
        super().resizeEvent(event)
        self._arrange()

    def menu(self) -> QMenu:
        """The tags, and the trash."""
        self._menu.clear()
        for name, count in self._tags[:_IN_MENU]:
            action = self._menu.addAction(f"{name.replace('&', '&&')}  ({count:,})")
            action.setCheckable(True)
            action.setChecked(bool(self._chosen) and tag_key(name) == tag_key(self._chosen))
            action.triggered.connect(lambda _checked=False, name=name: self.choose(name))
        if self._tags:
            self._menu.addSeparator()
        trash = self._menu.addAction(self._look.icon("trash"), f"Trash  ({self._trashed:,})")
        trash.triggered.connect(self._choose_trash)
        return self._menu

    def _open_menu(self) -> None:
        self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))
