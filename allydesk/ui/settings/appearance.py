"""How Allydesk looks: the theme, and how large its text is. Both hold at once."""

from math import ceil, floor

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from allydesk.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings
from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.settings.choice import Choice
from allydesk.ui.theme import Look, Theme
from allydesk.ui.widgets.words import button, label

_THEMES = (
    (Theme.SYSTEM.value, "As the system"),
    (Theme.LIGHT.value, "Light"),
    (Theme.DARK.value, "Dark"),
    (Theme.CONTRAST.value, "High contrast"),
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
    """The theme and the text size."""

    theme_chosen = Signal(str)
    text_scaled = Signal(float)

    def __init__(self, *, look: Look, settings: Settings) -> None:
        super().__init__("Appearance", look=look)
        self.theme = Choice("Theme", _THEMES, value=_known(settings.theme))
        self.text_size = TextSize(scale=settings.text_scale, look=look)
        self._sample = label(_SAMPLE, wrap=True)
        self.add_row("Theme", "", self.theme)
        self.add_row("Text size", "From 80 to 200 per cent, everywhere in Allydesk.", self.text_size).add_below(
            self._sample
        )
        self.theme.chosen.connect(self.theme_chosen)
        self.text_size.scaled.connect(self.text_scaled)
        look.changed.connect(self._dress)
        self._dress()

    def show_settings(self, settings: Settings) -> None:
        """Show these choices."""
        self.theme.show_value(_known(settings.theme))
        self.text_size.show_scale(settings.text_scale)

    def _dress(self) -> None:
        self._sample.setFont(self.look.reading_font())


def _known(theme: str) -> str:
    """A theme of a newer version, or of somebody's own making, is shown as the system's."""
    return theme if theme in dict(_THEMES) else Theme.SYSTEM.value
