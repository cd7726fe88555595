"""What looking back looks like beyond the application's own roles, in the tokens of the theme."""

from string import Template

from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QRadioButton[role="choice"] { color: $ink; background: $surface; border: 1px solid $line; border-radius: 8px;
    padding: ${pad}px 13px; spacing: 0px; }
QRadioButton[role="choice"]::indicator { width: 0px; height: 0px; image: none; border: none; background: transparent; }
QRadioButton[role="choice"]:hover { background: $selection; }
QRadioButton[role="choice"]:checked { color: $accent_text; background: $accent_soft; border: 1px solid $accent; }
QRadioButton[role="choice"]:focus { border: 2px solid $accent; padding: ${pad_focus}px 12px; }
QPushButton[role="entry-link"] { color: $ink; background: transparent; border: none; border-radius: 6px;
    font-weight: 400; text-align: left; padding: ${pad}px 8px; }
QPushButton[role="entry-link"][strong="true"] { font-weight: 600; }
QPushButton[role="entry-link"]:hover { background: $selection; }
QPushButton[role="entry-link"]:focus { border: 2px solid $accent; padding: ${pad_focus}px 6px; }
QDateEdit { color: $ink; background: $surface; border: 1px solid $line; border-radius: 8px; padding: ${pad}px 8px;
    selection-background-color: $accent; selection-color: $on_accent; }
QDateEdit::up-button, QDateEdit::down-button { width: 0px; border: none; background: transparent; }
QDateEdit:focus { border: 2px solid $accent; padding: ${pad_focus}px 7px; }
QTableWidget { background: transparent; gridline-color: $line; }
""")


def looking_back_style(look: Look) -> str:
    """The style sheet of the page, on top of the application's."""
    palette = look.palette
    words = {tone.name.lower(): palette.colour(tone).name() for tone in Tone}
    words["accent_text"] = palette.readable(Tone.ACCENT, Tone.ACCENT_SOFT).name()
    words["on_accent"] = palette.on_accent.name()
    words["pad"] = str(look.scaled(6))
    words["pad_focus"] = str(look.scaled(6) - 1)
    return _SHEET.substitute(words)
