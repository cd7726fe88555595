"""The moments an entry is linked with, under its text, and the ways to the lifeline."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from allydesk.ids import EntryId
from allydesk.storage.vault import Vault
from allydesk.story.ids import new_moment_id
from allydesk.story.lifeline import Change, Edit, Moment
from allydesk.story.vague_date import VagueDate
from allydesk.ui.journal.page import JournalPage
from tests.ui.hands import click, press

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def open_id(page: JournalPage) -> EntryId:
    assert page.editor.sheet is not None
    return page.editor.sheet.entry_id


def link(vault: Vault, entry_id: EntryId, title: str = "Choir & co.") -> Moment:
    moment = Moment(new_moment_id(), title, VagueDate("when I was little"), entries=(entry_id,))
    vault.lifeline.apply(Edit("Add", (Change(None, moment),)))
    return moment


def test_nothing_is_said_of_an_entry_without_a_moment(page: JournalPage) -> None:
    assert page.editor.moments.isHidden()


def test_a_moment_is_said_under_the_text_and_leads_to_the_lifeline(
    page: JournalPage, vault: Vault, qtbot: QtBot
) -> None:
    moment = link(vault, open_id(page))
    page.lifeline_changed()
    qtbot.waitUntil(page.editor.moments.isVisible)
    assert page.editor.moments.line.text() == "▸ 1 moment on your lifeline"
    click(page.editor.moments.line)
    rows = [row for row in page.editor.moments.findChildren(QPushButton) if row is not page.editor.moments.line]
    assert [row.accessibleName() for row in rows] == ["Open Choir & co. · when I was little"]
    with qtbot.waitSignal(page.moment_asked) as asked:
        click(rows[0])
    assert asked.args == [moment.id]


def test_another_entry_has_its_own_moments(page: JournalPage, vault: Vault, qtbot: QtBot) -> None:
    first = open_id(page)
    link(vault, first)
    page.lifeline_changed()
    qtbot.waitUntil(page.editor.moments.isVisible)
    page.column.list.go(1)
    qtbot.waitUntil(lambda: open_id(page) != first)
    qtbot.waitUntil(page.editor.moments.isHidden)
    page.open_entry(first)
    qtbot.waitUntil(page.editor.moments.isVisible)


def test_an_entry_is_added_once_what_is_typed_in_it_is_kept(page: JournalPage, vault: Vault, qtbot: QtBot) -> None:
    page.editor.title.setFocus()
    press(page.editor.title, Qt.Key.Key_End)
    press(page.editor.title, Qt.Key.Key_Exclam)
    with qtbot.waitSignal(page.lifeline_asked) as asked:
        press(page.editor.title, Qt.Key.Key_Y, CTRL_SHIFT)
    assert asked.args == [(open_id(page),)]
    assert vault.journal.entry(open_id(page)).content.title.endswith("!")
