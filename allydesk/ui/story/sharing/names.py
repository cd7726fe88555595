"""Which names are hidden, and what stands in their place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk.transfer.story.masks import UNMASKED, Mask, Masking
from allydesk.ui.settings.choice import Choice
from allydesk.ui.story.sharing.words import NO_NAMES, ONLY_THESE
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_CHOICES = (
    (Masking.NONE.value, "As they are"),
    (Masking.INITIALS.value, "Initials"),
    (Masking.SOMEONE.value, "“someone”"),
)
_LONGEST = 80
"""Characters of a name."""


class NamesChoice(QWidget):
    """The choice, and below it the names: those that are known from the moments, and those that were added here.

    `changed` tells that another mask is in force; `chosen_mask` is the one.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[str, ...] = ()
        self._added: list[str] = []
        self._spared: set[str] = set()
        self.choice = Choice("Names", _CHOICES, value=Masking.NONE.value)
        self.chips = Flow(spacing=6)
        self.new = QLineEdit()
        self.new.setMaxLength(_LONGEST)
        self.new.setPlaceholderText("Another name")
        self.new.setAccessibleName("Another name to hide")
        self.add = button("Add", "outlined", name="Hide this name too")
        self._note = label("", "small", wrap=True)
        self._list = QWidget()
        self._lay_out()
        self.choice.chosen.connect(lambda _key: self._choose())
        self.new.returnPressed.connect(self._add_typed)
        self.add.clicked.connect(self._add_typed)
        self._show_names()

    @property
    def chosen_mask(self) -> Mask:
        """What is chosen now."""
        how = Masking(self.choice.value)
        return (
            UNMASKED if how is Masking.NONE else Mask(how, tuple(one for one in self.names if not self._is_spared(one)))
        )

    @property
    def names(self) -> tuple[str, ...]:
        """All that are listed, hidden or not."""
        return (*self._known, *self._added)

    def take_names(self, known: Sequence[str]) -> None:
        """These are the names that the moments have now."""
        if tuple(known) == self._known:
            return
        before = self.chosen_mask
        self._known = tuple(known)
        keys = {one.casefold() for one in self._known}
        self._added = [one for one in self._added if one.casefold() not in keys]
        self._show_names()
        if self.chosen_mask != before:
            self.changed.emit()

    def close_all(self) -> None:
        """Forget every name."""
        self._known, self._added, self._spared = (), [], set()
        self.new.clear()
        self.choice.show_value(Masking.NONE.value)
        self._show_names()

    def _choose(self) -> None:
        self._show_names()
        self.changed.emit()

    def _add_typed(self) -> None:
        name = " ".join(self.new.text().split())
        self.new.clear()
        if not name:
            return
        self._spared.discard(name.casefold())
        if name.casefold() not in {one.casefold() for one in self.names}:
            self._added.append(name)
        self._show_names()
        self.changed.emit()

    def _spare(self, name: str, *, hidden: bool) -> None:
        if hidden:
            self._spared.discard(name.casefold())
        else:
            self._spared.add(name.casefold())
        self.changed.emit()

    def _is_spared(self, name: str) -> bool:
        return name.casefold() in self._spared

    def _show_names(self) -> None:
        self.chips.clear()
        for name in self.names:
            self.chips.add(self._chip(name))
        self.chips.setVisible(bool(self.names))
        self._note.setText(ONLY_THESE if self.names else NO_NAMES)
        self._list.setVisible(self.choice.value != Masking.NONE.value)

    def _chip(self, name: str) -> QWidget:
        made = button(name.replace("&", "&&"), "chip", name=f"Hide {name}")
        made.setCheckable(True)
        made.setChecked(not self._is_spared(name))
        made.toggled.connect(lambda hidden: self._spare(name, hidden=hidden))
        return made

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._list)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.chips)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.new, 1)
        line.addWidget(self.add)
        inside.addLayout(line)
        inside.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.choice)
        column.addWidget(self._list)
