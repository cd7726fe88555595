"""A picture to be looked at: fitted, enlarged, moved about and turned, by hand or by key."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QTransform, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_STEP = 1.25
"""How much larger one step of the wheel or of the key makes a picture."""
_LARGEST = 16.0
_WALK = 60
"""Pixels that an arrow key moves a picture."""
_NOTCH = 120
"""What Qt reports for one step of a wheel."""


class Canvas(QWidget):
    """Shows one picture. While it fits, the left and right keys ask for another; enlarged, the arrows move it.

    Keys: + and - enlarge and reduce, 0 fits it to the window, 1 shows a pixel as a pixel, R turns it.
    """

    walked = Signal(int)
    """Another file is asked for: -1 the one before, 1 the next."""
    zoomed = Signal(int)
    """The picture is shown at so many percent of its own size."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap: QPixmap | None = None
        self._natural = QSize()
        self._turned = 0
        self._scale = 0.0
        self._middle = QPointF()
        self._held: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, pixmap: QPixmap | None, natural: QSize) -> None:
        """Show a picture whose own size is `natural`, fitted to the window; None shows nothing."""
        self._pixmap, self._natural, self._turned = pixmap, natural, 0
        self.fit()

    def fit(self) -> None:
        """As large as the window allows, and no larger than it is."""
        self._scale = 0.0
        self._middle = QPointF()
        self._tell()

    def zoom(self, steps: float, *, about: QPointF | None = None) -> None:
        """Enlarge by so many steps, or reduce; the place `about`, from the middle of the widget, stays where it is."""
        before = self.scale()
        fitted = self._fitted()
        self._set_scale(min(max(before * _STEP**steps, min(fitted, 1.0)), max(_LARGEST, fitted)))
        if about is not None and before:
            self._middle = about + (self._middle - about) * (self.scale() / before)
        self._tell()

    def show_actual(self) -> None:
        """One pixel of the picture on one of the screen."""
        self._set_scale(1.0 / self.devicePixelRatioF())
        self._tell()

    def turn(self) -> None:
        """A quarter clockwise; the file stays as it is."""
        self._turned = (self._turned + 90) % 360
        self.fit()

    def scale(self) -> float:
        """How large it is shown: 1.0 is one of its own pixels on one of the window's."""
        return self._scale or self._fitted()

    @property
    def is_fitted(self) -> bool:
        """Whether all of it is to be seen."""
        shown = self._size() * self.scale()
        return shown.width() <= self.width() + 0.5 and shown.height() <= self.height() + 0.5

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As the class says; Home and End are left to others."""
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key == Qt.Key.Key_Minus else 1, about=QPointF())
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_1:
            self.show_actual()
        elif key == Qt.Key.Key_R:
            self.turn()
        elif key in _ARROWS:
            self._go(*_ARROWS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Enlarge or reduce about the pointer."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        self.zoom(event.angleDelta().y() / _NOTCH, about=event.position() - middle)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() == Qt.MouseButton.LeftButton and not self.is_fitted:
            self._held = event.position() - self._middle
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it along with the pointer."""
        if self._held is not None:
            self._move_to(event.position() - self._held)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of it."""
        self._held = None
        self.unsetCursor()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what is to be seen of it."""
        if self._pixmap is None:
            return
        shown = self._size() * self.scale()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=self.scale() < 4)
        painter.translate(QPointF(self.width() / 2, self.height() / 2) + self._middle)
        painter.rotate(self._turned)
        if self._turned % 180:
            shown = shown.transposed()
        place = QRectF(-shown.width() / 2, -shown.height() / 2, shown.width(), shown.height())
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        painter.end()

    def _go(self, sideways: int, down: int) -> None:
        if not self.is_fitted:
            self._move_to(self._middle - QPointF(sideways, down) * _WALK)
        elif sideways:
            self.walked.emit(sideways)

    def _move_to(self, middle: QPointF) -> None:
        shown = self._size() * self.scale()
        far = [
            max(0.0, (one - other) / 2)
            for one, other in ((shown.width(), self.width()), (shown.height(), self.height()))
        ]
        self._middle = QPointF(min(max(middle.x(), -far[0]), far[0]), min(max(middle.y(), -far[1]), far[1]))
        self.update()

    def _set_scale(self, scale: float) -> None:
        self._scale = 0.0 if abs(scale - self._fitted()) < 1e-6 else scale

    def _fitted(self) -> float:
        size = self._size()
        if size.isEmpty():
            return 1.0
        return min(self.width() / size.width(), self.height() / size.height(), 1.0)

    def _size(self) -> QSize:
        return (
            QTransform()
            .rotate(self._turned)
            .mapRect(QRectF(0, 0, self._natural.width(), self._natural.height()))
            .size()
            .toSize()
        )

    def _tell(self) -> None:
        self._move_to(self._middle)
        self.zoomed.emit(round(100 * self.scale()))


_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
