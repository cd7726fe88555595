"""The cards of Settings: a heading, and rows that say something and offer something to do about it."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from allydesk.ui.settings.choice import Flow
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import frame, label

PADDING = 22
GAP = 14
"""Above and below a hairline, in pixels."""

_BESIDE, _BELOW = 24, 12
"""Between words and controls, in pixels."""
_ROOM_FOR_WORDS = 190
"""In pixels at a text scale of 1: with less than this beside them, controls stand below the words."""


class News(QWidget):
    """A line that says what has been done. Hidden, and of no height, until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        ground = frame("news")
        self.text = label(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ground)
        self.hide()

    def tell(self, text: str) -> None:
        """Say this, in the place of what was said before, and to a screen reader too; scroll to it if need be."""
        self.text.setText(text)
        self.setAccessibleName(text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        QTimer.singleShot(0, self, self._come_into_view)  # once it has been given its place

    def clear(self) -> None:
        """It is no longer news."""
        self.text.clear()
        self.hide()

    def _come_into_view(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None and self.isVisible():
            above.ensureWidgetVisible(self, 0, 16)


class Row(QWidget):
    """Words on the left, under them what they mean, on the right what can be done, and below what came of it."""

    def __init__(self, title: str, words: str = "", *controls: QWidget, look: Look) -> None:
        super().__init__()
        self._look = look
        self.title = label(title, wrap=True)
        self.words = label(words, "small", wrap=True)
        self.controls: QWidget = controls[0] if len(controls) == 1 else side_by_side(*controls)
        said = QVBoxLayout()
        said.setSpacing(3)
        said.addStretch(1)  # and not an alignment: with one, Qt cuts off words that take more lines than it hoped for
        said.addWidget(self.title)
        said.addWidget(self.words)
        said.addStretch(1)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(_BESIDE)
        self._line.addLayout(said, 1)
        self._line.addWidget(self.controls)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addLayout(self._line)
        self.news = News()
        self._column.addWidget(self.news)
        self.say(words)
        look.changed.connect(self._turn)

    def say(self, words: str) -> None:
        """Say something else under the title."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def add_below(self, widget: QWidget) -> None:
        """Put something under the whole row, above its news."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls beside the words or below them, as there is room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Only where it makes a difference: whatever is set asks for another layout, which comes back here."""
        needed = self.controls.sizeHint().width() + _BESIDE + self._look.scaled(_ROOM_FOR_WORDS)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = down if self.width() < needed else across
        if wanted == self._line.direction():
            return
        self._line.setDirection(wanted)
        self._line.setSpacing(_BELOW if wanted == down else _BESIDE)
        if not isinstance(self.controls, Flow):  # that one needs the whole line, to break it where it ends
            left, middle = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignVCenter
            self._line.setAlignment(self.controls, left if wanted == down else middle)


class SettingsCard(QFrame):
    """A card with a heading, and rows with a hairline between them."""

    def __init__(self, title: str, *, look: Look) -> None:
        super().__init__()
        self.title = title
        self.look = look
        set_role(self, "card")
        self.setAccessibleName(title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(PADDING, 20, PADDING, PADDING)
        self._column.setSpacing(0)
        self._column.addWidget(label(title, "heading"))
        self._column.addSpacing(GAP)
        self._is_empty = True

    def add(self, part: QWidget) -> None:
        """Put something at the end, with a hairline before it unless it comes first."""
        if not self._is_empty:
            self._column.addSpacing(GAP)
            self._column.addWidget(frame("line"))
            self._column.addSpacing(GAP)
        self._is_empty = False
        self._column.addWidget(part)

    def enter(self) -> None:
        """Give the focus to the first thing in it that takes it from the keyboard."""
        for each in self.findChildren(QWidget):
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled() and each.isVisible():
                each.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def clear_news(self) -> None:
        """What was news is known by now."""
        for news in self.findChildren(News):
            news.clear()

    def add_close(self, part: QWidget) -> None:
        """Put something at the end that brings its own room and lines, and may be hidden."""
        self._column.addWidget(part)

    def add_row(self, title: str, words: str = "", *controls: QWidget) -> Row:
        """Put a row at the end."""
        made = Row(title, words, *controls, look=self.look)
        self.add(made)
        return made


def side_by_side(*widgets: QWidget) -> QWidget:
    """Widgets in a line that breaks where there is no room."""
    made = Flow(spacing=12)
    for each in widgets:
        made.add(each)
    return made
