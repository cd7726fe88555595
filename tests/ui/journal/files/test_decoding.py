"""Pictures from strangers: shown as they were taken, within bounds, or refused in words."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor

from allydesk.errors import Code, JournalError
from allydesk.ui.journal.files.decoding import decode, natural_size, packed
from tests.ui.journal.files.made import HTML, SVG, encoded, gif_that_says, png_that_says, turned_jpeg

BOX = QSize(4000, 4000)
CORNERS = {1: (0, 0), 2: (-1, 0), 3: (-1, -1), 4: (0, -1), 5: (0, 0), 6: (-1, 0), 7: (-1, -1), 8: (0, -1)}
"""Where Exif's orientations bring the upper left corner of what is stored: 0 is the left or top, -1 the other side."""


def refused(data: bytes) -> Code:
    with pytest.raises(JournalError) as caught:
        decode(data, within=BOX)
    return caught.value.code


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_is_turned_as_it_was_taken(turn: int) -> None:
    made = decode(turned_jpeg(turn), within=BOX)
    assert made.size() == natural_size(turned_jpeg(turn)) == (QSize(64, 40) if turn < 5 else QSize(40, 64))
    # The white edge of what is stored is its left side, all of it.
    dark = [QColor(made.pixel(x, y)).lightness() < 128 for x, y in _edges(made.width(), made.height())]
    left, right, top, bottom = dark
    white = {1: left, 2: right, 3: right, 4: left, 5: top, 6: top, 7: bottom, 8: bottom}[turn]
    assert not white
    assert dark.count(True) >= 1


def _edges(width: int, height: int) -> list[tuple[int, int]]:
    return [(1, height // 2), (width - 2, height // 2), (width // 2, 1), (width // 2, height - 2)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "WEBP", "TIFF"])
def test_a_picture_is_made_no_larger_than_asked_for(kind: str) -> None:
    data = encoded(kind, width=300, height=120)
    assert decode(data, within=QSize(100, 100)).size() == QSize(100, 40)
    assert decode(data, within=BOX).size() == QSize(300, 120)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Code.PICTURE_DAMAGED),
        (SVG, Code.PICTURE_DAMAGED),
        (HTML, Code.PICTURE_DAMAGED),
        (b"%PDF-1.7\n", Code.PICTURE_DAMAGED),
        (encoded("PNG")[:40], Code.PICTURE_DAMAGED),
        (encoded("JPEG")[:30], Code.PICTURE_DAMAGED),
        (png_that_says(60_000, 60_000), Code.PICTURE_TOO_LARGE),
        (png_that_says(29_000, 29_000), Code.PICTURE_TOO_LARGE),
        (png_that_says(0, 5), Code.PICTURE_DAMAGED),
        (gif_that_says(65_535, 65_535), Code.PICTURE_TOO_LARGE),
        (gif_that_says(0, 0), Code.PICTURE_DAMAGED),
    ],
)
@pytest.mark.qt_log_ignore("libpng|JPEG|gif|Gif|png")
def test_what_is_no_picture_or_too_large_a_one_is_refused(data: bytes, code: Code) -> None:
    assert refused(data) is code


@pytest.mark.qt_log_ignore("JPEG|jpeg")
def test_the_whole_part_of_a_broken_off_jpeg_is_shown() -> None:
    data = encoded("JPEG", width=400, height=400)
    assert decode(data[: len(data) - 200], within=BOX).size() == QSize(400, 400)


def test_a_small_picture_is_kept_small() -> None:
    small = decode(encoded("PNG", width=900, height=900), within=QSize(320, 320))
    assert decode(packed(small), within=BOX).size() == QSize(320, 320)


@pytest.mark.qt_log_ignore(".*")
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_damaged_pictures_are_shown_or_refused_and_nothing_else(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([encoded("PNG"), turned_jpeg(6), encoded("BMP"), encoded("WEBP")]))
    made = bytearray(whole)
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(made) - 1), st.integers(0, 255)), max_size=6)):
        made[at] = byte
    with suppress(JournalError):
        shown = decode(bytes(made), within=QSize(50, 50))
        assert 0 < max(shown.width(), shown.height()) <= 50
