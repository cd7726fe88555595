"""Several entries at once, pins, and what the menu of a row does."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.storage.journal import Journal
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import button, click, press
from tests.ui.journal.steps import CTRL, ask, choose_from_menu, go, listed, open_id, search, show_trash, title
from tests.ui.scripted import ScriptedPrompts

SHIFT = Qt.KeyboardModifier.ShiftModifier


def mark(page: JournalPage, *rows: int) -> None:
    """Go to the first row, and mark the others with Ctrl held."""
    for number, row in enumerate(rows):
        place = page.column.list.visualRect(page.column.rows.index(row, 0)).center()
        held = CTRL if number else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(page.column.list.viewport(), Qt.MouseButton.LeftButton, held, place)


def choose(page: JournalPage, words: str) -> None:
    [action] = [each for each in page._row_menu.menu().actions() if each.text().startswith(words)]
    action.trigger()


def test_marking_goes_nowhere_and_says_how_many(page: JournalPage) -> None:
    mark(page, 0, 2, 3)
    assert title(page) == "The queue outside the hall"
    assert page.column.list.rows_marked() == [0, 2, 3]
    assert page.column.several.words.text() == "3 marked"
    press(page.column.list, Qt.Key.Key_Down, SHIFT)
    assert title(page) == "The queue outside the hall"
    mark(page, 0)
    assert not page.column.several.isVisible()


def test_several_go_to_the_trash_and_come_back(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    mark(page, 0, 1, 4)
    press(page.column.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(listed(page)) == 5)
    assert ask(tasks, qtbot, lambda: journal.count(trash=True)) == 3
    click(button(page.column.notice, "Undo"))
    qtbot.waitUntil(lambda: len(listed(page)) == 8)
    assert ask(tasks, qtbot, lambda: journal.count(trash=True)) == 0


def test_several_are_restored_and_others_deleted_for_good_after_a_question(
    page: JournalPage, journal: Journal, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    page.column.list.selectAll()
    choose(page, "Move 8 entries to trash")
    qtbot.waitUntil(lambda: not listed(page))
    show_trash(page, qtbot)
    mark(page, 0, 1)
    click(page.column.several.restore)
    qtbot.waitUntil(lambda: len(listed(page)) == 6)
    mark(page, 0, 1)
    prompts.will_choose("delete")
    press(page.column.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(listed(page)) == 4)
    assert prompts.asked == ["Delete 2 entries for good?"]
    assert ask(tasks, qtbot, journal.count) == 2


def test_the_trash_is_emptied_at_once(
    page: JournalPage, journal: Journal, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    mark(page, 0, 1, 2)
    click(page.column.several.trash)
    qtbot.waitUntil(lambda: len(listed(page)) == 5)
    show_trash(page, qtbot)
    prompts.will_choose("keep")
    click(page.column.empty_trash)
    qtbot.waitUntil(lambda: prompts.asked == ["Delete 3 entries for good?"])
    assert ask(tasks, qtbot, lambda: journal.count(trash=True)) == 3
    prompts.will_choose("delete")
    click(page.column.empty_trash)
    qtbot.waitUntil(lambda: not listed(page))
    assert ask(tasks, qtbot, lambda: journal.count(trash=True)) == 0
    assert ask(tasks, qtbot, journal.count) == 5
    assert not page.column.empty_trash.isVisible()


def test_nothing_of_what_was_in_the_trash_stays_in_memory(
    page: JournalPage, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    go(page, "First week", qtbot)
    stays = open_id(page)
    for _ in range(2):
        mark(page, 0)
        qtbot.waitUntil(lambda: title(page) == listed(page)[0])
        number = len(listed(page))
        page._trash.delete_open()
        qtbot.waitUntil(lambda number=number: len(listed(page)) == number - 1)  # type: ignore[misc]  # bound at once
    show_trash(page, qtbot)
    seen = []
    for row in (0, 1):
        mark(page, row)
        qtbot.waitUntil(lambda row=row: title(page) == listed(page)[row])  # type: ignore[misc]  # bound at once
        seen.append(open_id(page))
    assert all(page._opening.find(entry_id) is not None for entry_id in seen)
    prompts.will_choose("delete")
    click(page.column.empty_trash)
    qtbot.waitUntil(lambda: not listed(page))
    assert [page._opening.find(entry_id) for entry_id in seen] == [None, None]
    assert page.editor.sheet is None
    assert page._opening.find(stays) is not None


def test_print_and_export_name_the_entries_in_the_order_of_the_list(page: JournalPage, qtbot: QtBot) -> None:
    wanted = [page.column.rows.summary_at(row) for row in (1, 3)]
    mark(page, 3, 1)
    with qtbot.waitSignal(page.print_asked) as printed:
        click(page.column.several.print)
    with qtbot.waitSignal(page.export_asked) as exported:
        click(page.column.several.export)
    ids = tuple(each.id for each in wanted if each is not None)
    assert printed.args == [ids]
    assert exported.args == [ids]


def test_a_pinned_entry_stands_first_where_everything_is_shown(page: JournalPage, qtbot: QtBot) -> None:
    mark(page, 6)
    qtbot.waitUntil(lambda: title(page) == "First week")
    choose(page, "Pin")
    qtbot.waitUntil(lambda: listed(page)[0] == "First week")
    assert len(listed(page)) == 8
    assert page.column.list.currentIndex().row() == 0
    qtbot.waitUntil(lambda: page.editor.sheet is not None and page.editor.sheet.pinned)
    search(page, "new", qtbot)
    assert listed(page) == ["Reading notes: chapter 3", "First week"]
    page.column.show_everything()
    qtbot.waitUntil(lambda: len(listed(page)) == 8)
    mark(page, 0)
    choose(page, "Unpin")
    qtbot.waitUntil(lambda: listed(page)[6] == "First week")


def test_a_link_to_an_entry_is_copied(page: JournalPage) -> None:
    mark(page, 0)
    choose(page, "Copy link")
    assert QApplication.clipboard().text() == "[[The queue outside the hall]]"


def test_the_entry_left_open_is_open_again(
    page: JournalPage, make_page: object, journal: Journal, qtbot: QtBot
) -> None:
    assert callable(make_page)
    mark(page, 4)
    qtbot.waitUntil(lambda: title(page) == "The joke before the meeting")
    left = open_id(page)
    done: list[bool] = []
    page.flush(lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    again = make_page(journal)
    qtbot.waitUntil(lambda: again.editor.sheet is not None and open_id(again) == left)
    qtbot.waitUntil(lambda: again.column.list.currentIndex().row() == 4)
    assert QApplication.focusWidget() is again.column.list


def test_the_menu_of_filters_leads_to_the_calendar(page: JournalPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.calendar_asked):
        choose_from_menu(page, "Calendar")
