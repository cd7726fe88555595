"""What the page of stories looks like beyond the application's own roles, in the tokens of the theme."""

from string import Template

from allydesk.ui.journal.style import journal_style
from allydesk.ui.looking_back.style import looking_back_style
from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QLineEdit[role="listener"] { background: transparent; border: 2px solid transparent; border-radius: 6px; color: $ink;
    padding: 1px 4px; }
QLineEdit[role="listener"]:hover { background: $paper; }
QLineEdit[role="listener"]:focus { border-color: $accent; }
QLineEdit[role="listener"]:read-only { background: transparent; }
QListView[role="pieces"] { background: transparent; border: none; border-radius: 0px; }
QListView[role="pieces"]:focus { border: none; }
QListView[role="pieces"]::item { padding: 0px; }
QPushButton[role="heading-row"] { color: $ink; background: transparent; border: none; border-radius: 6px;
    font-weight: 400; text-align: left; padding: ${pad}px 8px; }
QPushButton[role="heading-row"]:hover { background: $selection; }
QPushButton[role="heading-row"]:focus { border: 2px solid $accent; padding: ${pad_focus}px 6px; }
QRadioButton[role="choice"] { padding: ${pad}px 10px; }
QRadioButton[role="choice"]:focus { padding: ${pad_choice}px 9px; }
QLabel[role="question"] { font-size: $question; }
QLabel[role="trouble"] { color: $trouble; }
""")


def telling_style(look: Look) -> str:
    """The style sheet of the page, on top of the application's and of what it takes from the journal."""
    palette = look.palette
    words = {tone.name.lower(): palette.colour(tone).name() for tone in Tone}
    words["pad"] = str(look.scaled(5))
    words["pad_focus"] = str(look.scaled(5) - 2)
    words["pad_choice"] = str(look.scaled(5) - 1)
    words["question"] = f"{look.reading_font(size=18.5).pointSizeF():.2f}pt"
    words["trouble"] = palette.readable(Tone.LOW, Tone.SURFACE).name()
    return journal_style(look) + looking_back_style(look) + _SHEET.substitute(words)
