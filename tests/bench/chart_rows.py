"""The lifeline's chart, measured against a bare widget that draws as many lines, dots and words with no thought."""

import gc
import os
import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from allydesk.assets import resources
from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Lifeline, Moment, lifeline_of
from allydesk.story.vague_date import Precision, VagueDate
from allydesk.ui.story.chart.widget import LifelineChart
from allydesk.ui.theme import Look, Theme
from tests.bench.measure import Row, Target, seconds

SIZES = (200, 1_000, 10_000)
"""Moments on one lifeline."""
_WIDTH, _HEIGHT = 1_084, 437
_FRAMES = 40
_TITLE = "The first day in the garden"
_NONE = Qt.KeyboardModifier.NoModifier
_PAN_AT_MOST = {1_000: 25.0, 10_000: 70.0}
_BUILD_AT_MOST = {10_000: 300.0}
_DRAG_AT_MOST = {200: 1_000 / 60}
_MEMORY_AT_MOST = {10_000: 25.0}
"""What is aimed at: milliseconds to build, a frame while panning and while dragging, and MB above the empty page."""


def life_of(size: int) -> Lifeline:
    """A life of sixty years with so many moments, half of them known to the day; the same one each time."""
    chance = random.Random(size)
    begin = date(1960, 1, 1)
    made = []
    for number in range(size):
        day = begin + timedelta(days=chance.randrange(60 * 365))
        when = VagueDate(day.isoformat(), day, day, Precision.DAY)
        if chance.random() < 0.5:
            when = VagueDate(str(day.year), date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR)
        height = max(-5, min(5, round(chance.gauss(0, 2.5))))
        now = -height if chance.random() < 0.2 else None
        made.append(Moment(MomentId(f"{number:08}"), f"{_TITLE} {number}", when, height, now))
    return lifeline_of(made)


class BareChart(QWidget):
    """As many dots, in three colours, as many straight pieces between them, and forty titles."""

    def __init__(self, size: int) -> None:
        super().__init__()
        chance = random.Random(size)
        self._points = sorted((chance.random() * _WIDTH, 60 + 30 * chance.randrange(11)) for _ in range(size))
        self._moved = 0.0
        self.resize(_WIDTH, _HEIGHT)

    def pan(self, by: float) -> None:
        """Draw it all a little to the side."""
        self._moved += by
        self.repaint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """No merging, no placing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = [QPointF(x + self._moved, y) for x, y in self._points]
        painter.setPen(QPen(QColor("#2F6B5E"), 1))
        painter.drawLines([QLineF(one, other) for one, other in pairwise(places)])
        painter.setPen(Qt.PenStyle.NoPen)
        for place in places:
            painter.setBrush(QColor("#B98524" if place.y() < 200 else "#B4532F"))
            painter.drawEllipse(place, 3, 3)
        painter.setPen(QColor("#2B2A27"))
        for place in places[:: max(1, len(places) // 40)]:
            painter.drawText(place, _TITLE)
        painter.end()


@dataclass(slots=True)
class Charts:
    """Ours and the bare one, both shown, with the same number of moments."""

    size: int
    life: Lifeline
    chart: LifelineChart
    bare: BareChart
    look: Look

    def close(self) -> None:
        """Put them away."""
        self.chart.close_all()
        for widget in (self.chart, self.bare):
            widget.close()
            widget.deleteLater()
        self.look.deleteLater()


def open_charts(size: int) -> Charts:
    """Both, painted once."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    look = Look(resources=resources(), theme=Theme.LIGHT, reduced_motion=True)
    look.dress(application)
    life = life_of(size)
    chart = LifelineChart(look=look, habits=DateHabits())
    chart.resize(_WIDTH, _HEIGHT)
    chart.show_lifeline(life)
    bare = BareChart(size)
    for widget in (chart, bare):
        widget.show()
        widget.repaint()
    QApplication.processEvents()
    return Charts(size, life, chart, bare, look)


def chart_rows(charts: Charts) -> Iterator[Callable[[], Row]]:
    """One measurement a row."""
    yield partial(_built, charts)
    yield partial(_panned, charts)
    yield partial(_dragged, charts)
    yield partial(_memory, charts.size)


