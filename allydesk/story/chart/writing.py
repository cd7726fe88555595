"""The words of a figure: titles, the axis of time, chapters, and how much had no room."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf

from allydesk.story.chart.labels import Box, Page, Placed, Taken, Type, Wanted, elided
from allydesk.story.chart.marks import Seen
from allydesk.story.chart.plot import Plot, Spot
from allydesk.story.chart.primitives import Anchor, Band, Dot, Figure, Photo, Tint, Words
from allydesk.story.chart.scale import Scale
from allydesk.story.chart.setting import PHOTO_SIDE, Setting, title_of
from allydesk.story.chart.ticks import Tick
from allydesk.story.chart.trace import Trace
from allydesk.story.ids import MomentId

_WIDEST = 230.0
"""Pixels: the longest title, at a text scale of 1."""
_MOST_TRIED = 200
"""Titles for which a place is looked for. More do not fit on any screen."""
_STRIP = 70.0
"""Pixels: of each strip of time so wide, the most telling titles are tried first, so that no part of life is left
without."""
_A_STRIP = 4
_TELLING = 3
_FEW = 24
"""Up to so many moments in view, a title may cross the line where there is no better place for it; among more it goes,
unless its moment is selected, and they stand further apart."""
_STEEP = 16
"""Columns of pixels that the line may take of a title: where it is steep, a halo is enough, but along the letters it
is not."""
_ROOM, _MORE_ROOM = 7.0, 12.0
"""Pixels between a title and what is beside it."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What came of titles and photos."""

    words: list[Words] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)
    hidden: int = 0
    hidden_photos: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """What titles find: what is `taken`, what is better not touched, and the line; where that is so dense that it is a
    wash between two heights, those."""

    taken: Taken
    near: Taken
    line: Trace
    wash: tuple[float, float] | None = None


def titles_of(
    plot: Plot, seen: Seen, setting: Setting, scale: Scale, *, ground: Ground, kept: Titles | None = None
) -> Titles:
    """Titles above highs and below lows, or on the other side where the line is not; each where it touches no other;
    the selected first, then the highest and the lowest. Those that are `kept` stay where they are."""
    kept = kept or Titles()
    fonts = Type(
        setting.title_size, lambda text: setting.measure(text, setting.title_size), _WIDEST * setting.text_scale
    )
    is_calm = len(seen.spots) > _FEW
    page = Page(
        setting.inside(scale),
        ground.taken,
        ground.near,
        ground.line,
        fonts,
        rows=1 if seen.is_dense else 2,
        room=_MORE_ROOM if is_calm else _ROOM,
    )
    words, photos = list(kept.words), list(kept.photos)
    for there in (*map(box_of, words), *map(_frame_of, photos)):
        ground.taken.add(there)
    titled, pictured = {each.moment for each in words}, {each.moment for each in photos}
    for spot in _tried(plot, seen, setting, scale):
        title = setting.shown_title(spot.moment) if setting.choices.labels and spot.id not in titled else ""
        wanted = Wanted(title, scale.x(spot.day), scale.y(spot.height), _radius(spot, seen, setting), _sides(spot))
        if setting.choices.photos and spot.moment.photos and spot.id not in pictured:
            box = page.take(wanted, PHOTO_SIDE)
            if box is not None:
                photos.append(Photo(box.left, box.top, PHOTO_SIDE, PHOTO_SIDE, spot.moment.photos[0], spot.id))
                wanted = _beyond(wanted, box)
        crossing = inf if spot.id in setting.selected else 0 if is_calm else _STEEP
        placed = page.place(wanted, crossing=crossing) if title.strip() else None
        if placed is not None:
            words.append(_title(placed, spot, setting, ground.wash))
    return _counted_out(words, photos, seen, setting)


def titles_in(figure: Figure, *, without: frozenset[MomentId]) -> Titles:
    """What a figure has of them, without those of some moments."""
    return Titles(
        [words for words in figure.words if words.moment is not None and words.moment not in without],
        [photo for photo in figure.photos if photo.moment not in without],
        figure.hidden_labels,
        figure.hidden_photos,
    )


def titles_carried(
    figure: Figure, plot: Plot, seen: Seen, setting: Setting, scale: Scale, *, off: Sequence[Box]
) -> Titles:
    """What a figure has of them, moved along with the time they stand at; without what would then leave the chart, or
    meet one of the boxes `off` which it is to keep."""
    if figure.scale is None:
        return Titles()
    by = scale.x(figure.scale.span.first) - figure.scale.left
    inside = setting.inside(scale)

    def stays(box: Box, moment: MomentId | None) -> bool:
        place = plot.index_of(moment) if moment is not None else None
        is_seen = place is not None and seen.first <= place < seen.last
        return is_seen and inside.holds(box) and not any(box.meets(other) for other in off)

    words = [replace(each, x=each.x + by) for each in figure.words if each.moment is not None]
    photos = [replace(each, x=each.x + by) for each in figure.photos]
    return _counted_out(
        [each for each in words if stays(box_of(each), each.moment)],
        [each for each in photos if stays(_frame_of(each), each.moment)],
        seen,
        setting,
    )


def axis_of(ticks: Sequence[Tick], setting: Setting, scale: Scale) -> list[Words]:
    """The words of the marks; where two would touch, the later one goes."""
    words: list[Words] = []
    end = 0.0
    for tick in ticks:
        width = setting.measure(tick.words, setting.small_size)
        x = min(max(scale.x(tick.day), width / 2 + 2), setting.width - width / 2 - 2)
        if x - width / 2 < end:
            continue
        end = x + width / 2 + 8
        tint = Tint.INK if tick.is_major else Tint.MUTED
        words.append(
            Words(x, setting.axis_baseline, tick.words, setting.small_size, tint, semibold=tick.is_major, width=width)
        )
    return words


