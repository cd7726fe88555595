"""Lines, and below them what is asked. The newest stays in view, unless somebody reads further up."""

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from allydesk.ui.practice.scene.line import COLUMN, INSET, beside_column
from allydesk.ui.practice.scene.transcript import Transcript
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button

_GLIDE = 150
"""Milliseconds."""
_NEAR = 24
"""Pixels from the end that count as the end."""
_ABOVE = 10
"""Pixels left free above what is brought to the top."""
_BELOW = 28
_AROUND = 24
"""Pixels kept in view above and below what one goes to with the keyboard."""
_ABOVE_ASKED = 14


class SceneSheet(QScrollArea):
    """`asked` is shown below the lines once they have all arrived."""

    hurried = Signal()
    """Somebody clicked into the scene."""

    def __init__(self, *, look: Look, transcript: Transcript, asked: QWidget) -> None:
        super().__init__()
        self._look = look
        self._transcript = transcript
        self._asked = asked
        self._anchor: QWidget | None = None
        self._follows = True
        self._is_placing = False
        self.all = button("Show all", "text")
        self.newest = button("To the newest line", "newest")
        self.newest.setParent(self)
        self.newest.hide()
        self._inside = QWidget()
        self._column = QWidget()
        self._below = QVBoxLayout()
        set_role(self, "scene")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(_GLIDE)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._lay_out()
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, _most: self._follow())
        bar.actionTriggered.connect(lambda _action: self._glide.stop())
        bar.valueChanged.connect(self._scrolled)
        self.newest.clicked.connect(lambda _checked: self.go_to_newest())

    @property
    def follows(self) -> bool:
        """Whether the newest line is kept in view."""
        return self._follows

    def keep_in_view(self, part: QWidget | None) -> None:
        """Scroll as far down as there is anything, but never past the top of this."""
        self._anchor = part
        self._follow()

    def let_go(self) -> None:
        """Lines are about to be taken away, that one perhaps among them. Nothing moves for it."""
        self._anchor = None

    def go_to_newest(self) -> None:
        """Go to the end, and stay there."""
        self._anchor = None
        self._follows = True
        self._follow()

    def show_part(self, part: QWidget) -> None:
        """Somebody went there with the keyboard: let it be seen whole."""
        self._glide.stop()
        self.ensureWidgetVisible(part, 0, _AROUND)

    def resume_following(self) -> None:
        """Something was done: what comes of it is to be seen."""
        self._follows = True

    def show_all_offered(self, *, shown: bool) -> None:
        """Whether there is anything left to show."""
        self.all.setVisible(shown)

    def take_look(self) -> None:
        """Take the look's present sizes."""
        beside = beside_column(self._look)
        self._column.setMaximumWidth(INSET + self._look.scaled(COLUMN) + beside)
        self._below.setContentsMargins(INSET, _ABOVE_ASKED, beside, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the newest in view, and the button in its place."""
        super().resizeEvent(event)
        self._place_newest()
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click anywhere between the lines brings the next one."""
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            is_inside = self._inside.rect().contains(event.position().toPoint())
            if is_inside and event.button() == Qt.MouseButton.LeftButton:
                self.hurried.emit()
        return super().eventFilter(watched, event)

    def _target(self) -> int:
        """Where the bar stands when the newest is in view."""
        end = self.verticalScrollBar().maximum()
        if self._anchor is None:
            return end
        top = self._anchor.mapTo(self._inside, self._anchor.rect().topLeft()).y()
        return min(end, max(0, top - _ABOVE))

    def _follow(self) -> None:
        if self._follows:
            self._go_to(self._target())
        self._show_newest()

    def _go_to(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._glide.stop()
        if self._look.reduced_motion or not self.isVisible():
            self._is_placing = True
            bar.setValue(value)
            self._is_placing = False
        elif value != bar.value():
            self._glide.setStartValue(bar.value())
            self._glide.setEndValue(value)
            self._glide.start()

    def _scrolled(self, value: int) -> None:
        if not self._is_placing and self._glide.state() is not QPropertyAnimation.State.Running:
            self._follows = value >= self._target() - _NEAR
        self._show_newest()

    def _show_newest(self) -> None:
        bar = self.verticalScrollBar()
        is_away = not self._follows and bar.value() < bar.maximum() - _NEAR
        self.newest.setVisible(is_away)
        if is_away:
            self._place_newest()

    def _place_newest(self) -> None:
        self.newest.adjustSize()
        wide = self.viewport().width()
        self.newest.move((wide - self.newest.width()) // 2, self.height() - self.newest.height() - 12)
        self.newest.raise_()

    def _lay_out(self) -> None:
        set_role(self._inside, "clear")
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, _BELOW)
        column.setSpacing(0)
        self._below.setSpacing(0)
        self._below.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self._below.addWidget(self._asked)
        column.addWidget(self._transcript)
        column.addLayout(self._below)
        column.addStretch(1)
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._column, 1)
        row.addStretch(0)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)
        self.take_look()
