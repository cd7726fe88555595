import pytest
from PySide6.QtGui import QTextLayout
from pytestqt.qtbot import QtBot

from allydesk.ui.journal.lines import ExcerptPainter
from allydesk.ui.journal.words import Excerpt
from allydesk.ui.theme import Look

LONG = "The kettle was still warm when I came home and nobody had waited for me. " * 6


@pytest.fixture
def painter(look: Look) -> ExcerptPainter:
    return ExcerptPainter(font=look.ui_font(size=14), line_height=19, palette=look.palette)


def lines(layout: QTextLayout) -> list[str]:
    text = layout.text()
    found = [layout.lineAt(number) for number in range(layout.lineCount())]
    return [text[line.textStart() : line.textStart() + line.textLength()] for line in found]


def marked(layout: QTextLayout) -> list[str]:
    return [layout.text()[each.start : each.start + each.length] for each in layout.formats()[1:]]


def test_a_short_text_stays_as_it_is(painter: ExcerptPainter) -> None:
    assert lines(painter.lay_out(Excerpt("Short."), 300)) == ["Short."]


def test_a_long_text_ends_after_two_lines_in_an_ellipsis(painter: ExcerptPainter) -> None:
    layout = painter.lay_out(Excerpt(LONG), 300)
    assert layout.lineCount() == 2
    assert layout.text().endswith("…")
    assert LONG.startswith(layout.text()[:-1])
    assert all(layout.lineAt(number).naturalTextWidth() <= 300 for number in range(2))


def test_a_match_far_down_is_brought_into_sight(painter: ExcerptPainter) -> None:
    text = LONG + "and then the storm came"
    at = text.index("storm")
    layout = painter.lay_out(Excerpt(text[-390:], ((at - len(text) + 390, at - len(text) + 395),)), 300)
    assert layout.text().startswith("…")
    assert marked(layout) == ["storm"]
    assert "".join(lines(layout)) == layout.text()


def test_matches_are_told_by_weight_and_ground(painter: ExcerptPainter) -> None:
    layout = painter.lay_out(Excerpt("a storm came", ((2, 7),)), 300)
    plain, match = layout.formats()
    assert match.format.fontWeight() > plain.format.fontWeight()
    assert match.format.background().color() != plain.format.background().color()


@pytest.mark.parametrize("width", [1, 7, 40, 120])
def test_no_width_is_too_narrow(painter: ExcerptPainter, width: int, qtbot: QtBot) -> None:
    assert qtbot is not None
    assert painter.lay_out(Excerpt("👩‍👩‍👧 שלום " + LONG), width).lineCount() <= 2
