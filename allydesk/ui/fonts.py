"""Source Sans for the interface, Source Serif for what a person writes and reads.

Both come as packages. Without them the desktop's own faces stand in, and nothing else changes.
"""

import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

_FACES = ("Regular", "It", "Semibold", "Bold")
"""The faces that are used; loading all of them would read four megabytes at the start."""

_DOTS_PER_INCH = 72 if sys.platform == "darwin" else 96
"""What Qt takes for an inch before the person asks their desktop for larger text."""

_JUST_BELOW = 0.01
"""In pixels: enough to turn a half down, too little to be seen."""


@dataclass(frozen=True, slots=True)
class Families:
    """The names under which Qt knows the two families, and the desktop's own."""

    sans: str
    serif: str
    system: str


def load_families() -> Families:
    """Add the faces to the application and say what they are called."""
    return Families(
        sans=_load("font_source_sans_pro", "SourceSansPro", instead=QFont.StyleHint.SansSerif),
        serif=_load("font_source_serif_pro", "SourceSerifPro", instead=QFont.StyleHint.Serif),
        system=QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family(),
    )


def points(pixels: float, scale: float) -> float:
    """The size in points of so many pixels at the ordinary resolution.

    Sizes are given to Qt in points: they may be fractions, and they follow the desktop's own text size. Where Qt
    draws whole pixels only (FreeType), a half goes down: that is how wide the lines of the drawn pages are.
    """
    return (pixels * scale - _JUST_BELOW) * 72 / _DOTS_PER_INCH


def make_font(family: str, *, pixels: float, scale: float, semibold: bool) -> QFont:
    """A font of one of our families."""
    font = QFont(family)
    font.setPointSizeF(points(pixels, scale))
    font.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    return font


def make_fixed_font(*, pixels: float, scale: float) -> QFont:
    """The desktop's own font of one width."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(points(pixels, scale))
    return font


def _load(package: str, prefix: str, *, instead: QFont.StyleHint) -> str:
    family = ""
    for path in _files(package, prefix):
        number = QFontDatabase.addApplicationFont(str(path))
        names = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        family = family or (names[0] if names else "")
    return family or _stand_in(instead)


def _files(package: str, prefix: str) -> list[Path]:
    try:
        module = import_module(package)
    except ImportError:
        return []
    folder = Path(str(module.__file__)).parent / "files"
    return [path for face in _FACES if (path := folder / f"{prefix}-{face}.otf").is_file()]


def _stand_in(hint: QFont.StyleHint) -> str:
    font = QFont()
    font.setStyleHint(hint)
    return font.defaultFamily()
