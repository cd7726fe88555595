"""What the parts of Settings look like beyond the application's own roles, in the tokens of the theme."""

from string import Template

from allydesk.ui.palette import contrast
from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QRadioButton[role="choice"] { color: $ink; background: $surface; border: 1px solid $line; border-radius: 8px;
    padding: ${pad}px 13px; spacing: 0px; }
QRadioButton[role="choice"]::indicator { width: 0px; height: 0px; image: none; border: none; background: transparent; }
QRadioButton[role="choice"]:hover { background: $selection; }
QRadioButton[role="choice"]:checked { color: $chosen_text; background: $chosen; border: 1px solid $accent; }
QRadioButton[role="choice"]:focus { border: 2px solid $accent; padding: ${pad_focus}px 12px; }
QRadioButton[role="choice"]:disabled { color: $muted; background: transparent; border: 1px solid $line; }
QPushButton[role="section"] { color: $muted; background: transparent; border: none; border-radius: 8px;
    font-weight: 400; text-align: left; padding: 8px 12px; }
QPushButton[role="section"]:hover { color: $ink; background: $rail; }
QPushButton[role="section"]:checked { color: $ink; background: $selection; font-weight: 600; }
QPushButton[role="section"]:focus { border: 2px solid $accent; padding: 6px 10px; }
$chosen_focus
QFrame[role="news"] { background: $accent_soft; border: none; border-radius: 8px; }
QFrame[role="caution"] { background: $high_soft; border: none; border-radius: 8px; }
""")

_STRONG_FOCUS = Template("""QRadioButton[role="choice"]:checked:focus { color: $ink; background: $accent_soft;
    border: 3px solid $accent; padding: ${pad_thick}px 11px; }""")
"""On a ground of the accent, a ring of the accent could not be seen."""

_STRONG = 3.0
"""Lines of such a contrast are those of a high-contrast theme."""


def settings_style(look: Look) -> str:
    """The style sheet of a page of Settings, on top of the application's."""
    palette = look.palette
    words = {tone.name.lower(): palette.colour(tone).name() for tone in Tone}
    if contrast(palette.colour(Tone.LINE), palette.colour(Tone.SURFACE)) >= _STRONG:  # a tint is too little to tell by
        words["chosen"], words["chosen_text"] = words["accent"], palette.on_accent.name()
        words["chosen_focus"] = _STRONG_FOCUS.substitute(words, pad_thick=look.scaled(7) - 2)
    else:
        words["chosen"], words["chosen_focus"] = words["accent_soft"], ""
        words["chosen_text"] = palette.readable(Tone.ACCENT, Tone.ACCENT_SOFT).name()
    words["pad"] = str(look.scaled(7))
    words["pad_focus"] = str(look.scaled(7) - 1)
    return _SHEET.substitute(words)
