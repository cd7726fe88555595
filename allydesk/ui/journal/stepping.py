"""From match to match: they are marked in the text one opened from a search, and one can step through them."""

from bisect import bisect_left

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from allydesk.ids import EntryId
from allydesk.journal.search import Term
from allydesk.ui.journal.column import ListColumn
from allydesk.ui.journal.foundwords import MOST, found_words
from allydesk.ui.journal.opening import Opening
from allydesk.ui.journal.units import utf16_places
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.palette import contrast
from allydesk.ui.theme import Look, Tone

_LAYER = "search"


class Stepping(QObject):
    """Marks what the list was searched for, and brings the first of it into sight when an entry is opened."""

    def __init__(
        self, *, column: ListColumn, opening: Opening, text: WritingArea, look: Look, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._column = column
        self._opening = opening
        self._text = text
        self._look = look
        self._terms: tuple[Term, ...] = ()
        self._entry: EntryId | None = None
        self._places: list[QTextCursor] = []
        self._at = -1
        self._arriving = 0
        column.first_shown.connect(self._searched)
        column.hits.next_asked.connect(self.next)
        column.hits.previous_asked.connect(self.previous)
        column.opened.connect(self._arrive)
        opening.sheet_shown.connect(self._sheet_shown)
        look.changed.connect(self._paint)

    @property
    def ready(self) -> bool:
        """Whether there is something to step through."""
        return bool(self._terms) and self._column.rows.rowCount() > 0

    def next(self) -> None:
        """To the next match in the entry, or to the next entry of the list."""
        self._step(1)

    def previous(self) -> None:
        """To the match before, or to the last one of the entry before."""
        self._step(-1)

    def close_all(self) -> None:
        """Drop the places."""
        self._terms, self._entry = (), None
        self._forget()

    def _searched(self) -> None:
        """Another question: mark what it looks for in the entry that is open."""
        terms = tuple(term for term in self._column.rows.query.terms if not term.exclude)
        if terms != self._terms:
            self._terms = terms
            self._look_for(go=False)

    def _sheet_shown(self) -> None:
        sheet = self._opening.sheet
        entry_id = sheet.entry_id if sheet else None
        arriving, self._arriving = self._arriving, 0
        if entry_id != self._entry or arriving:
            self._entry = entry_id
            self._look_for(go=True, backwards=arriving < 0)

    def _arrive(self) -> None:
        """The person went on to the text of an entry that was open already."""
        if self._places and self._at < 0 and self._opening.target == self._entry:
            self._go(0)

    def _look_for(self, *, go: bool, backwards: bool = False) -> None:
        sheet = self._opening.sheet
        self._entry = sheet.entry_id if sheet else None
        self._forget()
        if sheet is None or not self._terms:
            return
        text = sheet.text.text()
        found = found_words(text, self._terms)
        places = utf16_places(text) if found and max(text) > "\uffff" else range(len(text) + 1)
        for start, end in found:
            cursor = QTextCursor(sheet.text)
            cursor.setPosition(places[start])
            cursor.setPosition(places[end], QTextCursor.MoveMode.KeepAnchor)
            self._places.append(cursor)
        self._paint()
        if go and self._places:
            self._go(len(self._places) - 1 if backwards else 0)
        else:
            self._say()

    def _step(self, step: int) -> None:
        if not self.ready:
            return
        at = self._at + step if self._at >= 0 else self._nearest(step)
        if 0 <= at < len(self._places):
            self._go(at)
            return
        listed = self._column.list
        row = listed.currentIndex().row()
        if 0 <= row + step < self._column.rows.rowCount():
            self._arriving = step
            listed.go(step)

    def _nearest(self, step: int) -> int:
        """The match after the caret, or the one before it."""
        starts = [place.selectionStart() for place in self._places]
        at = bisect_left(starts, self._text.textCursor().position())
        return at if step > 0 else at - 1

    def _go(self, at: int) -> None:
        self._at = at
        cursor = QTextCursor(self._places[at])
        place = cursor.selectionStart()
        cursor.setPosition(place)
        self._text.setTextCursor(cursor)
        self._show_well_inside(cursor)
        self._paint()
        self._say()

    def _show_well_inside(self, cursor: QTextCursor) -> None:
        """A third from the top, where it stands at an edge or out of sight."""
        height = self._text.viewport().height()
        top = self._text.cursorRect(cursor).top()
        if not height // 8 <= top <= height * 3 // 4:
            bar = self._text.verticalScrollBar()
            bar.setValue(bar.value() + top - height // 3)

    def _paint(self) -> None:
        palette = self._look.palette
        marks = []
        for number, place in enumerate(self._places):
            mark = QTextEdit.ExtraSelection()
            current = number == self._at
            ground = palette.colour(Tone.HIGH if current else Tone.HIGH_SOFT)
            ink = max((palette.colour(Tone.INK), palette.colour(Tone.PAPER)), key=lambda each: contrast(each, ground))
            mark.format = _style(ground, ink, current)
            mark.cursor = place
            marks.append(mark)
        self._text.set_marks(_LAYER, marks)

    def _say(self) -> None:
        number = len(self._places)
        total = f"{number:,} or more" if number >= MOST else f"{number:,}"
        if not number:
            self._column.hits.say("")
        elif self._at >= 0:
            self._column.hits.say(f"{self._at + 1:,} of {total} in this entry")
        else:
            self._column.hits.say(f"{total} in this entry")

    def _forget(self) -> None:
        self._places, self._at = [], -1
        self._text.set_marks(_LAYER, [])
        self._column.hits.say("")


def _style(ground: QColor, ink: QColor, current: bool) -> QTextCharFormat:
    style = QTextCharFormat()
    style.setBackground(ground)
    style.setForeground(ink)
    if current:
        # The one in turn is told by a line as well, not by its colour alone.
        style.setFontUnderline(True)
    return style
