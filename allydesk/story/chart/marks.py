"""Everything of a figure but its words: dots, what they can have taken, the line through them, and chapters."""

from collections.abc import Sequence
from dataclasses import dataclass

from allydesk.mood import MOOD_RANGE
from allydesk.story.chart.curve import Bezier, Knot, clipped, path_of, smooth, upright
from allydesk.story.chart.labels import Box
from allydesk.story.chart.plot import Plot, Spot
from allydesk.story.chart.primitives import Band, Dot, Point, Stroke, Tint, Whisker
from allydesk.story.chart.scale import Scale

_RADII = ((40, 6.0), (80, 5.0), (200, 4.0), (500, 3.25))
_LEAST_RADIUS = 2.75
"""How large dots are where so many are to be seen at most, and where more are."""
SELECTED = 2.5
"""Pixels more for one that is selected."""
_GAP = 3.0
"""Pixels between a dot and the line."""
MOST_CURVED = 120
"""Up to so many moments in view the line is smooth."""
_MOST_RINGS = 300
_MOST_DOTTED = 12
_CURVES = ((30, 2.5), (60, 2.0))
_CURVE, _DENSE = 1.5, 1.0
_FINE = 1.25
"""Widths of the smooth line through so many moments at most, through more, of the dense one, and of stems."""
_STRENGTHS = ((200, 0.4), (400, 0.26), (800, 0.18))
_DENSE_STRENGTH = 0.13
"""How strong the dense line is through so many moments at most, and through more. The more often it goes up and down,
the less it says beside the dots, and the more of the picture it takes."""
_LEAST_WHISKER = 48.0
"""Pixels: shorter ones are left out where moments are many."""
_BAND_STRENGTHS = {Tint.RAIL: 0.6, Tint.SELECTION: 0.35}
_OPEN_REACH = 56.0
"""Pixels that an open date reaches towards its open side."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The moments in view, and those just outside that the line leads to."""

    first: int
    last: int
    """They are the plot's spots from `first` up to `last`."""
    spots: Sequence[Spot]
    titled: int
    """How many of them have a title."""
    before: Spot | None
    after: Spot | None
    radius: float

    @property
    def shows_now(self) -> bool:
        """Whether there is room for rings: among more than 300 moments they say nothing, and take most of the time."""
        return len(self.spots) <= _MOST_RINGS

    @property
    def is_dense(self) -> bool:
        """Whether they are too many for what takes a piece of drawing each."""
        return len(self.spots) > MOST_CURVED


def seen_in(plot: Plot, scale: Scale, *, text_scale: float = 1.0) -> Seen:
    """What is in view. Dots grow with the text, half as much."""
    first, last = plot.within(scale.span)
    size = next((radius for most, radius in _RADII if last - first <= most), _LEAST_RADIUS)
    return Seen(
        first,
        last,
        plot.spots[first:last],
        plot.titled(first, last),
        plot.spots[first - 1] if first else None,
        plot.spots[last] if last < len(plot.spots) else None,
        size * (1 + text_scale) / 2,
    )


def tint_of(height: int) -> Tint:
    """High, low, or neither."""
    return Tint.HIGH if height > 0 else Tint.LOW if height < 0 else Tint.MUTED


def stems_of(dots: Sequence[Dot], seen: Seen, scale: Scale) -> list[Stroke]:
    """Fine dotted lines from how a moment was to how it feels today."""
    full = {(round(dot.x), dot.y): dot.radius for dot in dots if not dot.hollow}
    pieces: dict[tuple[int, int, int], tuple[Point, Point]] = {}
    for spot in seen.spots:
        today = spot.moment.now
        if today is None or today == spot.height:
            continue
        x, then, now = scale.x(spot.day), scale.y(spot.height), scale.y(today)
        way = 1 if now > then else -1
        radius = full.get((round(x), then), seen.radius)
        ends = ((x, then + way * (radius + 2)), (x, now - way * (seen.radius + 1)))
        if (ends[1][1] - ends[0][1]) * way > 1:
            pieces[int(x), spot.height, today] = ends
    points = tuple(point for piece in pieces.values() for point in piece)
    if not points:
        return []
    # Dotted lines cost half a millisecond each; where there are many, they are faint instead.
    if len(pieces) > _MOST_DOTTED:
        return [Stroke(points, Tint.MUTED, 1.0, pieces=True, strength=0.4)]
    return [Stroke(points, Tint.MUTED, _FINE, pieces=True, dotted=True)]


def edges_of(bands: Sequence[Band]) -> list[Box]:
    """Boxes of the edges of bands, for titles to keep off."""
    return [
        Box(x - 1, band.y, x + 1, band.y + band.height)
        for band in bands
        for x, fades in ((band.x, band.fades_left), (band.x + band.width, band.fades_right))
        if not fades
    ]


def lines_in(strokes: Sequence[Stroke]) -> list[Box]:
    """Boxes of the upright lines in strokes of pieces, for titles to keep off."""
    return [
        Box(one[0] - 1, min(one[1], other[1]), one[0] + 1, max(one[1], other[1]))
        for stroke in strokes
        for one, other in zip(stroke.points[::2], stroke.points[1::2], strict=True)
    ]


