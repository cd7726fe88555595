"""How wide words become, remembered."""

from PySide6.QtGui import QFont, QFontMetricsF

from allydesk.ui.theme import Look

_MOST = 20_000
"""Widths remembered: all titles of the longest lifelines, some megabytes."""


class TextMeasure:
    """Measures in the interface's own font, at sizes that have the text scale in them already."""

    def __init__(self, *, look: Look) -> None:
        self._look = look
        self._metrics: dict[float, QFontMetricsF] = {}
        self._widths: dict[tuple[str, float], float] = {}
        self._fonts: dict[float, QFont] = {}

    def font(self, size: float) -> QFont:
        """The font of so many pixels."""
        if size not in self._fonts:
            self._fonts[size] = self._look.ui_font(size=size / self._look.text_scale)
        return self._fonts[size]

    def width(self, text: str, size: float) -> float:
        """How wide a line of text is, in pixels."""
        known = self._widths.get((text, size))
        if known is None:
            if size not in self._metrics:
                self._metrics[size] = QFontMetricsF(self.font(size))
            if len(self._widths) >= _MOST:
                self._widths.clear()
            known = self._widths[text, size] = self._metrics[size].horizontalAdvance(text)
        return known

    def forget(self) -> None:
        """The look has changed, or what was measured is to be dropped."""
        self._metrics.clear()
        self._widths.clear()
        self._fonts.clear()
