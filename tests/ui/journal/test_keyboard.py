"""The journal without a mouse."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from allydesk.storage.journal import Journal
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import press, type_into
from tests.ui.journal.steps import CTRL, ask, focused, listed, title

# By keyboard alone


def test_a_journey_without_a_mouse(page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot) -> None:
    press(page, Qt.Key.Key_N, CTRL)
    type_into(page.editor.title, "By hand")
    press(page.editor.title, Qt.Key.Key_Tab)
    assert focused() is page.editor.tags._field
    type_into(page.editor.tags._field, "keys")
    press(page.editor.tags._field, Qt.Key.Key_Return)
    press(page.editor.tags._field, Qt.Key.Key_Tab)
    assert focused() is page.editor.text
    type_into(page.editor.text, "Written without a mouse")
    qtbot.waitUntil(lambda: len(listed(page)) == 9 and listed(page)[0] == "By hand")
    press(page.editor.text, Qt.Key.Key_Down, CTRL)
    qtbot.waitUntil(lambda: title(page) == "The queue outside the hall")
    press(page.editor.text, Qt.Key.Key_Up, CTRL)
    qtbot.waitUntil(lambda: title(page) == "By hand")
    press(page.editor.text, Qt.Key.Key_F2)
    assert focused() is page.editor.title
    press(page.editor.title, Qt.Key.Key_Escape)
    assert focused() is page.column.list
    press(page.column.list, Qt.Key.Key_Up)
    assert focused() is page.column.search
    press(page.column.search, Qt.Key.Key_Down)
    assert focused() is page.column.list
    press(page.column.list, Qt.Key.Key_Return)
    assert focused() is page.editor.text
    press(page.editor.text, Qt.Key.Key_Escape)
    press(page.column.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(listed(page)) == 8)
    trashed = ask(tasks, qtbot, lambda: [each.content for each in journal.each() if each.trashed])
    assert isinstance(trashed, list)
    assert [(content.title, content.tags) for content in trashed] == [("By hand", ("keys",))]


def test_tab_reaches_everything_and_nothing_has_no_name(page: JournalPage) -> None:
    page.column.search.setFocus()
    reached: list[QWidget] = []
    for _ in range(40):
        widget = focused()
        assert widget is not None
        if widget in reached:
            break
        reached.append(widget)
        press(widget, Qt.Key.Key_Tab)
    wanted = [page.column.search, page.column.new, page.column.filters._more, page.column.list]
    wanted += [page.editor.title, page.editor.tags._field, page.editor.text, page.editor.history, page.editor.more]
    order = [reached.index(widget) for widget in wanted]
    assert order == sorted(order)
    nameless = [widget for widget in reached if not (widget.accessibleName() or getattr(widget, "text", str)())]
    assert nameless == []
