"""The first page of Settings: the sections' names at the left, and their cards in one column that scrolls."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.settings.step import margin_for, scrolling
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

COLUMN = 760
"""The widest the column gets, in pixels at a text scale of 1."""

_LIST = 168
_BETWEEN = 40
_BETWEEN_CARDS = 20
_INDENT = 12
"""Of the sections' names in their frames, in pixels; the title stands above them."""
_LEAST = 520
"""With less than this for the cards, in pixels at a text scale of 1, the list at the left gives way."""


class SectionButton(QPushButton):
    """The name of a section. The arrow keys go from one to the next; Enter and the right key go into it."""

    entered = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        set_role(self, "section")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the section, or do as every button does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.click()
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Overview(QFrame):
    """The cards, and the list that leads to them. Where it is narrow there are only the cards."""

    def __init__(self, *, look: Look, above: str, title: str, cards: Sequence[SettingsCard]) -> None:
        """`above` stands in small letters over the title."""
        super().__init__()
        self._look = look
        self._cards = tuple(cards)
        self._group = QButtonGroup(self)
        self._is_going = False
        self.sections = [self._section(card) for card in cards]
        self._beside = _heading(above, title, indent=_INDENT)
        self._on_top = _heading(above, title, indent=0)
        self._list = QWidget()
        self._column = QWidget()
        self._lay_out()
        self._scrolled.verticalScrollBar().valueChanged.connect(self._mark_section)
        self._scrolled.verticalScrollBar().rangeChanged.connect(self._mark_section)
        look.changed.connect(self._fit)

    def show_top(self) -> None:
        """Scroll to the beginning."""
        self._scrolled.verticalScrollBar().setValue(0)
        self._mark_section()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cards the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _section(self, card: SettingsCard) -> QPushButton:
        made = SectionButton(card.title)
        made.clicked.connect(lambda: self._go_to(card))
        made.entered.connect(card.enter)
        self._group.addButton(made)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 32, 0, 40)
        column.setSpacing(_BETWEEN_CARDS)
        column.addWidget(self._on_top)
        for card in self._cards:
            column.addWidget(card)
        column.addStretch(1)
        inner = QWidget()
        across = QHBoxLayout(inner)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._column, 1000)
        across.addStretch(1)
        self._across = across
        self._scrolled = scrolling(inner)
        names = QVBoxLayout(self._list)
        names.setContentsMargins(0, 32, 0, 0)
        names.setSpacing(2)
        names.addWidget(self._beside)
        names.addSpacing(18)
        for each in self.sections:
            names.addWidget(each)
        names.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setSpacing(0)
        whole.addWidget(self._list)
        whole.addWidget(self._scrolled, 1)
        self._whole = whole
        for before, after in pairwise(self.sections):
            self.setTabOrder(before, after)

    def _fit(self) -> None:
        margin = margin_for(self.width())
        width = max(self._look.scaled(_LIST), self._list.minimumSizeHint().width())
        beside = self.width() - 2 * margin - width - _BETWEEN >= self._look.scaled(_LEAST)
        self._list.setVisible(beside)
        self._on_top.setVisible(not beside)
        self._list.setFixedWidth(width)
        self._whole.setContentsMargins(margin, 0, 0, 0)
        self._across.setContentsMargins(_BETWEEN if beside else 0, 0, margin, 0)
        self._column.setMaximumWidth(self._look.scaled(COLUMN))
        self._mark_section()

    def _go_to(self, card: SettingsCard) -> None:
        """Scroll there. What was asked for stays marked, even where the end of the page keeps it from the top."""
        self._is_going = True
        self._scrolled.verticalScrollBar().setValue(card.y() - _BETWEEN_CARDS)
        self._is_going = False

    def _mark_section(self) -> None:
        """Mark the section whose card is at the top; at the very end, the last one."""
        if self._is_going:
            return
        bar = self._scrolled.verticalScrollBar()
        line = bar.value() + 2 * _BETWEEN_CARDS
        tops = [card.y() for card in self._cards]
        shown = max((number for number, top in enumerate(tops) if top <= line), default=0)
        if bar.value() == bar.maximum() and bar.maximum() > 0:
            shown = len(self._cards) - 1
        self.sections[shown].setChecked(True)


def _heading(above: str, title: str, *, indent: int) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(indent, 0, 0, 0)
    column.setSpacing(2)
    small = label(above, "small", wrap=True)
    column.addWidget(small)
    large = label(title, "title")
    large.setAlignment(Qt.AlignmentFlag.AlignLeft)
    column.addWidget(large)
    return made
