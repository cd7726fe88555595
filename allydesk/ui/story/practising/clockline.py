"""The time of a telling: gone, left, and how the two stand, in colour and in words. It is told aloud only when asked,
and when it comes to another phase."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from allydesk.story.pacing import Phase, phase_in_words, phase_of
from allydesk.story.takes import length_in_figures, length_in_words, pace_in_words
from allydesk.ui.story.practising.rehearsal import Stage
from allydesk.ui.theme import Look, Tone

TONES = {Phase.GREEN: Tone.ACCENT, Phase.AMBER: Tone.HIGH, Phase.RED: Tone.LOW}
_HELD = {Stage.LEADING_IN: "beginning in a moment", Stage.PAUSED: "paused"}
_BAR = 4
_DOT = 12
_GAP = 9
_LINE = 30


@dataclass(frozen=True, slots=True)
class Time:
    """How a telling stands: seconds gone, seconds it is to take in all, and words a minute."""

    stage: Stage
    gone: float = 0.0
    planned: float = 0.0
    pace: int = 0

    @property
    def phase(self) -> Phase:
        """Green, amber or red, by whole seconds: what is over is over by one at least."""
        return phase_of(self._gone, self._planned)

    @property
    def standing(self) -> str:
        """The same in words: "on time", "nearly over", "over by 0:20"."""
        if self.phase is Phase.RED:
            return f"over by {length_in_figures(self._gone - self._planned)}"
        return phase_in_words(self.phase)

    @property
    def _gone(self) -> int:
        return int(self.gone)

    @property
    def _planned(self) -> int:
        return ceil(self.planned)

    @property
    def _left(self) -> int:
        return max(0, self._planned - self._gone)

    def figures(self) -> str:
        """ "2:14 gone · 4:46 left"; before it begins, how long it will take."""
        if self.stage is Stage.READY:
            return f"about {length_in_figures(self.planned)} to tell, at {pace_in_words(self.pace)}"
        return f"{length_in_figures(self._gone)} gone · {length_in_figures(self._left)} left"

    def words(self) -> str:
        """The same to be read out."""
        if self.stage is Stage.READY:
            return f"About {length_in_words(self.planned)} to tell, at {pace_in_words(self.pace)}"
        said = f"{length_in_words(self._gone)} gone, {length_in_words(self._left)} left, {self.standing}"
        held = _HELD.get(self.stage)
        return f"{held}, {said}" if held else said


class ClockLine(QWidget):
    """One line of words above a thin bar."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._time = Time(Stage.READY)
        self._shown = ("", "")
        self._told: tuple[Stage, Phase] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Time")
        look.changed.connect(self.updateGeometry)

    @property
    def shown(self) -> str:
        """Everything it says."""
        return " · ".join(part for part in self._shown if part)

    @property
    def time(self) -> Time:
        """What it shows."""
        return self._time

    def show_time(self, time: Time) -> None:
        """Show this. Another phase is told to a screen reader too; a second that has gone is not."""
        self._time = time
        running = time.stage in (Stage.TELLING, Stage.PAUSED, Stage.OVER)
        standing = _HELD.get(time.stage) or (time.standing if running else "")
        shown = (standing, time.figures())
        if shown != self._shown:
            self._shown = shown
            self.updateGeometry()
            self.update()
        told = (time.stage, time.phase)
        if told != self._told:
            first, self._told = self._told is None, told
            self.setAccessibleName(f"Time: {standing or time.words()}")
            if not first and standing:
                self._announce(standing)

    def say(self) -> None:
        """Tell a screen reader the time now."""
        self._announce(self._time.words())

    def sizeHint(self) -> QSize:
        """All of it in one line."""
        bold, plain = self._fonts()
        wide = QFontMetricsF(bold).horizontalAdvance(self._shown[0]) + QFontMetricsF(plain).horizontalAdvance(
            self._shown[1]
        )
        return QSize(ceil(wide) + self._look.scaled(_DOT + 3 * _GAP), self._look.scaled(_LINE))

    def minimumSizeHint(self) -> QSize:
        """None of it is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint dot, words and bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, tone = self._look.palette, TONES[self._time.phase]
        bar = self._look.scaled(_BAR)
        room = QRectF(0, 0, self.width(), self.height() - bar - 4)
        left = self._paint_standing(painter, room, tone)
        painter.setFont(self._fonts()[1])
        painter.setPen(palette.colour(Tone.MUTED))
        painter.drawText(QRectF(left, 0, self.width() - left, room.height()), int(_MIDDLE), self._shown[1])
        self._paint_bar(painter, QRectF(0, self.height() - bar, self.width(), bar), tone)
        painter.end()
        event.accept()

    def _paint_standing(self, painter: QPainter, room: QRectF, tone: Tone) -> float:
        standing = self._shown[0]
        if not standing:
            return 0.0
        palette, gap, side = self._look.palette, self._look.scaled(_GAP), self._look.scaled(_DOT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour(Tone.MUTED if self._time.stage in _HELD else tone))
        painter.drawEllipse(QPointF(side / 2 + 1, room.center().y()), side / 2, side / 2)
        bold = self._fonts()[0]
        painter.setFont(bold)
        painter.setPen(
            palette.readable(tone, Tone.PAPER) if self._time.stage not in _HELD else palette.colour(Tone.INK)
        )
        left = side + gap
        painter.drawText(QRectF(left, 0, self.width() - left, room.height()), int(_MIDDLE), standing)
        return left + QFontMetricsF(bold).horizontalAdvance(standing) + 2 * gap

    def _paint_bar(self, painter: QPainter, place: QRectF, tone: Tone) -> None:
        palette, round_by = self._look.palette, place.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour(Tone.SELECTION))
        painter.drawRoundedRect(place, round_by, round_by)
        planned = self._time.planned
        gone = min(1.0, self._time.gone / planned) if planned > 0 else 0.0
        if gone > 0:
            painter.setBrush(palette.colour(tone))
            width = max(place.height(), place.width() * gone)
            painter.drawRoundedRect(QRectF(place.left(), place.top(), width, place.height()), round_by, round_by)

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._look.ui_font(semibold=True), self._look.ui_font()

    def _announce(self, words: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))


_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
