"""Colour and pattern: each pair is told from every other with either of the two alone."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from allydesk.assets import resources
from allydesk.story.lifeline import SHADES
from allydesk.ui.palette import contrast
from allydesk.ui.story.themes.patterns import GRAPHIC, mark_icon, paint_shade, shade_colour, shade_words
from allydesk.ui.theme import Look, Theme, Tone

SIDE = 48


@pytest.fixture(params=[Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def dressed(qapp: QApplication, request: pytest.FixtureRequest) -> Look:
    """Each of the looks."""
    assert qapp is not None
    return Look(resources=resources(), theme=request.param)


def shape(shade: int, look: Look) -> tuple[bool, ...]:
    """Where the pattern of a shade is, whatever its colour: the pixels nearer to the colour than to the ground."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    ground = look.palette.colour(Tone.SURFACE)
    image.fill(ground)
    painter = QPainter(image)
    paint_shade(painter, QRectF(0, 0, SIDE, SIDE), shade, look=look)
    painter.end()
    colour = shade_colour(shade, look.palette)
    middle = (colour.lightness() + ground.lightness()) / 2
    darker = colour.lightness() < ground.lightness()
    return tuple(
        (image.pixelColor(x, y).lightness() < middle) is darker for x in range(6, SIDE - 6) for y in range(6, SIDE - 6)
    )


def test_every_colour_stands_out_from_its_ground(dressed: Look) -> None:
    for shade in range(SHADES):
        for ground in (Tone.SURFACE, Tone.SELECTION, Tone.ACCENT_SOFT, Tone.PAPER):
            colour = shade_colour(shade, dressed.palette, ground)
            assert contrast(colour, dressed.palette.colour(ground)) >= GRAPHIC


def test_in_high_contrast_it_stands_out_as_text_must(qapp: QApplication) -> None:
    assert qapp is not None
    palette = Look(resources=resources(), theme=Theme.CONTRAST).palette
    for shade in range(SHADES):
        assert contrast(shade_colour(shade, palette), palette.colour(Tone.SURFACE)) >= 7


def test_the_patterns_differ_without_their_colours(dressed: Look) -> None:
    shapes = [shape(shade, dressed) for shade in range(SHADES)]
    for one, other in combinations(shapes, 2):
        assert sum(a is not b for a, b in zip(one, other, strict=True)) > len(one) / 8


def test_the_colours_differ_without_their_patterns(dressed: Look) -> None:
    colours = [shade_colour(shade, dressed.palette).name() for shade in range(SHADES)]
    assert len(set(colours)) == SHADES


def test_each_has_words_of_its_own() -> None:
    assert len({shade_words(shade) for shade in range(SHADES)}) == SHADES


def test_a_mark_grows_with_the_text(dressed: Look) -> None:
    small = mark_icon(2, dressed).availableSizes()[0].width()
    dressed.scale_text(2.0)
    assert mark_icon(2, dressed).availableSizes()[0].width() == 2 * small
