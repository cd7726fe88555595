"""The templates by name, in their order."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from allydesk.journal.template import Template, one_line
from allydesk.ui.templates.parts import step_of
from allydesk.ui.theme import Look, Tone

_KEY = Qt.ItemDataRole.UserRole
MANY_ROWS, FEW_ROWS = 14, 5
"""Rows before the list scrolls by itself: where there is room, and where there is little."""
_ROW = 36


class TemplateList(QListWidget):
    """Alt with the up or down key moves the template that is chosen."""

    chosen = Signal(str)
    """Another template was chosen; carries its key."""
    move_asked = Signal(int)

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._most = MANY_ROWS
        self.setAccessibleName("Templates")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentItemChanged.connect(self._choose)

    @property
    def key(self) -> str | None:
        """The key of the template that is chosen; None when none is."""
        row = self.currentRow()
        return None if row < 0 else str(self.item(row).data(_KEY))

    def show_templates(self, templates: Sequence[Template], *, choose: str | None) -> None:
        """Show these, and choose the one with that key, without a word; the first where it is not there."""
        self.blockSignals(True)
        self.clear()
        muted = self._look.palette.colour(Tone.MUTED)
        for template in templates:
            said = _said(template)
            item = QListWidgetItem(said)
            item.setData(_KEY, template.key)
            item.setToolTip(one_line(template.why))
            if template.hidden:
                item.setForeground(muted)
            self.addItem(item)
        keys = [template.key for template in templates]
        if keys:
            self.setCurrentRow(keys.index(choose) if choose in keys else 0)
        self.blockSignals(False)
        self.take_look()

    def set_most(self, rows: int) -> None:
        """How many rows are shown at once, at most."""
        self._most = rows
        self.take_look()

    def take_look(self) -> None:
        """Be as high as the rows are, up to a few."""
        row = self._look.scaled(_ROW)
        for number in range(self.count()):
            self.item(number).setSizeHint(QSize(0, row))
        self.setFixedHeight(row * max(min(self.count(), self._most), 3) + 2 * 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the template, or go to another."""
        step = step_of(event)
        if step:
            self.move_asked.emit(step)
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_KEY)))


def _said(template: Template) -> str:
    states = {"hidden": template.hidden, "yours": template.own, "changed": template.changed}
    return " · ".join([one_line(template.name), *(word for word, true in states.items() if true)])
