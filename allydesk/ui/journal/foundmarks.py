"""The matches of a search in a text: how they are marked, and other words put in their place."""

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from allydesk.ui.journal.matching import Finder
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.theme import Look, Tone


def found_shape(look: Look) -> QTextCharFormat:
    """How a match looks: a ground, and a line under it that is clear on the page where the ground is faint."""
    shape = QTextCharFormat()
    shape.setBackground(look.palette.colour(Tone.HIGH_SOFT))
    shape.setForeground(look.palette.readable(Tone.INK, Tone.HIGH_SOFT))
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    shape.setUnderlineColor(look.palette.readable(Tone.HIGH, Tone.PAPER))
    return shape


def found_marks(area: WritingArea, finder: Finder, *, look: Look) -> list[QTextEdit.ExtraSelection]:
    """A mark for each match that is in sight."""
    blocks = list(area.visible_blocks())
    if not blocks:
        return []
    shape = found_shape(look)
    marks = []
    for place in finder.between(blocks[0].position(), blocks[-1].position() + blocks[-1].length()):
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(area.document())
        cursor.setPosition(place.start)
        cursor.setPosition(place.stop, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, shape
        marks.append(mark)
    return marks


def replace_all(area: WritingArea, places: Sequence[range], words: str) -> None:
    """Put the words in all these places, as one step that can be undone."""
    cursor = QTextCursor(area.document())
    cursor.beginEditBlock()
    for place in reversed(places):
        cursor.setPosition(place.start)
        cursor.setPosition(place.stop, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
    cursor.endEditBlock()
