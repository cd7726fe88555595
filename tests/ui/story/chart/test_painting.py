"""What is on the picture: colours by meaning, words on the ground, and nothing blurred."""

import re
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter, QPdfWriter, QPixmap

from allydesk.story.chart.figure import Figure, figure_of
from allydesk.story.chart.primitives import Anchor, ChartChoices, Dot, Photo, Stroke, Tint, Words
from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import FileId, MomentId
from allydesk.story.lifeline import KeptFile, lifeline_of
from allydesk.ui.palette import Tone, contrast
from allydesk.ui.story.chart.measuring import TextMeasure
from allydesk.ui.story.chart.painting import no_thumbnail, paint_figure
from allydesk.ui.theme import Look, Theme
from tests.story.chart.lives import chapters, ten

PHOTO = KeptFile(FileId("f"), "ruth.jpg", "image/jpeg", 10, "")


def painted(figure: Figure, look: Look, *, ratio: float = 1.0, thumbnail: QPixmap | None = None) -> QImage:
    picture = QImage(
        round(figure.width * ratio), round(figure.height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    picture.setDevicePixelRatio(ratio)
    picture.fill(look.palette.colour(Tone.SURFACE))
    painter = QPainter(picture)
    measure = TextMeasure(look=look)
    paint_figure(
        painter,
        figure,
        palette=look.palette,
        ui_font=measure.font,
        thumbnail=(lambda _file: thumbnail) if thumbnail else no_thumbnail,
    )
    painter.end()
    return picture


def whole(look: Look, *, text_scale: float = 1.0) -> Figure:
    life = lifeline_of([*ten().moments.values(), *chapters()])
    measure = TextMeasure(look=look)
    return figure_of(
        life,
        width=1084,
        height=437,
        span=None,
        choices=ChartChoices(),
        measure=measure.width,
        habits=DateHabits(),
        text_scale=text_scale,
    )


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_dots_have_the_colour_of_their_height(look: Look, theme: Theme) -> None:
    look.choose(theme)
    figure = whole(look)
    picture = painted(figure, look)
    for dot in figure.dots:
        if not dot.hollow:
            assert picture.pixelColor(round(dot.x), round(dot.y)) == look.palette.colour(Tone(dot.tint.value))
    rings = [dot for dot in figure.dots if dot.hollow]
    assert rings
    for ring in rings:
        assert picture.pixelColor(round(ring.x), round(ring.y)) == look.palette.colour(Tone.SURFACE)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_the_line_and_the_dots_stand_out_from_the_ground(look: Look, theme: Theme) -> None:
    look.choose(theme)
    ground = look.palette.colour(Tone.SURFACE)
    for tone in (Tone.ACCENT, Tone.HIGH, Tone.LOW, Tone.MUTED):
        assert contrast(look.palette.colour(tone), ground) >= 3  # graphics, WCAG 2.2
        assert contrast(look.palette.readable(tone, Tone.SURFACE), ground) >= 4.5


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_hairlines_are_sharp_at_every_pixel_ratio(look: Look, ratio: float) -> None:
    line = Stroke(((0.0, 50.5), (100.0, 50.5)), Tint.LINE, 1.0)
    picture = painted(Figure(100, 100, strokes=(line,)), look, ratio=ratio)
    column = [picture.pixelColor(round(50 * ratio), y) for y in range(picture.height())]
    ground, full = look.palette.colour(Tone.SURFACE), look.palette.colour(Tone.LINE)
    drawn = [colour for colour in column if colour != ground]
    assert drawn
    assert set(map(QColor.name, drawn)) == {full.name()}
    assert len(drawn) in (int(ratio), int(ratio) + 1)


def test_many_dots_are_all_there(look: Look) -> None:
    dots = tuple(Dot(5.0 + 10 * column, 5.0 + 10 * row, 3, Tint.LOW) for column in range(40) for row in range(20))
    picture = painted(Figure(400, 200, dots=dots), look)
    low = look.palette.colour(Tone.LOW)
    assert all(picture.pixelColor(int(dot.x), int(dot.y)) == low for dot in dots)


def test_a_photo_fills_its_frame_and_one_that_is_missing_leaves_a_quiet_one(look: Look) -> None:
    figure = Figure(100, 100, photos=(Photo(20, 20, 44, 44, PHOTO, MomentId("m")),))
    assert painted(figure, look).pixelColor(42, 42) == look.palette.colour(Tone.SELECTION)
    red = QPixmap(300, 20)
    red.fill(QColor("#ff0000"))
    picture = painted(figure, look, thumbnail=red)
    assert all(picture.pixelColor(x, y).name() == "#ff0000" for x, y in ((24, 30), (42, 42), (60, 60)))
    assert painted(figure, look, thumbnail=QPixmap()).pixelColor(42, 42) == look.palette.colour(Tone.SELECTION)


def test_words_are_as_wide_as_they_were_measured_for(look: Look) -> None:
    look.scale_text(2.0)
    measure = TextMeasure(look=look)
    assert QFontInfo(measure.font(26)).pixelSize() == 26
    assert measure.width("Choir", 26) == pytest.approx(2 * measure.width("Choir", 13), rel=0.05)
    figure = whole(look, text_scale=2.0)
    for words in figure.words:
        assert words.width == measure.width(words.text, words.size)


def test_painting_leaves_the_painter_as_it_was(look: Look) -> None:
    picture = QImage(1084, 437, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(picture)
    pen, hints, clip = painter.pen(), painter.renderHints(), painter.hasClipping()
    paint_figure(painter, whole(look), palette=look.palette, ui_font=TextMeasure(look=look).font)
    assert (painter.pen(), painter.renderHints(), painter.hasClipping()) == (pen, hints, clip)
    assert painter.transform().map(QPointF(1, 1)) == QPointF(1, 1)
    painter.end()


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_halo_keeps_a_line_off_the_letters(look: Look, theme: Theme, ratio: float) -> None:
    look.choose(theme)
    words = Words(20, 30, "Choir", 13, Tint.INK, Anchor.START, width=30)
    line = Stroke(tuple((10.0 + across, 25.5) for across in range(60)), Tint.ACCENT, 4.0)

    def line_left(*, halo: bool) -> int:
        figure = Figure(100, 50, strokes=(line,), words=(replace(words, halo=halo),))
        picture = painted(figure, look, ratio=ratio)
        full = look.palette.colour(Tone.ACCENT)
        row = round(25.5 * ratio)
        return sum(picture.pixelColor(x, row) == full for x in range(round(20 * ratio), round(50 * ratio)))

    assert line_left(halo=True) < 0.3 * line_left(halo=False)


def test_on_paper_words_with_a_halo_are_there_once(look: Look, tmp_path: Path) -> None:
    def written(*, halo: bool) -> int:
        path = tmp_path / f"{halo}.pdf"
        paper = QPdfWriter(str(path))
        paper.setResolution(72)
        words = tuple(Words(20, 30.0 + 20 * line, "Choir", 13, Tint.INK, width=30, halo=halo) for line in range(20))
        painter = QPainter(paper)
        figure = Figure(400, 500, words=words)
        paint_figure(painter, figure, palette=look.palette, ui_font=TextMeasure(look=look).font)
        painter.end()
        data = path.read_bytes()
        streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
        return sum(_unpacked(stream).count(b"Tj") for stream in streams)

    assert written(halo=True) == written(halo=False) >= 20


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
