"""Spelling on a page one writes on: waves under words, what the menu offers, and the way from one to the next."""

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu

from allydesk.ui.actions import Action
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.spelling.checker import Flaws, SpellChecker
from allydesk.ui.spelling.marks import SpellingMarks, in_code
from allydesk.ui.spelling.offer import Offer
from allydesk.ui.theme import Look

_AT_ONCE = 200
"""Paragraphs that are asked about in one piece while the next misspelt word is looked for."""


class Spelling(QObject):
    """Attaches a `SpellChecker` to a `WritingArea`, which is its parent.

    `told` carries a sentence when there is no misspelt word to go to, or nothing to check with.
    """

    told = Signal(str)

    def __init__(self, *, area: WritingArea, checker: SpellChecker, look: Look) -> None:
        super().__init__(area)
        self._area = area
        self._checker = checker
        self.marks = SpellingMarks(area=area, checker=checker, look=look)
        self._offer: Offer | None = None
        self._menu: QMenu | None = None
        area.add_to_menu(self._actions_at)

    @property
    def menu(self) -> QMenu | None:
        """The menu that `go_to_next` has opened, or None."""
        return self._menu

    def offered(self) -> tuple[Action, ...]:
        """For the palette and the page's shortcuts."""
        return (Action("Next misspelt word", "Writing", self.go_to_next, "F7", ready=lambda: self._checker.is_on),)

    def go_to_next(self) -> None:
        """Select the next misspelt word behind the caret, or from the beginning, and open what is offered for it."""
        if not self._checker.is_on:
            self.told.emit("Spelling is not checked. Settings says why.")
            return
        caret = self._area.textCursor()
        self._search(_from_caret(caret), caret.position())

    def close_all(self) -> None:
        """Drop every word of the person's."""
        self._drop_offer()
        self.marks.close_all()

    def _actions_at(self, cursor: QTextCursor) -> list[QAction]:
        """For the area's own menu."""
        self._drop_offer()
        over = None if self._area.isReadOnly() else self.marks.cursor_over(cursor)
        if over is None:
            return []
        self._offer = Offer(over, checker=self._checker, parent=self)
        return self._offer.actions

    def _search(self, blocks: Iterator[QTextBlock], behind: int) -> None:
        """Ask piece by piece, so that a long text is not checked whole where the next paragraph will do."""
        piece = list(islice(blocks, _AT_ONCE))
        if not piece:
            self.told.emit("No misspelt word was found.")
            return
        document, revision = self._area.document(), self._area.document().revision()
        texts = [block.text() for block in piece]

        def look(found: list[Flaws]) -> None:
            if self._area.document() is not document or document.revision() != revision:
                return
            for text, flaws in zip(texts, found, strict=True):
                self.marks.remember(text, flaws)
            if not self._stop_at_first(piece, behind):
                self._search(blocks, 0)

        self._checker.check(texts, look)

    def _stop_at_first(self, blocks: list[QTextBlock], behind: int) -> bool:
        """Select the first misspelt word in these; in the first of them only one that starts at `behind` or later."""
        for number, block in enumerate(blocks):
            found = self.marks.selections_in(block)
            if number == 0:
                found = [each for each in found if each.selectionStart() >= behind]
            if found:
                self._open_at(found[0])
                return True
        return False

    def _open_at(self, selected: QTextCursor) -> None:
        self._area.setTextCursor(selected)
        self._area.ensureCursorVisible()
        self._drop_offer()
        self._offer = Offer(QTextCursor(selected), checker=self._checker, parent=self)
        self._menu = QMenu(self._area)
        self._menu.addActions(self._offer.actions)
        below = self._area.viewport().mapToGlobal(self._area.cursorRect().bottomLeft())
        self._menu.popup(below)

    def _drop_offer(self) -> None:
        offer, self._offer = self._offer, None
        menu, self._menu = self._menu, None
        for each in (menu, offer):
            if each is not None:
                each.deleteLater()


def _from_caret(caret: QTextCursor) -> Iterator[QTextBlock]:
    """The paragraphs outside code from the caret's own on, around, and the caret's own once more."""
    first = caret.block()
    block = first
    while block.isValid():
        if not in_code(block):
            yield block
        block = block.next()
    block = caret.document().begin()
    while block.isValid() and block.blockNumber() <= first.blockNumber():
        if not in_code(block):
            yield block
        block = block.next()
