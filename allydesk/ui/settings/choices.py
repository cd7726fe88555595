"""The choices of this computer, as the cards change them: each holds at once, and is told to whoever keeps it."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from allydesk.settings import LARGEST_TEXT, SMALLEST_TEXT, Settings
from allydesk.ui.theme import Look, ReadingFont, Theme

_STEP = 0.1
"""From one text size to the next."""


class Choices(QObject):
    """`changed` carries new `Settings` that a person has made by choosing."""

    changed = Signal(object)

    def __init__(self, *, look: Look, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._settings = settings

    @property
    def settings(self) -> Settings:
        """The choices in force."""
        return self._settings

    def take(self, settings: Settings) -> None:
        """They have been changed elsewhere."""
        self._settings = settings

    def choose_theme(self, theme: str) -> None:
        """Raises ValueError for one that does not exist."""
        self._look.choose(Theme(theme))
        self.keep(theme=theme)

    def scale_text(self, scale: float) -> None:
        """Make all text so large; what is out of range is brought into it."""
        scale = min(max(round(scale, 2), SMALLEST_TEXT), LARGEST_TEXT)
        self._look.scale_text(scale)
        self.keep(text_scale=scale)

    def step_text(self, by: int) -> None:
        """So many steps larger, or smaller."""
        self.scale_text(round(self._settings.text_scale + by * _STEP, 1))

    def read_in(self, font: str) -> None:
        """Raises ValueError for one that does not exist."""
        self._look.read_in(ReadingFont(font))
        self.keep(reading_font=font)

    def reduce_motion(self, reduced: bool) -> None:
        """Hold still, or do as the system does."""
        self._look.reduce_motion(reduced=reduced)
        self.keep(reduced_motion=reduced)

    def keep(self, **choices: object) -> None:
        """Make these choices, by their names in `Settings`, and tell if anything is another."""
        made = replace(self._settings, **choices)  # type: ignore[arg-type]  # the fields' own types hold
        if made != self._settings:
            self._settings = made
            self.changed.emit(made)