def sides_of(setting: Setting, scale: Scale) -> list[Words]:
    """ "high" and "low" at the left."""
    if not setting.words_at_side(scale):
        return []
    size, down = setting.small_size, setting.small_size * 0.35
    return [
        Words(22.0, scale.y(height) + down, text, size, tint, Anchor.START, width=setting.measure(text, size))
        for text, height, tint in (("high", 4, Tint.HIGH), ("low", -4, Tint.LOW))
    ]


def chapters_of(bands: Sequence[Band], plot: Plot, setting: Setting) -> list[Words]:
    """The names of chapters, at the top of their bands; a name that would touch another is left out."""
    names = {one.id: one.title for one in plot.chapters}
    words: list[Words] = []
    end = 0.0
    for band in sorted(bands, key=lambda one: one.x):
        left, size = max(band.x + 8, end), setting.small_size
        name = names.get(band.chapter, "") if band.chapter else ""
        text = elided(name, lambda each: setting.measure(each, setting.small_size), band.x + band.width - 8 - left)
        if text:
            width = setting.measure(text, size)
            words.append(Words(left, band.y + 1.4 * size, text, size, Tint.MUTED, Anchor.START, width=width))
            end = left + width + 12
    return words


def foot_of(titles: Titles, setting: Setting) -> list[Words]:
    """How many titles and photos had no room; as much of it as fits."""
    told = [
        counted for counted in (_counted(titles.hidden, "title"), _counted(titles.hidden_photos, "photo")) if counted
    ]
    if not told:
        return []
    have = "has" if titles.hidden + titles.hidden_photos == 1 else "have"
    text = f"{' and '.join(told)} {have} no room"
    size = setting.small_size
    fitting = elided(text, lambda each: setting.measure(each, size), setting.width - 44)
    if not fitting:
        return []
    width = setting.measure(fitting, size)
    return [Words(setting.width - 22, setting.foot_baseline, fitting, size, Tint.MUTED, Anchor.END, width=width)]


def boxes_of(dots: Sequence[Dot]) -> list[Box]:
    """Where dots and rings are."""
    return [Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius) for dot in dots]


def box_of(words: Words) -> Box:
    """Where a line of text is, from its highest letter to its lowest."""
    share = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[words.anchor]
    left = words.x - share * words.width
    return Box(left, words.y - words.size * 0.98, left + words.width, words.y + words.size * 0.3)


def _tried(plot: Plot, seen: Seen, setting: Setting, scale: Scale) -> list[Spot]:
    """The moments whose titles are tried, in that order."""

    def rank(spot: Spot) -> tuple[bool, int, float]:
        return spot.id not in setting.selected, -abs(spot.height), spot.day

    if len(seen.spots) <= _MOST_TRIED:
        return sorted(seen.spots, key=rank)
    # Among so many, only the outermost have room over them or under them.
    best = plot.telling(_STRIP / scale.pixels_a_day, least=_TELLING, most=_A_STRIP)
    span = scale.span
    found = {spot.id: spot for spot in best if span.first <= spot.day <= span.last}
    for moment_id in setting.selected:
        index = plot.index_of(moment_id)
        if index is not None and span.first <= plot.spots[index].day <= span.last:
            found[moment_id] = plot.spots[index]
    return sorted(found.values(), key=rank)[:_MOST_TRIED]


def _sides(spot: Spot) -> tuple[int, ...]:
    return (-1, 1) if spot.height < 0 else (1, -1)


def _radius(spot: Spot, seen: Seen, setting: Setting) -> float:
    return seen.radius + (2.5 if spot.id in setting.selected else 0.0)


def _beyond(wanted: Wanted, photo: Box) -> Wanted:
    """The title goes to the far side of the photo."""
    is_above = photo.bottom <= wanted.y
    far = wanted.y - photo.top if is_above else photo.bottom - wanted.y
    return Wanted(wanted.text, wanted.x, wanted.y, far - 3, (1,) if is_above else (-1,))


def _title(placed: Placed, spot: Spot, setting: Setting, wash: tuple[float, float] | None) -> Words:
    in_wash = wash is not None and placed.box.top < wash[1] and wash[0] < placed.box.bottom
    return Words(
        placed.x,
        placed.y,
        placed.text,
        setting.title_size,
        Tint.INK,
        Anchor.START,
        width=placed.width,
        moment=spot.id,
        halo=placed.crossed or in_wash,
    )


def _frame_of(photo: Photo) -> Box:
    return Box(photo.x, photo.y, photo.x + photo.width, photo.y + photo.height)


def _counted_out(words: list[Words], photos: list[Photo], seen: Seen, setting: Setting) -> Titles:
    """These, and how many more there would be."""
    return Titles(words, photos, _titled(seen, setting) - len(words), _pictured(seen, setting) - len(photos))


def _titled(seen: Seen, setting: Setting) -> int:
    """How many moments in view have a title."""
    if not setting.choices.labels:
        return 0
    if setting.shown_title is title_of:
        return seen.titled
    return sum(1 for spot in seen.spots if setting.shown_title(spot.moment).strip())


def _pictured(seen: Seen, setting: Setting) -> int:
    """How many have a photo."""
    return sum(1 for spot in seen.spots if spot.moment.photos) if setting.choices.photos else 0


def _counted(number: int, one: str) -> str:
    return "" if not number else f"1 {one}" if number == 1 else f"{number:,} {one}s"