def _built(charts: Charts) -> Row:
    """From a lifeline to a chart that has been painted for the first time; the floor has its points already."""

    def ours() -> None:
        chart = LifelineChart(look=charts.look, habits=DateHabits())
        chart.resize(_WIDTH, _HEIGHT)
        chart.show_lifeline(charts.life)
        chart.grab()
        chart.deleteLater()

    def floor() -> None:
        bare = BareChart(charts.size)
        bare.grab()
        bare.deleteLater()

    return _row("built and painted", charts.size, _taken(ours, floor, 7), _BUILD_AT_MOST)


def _panned(charts: Charts) -> Row:
    """One frame while the ground is dragged, the whole life in view."""
    way = [1 if turn % 20 < 10 else -1 for turn in range(_FRAMES)]
    steps, bare_steps = iter(way), iter(way)

    def ours() -> None:
        charts.chart.pan(7 * next(steps))
        charts.chart.repaint()

    return _row(
        "a frame, panning",
        charts.size,
        _taken(ours, lambda: charts.bare.pan(7 * next(bare_steps)), _FRAMES),
        _PAN_AT_MOST,
    )


def _dragged(charts: Charts) -> Row:
    """One frame while a moment is dragged: the mouse moves, it is moved with its words, and all is painted."""
    chart = charts.chart
    chart.fit()
    chart.repaint()
    moment_id = next(dot.moment for dot in chart.figure.dots if dot.moment is not None and not dot.hollow)
    rect = chart.told_rect(moment_id)
    assert rect is not None
    start = rect.center()
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, _NONE, start)
    places = iter([start + QPoint(12 + 3 * (turn % 25), turn % 9 - 4) for turn in range(_FRAMES)])

    def ours() -> None:
        # Not by QTest, which lets events run and so has it painted twice.
        place = QPointF(next(places))
        around = QPointF(chart.mapToGlobal(place.toPoint()))
        button = Qt.MouseButton.LeftButton
        QApplication.sendEvent(chart, QMouseEvent(QEvent.Type.MouseMove, place, around, button, button, _NONE))
        chart.repaint()

    taken = _taken(ours, lambda: charts.bare.pan(0), _FRAMES)
    chart.leave_off()
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, _NONE, start)
    return _row("a frame, dragging", charts.size, taken, _DRAG_AT_MOST)


def _memory(size: int) -> Row:
    """What a process has more with this lifeline shown than with an empty chart; the floor is the lifeline alone."""
    whole, alone, empty = (_resident(what, size) for what in ("chart", "life", "empty"))
    target = Target(at_most=_MEMORY_AT_MOST[size]) if size in _MEMORY_AT_MOST else Target()
    return Row(_named("memory above none", size), 0, "MB", whole - empty, alone - empty, target)


def _resident(what: str, size: int) -> float:
    """MB that a fresh process holds. Raises subprocess.CalledProcessError when it fails."""
    command = [sys.executable, "-m", "tests.bench.chart_rows", what, str(size)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=Path(__file__).parents[2])
    return float(done.stdout.strip())


def _child(what: str, size: int) -> None:
    """Show it and say what the process holds."""
    charts = open_charts(0)
    if what != "empty":
        life = life_of(size)
        if what == "chart":
            charts.chart.show_lifeline(life)
            charts.chart.repaint()
            QApplication.processEvents()
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    sys.stdout.write(f"{pages * os.sysconf('SC_PAGE_SIZE') / 1e6}\n")
    charts.close()


def _taken(ours: Callable[[], object], floor: Callable[[], object], repeats: int) -> tuple[list[float], list[float]]:
    """Seconds, by turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeats):
        both = ((ours, times[0]), (floor, times[1]))
        for work, taken in both if turn % 2 else reversed(both):
            taken.append(seconds(work))
    return times


def _row(name: str, size: int, taken: tuple[list[float], list[float]], at_most: dict[int, float]) -> Row:
    ours, floor = (statistics.median(times[1:]) * 1000 for times in taken)
    slow = statistics.quantiles(taken[0][1:], n=20)[-1] * 1000
    target = Target(at_most=round(at_most[size], 1)) if size in at_most else Target()
    return Row(_named(name, size), 0, "ms", ours, floor, target, note=f"95 of 100 within {slow:.1f} ms")


def _named(name: str, size: int) -> str:
    """The table's sizes are of entries; those of moments are in the names."""
    return f"lifeline of {size:,} moments: {name}"


if __name__ == "__main__":
    _child(sys.argv[1], int(sys.argv[2]))
