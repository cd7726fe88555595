"""What the library and the page of skills look like beyond the application's own roles, in the tokens of the theme."""

from string import Template

from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QListView[role="tall"], QListView[role="tall"]:focus { background: transparent; border: none; border-radius: 0px; }
QListView[role="tall"]::item, QListView[role="tall"]::item:selected { background: transparent; padding: 0px; }
QFrame[role="side"] { background: transparent; border: none; border-left: 1px solid $line; }
QLabel[role="reading"] { font-family: "$reading"; font-size: ${size}pt; }
""")


def library_style(look: Look) -> str:
    """The style sheet of the page, on top of the application's."""
    font = look.reading_font(size=17)
    return _SHEET.substitute(
        line=look.palette.colour(Tone.LINE).name(), reading=font.family(), size=f"{font.pointSizeF():.2f}"
    )
