import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.text import clean
from allydesk.ui.clipboard import private_mime
from allydesk.ui.journal.plain import PlainDocument, PlainEdit
from allydesk.ui.journal.styled import STYLED_UP_TO, StyledDocument
from allydesk.ui.journal.writing import FAR_PASTE, LONG_PASTE, TitleField, WritingArea
from allydesk.ui.theme import Look
from tests.ui.hands import press, type_into

DIFFICULT = [
    "no\u00a0break\u202fspaces",
    "line\u2028separator",
    "שלום עולם\u200f and العربية",
    "👩‍👩‍👧 🏳️‍🌈 \U0001f468\U0001f3fd",
    "e\u0301 a\u030a \u1e69\u0323",
    "tab\tand\x0bvertical\x0cfeed\x85next",
    "\ufeffmark \u00adhyphen \ufffc object \u200b zero",
    "\n\nempty lines\n\n",
    "<b>not bold</b> &amp; ![x](file:///etc/passwd)",
]


@pytest.fixture
def area(qtbot: QtBot, look: Look) -> WritingArea:
    field = WritingArea(look=look)
    qtbot.addWidget(field)
    field.resize(600, 400)
    with qtbot.waitActive(field):
        field.show()
    return field


@pytest.fixture
def document(area: WritingArea, look: Look, qtbot: QtBot) -> StyledDocument:
    made = StyledDocument(look=look)
    made.load("")
    area.show_document(made)
    area.setFocus()
    qtbot.waitUntil(area.hasFocus)
    return made


def paste(field: PlainEdit, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    field.insertFromMimeData(data)


@pytest.mark.parametrize("text", DIFFICULT)
def test_every_character_comes_back(document: StyledDocument, text: str) -> None:
    document.load(text)
    assert document.text() == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.text(max_size=200))
def test_any_text_comes_back_once_it_is_clean(qapp: QApplication, text: str) -> None:
    assert qapp is not None
    document = PlainDocument()
    kept = clean(text)[0].replace("\u2029", "\n")
    document.load(kept)
    assert document.text() == kept


@pytest.mark.parametrize("text", [text.lstrip("\ufeff") for text in DIFFICULT])
def test_paste_and_copy_keep_every_character(area: WritingArea, document: StyledDocument, text: str) -> None:
    paste(area, text)
    assert document.text() == text
    area.selectAll()
    area.copy()
    copied = QApplication.clipboard().mimeData()
    assert copied.text() == text
    assert sorted(copied.formats()) == sorted(private_mime(text).formats())
    QApplication.clipboard().clear()


def test_what_no_text_holds_is_replaced_as_it_is_pasted(area: WritingArea, document: StyledDocument) -> None:
    paste(area, "a\x00b\r\nc\rd\ue000e")
    assert document.text() == "a\ufffdb\nc\nd\ufffde"


def test_pasted_formats_are_not_taken(area: WritingArea, document: StyledDocument) -> None:
    rich = QMimeData()
    rich.setHtml("<b>bold</b>")
    rich.setText("bold")
    area.insertFromMimeData(rich)
    assert document.text() == "bold"
    assert not area.textCursor().charFormat().hasProperty(2003)


def test_pictures_and_files_are_offered_and_not_spelt_out(area: WritingArea, document: StyledDocument) -> None:
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/etc/passwd")])
    offered: list[object] = []
    area.files_offered.connect(offered.append)
    for other in (picture, files):
        assert area.canInsertFromMimeData(other)
        area.insertFromMimeData(other)
    assert offered == [picture, files]
    assert document.text() == ""


def test_the_title_takes_neither_pictures_nor_files(qtbot: QtBot, look: Look) -> None:
    field = TitleField(look=look)
    qtbot.addWidget(field)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/etc/passwd")])
    assert not field.canInsertFromMimeData(files)


def test_text_can_be_dropped(area: WritingArea, document: StyledDocument) -> None:
    data = QMimeData()
    data.setText("dropped")
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    drop = QDropEvent(QPoint(5, 5), action, data, button, Qt.KeyboardModifier.NoModifier)
    area.dropEvent(drop)
    assert document.text() == "dropped"


