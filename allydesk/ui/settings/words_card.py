"""The person's own words: to look at, add and remove."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QWidget

from allydesk.errors import AllydeskError
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.card import SettingsCard, side_by_side
from allydesk.ui.settings.telling import explain
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

_WHERE = "Names and other words that are right although no dictionary has them. They lie in your vault."
_NONE = "There are none yet. Right-click a word with a wavy line to add it, or type one here."
_ROWS = 6
"""Of the list, at the most."""
_EDGES = 10
"""Pixels above and below the rows, together."""


class WordList(QListWidget):
    """The words in alphabetical order; Delete removes the selected ones."""

    def __init__(self, *, words: YourWords) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName("Your words")
        self.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove, or do as every list does."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_selected()
        else:
            super().keyPressEvent(event)

    def remove_selected(self) -> None:
        """Take the selected words off the shelf."""
        for word in [item.text() for item in self.selectedItems()]:  # each removal makes the rows anew
            self._words.remove(word)

    def show_words(self) -> None:
        """Show what is on the shelf now, with the row that was current, or the one after it."""
        row = self.currentRow()
        self.clear()
        self.addItems(sorted(self._words.words, key=str.casefold))
        if self.count() and row >= 0:
            self.setCurrentRow(min(row, self.count() - 1))


class WordsCard(SettingsCard):
    """The list, a field for another word, and a button to remove."""

    def __init__(self, *, look: Look, words: YourWords, prompts: Prompts) -> None:
        super().__init__("Your words", look=look)
        self._words = words
        self._prompts = prompts
        self.field = QLineEdit()
        self.field.setPlaceholderText("Another word")
        self.field.setAccessibleName("Another word")
        self.add_word = button("Add")
        self.list = WordList(words=words)
        self.none = label(_NONE, "muted", wrap=True)
        self.remove_word = button("Remove", "text", name="Remove the selected words")
        row = self.add_row("Right for you", _WHERE)
        row.add_below(self._line())
        row.add_below(self.none)
        row.add_below(self.list)
        row.add_below(side_by_side(self.remove_word))
        self._connect()
        self._show()

    def _line(self) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.add_word)
        return made

    def _connect(self) -> None:
        self._words.changed.connect(self._show)
        self._words.failed.connect(self._explain)
        self.field.returnPressed.connect(self._add)
        self.add_word.clicked.connect(self._add)
        self.remove_word.clicked.connect(self.list.remove_selected)
        self.list.itemSelectionChanged.connect(self._know_selection)
        self.look.changed.connect(self._fit)

    def _add(self) -> None:
        """Several at once are several words."""
        for word in self.field.text().split():
            self._words.add(word)
        self.field.clear()

    def _show(self) -> None:
        self.list.show_words()
        there_are = self.list.count() > 0
        self.list.setVisible(there_are)
        self.remove_word.setVisible(there_are)
        self.none.setVisible(not there_are)
        self._fit()
        self._know_selection()

    def _know_selection(self) -> None:
        self.remove_word.setEnabled(bool(self.list.selectedItems()))

    def _fit(self) -> None:
        """As high as its words, up to so many of them."""
        rows = min(max(self.list.count(), 1), _ROWS)
        self.list.setFixedHeight(rows * max(self.list.sizeHintForRow(0), 1) + 2 * self.list.frameWidth() + _EDGES)

    def _explain(self, error: AllydeskError) -> None:
        explain(self._prompts, error)
