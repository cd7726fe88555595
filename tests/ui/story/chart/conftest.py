"""A chart on a surface, with the life of the design on it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.ui.story.chart.widget import LifelineChart
from allydesk.ui.theme import Look
from tests.story.chart.lives import ten

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def chart(look: Look) -> Iterator[LifelineChart]:
    """Still: where nothing moves by itself, every event has its effect at once."""
    look.reduce_motion(reduced=True)
    made = LifelineChart(look=look, habits=DateHabits())
    made.resize(1084, 437)
    made.show_lifeline(ten())
    made.show()
    made.activateWindow()
    made.setFocus()
    QApplication.processEvents()
    yield made
    made.close_all()
    made.close()
    made.deleteLater()


def dot_at(chart: LifelineChart, number: int) -> QPoint:
    """Where a moment's dot is."""
    rect = chart.told_rect(MomentId(f"m{number:05}"))
    assert rect is not None
    return rect.center()


def drag(
    chart: LifelineChart, start: QPoint, by: QPoint, *, held: Qt.KeyboardModifier = NONE, drop: bool = True
) -> None:
    """Press, go there in steps, and let go."""
    QTest.mousePress(chart, LEFT, held, start)
    for step in range(1, 6):
        QTest.mouseMove(chart, start + by * step / 5)
    if drop:
        QTest.mouseRelease(chart, LEFT, held, start + by)
