"""A scene's head, its sheet and what stands beside it: side by side where there is room, and else one at a time."""

from PySide6.QtCore import QEvent, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from allydesk.ui.practice.scene.beside import WIDE, BesideScene
from allydesk.ui.theme import Look

_NARROW = 880
"""Pixels at a text scale of 1: with less there is room for the sheet only, or for what stands beside it."""


class SceneSpread(QWidget):
    """Places them itself: a layout would ask for room for all of them even where one is not shown."""

    arranged = Signal()

    def __init__(self, *, look: Look, head: QWidget, sheet: QWidget, beside: BesideScene) -> None:
        super().__init__()
        self._look = look
        self._head, self._sheet, self._beside = head, sheet, beside
        self._wanted = False
        for part in (head, sheet, beside):
            part.setParent(self)
        self.arrange()

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one of the two only."""
        return self.width() < self._look.scaled(_NARROW)

    @property
    def shows_sheet(self) -> bool:
        """Whether the scene itself can be seen."""
        return not (self.is_narrow and self._wanted)

    def show_beside(self, *, shown: bool) -> None:
        """Where it is narrow: show what stands beside the scene in its place, or the scene again."""
        self._wanted = shown
        self.arrange()

    def arrange(self) -> None:
        """Fit all to the present width and type."""
        narrow, wide = self.is_narrow, self.width()
        beside = self.rect()
        if not narrow:
            wide -= self._look.scaled(WIDE)
            beside = QRect(wide, 0, self.width() - wide, self.height())
        high = self._head.heightForWidth(wide) if self._head.hasHeightForWidth() else self._head.sizeHint().height()
        below = QRect(0, high, wide, max(0, self.height() - high))
        self._head.setGeometry(0, 0, wide, high)
        self._sheet.setGeometry(below)
        self._beside.setGeometry(below if narrow else beside)
        self._beside.stand_beside(beside=not narrow)
        self._show(self._sheet, shown=self.shows_sheet)
        self._show(self._beside, shown=not narrow or self._wanted)
        self.arranged.emit()

    def minimumSizeHint(self) -> QSize:
        """Room for either of them alone."""
        below = self._sheet.minimumSizeHint().expandedTo(self._beside.minimumSizeHint())
        head = self._head.minimumSizeHint()
        return QSize(max(below.width(), head.width()), below.height() + head.height())

    def event(self, event: QEvent) -> bool:
        """A part asks for another size: the title has become longer, say."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be room for both now, or no longer."""
        super().resizeEvent(event)
        self.arrange()

    def _show(self, part: QWidget, *, shown: bool) -> None:
        focused = QApplication.focusWidget()
        had_keyboard = not shown and focused is not None and part.isAncestorOf(focused)
        part.setVisible(shown)
        if had_keyboard:
            self._head.setFocus()
