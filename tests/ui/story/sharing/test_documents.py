"""PDF, OpenDocument and PNG, read back; and the chart, the same in every format."""

import io
import shutil
import subprocess
import threading
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from allydesk.errors import Cancelled, Code, StoryError
from allydesk.story.chart.primitives import Dot, Figure, Tint
from allydesk.story.dates.habits import habits_of_locale
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Lifeline, Moment, lifeline_of
from allydesk.story.vague_date import Precision, VagueDate
from allydesk.transfer.story.composing import CHART_SIZE, Wishes, chart_of, profile_document, story_document
from allydesk.transfer.story.document import PageSize, StoryDocument
from allydesk.transfer.story.exporting import CHART_FORMATS, STORY_FORMATS, export_lifeline, export_story
from allydesk.transfer.story.masks import Mask, Masking
from allydesk.transfer.story.svg import svg_file
from allydesk.ui.story.documents import QtDrawing
from tests.transfer.story.samples import PROFILE, TEXT, TITLE, life, story

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXTS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"

with_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's tools are not installed")


def document_of(drawing: QtDrawing, wishes: Wishes | None = None, text: str = TEXT) -> StoryDocument:
    return story_document(story(text), life(), wishes=wishes or Wishes(moments=True), measure=drawing.measure)


def parsed(data: bytes | str) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 - our own writers made it a moment ago


def poppler(tool: str, data: bytes, place: Path) -> str:
    path = place / "made.pdf"
    path.write_bytes(data)
    more = ["-layout", str(path), "-"] if tool == "pdftotext" else [str(path)]
    ran = subprocess.run([tool, *more], capture_output=True, text=True, check=True)
    return ran.stdout


@with_poppler
def test_a_pdf_has_the_words_the_chart_and_page_numbers(drawing: QtDrawing, tmp_path: Path) -> None:
    text = poppler("pdftotext", drawing.pdf_of(document_of(drawing, text=TEXT + "\nWords. " * 900)), tmp_path)
    for words in (TITLE, "Told for Ruth’s team", "Mentored by Ruth", "What Ruth said", "1. a coat", "• please", "1 / "):
        assert words in text
    assert "Mum’s illness" in text, "the chart is drawn, with its titles as words"
    pages = text.count("\f")
    assert pages >= 3
    assert f"{pages} / {pages}" in text


@with_poppler
def test_a_pdf_knows_its_title_and_paper_and_nobody(drawing: QtDrawing, tmp_path: Path) -> None:
    said = poppler("pdfinfo", drawing.pdf_of(document_of(drawing)), tmp_path)
    facts = dict(line.partition(":")[::2] for line in said.splitlines())
    assert facts["Title"].strip() == TITLE
    assert facts.get("Author", "").strip() == ""
    assert "A4" in facts["Page size"]
    american = Wishes(habits=habits_of_locale("en_US"))
    assert "letter" in poppler("pdfinfo", drawing.pdf_of(document_of(drawing, american)), tmp_path)


@with_poppler
def test_a_profile_is_one_page_with_its_author(drawing: QtDrawing, tmp_path: Path) -> None:
    said = poppler("pdfinfo", drawing.pdf_of(profile_document(PROFILE, wishes=Wishes())), tmp_path)
    assert "Pages:           1\n" in said
    assert "Author:          Amina Khan" in said


@with_poppler
def test_no_name_is_in_a_masked_pdf(drawing: QtDrawing, tmp_path: Path) -> None:
    masked = Wishes(mask=Mask(Masking.SOMEONE, ("Ruth", "Makena Obi")), moments=True)
    text = poppler("pdftotext", drawing.pdf_of(document_of(drawing, masked)), tmp_path)
    assert "Ruth" not in text
    assert "Makena" not in text
    assert "Mentored by someone" in text


def test_stopping_stops_between_pages(drawing: QtDrawing) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    for make in (drawing.pdf_of, drawing.odt_of):
        with pytest.raises(Cancelled):
            make(document_of(drawing), stop)


def test_open_document_has_headings_lists_the_picture_and_the_page(drawing: QtDrawing) -> None:
    archive = zipfile.ZipFile(io.BytesIO(drawing.odt_of(document_of(drawing))))
    assert archive.infolist()[0].filename == "mimetype"
    assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    content = parsed(archive.read("content.xml"))
    headings = [(one.attrib[f"{TEXTS}outline-level"], "".join(one.itertext())) for one in content.iter(f"{TEXTS}h")]
    assert headings == [("1", TITLE), ("3", "What Ruth said"), ("2", "Moments")]
    assert next("".join(item.itertext()).split() for item in content.iter(f"{TEXTS}list-item")) == ["a", "coat"]
    whole = "".join(content.itertext())
    assert "<script>alert(1)</script>" in whole
    assert "Mentored by Ruth" in whole
    assert not list(content.iter(f"{TEXTS}tab")), "none before a line break"
    picture = QImage.fromData(archive.read("Pictures/Picture1"))
    assert picture.width() == 2 * document_of(drawing).chart.width  # type: ignore[union-attr]  # it has one
    styles = parsed(archive.read("styles.xml"))
    assert [one.attrib[f"{FO}page-width"] for one in styles.iter() if f"{FO}page-width" in one.attrib] == ["210.0mm"]
    assert [one.attrib[f"{FO}language"] for one in styles.iter() if f"{FO}language" in one.attrib] == ["en"]
    about = parsed(archive.read("meta.xml"))
    assert TITLE in [one.text for one in about.iter()]
    manifest = archive.read("META-INF/manifest.xml").decode()
    assert all(
        f'full-path="{name}"' in manifest for name in archive.namelist() if "/" not in name and name != "mimetype"
    )
    assert parsed(manifest) is not None


