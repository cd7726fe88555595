"""What a round with a partner looks like beyond the application's own roles, in the tokens of the theme."""

from string import Template

from PySide6.QtGui import QFont

from allydesk.ui.looking_back.style import looking_back_style
from allydesk.ui.practice.scene.style import scene_style
from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QLabel[role="reading"] { font-family: "$serif"; font-size: $size17; }
QLabel[role="setting"] { color: $muted; font-family: "$serif"; font-size: $size17; font-style: italic; }
QLabel[role="card-words"] { font-family: "$serif"; font-size: $size18; }
QLabel[role="ask"] { font-family: "$serif"; font-size: $size21; font-weight: 600; }
QFrame[role="skill"] { background: $surface; border: 1px solid $line; border-radius: 12px; }
""")


def partner_style(look: Look) -> str:
    """The style sheet of the page, on top of the application's."""
    palette = look.palette
    words = {"line": Tone.LINE, "surface": Tone.SURFACE, "muted": Tone.MUTED}
    tokens = {key: palette.colour(tone).name() for key, tone in words.items()}
    for size in (17, 18, 21):
        tokens[f"size{size}"] = _points(look.reading_font(size=size))
    tokens["serif"] = look.reading_font().family()
    return scene_style(look) + looking_back_style(look) + _SHEET.substitute(tokens)


def _points(font: QFont) -> str:
    return f"{font.pointSizeF():.2f}pt"
