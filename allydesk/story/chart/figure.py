"""A lifeline as a figure: lines, dots and words with their places, for whatever can draw them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from allydesk.story.chart.curve import Bezier, along
from allydesk.story.chart.dots import dots_of
from allydesk.story.chart.labels import Taken
from allydesk.story.chart.marks import (
    Seen,
    bands_of,
    curves_of,
    edges_of,
    grid_of,
    line_of,
    lines_in,
    seen_in,
    stems_of,
    whiskers_of,
)
from allydesk.story.chart.plot import Plot, plot_of
from allydesk.story.chart.primitives import (
    Anchor,
    Band,
    ChartChoices,
    Dot,
    Figure,
    Photo,
    Point,
    Stroke,
    Tint,
    Whisker,
    Words,
)
from allydesk.story.chart.scale import Scale, Span, span_of
from allydesk.story.chart.setting import Setting, title_of
from allydesk.story.chart.ticks import Tick, ticks_of
from allydesk.story.chart.trace import Trace
from allydesk.story.chart.writing import (
    Ground,
    Titles,
    axis_of,
    box_of,
    boxes_of,
    chapters_of,
    foot_of,
    sides_of,
    titles_carried,
    titles_in,
    titles_of,
)
from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Lifeline, Moment

__all__ = [
    "Anchor", "Band", "ChartChoices", "Dot", "Figure", "Photo", "Point", "Span", "Stroke", "Tint", "Whisker", "Words",
    "figure_of", "figure_of_plot", "life_span",
]  # fmt: skip

_TELLS = 0.25
"""How strong a dense line is from which on it gets in the way of words."""
_SAMPLED = 4.0
"""Pixels from point to point along the line, for titles to keep off it."""


def figure_of(
    lifeline: Lifeline,
    *,
    width: float,
    height: float,
    span: Span | None,
    choices: ChartChoices,
    measure: Callable[[str, float], float],
    habits: DateHabits,
    shown_title: Callable[[Moment], str] = title_of,
    text_scale: float = 1.0,
    selected: Iterable[MomentId] = (),
) -> Figure:
    """A lifeline drawn into a rectangle of logical pixels, over a span of time or, with None, over the whole life.

    `measure` says how wide a text becomes at a size, both in pixels; `shown_title` what stands at a moment, such as
    its title with names masked. Sizes of words already have `text_scale` in them.
    """
    setting = Setting(width, height, measure, habits, choices, shown_title, text_scale, frozenset(selected))
    plot = plot_of(lifeline)
    return figure_of_plot(plot, setting, span if span is not None else life_span(plot))


def life_span(plot: Plot) -> Span:
    """All of a life that has been plotted: moments, the time they can have taken, and chapters."""
    days = [day for spot in plot.spots for day in (spot.day, spot.first, spot.last) if day is not None]
    for chapter in plot.chapters:
        days += [float(day.toordinal()) for day in (chapter.date.earliest, chapter.date.latest) if day is not None]
    return span_of(days)


def figure_of_plot(
    plot: Plot,
    setting: Setting,
    span: Span,
    *,
    titles_as: Figure | None = None,
    moved_from: Figure | None = None,
    more_titles: bool = True,
) -> Figure:
    """The figure of a lifeline that has been made ready; see `figure_of`.

    To place titles and photos takes most of the time, and ones that jump are no help. So with `titles_as`, an earlier
    figure of the same size and span, they stay as they are in it, except those of what is selected, which is being
    moved. With `moved_from`, an earlier figure of the same size, life and zoom, they go along with the view; places
    for further ones are only looked for with `more_titles`.
    """
    choices = setting.choices
    has_bands = choices.chapters and bool(plot.chapters)
    has_photos = choices.photos and any(spot.moment.photos for spot in plot.spots)
    scale = setting.scale(span, chapters=has_bands, photos=has_photos)
    if scale is None:
        return Figure(setting.width, setting.height)
    seen = seen_in(plot, scale, text_scale=setting.text_scale)
    ticks = ticks_of(scale, measure=lambda text: setting.measure(text, setting.small_size), habits=setting.habits)
    marks = _marks_of(plot, seen, setting, scale, ticks)
    still = [*sides_of(setting, scale), *chapters_of(marks.bands, plot, setting)]
    if titles_as is not None:
        titles = titles_in(titles_as, without=setting.selected)
    else:
        titles = Titles()
        if moved_from is not None:
            titles = titles_carried(moved_from, plot, seen, setting, scale, off=[box_of(words) for words in still])
        if moved_from is None or more_titles:
            ground = _ground_of(marks, still, scale)
            titles = titles_of(plot, seen, setting, scale, ground=ground, kept=titles)
    words = [*still, *axis_of(ticks, setting, scale), *titles.words, *foot_of(titles, setting)]
    return Figure(
        setting.width,
        setting.height,
        bands=tuple(marks.bands),
        strokes=(*marks.grid, *marks.line, *marks.stems),
        whiskers=tuple(marks.whiskers),
        dots=tuple(marks.dots),
        words=tuple(words),
        hidden_labels=titles.hidden,
        photos=tuple(titles.photos),
        hidden_photos=titles.hidden_photos,
        scale=scale,
    )


@dataclass(frozen=True, slots=True)
class _Marks:
    """All that is drawn but words and photos."""

    bands: Sequence[Band]
    grid: Sequence[Stroke]
    curves: Sequence[Bezier]
    line: Sequence[Stroke]
    stems: Sequence[Stroke]
    whiskers: Sequence[Whisker]
    dots: Sequence[Dot]


def _marks_of(plot: Plot, seen: Seen, setting: Setting, scale: Scale, ticks: Sequence[Tick]) -> _Marks:
    choices = setting.choices
    foot = setting.axis_baseline - 1.75 * setting.small_size
    selected: frozenset[str] = frozenset(setting.selected)
    now = choices.now and seen.shows_now
    dots = dots_of(plot, seen, scale, selected=selected, now=now)
    curves = curves_of(seen, scale, selected) if choices.line else []
    return _Marks(
        bands=bands_of(plot, scale, top=8.0, bottom=foot) if choices.chapters and plot.chapters else [],
        grid=grid_of(scale, [tick.day for tick in ticks], foot=foot),
        curves=curves,
        line=line_of(plot, seen, scale, curves) if choices.line else [],
        stems=stems_of(dots, seen, scale) if now else [],
        whiskers=whiskers_of(plot, seen, scale) if choices.whiskers else [],
        dots=dots,
    )


def _ground_of(marks: _Marks, still: Sequence[Words], scale: Scale) -> Ground:
    """What is there when titles come to be placed."""
    taken, near, trace = Taken(), Taken(), Trace()
    for box in (*boxes_of(marks.dots), *map(box_of, still)):
        taken.add(box)
    for box in (*lines_in(marks.stems), *edges_of(marks.bands)):
        near.add(box)
    for curve in marks.curves:
        trace.add(along(curve, closely=_SAMPLED))
    is_wash = any(stroke.pieces and stroke.strength >= _TELLS for stroke in marks.line)
    return Ground(taken, near, trace, wash=(scale.top, scale.bottom) if is_wash else None)
