"""The page of all prompts: look through them, keep favourites, hide some, and write one's own."""

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.journal.prompt import Prompt, PromptGroup, quoted
from allydesk.ui.actions import Action
from allydesk.ui.prompting.card import ChosenCard
from allydesk.ui.prompting.choosing import SHELVES, Shelf, shown_prompts
from allydesk.ui.prompting.list import PromptList
from allydesk.ui.prompting.own import OwnForm
from allydesk.ui.prompting.stock import PromptStock
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.settings.choice import Flow
from allydesk.ui.settings.step import scrolling
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.templates.ground import BackPage
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

_NARROW = 640
_LOWEST = 240
"""Pixels at a text scale of 1: below that width the card stands above the list; no list is lower than this."""

_NOTHING = {
    Shelf.FAVOURITES.value: "You have no favourites yet. Choose a prompt, and add it.",
    Shelf.OWN.value: "You have not written a prompt of your own yet.",
    Shelf.HIDDEN.value: "No prompt is hidden.",
}
_NO_MATCH = "No prompt here has these words."

_DELETE = Question(
    "Delete this prompt of yours?",
    "Entries that began with it stay as they are.",
    (Answer("keep", "Keep it"), Answer("delete", "Delete", "danger")),
    dismiss="keep",
)


class PromptsPage(BackPage):
    """The list of prompts, and beside it the one that is chosen. `flush` and `close_all` before locking."""

    write_asked = Signal(str, str)
    """An entry is to begin with this text, from the template of this key."""
    changed = Signal()
    """A prompt has been starred, hidden, written or deleted, or they are known for the first time."""
    failed = Signal(object)

    def __init__(
        self,
        *,
        vault: "Vault",
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        resources: Path,
        back: str = "Today",
    ) -> None:
        """`back` says where the way back leads."""
        super().__init__(look=look, title="Prompts", why="Each of these can begin a page.", back=back)
        self._tasks = tasks
        self._questions = prompts
        self._stock = PromptStock(vault=vault, tasks=tasks, resources=resources, parent=self)
        self._shelf = Shelf.ALL.value
        self.search = QLineEdit()
        self.new = button("Write your own")
        self.chips: dict[str, QPushButton] = {}
        self.list = PromptList(look=look)
        self.card = ChosenCard(look=look)
        self.own = OwnForm(look=look)
        self._side = QWidget()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self.take_look()
        self._show_mode(own=False)

    def reload(self) -> None:
        """Show what is in the vault now."""
        self._stock.reload()

    def flush(self, then: Callable[[], object]) -> None:
        """Keep a prompt that is being written, then do `then`."""
        if self.own.is_open:
            self.own.rescue()
        self._tasks.run(lambda: None, done=lambda _none: then())

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette."""
        chosen = lambda: self.chosen is not None  # noqa: E731 - three times the same
        return (
            Action("Write about this prompt", "Prompts", self._write, ready=chosen),
            Action("Another prompt", "Prompts", self._another, ready=chosen),
            Action("Add to favourites, or take out", "Prompts", self._star, ready=chosen),
            Action("Write a prompt of your own", "Prompts", self._begin_own),
        )

    def close_all(self) -> None:
        """Drop what came from the vault. Call `flush` first."""
        self._stock.close_all()
        self.own.clear()
        self.search.clear()
        self._fill()
        self._show_mode(own=False)

    def go_back(self) -> None:
        """Leave; from a prompt that is being written, only that."""
        if self.own.is_open:
            self._drop_own()
        else:
            self.left.emit()

    @property
    def chosen(self) -> Prompt | None:
        """The prompt that is chosen, if there is any."""
        return self._stock.find(self.list.chosen_id)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        super().take_look()
        self.list.take_look()
        self.list.setMinimumHeight(self.look.scaled(_LOWEST))
        self.card.take_look()
        self.own.take_look()
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front with what is so now."""
        super().showEvent(event)
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The card beside the list, or above it where it is narrow."""
        super().resizeEvent(event)
        narrow = self.width() < self.look.scaled(_NARROW)
        across, up = QBoxLayout.Direction.RightToLeft, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(up if narrow else across)

    # What is done

    def _write(self) -> None:
        if self.chosen is not None:
            self.write_asked.emit(quoted(self.chosen.text), "")

    def _another(self) -> None:
        """Any other of those that are shown."""
        others = [row for row in range(self.list.count()) if row != self.list.currentRow()]
        if others:
            self.list.setCurrentRow(secrets.choice(others))

    def _star(self) -> None:
        if self.chosen is not None:
            self._stock.star(self.chosen.id, on=not self.chosen.favourite)

    def _hide(self) -> None:
        if self.chosen is not None:
            self._stock.hide(self.chosen.id, on=not self.chosen.hidden)

    def _begin_own(self, prompt: Prompt | None = None) -> None:
        group = PromptGroup(self._shelf) if self._shelf in list(PromptGroup) else PromptGroup.NOTICE
        texts = frozenset(each.text for each in self._stock.all if prompt is None or each.id != prompt.id)
        self._show_mode(own=True)
        self.own.begin(prompt, group=group, texts=texts)

    def _keep_own(self, prompt: Prompt) -> None:
        self._show_mode(own=False)
        self.own.clear()
        if prompt not in shown_prompts([prompt], self._shelf, self.search.text()):
            self.search.clear()
            self._choose_shelf(Shelf.OWN.value)
        self._wanted = prompt.id
        self._stock.keep_own(prompt)
        self.list.setFocus()

    def _drop_own(self) -> None:
        self.own.clear()
        self._show_mode(own=False)
        self.list.setFocus()

    def _delete(self) -> None:
        prompt = self.chosen

        def answered(key: str) -> None:
            if key == "delete" and prompt is not None:
                self._stock.remove_own(prompt.id)

        self._questions.choose(_DELETE, answered)

    # What is shown

    def _choose_shelf(self, key: str) -> None:
        self._shelf = key
        self.chips[key].setChecked(True)
        self._fill()

    def _fill(self) -> None:
        """The list anew; the same prompt stays chosen, or whichever has come to its place."""
        shown = shown_prompts(self._stock.all, self._shelf, self.search.text())
        self.list.show_prompts(shown, choose=self._wanted or self.list.chosen_id)
        if self._wanted == self.list.chosen_id:
            self._wanted = ""
        self._show_chosen()

    def _show_chosen(self) -> None:
        otherwise = _NO_MATCH if self.search.text().strip() else _NOTHING.get(self._shelf, "")
        self.card.show_prompt(self.chosen, several=self.list.count() > 1, otherwise=otherwise)

    def _show_mode(self, *, own: bool) -> None:
        self.own.setVisible(own)
        self.card.setVisible(not own)

    def _changed(self) -> None:
        self._fill()
        self.changed.emit()

    def _tell(self, error: AllydeskError) -> None:
        self.tell(error)
        self.failed.emit(error)

    # Inside

    def _lay_out(self) -> None:
        self._wanted = ""
        self.search.setPlaceholderText("Search the prompts")
        self.search.setAccessibleName("Search the prompts")
        self.search.setClearButtonEnabled(True)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.card)
        side.addWidget(self.own)
        side.addStretch(1)
        self._body.setSpacing(24)
        self._body.addWidget(self._side, 2)
        self._body.addWidget(self.list, 3)
        above = QHBoxLayout()
        above.setSpacing(12)
        above.addWidget(self.search, 1)
        above.addWidget(self.new)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(above)
        column.addWidget(self._shelves())
        column.addLayout(self._body, 1)
        self.add(scrolling(inner), 1)
        self.setFocusProxy(self.search)

    def _shelves(self) -> Flow:
        made = Flow(spacing=8)
        group = QButtonGroup(self)
        for key, name in SHELVES:
            chip = button(name, "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked, key=key: self._choose_shelf(key))
            group.addButton(chip)
            self.chips[key] = chip
            made.add(chip)
        self.chips[self._shelf].setChecked(True)
        return made

    def _connect(self) -> None:
        self.look.changed.connect(self.take_look)
        self._stock.changed.connect(self._changed)
        self._stock.failed.connect(self._tell)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.new.clicked.connect(lambda _checked: self._begin_own())
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self.list.itemActivated.connect(lambda _item: self._write())
        self.card.write_asked.connect(self._write)
        self.card.another_asked.connect(self._another)
        self.card.star_asked.connect(self._star)
        self.card.hide_asked.connect(self._hide)
        self.card.change_asked.connect(lambda: self._begin_own(self.chosen))
        self.card.delete_asked.connect(self._delete)
        self.own.kept.connect(self._keep_own)
        self.own.dropped.connect(self._drop_own)
