"""The window: outside and inside, the rail, the notice, and what a keyboard can reach."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from allydesk.ui.theme import Look, Tone
from allydesk.ui.window import MainWindow
from tests.ui.hands import button, click, press


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> MainWindow:
    """A window with two rooms and Settings, on the screen."""
    window = MainWindow(look=look)
    qtbot.addWidget(window)
    for key, name in (("journal", "Journal"), ("story", "Story")):
        window.add_room(key, name, key, QWidget())
    window.add_room("settings", "Settings", "settings", QWidget(), at_foot=True)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.show_room("journal")
    return window


def page_with_field() -> tuple[QWidget, QLineEdit]:
    page, field = QWidget(), QLineEdit()
    QVBoxLayout(page).addWidget(field)
    return page, field


def test_a_room_is_shown_by_its_button(window: MainWindow, qtbot: QtBot) -> None:
    assert window.current_room == "journal"
    with qtbot.waitSignal(window.room_shown) as shown:
        click(window.rail.button("story"))
    assert shown.args == ["story"]
    assert window.current_room == "story"
    assert window.rail.button("story").isChecked()
    assert not window.rail.button("journal").isChecked()


def test_showing_the_room_that_is_shown_says_nothing(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.room_shown):
        window.show_room("journal")


def test_a_room_is_added_once(window: MainWindow) -> None:
    page = QWidget(window)
    with pytest.raises(ValueError, match="once"):
        window.add_room("journal", "Journal", "journal", page)
    with pytest.raises(KeyError):
        window.show_room("attic")


def test_a_shown_room_has_the_focus(window: MainWindow) -> None:
    page, field = page_with_field()
    page.setFocusProxy(field)
    window.add_room("learn", "Learn", "learn", page)
    window.show_room("learn")
    assert field.hasFocus()


def test_the_rail_is_walked_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    journal, story, settings = (window.rail.button(key) for key in ("journal", "story", "settings"))
    journal.setFocus(Qt.FocusReason.TabFocusReason)
    press(journal, Qt.Key.Key_Down)
    assert story.hasFocus()
    assert window.current_room == "story"
    press(story, Qt.Key.Key_Tab)
    assert window.rail.lock.hasFocus()
    with qtbot.waitSignal(window.lock_requested):
        press(window.rail.lock, Qt.Key.Key_Return)
    press(window.rail.lock, Qt.Key.Key_Backtab)
    assert story.hasFocus()
    press(story, Qt.Key.Key_Down)
    assert settings.hasFocus()
    assert window.current_room == "settings"


def test_every_item_of_the_rail_can_be_read_out(window: MainWindow) -> None:
    for key, name in (("journal", "Journal"), ("settings", "Settings")):
        said = QAccessible.queryAccessibleInterface(window.rail.button(key))
        assert said.text(QAccessible.Text.Name) == name
        assert said.role() == QAccessible.Role.CheckBox
    assert QAccessible.queryAccessibleInterface(window.rail.lock).text(QAccessible.Text.Description) == "Ctrl+L"


def test_the_focus_is_seen(window: MainWindow, look: Look) -> None:
    story = window.rail.button("story")
    accent = look.palette.colour(Tone.ACCENT)

    def ring() -> int:
        image: QImage = story.grab().toImage()
        return sum(image.pixelColor(x, 1) == accent for x in range(10, image.width() - 10))

    assert ring() == 0
    story.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring() > 100


@pytest.mark.parametrize("inside", [True, False])
def test_ctrl_l_locks_from_inside_only(window: MainWindow, qtbot: QtBot, *, inside: bool) -> None:
    if not inside:
        window.show_outside(QWidget())
    locked: list[bool] = []
    window.lock_requested.connect(lambda: locked.append(True))
    press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(0)
    assert locked == [True] * inside


def test_lock_can_be_clicked(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.lock_requested):
        click(window.rail.lock)


def test_outside_there_is_no_rail_and_the_page_before_is_destroyed(window: MainWindow, qtbot: QtBot) -> None:
    first, second = QWidget(), QWidget()
    window.show_outside(first)
    assert not window.rail.isVisible()
    assert window.current_room == ""
    window.show_outside(second)
    qtbot.waitUntil(lambda: not isValid(first))
    assert second.isVisible()
    window.show_inside()
    qtbot.waitUntil(lambda: not isValid(second))
    assert window.rail.isVisible()
    assert window.current_room == "journal"


def test_clearing_destroys_every_page(window: MainWindow, qtbot: QtBot) -> None:
    page, field = page_with_field()
    window.add_room("learn", "Learn", "learn", page)
    field.setText("what was written")
    window.show_outside(QWidget())
    window.clear_rooms()
    qtbot.waitUntil(lambda: not isValid(field))
    window.add_room("journal", "Journal", "journal", QWidget())
    window.show_room("journal")
    assert window.current_room == "journal"


def test_the_title_never_says_more_than_the_name(window: MainWindow) -> None:
    for key in ("journal", "story", "settings"):
        window.show_room(key)
        assert window.windowTitle() == "Allydesk"


def test_a_notice_is_told_acted_on_and_put_away(window: MainWindow, qtbot: QtBot) -> None:
    assert not window.notices.isVisible()
    with qtbot.waitCallback() as act:
        window.show_notice("The backup could not be written.", action="Try again", act=act)
        assert window.notices.isVisible()
        assert window.notices.text.text() == "The backup could not be written."
        click(button(window, "Try again"))
    assert not window.notices.isVisible()


def test_a_notice_can_be_dismissed_without_acting(window: MainWindow) -> None:
    acted: list[bool] = []
    window.show_notice("A backup is late.", action="Back up now", act=lambda: acted.append(True))
    click(window.notices.close_button)
    assert not window.notices.isVisible()
    window.show_notice("Saved.")
    assert not window.notices.action.isVisible()
    assert acted == []


def test_a_notice_stays_inside(window: MainWindow) -> None:
    window.show_notice("The backup could not be written.")
    window.show_outside(QWidget())
    window.show_inside()
    assert not window.notices.isVisible()


def test_the_rail_can_be_put_away_for_writing(window: MainWindow) -> None:
    window.hide_rail(hidden=True)
    assert not window.rail.isVisible()
    window.hide_rail(hidden=False)
    assert window.rail.isVisible()


def test_closing_asks_first_when_someone_holds_it(window: MainWindow, qtbot: QtBot) -> None:
    window.hold_on_close()
    with qtbot.waitSignal(window.close_requested):
        window.close()
    assert window.isVisible()
    window.leave()
    assert not window.isVisible()


def test_ctrl_q_closes(window: MainWindow) -> None:
    press(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_words_in_the_rail_are_never_cut(window: MainWindow, look: Look, qapp: QApplication, scale: float) -> None:
    window.resize(QSize(1024, 640))
    look.scale_text(scale)
    qapp.processEvents()
    for each in (window.rail.button("settings"), window.rail.button("journal"), window.rail.lock):
        assert each.width() >= each.sizeHint().width()
        assert each.height() >= each.sizeHint().height()
    assert window.rail.width() < 300
