"""The look of the whole application: which colours and type are in force, and a word when that changes."""

import os
import sys
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from allydesk.ui.fonts import load_families, make_fixed_font, make_font
from allydesk.ui.icons import GRID, IconFolder
from allydesk.ui.palette import Palette, Tone, load_palette, qt_palette
from allydesk.ui.style import build_style_sheet

__all__ = ["Look", "Palette", "ReadingFont", "Theme", "Tone"]

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
"""What Qt itself would move."""

SMALLEST_SCALE = 0.8
LARGEST_SCALE = 2.0


class Theme(StrEnum):
    """What a person can choose. The values are kept in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class ReadingFont(StrEnum):
    """What a person reads and writes at length in. The values are kept in the settings."""

    SERIF = "serif"
    SANS = "sans"
    SYSTEM = "system"


class Look(QObject):
    """Colours, type and icons. Made once, after the QApplication, and passed to every page.

    `changed` is emitted when anything of it has changed: whatever paints for itself repaints then.
    Raises FileNotFoundError when `resources` lacks a theme.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        resources: Path,
        theme: Theme = Theme.SYSTEM,
        text_scale: float = 1.0,
        reading: ReadingFont = ReadingFont.SERIF,
        reduced_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = resources / "themes"
        self._icons = IconFolder(resources / "icons")
        self._families = load_families()
        self._theme = theme
        self._text_scale = _within(text_scale)
        self._reading = reading
        self._reduced_motion = reduced_motion
        self._app: QApplication | None = None
        # Kept, both of them: PySide lets go of what they lead to when the last reference to their wrapper goes.
        self._hints = QGuiApplication.styleHints()
        self._needs = self._hints.accessibility()
        self._scheme = self._hints.colorScheme()
        self._palette = self._load()
        self._hints.colorSchemeChanged.connect(self._follow_scheme)
        self._needs.contrastPreferenceChanged.connect(self._refresh)

    @property
    def palette(self) -> Palette:
        """The colours in force."""
        return self._palette

    @property
    def theme(self) -> Theme:
        """What was chosen; `palette.name` says what came of it."""
        return self._theme

    @property
    def text_scale(self) -> float:
        """From 0.8 to 2.0; 1.0 is the size the pages are drawn for."""
        return self._text_scale

    @property
    def reading(self) -> ReadingFont:
        """What was chosen to read and write in."""
        return self._reading

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing is to glide or fade: the person has chosen so, or their system asks for it."""
        return self._reduced_motion or _system_holds_still()

    def choose(self, theme: Theme) -> None:
        """Use another theme from now on."""
        if theme != self._theme:
            self._theme = theme
            self._refresh()

    def scale_text(self, scale: float) -> None:
        """Use another text size from now on; what is out of range is brought into it."""
        if _within(scale) != self._text_scale:
            self._text_scale = _within(scale)
            self._refresh()

    def read_in(self, reading: ReadingFont) -> None:
        """Use another reading font from now on."""
        if reading != self._reading:
            self._reading = reading
            self._refresh()

    def reduce_motion(self, *, reduced: bool) -> None:
        """Hold still from now on, or do as the system does."""
        if reduced != self._reduced_motion:
            self._reduced_motion = reduced
            self._refresh()

    def scaled(self, pixels: float) -> int:
        """A measure that grows with the text, such as the width of a card, in pixels."""
        return round(pixels * self._text_scale)

    def ui_font(self, *, size: float = 15, semibold: bool = False) -> QFont:
        """Source Sans; `size` in pixels at a scale of 1: 15 for text, 13 secondary, 16 semibold for headings."""
        return make_font(self._families.sans, pixels=size, scale=self._text_scale, semibold=semibold)

    def reading_font(self, *, size: float = 18.5, semibold: bool = False) -> QFont:
        """For what a person writes or reads at length, and its title: Source Serif unless another is chosen."""
        return make_font(self._reading_family(), pixels=size, scale=self._text_scale, semibold=semibold)

    def fixed_font(self, *, size: float = 15) -> QFont:
        """The desktop's own font of one width, for what is compared letter by letter."""
        return make_fixed_font(pixels=size, scale=self._text_scale)

    def icon(self, name: str, tone: Tone = Tone.MUTED) -> QIcon:
        """`resources/icons/NAME.svg` in a colour of the theme, at the size the text has."""
        return self._icons.icon(name, self._palette.colour(tone), size=self.scaled(GRID))

    def icon_on_accent(self, name: str) -> QIcon:
        """The icon in the colour that text has on a filled button."""
        return self._icons.icon(name, self._palette.on_accent, size=self.scaled(GRID))

    def style_sheet(self) -> str:
        """The one style sheet of the application."""
        return build_style_sheet(self._palette, families=self._families, scale=self._text_scale)

    def dress(self, app: QApplication) -> None:
        """Give the application this look, now and whenever it changes."""
        if self._app is None:
            app.setStyle("Fusion")
            app.setCursorFlashTime(0)  # nothing blinks
        self._app = app
        self._apply(app)

    def _reading_family(self) -> str:
        families = {ReadingFont.SANS: self._families.sans, ReadingFont.SYSTEM: self._families.system}
        return families.get(self._reading, self._families.serif)

    def _apply(self, app: QApplication) -> None:
        app.setPalette(qt_palette(self._palette))
        app.setFont(self.ui_font())
        app.setStyleSheet(self.style_sheet())
        if self.reduced_motion:
            for effect in _EFFECTS:
                app.setEffectEnabled(effect, False)

    def _follow_scheme(self, scheme: Qt.ColorScheme) -> None:
        self._scheme = scheme
        self._refresh()

    def _refresh(self) -> None:
        self._palette = self._load()
        if self._app is not None:
            self._apply(self._app)
        self.changed.emit()

    def _load(self) -> Palette:
        return load_palette(self._themes, self._palette_name(), contrast=self._wants_contrast())

    def _palette_name(self) -> str:
        if self._theme in (Theme.LIGHT, Theme.DARK):
            return self._theme.value
        return "dark" if self._scheme == Qt.ColorScheme.Dark else "light"

    def _wants_contrast(self) -> bool:
        if self._theme == Theme.SYSTEM:
            return self._needs.contrastPreference() == Qt.ContrastPreference.HighContrast
        return self._theme == Theme.CONTRAST


def _within(scale: float) -> float:
    return min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)


def _system_holds_still() -> bool:
    """Whether the system asks for it, where Qt hears of that: on Windows, and on the KDE desktop."""
    if sys.platform != "win32" and "KDE" not in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        return False
    return not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
