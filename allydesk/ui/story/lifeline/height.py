"""How it felt: eleven steps in a row, from -5 to +5, each with its word. One stop of the Tab key."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from allydesk.mood import MOOD_RANGE, mood_words
from allydesk.ui.journal.about.moodpanel import Step
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Equal: 1,
}
_ENDS = {Qt.Key.Key_Home: MOOD_RANGE[0], Qt.Key.Key_End: MOOD_RANGE[-1]}
_SIDE = 30
_WIDEST = 46
_GAP = 3
_LEAST = 20


class HeightSteps(QWidget):
    """`chosen` carries the step that the person took. None is shown as no step at all."""

    chosen = Signal(int)

    def __init__(self, name: str, *, look: Look) -> None:
        """`name` is what a screen reader calls the whole."""
        super().__init__()
        self._name = name
        self._look = look
        self._value: int | None = None
        self.steps = [Step(mood) for mood in MOOD_RANGE]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for step in self.steps:
            step.setCheckable(True)
            step.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            step.setAccessibleName(f"{name}: {mood_words(step.mood)}")
            step.clicked.connect(lambda _checked=False, step=step: self._take(step.mood))
            step.installEventFilter(self)
            row.addWidget(step, 1)
        self.setAccessibleName(name)
        self.take_look()
        self._mark()

    @property
    def value(self) -> int | None:
        """The step that is taken."""
        return self._value

    def show_value(self, value: int | None) -> None:
        """Show another one, without a signal."""
        if value != self._value:
            self._value = value
            self._mark()

    def take_look(self) -> None:
        """Take the look's present sizes."""
        for step in self.steps:
            step.setMinimumWidth(self._look.scaled(_LEAST))
            step.setMaximumWidth(self._look.scaled(_WIDEST))
            step.setFixedHeight(self._look.scaled(_SIDE))

    def sizeHint(self) -> QSize:
        """As wide as its steps may become."""
        count = len(self.steps)
        return QSize(count * self._look.scaled(_WIDEST) + (count - 1) * _GAP, super().sizeHint().height())

    def focus_step(self) -> Step:
        """The one that the Tab key leads to."""
        return self.steps[(self._value or 0) - MOOD_RANGE[0]]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys change the height at once; Qt's own way of walking buttons is not ours."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(watched, Step):
            key = Qt.Key(event.key())
            if key in _STEPS or key in _ENDS:
                self._take(_ENDS.get(key, (self._value or 0) + _STEPS.get(key, 0)))
                return True
        return super().eventFilter(watched, event)

    def _take(self, value: int) -> None:
        value = min(max(value, MOOD_RANGE[0]), MOOD_RANGE[-1])
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        changed = value != self._value
        self._value = value
        self._mark()
        if had_focus or self._is_walked():
            self.focus_step().setFocus(Qt.FocusReason.TabFocusReason)
        if changed:
            self.chosen.emit(value)

    def _is_walked(self) -> bool:
        return any(step.hasFocus() for step in self.steps)

    def _mark(self) -> None:
        reached = self.focus_step()
        for step in self.steps:
            is_it = step.mood == self._value
            step.setChecked(is_it)
            step.setFocusPolicy(Qt.FocusPolicy.TabFocus if step is reached else Qt.FocusPolicy.NoFocus)
            if bool(step.property("chosen")) != is_it:
                step.setProperty("chosen", is_it)
                step.style().unpolish(step)
                step.style().polish(step)


class HeightField(QWidget):
    """How it felt then. `edited` when the person took another step."""

    edited = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.words = label("", "field")
        self.steps = HeightSteps("How it felt then", look=look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.words)
        column.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignLeft)
        self.steps.chosen.connect(lambda _value: self._tell())
        self.show_value(0)

    @property
    def value(self) -> int:
        """From -5 to +5."""
        return self.steps.value or 0

    def show_value(self, value: int) -> None:
        """Show another one, without a signal."""
        self.steps.show_value(value)
        self._say()

    begin = show_value

    def take_look(self) -> None:
        """Take the look's present sizes."""
        self.steps.take_look()

    def _tell(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        self.words.setText(f"How it felt then: {mood_words(self.value)}")


class NowField(QWidget):
    """How it feels today, where the person wants to say that as well. Both are true."""

    edited = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self.ask = button("And how does it feel now?", "lead")
        self.words = label("", "field")
        self.clear = button("The same as then", "lead", name="Leave out how it feels now")
        self.steps = HeightSteps("How it feels now", look=look)
        self._open = QWidget()
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.words, 1)
        head.addWidget(self.clear)
        inside = QVBoxLayout(self._open)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(5)
        inside.addLayout(head)
        inside.addWidget(self.steps, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._open)
        self.ask.clicked.connect(self._ask)
        self.clear.clicked.connect(self._clear)
        self.steps.chosen.connect(lambda _value: self._tell())
        self.show_value(None)

    @property
    def value(self) -> int | None:
        """From -5 to +5, or None where it has not been said."""
        return self.steps.value

    def show_value(self, value: int | None) -> None:
        """Show another one, without a signal."""
        self.steps.show_value(value)
        self._show(opened=value is not None)

    begin = show_value

    def take_look(self) -> None:
        """Take the look's present sizes."""
        self.steps.take_look()

    def _ask(self) -> None:
        self._show(opened=True)
        self.steps.focus_step().setFocus(Qt.FocusReason.TabFocusReason)

    def _clear(self) -> None:
        had_one = self.value is not None
        self.show_value(None)
        self.ask.setFocus(Qt.FocusReason.TabFocusReason)
        if had_one:
            self.edited.emit()

    def _tell(self) -> None:
        self._show(opened=True)
        self.edited.emit()

    def _show(self, *, opened: bool) -> None:
        self.ask.setVisible(not opened)
        self._open.setVisible(opened)
        value = self.value
        self.words.setText(f"How it feels now: {mood_words(value)}" if value is not None else "How does it feel now?")
