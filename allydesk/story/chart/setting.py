"""How large a chart is, what of it is wanted, and where its parts lie."""

from collections.abc import Callable
from dataclasses import dataclass, field

from allydesk.mood import MOOD_RANGE
from allydesk.story.chart.labels import Box
from allydesk.story.chart.primitives import ChartChoices
from allydesk.story.chart.scale import Scale, Span
from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Moment

TITLE_SIZE = 13.0
SMALL_SIZE = 12.0
PHOTO_SIDE = 44.0
_SIDE = 22.0
_NARROWEST = 24.0
_LOWEST = 4.0 * (len(MOOD_RANGE) - 1)
"""Pixels, at a text scale of 1: of titles and of other words; of a photo; the room at the left and right; and the least
width and height that a chart can be drawn in."""


def title_of(moment: Moment) -> str:
    """What stands at a moment unless something else is asked for."""
    return moment.title


@dataclass(frozen=True, slots=True)
class Setting:
    """What a figure is made for. `measure` says how wide a text becomes at a size, both in pixels; `text_scale` is how
    much larger than usual words are. `selected` moments are drawn larger."""

    width: float
    height: float
    measure: Callable[[str, float], float]
    habits: DateHabits
    choices: ChartChoices = field(default_factory=ChartChoices)
    shown_title: Callable[[Moment], str] = title_of
    text_scale: float = 1.0
    selected: frozenset[MomentId] = frozenset()

    @property
    def title_size(self) -> float:
        """Of titles, in pixels."""
        return TITLE_SIZE * self.text_scale

    @property
    def small_size(self) -> float:
        """Of all other words, in pixels."""
        return SMALL_SIZE * self.text_scale

    @property
    def axis_baseline(self) -> float:
        """Where the words of the axis of time stand."""
        return self.height - 31.0 * self.text_scale

    @property
    def foot_baseline(self) -> float:
        """Where it stands what had no room."""
        return self.height - 11.0 * self.text_scale

    def scale(self, span: Span, *, chapters: bool, photos: bool) -> Scale | None:
        """The place for the moments; None where there is none."""
        titles = 2.0 * self.title_size if self.choices.labels else 12.0
        beside = titles + (PHOTO_SIDE + 8 if photos else 0.0)
        top = 14.0 + (1.7 * self.small_size if chapters else 0.0) + beside
        bottom = self.axis_baseline - 2.0 * self.small_size - beside
        left = _SIDE + max(self.measure(word, self.small_size) for word in ("high", "low")) + 26.0
        right = self.width - _SIDE - 10.0
        # In little room the words at the side go first, then the room for titles.
        if right - left < 5 * _NARROWEST:
            left, right = 8.0, self.width - 8.0
        if bottom - top < 2 * _LOWEST:
            top, bottom = 10.0, self.axis_baseline - 1.6 * self.small_size
        if right - left < _NARROWEST or bottom - top < _LOWEST:
            return None
        return Scale(span, left, right, top, bottom)

    def words_at_side(self, scale: Scale) -> bool:
        """Whether there is room for "high" and "low" to the left."""
        return scale.left > _SIDE

    def inside(self, scale: Scale) -> Box:
        """Where titles may stand."""
        left = scale.left - 20.0 if self.words_at_side(scale) else 2.0
        return Box(left, 6.0, self.width - 6.0, self.axis_baseline - 1.2 * self.small_size)
