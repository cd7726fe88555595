"""The dots of a figure: each moment, or all that would lie on one another."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from allydesk.mood import MOOD_RANGE
from allydesk.story.chart.marks import SELECTED, Seen, tint_of
from allydesk.story.chart.plot import Plot, Spot
from allydesk.story.chart.primitives import Dot, Tint
from allydesk.story.chart.scale import Scale
from allydesk.story.ids import MomentId


class _Cell(NamedTuple):
    """All moments of one height that are so close in time that they are one dot."""

    day: float
    height: int
    id: MomentId
    many: int


@dataclass(frozen=True, slots=True)
class _Layer:
    """Dots of one kind, oldest first, without their place on the screen."""

    tint: Tint
    hollow: bool
    selected: bool
    days: Sequence[float]
    cells: Sequence[_Cell]


def dots_of(plot: Plot, seen: Seen, scale: Scale, *, selected: frozenset[str], now: bool) -> list[Dot]:
    """One dot for each moment, or for all of one height that lie on one another; rings for how they feel today come
    first, the selected ones last, on top of the others."""
    wide = (seen.radius * 0.75 if seen.shows_now else max(seen.radius * 1.25, 3.5)) if seen.is_dense else 0.75
    # The same while a view is moved, which is what the time goes into otherwise.
    layers = plot.prepared(
        "dots",
        (wide, scale.zoom, selected, now),
        seen.first,
        seen.last,
        lambda spots: _layers(spots, wide / scale.zoom, selected, now=now),
    )
    a_day, origin = scale.pixels_a_day, scale.x(0.0)
    levels = {height: scale.y(height) for height in MOOD_RANGE}
    first, last = scale.span.first, scale.span.last
    dots: list[Dot] = []
    for layer in layers:
        tint, hollow, chosen = layer.tint, layer.hollow, layer.selected
        radius = seen.radius - 0.5 if hollow else seen.radius + SELECTED if chosen else seen.radius
        shown = layer.cells[bisect_left(layer.days, first) : bisect_right(layer.days, last)]
        dots += [
            Dot(origin + day * a_day, levels[height], radius, tint, moment_id, many, hollow, chosen)
            for day, height, moment_id, many in shown
        ]
    return dots


def _layers(spots: Sequence[Spot], cell: float, selected: frozenset[str], *, now: bool) -> list[_Layer]:
    """All dots there are, in the order in which they are painted. Cells are so many days wide, and counted from the
    beginning of time, so that they stay the same while the view moves."""
    rings: dict[tuple[int, int], list[Spot]] = {}
    dots: dict[tuple[int, int], list[Spot]] = {}
    chosen: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        cells = chosen if selected and spot[1] in selected else dots
        cells.setdefault((int(spot[0] / cell), spot[2]), []).append(spot)
    if now:
        for spot in spots:
            today = spot.moment.now
            if today is not None and today != spot.height:
                rings.setdefault((int(spot.day / cell), today), []).append(spot)
    return [
        *_layers_of(rings, hollow=True),
        *_layers_of(dots),
        *_layers_of(chosen, selected=True),
    ]


def _layers_of(
    cells: dict[tuple[int, int], list[Spot]], *, hollow: bool = False, selected: bool = False
) -> list[_Layer]:
    """A layer for each colour."""
    made: dict[Tint, list[_Cell]] = {Tint.MUTED: [], Tint.LOW: [], Tint.HIGH: []}
    for (_, height), spots in cells.items():
        made[tint_of(height)].append(_Cell(spots[0].day, height, spots[0].id, len(spots)))
    for layer in made.values():
        layer.sort()
    return [
        _Layer(tint, hollow, selected, [cell.day for cell in layer], layer) for tint, layer in made.items() if layer
    ]
