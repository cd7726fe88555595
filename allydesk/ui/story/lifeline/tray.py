"""The moments that have no date yet, in a quiet row under the chart. They can be opened, and dragged onto it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Moment
from allydesk.ui.story.lifeline.words import title_of
from allydesk.ui.style import set_role
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import PushButton, button, label

SHOWN = 12
"""Moments in the row; the table has all of them."""
_LONGEST = 32


class TrayChip(PushButton):
    """One of them. Return and Space open it, as a click does; a drag takes it along."""

    walked = Signal(int)
    removed = Signal()
    carried = Signal(QPoint)
    """The pointer has it, and is there on the screen."""
    dropped = Signal(QPoint)

    def __init__(self, moment: Moment) -> None:
        title = title_of(moment)
        short = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
        super().__init__(short.replace("&", "&&"))
        self.moment_id = moment.id
        set_role(self, "tray")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = f"{title}, {moment.date.words}" if moment.date.words else title
        self.setAccessibleName(f"{said}, not dated yet")
        self.setToolTip(f"{moment.date.words}\nDrag it onto the chart to give it a date".strip())
        self._pressed: QPoint | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the row, or take the moment away."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.walked.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the beginning of a drag."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take it along once the pointer has gone far enough. No drag of the system's, which would wait in a loop."""
        place = event.position().toPoint()
        if self._pressed is not None and (place - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self.setDown(False)
            self.carried.emit(self.mapToGlobal(place))
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it, or open it where it was not carried."""
        place = event.position().toPoint()
        carried = (
            self._pressed is not None and (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        )
        self._pressed = None
        if carried:
            self.setDown(False)
            self.dropped.emit(self.mapToGlobal(place))
        else:
            super().mouseReleaseEvent(event)


class Tray(QWidget):
    """Hidden while every moment has a date. One stop of the Tab key; the arrow keys walk along."""

    opened = Signal(str)
    removal_asked = Signal(object)
    more_asked = Signal()
    """The others are wanted, which are in the table."""
    carried = Signal(str, QPoint)
    """A moment is dragged, and is there on the screen."""
    dropped = Signal(str, QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.chips: list[TrayChip] = []
        self._shown: tuple[Moment, ...] = ()
        self._count = 0
        self._ghost: QLabel | None = None
        self._flow = Flow(spacing=6)
        self._name = label("Not dated yet", "small")
        self.more = button("", "lead")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        self.setAccessibleName("Moments that are not dated yet")
        self.more.clicked.connect(lambda _checked: self.more_asked.emit())
        self._rebuild()
        self.hide()

    def show_moments(self, undated: Sequence[Moment]) -> None:
        """Show these."""
        first = tuple(undated[:SHOWN])
        if first != self._shown or len(undated) != self._count:
            self._shown, self._count = first, len(undated)
            self._rebuild()

    def mark(self, ids: frozenset[MomentId]) -> None:
        """These are chosen."""
        for chip in self.chips:
            chip.setChecked(chip.moment_id in ids)

    def _rebuild(self) -> None:
        focused = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        self._flow.release()
        for old in self.chips:
            old.hide()
            old.deleteLater()
        self._flow.add(self._name)
        self.chips = [self._chip(moment) for moment in self._shown]
        for chip in self.chips:
            self._flow.add(chip)
        self._flow.add(self.more)
        self.more.setText(f"{self._count - SHOWN:,} more in the table")
        self.more.setVisible(self._count > SHOWN)
        if self.chips:
            place = min(focused or 0, len(self.chips) - 1)
            self.chips[place].setFocusPolicy(Qt.FocusPolicy.TabFocus)
            if focused is not None:
                self.chips[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _chip(self, moment: Moment) -> TrayChip:
        chip = TrayChip(moment)
        chip.clicked.connect(lambda _checked=False: self.opened.emit(moment.id))
        chip.walked.connect(lambda step: self._walk(chip, step))
        chip.removed.connect(lambda: self.removal_asked.emit((moment.id,)))
        chip.carried.connect(lambda place: self._carry(chip, place))
        chip.dropped.connect(lambda place: self._drop(chip, place))
        return chip

    def _walk(self, chip: TrayChip, step: int) -> None:
        place = self.chips.index(chip) + step
        if 0 <= place < len(self.chips):
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.chips[place].setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.chips[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _carry(self, chip: TrayChip, place: QPoint) -> None:
        window = self.window()
        if self._ghost is None:
            self._ghost = QLabel(window)
            self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._ghost.setPixmap(chip.grab())
            self._ghost.adjustSize()
            self._ghost.show()
        self._ghost.move(window.mapFromGlobal(place) - self._ghost.rect().center())
        self.carried.emit(chip.moment_id, place)

    def _drop(self, chip: TrayChip, place: QPoint) -> None:
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
            self._ghost = None
        self.dropped.emit(chip.moment_id, place)
