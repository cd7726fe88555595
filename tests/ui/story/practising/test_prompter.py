"""The teleprompter by keyboard, mouse and eye."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.ui.story.practising.prompter import Prompter
from allydesk.ui.story.practising.script import script_of
from allydesk.ui.theme import Look, Theme
from tests.ui.story.practising.parts import TEXT, WORDS


@pytest.fixture
def prompter(qtbot: QtBot, look: Look) -> Prompter:
    made = Prompter(look=look)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show_script(script_of(TEXT, look=look))
    made.place_asked.connect(lambda words: made.show_place(words, glides=False))
    made.show()
    made.setFocus()
    return made


def pixels(prompter: Prompter) -> QImage:
    return prompter.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def wheel(prompter: Prompter, turned: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    event = QWheelEvent(
        QPointF(50, 50),
        prompter.mapToGlobal(QPointF(50, 50)),
        QPoint(),
        QPoint(0, turned),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(prompter, event)


@pytest.mark.parametrize(
    ("key", "signal", "carried"),
    [
        (Qt.Key.Key_Space, "pause_asked", []),
        (Qt.Key.Key_Right, "faster_asked", [1]),
        (Qt.Key.Key_Period, "faster_asked", [1]),
        (Qt.Key.Key_Left, "faster_asked", [-1]),
        (Qt.Key.Key_Comma, "faster_asked", [-1]),
        (Qt.Key.Key_Plus, "larger_asked", [1]),
        (Qt.Key.Key_Minus, "larger_asked", [-1]),
        (Qt.Key.Key_M, "mirror_asked", []),
        (Qt.Key.Key_T, "time_asked", []),
        (Qt.Key.Key_Escape, "end_asked", []),
    ],
)
def test_each_key_asks_for_one_thing(
    prompter: Prompter, qtbot: QtBot, key: Qt.Key, signal: str, carried: list[int]
) -> None:
    with qtbot.waitSignal(getattr(prompter, signal)) as asked:
        QTest.keyClick(prompter, key)
    assert asked.args == carried


def test_keys_with_ctrl_are_somebody_elses(prompter: Prompter) -> None:
    asked: list[object] = []
    prompter.pause_asked.connect(lambda: asked.append(1))
    QTest.keyClick(prompter, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert asked == []


def test_up_and_down_go_line_by_line(prompter: Prompter) -> None:
    first = prompter.line_in_words()
    QTest.keyClick(prompter, Qt.Key.Key_Down)
    second = prompter.line_in_words()
    QTest.keyClick(prompter, Qt.Key.Key_Down)
    assert (first, second[:9]) == ("Where I begin", "She asked")
    assert prompter.line_in_words() not in (first, second)
    QTest.keyClick(prompter, Qt.Key.Key_Up)
    assert prompter.line_in_words() == second
    assert prompter.accessibleDescription() == second
    QTest.keyClick(prompter, Qt.Key.Key_End)
    assert prompter.line_in_words().endswith("for me.")
    last = prompter.place
    QTest.keyClick(prompter, Qt.Key.Key_Down)
    assert prompter.place == last
    QTest.keyClick(prompter, Qt.Key.Key_PageUp)
    assert 0 < prompter.place < last
    QTest.keyClick(prompter, Qt.Key.Key_Home)
    assert prompter.place == 0


def test_a_click_brings_its_line_to_the_reading_line(prompter: Prompter) -> None:
    y = int(prompter.y_of_reading_line())
    QTest.mouseClick(prompter, Qt.MouseButton.LeftButton, pos=QPoint(300, y + 75))
    assert prompter.place == 3  # the line after the heading of three words
    QTest.mouseClick(prompter, Qt.MouseButton.LeftButton, pos=QPoint(300, y))
    assert prompter.place == 3


def test_the_wheel_goes_line_by_line_and_with_ctrl_changes_the_size(prompter: Prompter) -> None:
    sizes: list[int] = []
    prompter.larger_asked.connect(sizes.append)
    wheel(prompter, -60)
    assert prompter.place == 0
    wheel(prompter, -60)
    assert prompter.place == 3
    wheel(prompter, 120)
    assert prompter.place == 0
    wheel(prompter, 120, Qt.KeyboardModifier.ControlModifier)
    assert (sizes, prompter.place) == ([1], 0)


def test_size_and_width_keep_the_place(prompter: Prompter) -> None:
    prompter.show_place(60.0, glides=True)
    word = prompter.line_in_words()
    prompter.set_type(74, mirrored=False)
    prompter.resize(500, 700)
    assert prompter.place == 60
    assert set(prompter.line_in_words().split()) <= set(word.split()) | {"for", "me.", "She"}


def test_mirrored_the_text_is_painted_the_wrong_way_round(prompter: Prompter) -> None:
    prompter.clearFocus()
    straight = pixels(prompter)
    prompter.set_type(38, mirrored=True)
    mirrored = pixels(prompter)
    assert mirrored != straight
    # Letters are set on whole pixels from the left, so the two agree but for the edges of strokes.
    turned = straight.flipped(Qt.Orientation.Horizontal)
    alike = sum(
        abs(mirrored.pixelColor(x, y).lightness() - turned.pixelColor(x, y).lightness()) < 100
        for x in range(0, 900, 3)
        for y in range(0, 500, 3)
    )
    assert alike > 0.99 * 300 * 167


def test_gliding_it_moves_between_lines_and_stepping_only_from_line_to_line(prompter: Prompter) -> None:
    def tops(glides: bool) -> set[float]:
        found = set()
        for step in range(31):
            prompter.show_place(3 + step / 10, glides=glides)
            found.add(prompter._shift())
        return found

    assert len(tops(glides=True)) > 10
    assert len(tops(glides=False)) == 1


def test_nothing_moves_or_blinks_by_itself(prompter: Prompter, qtbot: QtBot) -> None:
    qtbot.wait(1)
    before = pixels(prompter)
    for _ in range(5):
        qtbot.wait(10)
        assert pixels(prompter) == before


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_what_was_told_recedes_in_every_theme(prompter: Prompter, look: Look, theme: Theme) -> None:
    look.choose(theme)
    prompter.show_place(0.0, glides=False)
    at_the_top = pixels(prompter)
    prompter.show_place(float(WORDS), glides=False)
    assert pixels(prompter) != at_the_top


def test_cleared_it_shows_and_says_nothing(prompter: Prompter) -> None:
    QTest.keyClick(prompter, Qt.Key.Key_Down)
    prompter.clear()
    assert (prompter.line_in_words(), prompter.accessibleDescription(), prompter.place) == ("", "", 0)
    QTest.keyClick(prompter, Qt.Key.Key_Down)
    assert prompter.place == 0
