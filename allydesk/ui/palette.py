"""The colours, by what they are for, as they are written in `resources/themes`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtGui import QColor, QPalette


class Tone(StrEnum):
    """What a colour is for. The values are the names in the theme files."""

    PAPER = "paper"
    SURFACE = "surface"
    RAIL = "rail"
    SELECTION = "selection"
    LINE = "line"
    INK = "ink"
    MUTED = "muted"
    ACCENT = "accent"
    ACCENT_SOFT = "accent-soft"
    HIGH = "high"
    HIGH_SOFT = "high-soft"
    LOW = "low"
    LOW_SOFT = "low-soft"


READABLE = 4.5
"""The least contrast of text on its ground, after the Web Content Accessibility Guidelines 2.2, level AA."""


@dataclass(frozen=True, slots=True)
class Palette:
    """A colour for every tone. `name` is "light" or "dark", in high contrast as well."""

    name: str
    colours: Mapping[Tone, QColor]

    def colour(self, tone: Tone) -> QColor:
        """The colour of a tone; a copy, so that nobody changes the palette by changing it."""
        return QColor(self.colours[tone])

    def readable(self, tone: Tone, ground: Tone) -> QColor:
        """The colour of a tone as text on a ground: moved towards ink until it stands out 4.5 to 1."""
        colour, ink, behind = self.colour(tone), self.colour(Tone.INK), self.colour(ground)
        for _step in range(20):
            if contrast(colour, behind) >= READABLE:
                break
            colour = _mixed(colour, ink)
        return colour

    @property
    def on_accent(self) -> QColor:
        """Text on a ground of accent: the lighter of paper and ink by day, the darker by night."""
        return self.colour(Tone.SURFACE if self.name == "light" else Tone.RAIL)


def load_palette(themes: Path, name: str, *, contrast: bool = False) -> Palette:
    """Read `NAME.toml` from the folder of themes; with `contrast`, its table of that name on top.

    Raises FileNotFoundError for a theme that is not there and KeyError for one that leaves a tone out.
    """
    with (themes / f"{name}.toml").open("rb") as file:
        data = tomllib.load(file)
    chosen: dict[str, str] = dict(data["colours"])
    if contrast:
        chosen.update(data["contrast"])
    return Palette(name=name, colours={tone: QColor(chosen[tone.value]) for tone in Tone})


def qt_palette(palette: Palette) -> QPalette:
    """The same colours under Qt's own names, for whatever the style sheet does not dress."""
    tones = {
        QPalette.ColorRole.Window: Tone.PAPER,
        QPalette.ColorRole.WindowText: Tone.INK,
        QPalette.ColorRole.Base: Tone.SURFACE,
        QPalette.ColorRole.AlternateBase: Tone.PAPER,
        QPalette.ColorRole.Text: Tone.INK,
        QPalette.ColorRole.PlaceholderText: Tone.MUTED,
        QPalette.ColorRole.Button: Tone.PAPER,
        QPalette.ColorRole.ButtonText: Tone.INK,
        QPalette.ColorRole.ToolTipBase: Tone.INK,
        QPalette.ColorRole.ToolTipText: Tone.PAPER,
        QPalette.ColorRole.Highlight: Tone.ACCENT,
        QPalette.ColorRole.Accent: Tone.ACCENT,
        QPalette.ColorRole.Link: Tone.ACCENT,
        QPalette.ColorRole.LinkVisited: Tone.ACCENT,
        QPalette.ColorRole.Mid: Tone.LINE,
    }
    made = QPalette(palette.colour(Tone.PAPER), palette.colour(Tone.PAPER))
    for role, tone in tones.items():
        made.setColor(role, palette.colour(tone))
    made.setColor(QPalette.ColorRole.HighlightedText, palette.on_accent)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, palette.colour(Tone.MUTED))
    return made


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours, 1 to 21, as the Web Content Accessibility Guidelines 2.2 define it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: QColor, towards: QColor) -> QColor:
    return QColor(*(round(0.9 * c + 0.1 * t) for c, t in zip(_rgb(colour), _rgb(towards), strict=True)))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()
