"""What the parts of Today look like beyond the application's own roles, in the tokens of the theme."""

from string import Template

from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QPushButton[role="entry-link"] { background: transparent; border: 2px solid transparent; border-radius: 8px;
    padding: 0px; text-align: left; }
QPushButton[role="entry-link"]:hover { background: $paper; }
QPushButton[role="entry-link"]:focus { border-color: $accent; padding: 0px; }
QTextEdit[role="field"] { background: transparent; border: none; color: $ink; placeholder-text-color: $muted;
    selection-background-color: $accent; selection-color: $on_accent; }
""")


def today_style(look: Look) -> str:
    """The style sheet of Today, on top of the application's."""
    words = {tone.name.lower(): look.palette.colour(tone).name() for tone in Tone}
    words["on_accent"] = look.palette.on_accent.name()
    return _SHEET.substitute(words)