# The chart


SMOOTH = Qt.TransformationMode.SmoothTransformation


def close(one: QImage, other: QImage) -> float:
    """The share of dots, of small copies, that differ by more than a third of the way from black to white."""
    small = [image.scaled(310, 200).convertToFormat(QImage.Format.Format_Grayscale8) for image in (one, other)]
    unlike = sum(
        abs(small[0].pixelColor(x, y).value() - small[1].pixelColor(x, y).value()) > 85
        for x in range(310)
        for y in range(200)
    )
    return unlike / (310 * 200)


def apart(one: QImage, other: QImage) -> float:
    """How far all dots of small copies are from each other on the average, in steps of 255."""
    small = [
        image.scaled(310, 200, mode=SMOOTH).convertToFormat(QImage.Format.Format_Grayscale8) for image in (one, other)
    ]
    pairs = zip(bytes(small[0].constBits()), bytes(small[1].constBits()), strict=True)
    return sum(abs(first - second) for first, second in pairs) / (310 * 200)


def test_svg_and_png_show_the_same(drawing: QtDrawing) -> None:
    # Without words: their type is the reader's own.
    figure = replace(chart_of(life(), wishes=Wishes(), measure=drawing.measure), words=())
    png = QImage.fromData(drawing.chart_png(figure, 1.0))
    renderer = QSvgRenderer(QByteArray(svg_file(figure, title="Lifeline", words="")))
    assert renderer.isValid()
    svg = QImage(png.size(), QImage.Format.Format_RGB32)
    svg.fill(0xFFFFFFFF)
    painter = QPainter(svg)
    renderer.render(painter)
    painter.end()
    assert close(png, svg) < 0.002
    assert apart(png, svg) < 1
    blank = QImage(png.size(), QImage.Format.Format_RGB32)
    blank.fill(0xFFFFFFFF)
    assert close(png, blank) > 0.006, "the comparison can fail"
    assert apart(png, blank) > 2, "this one too: a band in another tone is seen"


def test_png_is_as_fine_as_asked(drawing: QtDrawing) -> None:
    figure = chart_of(life(), wishes=Wishes(), measure=drawing.measure)
    image = QImage.fromData(drawing.chart_png(figure, 2.0))
    assert (image.width(), image.height()) == (2 * CHART_SIZE[0], 2 * CHART_SIZE[1])


def test_a_picture_that_is_too_large_is_refused(drawing: QtDrawing) -> None:
    figure = Figure(6_000.0, 6_000.0, dots=(Dot(1, 1, 1, Tint.HIGH),))
    with pytest.raises(StoryError) as caught:
        drawing.chart_png(figure, 2.0)
    assert caught.value.code is Code.CHART_TOO_LARGE
    with pytest.raises(StoryError):
        drawing.chart_pdf(Figure(30_000.0, 100.0))


@with_poppler
def test_a_chart_in_pdf_is_lines_on_a_sheet_on_its_side(drawing: QtDrawing, tmp_path: Path) -> None:
    figure = chart_of(life(), wishes=Wishes(), measure=drawing.measure)
    made = drawing.chart_pdf(figure, page_size=PageSize.A4)
    assert "842 x 595" in poppler("pdfinfo", made, tmp_path).replace("841.89", "842").replace("595.276", "595")
    assert "Mentored by Ruth" in poppler("pdftotext", made, tmp_path)
    assert b"/Subtype /Image" not in made


def many(number: int) -> Lifeline:
    first = date(1950, 1, 1).toordinal()
    days = [date.fromordinal(first + 2 * place) for place in range(number)]
    return lifeline_of(
        Moment(
            MomentId(f"m{place:05}"),
            f"Moment {place} & more",
            VagueDate(f"{day}", day, day, Precision.DAY),
            place % 11 - 5,
        )
        for place, day in enumerate(days)
    )


def test_ten_thousand_moments_are_still_a_chart(drawing: QtDrawing, tmp_path: Path) -> None:
    lifeline = many(10_000)
    for ending in CHART_FORMATS:
        path = tmp_path / f"life{ending}"
        export_lifeline(lifeline, path, drawing=drawing)
        assert 1_000 < path.stat().st_size < 8_000_000


def test_everything_works_away_from_the_window(drawing: QtDrawing, tmp_path: Path) -> None:
    """While the window's thread waits for it, as it does when the vault is being locked."""
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for ending in STORY_FORMATS:
                export_story(story(), life(), tmp_path / f"story{ending}", drawing=drawing)
            for ending in CHART_FORMATS:
                export_lifeline(life(), tmp_path / f"life{ending}", drawing=drawing)
        except BaseException as problem:  # noqa: BLE001 - whatever it was, it is raised below
            failures.append(problem)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(60)
    assert not thread.is_alive()
    assert not failures
    assert len(list(tmp_path.iterdir())) == len(STORY_FORMATS) + len(CHART_FORMATS)
