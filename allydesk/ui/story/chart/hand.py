"""What the mouse does on the chart: choosing, moving moments, moving the ground, and drawing a band around some."""

from collections import deque
from enum import Enum, auto
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication

from allydesk.story.ids import MomentId

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_LATELY = 0.08
"""Seconds before letting go that say how fast the ground was thrown."""


class Grip(Enum):
    """What the hand is doing."""

    NOTHING = auto()
    PRESSED = auto()
    """It may yet become a click or one of the others."""
    CARRYING = auto()
    PANNING = auto()
    BAND = auto()


class Ground(Protocol):
    """What the hand works on."""

    def under(self, place: QPointF) -> MomentId | None:
        """The moment there."""

    def press_on(self, moment_id: MomentId, modifiers: Qt.KeyboardModifier) -> None:
        """Choose it as a press does."""

    def click_on(self, moment_id: MomentId) -> None:
        """It was pressed without anything else and let go again."""

    def click_nothing(self) -> None:
        """The same on the ground."""

    def carry(self, by: QPointF) -> None:
        """Show the selected moments moved by so many pixels."""

    def drop(self) -> None:
        """Leave them there."""

    def put_back(self) -> None:
        """Or do not."""

    def pan(self, pixels: float) -> None:
        """Move the view along with the ground."""

    def throw(self, pixels_a_second: float) -> None:
        """Let the ground go at this speed."""

    def draw_band(self, place: QRectF | None, *, add: bool) -> None:
        """Select what is in it; None when it is done."""


class Hand:
    """Tells one gesture from another."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._start = QPointF()
        self._last = QPointF()
        self._on: MomentId | None = None
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._track: deque[tuple[float, float]] = deque(maxlen=32)
        self.grip = Grip.NOTHING

    def press(self, place: QPointF, modifiers: Qt.KeyboardModifier, *, middle: bool = False) -> None:
        """A button went down."""
        self._start = self._last = place
        self._modifiers = modifiers
        self._on = None if middle else self._ground.under(place)
        self.grip = Grip.PANNING if middle else Grip.PRESSED
        self._track.clear()
        if self._on is not None:
            self._ground.press_on(self._on, modifiers)

    def move(self, place: QPointF) -> None:
        """The mouse goes on with the button down."""
        if self.grip is Grip.PRESSED and self._is_far(place):
            self.grip = self._meant()
            # Where the ground was taken hold of stays under the pointer; what was let pass to tell is made up for.
        if self.grip is Grip.CARRYING:
            self._ground.carry(place - self._start)
        elif self.grip is Grip.PANNING:
            self._track.append((monotonic(), place.x()))
            self._ground.pan(place.x() - self._last.x())
            self._last = place
        elif self.grip is Grip.BAND:
            self._ground.draw_band(QRectF(self._start, place).normalized(), add=bool(self._modifiers & _CONTROL))

    def release(self, place: QPointF) -> None:
        """The button came up."""
        grip, self.grip = self.grip, Grip.NOTHING
        if grip is Grip.CARRYING:
            self._ground.carry(place - self._start)
            self._ground.drop()
        elif grip is Grip.PANNING:
            self._ground.throw(self._speed())
        elif grip is Grip.BAND:
            self._ground.draw_band(None, add=False)
        elif grip is Grip.PRESSED and not self._modifiers & (_SHIFT | _CONTROL):
            if self._on is None:
                self._ground.click_nothing()
            else:
                self._ground.click_on(self._on)

    def cancel(self) -> bool:
        """Leave off; False when there was nothing to leave off."""
        grip, self.grip = self.grip, Grip.NOTHING
        if grip is Grip.CARRYING:
            self._ground.put_back()
        elif grip is Grip.BAND:
            self._ground.draw_band(None, add=False)
        return grip not in (Grip.NOTHING, Grip.PRESSED)

    def _is_far(self, place: QPointF) -> bool:
        # A little less than where the system would begin to drag: moments are moved by small amounts.
        return (place - self._start).manhattanLength() >= QApplication.startDragDistance() * 0.6

    def _meant(self) -> Grip:
        if self._on is not None:
            return Grip.NOTHING if self._modifiers & (_SHIFT | _CONTROL) else Grip.CARRYING
        return Grip.BAND if self._modifiers & (_SHIFT | _CONTROL) else Grip.PANNING

    def _speed(self) -> float:
        """Pixels a second over the last moments; nothing if the hand had come to rest."""
        now = monotonic()
        lately = [(when, x) for when, x in self._track if now - when < _LATELY]
        if len(lately) < 2 or lately[-1][0] <= lately[0][0]:
            return 0.0
        return (lately[-1][1] - lately[0][1]) / (lately[-1][0] - lately[0][0])
