"""The first page of Settings: the sections' names at the left, and the cards of the one that is chosen beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.settings.choice import Flow
from allydesk.ui.settings.step import margin_for, scrolling
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

COLUMN = 760
"""The widest the column gets, in pixels at a text scale of 1."""

_LIST = 180
_BETWEEN = 40
_BETWEEN_CARDS = 20
_INDENT = 12
"""Of the sections' names in their frames, in pixels; the title stands above them."""
_LEAST = 440
"""With less than this for the cards, in pixels at a text scale of 1, the names stand in lines above them."""
_ONWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)


@dataclass(frozen=True, slots=True)
class Section:
    """A page of Settings: its name, and what stands on it from the top."""

    title: str
    cards: tuple[SettingsCard, ...]


class SectionButton(QPushButton):
    """The name of a section. The arrow keys go from one to the next and show it; Enter goes into it."""

    entered = Signal()

    stepped = Signal(int)
    """To the next one (1) or the one before (-1)."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        set_role(self, "section")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """With room for the heavier letters it has while it is chosen."""
        hint = super().sizeHint()
        return QSize(hint.width() + self.fontMetrics().averageCharWidth(), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go into the section, on to another, or do as every button does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.entered.emit()
        elif event.key() in (*_ONWARDS, *_BACK):
            self.stepped.emit(1 if event.key() in _ONWARDS else -1)
        else:
            super().keyPressEvent(event)


class Overview(QFrame):
    """One section at a time. Their names are a column at the left, or lines at the top where it is narrow."""

    def __init__(self, *, look: Look, above: str, title: str, sections: Sequence[Section]) -> None:
        """`above` stands in small letters over the title. There is at least one section."""
        super().__init__()
        self._look = look
        self._of_button: dict[QPushButton, Section] = {}
        self._group = QButtonGroup(self)
        self._is_beside = True
        self.sections = [self._button(section) for section in sections]
        self._heading, self._heading_on_top = _heading(above, title, indent=_INDENT), _heading(above, title, indent=0)
        self._list = QWidget()
        self._names = QVBoxLayout()
        self._lines = Flow(spacing=4)
        self._column = QWidget()
        self._lay_out()
        for button in self.sections:
            self._names.addWidget(button)
        look.changed.connect(self._fit)
        self.show_section(sections[0].title)

    @property
    def shown(self) -> str:
        """The title of the section that is shown."""
        return next(self._of_button[each].title for each in self.sections if each.isChecked())

    def show_section(self, title: str) -> None:
        """Show this one, from its top. Raises StopIteration when there is none of that title."""
        button = next(each for each, section in self._of_button.items() if section.title == title)
        button.setChecked(True)
        if any(each.hasFocus() for each in self.sections):
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        for each, section in self._of_button.items():
            for card in section.cards:
                card.setVisible(each is button)
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus if each is button else Qt.FocusPolicy.NoFocus)
        self._scrolled.verticalScrollBar().setValue(0)
        self.setFocusProxy(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cards the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _button(self, section: Section) -> SectionButton:
        made = SectionButton(section.title)
        made.clicked.connect(lambda: self.show_section(section.title))
        made.entered.connect(section.cards[0].enter)
        made.stepped.connect(self._step)
        self._group.addButton(made)
        self._of_button[made] = section
        return made

    def _step(self, by: int) -> None:
        """As in every list: the keyboard and the page go on together."""
        now = next(number for number, each in enumerate(self.sections) if each.isChecked())
        to = self.sections[min(max(now + by, 0), len(self.sections) - 1)]
        self.show_section(self._of_button[to].title)
        to.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 32, 0, 40)
        column.setSpacing(_BETWEEN_CARDS)
        column.addWidget(self._heading_on_top)
        column.addWidget(self._lines)
        for section in self._of_button.values():
            for card in section.cards:
                column.addWidget(card)
        column.addStretch(1)
        inner = QWidget()
        self._across = QHBoxLayout(inner)
        self._across.addWidget(self._column, 1000)
        self._across.addStretch(1)
        self._scrolled = scrolling(inner)
        side = QVBoxLayout(self._list)
        side.setContentsMargins(0, 32, 0, 0)
        side.addWidget(self._heading)
        side.addSpacing(18)
        self._names.setSpacing(2)
        side.addLayout(self._names)
        side.addStretch(1)
        self._whole = QHBoxLayout(self)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._list)
        self._whole.addWidget(self._scrolled, 1)

    def _fit(self) -> None:
        margin = margin_for(self.width())
        needed = max(each.sizeHint().width() for each in (*self.sections, self._heading))
        width = max(self._look.scaled(_LIST), needed)
        self._place_names(beside=self.width() - 2 * margin - width - _BETWEEN >= self._look.scaled(_LEAST))
        self._list.setFixedWidth(width)
        self._whole.setContentsMargins(margin if self._is_beside else 0, 0, 0, 0)
        self._across.setContentsMargins(_BETWEEN if self._is_beside else margin, 0, margin, 0)
        self._column.setMaximumWidth(self._look.scaled(COLUMN))

    def _place_names(self, *, beside: bool) -> None:
        if beside != self._is_beside:
            self._is_beside = beside
            focused = next((each for each in self.sections if each.hasFocus()), None)
            self._lines.release()
            for each in self.sections:
                if beside:
                    self._names.addWidget(each)
                else:
                    self._lines.add(each)
                each.show()
            if focused is not None:  # a widget that gets another parent loses it
                focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.setVisible(beside)
        self._lines.setVisible(not beside)
        self._heading_on_top.setVisible(not beside)


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
