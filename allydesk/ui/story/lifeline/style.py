"""What the lifeline's page looks like beyond the application's own roles, in the tokens of the theme."""

from string import Template

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from allydesk.ui.icons import GRID
from allydesk.ui.journal.style import journal_style
from allydesk.ui.looking_back.style import looking_back_style
from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QRadioButton[role="choice"] { font-size: $small; padding: 3px 12px; border-radius: 7px; }
QRadioButton[role="choice"]:focus { padding: 2px 11px; }
QPushButton[role="toggle"] { color: $muted; background: transparent; border: 1px solid transparent; border-radius: 7px;
    font-size: $small; font-weight: 400; padding: 3px 9px; }
QPushButton[role="toggle"]:hover { color: $ink; background: $selection; }
QPushButton[role="toggle"]:checked { color: $ink; background: $paper; border: 1px solid $line; }
QPushButton[role="toggle"]:disabled { color: $faint; background: transparent; }
QPushButton[role="toggle"]:focus { border: 2px solid $accent; padding: 2px 8px; }
QPushButton[role="linked"] { color: $muted; background: transparent; border: 2px solid transparent;
    border-radius: 6px; font-size: $small; font-weight: 400; padding: 1px 0px; margin-left: -2px; text-align: left; }
QPushButton[role="linked"]:hover { color: $ink; text-decoration: underline; }
QPushButton[role="linked"]:focus { border: 2px solid $accent; color: $ink; }
QPushButton[role="lead"] { color: $accent; background: transparent; border: 2px solid transparent;
    border-radius: 6px; font-size: $small; font-weight: 400; padding: 1px 0px; margin-left: -2px; text-align: left; }
QPushButton[role="lead"]:hover { text-decoration: underline; }
QPushButton[role="lead"]:focus { border: 2px solid $accent; }
QFrame[role="notice"] { border: 1px solid $line; border-radius: 10px; }
QPushButton[role="tray"] { color: $ink; background: $paper; border: 1px dashed $muted; border-radius: ${round}px;
    font-size: $small; font-weight: 400; padding: 3px 12px; }
QPushButton[role="tray"]:hover { background: $selection; }
QPushButton[role="tray"]:checked { background: $selection; border: 1px solid $muted; }
QPushButton[role="tray"]:focus { border: 2px solid $accent; padding: 2px 11px; }
QPushButton[role="way"] { color: $ink; background: $paper; border: 1px solid $line; border-radius: 10px;
    font-weight: 400; padding: 10px 18px; text-align: left; }
QPushButton[role="way"]:hover { background: $selection; }
QPushButton[role="way"]:focus { border: 2px solid $accent; padding: 9px 17px; }
QLabel[role="when"] { color: $muted; font-size: $small; }
QTableView[role="moments"] { border: none; border-radius: 0px; background: transparent; }
QTableView[role="moments"]:focus { border: none; }
QTableView[role="moments"] QHeaderView { background: transparent; border: none; }
QTableView[role="moments"] QHeaderView::section { background: transparent; }
QTableView[role="moments"] QHeaderView::section:hover { color: $ink; }
QTableView[role="moments"] QAbstractScrollArea::corner, QTableView[role="moments"]::corner { background: transparent;
    border: none; }
QListWidget[role="plain"] { background: transparent; border: none; }
""")


def lifeline_style(look: Look) -> str:
    """The style sheet of the page, on top of the application's."""
    palette = look.palette
    words = {tone.name.lower(): palette.colour(tone).name() for tone in Tone}
    words["small"] = f"{look.ui_font(size=13).pointSizeF():.2f}pt"
    words["faint"] = _between(palette.colour(Tone.SURFACE), palette.colour(Tone.MUTED), 0.55).name()
    words["round"] = str(look.scaled(17) // 2 + 3)
    return journal_style(look) + looking_back_style(look) + _SHEET.substitute(words)


def with_faint(icon: QIcon, look: Look) -> QIcon:
    """The icon, which is faint on a button that cannot be pressed; Qt's own is hardly so in the dark."""
    made = QIcon(icon)
    side = look.scaled(GRID)
    for density in (1, 2, 3):
        plain = icon.pixmap(QSize(side, side), density)
        faint = QPixmap(plain.size())
        faint.setDevicePixelRatio(plain.devicePixelRatio())
        faint.fill(QColor(0, 0, 0, 0))
        painter = QPainter(faint)
        painter.setOpacity(0.4)
        painter.drawPixmap(0, 0, plain)
        painter.end()
        made.addPixmap(faint, QIcon.Mode.Disabled)
    return made


def _between(one: QColor, other: QColor, share: float) -> QColor:
    parts = zip(one.getRgb(), other.getRgb(), strict=True)  # type: ignore[call-overload]  # the stub calls it an object
    return QColor(*(round(first + (second - first) * share) for first, second in parts))
