"""The chart of one skill over time; the list below it says the same in words."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter

from allydesk.practice.progress import Step
from allydesk.practice.skills import LEVEL_WORDS, SKILLS, Skill
from allydesk.ui.looking_back.charts import Chart
from allydesk.ui.practice.library.words import day_in_words
from allydesk.ui.practice.progress.figure import CourseFigure
from allydesk.ui.practice.progress.words import course_in_words
from allydesk.ui.story.chart.measuring import TextMeasure
from allydesk.ui.story.chart.painting import paint_figure
from allydesk.ui.theme import Look

_HIGH = 210
_WIDE = 420


class SkillChart(Chart):
    """`place_asked` carries the number of a step, oldest 0, that was clicked at."""

    def __init__(self, *, look: Look) -> None:
        super().__init__("", look=look)
        self._measure = TextMeasure(look=look)
        self._steps: Sequence[Step] = ()
        self._drawn: CourseFigure | None = None

    @property
    def drawn(self) -> CourseFigure:
        """What is on it now, at its present size."""
        if self._drawn is None:
            self._drawn = CourseFigure(
                self._steps,
                width=self.width(),
                height=self.height(),
                measure=self._measure.width,
                text_scale=self._look.text_scale,
            )
        return self._drawn

    def show_steps(self, skill: Skill, steps: Sequence[Step]) -> None:
        """Show the course of this one."""
        self._steps, self._drawn = steps, None
        self.setAccessibleName(f"{SKILLS[skill].name} over time")
        self.setAccessibleDescription(course_in_words(steps))
        self.update()

    def clear(self) -> None:
        """Drop what came from the vault."""
        self._steps, self._drawn = (), None
        self.setAccessibleDescription("")
        self.update()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._measure.forget()
        self._drawn = None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Four levels and a line of days."""
        return QSize(_WIDE, self._look.scaled(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """As high, and as narrow as two dots."""
        return QSize(160, self.sizeHint().height())

    def place_at(self, point: QPoint) -> int:
        """The number of the step there."""
        place = self.drawn.place_at(point.x())
        return place if place < 0 else place + self.drawn.first

    def said(self, place: int) -> str:
        """ "2 March 2026, The joke before the meeting: clearly"."""
        step = self._steps[place]
        return f"{day_in_words(step.when.date())}, {step.title}: {LEVEL_WORDS[step.level]}"

    def draw(self, painter: QPainter) -> None:
        """Paint it."""
        if self._drawn is not None and (self._drawn.figure.width, self._drawn.figure.height) != (
            self.width(),
            self.height(),
        ):
            self._drawn = None
        paint_figure(painter, self.drawn.figure, palette=self._look.palette, ui_font=self._measure.font)
