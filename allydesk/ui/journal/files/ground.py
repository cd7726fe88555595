"""The dark ground on which pictures are looked at, in every theme: the dark theme's own tones."""

from string import Template

from PySide6.QtGui import QColor

from allydesk.ui.theme import Look

INK = QColor("#ECE7DD")
_TONES = {"ground": "#191817", "ink": INK.name(), "muted": "#A69F91", "accent": "#79B8A7", "hover": "#33302B"}

_SHEET = Template("""
QDialog { background: $ground; }
QLabel { color: $muted; font-size: $small; }
QLabel[role="heading"] { color: $ink; font-size: $heading; }
QLabel[role="said"] { color: $ink; font-size: $plain; }
QPlainTextEdit { color: $ink; background: $ground; border: none; padding: 8px 20px;
    selection-background-color: $accent; selection-color: $ground; }
QPushButton { color: $ink; background: transparent; border: 1px solid $muted; }
QPushButton:hover, QPushButton:pressed, QToolButton:hover, QToolButton:pressed { background: $hover; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; }
""")


def viewer_style(look: Look) -> str:
    """The style sheet of the viewer, on top of the application's."""
    small = f"{look.ui_font(size=13).pointSizeF():.2f}pt"
    heading = f"{look.ui_font(size=16).pointSizeF():.2f}pt"
    plain = f"{look.ui_font().pointSizeF():.2f}pt"
    return _SHEET.substitute(_TONES | {"small": small, "heading": heading, "plain": plain})
