"""The search field: it asks while one types, proposes what may be meant, and can explain itself."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from allydesk.journal.search import LONGEST_QUERY, Query, parse
from allydesk.storage.journal import Clock
from allydesk.ui.journal.choosing import ProposalList
from allydesk.ui.journal.operators import Operators
from allydesk.ui.journal.proposing import Known, Proposal, proposals
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

PAUSE = 120
"""Milliseconds after the last key before the search begins."""
_BUTTON_WIDTH = 34
_EDGES = 28
_SEARCH = "Search entries"
"""The room that the button at the end takes."""


class SearchField(QLineEdit):
    """Parses what is typed. `searched` carries the Query, a short while after the last key."""

    searched = Signal(object)
    went_down = Signal()
    """The down key: on to the list."""
    opened = Signal()
    """Return: the first entry, please."""
    overfilled = Signal()
    """More was pasted than a search can hold; what did not fit was left out."""

    def __init__(self, *, look: Look, clock: Clock, pause: int = PAUSE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._clock = clock
        self._asked = ""
        self._known = Known()
        self.setMaxLength(LONGEST_QUERY)
        self.setPlaceholderText(_SEARCH)
        self.setAccessibleName(_SEARCH)
        self.setToolTip("Words, “a phrase”, tag:name, mood:<0 and more. F1 shows them all.")
        self._found = label("", "small", parent=self)
        self._clear = QAction("Clear the search", self)
        self._clear.setVisible(False)
        self._help = QAction("What can be searched for (F1)", self)
        for button in (self._clear, self._help):
            self.addAction(button, QLineEdit.ActionPosition.TrailingPosition)
        self.proposals = ProposalList(below=self, look=look)
        self.operators = Operators(below=self, look=look)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause)
        self.take_look()
        self._connect()

    def take_look(self) -> None:
        """Take the look's present colours."""
        self._clear.setIcon(self._look.icon("close"))
        self._help.setIcon(self._look.icon("help"))

    def query(self) -> Query:
        """What the field asks for."""
        return parse(self.text(), typing=True)

    def know(self, known: Known) -> None:
        """What tags, people and templates there are to propose."""
        self._known = known

    def search_now(self) -> None:
        """Do not wait for another key."""
        self._timer.stop()
        if self.text() != self._asked:
            self._asked = self.text()
            self.searched.emit(self.query())

    def clear_search(self) -> None:
        """Look for everything again, at once."""
        self.clear()
        self.search_now()

    def show_help(self) -> None:
        """Show everything that can be typed here."""
        self.proposals.withdraw()
        self.operators.open()

    def say_found(self, words: str) -> None:
        """How much was found, at the end of the field."""
        self._found.setText(words)
        self.setAccessibleDescription(words)
        self._place_found()

    def wipe(self) -> None:
        """Forget what was typed, without a search."""
        self._asked = ""
        self.clear()
        self._timer.stop()
        self.proposals.withdraw()
        self.operators.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears, the down key and Return go on to what was found; Alt and the down key to the proposals."""
        key = event.key()
        if self._key_for_proposals(event):
            return
        if key == Qt.Key.Key_Escape and self.text():
            self.clear_search()
        elif key == Qt.Key.Key_F1:
            self.show_help()
        elif key == Qt.Key.Key_Down:
            self.proposals.withdraw()
            self.search_now()
            self.went_down.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.proposals.withdraw()
            self.search_now()
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what was found at the end."""
        super().resizeEvent(event)
        self.proposals.withdraw()
        self._place_found()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes elsewhere wants no proposals."""
        super().focusOutEvent(event)
        self.proposals.withdraw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing of the field stays over another page."""
        super().hideEvent(event)
        self.proposals.withdraw()

    def _connect(self) -> None:
        self.textChanged.connect(self._typed)
        self.textEdited.connect(self._propose)
        self.inputRejected.connect(self._reject)
        self._timer.timeout.connect(self.search_now)
        self._clear.triggered.connect(self.clear_search)
        self._help.triggered.connect(self.show_help)
        self.proposals.taken.connect(self._take)
        self.operators.chosen.connect(self._take_example)

    def _key_for_proposals(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list beneath."""
        key = event.key()
        if not self.proposals.isVisible():
            return False
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        chosen = self.proposals.is_chosen
        if key == Qt.Key.Key_Down and (alt or chosen):
            self.proposals.step(1)
        elif key == Qt.Key.Key_Up and (alt or chosen):
            self.proposals.step(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and chosen:
            self.proposals.take()
        elif key == Qt.Key.Key_Escape:
            self.proposals.withdraw()
        else:
            return False
        return True

    def _propose(self) -> None:
        today = self._clock().date()
        self.proposals.offer(proposals(self.text(), self.cursorPosition(), known=self._known, today=today))

    def _take(self, proposal: Proposal) -> None:
        end = self.cursorPosition()
        self.setSelection(proposal.start, end - proposal.start)
        after = "" if proposal.open or self.text()[end:].startswith(" ") else " "
        self.insert(proposal.text + after)
        self.setFocus()
        self._propose()

    def _take_example(self, example: str) -> None:
        self.setText(f"{self.text().rstrip()} {example}".lstrip())
        self.setFocus()
        self.search_now()

    def _reject(self) -> None:
        if len(self.text()) >= LONGEST_QUERY:
            self.overfilled.emit()

    def _place_found(self) -> None:
        room = self.width() - self._look.scaled(_BUTTON_WIDTH) - _EDGES
        whole = self.fontMetrics().horizontalAdvance(_SEARCH) <= room
        self.setPlaceholderText(_SEARCH if whole else _SEARCH.split(maxsplit=1)[0])
        width = self._found.sizeHint().width() if self._found.text() else 0
        typed = self.fontMetrics().horizontalAdvance(self.text())
        fits = typed + width < room
        self._found.setVisible(bool(width) and fits)
        self._found.setGeometry(self.width() - width - self._look.scaled(_BUTTON_WIDTH), 0, width, self.height())
        self.setTextMargins(0, 0, width + 4 if width and fits else 0, 0)

    def _typed(self, text: str) -> None:
        if not text:
            self.say_found("")
            self.proposals.withdraw()
        self._clear.setVisible(bool(text))
        self._help.setVisible(not text)
        self._place_found()
        self._timer.start()