@pytest.mark.parametrize("name", ["/etc/passwd", "file:///etc/passwd", "https://example.org/a.png"])
def test_nothing_a_text_names_is_opened(area: WritingArea, document: StyledDocument, name: str) -> None:
    for kind in QTextDocument.ResourceType:
        assert document.resource(kind.value, QUrl(name)) == b" "
        assert area.loadResource(kind.value, QUrl(name)) == b" "


def test_loading_is_not_a_change_and_cannot_be_undone(document: StyledDocument, qtbot: QtBot) -> None:
    document.load("# a **text**\nwith styles")
    qtbot.waitUntil(lambda: bool(document.firstBlock().layout().formats()))
    assert not document.isModified()
    assert not document.isUndoAvailable()


def test_styles_are_not_a_change(document: StyledDocument) -> None:
    document.load("# a **text**")
    document.take_look()
    assert document.firstBlock().layout().formats()
    assert not document.isModified()
    assert not document.isUndoAvailable()
    assert document.text() == "# a **text**"


def test_styles_stand_where_they_belong_behind_an_emoji(document: StyledDocument) -> None:
    document.load("👩‍👩‍👧 **b**")
    document.take_look()
    bold = [each for each in document.firstBlock().layout().formats() if each.format.fontWeight() > 500]
    assert [(each.start, each.length) for each in bold] == [(11, 1)]


def test_a_long_paste_is_whole_and_one_step_to_undo(area: WritingArea, document: StyledDocument) -> None:
    type_into(area, "before ")
    long = "a line of a **long** text\n" * (LONG_PASTE // 20)
    area.before_long_text(document.expect)
    paste(area, long)
    assert document.text() == "before " + long
    assert area.textCursor().position() == len("before " + long)
    assert document.lastBlock().previous().layout().formats()
    type_into(area, "after")
    assert document.text() == "before " + long + "after"
    press(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    press(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.text() == "before "
    press(area, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert document.text() == "before " + long


def test_a_very_long_paste_leaves_the_caret_before_it_and_goes_without_styles(
    area: WritingArea, document: StyledDocument, qtbot: QtBot
) -> None:
    area.before_long_text(document.expect)
    document.load("**x**")
    area.moveCursor(QTextCursor.MoveOperation.End)
    long = "**strong** words\n" * (STYLED_UP_TO // 15)
    assert len(long) > FAR_PASTE
    with qtbot.waitSignal(area.pasted_long):
        paste(area, long)
    assert area.textCursor().position() == 5
    assert document.text() == "**x**" + long
    assert not document.lastBlock().previous().layout().formats()


def test_shift_and_return_end_a_line_like_return(area: WritingArea, document: StyledDocument) -> None:
    type_into(area, "a")
    press(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    type_into(area, "b")
    assert document.text() == "a\nb"


def test_the_title_is_one_line_whatever_is_pasted(qtbot: QtBot, look: Look) -> None:
    field = TitleField(look=look)
    qtbot.addWidget(field)
    field.show()
    paste(field, "two\nlines")
    assert field.toPlainText() == "two lines"
    with qtbot.waitSignal(field.finished):
        press(field, Qt.Key.Key_Return)
    assert field.toPlainText() == "two lines"


def test_the_title_grows_to_three_lines_and_then_scrolls(qtbot: QtBot, look: Look) -> None:
    field = TitleField(look=look)
    qtbot.addWidget(field)
    field.resize(300, 50)
    field.show()
    heights = []
    for _ in range(6):
        paste(field, "a title of some length ")
        heights.append(field.height())
    assert heights[0] < heights[-1]
    assert heights[-1] == heights[-2] <= 3 * field.fontMetrics().lineSpacing() + 10


def test_reading_only_can_be_walked_and_copied_but_not_changed(area: WritingArea, document: StyledDocument) -> None:
    document.load("as it was")
    area.set_locked(True)
    type_into(area, "more")
    press(area, Qt.Key.Key_Delete)
    press(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    paste(area, "pasted") if area.canPaste() else None
    assert document.text() == "as it was"
    area.selectAll()
    assert area.textCursor().selectedText() == "as it was"
