"""How Allydesk looks: the theme, the size and face of its text, and whether anything glides. It holds at once."""

from collections.abc import Sequence
from math import ceil, floor

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from allydesk.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings
from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.settings.choice import Choice, Switch
from allydesk.ui.theme import Look, ReadingFont, Theme
from allydesk.ui.widgets.words import button, label

_THEMES = (
    (Theme.SYSTEM.value, "As the system"),
    (Theme.LIGHT.value, "Light"),
    (Theme.DARK.value, "Dark"),
    (Theme.CONTRAST.value, "High contrast"),
)
_FONTS = (
    (ReadingFont.SERIF.value, "Source Serif"),
    (ReadingFont.SANS.value, "Source Sans"),
    (ReadingFont.SYSTEM.value, "The system’s"),
)
_STEP = 10
"""Per cent, from one text size to the next."""
_SAMPLE = "What you write and read at length looks like this."


class TextSize(QWidget):
    """A size in per cent between two buttons. `scaled` carries a new one, 0.8 to 2.0."""

    scaled = Signal(float)

    def __init__(self, *, scale: float, look: Look) -> None:
        super().__init__()
        self._look = look
        self._percent = 100
        self.smaller = button("A−", name="Smaller text")
        self.larger = button("A+", name="Larger text")
        self.shown = label()
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.smaller, self.shown, self.larger):
            row.addWidget(part)
        self.smaller.clicked.connect(lambda: self._step(-1))
        self.larger.clicked.connect(lambda: self._step(1))
        look.changed.connect(self._fit)
        self._fit()
        self.show_scale(scale)

    def show_scale(self, scale: float) -> None:
        """Show this size, without a signal."""
        self._percent = round(scale * 100)
        self.shown.setText(f"{self._percent} %")
        self.shown.setAccessibleName(f"Text size {self._percent} per cent")
        self.smaller.setEnabled(self._percent > SMALLEST_TEXT * 100)
        self.larger.setEnabled(self._percent < LARGEST_TEXT * 100)

    def _step(self, by: int) -> None:
        """To the next whole ten, whatever it was before."""
        tens = floor(self._percent / _STEP) if by > 0 else ceil(self._percent / _STEP)
        percent = (tens + by) * _STEP
        scale = min(max(percent / 100, SMALLEST_TEXT), LARGEST_TEXT)
        self.show_scale(scale)
        self.scaled.emit(scale)

    def _fit(self) -> None:
        self.shown.setMinimumWidth(self._look.scaled(62))


class AppearanceCard(SettingsCard):
    """The theme, the text, and motion."""

    theme_chosen = Signal(str)
    text_scaled = Signal(float)
    font_chosen = Signal(str)
    motion_reduced = Signal(bool)

    def __init__(self, *, look: Look, settings: Settings) -> None:
        super().__init__("Appearance", look=look)
        self.theme = Choice("Theme", _THEMES, value=_known(settings.theme, _THEMES))
        self.text_size = TextSize(scale=settings.text_scale, look=look)
        self.font_choice = Choice("Reading font", _FONTS, value=_known(settings.reading_font, _FONTS))
        self.motion = Switch("Reduce motion", look=look, on=settings.reduced_motion)
        self._sample = label(_SAMPLE, wrap=True)
        self.add_row("Theme", "", self.theme)
        self.add_row("Text size", "From 80 to 200 per cent, everywhere in Allydesk.", self.text_size)
        self.add_row("Reading font", "For what you write and read at length.", self.font_choice).add_below(self._sample)
        self.add_row(
            "Reduce motion",
            "Nothing glides or fades. When this is off, Allydesk does as your system asks.",
            self.motion,
        )
        self.theme.chosen.connect(self.theme_chosen)
        self.text_size.scaled.connect(self.text_scaled)
        self.font_choice.chosen.connect(self.font_chosen)
        self.motion.switched.connect(self.motion_reduced)
        look.changed.connect(self._dress)
        self._dress()

    def show_settings(self, settings: Settings) -> None:
        """Show these choices."""
        self.theme.show_value(_known(settings.theme, _THEMES))
        self.text_size.show_scale(settings.text_scale)
        self.font_choice.show_value(_known(settings.reading_font, _FONTS))
        self.motion.setChecked(settings.reduced_motion)

    def _dress(self) -> None:
        self._sample.setFont(self.look.reading_font())


def _known(value: str, options: Sequence[tuple[str, str]]) -> str:
    """A value of a newer version, or of somebody's own making, is shown as the first there is."""
    return value if value in dict(options) else options[0][0]
