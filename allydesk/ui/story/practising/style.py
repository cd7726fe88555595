"""What the Practise step looks like beyond the application's own roles, in the tokens of the theme."""

from string import Template

from allydesk.ui.looking_back.style import looking_back_style
from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QSpinBox { color: $ink; background: $surface; border: 1px solid $line; border-radius: 8px; padding: ${pad}px 8px;
    selection-background-color: $accent; selection-color: $on_accent; }
QSpinBox::up-button, QSpinBox::down-button { width: 0px; border: none; background: transparent; }
QSpinBox:focus { border: 2px solid $accent; padding: ${pad_focus}px 7px; }
QPushButton[role="outlined"]:checked { color: $accent_text; background: $accent_soft; border: 1px solid $accent; }
QPushButton[role="outlined"]:checked:focus { border: 2px solid $accent; }
""")


def practising_style(look: Look) -> str:
    """The style sheet of the page, on top of the application's."""
    palette = look.palette
    words = {tone.name.lower(): palette.colour(tone).name() for tone in Tone}
    words["accent_text"] = palette.readable(Tone.ACCENT, Tone.ACCENT_SOFT).name()
    words["on_accent"] = palette.on_accent.name()
    words["pad"] = str(look.scaled(6))
    words["pad_focus"] = str(look.scaled(6) - 1)
    return looking_back_style(look) + _SHEET.substitute(words)
