"""What a scene looks like beyond the application's own roles, in the tokens of the theme."""

from string import Template

from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QFrame[role="bubble"] { background: $surface; border: 1px solid $line; border-radius: 12px; }
QFrame[role="own-bubble"] { background: $accent_soft; border: 1px solid $accent_soft; border-radius: 12px; }
QFrame[role="scene-line"] { background: transparent; border: 2px solid transparent; border-radius: 10px; }
QFrame[role="scene-line"]:focus { border: 2px solid $accent; }
QFrame[role="coach-note"] { background: $rail; border: 1px solid $line; border-radius: 12px; }
QFrame[role="beside"] { background: $paper; border: none; border-left: 1px solid $line; }
QFrame[role="column"] { background: $surface; border: 1px solid $line; border-radius: 12px; }
QFrame[role="finding"] { background: transparent; border: none; }
QPushButton[role="option"] { background: $surface; border: 1px solid $line; border-radius: 12px; padding: 0px; }
QPushButton[role="option"]:hover, QPushButton[role="option"]:focus { background: $surface; border: 2px solid $accent;
    padding: 0px; }
QPushButton[role="newest"] { color: $ink; background: $surface; border: 1px solid $line; border-radius: ${pill}px;
    font-weight: 400; font-size: $small; padding: 4px 14px; }
QPushButton[role="newest"]:hover { background: $selection; }
QPushButton[role="newest"]:focus { border: 2px solid $accent; padding: 3px 13px; }
QScrollArea[role="scene"] { background: transparent; border: none; }
""")


def scene_style(look: Look) -> str:
    """The style sheet of the page, on top of the application's."""
    palette = look.palette
    words = {tone.name.lower(): palette.colour(tone).name() for tone in Tone}
    words["small"] = f"{look.ui_font(size=13).pointSizeF():.2f}pt"
    words["pill"] = str(look.scaled(11))
    return _SHEET.substitute(words)
