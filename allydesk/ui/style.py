"""The one style sheet, built from the tokens.

A widget says what it is through the dynamic property "role"; how that looks is said here and nowhere else.
Where a focus ring widens the border, the padding gives way by as much, so that nothing moves.
"""

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from allydesk.ui.fonts import Families, points
from allydesk.ui.palette import Palette, Tone

_TYPE = Template("""
QLabel { color: $ink; background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"], QLabel[role="field"] { color: $muted; font-size: $size13; }
QLabel[role="warning"] { color: $low_text; font-size: $size13; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="heading"] { font-size: $size16; font-weight: 600; }
QLabel[role="title"] { font-family: "$serif"; font-size: $size27; font-weight: 600; }
QLabel[role="display"] { font-family: "$serif"; font-size: $size40; font-weight: 600; }
QLabel[role="brand"] { font-family: "$serif"; font-size: $size21; font-weight: 600; }
QLabel[role="dialog-title"] { font-family: "$serif"; font-size: $size21; font-weight: 600; }
QLabel:disabled { color: $muted; }
""")

_SURFACES = Template("""
QMainWindow, QDialog { background: $paper; }
QFrame[role="paper"] { background: $paper; border: none; }
QFrame[role="outside"] { background: $rail; border: none; }
QFrame[role="rail"] { background: $rail; border: none; border-right: 1px solid $line; }
QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 12px; }
QFrame[role="palette"] { background: $surface; border: 1px solid $line; }
QFrame[role="sunken"] { background: $paper; border: 1px solid $line; border-radius: 8px; }
QLabel[role="key-line"] { border: 2px solid transparent; border-radius: 6px; padding: 1px 6px; }
QLabel[role="key-line"]:focus { border-color: $accent; }
QFrame[role="problem"] { background: $low_soft; border: none; border-radius: 8px; margin-top: 10px; }
QFrame[role="notice"] { background: $high_soft; border: none; border-bottom: 1px solid $line; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="clear"] { background: transparent; border: none; }
QToolTip { color: $paper; background: $ink; border: none; padding: 4px 8px; font-size: $size13; }
""")

_BUTTONS = Template("""
QPushButton { color: $ink; background: $surface; border: 1px solid $line; border-radius: 8px; font-weight: 600;
    padding: ${pad7}px 16px; outline: none; }
QPushButton:hover, QPushButton:pressed { background: $selection; }
QPushButton:focus { border: 2px solid $accent; padding: ${pad6}px 15px; }
QPushButton:disabled { color: $muted; background: transparent; }
QPushButton[role="primary"], QDialog QPushButton:default { color: $on_accent; background: $accent; border: none;
    padding: ${pad8}px 16px; }
QPushButton[role="primary"]:hover, QDialog QPushButton:default:hover { background: $accent_deep; }
QPushButton[role="primary"]:pressed, QDialog QPushButton:default:pressed { background: $accent_deep; }
QPushButton[role="primary"]:focus, QDialog QPushButton:default:focus { border: 2px solid $accent;
    background-clip: padding; padding: ${pad6}px 14px; }
QPushButton[role="primary"]:disabled { color: $muted; background: $selection; }
QPushButton[role="text"] { color: $accent; background: transparent; border: none; padding: ${pad8}px 4px; }
QPushButton[role="text"]:hover, QPushButton[role="text"]:pressed { color: $accent_deep; text-decoration: underline;
    background: transparent; }
QPushButton[role="text"]:focus { border: 2px solid $accent; padding: ${pad6}px 2px; }
QPushButton[role="text"]:disabled { color: $muted; }
QPushButton[role="danger"] { color: $low_text; background: $surface; border: 1px solid $line; }
QPushButton[role="danger"]:focus { border: 2px solid $accent; padding: ${pad6}px 15px; }
QToolButton { color: $muted; background: transparent; border: none; border-radius: 8px; padding: 6px;
    outline: none; }
QToolButton:hover, QToolButton:pressed, QToolButton:checked { background: $selection; color: $ink; }
QToolButton:focus { border: 2px solid $accent; padding: 4px; }
QToolButton::menu-indicator { image: none; }
""")

