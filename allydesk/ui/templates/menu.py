"""What the New button offers: every template that is not hidden, and the way to change them."""

from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from allydesk.journal.template import Template
from allydesk.ui.actions import Action
from allydesk.ui.templates.stock import Templates
from allydesk.ui.theme import Look, Tone

_LONGEST_NAME = 60
"""Characters of a name in the menu; a longer one would make it as wide as the screen."""
_CHANGE = "Change their names, headings and hints, or make your own."
_WIDEST = 460
_BESIDE, _BELOW, _LINE = 19, 8, 18
"""Pixels at a text scale of 1: the widest menu, and of the second line what is free at its left (the menu's edge and
the padding of the style sheet), what is free below it, and its height."""


class TemplateMenu(QMenu):
    """A menu to be popped up under a button. It follows the templates it was given."""

    chosen = Signal(str)
    """A page is to begin with the template of this key; "" is the free page."""
    edit_asked = Signal()
    """The page where templates are changed is wanted."""

    def __init__(self, *, templates: Templates, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("New entry from a template", parent)
        self._look = look
        self._two_lines = False
        self._templates = templates
        self.setToolTipsVisible(True)
        self.setAccessibleName("Templates")
        templates.changed.connect(self._fill)
        self.aboutToShow.connect(self._fit)
        self._fill()

    def for_palette(self) -> tuple[Action, ...]:
        """The same choices by name, for the command palette."""
        made = [
            Action(f"New entry: {template.name}", "Journal", partial(self.chosen.emit, template.key))
            for template in self._templates.visible()
        ]
        return (*made, Action("Edit templates", "Journal", self.edit_asked.emit))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Under each name, what it is good for."""
        super().paintEvent(event)
        if not self._two_lines:
            return
        painter = QPainter(self)
        painter.setFont(self._look.ui_font(size=13))
        painter.setPen(self._look.palette.colour(Tone.MUTED))
        for action in self.actions():
            if action.statusTip():
                self._paint_second_line(painter, action)
        painter.end()

    def _paint_second_line(self, painter: QPainter, action: QAction) -> None:
        area = self.actionGeometry(action)
        left = area.left() + _BESIDE - 6
        line = self._look.scaled(_LINE)
        place = QRect(left, area.bottom() - line - _BELOW + 3, area.right() - left - 12, line)
        why = painter.fontMetrics().elidedText(action.statusTip(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), why)

    def _fit(self) -> None:
        """Give each item a second line, where all of them fit on the screen then."""
        metrics = QFontMetrics(self._look.ui_font(size=13))
        widest = max((metrics.horizontalAdvance(action.statusTip()) for action in self.actions()), default=0)
        high = QFontMetrics(self._look.ui_font()).height() + self._look.scaled(_LINE) + 2 * _BELOW
        self._two_lines = high * len(self.actions()) < self.screen().availableGeometry().height()
        below = self._look.scaled(_LINE) + _BELOW - 2 if self._two_lines else 6
        self.setStyleSheet(f"QMenu::item {{ padding: 6px 24px {below}px 12px; border-radius: 6px; }}")
        room = min(widest + 48, self._look.scaled(_WIDEST))
        self.setToolTipsVisible(not self._two_lines)
        self.setMinimumWidth(room if self._two_lines else 0)

    def _fill(self) -> None:
        self.clear()
        for template in self._templates.visible():
            self._add(template)
        self.addSeparator()
        edit = self.addAction("Edit templates…")
        edit.setStatusTip(_CHANGE)
        edit.triggered.connect(lambda _checked: self.edit_asked.emit())

    def _add(self, template: Template) -> None:
        name = template.name
        if len(name) > _LONGEST_NAME:
            name = f"{name[:_LONGEST_NAME]}…"
        action = self.addAction(name.replace("&", "&&"))
        action.setToolTip(template.why)
        action.setStatusTip(template.why)
        action.triggered.connect(lambda _checked: self.chosen.emit(template.key))
