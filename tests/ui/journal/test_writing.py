from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QInputMethodEvent, QPixmap, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from allydesk.ui.journal.choices import WritingChoices
from allydesk.ui.journal.menu import link_actions
from allydesk.ui.journal.styled import StyledDocument
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.theme import Look
from tests.ui.hands import press, type_into

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class OnePicture(QObject):
    """A picture from a real file, which is there once it is told to be."""

    arrived = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._image = QImage(str(path))
        self.here = False

    def picture(self, target: str, *, width: int) -> QPixmap | None:
        return QPixmap.fromImage(self._image.scaledToWidth(width)) if self.size(target) else None

    def size(self, target: str) -> QSize | None:
        return self._image.size() if self.here and target == "hill%202.png" else None


@pytest.fixture
def area(qtbot: QtBot, look: Look) -> WritingArea:
    field = WritingArea(look=look)
    qtbot.addWidget(field)
    field.resize(600, 500)
    with qtbot.waitActive(field):
        field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    return field


@pytest.fixture
def document(area: WritingArea, look: Look) -> StyledDocument:
    made = StyledDocument(look=look)
    made.load("")
    area.show_document(made)
    return made


@pytest.fixture
def pictures(tmp_path: Path, area: WritingArea, document: StyledDocument) -> OnePicture:
    assert document is area.document()
    image = QImage(1200, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#b05020"))
    assert image.save(str(tmp_path / "hill.png"))
    source = OnePicture(tmp_path / "hill.png")
    area.set_pictures(source)
    return source


def load(area: WritingArea, document: StyledDocument, text: str, caret: int = 0) -> None:
    document.load(text)
    area.go_to(caret, 0)


def undo(area: WritingArea) -> None:
    press(area, Qt.Key.Key_Z, CTRL)


def height(document: StyledDocument, number: int) -> float:
    return document.documentLayout().blockBoundingRect(document.findBlockByNumber(number)).height()


# ------------------------------------------------------------------ keys


def test_a_list_is_written_and_ended_with_return(area: WritingArea, document: StyledDocument) -> None:
    type_into(area, "- one")
    press(area, Qt.Key.Key_Return)
    type_into(area, "two")
    press(area, Qt.Key.Key_Return)
    assert document.text() == "- one\n- two\n- "
    press(area, Qt.Key.Key_Return)
    assert document.text() == "- one\n- two\n"
    undo(area)
    assert document.text() == "- one\n- two\n- "


def test_return_in_code_is_an_ordinary_one(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "```\n- a", 7)
    press(area, Qt.Key.Key_Return)
    assert document.text() == "```\n- a\n"


def test_return_behind_an_emoji_stays_where_it_is(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "- 👩 one", 8)
    press(area, Qt.Key.Key_Return)
    assert document.text() == "- 👩 one\n- "


@pytest.mark.parametrize(
    ("key", "modifiers", "result"),
    [
        (Qt.Key.Key_B, CTRL, "👩 **word** here"),
        (Qt.Key.Key_I, CTRL, "👩 *word* here"),
        (Qt.Key.Key_2, CTRL, "## 👩 word here"),
        (Qt.Key.Key_T, CTRL | SHIFT, "- [ ] 👩 word here"),
        (Qt.Key.Key_K, CTRL | SHIFT, "👩 [word]() here"),
    ],
)
def test_each_key_is_one_step(
    area: WritingArea, document: StyledDocument, key: Qt.Key, modifiers: Qt.KeyboardModifier, result: str
) -> None:
    load(area, document, "👩 word here", 3)
    cursor = area.textCursor()
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    press(area, key, modifiers)
    assert document.text() == result
    undo(area)
    assert document.text() == "👩 word here"


def test_bold_over_several_paragraphs_and_back(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "one\n\ntwo")
    area.selectAll()
    press(area, Qt.Key.Key_B, CTRL)
    assert document.text() == "**one**\n\n**two**"
    undo(area)
    assert document.text() == "one\n\ntwo"


def test_brackets_indent_a_list(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "- one", 5)
    press(area, Qt.Key.Key_BracketRight, CTRL)
    assert document.text() == "  - one"
    press(area, Qt.Key.Key_BracketLeft, CTRL)
    assert document.text() == "- one"


def test_no_key_changes_a_text_that_is_only_read(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "- [ ] [[one]]", 8)
    area.set_locked(True)
    for action in area.commands.offered():
        if action.ready():
            action.run()
    area.complete_link("x")
    press(area, Qt.Key.Key_Return)
    assert document.text() == "- [ ] [[one]]"


def test_the_keys_do_not_quarrel(area: WritingArea) -> None:
    keys = [action.shortcut for action in area.commands.offered() if action.shortcut]
    elsewhere = ["Ctrl+N", "Ctrl+F", "Ctrl+L", "Ctrl+Q", "Ctrl+K", "F11", "F3"]
    assert len(set(keys + elsewhere)) == len(keys) + len(elsewhere)


def test_smart_quotes_are_one_step_from_the_plain_ones(area: WritingArea, document: StyledDocument) -> None:
    area.take_choices(WritingChoices(smart_quotes=True))
    load(area, document, "👩 ", 3)
    type_into(area, '"so')
    assert document.text() == "👩 “so"
    load(area, document, "")
    type_into(area, '"')
    assert document.text() == "“"
    undo(area)
    assert document.text() == '"'


def test_quotes_stay_plain_in_code_and_unasked(area: WritingArea, document: StyledDocument) -> None:
    type_into(area, '"')
    assert document.text() == '"'
    area.take_choices(WritingChoices(smart_quotes=True))
    load(area, document, "```\n", 4)
    type_into(area, '"')
    assert document.text() == '```\n"'


# ------------------------------------------------------------------ tasks and links


def middle(area: WritingArea, start: int, end: int) -> QPoint:
    """The point between two places of the text."""
    cursor = area.textCursor()
    cursor.setPosition(start)
    first = area.cursorRect(cursor).center()
    cursor.setPosition(end)
    return (first + area.cursorRect(cursor).center()) / 2


def click(area: WritingArea, at: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(area.viewport(), Qt.MouseButton.LeftButton, modifiers, at)


def test_a_box_is_ticked_with_a_click_and_unticked_with_a_key(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "words\n- [ ] a task", 0)
    click(area, middle(area, 8, 11))
    assert document.text() == "words\n- [x] a task"
    assert area.textCursor().position() == 0
    undo(area)
    assert document.text() == "words\n- [ ] a task"
    area.go_to(14, 0)
    press(area, Qt.Key.Key_Return, CTRL)
    assert document.text() == "words\n- [x] a task"


def test_links_are_followed_with_ctrl(area: WritingArea, document: StyledDocument, qtbot: QtBot) -> None:
    load(area, document, "see [[First week]] and **more**\nnext", 8)
    with qtbot.waitSignal(area.link_followed) as followed:
        press(area, Qt.Key.Key_Return, CTRL)
    assert followed.args == ["First week"]
    with qtbot.waitSignal(area.link_followed) as followed:
        click(area, middle(area, 8, 9), CTRL)
    assert followed.args == ["First week"]
    assert document.text() == "see [[First week]] and **more**\nnext"


def test_a_link_is_told_as_it_is_typed_and_completed(area: WritingArea, document: StyledDocument) -> None:
    told: list[str | None] = []
    area.link_typed.connect(told.append)
    type_into(area, "see [[Fi")
    assert told == ["", "F", "Fi"]
    area.complete_link("First week")
    assert document.text() == "see [[First week]]"
    assert told == ["", "F", "Fi", None]
    undo(area)
    assert document.text() == "see [[Fi"


def test_completing_takes_a_closing_that_is_there(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "👩 [[Fi]] rest", 7)
    area.complete_link("First week")
    assert document.text() == "👩 [[First week]] rest"


def test_the_address_of_a_link_can_be_copied(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "see [this](https://example.org) here", 6)
    (copy,) = link_actions(area.textCursor(), area.commands)
    copy.trigger()
    assert QApplication.clipboard().text() == "https://example.org"
    QApplication.clipboard().clear()
    area.go_to(1, 0)
    assert link_actions(area.textCursor(), area.commands) == []


# ------------------------------------------------------------------ pictures


def test_a_picture_has_room_when_it_has_arrived_and_the_caret_is_elsewhere(
    area: WritingArea, document: StyledDocument, pictures: OnePicture, qtbot: QtBot
) -> None:
    load(area, document, "words\n![A hill](hill%202.png)\nmore", 0)
    assert height(document, 1) < 40
    pictures.here = True
    pictures.arrived.emit()
    qtbot.waitUntil(lambda: height(document, 1) > 100)
    shown = area.grab().toImage()
    middle_of = area.viewport().mapTo(area, QPoint(300, 150)) * shown.devicePixelRatio()
    assert shown.pixelColor(middle_of) == QColor("#b05020")
    area.go_to(10, 0)
    assert height(document, 1) < 40
    assert document.text() == "words\n![A hill](hill%202.png)\nmore"
    assert not document.isModified()
    assert not document.isUndoAvailable()


def test_a_double_click_asks_to_open_a_picture(
    area: WritingArea, document: StyledDocument, pictures: OnePicture, qtbot: QtBot
) -> None:
    pictures.here = True
    load(area, document, "words\n![A hill](hill%202.png)", 0)
    area.set_pictures(pictures)
    with qtbot.waitSignal(area.picture_opened) as opened:
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseDClick(area.viewport(), left, none, QPoint(300, 150))
    assert opened.args == ["hill%202.png"]


# ------------------------------------------------------------------ parts, sight and marks

PAGE = "## What happened\n\n\n## What I did\nI looked at my phone.\n\n## What I would do now\n"


def test_the_parts_are_walked_through_and_an_empty_one_left_out(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, PAGE, 0)
    press(area, Qt.Key.Key_Down, ALT)
    assert area.textCursor().block().text() == "I looked at my phone."
    assert not area.skip_part()
    press(area, Qt.Key.Key_Down, ALT)
    assert area.textCursor().blockNumber() == document.blockCount() - 1
    assert not area.next_part()
    assert area.previous_part()
    assert area.previous_part()
    assert area.textCursor().blockNumber() == 1
    assert area.skip_part()
    assert document.text() == PAGE[PAGE.index("## What I did") :]
    undo(area)
    assert document.text() == PAGE


def test_a_hint_is_painted_while_its_part_is_empty(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, PAGE, len(PAGE))
    before = area.grab().toImage()
    area.show_hints({"What happened": "Only what a camera would have seen."})
    hinted = area.grab().toImage()
    assert hinted != before
    area.show_hints({"What I did": "Something is written here."})
    assert area.grab().toImage() == before


def test_a_heading_at_the_very_end_has_its_hint(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "words\n## What happened", 0)
    before = area.grab().toImage()
    area.show_hints({"What happened": "Only what a camera would have seen."})
    assert area.grab().toImage() != before


def test_focus_dims_all_but_the_paragraph_that_is_written(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "one\n\ntwo", 0)
    before = area.grab().toImage()
    area.set_focused(True)
    assert area.grab().toImage() != before
    area.set_focused(False)
    assert area.grab().toImage() == before


def test_marks_of_one_layer_leave_those_of_another(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "one two", 0)

    def mark(start: int) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = area.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + 3, QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, QTextCharFormat()
        return made

    area.set_marks("find", [mark(0)])
    area.set_marks("spelling", [mark(4)])
    area.set_marks("find", [])
    assert [each.cursor.selectedText() for each in area.extraSelections()] == ["two"]


def test_what_is_in_sight_is_told(area: WritingArea, document: StyledDocument, qtbot: QtBot) -> None:
    load(area, document, "\n".join(f"line {number}" for number in range(500)), 0)
    seen = [block.blockNumber() for block in area.visible_blocks()]
    assert seen[0] == 0
    assert 10 < seen[-1] < 30
    with qtbot.waitSignal(area.viewed):
        area.verticalScrollBar().setValue(9000)
    later = [block.blockNumber() for block in area.visible_blocks()]
    assert later[0] > 50
    assert abs(area.cursorForPosition(QPoint(0, 1)).blockNumber() - later[0]) <= 1
    assert later == list(range(later[0], later[-1] + 1))


def test_the_written_line_stays_in_the_middle(area: WritingArea, document: StyledDocument, qtbot: QtBot) -> None:
    area.take_choices(WritingChoices(typewriter=True))
    load(area, document, "\n".join(["a line"] * 100), 0)
    area.moveCursor(QTextCursor.MoveOperation.End)
    type_into(area, "x")
    middle_of = area.viewport().height() // 2
    qtbot.waitUntil(lambda: abs(area.cursorRect().center().y() - middle_of) < 30)
    area.take_choices(WritingChoices(typewriter=False))
    area.ensureCursorVisible()
    assert area.cursorRect().center().y() > middle_of


def test_letters_being_composed_have_the_size_of_the_text(area: WritingArea, document: StyledDocument) -> None:
    load(area, document, "one\n\n", 4)
    QApplication.sendEvent(area, QInputMethodEvent("に", []))
    sizes = [each.format.fontPointSize() for each in area.textCursor().block().layout().formats()]
    assert sizes
    assert all(abs(size - area.font().pointSizeF()) < 0.1 for size in sizes)
    commit = QInputMethodEvent("", [])
    commit.setCommitString("に")
    QApplication.sendEvent(area, commit)
    assert document.text() == "one\nに\n"


def test_text_with_a_picture_beside_it_is_taken_as_text(area: WritingArea, document: StyledDocument) -> None:
    data = QMimeData()
    data.setText("words")
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    area.insertFromMimeData(data)
    assert document.text() == "words"
