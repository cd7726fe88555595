"""The charts of looking back, each a painter over numbers; the table beside each says the same."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from allydesk.journal.looking_back import TagMood
from allydesk.ui.journal.words import counted
from allydesk.ui.looking_back.words import MONTHS, mood_in_words, short_day
from allydesk.ui.theme import Look, Tone

Week = tuple[date, int, int]

_LABELS = 20
_BAND = 92
_WIDEST_BAR = 48
_ROW = 30
_HOURS = 24


class Chart(QWidget):
    """Something to be clicked at in places that are numbered from 0; `place_asked` carries the number."""

    place_asked = Signal(int)

    def __init__(self, name: str, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def place_at(self, point: QPoint) -> int:
        """The number of the place at a point, -1 for none."""
        raise NotImplementedError

    def said(self, place: int) -> str:
        """A place in words."""
        raise NotImplementedError

    def draw(self, painter: QPainter) -> None:
        """Paint it all."""
        raise NotImplementedError

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the place that was clicked."""
        place = self.place_at(event.position().toPoint())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.place_asked.emit(place)

    def event(self, event: QEvent) -> bool:
        """Say what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(event.pos())
            if place < 0:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self.said(place), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint."""
        painter = QPainter(self)
        self.draw(painter)
        painter.end()

    def _write(
        self, painter: QPainter, place: QRectF, text: str, *, right: bool = False, tone: Tone = Tone.MUTED
    ) -> None:
        painter.setFont(self._look.ui_font(size=12))
        painter.setPen(self._look.palette.colour(tone))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), text)


class WeekBars(Chart):
    """Words by week as bars, and entries by week under them. Every week is as wide as any other."""

    def __init__(self, *, look: Look) -> None:
        super().__init__("Words and entries by week", look=look)
        self._weeks: Sequence[Week] = ()

    def show_weeks(self, weeks: Sequence[Week]) -> None:
        """Show these."""
        self._weeks = weeks
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two bands with a line of words above each, and one below."""
        return QSize(400, 2 * self._look.scaled(_BAND) + 3 * self._look.scaled(_LABELS))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a bar a week."""
        return QSize(max(120, 3 * len(self._weeks)), self.sizeHint().height())

    def place_at(self, point: QPoint) -> int:
        """The week there."""
        place = int(point.x() // self._wide) if self._weeks else -1
        return place if 0 <= place < len(self._weeks) else -1

    def said(self, place: int) -> str:
        """ "Week from 16 Nov 2026: 3 entries, 412 words"."""
        monday, entries, words = self._weeks[place]
        numbers = f"{counted(entries, 'entry', 'entries')}, {counted(words, 'word', 'words')}"
        return f"Week from {short_day(monday)}: {numbers}"

    def draw(self, painter: QPainter) -> None:
        """Paint both bands."""
        if not self._weeks:
            return
        line, band = self._look.scaled(_LABELS), self._look.scaled(_BAND)
        self._draw_band(painter, line, [words for _, _, words in self._weeks], "word", Tone.ACCENT)
        self._draw_band(painter, 2 * line + band, [entries for _, entries, _ in self._weeks], "entry", Tone.MUTED)
        self._draw_months(painter, 2 * (line + band))

    @property
    def _wide(self) -> float:
        return self.width() / len(self._weeks)

    def _draw_band(self, painter: QPainter, top: int, numbers: Sequence[int], noun: str, tone: Tone) -> None:
        most, band = max(numbers), self._look.scaled(_BAND)
        one, many = ("word", "words") if noun == "word" else ("entry", "entries")
        above = QRectF(0, top - self._look.scaled(_LABELS), self.width(), self._look.scaled(_LABELS))
        self._write(painter, above, f"{many.capitalize()}, up to {counted(most, one, many)} in a week")
        palette, wide = self._look.palette, self._wide
        painter.fillRect(QRectF(0, top + band - 1, wide * len(numbers), 1), palette.colour(Tone.LINE))
        gap = max(min(3.0, wide * 0.25), wide - self._look.scaled(_WIDEST_BAR))
        for place, number in enumerate(numbers):
            if number:
                high = max(2.0, (band - 8) * number / most)
                bar = QRectF(place * wide + gap / 2, top + band - 1 - high, wide - gap, high)
                painter.fillRect(bar, palette.colour(tone))

    def _draw_months(self, painter: QPainter, top: int) -> None:
        free = 0.0
        for place, (monday, _, _) in enumerate(self._weeks):
            left = place * self._wide
            begins = not place or self._weeks[place - 1][0].month != monday.month
            words = f"{MONTHS[monday.month - 1][:3]}{f' {monday.year}' if monday.month == 1 or not place else ''}"
            long = self._look.scaled(14 + 7 * len(words))
            if begins and left >= free and left + long <= self.width() + 20:
                self._write(painter, QRectF(left, top, long, self._look.scaled(_LABELS)), words)
                free = left + long


class TagDots(Chart):
    """The mean mood of each tag as a dot on a line from -5 to +5."""

    def __init__(self, *, look: Look) -> None:
        super().__init__("Tags and mood", look=look)
        self._tags: Sequence[TagMood] = ()

    def show_tags(self, tags: Sequence[TagMood]) -> None:
        """Show these."""
        self._tags = tags
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A line for each."""
        return QSize(400, self._look.scaled(_ROW) * len(self._tags) + self._look.scaled(_LABELS))

    def place_at(self, point: QPoint) -> int:
        """The tag there."""
        place = (point.y() - self._look.scaled(_LABELS)) // self._look.scaled(_ROW)
        return place if 0 <= place < len(self._tags) and point.y() >= self._look.scaled(_LABELS) else -1

    def said(self, place: int) -> str:
        """ "work: mean mood −1.2 over 8 of 12 entries"."""
        tag = self._tags[place]
        entries = counted(tag.entries, "entry", "entries")
        return f"{tag.name}: mean mood {mood_in_words(tag.mean)} over {tag.with_mood} of {entries}"

    def draw(self, painter: QPainter) -> None:
        """Paint names, lines, dots and counts."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names, counts = self.width() * 0.3, self._look.scaled(128)
        left, right = names + 12, self.width() - counts - 12
        head = self._look.scaled(_LABELS)
        for mood in (-5, 0, 5):
            place = QRectF(self._x(mood, left, right) - 30, 0, 60, head)
            painter.setFont(self._look.ui_font(size=12))
            painter.setPen(self._look.palette.colour(Tone.MUTED))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), mood_in_words(mood))
        for number, tag in enumerate(self._tags):
            row = QRectF(0, head + number * self._look.scaled(_ROW), self.width(), self._look.scaled(_ROW))
            self._draw_tag(painter, row, tag, (left, right))

    def _draw_tag(self, painter: QPainter, row: QRectF, tag: TagMood, span: tuple[float, float]) -> None:
        palette, (left, right) = self._look.palette, span
        middle = row.center().y()
        painter.setFont(self._look.ui_font(size=14))
        painter.setPen(palette.colour(Tone.INK))
        name = painter.fontMetrics().elidedText(tag.name, Qt.TextElideMode.ElideRight, int(left - 12))
        painter.drawText(QRectF(0, row.top(), left - 12, row.height()), int(Qt.AlignmentFlag.AlignVCenter), name)
        painter.fillRect(QRectF(left, middle - 0.5, right - left, 1), palette.colour(Tone.LINE))
        painter.fillRect(QRectF(self._x(0, left, right) - 0.5, middle - 6, 1, 12), palette.colour(Tone.MUTED))
        tone = Tone.HIGH if tag.mean > 0 else Tone.LOW if tag.mean < 0 else Tone.MUTED
        side = self._look.scaled(11)
        at = self._x(tag.mean, left, right)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour(tone))
        painter.drawEllipse(QRectF(at - side / 2, middle - side / 2, side, side))
        words = f"{mood_in_words(tag.mean)} · {counted(tag.entries, 'entry', 'entries')}"
        self._write(painter, QRectF(right + 12, row.top(), self.width() - right - 12, row.height()), words, right=True)

    def _x(self, mood: float, left: float, right: float) -> float:
        return left + (mood + 5) / 10 * (right - left)