_INPUTS = Template("""
QLineEdit, QPlainTextEdit[role="input"], QTextEdit[role="input"] { color: $ink; background: $surface;
    border: 1px solid $line; border-radius: 8px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted; }
QLineEdit { padding: ${pad9}px 11px; lineedit-password-character: 8226; }
QLineEdit:focus { border: 2px solid $accent; padding: ${pad8}px 10px; }
QPlainTextEdit[role="input"], QTextEdit[role="input"] { padding: 7px 9px; }
QPlainTextEdit[role="input"]:focus, QTextEdit[role="input"]:focus { border: 2px solid $accent; padding: 6px 8px; }
QLineEdit:disabled, QPlainTextEdit[role="input"]:disabled { color: $muted; background: $paper; }
QLineEdit:read-only { background: $paper; }
QLineEdit > QToolButton { padding: 0px; }
QLineEdit > QToolButton:hover { background: transparent; }
QAbstractItemView QLineEdit { border-radius: 0px; padding: 0px 4px; }
QCheckBox, QRadioButton { color: $ink; spacing: 8px; padding: 2px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: ${icon}px; height: ${icon}px; }
QComboBox { color: $ink; background: $surface; border: 1px solid $line; border-radius: 8px;
    padding: ${pad7}px 10px; }
QComboBox:hover { background: $selection; }
QComboBox:focus { border: 2px solid $accent; padding: ${pad6}px 9px; }
QComboBox:disabled { color: $muted; background: transparent; }
QComboBox::drop-down { border: none; background: transparent; width: ${icon}px; padding-right: 8px; }
QComboBox QAbstractItemView { color: $ink; background: $surface; border: 1px solid $line; outline: none;
    selection-background-color: $selection; selection-color: $ink; }
""")

_CHIPS = Template("""
*[role="chip"], *[role="chip-accent"], *[role="chip-high"], *[role="chip-low"] { font-size: $size13;
    font-weight: 400; border: none; border-radius: ${chip_radius}px; padding: 2px 11px; min-height: ${chip_text}px; }
*[role="chip"] { color: $muted; background: $selection; }
*[role="chip-accent"] { color: $accent; background: $accent_soft; }
*[role="chip-high"] { color: $high_text; background: $high_soft; }
*[role="chip-low"] { color: $low_text; background: $low_soft; }
QPushButton[role="chip"]:hover { color: $ink; background: $line; }
QPushButton[role="chip"]:checked { color: $accent; background: $accent_soft; }
QPushButton[role="chip"]:focus, QPushButton[role="chip-accent"]:focus, QPushButton[role="chip-low"]:focus {
    border: 2px solid $accent; padding: 0px 9px; }
""")

_VIEWS = Template("""
QMenu { color: $ink; background: $surface; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QListView, QTreeView, QTableView { color: $ink; background: $surface; border: 1px solid $line; border-radius: 8px;
    selection-background-color: $selection; selection-color: $ink; outline: none; }
QListView[role="found"] { border: none; border-radius: 0px; }
QListView:focus, QTreeView:focus, QTableView:focus { border: 2px solid $accent; }
QListView::item, QTreeView::item { padding: 4px 6px; }
QListView::item:selected, QTreeView::item:selected { color: $ink; background: $selection; }
QHeaderView::section { color: $muted; background: $paper; border: none; border-bottom: 1px solid $line;
    padding: 4px 8px; font-size: $size13; }
QSplitter::handle { background: $line; }
QScrollBar { background: transparent; border: none; margin: 0px; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: $selection; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
""")

_SIZES = (13, 15, 16, 18, 21, 27, 40)


def build_style_sheet(palette: Palette, *, families: Families, scale: float) -> str:
    """The style sheet for these colours, families and text scale (1.0 as drawn)."""
    words = {tone.name.lower(): palette.colour(tone).name() for tone in Tone}
    words |= {f"size{size}": f"{points(size, scale):.2f}pt" for size in _SIZES}
    words |= {f"pad{pad}": str(round(pad * max(scale, 1.0) ** 0.5)) for pad in (6, 7, 8, 9)}
    words["high_text"] = palette.readable(Tone.HIGH, Tone.HIGH_SOFT).name()
    words["low_text"] = palette.readable(Tone.LOW, Tone.LOW_SOFT).name()
    words["on_accent"] = palette.on_accent.name()
    deeper = palette.colour(Tone.ACCENT)
    words["accent_deep"] = (deeper.darker(118) if palette.name == "light" else deeper.lighter(112)).name()
    words["sans"], words["serif"] = families.sans, families.serif
    words["icon"] = str(round(16 * scale))
    words["chip_text"] = str(round(17 * scale))
    words["chip_radius"] = str((round(17 * scale) + 4) // 2)
    parts = (_TYPE, _SURFACES, _BUTTONS, _INPUTS, _CHIPS, _VIEWS)
    return "".join(part.substitute(words) for part in parts)


def set_role(widget: QWidget, role: str) -> None:
    """Say what a widget is. Said again with another role, it is dressed anew."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # a new widget is dressed when it is shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
