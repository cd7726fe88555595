"""Chips, saved filters, and the search field's own helpers."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.journal.entry import Content
from allydesk.journal.search import LONGEST_QUERY
from allydesk.storage.journal import Journal
from allydesk.storage.vault import Vault
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import button, click, press, type_into
from tests.ui.journal.conftest import MakePage
from tests.ui.journal.steps import ask, choose_from_menu, focused, listed, open_id, search
from tests.vaults import at

ALT = Qt.KeyboardModifier.AltModifier


def chips(page: JournalPage) -> list[str]:
    return [chip.text() for _choice, chip in page.column.filters._chips]


def test_a_search_is_saved_renamed_moved_and_deleted(
    page: JournalPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    search(page, "mood:<0", qtbot)
    click(button(page.column, "Save this search"))
    assert focused() is page.column.saved.name
    page.column.saved.name.selectAll()
    type_into(page.column.saved.name, "Hard days")
    press(page.column.saved.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chips(page)[0] == "Hard days")
    page.column.show_everything()
    with qtbot.waitSignal(page.column.rows.completed):
        click(button(page.column.filters, "Hard days"))
    assert listed(page) == ["The queue outside the hall"]
    ask(tasks, qtbot, lambda: vault.filters.keep("Other", "storm"))
    page.column.saved.reload()
    qtbot.waitUntil(lambda: chips(page)[:2] == ["Hard days", "Other"])
    [first, _second] = page.column.filters._saved
    page.column.saved.rename(first)
    page.column.saved.name.clear()
    type_into(page.column.saved.name, "Hard")
    click(button(page.column.saved, "Save"))
    qtbot.waitUntil(lambda: chips(page)[0] == "Hard")
    page.column.filters.order_asked.emit([each.id for each in reversed(page.column.filters._saved)])
    qtbot.waitUntil(lambda: chips(page)[:2] == ["Other", "Hard"])
    page.column.saved.remove(first)
    qtbot.waitUntil(lambda: "Hard" not in chips(page))
    click(button(page.column.notice, "Undo"))
    qtbot.waitUntil(lambda: {"Other", "Hard days"} < set(chips(page)))


def test_a_saved_filter_that_has_become_nonsense_is_explained(
    make_page: MakePage, vault: Vault, journal: Journal, qtbot: QtBot
) -> None:
    vault.filters.keep("Odd", "on:2020-99 has:cake queue")
    page = make_page(journal)
    qtbot.waitUntil(lambda: "Odd" in chips(page))
    with qtbot.waitSignal(page.column.rows.completed):
        click(button(page.column.filters, "Odd"))
    assert listed(page) == ["The queue outside the hall"]
    assert page.column.note.text().startswith("There is no date 2020-99.")


def test_people_and_templates_are_filters_too(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    content = Content(at("2026-11-20"), "With Priya", people=("Priya N",), template="experience")
    ask(tasks, qtbot, lambda: journal.save(open_id(page), content))
    with qtbot.waitSignal(page.column.people_known):
        page.column.refresh_counts()
    with qtbot.waitSignal(page.column.rows.completed):
        choose_from_menu(page, "Priya N")
    assert len(listed(page)) == 1
    page.column.show_query("template:experience")
    qtbot.waitUntil(lambda: listed(page) == ["With Priya"])
    page.column.show_query("-person:priya*")
    qtbot.waitUntil(lambda: len(listed(page)) == 8)


def test_a_proposal_is_taken_only_when_it_was_chosen(page: JournalPage, qtbot: QtBot) -> None:
    field = page.column.search
    field.setFocus()
    type_into(field, "tag:wo")
    assert field.proposals.isVisible()
    press(field, Qt.Key.Key_Down, ALT)
    press(field, Qt.Key.Key_Return)
    assert field.text() == "tag:work "
    assert not field.proposals.isVisible()
    qtbot.waitUntil(lambda: len(listed(page)) == 3)
    type_into(field, "is:p")
    assert field.proposals.isVisible()
    press(field, Qt.Key.Key_Escape)
    assert not field.proposals.isVisible()
    assert field.text() == "tag:work is:p"
    press(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    type_into(field, "tag:wor")
    with qtbot.waitSignal(field.opened):
        press(field, Qt.Key.Key_Return)
    assert field.text() == "tag:wor"


def test_a_proposal_is_taken_with_the_mouse(page: JournalPage) -> None:
    field = page.column.search
    field.setFocus()
    type_into(field, "-tag:rea")
    item = field.proposals.visualItemRect(field.proposals.item(0)).center()
    click(field.proposals.viewport(), item)
    assert field.text() == "-tag:Reading "
    assert focused() is field


def test_every_operator_is_explained_and_can_be_tried(page: JournalPage, qtbot: QtBot) -> None:
    field = page.column.search
    field.setFocus()
    press(field, Qt.Key.Key_F1)
    assert field.operators.isVisible()
    with qtbot.waitSignal(page.column.rows.completed):
        click(button(field.operators, "mood:<0"))
    assert field.text() == "mood:<0"
    assert listed(page) == ["The queue outside the hall"]


def test_twenty_megabytes_in_the_field_are_cut_and_told(page: JournalPage) -> None:
    data = QMimeData()
    data.setText("word " * 4_000_000)
    QApplication.clipboard().setMimeData(data)
    page.column.search.setFocus()
    page.column.search.paste()
    assert len(page.column.search.text()) == LONGEST_QUERY
    assert page.column.note.text() == "A search holds 1,000 characters. What came after them was left out."


def test_pasting_from_a_clipboard_that_is_empty_by_now_does_nothing(page: JournalPage) -> None:
    QApplication.clipboard().clear()
    page.column.search.setFocus()
    page.column.search.paste()
    assert page.column.search.text() == ""
