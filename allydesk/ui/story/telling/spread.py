"""The page and what stands beside it: next to one another where there is room, and one at a time where there is not."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from allydesk.ui.story.telling.panel import BesidePanel
from allydesk.ui.theme import Look

_NARROW = 660
"""Pixels at a text scale of 1: with less there is room for one of them only."""
_LEAST, _MOST, _SHARE = 284, 370, 0.36
"""Of what stands beside the page: its width in pixels at a text scale of 1, and as a part of the whole."""
_GAP = 20


class Spread(QWidget):
    """Both can be seen at first where there is room; in the narrow the page comes first.

    It places them itself: a layout would ask for room for both even where only one is shown.
    """

    beside_changed = Signal()

    def __init__(self, *, look: Look, page: QWidget, panel: BesidePanel, text: QWidget) -> None:
        """`text` is where the keyboard goes when what had it is put away."""
        super().__init__()
        self._text = text
        self._look = look
        self._page = page
        self._panel = panel
        self._wanted = True
        self._wanted_alone = False
        self._allowed = True
        for part in (page, panel):
            part.setParent(self)
        self.arrange()

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one of them only."""
        return self.width() < self._look.scaled(_NARROW)

    @property
    def shows_beside(self) -> bool:
        """Whether what stands beside the page is to be seen."""
        return self._allowed and (self._wanted_alone if self.is_narrow else self._wanted)

    def show_beside(self, *, shown: bool) -> None:
        """Show what stands beside the page, or only the page."""
        if self.is_narrow:
            self._wanted_alone = shown
        else:
            self._wanted = shown
        self.arrange()

    def show_page(self) -> None:
        """The page is to be seen, whatever else is."""
        self._wanted_alone = False
        self.arrange()

    def allow_beside(self, *, allowed: bool) -> None:
        """Whether there is anything that something could stand beside."""
        self._allowed = allowed
        self.arrange()

    def arrange(self) -> None:
        """Fit both to the present width and type."""
        narrow, shown = self.is_narrow, self.shows_beside
        self._panel.show_back(shown=narrow)
        page, panel = self.rect(), self.rect()
        if shown and not narrow:
            share = round(self.width() * _SHARE)
            wide = max(self._look.scaled(_LEAST), min(self._look.scaled(_MOST), share))
            panel = QRect(self.width() - wide, 0, wide, self.height())
            page.setWidth(max(0, self.width() - wide - _GAP))
        self._page.setGeometry(page)
        self._panel.setGeometry(panel)
        focused = QApplication.focusWidget()
        put_away = self._page if narrow and shown else None if shown else self._panel
        had_keyboard = put_away is not None and focused is not None and put_away.isAncestorOf(focused)
        self._page.setVisible(not (narrow and shown))
        self._panel.setVisible(shown)
        if had_keyboard and put_away is self._page:
            self._panel.take_keyboard()
        elif had_keyboard:
            self._text.setFocus()
        self.beside_changed.emit()

    def minimumSizeHint(self) -> QSize:
        """Room for either of them alone."""
        return self._page.minimumSizeHint().expandedTo(self._panel.minimumSizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for both now, or no longer."""
        super().resizeEvent(event)
        self.arrange()
