"""What themes look like beyond the application's own roles, in the tokens of the theme."""

from string import Template

from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QFrame[role="notice"] { border: none; border-radius: 8px; margin-bottom: 12px; }
QPushButton[role="theme-row"] { background: transparent; border: none; }
QLineEdit[role="theme-name"] { background: $surface; border: 1px solid $line; border-radius: ${radius}px; color: $ink;
    font-size: $small; padding: 0px 9px; }
QLineEdit[role="theme-name"]:focus { border: 2px solid $accent; padding: 0px 8px; }
QLineEdit[role="theme-edit"], QLineEdit[role="theme-edit"]:focus { border: 2px solid $accent; border-radius: 6px;
    padding: 0px 6px; }
QPushButton[role="moment-link"] { color: $ink; background: transparent; border: none; border-radius: 6px;
    font-weight: 400; padding: ${pad}px 6px; text-align: left; }
QPushButton[role="moment-link"]:hover { background: $selection; }
QPushButton[role="moment-link"]:focus { border: 2px solid $accent; padding: ${pad_focus}px 4px; }
QPushButton[role="moment-link"]:disabled { color: $muted; }
QListView[role="themes"], QListView[role="moments"] { background: transparent; border: none; border-radius: 0px; }
QListView[role="themes"]:focus, QListView[role="moments"]:focus { border: none; }
QTableView[role="matrix"], QTableView[role="matrix"]:focus { background: $surface; border: none; border-radius: 0px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableView[role="matrix"] QHeaderView { background: $surface; border: none; }
QTableView[role="matrix"] QTableCornerButton::section { background: $surface; border: none;
    border-bottom: 1px solid $line; }
QRadioButton[role="choice"] { color: $ink; background: $surface; border: 1px solid $line; border-radius: 8px;
    padding: ${pad_choice}px 13px; spacing: 0px; }
QRadioButton[role="choice"]::indicator { width: 0px; height: 0px; image: none; border: none; background: transparent; }
QRadioButton[role="choice"]:hover { background: $selection; }
QRadioButton[role="choice"]:checked { color: $accent_text; background: $accent_soft; border: 1px solid $accent; }
QRadioButton[role="choice"]:focus { border: 2px solid $accent; padding: ${pad_choice_focus}px 12px; }
""")


def themes_style(look: Look) -> str:
    """The style sheet of whatever shows themes, on top of the application's."""
    palette = look.palette
    words = {tone.name.lower(): palette.colour(tone).name() for tone in Tone}
    words["accent_text"] = palette.readable(Tone.ACCENT, Tone.ACCENT_SOFT).name()
    words["small"] = f"{look.ui_font(size=13).pointSizeF():.2f}pt"
    words["radius"] = str((look.scaled(17) + 6) // 2)
    choice = round(7 * max(look.text_scale, 1.0) ** 0.5)  # as a button has it
    words["pad_choice"], words["pad_choice_focus"] = str(choice), str(choice - 1)
    words["pad"] = str(look.scaled(5))
    words["pad_focus"] = str(look.scaled(5) - 2)
    return _SHEET.substitute(words)