class HourStrip(Chart):
    """How many entries were begun in each hour of the day, as 24 columns."""

    def __init__(self, *, look: Look) -> None:
        super().__init__("Entries by time of day", look=look)
        self._hours: Sequence[int] = (0,) * _HOURS

    def show_hours(self, hours: Sequence[int]) -> None:
        """Show these 24."""
        self._hours = hours
        self.update()

    def sizeHint(self) -> QSize:
        """A band with the hours under it."""
        return QSize(400, self._look.scaled(_BAND) + self._look.scaled(_LABELS))

    def place_at(self, point: QPoint) -> int:
        """The hour there."""
        place = point.x() * _HOURS // max(1, self.width())
        return place if 0 <= place < _HOURS else -1

    def said(self, place: int) -> str:
        """ "21:00 to 22:00: 14 entries"."""
        return f"{place:02}:00 to {place + 1:02}:00: {counted(self._hours[place], 'entry', 'entries')}"

    def draw(self, painter: QPainter) -> None:
        """Paint the columns and every sixth hour's name."""
        palette, band, wide = self._look.palette, self._look.scaled(_BAND), self.width() / _HOURS
        most = max(self._hours) or 1
        painter.fillRect(QRectF(0, band - 1, self.width(), 1), palette.colour(Tone.LINE))
        for hour, number in enumerate(self._hours):
            if number:
                high = max(2.0, (band - 8) * number / most)
                painter.fillRect(QRectF(hour * wide + 2, band - 1 - high, wide - 4, high), palette.colour(Tone.ACCENT))
            if hour % 6 == 0:
                place = QRectF(hour * wide + 2, band, 5 * wide, self._look.scaled(_LABELS))
                self._write(painter, place, f"{hour:02}:00")
