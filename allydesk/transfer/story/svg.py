"""A chart as SVG: lines, dots, and text that stays text. It asks for nothing outside itself."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from allydesk.errors import Code, StoryError
from allydesk.story.chart.primitives import (
    Band,
    Dot,
    Figure,
    Point,
    Stroke,
    Tint,
    Whisker,
    Words,
    ground_under,
)
from allydesk.story.chart.writing import box_of
from allydesk.transfer.story.xml import XML_HEAD, escaped, number

LARGEST_SIDE = 20_000
"""Logical pixels: five metres on a screen, and about what other programs still open."""
MOST_PARTS = 200_000
"""Lines, dots and words in one chart: some twenty for each of ten thousand moments."""

FONTS = "Source Sans Pro, 'Source Sans 3', Segoe UI, Helvetica Neue, Arial, sans-serif"
LIGHT: Mapping[Tint, str] = MappingProxyType(
    {
        Tint.ACCENT: "#2f6b5e",
        Tint.HIGH: "#b98524",
        Tint.HIGH_SOFT: "#f7ebd0",
        Tint.LOW: "#b4532f",
        Tint.LOW_SOFT: "#f6e3da",
        Tint.MUTED: "#6a655b",
        Tint.LINE: "#e3dccf",
        Tint.INK: "#2b2a27",
        Tint.SELECTION: "#e9e2d5",
        Tint.SURFACE: "#ffffff",
        Tint.RAIL: "#f1ece3",
    }
)
"""The light theme's colours: what is exported is on white, whatever the window looks like."""
WRITTEN: Mapping[Tint, str] = MappingProxyType({**LIGHT, Tint.HIGH: "#936d24", Tint.MUTED: "#69645a"})
"""The colours of words, which are darker where they would not stand out 4.5 to 1 on white."""
_FADE = 0.45
"""The share of a band that fades where it is open; this and the measures below are those of the chart on the screen."""
_CAP = 4.0


def check_size(figure: Figure) -> None:
    """Raises `StoryError(CHART_TOO_LARGE)` for a chart that no program would show."""
    parts = sum(map(len, (figure.bands, figure.whiskers, figure.dots, figure.words, figure.photos)))
    parts += sum(len(stroke.points) for stroke in figure.strokes)
    if not (0 < figure.width <= LARGEST_SIDE and 0 < figure.height <= LARGEST_SIDE) or parts > MOST_PARTS:
        raise StoryError(Code.CHART_TOO_LARGE)


def svg_file(figure: Figure, *, title: str, words: str) -> bytes:
    """A file of its own; see `svg_of`."""
    return (XML_HEAD + svg_of(figure, title=title, words=words) + "\n").encode("utf-8")


def svg_of(figure: Figure, *, title: str, words: str, prefix: str = "chart") -> str:
    """The chart as an element, on white; `words` say what it shows, for those who do not see it. `prefix` begins the
    ids in it. Photos are left out. Raises as `check_size`."""
    check_size(figure)
    width, height = number(figure.width), number(figure.height)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{prefix}-title {prefix}-words" font-family="{escaped(FONTS)}">'
    )
    parts = [
        opening,
        f'<title id="{prefix}-title">{escaped(title)}</title>',
        f'<desc id="{prefix}-words">{escaped(words)}</desc>',
        f'<rect width="{width}" height="{height}" fill="{LIGHT[Tint.SURFACE]}"/>',
        *_Fades(figure, prefix).elements(),
    ]
    return "\n".join((*parts, "</svg>"))


