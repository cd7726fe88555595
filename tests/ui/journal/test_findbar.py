import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from allydesk.ui.journal.findbar import FindBar
from allydesk.ui.journal.matching import MOST, Finder
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.journal.styled import StyledDocument
from allydesk.ui.journal.units import utf16_places
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.palette import contrast
from allydesk.ui.theme import Look, Theme, Tone
from tests.ui.hands import press, type_into

TEXT = "The queue outside the hall.\n👩 The queue again, and the queues.\n\nA last QUEUE."


@pytest.fixture
def area(qtbot: QtBot, look: Look) -> WritingArea:
    field = WritingArea(look=look)
    qtbot.addWidget(field)
    field.resize(600, 400)
    with qtbot.waitActive(field):
        field.show()
    document = StyledDocument(look=look)
    document.load(TEXT)
    field.show_document(document)
    return field


@pytest.fixture
def bar(area: WritingArea, look: Look, qtbot: QtBot) -> FindBar:
    made = FindBar(area=area, look=look)
    qtbot.addWidget(made)
    made.resize(600, 120)
    with qtbot.waitActive(made):
        made.open(replacing=True)
    made.words.setFocus()
    return made


def text_of(area: WritingArea) -> str:
    document = area.document()
    assert isinstance(document, StyledDocument)
    return document.text()


def test_words_are_found_as_they_are_typed(bar: FindBar, area: WritingArea) -> None:
    type_into(bar.words, "queue")
    assert bar.count.text() == "1 of 4"
    assert area.textCursor().selectedText() == "queue"
    assert len(area.extraSelections()) == 4
    press(bar.words, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 4"
    assert area.textCursor().blockNumber() == 1
    press(bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    press(bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "4 of 4"
    assert area.textCursor().selectedText() == "QUEUE"
    press(bar.words, Qt.Key.Key_F3)
    assert bar.count.text() == "1 of 4"


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_every_match_is_clear_on_the_page(bar: FindBar, area: WritingArea, look: Look, theme: Theme) -> None:
    look.choose(theme)
    type_into(bar.words, "queue")
    mark = area.extraSelections()[-1]  # kept: what it leads to goes with it
    shape = mark.format
    assert shape.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline
    assert contrast(shape.underlineColor(), look.palette.colour(Tone.PAPER)) >= 3
    assert contrast(shape.foreground().color(), shape.background().color()) >= 4.5


def test_f3_in_the_text_steps_in_the_find_bar(page: JournalPage) -> None:
    bar, area = page.editor.find_bar, page.editor.text
    page.editor.find_in_page()
    bar.words.setText("e")
    area.setFocus()
    assert bar.count.text().startswith("1 of")
    press(area, Qt.Key.Key_F3)
    press(area, Qt.Key.Key_F3)
    assert bar.count.text().startswith("3 of")
    press(area, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text().startswith("2 of")


def test_case_and_whole_words_narrow_it(bar: FindBar) -> None:
    type_into(bar.words, "queue")
    bar.case.setChecked(True)
    assert bar.count.text() == "1 of 3"
    bar.whole.setChecked(True)
    assert bar.count.text() == "1 of 2"
    bar.words.setText("nowhere")
    assert bar.count.text() == "Not found in this entry"
    assert not bar.after.isEnabled()


def test_escape_leaves_the_caret_at_the_match(bar: FindBar, area: WritingArea, qtbot: QtBot) -> None:
    type_into(bar.words, "hall")
    with qtbot.waitSignal(bar.closed):
        press(bar.words, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert area.textCursor().selectedText() == "hall"
    assert area.extraSelections() == []


def test_the_bar_opens_with_what_is_selected(bar: FindBar, area: WritingArea) -> None:
    bar.close_bar()
    cursor = area.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(9, cursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    bar.open()
    assert bar.words.text() == "queue"
    assert bar.count.text() == "1 of 4"


def test_replacing_one_goes_on_to_the_next(bar: FindBar, area: WritingArea) -> None:
    type_into(bar.words, "queue")
    bar.instead.setText("👩 line")
    bar.one.click()
    assert text_of(area).startswith("The 👩 line outside")
    assert bar.count.text() == "1 of 3"
    assert area.textCursor().blockNumber() == 1
    area.undo()
    assert text_of(area) == TEXT


def test_replacing_all_is_one_step(bar: FindBar, area: WritingArea) -> None:
    type_into(bar.words, "queue")
    bar.instead.setText("queue queue")
    bar.all.click()
    assert text_of(area) == re.sub("queue", "queue queue", TEXT, flags=re.IGNORECASE)
    assert bar.count.text() == "Replaced 4 matches"
    area.undo()
    assert text_of(area) == TEXT


def test_a_text_that_is_only_read_offers_no_replacing(bar: FindBar, area: WritingArea) -> None:
    area.set_locked(True)
    bar.open(replacing=True)
    assert not bar.instead.isVisible()
    type_into(bar.words, "queue")
    bar.replace_all()
    assert text_of(area) == TEXT


def test_what_is_written_meanwhile_is_searched_too(bar: FindBar, area: WritingArea, qtbot: QtBot) -> None:
    type_into(bar.words, "queue")
    area.go_to(0, 0)
    area.insert_text("queue ")
    qtbot.waitUntil(lambda: bar.count.text().endswith("of 5"))


def test_nothing_is_kept_of_it_at_the_end(bar: FindBar, area: WritingArea) -> None:
    type_into(bar.words, "queue")
    bar.close_all()
    assert bar.words.text() == ""
    assert area.extraSelections() == []


@given(st.text(alphabet="ab👩 \n.(", max_size=60), st.text(alphabet="ab👩.( ", min_size=1, max_size=3))
def test_every_match_is_where_qt_will_look_for_it(text: str, words: str) -> None:
    finder = Finder()
    finder.search(text, words, match_case=True, whole_words=False)
    places = utf16_places(text)
    assert finder.matches == [range(places[m.start()], places[m.end()]) for m in re.finditer(re.escape(words), text)]


def test_there_is_an_end_to_what_is_kept() -> None:
    finder = Finder()
    finder.search("a" * (MOST + 1), "a", match_case=True, whole_words=False)
    assert len(finder.matches) == MOST
    assert finder.more
    assert finder.between(5, 8) == [range(5, 6), range(6, 7), range(7, 8)]
