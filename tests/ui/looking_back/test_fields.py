"""The field for a day: what it holds can be read, whatever the style sheet does to it."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from allydesk.ui.looking_back.fields import date_field, day_of
from allydesk.ui.looking_back.style import looking_back_style
from allydesk.ui.theme import Look


def test_the_day_has_room_to_be_read(look: Look, qtbot: QtBot) -> None:
    field = date_field("From", look)
    qtbot.addWidget(field)
    field.setStyleSheet(looking_back_style(look))
    field.setDate(QDate(2026, 11, 21))
    with qtbot.waitExposed(field):
        field.show()
    line = field.lineEdit()
    margins = line.textMargins()
    room = line.width() - margins.left() - margins.right()
    assert room >= QFontMetrics(line.font()).horizontalAdvance("21 Nov 2026")
    assert day_of(field) == date(2026, 11, 21)
