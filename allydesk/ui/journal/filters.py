"""The chips above the list: everything, saved filters, the tags used most, and the trash."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from allydesk.journal.saved_filter import SavedFilter
from allydesk.ui.journal.filtermenu import Offer, fill_filter_menu, fill_saved_menu
from allydesk.ui.journal.narrowing import ALL, TRASH, Choice, Kind, of_saved, of_tag
from allydesk.ui.journal.proposing import Known
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button

_CHIPS = 8
_LONGEST = 24
"""Characters of a name that are on a chip."""
_SPACING = 6


class FilterBar(QWidget):
    """One filter at a time. The arrow keys move between the chips, as between radio buttons."""

    chosen = Signal(object)
    """A Choice."""
    calendar_asked = Signal()
    rename_asked = Signal(object)
    remove_asked = Signal(object)
    """A SavedFilter."""
    order_asked = Signal(object)
    """The ids of the saved filters, as they are to stand."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._known = Known()
        self._saved: tuple[SavedFilter, ...] = ()
        self._choice = ALL
        self._entries = 0
        self._compact = False
        self._trashed = 0
        self._group = QButtonGroup(self)
        self._all = self._chip(ALL)
        self._trash = self._chip(TRASH)
        self._trash.hide()
        self._chips: list[tuple[Choice, QPushButton]] = []
        self._more = button("", "chip", name="More filters, the calendar and the trash")
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
        self._more.clicked.connect(self._open_menu)

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return self._choice

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self._more.setIcon(self._look.icon("down"))
        side = self._look.scaled(12)
        self._more.setIconSize(QSize(side, side))
        self._arrange()

    def set_counts(self, *, entries: int, trashed: int) -> None:
        """How many entries there are outside the trash and in it."""
        self._entries = entries
        self._say_all()
        self._trash.setText(f"Trash {trashed:,}")
        self._trashed = trashed
        self._arrange()

    def set_compact(self, on: bool) -> None:
        """Leave the number out of the first chip, where there is little room."""
        if on != self._compact:
            self._compact = on
            self._say_all()
            self._arrange()

    def know(self, known: Known) -> None:
        """The tags and people in use, commonest first, and the templates."""
        self._known = known
        self._rebuild()

    def set_saved(self, saved: Sequence[SavedFilter]) -> None:
        """The saved filters, in their order."""
        self._saved = tuple(saved)
        renewed = next((choice for choice in map(of_saved, saved) if choice == self._choice), None)
        if self._choice.kind is Kind.SAVED:
            self._choice = renewed or ALL
        self._rebuild()

    def reset(self) -> None:
        """Back to all entries, without a word to anybody."""
        self._choice = ALL
        self._rebuild()

    def choose(self, choice: Choice) -> None:
        """Take a filter and say so."""
        self._choice = choice
        self._rebuild()
        self.chosen.emit(choice)

    def menu(self) -> QMenu:
        """Every filter there is, the calendar and the trash."""
        offer = Offer(self._saved, self._known, self._trashed, self._choice)
        fill_filter_menu(
            self._menu, offer, choose=self.choose, calendar=self.calendar_asked.emit, change=self._fill_changes
        )
        return self._menu

    def _fill_changes(self, menu: QMenu, saved: SavedFilter) -> None:
        ids = [each.id for each in self._saved]
        fill_saved_menu(
            menu,
            ids,
            ids.index(saved.id),
            rename=lambda: self.rename_asked.emit(saved),
            remove=lambda: self.remove_asked.emit(saved),
            reorder=self.order_asked.emit,
        )

    def _say_all(self) -> None:
        self._all.setText("All" if self._compact else f"All {self._entries:,}")
        self._all.setAccessibleName(f"All {self._entries:,}")

    def _rebuild(self) -> None:
        """Chips for the saved filters and the first few tags, the chosen one always among them."""
        choices = [*map(of_saved, self._saved), *(of_tag(name) for name, _count in self._known.tags)][:_CHIPS]
        if self._choice not in (ALL, TRASH, *choices):
            choices = [self._choice, *choices[: _CHIPS - 1]]
        if [(choice, choice.label) for choice, _chip in self._chips] != [(each, each.label) for each in choices]:
            self._replace_chips(choices)
        self._checked().setChecked(True)
        self._arrange()

    def _replace_chips(self, choices: list[Choice]) -> None:
        had_focus = any(chip.hasFocus() for _choice, chip in self._chips)
        for _choice, chip in self._chips:
            self._group.removeButton(chip)
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [(choice, self._chip(choice)) for choice in choices]
        for place, (_choice, chip) in enumerate(self._chips, 2):
            self._row.insertWidget(place, chip)
        for before, after in pairwise([self._trash, *(chip for _choice, chip in self._chips), self._more]):
            QWidget.setTabOrder(before, after)
        if had_focus:
            self._checked().setFocus()

    def _checked(self) -> QPushButton:
        if self._choice == TRASH:
            return self._trash
        return next((chip for choice, chip in self._chips if choice == self._choice), self._all)

    def _chip(self, choice: Choice) -> QPushButton:
        label = choice.label if len(choice.label) <= _LONGEST else choice.label[: _LONGEST - 1] + "…"
        chip = button(label.replace("&", "&&"), "chip", name=choice.spoken)
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self.choose(ALL if choice == self._choice and choice != TRASH else choice))
        self._group.addButton(chip)
        if choice.kind is Kind.SAVED:
            chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            chip.customContextMenuRequested.connect(lambda place: self._open_changes(choice, chip.mapToGlobal(place)))
        return chip

    def _open_changes(self, choice: Choice, place: QPoint) -> None:
        saved = next((each for each in self._saved if each.id == choice.key), None)
        if saved is not None:
            self._menu.clear()
            self._fill_changes(self._menu, saved)
            self._menu.popup(place)

    def _arrange(self) -> None:
        """Show as many chips as there is room for."""
        in_trash = self._choice == TRASH
        self._trash.setVisible(in_trash)
        always = [self._all, self._more] + ([self._trash] if in_trash else [])
        checked = self._checked()
        shown = [chip for _choice, chip in self._chips]
        room = self.width() - sum(chip.sizeHint().width() + _SPACING for chip in [*always, checked])
        room += (checked in always) * (checked.sizeHint().width() + _SPACING)
        for chip in shown:
            if chip is not checked:
                room -= chip.sizeHint().width() + _SPACING
            chip.setVisible(room >= -_SPACING or chip is checked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another number of chips."""
        super().resizeEvent(event)
        self._arrange()

    def _open_menu(self) -> None:
        self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))
