"""The teleprompter: the story large on a quiet ground, and a line that the words pass."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from allydesk.ui.story.practising.laying import LaidText, Line
from allydesk.ui.story.practising.script import Script
from allydesk.ui.theme import Look, Tone

_NAME = "Teleprompter"
_READING_LINE = 0.4
"""Where the reading line is, of the height: above the middle, so that more of what comes can be seen."""
_COLUMN = 22
"""The widest a line gets, in sizes of its type: the eyes stay where they are."""
_MARGIN = 34
_MARK = 11
"""The sides of the marks at both ends of the reading line, in pixels at a text scale of 1."""
_HEADING = 0.62
_NOTCH = 120
"""Of a wheel's turning, in Qt's eighths of a degree: one line."""
_ROUNDED = 12
_OVERHANG = 8
"""Pixels at both sides of a line that its letters may reach into."""


class Prompter(QWidget):
    """Shows a script from any place in it. It moves nothing by itself: whoever asks shows it at a place.

    A place is a number of words; the size of the type, the width and the mirror leave it as it is.
    """

    place_asked = Signal(float)
    """The person wants the reading line elsewhere."""
    pause_asked = Signal()
    """Space: begin, hold on, go on."""
    faster_asked = Signal(int)
    """Faster by so many steps; slower below 0."""
    larger_asked = Signal(int)
    mirror_asked = Signal()
    time_asked = Signal()
    """T: say the time."""
    end_asked = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._script = Script()
        self._laid: LaidText | None = None
        self._painted: dict[tuple[int, int, float], QPixmap] = {}
        """The lines in sight, by number, colour and the screen's pixel ratio."""
        self._place = 0.0
        self._pixels = 38.0
        self._mirrored = False
        self._glides = False
        self._turned = 0
        self._keys: dict[Qt.Key, Callable[[], object]] = self._meanings()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(_NAME)
        look.changed.connect(self._lay_anew)

    @property
    def place(self) -> float:
        """How many words stand before the reading line."""
        return self._place

    @property
    def script(self) -> Script:
        """What is shown."""
        return self._script

    @property
    def mirrored(self) -> bool:
        """Whether it is the wrong way round, for a sheet of glass."""
        return self._mirrored

    def show_script(self, script: Script) -> None:
        """Show another text, from its top."""
        self._script, self._place = script, 0.0
        self.setAccessibleDescription("")
        self._lay_anew()

    def show_place(self, words: float, *, glides: bool) -> None:
        """Bring this place to the reading line. `glides`: between two lines too, and not line by line."""
        before, beforehand = self._shift(), self._line_number()
        self._place, self._glides = words, glides
        if self._shift() != before or self._line_number() != beforehand:
            self.update()

    def set_type(self, pixels: float, *, mirrored: bool) -> None:
        """Set the text in another size, or the other way round."""
        if pixels != self._pixels:
            self._pixels = pixels
            self._lay_anew()
        self._mirrored = mirrored
        self.update()

    def line_in_words(self) -> str:
        """What stands at the reading line; "" without a text."""
        line = self._text().line_of(self._place)
        return "" if line is None else line.said

    def say_line(self) -> None:
        """Tell a screen reader which line has come to the reading line."""
        laid = self._text()
        self.setAccessibleDescription(self.line_in_words())
        if laid.count:
            words = f"Line {self._line_number() + 1} of {laid.count}: {self.line_in_words()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def y_of_reading_line(self) -> float:
        """How far down the reading line is."""
        return round(self.height() * _READING_LINE)

    def clear(self) -> None:
        """Drop the text."""
        self.show_script(Script())
        self._laid = None

    def sizeHint(self) -> QSize:
        """A good part of a page."""
        return QSize(640, 420)

    def minimumSizeHint(self) -> QSize:
        """A line and what comes."""
        return QSize(200, 120)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means here."""
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        act = self._keys.get(Qt.Key(event.key())) if modifiers == Qt.KeyboardModifier.NoModifier else None
        if act is None or (event.isAutoRepeat() and event.key() == Qt.Key.Key_Space):
            super().keyPressEvent(event)
        else:
            act()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The line that is clicked comes to the reading line."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        laid = self._text()
        number = laid.number_at(event.position().y() + self._shift())
        if number >= 0:
            self.place_asked.emit(float(laid.first_of(number)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Line by line; with Ctrl, another size."""
        self._turned += event.angleDelta().y()
        steps, self._turned = int(self._turned / _NOTCH), self._turned - int(self._turned / _NOTCH) * _NOTCH
        if steps and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.larger_asked.emit(steps)
        elif steps:
            self._step(-steps)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the text in the new width; the place stays."""
        super().resizeEvent(event)
        self._lay_anew()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        painter.setClipRect(QRectF(self.rect()).adjusted(2, 2, -2, -2))
        self._paint_reading_line(painter)
        if self._mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        self._paint_text(painter)
        painter.end()
        event.accept()

    # Inside

    def _meanings(self) -> dict[Qt.Key, Callable[[], object]]:
        key = Qt.Key
        return {
            key.Key_Space: self.pause_asked.emit,
            key.Key_Right: lambda: self.faster_asked.emit(1),
            key.Key_Period: lambda: self.faster_asked.emit(1),
            key.Key_Left: lambda: self.faster_asked.emit(-1),
            key.Key_Comma: lambda: self.faster_asked.emit(-1),
            key.Key_Plus: lambda: self.larger_asked.emit(1),
            key.Key_Equal: lambda: self.larger_asked.emit(1),
            key.Key_Minus: lambda: self.larger_asked.emit(-1),
            key.Key_Down: lambda: self._step(1),
            key.Key_Up: lambda: self._step(-1),
            key.Key_PageDown: lambda: self._step(self._page()),
            key.Key_PageUp: lambda: self._step(-self._page()),
            key.Key_Home: lambda: self._step(-self._text().count),
            key.Key_End: lambda: self._step(self._text().count),
            key.Key_M: self.mirror_asked.emit,
            key.Key_T: self.time_asked.emit,
            key.Key_Escape: self.end_asked.emit,
        }

    def _step(self, lines: int) -> None:
        laid = self._text()
        if laid.count:
            self.place_asked.emit(float(laid.first_of(laid.number_of(self._place) + lines)))
            self.say_line()

    def _page(self) -> int:
        step = self._text().step
        return max(1, int(self.height() / step) - 1) if step else 1

    def _fonts(self) -> tuple[QFont, QFont]:
        heading = self._look.ui_font(size=self._pixels * _HEADING, semibold=True)
        heading.setCapitalization(QFont.Capitalization.SmallCaps)
        heading.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
        return self._look.reading_font(size=self._pixels), heading

    def _lay_anew(self) -> None:
        self._laid = None
        self._painted.clear()
        self.update()

    def _text(self) -> LaidText:
        if self._laid is None:
            font, heading = self._fonts()
            widest = self._look.scaled(self._pixels * _COLUMN)
            width = min(widest, self.width() - 2 * self._look.scaled(_MARGIN))
            self._laid = LaidText(self._script, font=font, heading=heading, width=max(width, 1))
        return self._laid

    def _line_number(self) -> int:
        return self._text().number_of(self._place)

    def _shift(self) -> float:
        """What is to be added to a height in the window to have it in the text, in whole pixels: letters stay sharp."""
        laid = self._text()
        line = laid.line_of(self._place)
        y = laid.y_of(self._place) if self._glides or line is None else line.middle
        return round(y - self.y_of_reading_line())

    def _paint_ground(self, painter: QPainter) -> None:
        palette = self._look.palette
        has_focus = self.hasFocus()
        edge = 1.0 if has_focus else 0.5
        painter.setBrush(palette.colour(Tone.SURFACE))
        painter.setPen(QPen(palette.colour(Tone.ACCENT if has_focus else Tone.LINE), 2 if has_focus else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), _ROUNDED, _ROUNDED)

    def _paint_reading_line(self, painter: QPainter) -> None:
        laid = self._text()
        if not laid.count:
            return
        palette, side = self._look.palette, self._look.scaled(_MARK)
        middle, half = self.y_of_reading_line(), laid.step / 2
        margin = self._look.scaled(_MARGIN) * 0.4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour(Tone.ACCENT_SOFT))
        painter.drawRoundedRect(QRectF(margin, middle - half, self.width() - 2 * margin, 2 * half), 8, 8)
        painter.setBrush(palette.colour(Tone.ACCENT))
        for tip, foot in ((margin + side, margin), (self.width() - margin - side, self.width() - margin)):
            corners = [QPointF(tip, middle), QPointF(foot, middle - side * 0.7), QPointF(foot, middle + side * 0.7)]
            painter.drawPolygon(QPolygonF(corners))

    def _paint_text(self, painter: QPainter) -> None:
        laid, shift = self._text(), self._shift()
        left = round((self.width() - laid.width) / 2)
        seen: set[tuple[int, int, float]] = set()
        for number, line in enumerate(laid.lines):
            top = line.top - shift
            if top > self.height():
                break
            if top + line.height < 0:
                continue
            colour = self._colour_of(line)
            key = (number, colour.rgba(), self.devicePixelRatioF())
            seen.add(key)
            if key not in self._painted:
                self._painted[key] = self._paint_line(line, colour)
            painter.drawPixmap(QPointF(left - _OVERHANG, round(top)), self._painted[key])
        for key in self._painted.keys() - seen:
            del self._painted[key]

    def _colour_of(self, line: Line) -> QColor:
        palette = self._look.palette
        if line.is_heading or line.first + line.words <= self._place:
            return palette.readable(Tone.MUTED, Tone.ACCENT_SOFT)
        return palette.colour(Tone.INK)

    def _paint_line(self, line: Line, colour: QColor) -> QPixmap:
        """A line as a picture: setting large letters anew takes several times as long as a frame may."""
        scale = self.devicePixelRatioF()
        width, height = ceil(self._text().width) + 2 * _OVERHANG, ceil(line.height)
        made = QPixmap(ceil(width * scale), ceil(height * scale))
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setPen(colour)
        # Qt sets a line by its own height; ours has more room above and below it.
        line.drawn.draw(painter, QPointF(_OVERHANG, round((line.height - line.drawn.height()) / 2)))
        painter.end()
        return made
