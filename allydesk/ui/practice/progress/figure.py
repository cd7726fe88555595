"""The course of a skill as a figure: four named levels, a dot for each run, oldest at the left."""

from collections.abc import Callable, Sequence
from typing import Final

from allydesk.practice.progress import Step
from allydesk.practice.skills import LEVEL_WORDS, LEVELS
from allydesk.story.chart.primitives import Anchor, Dot, Figure, Point, Stroke, Tint, Words
from allydesk.ui.looking_back.words import short_day

_LABEL: Final = 13.0
"""Pixels at a text scale of 1: the size of all words."""
_WIDEST_STEP: Final = 92.0
"""Pixels at a text scale of 1: a few runs stand near one another at the left."""
_NARROWEST_STEP: Final = 16.0
_DOT: Final = 5.0
_LARGEST_GUTTER: Final = 0.3
"""Of the width, for the names of the levels beside the lines; longer ones stand above the lines instead."""

Measure = Callable[[str, float], float]


class CourseFigure:
    """Where everything is, for one width and height in logical pixels; `measure` says how wide words are at a size.

    Runs stand side by side in their order, as far apart as there is room for; of more than fit the latest are shown.
    """

    def __init__(
        self, steps: Sequence[Step], *, width: float, height: float, measure: Measure, text_scale: float = 1.0
    ) -> None:
        self._measure = measure
        self._width, self._height = width, height
        self._scale = text_scale
        self._size = _LABEL * text_scale
        gutter = max(measure(word, self._size) for word in LEVEL_WORDS) + self._size
        self._beside = gutter <= _LARGEST_GUTTER * width
        self._left = gutter if self._beside else 0.0
        room = max(width - self._left - 2 * _DOT * text_scale, 1.0)
        most = max(int(room / (_NARROWEST_STEP * text_scale)), 2)
        self.first = max(len(steps) - most, 0)
        """The number of the oldest step that is shown."""
        self.steps = tuple(steps[self.first :])
        self._step = min(_WIDEST_STEP * text_scale, room / max(len(self.steps), 1))

    @property
    def figure(self) -> Figure:
        """All of it."""
        points = self.points
        line = (Stroke(tuple(points), Tint.ACCENT, 2.0),) if len(points) > 1 else ()
        return Figure(
            self._width,
            self._height,
            strokes=(*self._grid(), *line),
            dots=tuple(Dot(x, y, _DOT * self._scale, Tint.ACCENT) for x, y in points),
            words=(*self._levels(), *self._days()),
        )

    @property
    def points(self) -> list[Point]:
        """The middle of each dot."""
        return [(self._x(place), self._y(step.level)) for place, step in enumerate(self.steps)]

    def place_at(self, x: float) -> int:
        """The step shown at that x, by its place among those shown; -1 for none."""
        place = int((x - self._left) // self._step)
        return place if x >= self._left and 0 <= place < len(self.steps) else -1

    def _grid(self) -> list[Stroke]:
        return [Stroke(((self._left, y), (self._width, y)), Tint.LINE, 1.0) for y in map(self._y, LEVELS)]

    def _levels(self) -> list[Words]:
        lift = -self._size * 0.35 if self._beside else self._size * 0.4 + _DOT * self._scale
        return [
            Words(
                0.0, self._y(level) - lift, word, self._size, Tint.MUTED, Anchor.START,
                width=self._measure(word, self._size), halo=not self._beside,
            )
            for level, word in enumerate(LEVEL_WORDS)
        ]  # fmt: skip

    def _days(self) -> list[Words]:
        """Below as many dots as have room for their day, the latest first; a day is said once."""
        said: list[Words] = []
        free, last = self._width, ""
        for place in range(len(self.steps) - 1, -1, -1):
            words = short_day(self.steps[place].when.date())
            wide = self._measure(words, self._size)
            left = max(min(self._x(place) - wide / 2, self._width - wide), self._left)
            if words != last and left + wide <= free:
                said.append(
                    Words(
                        left, self._height - 0.4 * self._size, words, self._size, Tint.MUTED, Anchor.START, width=wide
                    )
                )
                free, last = left - self._size, words
        return said[::-1]

    def _x(self, place: int) -> float:
        return self._left + (place + 0.5) * self._step

    def _y(self, level: int) -> float:
        top = self._size * (1.0 if self._beside else 2.2)
        bottom = self._height - 2.4 * self._size
        return bottom - level / max(LEVELS) * (bottom - top)
