"""The five steps along the top of the story room: each can be gone to at any time."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLayout, QSizePolicy, QWidget

from allydesk.ui.theme import Look, Tone

_CIRCLE = 25
_GAP = 9
_BETWEEN = 34
"""Pixels of hairline between two steps, at a text scale of 1; `_LEAST` where there is little room."""
_LEAST = 14
_SPACE = 12
RING = 3
"""Pixels around a circle, for its focus ring."""
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class StepButton(QAbstractButton):
    """A step: its number in a circle, and its name where there is room for it."""

    def __init__(self, number: int, name: str, *, look: Look) -> None:
        super().__init__()
        self._number = number
        self._look = look
        self._with_name = True
        self.setText(name)
        self.setAccessibleName(f"Step {number}: {name}")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_name(self, *, shown: bool) -> None:
        """With its name, or the circle alone; the one that is chosen always has it."""
        if shown != self._with_name:
            self._with_name = shown
            self.setToolTip("" if shown else self.text())
            self.updateGeometry()
            self.update()

    def width_with(self, *, name: bool) -> int:
        """Pixels it takes with or without its name."""
        circle = self._look.scaled(_CIRCLE) + 2 * RING
        return circle + (_GAP + self._name_width() if name else 0)

    def sizeHint(self) -> QSize:
        """The circle, and the name as it is when chosen, which is when it is widest."""
        return QSize(self.width_with(name=self._shows_name()), self._look.scaled(_CIRCLE) + 2 * RING)

    def minimumSizeHint(self) -> QSize:
        """Nothing of it is cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what Space does. The arrows are the bar's: Qt's own would only move the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the circle with its number, the name, and the focus ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_circle(painter)
        if self._shows_name():
            tone = Tone.INK if self.isChecked() or self.underMouse() else Tone.MUTED
            painter.setFont(self._look.ui_font(semibold=self.isChecked()))
            painter.setPen(self._look.palette.colour(tone))
            left = self._look.scaled(_CIRCLE) + 2 * RING + _GAP - RING
            place = QRect(left, 0, self.width() - left, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        painter.end()

    def _paint_circle(self, painter: QPainter) -> None:
        palette, side = self._look.palette, self._look.scaled(_CIRCLE)
        circle = QRectF(RING, RING, side, side)
        if self.hasFocus():
            painter.setPen(QPen(palette.colour(Tone.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(-2, -2, 2, 2))
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour(Tone.ACCENT))
            painter.drawEllipse(circle)
        else:
            painter.setPen(QPen(palette.colour(Tone.MUTED if palette.name == "contrast" else Tone.LINE), 1))
            painter.setBrush(palette.colour(Tone.SELECTION) if self.underMouse() else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setFont(self._look.ui_font(size=13, semibold=True))
        painter.setPen(palette.on_accent if self.isChecked() else palette.colour(Tone.MUTED))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _shows_name(self) -> bool:
        return self._with_name or self.isChecked()

    def _name_width(self) -> int:
        return QFontMetrics(self._look.ui_font(semibold=True)).horizontalAdvance(self.text()) + 2


class StepBar(QWidget):
    """The steps in a row, one tab stop; the arrows go from one to the next."""

    step_chosen = Signal(str)
    """A step was chosen, by its key."""

    def __init__(self, steps: Sequence[tuple[str, str]], *, look: Look) -> None:
        """`steps` are keys and names, in order; the first is the one chosen."""
        super().__init__()
        self._look = look
        self._keys = [key for key, _ in steps]
        self.buttons = [StepButton(number, name, look=look) for number, (_, name) in enumerate(steps, 1)]
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        # How narrow it can be is said by `minimumSizeHint`: names give way.
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for place, one in enumerate(self.buttons):
            self._group.addButton(one, place)
            self._row.addWidget(one)
        self._row.addStretch(1)
        self.buttons[0].setChecked(True)
        self._let_tab_in()
        self.setAccessibleName("Steps")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(lambda place: self.step_chosen.emit(self._keys[place]))
        look.changed.connect(self._fit)

    @property
    def current(self) -> str:
        """The key of the step that is chosen."""
        return self._keys[self._group.checkedId()]

    def show_step(self, key: str) -> None:
        """Show another one as chosen, without a signal. Where the keyboard is among the steps, it goes along."""
        is_here = any(one.hasFocus() for one in self.buttons)
        self.buttons[self._keys.index(key)].setChecked(True)
        self._let_tab_in()
        if is_here:
            self.buttons[self._group.checkedId()].setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Room for the circles, and the widest of the names."""
        circles = sum(one.width_with(name=False) for one in self.buttons)
        name = max(one.width_with(name=True) - one.width_with(name=False) for one in self.buttons)
        return QSize(circles + name + (len(self.buttons) - 1) * (_LEAST + 2 * _SPACE // 2), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names where they fit."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the next step and choose it; Home and End to the ends."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        last, here = len(self.buttons) - 1, self._group.checkedId()
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        key = Qt.Key(event.key())
        if key not in steps and key not in ends:
            super().keyPressEvent(event)
            return
        there = ends.get(key, min(max(here + steps.get(key, 0), 0), last))
        self.buttons[there].setFocus(Qt.FocusReason.TabFocusReason)
        self.buttons[there].click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairlines between the steps."""
        del event
        painter = QPainter(self)
        painter.setPen(QPen(self._look.palette.colour(Tone.LINE), 1))
        inset = _SPACE if self._row.spacing() >= self._look.scaled(_BETWEEN) else _SPACE // 2
        for one, other in zip(self.buttons, self.buttons[1:], strict=False):
            level = one.geometry().center().y() + 0.5
            painter.drawLine(
                QPointF(one.geometry().right() + inset, level), QPointF(other.geometry().left() - inset, level)
            )
        painter.end()

    def _fit(self) -> None:
        wide = self._look.scaled(_BETWEEN) + 2 * _SPACE
        needed = sum(one.width_with(name=True) for one in self.buttons) + wide * (len(self.buttons) - 1)
        narrow = _LEAST + _SPACE
        snug = sum(one.width_with(name=True) for one in self.buttons) + narrow * (len(self.buttons) - 1)
        self._row.setSpacing(wide if needed <= self.width() else narrow)
        for one in self.buttons:
            one.show_name(shown=snug <= self.width())
            one.updateGeometry()
        self.update()

    def _let_tab_in(self) -> None:
        """The one that is chosen takes the keyboard; the others are a matter of arrows."""
        self.setFocusProxy(self.buttons[self._group.checkedId()])
        for one in self.buttons:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one.isChecked() else Qt.FocusPolicy.ClickFocus)
