"""Writing a story, its chart or the mentor profile to a file, in the format that the file's ending says.

The whole file is made before the first byte of it is written, and takes its place at once: after a full disk, a folder
that cannot be written to, or a stop, there is what was there before and nothing else.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from allydesk.errors import Code, TransferError
from allydesk.progress import Progress, unreported
from allydesk.story.chart.primitives import Figure
from allydesk.story.chart.scale import Span
from allydesk.story.dates.habits import DateHabits
from allydesk.story.lifeline import Lifeline
from allydesk.story.telling import MentorProfile, Story
from allydesk.transfer.destination import write_file
from allydesk.transfer.story.composing import (
    USUAL_HABITS,
    Wishes,
    chart_of,
    chart_words,
    profile_document,
    story_document,
)
from allydesk.transfer.story.document import PageSize, StoryDocument
from allydesk.transfer.story.epub import epub_file
from allydesk.transfer.story.html_page import html_file
from allydesk.transfer.story.markdown_writing import markdown_file
from allydesk.transfer.story.masks import UNMASKED, Mask
from allydesk.transfer.story.svg import svg_file

PICTURE_SCALE = 2.0
"""Dots to a pixel of the chart."""


class Drawing(Protocol):
    """What needs Qt. Each call is complete in itself and may be made on any thread."""

    def pdf_of(self, document: StoryDocument, progress: Progress = unreported) -> bytes:
        """The document as PDF."""

    def odt_of(self, document: StoryDocument, progress: Progress = unreported) -> bytes:
        """The document as OpenDocument text."""

    def chart_png(self, figure: Figure, scale: float) -> bytes:
        """The chart as PNG. Raises `StoryError(CHART_TOO_LARGE)`, as the next one does."""

    def chart_pdf(self, figure: Figure, *, page_size: PageSize = PageSize.A4) -> bytes:
        """The chart as a PDF of one page."""

    def measure(self, text: str, size: float) -> float:
        """How wide a text is at a size, in pixels."""


def export_story(
    story: Story,
    lifeline: Lifeline,
    path: Path,
    *,
    drawing: Drawing,
    with_chart: bool = True,
    with_moments: bool = False,
    span: Span | None = None,
    mask: Mask = UNMASKED,
    habits: DateHabits = USUAL_HABITS,
    progress: Progress = unreported,
) -> None:
    """Write a story as .pdf, .docx, .odt, .html, .epub or .md.

    Raises `TransferError`: `UNKNOWN_FORMAT`, `DESTINATION_UNWRITABLE`, `DISK_FULL`; `StoryError(CHART_TOO_LARGE)`.
    """
    make = _maker(path, STORY_FORMATS)
    wishes = Wishes(chart=with_chart, moments=with_moments, span=span, mask=mask, habits=habits)
    progress(0, 0)
    document = story_document(story, lifeline, wishes=wishes, measure=drawing.measure)
    _write(path, make(document, drawing, progress), progress)


def export_profile(
    profile: MentorProfile,
    path: Path,
    *,
    drawing: Drawing,
    mask: Mask = UNMASKED,
    habits: DateHabits = USUAL_HABITS,
    progress: Progress = unreported,
) -> None:
    """Write the mentor profile, in any format of a story but EPUB. Raises as `export_story`."""
    make = _maker(path, PROFILE_FORMATS)
    document = profile_document(profile, wishes=Wishes(mask=mask, habits=habits))
    _write(path, make(document, drawing, progress), progress)


def export_lifeline(
    lifeline: Lifeline,
    path: Path,
    *,
    drawing: Drawing,
    span: Span | None = None,
    mask: Mask = UNMASKED,
    habits: DateHabits = USUAL_HABITS,
    progress: Progress = unreported,
) -> None:
    """Write the chart alone as .svg, .png or .pdf: the whole life, or what lies in `span`. Raises as `export_story`."""
    ending = path.suffix.lower()
    if ending not in CHART_FORMATS:
        raise TransferError(Code.UNKNOWN_FORMAT)
    wishes = Wishes(span=span, mask=mask, habits=habits)
    progress(0, 0)
    figure = chart_of(lifeline, wishes=wishes, measure=drawing.measure)
    progress(0, 0)
    if ending == ".svg":
        made = svg_file(figure, title="Lifeline", words=chart_words(lifeline, wishes=wishes))
    elif ending == ".png":
        made = drawing.chart_png(figure, PICTURE_SCALE)
    else:
        made = drawing.chart_pdf(figure, page_size=wishes.page_size)
    _write(path, made, progress)


_Maker = Callable[[StoryDocument, Drawing, Progress], bytes]


def _word(document: StoryDocument, drawing: Drawing, progress: Progress) -> bytes:
    # Here, because python-docx and lxml take longer to load than everything else together.
    from allydesk.transfer.story.word import word_file  # noqa: PLC0415 - only for Word: python-docx is slow to load

    picture = None if document.chart is None else drawing.chart_png(document.chart, PICTURE_SCALE)
    progress(0, 0)
    return word_file(document, picture=picture)


STORY_FORMATS: Mapping[str, _Maker] = MappingProxyType(
    {
        ".pdf": lambda document, drawing, progress: drawing.pdf_of(document, progress),
        ".docx": _word,
        ".odt": lambda document, drawing, progress: drawing.odt_of(document, progress),
        ".html": lambda document, _drawing, _progress: html_file(document),
        ".epub": lambda document, _drawing, _progress: epub_file(document),
        ".md": lambda document, _drawing, _progress: markdown_file(document),
    }
)
"""By a file's ending."""
PROFILE_FORMATS: Mapping[str, _Maker] = MappingProxyType(
    {ending: make for ending, make in STORY_FORMATS.items() if ending != ".epub"}
)
CHART_FORMATS = (".svg", ".png", ".pdf")


def _maker(path: Path, formats: Mapping[str, _Maker]) -> _Maker:
    make = formats.get(path.suffix.lower())
    if make is None:
        raise TransferError(Code.UNKNOWN_FORMAT)
    return make


def _write(path: Path, data: bytes, progress: Progress) -> None:
    progress(len(data), len(data))  # the last moment at which it can be stopped
    write_file(path, (data,))
