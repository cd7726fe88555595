"""What a person does with the journal's page, and what they see of it, in words."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from allydesk.ids import EntryId
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import type_into

CTRL = Qt.KeyboardModifier.ControlModifier
LARGE = "more than fits into the room there is\n" * 20_000


def ask(tasks: TaskRunner, qtbot: QtBot, work: Callable[[], object]) -> object:
    """What the vault says, asked on its own thread as everything is."""
    found: list[object] = []
    tasks.run(work, done=found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def title(page: JournalPage) -> str:
    return page.editor.sheet.title.text() if page.editor.sheet else ""


def text(page: JournalPage) -> str:
    return page.editor.sheet.text.text() if page.editor.sheet else ""


def open_id(page: JournalPage) -> EntryId:
    assert page.editor.sheet is not None
    return page.editor.sheet.entry_id


def listed(page: JournalPage) -> list[str]:
    return [str(page.column.rows.index(row, 0).data()) for row in range(page.column.rows.rowCount())]


def go(page: JournalPage, wanted: str, qtbot: QtBot) -> None:
    """Go to a row by its title."""
    page.column.list.setCurrentIndex(page.column.rows.index(listed(page).index(wanted), 0))
    qtbot.waitUntil(lambda: title(page) == wanted)


def search(page: JournalPage, words: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.column.rows.completed):
        type_into(page.column.search, words)


def rows_left(page: JournalPage, number: int) -> bool:
    return len(listed(page)) == number and page.editor.sheet is not None


def choose_from_menu(page: JournalPage, words: str) -> None:
    """The item of the menu under the filters, or of a menu in it, that begins with these words."""
    [action] = [action for action in _every(page.column.filters.menu()) if action.text().startswith(words)]
    action.trigger()


def _every(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        part = action.menu()
        found += _every(part) if isinstance(part, QMenu) else [action]
    return found


def show_trash(page: JournalPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.column.rows.completed):
        choose_from_menu(page, "Trash")


def focused() -> QWidget | None:
    return QApplication.focusWidget()