class _Fades:
    """Writes the parts in the order in which they are painted, and the gradients that some of them need."""

    def __init__(self, figure: Figure, prefix: str) -> None:
        self._figure = figure
        self._prefix = prefix
        self._made: dict[str, str] = {}

    def elements(self) -> Iterator[str]:
        figure = self._figure
        drawn = [
            *(part for band in figure.bands for part in self._band(band)),
            *(line for stroke in figure.strokes for line in _stroke(stroke)),
            *(part for whisker in figure.whiskers for part in self._whisker(whisker)),
            *map(_dot, figure.dots),
            *(part for words in figure.words for part in _words(words, figure)),
        ]
        if self._made:
            yield "<defs>"
            yield from self._made.values()
            yield "</defs>"
        yield from drawn

    def _paint(self, colour: str, first: float, last: float, *, left: bool, right: bool) -> str:
        """A colour, or a gradient from `first` to `last` that fades out at its open sides."""
        if not (left or right):
            return colour
        name = f"{self._prefix}-fade-{len(self._made) + 1}"
        stops = [(0.0, not left), (_FADE, True), (1 - _FADE, True), (1.0, not right)]
        inside = "".join(
            f'<stop offset="{number(at)}" stop-color="{colour}" stop-opacity="{int(full)}"/>' for at, full in stops
        )
        # In the chart's own units: a level line has no box of its own that a gradient could go by.
        self._made[name] = (
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{number(first)}" y1="0" '
            f'x2="{number(last)}" y2="0">{inside}</linearGradient>'
        )
        return f"url(#{name})"

    def _band(self, band: Band) -> Iterator[str]:
        left, right, bottom = band.x, band.x + band.width, band.y + band.height
        fill = self._paint(
            _softened(band.tint, band.strength), left, right, left=band.fades_left, right=band.fades_right
        )
        yield (
            f'<rect x="{number(left)}" y="{number(band.y)}" width="{number(band.width)}" '
            f'height="{number(band.height)}" fill="{fill}"/>'
        )
        for x, is_open in ((left, band.fades_left), (right, band.fades_right)):
            if not is_open:
                yield _line((x, band.y), (x, bottom), LIGHT[Tint.LINE], 1.0)

    def _whisker(self, whisker: Whisker) -> Iterator[str]:
        left, right, y = whisker.left, whisker.right, whisker.y
        stroke = self._paint(LIGHT[whisker.tint], left, right, left=whisker.fades_left, right=whisker.fades_right)
        yield _line((left, y), (right, y), stroke, more=_dashes(1.5, dotted=whisker.dotted))
        for x, is_open in ((left, whisker.fades_left), (right, whisker.fades_right)):
            if not is_open:
                yield _line((x, y - _CAP), (x, y + _CAP), LIGHT[whisker.tint])


def _softened(tint: Tint, strength: float) -> str:
    """The colour with so much of it on white."""
    parts = (int(LIGHT[tint][at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (part - 255) * min(strength, 1.0)):02x}" for part in parts)


def _line(first: Point, last: Point, stroke: str, width: float = 1.5, *, more: str = "") -> str:
    return (
        f'<line x1="{number(first[0])}" y1="{number(first[1])}" x2="{number(last[0])}" y2="{number(last[1])}" '
        f'stroke="{stroke}" stroke-width="{number(width)}"{more}/>'
    )


def _dashes(width: float, *, dotted: bool) -> str:
    """Dots as wide as the line, which its round ends make of next to nothing."""
    return f' stroke-linecap="round" stroke-dasharray="0.01 {number(2.8 * width)}"' if dotted else ""


def _stroke(stroke: Stroke) -> Iterator[str]:
    if len(stroke.points) < 2:
        return
    ends = _dashes(stroke.width, dotted=stroke.dotted)
    if not ends and not stroke.pieces:
        ends = ' stroke-linecap="round"'
    colour, width = _softened(stroke.tint, stroke.strength), number(stroke.width)
    yield f'<path d="{_path(stroke)}" fill="none" stroke="{colour}" stroke-width="{width}"{ends}/>'


def _path(stroke: Stroke) -> str:
    points = [_point(point) for point in stroke.points]
    if stroke.pieces:
        return "".join(f"M{first} L{last}" for first, last in zip(points[::2], points[1::2], strict=False))
    if stroke.curved:
        pieces = zip(points[1::3], points[2::3], points[3::3], strict=False)
        return f"M{points[0]}" + "".join(f" C{one} {two} {end}" for one, two, end in pieces)
    return "M" + " L".join(points)


def _point(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"


def _dot(dot: Dot) -> str:
    place = f'cx="{number(dot.x)}" cy="{number(dot.y)}"'
    if not dot.hollow:
        return f'<circle {place} r="{number(dot.radius)}" fill="{LIGHT[dot.tint]}"/>'
    ring = f'fill="{LIGHT[Tint.SURFACE]}" stroke="{LIGHT[dot.tint]}" stroke-width="1.75"'
    return f'<circle {place} r="{number(max(dot.radius - 0.875, 0.0))}" {ring}/>'


def _words(words: Words, figure: Figure) -> Iterator[str]:
    if words.halo:
        # Not a line around the letters: that is painted over them where `paint-order` is not known, and in EPUB it
        # may not be said. Nor the letters twice, which would then be read and found twice.
        box = box_of(words).grown(2.0, 0.0)
        yield (
            f'<rect x="{number(box.left)}" y="{number(box.top)}" width="{number(box.right - box.left)}" '
            f'height="{number(box.bottom - box.top)}" rx="4" fill="{_softened(*ground_under(figure, words))}"/>'
        )
    more = ' font-weight="600"' if words.semibold else ""
    if words.width > 0:
        # Other programs have other type, in which titles would run into each other.
        more += f' textLength="{number(words.width)}" lengthAdjust="spacingAndGlyphs"'
    yield (
        f'<text x="{number(words.x)}" y="{number(words.y)}" font-size="{number(words.size)}" '
        f'text-anchor="{words.anchor.value}" fill="{WRITTEN[words.tint]}"{more}>{escaped(words.text)}</text>'
    )
