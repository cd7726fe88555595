import sys
from types import FrameType
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allydesk.ui.journal.choices import WritingChoices
from allydesk.ui.journal.styled import StyledDocument
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.theme import Look
from tests.ui.hands import press, type_into

PIECES = [
    "**",
    "*",
    "`",
    "```\n",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "- [ ] ",
    "> ",
    "[a](b)",
    "[[t]]",
    "word ",
    "👩 ",
    "---",
    "3. ",
]


@pytest.fixture
def area(qtbot: QtBot, look: Look) -> WritingArea:
    field = WritingArea(look=look)
    qtbot.addWidget(field)
    field.resize(600, 400)
    with qtbot.waitActive(field):
        field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


def load(area: WritingArea, look: Look, text: str) -> StyledDocument:
    document = StyledDocument(look=look)
    document.load(text)
    area.show_document(document)
    return document


def put_caret(area: WritingArea, place: int, *, anchor: int | None = None) -> None:
    cursor = area.textCursor()
    cursor.setPosition(place if anchor is None else anchor)
    cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)


def width_of(block: QTextBlock, start: int, end: int) -> float:
    line = block.layout().lineForTextPosition(start)
    (left, _), (right, _) = cast("tuple[tuple[float, int], ...]", (line.cursorToX(start), line.cursorToX(end)))
    return right - left


def test_marks_take_no_room_but_where_the_caret_is(area: WritingArea, look: Look) -> None:
    document = load(area, look, "**one** word\n**two** words")
    first, second = document.firstBlock(), document.lastBlock()
    assert width_of(first, 0, 2) > 5
    assert width_of(second, 0, 2) < 0.5
    press(area, Qt.Key.Key_Down)
    assert width_of(first, 0, 2) < 0.5
    assert width_of(second, 0, 2) > 5


def test_the_marks_of_a_selection_are_shown(area: WritingArea, look: Look) -> None:
    document = load(area, look, "**one**\n**two**\n**three**")
    put_caret(area, document.lastBlock().previous().position() + 3, anchor=0)
    assert width_of(document.firstBlock(), 0, 2) > 5
    assert width_of(document.firstBlock().next(), 0, 2) > 5
    assert width_of(document.lastBlock(), 0, 2) < 0.5


def test_marks_stay_where_one_wants_them_to(area: WritingArea, look: Look) -> None:
    area.take_choices(WritingChoices(hide_marks=False))
    document = load(area, look, "words\n**two** words")
    assert width_of(document.lastBlock(), 0, 2) > 5
    area.take_choices(WritingChoices(hide_marks=True))
    assert width_of(document.lastBlock(), 0, 2) < 0.5


def test_a_text_that_is_only_read_shows_no_marks(area: WritingArea, look: Look) -> None:
    area.set_locked(True)
    document = load(area, look, "**one** word")
    assert width_of(document.firstBlock(), 0, 2) < 0.5


def test_the_page_reads_without_marks_while_the_keyboard_is_elsewhere(area: WritingArea, look: Look) -> None:
    document = load(area, look, "## **one** word")
    block = document.firstBlock()
    assert width_of(block, 0, 2) > 5
    area.clearFocus()
    assert width_of(block, 0, 2) < 0.5
    area.setFocus()
    assert width_of(block, 0, 2) > 5
    area.clearFocus()
    put_caret(area, 8, anchor=3)
    assert width_of(block, 0, 2) > 5
    put_caret(area, 8)
    assert width_of(block, 0, 2) < 0.5
    assert not document.isModified()


def test_nothing_moves_under_the_mouse_until_it_is_let_go(area: WritingArea, look: Look) -> None:
    document = load(area, look, "**one** word\n\n**two** words")
    second = document.lastBlock()
    place = area.cursorRect(QTextCursor(second)).center() + QPoint(20, 0)
    QTest.mousePress(area.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert area.textCursor().block() == second
    assert width_of(second, 0, 2) < 0.5
    QTest.mouseRelease(area.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert width_of(second, 0, 2) > 5


def test_an_empty_line_is_half_as_high_and_the_caret_on_it_whole(area: WritingArea, look: Look) -> None:
    document = load(area, look, "one\n\ntwo")
    rect = document.documentLayout().blockBoundingRect
    blank = document.firstBlock().next()
    assert rect(blank).height() < 0.6 * rect(document.firstBlock()).height()
    put_caret(area, 1)
    written = area.caret_rect().height()
    put_caret(area, blank.position())
    assert abs(area.caret_rect().height() - written) <= 1
    type_into(area, "x")
    assert rect(blank).height() == rect(document.firstBlock()).height()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.lists(st.integers(0, 200), max_size=8))
def test_moving_the_caret_changes_nothing(area: WritingArea, look: Look, text: str, places: list[int]) -> None:
    document = load(area, look, text)
    for number, place in enumerate(places):
        put_caret(area, min(place, document.characterCount() - 1), anchor=0 if number % 3 == 2 else None)
    assert document.text() == text
    assert not document.isModified()
    assert not document.isUndoAvailable()


def test_styles_are_no_step_of_the_undo(area: WritingArea, look: Look) -> None:
    document = load(area, look, "**one**\n\n# two")
    type_into(area, "ab")
    press(area, Qt.Key.Key_Down)
    press(area, Qt.Key.Key_Down)
    press(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.text() == "**one**\n\n# two"
    assert not document.isModified()


def test_only_two_paragraphs_are_styled_anew_when_the_caret_goes(area: WritingArea, look: Look) -> None:
    document = load(area, look, "\n".join(["a **strong** word"] * 300))
    styled = 0

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal styled
        styled += event == "call" and frame.f_code.co_name == "highlightBlock"

    sys.setprofile(note)
    try:
        put_caret(area, document.findBlockByNumber(7).position())
        assert styled == 2
        press(area, Qt.Key.Key_Right)
    finally:
        sys.setprofile(None)
    assert styled == 2
