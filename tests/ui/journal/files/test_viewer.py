"""The viewer: pictures enlarged, moved and turned; texts read; everything else named."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.journal.entry import Attachment
from allydesk.ui.journal.files.canvas import Canvas
from allydesk.ui.journal.files.viewer import Viewer
from tests.ui.hands import press
from tests.ui.journal.files.conftest import Desk
from tests.ui.journal.files.made import SVG, encoded, png_that_says, turned_jpeg

FILES = (
    ("one.png", encoded(width=1200, height=300)),
    ("two.jpg", turned_jpeg(6)),
    ("three.txt", "Grüße\n<b>not bold</b>".encode()),
    ("four.mp3", b"ID3\4\0"),
    ("five.svg", SVG),
    ("six.png", png_that_says(60_000, 60_000)),
    ("seven.txt", b"caf\xc3\xa9 " + b"a" * 5000 + b"\xff\xfe"),
)


@pytest.fixture
def files(desk: Desk) -> tuple[Attachment, ...]:
    for name, data in FILES:
        desk.attach(name, data)
    desk.strip.show_files(desk.entry_id, desk.kept, locked=False)
    return desk.kept


def opened(desk: Desk, file: Attachment) -> Viewer:
    desk.strip.open(file)
    viewer = desk.strip._viewer
    assert viewer is not None
    return viewer


def shows(viewer: Viewer, words: str) -> bool:
    return viewer.words.isVisible() and words in viewer.words.text()


def test_a_picture_is_shown_with_its_name_and_size(desk: Desk, files: tuple[Attachment, ...]) -> None:
    viewer = opened(desk, files[0])
    desk.until(viewer.canvas.isVisible)
    assert viewer.name.whole_text() == "one.png"
    assert "1200 × 300" in viewer.detail.whole_text()
    assert "1 of 7" in viewer.detail.whole_text()
    assert viewer.windowTitle() == "Allydesk"
    assert viewer.isModal()
    press(viewer.canvas, Qt.Key.Key_Escape)
    assert desk.strip._viewer is None


def test_the_arrows_lead_to_the_other_files(desk: Desk, files: tuple[Attachment, ...]) -> None:
    viewer = opened(desk, files[0])
    desk.until(viewer.canvas.isVisible)
    assert not viewer.before.isEnabled()
    press(viewer.canvas, Qt.Key.Key_Right)
    desk.until(lambda: "40 × 64" in viewer.detail.whole_text())
    press(viewer.canvas, Qt.Key.Key_PageDown)
    desk.until(viewer.text.isVisible)
    assert viewer.text.document().toRawText() == "Grüße\u2029<b>not bold</b>"
    press(viewer.text, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert viewer.name.whole_text() == "two.jpg"


def test_what_is_not_shown_is_named_with_the_reason(desk: Desk, files: tuple[Attachment, ...]) -> None:
    reasons = {
        3: "Sound is not played here.",
        4: "This kind of picture is not shown here.",
        5: "60000 by 60000 pixels",
        6: "This file is not shown here.",
    }
    for number, words in reasons.items():
        viewer = opened(desk, files[number])
        desk.until(partial(shows, viewer, words))
        assert viewer.name.whole_text() == files[number].name
        assert viewer.save.isVisible()
        assert not viewer.larger.isVisible()


def test_a_late_picture_does_not_take_the_place_of_another_file(desk: Desk, files: tuple[Attachment, ...]) -> None:
    viewer = opened(desk, files[0])
    viewer.show_file(files, files[3])
    desk.until(lambda: not desk.strip.pictures._errands._out)
    desk.until(lambda: desk.strip.pictures._decoding is not None and not desk.strip.pictures._decoding._out)
    assert shows(viewer, "Sound is not played here.")


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    pixmap = QPixmap(1200, 400)
    pixmap.fill(Qt.GlobalColor.white)
    made.show_picture(pixmap, QSize(1200, 400))
    return made


def test_keys_enlarge_reduce_fit_and_turn(canvas: Canvas) -> None:
    assert canvas.scale() == 0.5
    assert canvas.is_fitted
    press(canvas, Qt.Key.Key_Plus)
    assert canvas.scale() == 0.625
    press(canvas, Qt.Key.Key_Minus)
    assert canvas.scale() == pytest.approx(0.5)
    press(canvas, Qt.Key.Key_1)
    assert canvas.scale() == 1.0
    press(canvas, Qt.Key.Key_0)
    assert canvas.scale() == 0.5
    press(canvas, Qt.Key.Key_R)
    assert canvas.scale() == pytest.approx(1 / 3)
    for _step in range(40):
        press(canvas, Qt.Key.Key_Plus)
    assert canvas.scale() == 16
    for _step in range(80):
        press(canvas, Qt.Key.Key_Minus)
    assert canvas.scale() == pytest.approx(1 / 3)


def test_arrows_move_what_is_enlarged_and_walk_when_it_fits(canvas: Canvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.walked) as walked:
        press(canvas, Qt.Key.Key_Left)
    assert walked.args == [-1]
    press(canvas, Qt.Key.Key_1)
    with qtbot.assertNotEmitted(canvas.walked):
        press(canvas, Qt.Key.Key_Right)
    assert canvas._middle == QPointF(-60, 0)
    for _step in range(30):
        press(canvas, Qt.Key.Key_Right)
    assert canvas._middle == QPointF(-300, 0), "its edge stays at the window's edge"


def test_the_wheel_enlarges_about_the_pointer(canvas: Canvas) -> None:
    at = QPointF(450, 200)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    assert canvas.scale() == 0.625
    assert canvas._middle == QPointF(-37.5, 0)


def test_it_is_pulled_about_by_hand(canvas: Canvas) -> None:
    canvas.show_actual()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    QTest.mouseMove(canvas, QPoint(400, 260))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(400, 260))
    assert canvas._middle == QPointF(100, 0)
