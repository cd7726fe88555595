"""What the journal's own parts look like, in the tokens of the theme."""

from string import Template

from PySide6.QtGui import QColor

from allydesk.ui.theme import Look, Tone

_SHEET = Template("""
QTableView[role="entries"] { background: transparent; border: none; border-radius: 0px; }
QTableView[role="entries"]:focus { border: none; }
QFrame[role="column"] { background: $paper; border: none; border-right: 1px solid $line; }
QFrame[role="rule"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QTextEdit[role="page"] { background: transparent; border: none; color: $ink;
    selection-background-color: $selected; selection-color: $ink; }
QPushButton[role="quiet"] { color: $muted; background: transparent; border: none; border-radius: 6px;
    font-size: $small; font-weight: 400; padding: 3px 4px; text-align: left; }
QPushButton[role="quiet"]:hover { color: $ink; text-decoration: underline; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; padding: 1px 2px; color: $ink; }
QPushButton[role="quiet"]:disabled { color: $muted; text-decoration: none; }
QPushButton[role="quiet"]:checked { background: transparent; }
QPushButton[role="link-row"] { color: $ink; background: transparent; border: none; border-radius: 6px;
    font-size: $small; font-weight: 400; padding: 3px 8px; text-align: left; }
QPushButton[role="link-row"]:hover { background: $selection; }
QPushButton[role="link-row"]:focus { border: 2px solid $accent; padding: 1px 6px; }
QPushButton[role="chip-high"]:focus { border: 2px solid $accent; padding: 0px 9px; }
QFrame[role="panel"] { background: $surface; border: 1px solid $line; }
QPushButton[role="step"], QPushButton[role="step-low"], QPushButton[role="step-high"] { border: 1px solid transparent;
    border-radius: 8px; padding: 0px; font-size: $small; font-weight: 400; }
QPushButton[role="step"] { color: $ink; background: $selection; }
QPushButton[role="step-low"] { color: $low_text; background: $low_soft; }
QPushButton[role="step-high"] { color: $high_text; background: $high_soft; }
QPushButton[chosen="true"] { border: 2px solid $ink; font-weight: 600; }
QPushButton[role="step"]:focus, QPushButton[role="step-low"]:focus, QPushButton[role="step-high"]:focus {
    border: 2px solid $accent; }
QTextBrowser[role="page"] { background: transparent; border: none; color: $ink;
    selection-background-color: $selected; selection-color: $ink; }
QLineEdit[role="add-tag"] { background: transparent; border: none; border-radius: ${radius}px; color: $ink;
    font-size: $small; padding: 2px 6px; }
QLineEdit[role="add-tag"]:focus { border: 2px solid $accent; padding: 0px 4px; }
QLabel[role="trouble"] { color: $trouble; font-size: $small; }
""")


def journal_style(look: Look) -> str:
    """The style sheet of the journal's page, on top of the application's."""
    palette = look.palette
    words = {tone.name.lower(): palette.colour(tone).name() for tone in Tone}
    words["selected"] = _between(palette.colour(Tone.ACCENT_SOFT), palette.colour(Tone.ACCENT), 0.22).name()
    words["low_text"] = palette.readable(Tone.LOW, Tone.LOW_SOFT).name()
    words["high_text"] = palette.readable(Tone.HIGH, Tone.HIGH_SOFT).name()
    words["trouble"] = palette.readable(Tone.LOW, Tone.PAPER).name()
    words["small"] = f"{look.ui_font(size=13).pointSizeF():.2f}pt"
    words["radius"] = str((look.scaled(17) + 4) // 2)
    return _SHEET.substitute(words)


def _between(one: QColor, other: QColor, share: float) -> QColor:
    def part(first: int, second: int) -> int:
        return round(first + (second - first) * share)

    return QColor(part(one.red(), other.red()), part(one.green(), other.green()), part(one.blue(), other.blue()))
