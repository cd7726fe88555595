"""A field for a day, and one of many from a list."""

from datetime import date

from PySide6.QtCore import QDate, QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QDateEdit

from allydesk.ui.theme import Look

_ARROW = 15
_EDGE = 7


class DropDown(QComboBox):
    """A list that opens. Its arrow is one of our icons, in the colours of the theme."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and the arrow over it: where a style sheet dresses the field, Qt leaves it out."""
        super().paintEvent(event)
        side = self._look.scaled(_ARROW)
        place = QRect(self.width() - side - 8, (self.height() - side) // 2, side, side)
        painter = QPainter(self)
        self._look.icon("down").paint(painter, place)
        painter.end()


def date_field(name: str, look: Look) -> QDateEdit:
    """A field for any day of the calendar; `name` is what a screen reader calls it."""
    made = QDateEdit()
    made.setFont(look.ui_font())
    made.setDisplayFormat("d MMM yyyy")
    made.setAccessibleName(name)
    made.setMinimumDate(QDate(1, 1, 1))
    made.setMaximumDate(QDate(9999, 12, 31))
    # The sheet's padding is lost where it takes the arrows away.
    made.lineEdit().setTextMargins(_EDGE, 0, _EDGE, 0)
    return made


def day_of(field: QDateEdit) -> date:
    """The day it holds."""
    found = field.date()
    return date(found.year(), found.month(), found.day())
