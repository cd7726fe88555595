"""What a chart is made of, in logical pixels from its upper left corner. Whoever paints it needs to know no more.

Colours are the look's tones by name, sizes of words are the pixel sizes of their font. Everything is in the order in
which it is painted: bands, strokes, whiskers, dots, photos, words.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from allydesk.story.chart.scale import Scale
from allydesk.story.ids import ChapterId, MomentId
from allydesk.story.lifeline import KeptFile

Point = tuple[float, float]
"""x to the right, y downwards."""


class Tint(StrEnum):
    """The tones that a chart uses, under the names they have in the look."""

    ACCENT = "accent"
    HIGH = "high"
    HIGH_SOFT = "high-soft"
    LOW = "low"
    LOW_SOFT = "low-soft"
    MUTED = "muted"
    LINE = "line"
    INK = "ink"
    SELECTION = "selection"
    SURFACE = "surface"
    RAIL = "rail"
    """A chapter's band."""


class Anchor(StrEnum):
    """Which part of a text its x is; the values are SVG's."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Band:
    """A filled rectangle behind everything: a chapter. It fades out towards a side that is open."""

    x: float
    y: float
    width: float
    height: float
    tint: Tint
    chapter: ChapterId | None = None
    fades_left: bool = False
    fades_right: bool = False
    strength: float = 1.0
    """How much of the tone there is on the ground, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points. A curved one is a cubic Bézier path: its first point, then three for each piece (two to
    steer by, one to end at). `pieces` says that points go in pairs, each a line of its own."""

    points: tuple[Point, ...]
    tint: Tint
    width: float
    curved: bool = False
    pieces: bool = False
    dotted: bool = False
    """Round dots as wide as the line, with room of twice that between them."""
    strength: float = 1.0
    """How much of the tone there is on the ground, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Whisker:
    """All the time a moment can have taken, level with its dot: a line with a small end at each side that is known.

    It is dotted where the date is an estimate, and fades out towards a side that is open.
    """

    left: float
    right: float
    y: float
    tint: Tint
    dotted: bool = False
    fades_left: bool = False
    fades_right: bool = False
    moment: MomentId | None = None


class Dot(NamedTuple):
    """A moment, or `count` of them so close that they are one. A hollow one is a ring: how it feels today."""

    x: float
    y: float
    radius: float
    tint: Tint
    moment: MomentId | None = None
    count: int = 1  # type: ignore[assignment]  # a tuple's own `count`, of which there is no need here
    hollow: bool = False
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline, `width` what it measures. `moment` is the one it names, if any. With a
    `halo` there is a rim of the ground's colour behind its letters, for where lines go under them."""

    x: float
    y: float
    text: str
    size: float
    tint: Tint
    anchor: Anchor = Anchor.MIDDLE
    semibold: bool = False
    width: float = 0.0
    moment: MomentId | None = None
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """A thumbnail of a moment's photo, to fill this rectangle; nothing is painted while there is none."""

    x: float
    y: float
    width: float
    height: float
    file: KeptFile
    moment: MomentId


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole chart. `hidden_labels` titles had no room; the words for that are among `words`. `scale` says where what
    time and what height is; None where there was no room for a chart at all."""

    width: float
    height: float
    bands: tuple[Band, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    whiskers: tuple[Whisker, ...] = ()
    dots: tuple[Dot, ...] = ()
    words: tuple[Words, ...] = ()
    hidden_labels: int = 0
    photos: tuple[Photo, ...] = ()
    hidden_photos: int = 0
    scale: Scale | None = None


def ground_under(figure: Figure, words: Words) -> tuple[Tint, float]:
    """What is behind words, for their halo: the tone, and how much of it there is on the ground. That of the chapter
    that the middle of the words is in, or the ground alone."""
    share = {Anchor.START: 0.5, Anchor.MIDDLE: 0.0, Anchor.END: -0.5}[words.anchor]
    middle = words.x + share * words.width
    for band in reversed(figure.bands):
        is_full = not (band.fades_left or band.fades_right)
        if is_full and band.x <= middle < band.x + band.width and band.y <= words.y <= band.y + band.height:
            return band.tint, band.strength
    return Tint.SURFACE, 1.0


@dataclass(frozen=True, slots=True)
class ChartChoices:
    """What a person wants to see: the line between moments, titles, photos, chapters, the length of what took long,
    and how moments feel now."""

    line: bool = True
    labels: bool = True
    photos: bool = False
    chapters: bool = True
    whiskers: bool = True
    now: bool = True
