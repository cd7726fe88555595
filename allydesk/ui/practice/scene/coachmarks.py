"""Marks under the words that the coach quotes. They lie over the text: nothing of them can be undone or copied."""

from collections.abc import Iterable

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from allydesk.practice.coach.finding import Finding
from allydesk.ui.journal.units import utf16_places
from allydesk.ui.practice.scene.findings import is_credit
from allydesk.ui.theme import Look, Tone

_UNDERLINES = {
    False: QTextCharFormat.UnderlineStyle.WaveUnderline,
    True: QTextCharFormat.UnderlineStyle.SingleUnderline,
}


def mark_findings(field: QTextEdit, text: str, findings: Iterable[Finding], *, look: Look) -> None:
    """Underline what was found in the field's text, on a soft ground; by different lines for the two kinds."""
    places = utf16_places(text)
    marks = []
    for finding in findings:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(field.document())
        cursor.setPosition(places[min(finding.start, len(text))])
        cursor.setPosition(places[min(finding.end, len(text))], QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format = _format(credit=is_credit(finding), look=look)
        marks.append(mark)
    field.setExtraSelections(marks)


def _format(*, credit: bool, look: Look) -> QTextCharFormat:
    palette = look.palette
    tone, ground = (Tone.ACCENT, Tone.ACCENT_SOFT) if credit else (Tone.LOW, Tone.LOW_SOFT)
    made = QTextCharFormat()
    made.setBackground(palette.colour(ground))
    made.setForeground(palette.colour(Tone.INK))
    made.setUnderlineStyle(_UNDERLINES[credit])
    made.setUnderlineColor(palette.readable(tone, ground))
    return made
