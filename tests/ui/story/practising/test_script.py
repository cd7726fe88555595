"""What is read aloud, how it is set, and that a place in it holds at every size."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from allydesk.story.counting import story_words
from allydesk.text import word_count
from allydesk.ui.story.practising.laying import LaidText
from allydesk.ui.story.practising.script import Paragraph, Script, WordPlaces, script_of
from allydesk.ui.theme import Look
from tests.ui.story.practising.parts import TEXT, WORDS


def laid(script: Script, look: Look, *, pixels: float = 38, width: float = 600) -> LaidText:
    return LaidText(script, font=look.reading_font(size=pixels), heading=look.ui_font(size=24), width=width)


def test_marks_are_not_read_aloud(look: Look) -> None:
    found = script_of("# **Home**\n\nIt *was* `cold`, [we](there.md) said.\n\n> Stay\n\n1. one\n2. two", look=look)
    assert found.paragraphs == (
        Paragraph("Home", is_heading=True),
        Paragraph("It was cold, we said."),
        Paragraph("Stay"),
        Paragraph("one"),
        Paragraph("two"),
    )
    assert found.words == 9


def test_pictures_and_rules_are_left_out_and_links_to_entries_are_words(look: Look) -> None:
    found = script_of("A\n\n![Ruth](a.png)\n\n---\n\nB ![x](http://y.z/p.png) [[The queue]]", look=look)
    assert [each.text for each in found.paragraphs] == ["A", "B  The queue"]


def test_a_line_is_a_line_and_a_nobreak_space_stays(look: Look) -> None:
    found = script_of("one\ntwo\xa0three", look=look)
    assert [each.text for each in found.paragraphs] == ["one", "two\xa0three"]


def test_nothing_is_no_paragraph(look: Look) -> None:
    assert script_of(" \n\n ", look=look) == Script()


def test_the_words_are_as_many_as_the_story_is_said_to_have(look: Look) -> None:
    assert script_of(TEXT, look=look).words == WORDS == story_words(TEXT)
    other = "1. It's *re-read*\n2. [here](http://a.b/c d)\n\n![Ruth](r.png) > 20 % – `two words`"
    assert script_of(other, look=look).words == story_words(other)


@given(st.text(alphabet="ab1 -–'😀é\u2028", max_size=60), st.integers(0, 80))
def test_words_are_counted_as_everywhere_and_placed_in_qts_units(text: str, unit: int) -> None:
    places = WordPlaces(text)
    assert places.count == sum(word_count(token) for token in text.split())
    units = text.encode("utf-16-le")
    assert places.before(len(units)) == places.count
    assert places.before(0) == 0
    assert 0 <= places.before(unit) <= places.before(unit + 1) <= places.count


def test_every_word_stands_in_one_line_and_the_lines_go_down(look: Look) -> None:
    text = laid(script_of(TEXT, look=look), look)
    assert sum(line.words for line in text.lines) == WORDS
    first = 0
    for line, after in pairwise(text.lines):
        assert line.first == first
        assert line.top + line.height <= after.top + 0.01
        first += line.words
    said = " ".join(line.said for line in text.lines)
    assert said.split() == " ".join(each.text for each in text.script.paragraphs).split()


@pytest.mark.parametrize("words", [0, 0.5, 3, 40, 40.5, 120, WORDS - 1, WORDS, WORDS + 5])
def test_a_place_is_the_same_word_at_every_size_and_width(look: Look, words: float) -> None:
    script = script_of(TEXT, look=look)
    for pixels, width in ((24, 500), (38, 600), (74, 900), (88, 200)):
        text = laid(script, look, pixels=pixels, width=width)
        line = text.line_of(words)
        assert line is not None
        assert line.first <= words
        assert words < line.first + line.words or line.first + line.words == WORDS


def test_the_reading_line_never_goes_back(look: Look) -> None:
    text = laid(script_of(TEXT, look=look), look)
    heights = [text.y_of(step / 10) for step in range(WORDS * 10 + 50)]
    assert heights == sorted(heights)
    steps = [after - before for before, after in pairwise(heights)]
    assert max(steps) < text.step  # it glides, and never jumps over a line
    assert heights[0] == text.lines[0].middle
    assert heights[-1] == text.lines[-1].middle


def test_a_line_is_found_by_its_height(look: Look) -> None:
    text = laid(script_of(TEXT, look=look), look)
    for number in range(text.count):
        line = text.line_of(text.first_of(number))
        assert line is not None
        assert text.number_at(line.middle + 1) == number
        assert text.number_of(text.first_of(number)) == number
    assert text.number_at(-1000) == 0
    assert text.number_at(1e9) == text.count - 1


def test_a_line_without_words_holds_nothing_up(look: Look) -> None:
    text = laid(Script((Paragraph("one"), Paragraph("* * *"), Paragraph("two")), 2), look)
    assert (text.count, len(text.lines)) == (2, 3)
    assert text.number_of(1) == 1
    assert text.y_of(0.5) == pytest.approx((text.lines[0].middle + text.lines[2].middle) / 2)


def test_an_empty_text_has_a_place_too(qapp: QApplication, look: Look) -> None:
    assert qapp is not None
    text = LaidText(Script(), font=QFont(), heading=QFont(), width=100)
    assert (text.number_of(3), text.line_of(3), text.y_of(3), text.first_of(2), text.number_at(5)) == (
        -1,
        None,
        0,
        0,
        -1,
    )
    assert look.text_scale == 1
