"""The waves under misspelt words on a page one writes on. Only what can be seen is checked."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from allydesk.ui.journal.units import utf16_places
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.spelling.checker import Flaws, SpellChecker
from allydesk.ui.theme import Look, Tone

_MOST_REMEMBERED = 2_000
"""Paragraphs whose flaws are kept."""
_MOST_MARKS = 300
"""On one page. Where there are more, the language is another one, and waves under everything help nobody."""

_REST = 200
"""Milliseconds after a key before what was typed is looked at. The word being typed is not marked anyhow, and looking
at a page full of words at every key would take longer than painting the key does."""

Place = tuple[int, int]
"""Where a misspelt word starts and ends in the document, in UTF-16 units."""


class SpellingMarks(QObject):
    """Belongs to one WritingArea, which must outlive it or be its parent."""

    def __init__(self, *, area: WritingArea, checker: SpellChecker, look: Look) -> None:
        super().__init__(area)
        self._area = area
        self._checker = checker
        self._look = look
        self._known: dict[str, Flaws] = {}
        self._asked = False
        self._asked_again = False
        self._document: object = None
        self._revision = -1
        self._is_typing = False
        self._shown: list[QTextCursor] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST)
        self._later.timeout.connect(self._check)
        area.viewed.connect(self.refresh)
        area.cursorPositionChanged.connect(self._caret_moved)
        checker.changed.connect(self._forget)
        look.changed.connect(self._take_look)
        self._take_look()

    def refresh(self) -> None:
        """Look at what can be seen: show what is known and ask about the rest. After a key, once one rests."""
        if self._note_edit() and self._is_typing:
            self._later.start()
        else:
            self._check()

    def selections_in(self, block: QTextBlock) -> list[QTextCursor]:
        """The misspelt words of a paragraph, each selected; none where it has not been checked."""
        if not self._checker.is_on or in_code(block):
            return []
        return [_selection(block.document(), place) for place in self._all_places(block)]

    def cursor_over(self, cursor: QTextCursor) -> QTextCursor | None:
        """The misspelt word at a place, selected, or None."""
        at = cursor.position()
        found = self.selections_in(cursor.block())
        return next((each for each in found if each.selectionStart() <= at <= each.selectionEnd()), None)

    def remember(self, text: str, flaws: Flaws) -> None:
        """Somebody else has asked about this line."""
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
        self._known[text] = flaws

    def close_all(self) -> None:
        """Drop every word of the person's."""
        self._later.stop()
        self._known.clear()
        self._shown = []
        self._area.set_marks("spelling", [])

    def _check(self) -> None:
        self._later.stop()
        if not self._checker.is_on or self._area.isReadOnly():
            self._show([])
            return
        blocks = [block for block in self._area.visible_blocks() if not in_code(block)]
        unknown = list({text: None for block in blocks if (text := block.text()) not in self._known})
        if unknown:
            self._ask(unknown)
        else:
            self._show([place for block in blocks for place in self._places(block)])

    def _ask(self, texts: list[str]) -> None:
        """One question at a time: while the answer is on its way, more is typed, and most of it need not be asked."""
        if self._asked:
            self._asked_again = True
            return
        self._asked = True
        self._checker.check(texts, lambda found: self._take(texts, found))

    def _take(self, texts: list[str], found: list[Flaws]) -> None:
        self._asked = self._asked_again = False
        for text, flaws in zip(texts, found, strict=True):
            self.remember(text, flaws)
        self.refresh()

    def _forget(self) -> None:
        """What was said is no longer so."""
        self._known.clear()
        self.refresh()

    def _note_edit(self) -> bool:
        """Whether the text is another one since the last time. Somebody types then, if the keyboard is here."""
        document, revision = self._area.document(), self._area.document().revision()
        is_other = document is not self._document
        edited = not is_other and revision != self._revision
        if is_other:
            self._is_typing = False
            self._shown = []
        elif edited:
            self._is_typing = self._area.hasFocus()
        self._document, self._revision = document, revision
        return edited

    def _caret_moved(self) -> None:
        """Away from the word that was being typed: it is to be marked now. Typing moves the caret as well."""
        if self._is_typing and self._area.document().revision() == self._revision:
            self._is_typing = False
            self.refresh()

    def _flaws(self, block: QTextBlock) -> Flaws:
        return self._known.get(block.text(), ())

    def _all_places(self, block: QTextBlock) -> list[Place]:
        flaws, start = self._flaws(block), block.position()
        if not flaws:
            return []
        text = block.text()
        places = range(len(text) + 1) if block.length() - 1 == len(text) else utf16_places(text)
        return [(start + places[word.start], start + places[word.end]) for word in flaws]

    def _places(self, block: QTextBlock) -> list[Place]:
        """Those to be marked: not the one that is being typed."""
        found = self._all_places(block)
        caret = self._area.textCursor()
        if not found or not self._is_typing or caret.block() != block:
            return found
        at = caret.position()
        return [place for place in found if not place[0] <= at <= place[1]]

    def _show(self, places: list[Place]) -> None:
        """Mark these. Marks move along with the text by themselves, so mostly there is nothing to do."""
        wanted = places if len(places) <= _MOST_MARKS else []
        shown = {(cursor.selectionStart(), cursor.selectionEnd()): cursor for cursor in self._shown}
        if wanted == list(shown):
            return
        document = self._area.document()
        self._shown = [shown.get(place) or _selection(document, place) for place in wanted]
        self._area.set_marks("spelling", [self._mark(cursor) for cursor in self._shown])

    def _mark(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = cursor, self._wave
        return made

    def _take_look(self) -> None:
        self._wave = QTextCharFormat()
        self._wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._wave.setUnderlineColor(self._look.palette.colour(Tone.LOW))
        self._shown = []
        self.refresh()


def in_code(block: QTextBlock) -> bool:
    """Whether a paragraph stands in a fenced block: its forerunner ends in one, as the highlighter has noted there."""
    return block.previous().userState() > 0


def _selection(document: QTextDocument, place: Place) -> QTextCursor:
    made = QTextCursor(document)
    made.setPosition(place[0])
    made.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
    return made