def whiskers_of(plot: Plot, seen: Seen, scale: Scale) -> list[Whisker]:
    """For each moment that took, or may have taken, longer than its dot is wide; also where the dot is out of view."""
    made: dict[tuple[int, int, int, bool], Whisker] = {}
    least = 2 * (seen.radius + 4) if seen.shows_now else _LEAST_WHISKER
    reach = _OPEN_REACH / scale.zoom
    first, last = plot.within(scale.span, room=max(plot.longest, reach))
    long = plot.prepared(
        "whiskers", (least, scale.zoom), first, last, lambda spots: _lasting(spots, least / scale.zoom, reach)
    )
    for spot, begin, end in long:
        left, right = scale.x(begin), scale.x(end)
        if right < scale.left or left > scale.right:
            continue
        dotted = spot.moment.date.approximate
        made.setdefault(
            (int(left), int(right), spot.height, dotted),
            Whisker(
                max(left, scale.left),
                min(right, scale.right),
                scale.y(spot.height),
                tint_of(spot.height),
                dotted,
                fades_left=spot.first is None or left < scale.left,
                fades_right=spot.last is None or right > scale.right,
                moment=spot.id,
            ),
        )
    return list(made.values())


def curves_of(seen: Seen, scale: Scale, selected: frozenset[str]) -> list[Bezier]:
    """The smooth line through the moments in order of time; none where they are many."""
    if seen.is_dense:
        return []
    spots = [*([seen.before] if seen.before else []), *seen.spots, *([seen.after] if seen.after else [])]
    gap = seen.radius + _GAP
    knots = [
        Knot(scale.x(spot.day), scale.y(spot.height), gap + (SELECTED if spot.id in selected else 0)) for spot in spots
    ]
    return smooth(knots, left=scale.left, right=scale.right)


def line_of(plot: Plot, seen: Seen, scale: Scale, curves: Sequence[Bezier]) -> list[Stroke]:
    """The line through the moments: these curves, or where there are many moments the upright pieces that cover what
    a line through all of them would."""
    count = len(seen.spots)
    if not seen.is_dense:
        width = next((width for most, width in _CURVES if count <= most), _CURVE)
        return [Stroke(tuple(path), Tint.ACCENT, width, curved=True) for path in path_of(curves)]

    def made(spots: Sequence[Spot]) -> Sequence[tuple[Point, Point]]:
        a_day, levels = scale.zoom, {height: scale.y(height) for height in MOOD_RANGE}
        return upright([(spot.day * a_day, levels[spot.height]) for spot in spots])

    first, last = max(seen.first - 1, 0), min(seen.last + 1, len(plot.spots))
    pieces = plot.prepared("line", (scale.zoom, scale.top, scale.bottom), first, last, made)
    # Measured where the view is: far from the beginning of time, the rounding of `zoom` makes a pixel.
    moved = scale.left - scale.span.first * scale.zoom
    flat = clipped(pieces, moved, left=scale.left, right=scale.right)
    strength = next((strength for most, strength in _STRENGTHS if count <= most), _DENSE_STRENGTH)
    return [Stroke(flat, Tint.ACCENT, _DENSE, pieces=True, strength=strength)] if flat else []


def bands_of(plot: Plot, scale: Scale, *, top: float, bottom: float) -> list[Band]:
    """A band for each chapter in view, of two tones by turns. An open one goes on as long as anything does."""
    ends = [plot.spots[0].day, plot.spots[-1].day] if plot.spots else []
    ends += [float(day.toordinal()) for one in plot.chapters for day in (one.date.earliest, one.date.latest) if day]
    bands = []
    for place, chapter in enumerate(plot.chapters):
        first, last = chapter.date.earliest, chapter.date.latest
        left = scale.x(first.toordinal() if first else min(ends)) - (0 if first else _OPEN_REACH)
        right = scale.x(last.toordinal() + 1 if last else max(ends)) + (0 if last else _OPEN_REACH)
        left, right = max(left, scale.left - 8), min(right, scale.right + 8)
        if right - left >= 1:
            tint = Tint.SELECTION if place % 2 else Tint.RAIL
            bands.append(
                Band(
                    left,
                    top,
                    right - left,
                    bottom - top,
                    tint,
                    chapter.id,
                    fades_left=first is None,
                    fades_right=last is None,
                    strength=_BAND_STRENGTHS[tint],
                )
            )
    return bands


def grid_of(scale: Scale, days: Sequence[float], *, foot: float) -> list[Stroke]:
    """The hairline of neither high nor low, and small marks along the axis of time."""
    middle = round(scale.middle) + 0.5
    marks = tuple(point for day in days for point in ((scale.x(day), foot), (scale.x(day), foot + 5)))
    line = Stroke(((scale.left - 14, middle), (scale.right + 14, middle)), Tint.LINE, 1.0)
    return [line, *([Stroke(marks, Tint.LINE, 1.0, pieces=True)] if marks else [])]


def _lasting(spots: Sequence[Spot], least: float, reach: float) -> list[tuple[Spot, float, float]]:
    """Those that lasted, or can have lasted, so many days, with when they began and ended; an open side reaches so
    far."""
    made = []
    for spot in spots:
        begin = spot.first if spot.first is not None else spot.day - reach
        end = spot.last if spot.last is not None else spot.day + reach
        if end - begin >= least:
            made.append((spot, begin, end))
    return made
