"""A number to be typed or stepped."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from allydesk.ui.icons import GRID
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import icon_button


class Stepper(QWidget):
    """A number with its unit between a minus and a plus. `chosen` carries one that the person took."""

    chosen = Signal(int)

    def __init__(self, name: str, *, within: range, step: int, units: tuple[str, str], look: Look) -> None:
        """`units` are for one and for many ("minute", "minutes"); a screen reader calls it by `name`."""
        super().__init__()
        self._look = look
        self._units = units
        self._is_shown = False
        self.field = QSpinBox()
        self.field.setRange(within.start, within.stop - 1)
        self.field.setSingleStep(step)
        self.field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field.setKeyboardTracking(False)
        self.field.setAccessibleName(name)
        self.less = icon_button(f"Less: {name}")
        self.more = icon_button(f"More: {name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in (self.less, self.field, self.more):
            row.addWidget(part)
        self.less.clicked.connect(self.field.stepDown)
        self.more.clicked.connect(self.field.stepUp)
        self.field.valueChanged.connect(self._take)
        look.changed.connect(self._dress)
        self._dress()
        self._say_unit()

    @property
    def value(self) -> int:
        """The number."""
        return self.field.value()

    def show_value(self, value: int) -> None:
        """Show another one, without a signal."""
        self._is_shown = True
        self.field.setValue(value)
        self._is_shown = False

    def _take(self, value: int) -> None:
        self._say_unit()
        if not self._is_shown:
            self.chosen.emit(value)

    def _say_unit(self) -> None:
        one, many = self._units
        self.field.setSuffix(f" {one if self.field.value() == 1 else many}")

    def _dress(self) -> None:
        side = self._look.scaled(GRID)
        for made, icon in ((self.less, "minus"), (self.more, "plus")):
            made.setIcon(self._look.icon(icon))
            made.setIconSize(QSize(side, side))
