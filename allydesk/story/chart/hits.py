"""Which moment is meant by a place on the chart, or by a step from another."""

from collections.abc import Collection
from math import hypot

from allydesk.story.chart.labels import Box
from allydesk.story.chart.plot import Plot
from allydesk.story.chart.primitives import Figure, Point
from allydesk.story.chart.scale import Scale, Span
from allydesk.story.chart.writing import box_of
from allydesk.story.ids import MomentId

NEAR = 12.0
"""Pixels: a dot can be met so far from its middle, so that it is 24 wide for a hand that is not steady."""


def moment_at(figure: Figure, point: Point, *, near: float = NEAR) -> MomentId | None:
    """The moment whose dot is nearest to a point, or whose title or photo is there. A dot that is on top counts before
    the one under it, a full one before a ring."""
    best: tuple[float, bool, int, MomentId] | None = None
    for order, dot in enumerate(figure.dots):
        if dot.moment is None or abs(dot.x - point[0]) > near or abs(dot.y - point[1]) > near:
            continue
        away = max(0.0, hypot(dot.x - point[0], dot.y - point[1]) - dot.radius)
        if away <= near - min(dot.radius, near) and (best is None or (away, dot.hollow, -order) < best[:3]):
            best = away, dot.hollow, -order, dot.moment
    if best is not None:
        return best[3]
    for words in figure.words:
        if words.moment is not None and _inside(box_of(words), point):
            return words.moment
    for photo in figure.photos:
        if _inside(Box(photo.x, photo.y, photo.x + photo.width, photo.y + photo.height), point):
            return photo.moment
    return None


def moments_within(plot: Plot, scale: Scale, box: Box) -> list[MomentId]:
    """The moments whose dots lie in a rectangle of the picture, oldest first."""
    first, last = scale.day(max(box.left, scale.left)), scale.day(min(box.right, scale.right))
    if first >= last:
        return []
    begin, end = plot.within(Span(first, last))
    return [spot.id for spot in plot.spots[begin:end] if box.top <= scale.y(spot.height) <= box.bottom]


def stepped(plot: Plot, current: MomentId | None, step: int, *, span: Span) -> MomentId | None:
    """The moment so many steps later (earlier, below zero), staying at the ends. With none to start from, the first one
    in view, or the last when going back."""
    if not plot.spots:
        return None
    index = plot.index_of(current) if current is not None else None
    if index is None:
        first, last = plot.within(span)
        index, step = (first, step - 1) if step > 0 else (last - 1, step + 1)
    index += step
    return plot.spots[min(max(index, 0), len(plot.spots) - 1)].id


def between(plot: Plot, one: MomentId, other: MomentId) -> list[MomentId]:
    """All moments from one to another, both included, oldest first."""
    first, last = plot.index_of(one), plot.index_of(other)
    if first is None or last is None:
        return [other] if last is not None else []
    return [spot.id for spot in plot.spots[min(first, last) : max(first, last) + 1]]


def in_order(plot: Plot, ids: Collection[MomentId]) -> tuple[MomentId, ...]:
    """Those of them that are on the chart, oldest first."""
    places = sorted(place for place in map(plot.index_of, ids) if place is not None)
    return tuple(plot.spots[place].id for place in places)


def _inside(box: Box, point: Point) -> bool:
    return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom
