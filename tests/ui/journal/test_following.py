"""Links between entries, and new entries from templates."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from allydesk.storage.journal import Journal
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import button, click, press, type_into
from tests.ui.journal.conftest import MakePage
from tests.ui.journal.steps import ask, focused, go, text, title
from tests.vaults import written


def test_a_link_is_completed_and_followed(page: JournalPage, qtbot: QtBot) -> None:
    area = page.editor.text
    area.setFocus()
    area.moveCursor(QTextCursor.MoveOperation.End)
    type_into(area, " [[joke")
    qtbot.waitUntil(page._following.proposals.isVisible)
    press(area, Qt.Key.Key_Down)
    press(area, Qt.Key.Key_Return)
    assert text(page).endswith("[[The joke before the meeting]]")
    page._following.follow("the JOKE before the meeting")
    qtbot.waitUntil(lambda: title(page) == "The joke before the meeting")
    qtbot.waitUntil(page.editor.links.isVisible)


def test_the_newest_titles_are_proposed_before_anything_is_typed(page: JournalPage, qtbot: QtBot) -> None:
    area, proposals = page.editor.text, page._following.proposals
    area.setFocus()
    area.moveCursor(QTextCursor.MoveOperation.End)
    type_into(area, " [[")
    qtbot.waitUntil(proposals.isVisible)
    assert proposals.item(0).text() == "Reading notes: chapter 3"
    assert title(page) not in [proposals.item(row).text() for row in range(proposals.count())]
    type_into(area, "]]")
    assert not proposals.isVisible()


def test_a_link_to_nothing_offers_to_begin_it(page: JournalPage, qtbot: QtBot) -> None:
    page._following.follow("Tomorrow")
    qtbot.waitUntil(page.editor.offer.isVisible)
    click(button(page.editor.offer, "Begin it"))
    assert title(page) == "Tomorrow"
    assert focused() is page.editor.text


def test_links_follow_a_new_title_when_one_wants_it(
    make_page: MakePage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    linking = journal.add(written("2026-11-20", "Linking", "as in [[First week]]"))
    page = make_page(journal)
    qtbot.waitUntil(lambda: page.editor.sheet is not None)
    go(page, "First week", qtbot)
    qtbot.waitUntil(page.editor.links.isVisible)
    page.editor.title.setFocus()
    page.editor.title.selectAll()
    type_into(page.editor.title, "Beginnings")
    page.editor.text.setFocus()
    qtbot.waitUntil(page.editor.offer.isVisible)
    with qtbot.waitSignal(page._retitling.entry_changed):
        click(button(page.editor.offer, "Update it"))
    assert ask(tasks, qtbot, lambda: journal.entry(linking.id).content.text) == "as in [[Beginnings]]"


def test_an_entry_begins_with_a_template_and_is_kept_once_written_in(
    page: JournalPage, journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page._beginning.templates.find("experience") is not None)
    page.new_entry("experience")
    assert text(page).startswith("## ")
    assert ask(tasks, qtbot, journal.count) == 8
    go(page, "First week", qtbot)
    assert ask(tasks, qtbot, journal.count) == 8
    page.new_entry("experience")
    with qtbot.waitSignal(page.entry_saved):
        type_into(page.editor.title, "x")
    sheet = page.editor.sheet
    assert sheet is not None
    kept = sheet.kept
    assert kept is not None
    assert kept.template == "experience"


def test_a_page_can_begin_with_a_text(page: JournalPage) -> None:
    page.new_entry("", "What did you notice today?\n\n")
    assert text(page) == "What did you notice today?\n\n"
    assert page.editor.text.textCursor().atEnd()
    assert focused() is page.editor.text


def test_every_key_on_the_page_has_one_meaning(page: JournalPage) -> None:
    keys = [action.shortcut for action in page.offered() if action.shortcut]
    assert len(keys) == len(set(keys))
