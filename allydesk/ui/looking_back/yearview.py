"""The year as it is painted: twelve months of small squares, one of them chosen."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from allydesk.ui.looking_back.words import MONTHS
from allydesk.ui.looking_back.year import DAYS, WEEKS, Cell, YearModel, by_days, by_months
from allydesk.ui.theme import Look, Tone

_CELL = 26
_SMALL = 23
_ROOMY = 25
"""The side of a day, in pixels at a text scale of 1: as one would have it, as small as it may become before fewer
months stand side by side, and from where on its number is as large as other words."""
_NARROWEST = 18
_LARGEST = 44
_GAP = 20
_TITLE = 26
_LETTERS = 18
_MOST_MOOD = 5


class YearView(QWidget):
    """One tab stop: arrows go by day and week, Page Up and Down by month, Home and End to the ends of the month."""

    day_chosen = Signal(object)
    """A date; it may lie in another year."""
    day_entered = Signal(object)
    """Return, or a double click."""

    def __init__(self, *, look: Look, today: date) -> None:
        super().__init__()
        self._look = look
        self._today = today
        self._chosen = today
        self._model = YearModel(today.year)
        self._moods = False
        self._room = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._tell()

    @property
    def model(self) -> YearModel:
        """What is shown."""
        return self._model

    @property
    def chosen(self) -> date:
        """The day that is chosen."""
        return self._chosen

    def show_year(self, model: YearModel, *, chosen: date, today: date) -> None:
        """Show a year and a day chosen in it, without a signal."""
        self._model, self._chosen, self._today = model, chosen, today
        self._tell()
        self.updateGeometry()
        self.update()

    def set_room(self, height: int) -> None:
        """So many pixels can be seen at once: where the whole year can be large within them, it is no larger."""
        if height != self._room:
            self._room = height
            self.updateGeometry()
            self.update()

    def show_moods(self, on: bool) -> None:
        """Show moods, or how much was written."""
        self._moods = on
        self.update()

    def rect_of(self, day: date) -> QRect:
        """The square of a day of this year."""
        cell = self._model.cell(day)
        corner, side = self._corner(cell.month), self._side()
        top = corner.y() + self._look.scaled(_TITLE) + self._look.scaled(_LETTERS)
        return QRect(corner.x() + cell.column * side, top + cell.row * side, side, side)

    def day_under(self, point: QPoint) -> date | None:
        """The day at a point of the widget, if any."""
        side = self._side()
        for month in range(1, 13):
            corner = self._corner(month)
            top = corner.y() + self._look.scaled(_TITLE) + self._look.scaled(_LETTERS)
            column, row = (point.x() - corner.x()) // side, (point.y() - top) // side
            if 0 <= column < DAYS and 0 <= row < WEEKS:
                return self._model.day_at(Cell(month, row, column))
        return None

    def sizeHint(self) -> QSize:
        """Three months side by side."""
        wide = 3 * (DAYS * self._look.scaled(_CELL) + _GAP)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """One month."""
        return QSize(DAYS * self._look.scaled(_NARROWEST), 100)

    def hasHeightForWidth(self) -> bool:
        """It needs more rows of months where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all months."""
        across = self._across(width)
        return -(-12 // across) * self._month_height(self._side())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another day, or into the one that is chosen."""
        day, key = self._chosen, event.key()
        last = self._model.month(day.month)[-1].day if day.year == self._model.year else 28
        goals = {
            Qt.Key.Key_Left: by_days(day, -1),
            Qt.Key.Key_Right: by_days(day, 1),
            Qt.Key.Key_Up: by_days(day, -7),
            Qt.Key.Key_Down: by_days(day, 7),
            Qt.Key.Key_PageUp: by_months(day, -1),
            Qt.Key.Key_PageDown: by_months(day, 1),
            Qt.Key.Key_Home: day.replace(day=1),
            Qt.Key.Key_End: day.replace(day=last),
        }
        goal = goals.get(Qt.Key(key))
        if goal is not None:
            self._choose(goal)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.day_entered.emit(day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day that was clicked."""
        day = self.day_under(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(day)

    def event(self, event: QEvent) -> bool:
        """Say what the day under the mouse holds."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_under(event.pos())
            if day is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._model.said(day), self, self.rect_of(day))
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the months that are to be seen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._month_height(self._side())
        for month in range(1, 13):
            corner = self._corner(month)
            if event.rect().intersects(QRect(corner, QSize(DAYS * self._side(), height))):
                self._paint_month(painter, month, corner)
        painter.end()

    # Inside

    def _choose(self, day: date) -> None:
        if day == self._chosen:
            return
        self._chosen = day
        self._tell()
        self.update()
        self.day_chosen.emit(day)

    def _tell(self) -> None:
        shown = self._model if self._chosen.year == self._model.year else replace(self._model, days={})
        self.setAccessibleName(f"Calendar of {self._model.year}")
        self.setAccessibleDescription(shown.said(self._chosen))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _across(self, width: int) -> int:
        month = DAYS * self._look.scaled(_SMALL) + _GAP
        fits = max(1, (width + _GAP) // month)
        return max(each for each in (1, 2, 3, 4, 6) if each <= fits)

    def _side(self) -> int:
        across = self._across(self.width())
        wide = (self.width() - (across - 1) * _GAP) // across // DAYS
        high = (self._room // -(-12 // across) - self._month_height(0)) // WEEKS
        if high >= self._look.scaled(_SMALL):
            wide = min(wide, high)
        return max(self._look.scaled(_NARROWEST), min(wide, self._look.scaled(_LARGEST)))

    def _month_height(self, side: int) -> int:
        """With days of this side, the room below it included."""
        return self._look.scaled(_TITLE) + self._look.scaled(_LETTERS) + WEEKS * side + _GAP - 8

    def _word_size(self) -> float:
        """Of a day's number, in pixels at a text scale of 1."""
        return 13 if self._side() >= self._look.scaled(_ROOMY) else 11.5

    def _corner(self, month: int) -> QPoint:
        row, column = divmod(month - 1, self._across(self.width()))
        return QPoint(column * (DAYS * self._side() + _GAP), row * self._month_height(self._side()))

    def _paint_month(self, painter: QPainter, month: int, corner: QPoint) -> None:
        palette, side = self._look.palette, self._side()
        title, letters = self._look.scaled(_TITLE), self._look.scaled(_LETTERS)
        painter.setPen(palette.colour(Tone.INK))
        painter.setFont(self._look.ui_font(size=15, semibold=True))
        place = QRect(corner.x() + 4, corner.y(), DAYS * side, title)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), MONTHS[month - 1])
        painter.setPen(palette.colour(Tone.MUTED))
        painter.setFont(self._look.ui_font(size=self._word_size() - 0.5))
        for column, letter in enumerate(self._model.weekdays):
            place = QRect(corner.x() + column * side, corner.y() + title, side, letters)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), letter)
        for day in self._model.month(month):
            self._paint_day(painter, day)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        palette, written = self._look.palette, day in self._model.days
        place = QRectF(self.rect_of(day)).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if written:
            painter.setBrush(palette.colour(self._ground(day)))
            painter.drawRoundedRect(place, 5, 5)
        number = place.adjusted(0, 0, 0, -place.height() * 0.2) if written else place
        painter.setPen(palette.colour(Tone.INK if written else Tone.MUTED))
        painter.setFont(self._look.ui_font(size=self._word_size(), semibold=day == self._today))
        if self._moods and self._model.mood(day) is not None:
            number = place.adjusted(0, 0, -place.width() * 0.25, 0)
        painter.drawText(number, int(Qt.AlignmentFlag.AlignCenter), str(day.day))
        if written:
            self._paint_mark(painter, day, place)
        self._paint_frame(painter, day, place)

    def _ground(self, day: date) -> Tone:
        if not self._moods:
            return Tone.ACCENT_SOFT
        mood = self._model.mood(day)
        return Tone.SELECTION if not mood else Tone.HIGH_SOFT if mood > 0 else Tone.LOW_SOFT

    def _paint_mark(self, painter: QPainter, day: date, place: QRectF) -> None:
        """How much was written as a bar along the foot; a mood as a mark above or below the middle."""
        palette = self._look.palette
        thick = max(3.0, place.height() * 0.13)
        painter.setPen(Qt.PenStyle.NoPen)
        if not self._moods:
            wide = (place.width() - 6) * self._model.share(day)
            painter.setBrush(palette.colour(Tone.ACCENT))
            painter.drawRect(QRectF(place.left() + 3, place.bottom() - thick - 2.5, wide, thick))
            return
        mood = self._model.mood(day)
        if mood is None:
            return
        painter.setBrush(palette.colour(Tone.HIGH if mood > 0 else Tone.LOW if mood < 0 else Tone.MUTED))
        middle = place.center().y() - mood / _MOST_MOOD * (place.height() / 2 - thick)
        wide = place.width() * 0.28
        painter.drawRect(QRectF(place.right() - wide - 2, middle - thick / 2, wide, thick))

    def _paint_frame(self, painter: QPainter, day: date, place: QRectF) -> None:
        palette = self._look.palette
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day == self._chosen:
            painter.setPen(QPen(palette.colour(Tone.ACCENT if self.hasFocus() else Tone.INK), 2))
            painter.drawRoundedRect(place, 5, 5)
        elif day == self._today:
            painter.setPen(QPen(palette.colour(Tone.MUTED), 1))
            painter.drawRoundedRect(place, 5, 5)
