"""One of a few, side by side, and a switch."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QRadioButton, QSizePolicy

from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.flow import Flow

__all__ = ["Choice", "Flow", "Switch"]


class Choice(Flow):
    """One of a few values, each a word in a frame; the arrow keys go from one to the next.

    `chosen` carries the key of another one that the person took.
    """

    chosen = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], *, value: str) -> None:
        """`options` are (key, words), of which `value` is taken; `name` is what a screen reader calls the whole."""
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._value = value
        self.setAccessibleName(name)
        for key, words in options:
            self._add_option(key, words, name)
        self.show_value(value)

    @property
    def value(self) -> str:
        """The key of the one that is taken."""
        return self._value

    def option(self, key: str) -> QRadioButton:
        """The button of a value. Raises KeyError when there is none."""
        return self._buttons[key]

    def show_value(self, key: str) -> None:
        """Take another one, without a signal. Raises KeyError when there is none."""
        self._buttons[key].setChecked(True)
        self._value = key
        for each, option in self._buttons.items():  # one Tab leads in, to the one that is taken, and the next one out
            option.setFocusPolicy(Qt.FocusPolicy.StrongFocus if each == key else Qt.FocusPolicy.ClickFocus)

    def _add_option(self, key: str, words: str, name: str) -> None:
        made = QRadioButton(words)
        set_role(made, "choice")
        made.setAccessibleDescription(name)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(lambda: self._take(key))
        self._group.addButton(made)
        self._buttons[key] = made
        self.add(made)

    def _take(self, key: str) -> None:
        if key != self._value:
            self._value = key
            self.chosen.emit(key)


class Switch(QAbstractButton):
    """On or off, told by place and colour. `switched` carries what the person made of it."""

    switched = Signal(bool)

    def __init__(self, name: str, *, look: Look, on: bool = False) -> None:
        super().__init__()
        self._look = look
        self.setCheckable(True)
        self.setChecked(on)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.switched)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """The pill, and room for the focus ring around it."""
        return QSize(self._look.scaled(38) + 8, self._look.scaled(22) + 8)

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill, the knob at its end, and the focus ring."""
        palette = self._look.palette
        pill = QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        ground = palette.colour(Tone.ACCENT if on else Tone.SELECTION)
        edge = palette.colour(Tone.ACCENT if on else Tone.MUTED)
        if not self.isEnabled():
            ground, edge = palette.colour(Tone.SELECTION), palette.colour(Tone.LINE)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.on_accent if on and self.isEnabled() else edge)
        side = pill.height() - 8
        left = pill.right() - side - 4 if on else pill.left() + 4
        painter.drawEllipse(QRectF(left, pill.top() + 4, side, side))
        if self.hasFocus():
            painter.setPen(QPen(palette.colour(Tone.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.end()
        event.accept()
