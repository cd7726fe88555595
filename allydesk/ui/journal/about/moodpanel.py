"""Saying how it felt: eleven steps in a row, each with its word."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allydesk.mood import MOOD_RANGE, mood_number, mood_words
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}

_OURS = frozenset({*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
"""Keys that mean something here and something else to a button."""


class Step(QPushButton):
    """One of the eleven."""

    def __init__(self, mood: int) -> None:
        super().__init__(mood_number(mood))
        self.mood = mood
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(mood_words(mood))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self, "step" if not mood else "step-high" if mood > 0 else "step-low")


class MoodPanel(QFrame):
    """Opens below a chip. The arrow keys go along the steps, Return takes one, Escape leaves it as it was."""

    chosen = Signal(object)
    """The mood that was taken; None for none."""
    closed = Signal()

    def __init__(self, *, look: Look, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._look = look
        self.setAccessibleName("How it felt")
        set_role(self, "panel")
        self.steps = [Step(mood) for mood in MOOD_RANGE]
        self.words = label("", "small")
        self.none = button("No mood", "quiet")
        self._lay_out()
        for step in self.steps:
            step.clicked.connect(lambda _checked=False, step=step: self._take(step.mood))
            step.installEventFilter(self)
        self.none.clicked.connect(lambda: self._take(None))

    def open_at(self, place: QPoint, mood: int | None) -> None:
        """Open with its top left there, in global coordinates, on this mood."""
        self.none.setEnabled(mood is not None)
        side = self._look.scaled(34)
        for step in self.steps:
            step.setFixedSize(side, side)
            step.setProperty("chosen", step.mood == mood)
        self.adjustSize()
        screen = self.screen().availableGeometry()
        right = max(screen.left(), screen.right() - self.sizeHint().width())
        self.move(min(place.x(), right), place.y())
        self.show()
        self._go_to(mood or 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A step under the mouse or with the keyboard says its word; Qt's own way of walking buttons is not ours."""
        if isinstance(watched, Step):
            if event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
                self.words.setText(mood_words(watched.mood))
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _OURS:
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the steps, take one, or leave."""
        key = Qt.Key(event.key())
        focused = self.focusWidget()
        if key in _STEPS and isinstance(focused, Step):
            self._go_to(focused.mood + _STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(MOOD_RANGE[0] if key == Qt.Key.Key_Home else MOOD_RANGE[-1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and isinstance(focused, Step):
            self._take(focused.mood)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take(None)
        elif key == Qt.Key.Key_Escape:
            self.close()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, mood: int | None) -> None:
        self.close()
        self.chosen.emit(mood)
        self.closed.emit()

    def _go_to(self, mood: int) -> None:
        if mood in MOOD_RANGE:
            self.steps[mood - MOOD_RANGE.start].setFocus(Qt.FocusReason.TabFocusReason)
            self.words.setText(mood_words(mood))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(3)
        for step in self.steps:
            row.addWidget(step)
        foot = QHBoxLayout()
        foot.addWidget(self.words)
        foot.addStretch(1)
        foot.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(label("How did it feel?", "strong"))
        column.addLayout(row)
        column.addLayout(foot)
