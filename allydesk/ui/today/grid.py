"""Cards in two columns, the left one wider; in one column where it is narrow."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from allydesk.ui.theme import Look

GAP = 26
"""Between cards, in pixels."""
_LEFT, _RIGHT = 31, 20
"""The columns' shares of the width."""
_NARROW = 660
"""With less than this, in pixels at a text scale of 1, there is one column."""


class CardGrid(QWidget):
    """Sets its cards left, right, left, right, in the order of their places. A hidden card leaves no gap."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._cards: list[tuple[int, QWidget]] = []
        self._laid: tuple[int, tuple[QWidget, ...]] = (0, ())
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)

    def add_card(self, card: QWidget, *, place: int) -> None:
        """Put a card in; those with a smaller place come before it. Whether it is hidden is its owner's business."""
        self._cards.append((place, card))
        self._cards.sort(key=lambda placed: placed[0])
        # A widget that was never shown counts as hidden too; only one that its owner has hidden is to stay so.
        hidden = card.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide) and card.isHidden()
        card.setParent(self)
        card.setVisible(not hidden)
        card.installEventFilter(self)
        self._lay_out()

    @property
    def columns(self) -> int:
        """One or two."""
        return 1 if self.width() < self._look.scaled(_NARROW) else 2

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A card has been hidden or shown by its owner."""
        if event.type() in (QEvent.Type.HideToParent, QEvent.Type.ShowToParent):
            self._lay_out()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may ask for another number of columns."""
        super().resizeEvent(event)
        self._lay_out()

    def take_look(self) -> None:
        """The text has another size."""
        self._lay_out()

    def _lay_out(self) -> None:
        shown = tuple(card for _place, card in self._cards if not card.isHidden())
        wanted = (self.columns, shown)
        if wanted == self._laid:
            return
        self._laid = wanted
        # Not takeAt: what that gives lives on, and Qt would ask the next one for heights it keeps and never renews.
        for _place, card in self._cards:
            self._grid.removeWidget(card)
        for number, card in enumerate(shown):
            self._grid.addWidget(card, number // self.columns, number % self.columns)
        self._grid.setColumnStretch(0, _LEFT)
        self._grid.setColumnStretch(1, _RIGHT if self.columns == 2 else 0)
        self._grid.setHorizontalSpacing(GAP if self.columns == 2 else 0)
