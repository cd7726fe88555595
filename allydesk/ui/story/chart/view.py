"""Which stretch of time is in view, and how it gets from one to another."""

from time import monotonic

from PySide6.QtCore import QEasingCurve, QObject, QTimer, QVariantAnimation, Signal

from allydesk.story.chart.scale import Span
from allydesk.ui.theme import Look

_GLIDE = 140
"""Milliseconds that a jump or a zoom by key takes."""
_FRAME = 16
_HALVING = 0.12
"""Seconds in which a thrown view loses half of its speed."""
_REST = 30.0
"""Pixels a second: slower, it stands still."""
_FASTEST = 4_000.0


class View(QObject):
    """The span in view. It glides and coasts only where the look allows motion."""

    moved = Signal()
    """`span` is another one."""

    def __init__(self, *, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self.span = Span(0.0, 1.0)
        self.goal = self.span
        """Where it is on its way to; `span` when it stands still."""
        self._from = self.span
        self._glide = QVariantAnimation(self)
        self._glide.setDuration(_GLIDE)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.setStartValue(0.0)
        self._glide.setEndValue(1.0)
        self._glide.valueChanged.connect(self._go_on)
        self._coast = QTimer(self)
        self._coast.setInterval(_FRAME)
        self._coast.timeout.connect(self._roll)
        self._speed = self._least = 0.0
        self._last = 0.0

    def show(self, span: Span) -> None:
        """Be there at once."""
        self.stop()
        self._be_at(span)

    def glide_to(self, span: Span) -> None:
        """Go there, by a short way that can be followed."""
        if self._look.reduced_motion:
            self.show(span)
            return
        self.stop()
        self._from, self.goal = self.span, span
        self._glide.start()

    def throw(self, days_a_second: float, *, pixels_a_day: float) -> None:
        """Go on at a speed that wears off."""
        fastest = _FASTEST / pixels_a_day
        self._speed = min(max(days_a_second, -fastest), fastest)
        self._least = _REST / pixels_a_day
        if abs(self._speed) > self._least and not self._look.reduced_motion:
            self._last = monotonic()
            self._coast.start()

    def stop(self) -> None:
        """Stand still here."""
        self._glide.stop()
        self._coast.stop()
        self.goal = self.span

    @property
    def is_moving(self) -> bool:
        """Whether it is on its way."""
        return self._coast.isActive() or self._glide.state() == QVariantAnimation.State.Running

    def _go_on(self, share: float) -> None:
        if self._glide.state() != QVariantAnimation.State.Running:
            return
        self.span = self.goal if share >= 1 else self._from.between(self.goal, share)
        self.moved.emit()

    def _roll(self) -> None:
        now = monotonic()
        passed, self._last = min(now - self._last, 0.1), now
        self._speed *= 0.5 ** (passed / _HALVING)
        before = self.span
        self._be_at(self.span.moved(self._speed * passed))
        if abs(self._speed) < self._least or self.span == before:
            self._coast.stop()

    def _be_at(self, span: Span) -> None:
        self.span = self.goal = span
        self.moved.emit()
