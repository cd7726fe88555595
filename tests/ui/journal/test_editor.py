"""The editor with a real vault under it: what is about an entry is kept, links follow a new title, time adds up."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from allydesk.ids import EntryId, new_entry_id
from allydesk.journal.entry import Entry
from allydesk.storage.journal import Journal
from allydesk.ui.journal.about.retitling import Retitling
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.journal.saving import Autosave, Kept
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.journal.style import journal_style
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.hands import button, click, press, type_into
from tests.ui.journal.full_disk import free_disk, full_disk
from tests.ui.journal.steps import CTRL, ask, focused
from tests.vaults import TestClock, at, written


class Bench:
    """An editor over a real journal, without the list."""

    def __init__(self, *, journal: Journal, tasks: TaskRunner, look: Look, clock: TestClock, qtbot: QtBot) -> None:
        self.now = 100.0
        self.journal, self._tasks, self._look, self._qtbot = journal, tasks, look, qtbot
        self.editor = Editor(look=look, clock=clock, monotonic=lambda: self.now)
        qtbot.addWidget(self.editor)
        self.editor.setStyleSheet(journal_style(look))
        self.editor.resize(812, 860)
        self.autosave = Autosave(journal=journal, tasks=tasks, pause=10, retry=10, parent=self.editor)
        self.sheets: dict[EntryId, Sheet] = {}
        self.retitling = Retitling(
            journal=journal,
            tasks=tasks,
            editor=self.editor,
            autosave=self.autosave,
            find=self.sheets.get,
            parent=self.editor,
        )
        self.editor.edited.connect(lambda: self.autosave.touch(self.sheet))
        self.autosave.state_changed.connect(lambda _id: self.editor.show_state(self.autosave.state(self.sheet), None))
        with qtbot.waitActive(self.editor):
            self.editor.show()

    @property
    def sheet(self) -> Sheet:
        assert self.editor.sheet is not None
        return self.editor.sheet

    def lay(self, entry: Entry) -> Sheet:
        """Lay an entry on the desk without showing it."""
        return self.sheets.setdefault(entry.id, Sheet.of(entry, look=self._look))

    def begin(self) -> Sheet:
        sheet = Sheet(new_entry_id(), created=at("2026-11-21T21:14"), look=self._look)
        self.sheets[sheet.entry_id] = sheet
        self.editor.show_sheet(sheet)
        return sheet

    def open(self, entry: Entry) -> Sheet:
        sheet = self.lay(entry)
        self.editor.show_sheet(sheet)
        return sheet

    def kept(self, sheet: Sheet) -> Entry:
        self.settle()
        return self.entry(sheet.entry_id)

    def entry(self, entry_id: EntryId) -> Entry:
        """The entry as it is kept, asked for on the vault's thread: something may be under way there."""
        found = ask(self._tasks, self._qtbot, lambda: self.journal.entry(entry_id))
        assert isinstance(found, Entry)
        return found

    def newest(self, count: int) -> list[EntryId]:
        """The newest so many, asked for in the same way."""
        found = ask(self._tasks, self._qtbot, lambda: [each.id for each in self.journal.newest(limit=count)])
        assert isinstance(found, list)
        return found

    def settle(self) -> None:
        settled: list[bool] = []
        self.autosave.settle(lambda: settled.append(True))
        self._qtbot.waitUntil(lambda: bool(settled))

    def close(self) -> None:
        self.retitling.close_all()
        self.autosave.close()
        self.editor.show_sheet(None)
        for sheet in self.sheets.values():
            sheet.wipe()


@pytest.fixture
def bench(empty_journal: Journal, tasks: TaskRunner, look: Look, clock: TestClock, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(journal=empty_journal, tasks=tasks, look=look, clock=clock, qtbot=qtbot)
    yield made
    made.close()


# What is about an entry is kept


def test_all_that_is_about_an_entry_is_kept(bench: Bench) -> None:
    sheet = bench.begin()
    type_into(bench.editor.title, "A walk")
    bench.editor.tags.field.setFocus()
    type_into(bench.editor.tags.field, "outside,@Priya,")
    bench.editor.about._set_mood(2)
    bench.editor.about._set_template("experience")
    content = bench.kept(sheet).content
    assert (content.title, content.tags, content.people) == ("A walk", ("outside",), ("Priya",))
    assert (content.mood, content.template) == (2, "experience")
    assert bench.autosave.state(sheet) is Kept.SAVED


def test_what_changes_while_a_save_is_under_way_is_kept_too(bench: Bench) -> None:
    sheet = bench.begin()
    type_into(bench.editor.title, "A walk")
    bench.autosave.save_now()
    sheet.people = ("Priya",)
    sheet.created = at("2026-11-20T08:00")
    bench.settle()
    content = bench.kept(sheet).content
    assert content.people == ("Priya",)
    assert content.created == at("2026-11-20T08:00")


def test_another_date_gives_the_entry_another_place(bench: Bench, qtbot: QtBot) -> None:
    later = bench.journal.add(written("2026-11-20T10:00", "Later"))
    earlier = bench.journal.add(written("2026-11-19T10:00", "Earlier"))
    sheet = bench.open(earlier)
    with qtbot.waitSignal(bench.autosave.entry_saved) as heard:
        bench.editor.about._move(sheet, at("2026-11-21T10:00"), undo=False)
    assert heard.args == [earlier.id, True]
    bench.settle()
    assert bench.newest(2) == [earlier.id, later.id]
    click(button(bench.editor, "Put it back"))
    assert bench.kept(sheet).content.created == at("2026-11-19T10:00")


def test_an_entry_comes_into_the_vault_for_its_first_file(bench: Bench, tasks: TaskRunner, qtbot: QtBot) -> None:
    sheet = bench.begin()
    told: list[EntryId] = []
    full_disk(bench.journal, tasks)
    sheet.text.replace("more than fits\n" * 60_000)
    bench.autosave.keep(sheet, told.append)
    qtbot.waitUntil(lambda: bench.autosave.state(sheet) is Kept.FAILED)
    assert told == []
    sheet.text.replace("")
    free_disk(bench.journal, tasks)
    qtbot.waitUntil(lambda: told == [sheet.entry_id])
    assert bench.kept(sheet).is_empty
    bench.autosave.keep(sheet, told.append)
    assert told == [sheet.entry_id] * 2


# The time of writing


def test_the_time_of_writing_adds_up_in_the_vault(bench: Bench) -> None:
    sheet = bench.begin()
    for gap in (0, 20, 30):
        bench.now += gap
        type_into(bench.editor.text, "x")
    assert bench.kept(sheet).seconds == 50
    bench.now += 40
    type_into(bench.editor.text, "y")
    assert bench.kept(sheet).seconds == 90
    assert (sheet.seconds, sheet.writing.seconds) == (90, 0)
    bench.editor.show_sheet(sheet)
    bench.now += 30
    type_into(bench.editor.text, "z")
    assert bench.kept(sheet).seconds == 90


def test_what_could_not_be_saved_is_counted_when_it_can(bench: Bench, tasks: TaskRunner, qtbot: QtBot) -> None:
    sheet = bench.open(bench.journal.add(written("2026-11-20", "Kept")))
    full_disk(bench.journal, tasks)
    type_into(bench.editor.text, "x")
    bench.now += 25
    bench.editor.text.insertPlainText("more than fits\n" * 60_000)
    qtbot.waitUntil(lambda: bench.autosave.state(sheet) is Kept.FAILED)
    free_disk(bench.journal, tasks)
    qtbot.waitUntil(lambda: bench.autosave.state(sheet) is Kept.SAVED)
    assert bench.kept(sheet).seconds == 25


# Links


def reads(bench: Bench) -> bool:
    return bench.editor.is_reading


def linked(bench: Bench) -> tuple[Entry, Entry, Entry]:
    target = bench.journal.add(written("2026-11-20", "First week"))
    one = bench.journal.add(written("2026-11-21T10:00", "One", "See [[First week]], and [[first  WEEK]] again."))
    two = bench.journal.add(written("2026-11-21T11:00", "Two", "From [[First week]]. `[[First week]]`"))
    return target, one, two


def test_what_links_here_is_a_line_that_opens_to_rows(bench: Bench, qtbot: QtBot) -> None:
    target, one, _two = linked(bench)
    bench.open(target)
    qtbot.waitUntil(bench.editor.links.line.isVisible)
    assert bench.editor.links.line.accessibleName() == "2 entries link here, hidden"
    click(bench.editor.links.line)
    with qtbot.waitSignal(bench.editor.links.entry_asked) as heard:
        click(button(bench.editor.links, "One · 21 November 2026"))
    assert heard.args == [one.id]
    bench.open(one)
    assert not bench.editor.links.isVisible()


def test_a_new_title_brings_the_links_along_on_the_desk_too(bench: Bench, qtbot: QtBot) -> None:
    target, one, two = linked(bench)
    lying = bench.lay(one)
    cursor_text = lying.text.text()
    bench.open(target)
    qtbot.waitUntil(bench.editor.links.line.isVisible)
    bench.editor.title.setFocus()
    bench.editor.title.selectAll()
    type_into(bench.editor.title, "Week one")
    bench.editor.text.setFocus()
    with qtbot.waitSignal(bench.retitling.entry_changed):
        click(button(bench.editor, "Update them"))
    assert lying.text.text() == "See [[Week one]], and [[Week one]] again."
    bench.settle()
    assert bench.kept(lying).content.text == lying.text.text()
    assert bench.entry(two.id).content.text == "From [[Week one]]. `[[First week]]`"
    lying.text.undo()
    assert lying.text.text() == cursor_text
    qtbot.waitUntil(lambda: bench.editor.links.line.accessibleName() == "2 entries link here, hidden")


def test_the_question_goes_along_to_the_next_entry_once(bench: Bench, qtbot: QtBot) -> None:
    target, one, two = linked(bench)
    bench.open(target)
    qtbot.waitUntil(bench.editor.links.line.isVisible)
    bench.sheet.title.replace("Week one")
    bench.autosave.touch(bench.sheet)
    bench.open(one)
    said = "2 entries link to the old title of “Week one”."
    assert said in [each.text() for each in bench.editor.offer.findChildren(QLabel)]
    click(button(bench.editor, "Leave them"))
    bench.open(two)
    assert not bench.editor.offer.isVisible()
    assert bench.entry(one.id).content.text == one.content.text


def test_a_title_with_other_capitals_asks_nothing(bench: Bench, qtbot: QtBot) -> None:
    target, _one, _two = linked(bench)
    bench.open(target)
    qtbot.waitUntil(bench.editor.links.line.isVisible)
    bench.editor.title.setFocus()
    bench.sheet.title.replace("FIRST week")
    bench.editor.text.setFocus()
    assert not bench.editor.offer.isVisible()


def test_a_link_to_the_entry_is_copied(bench: Bench) -> None:
    target, _one, _two = linked(bench)
    bench.open(target)
    bench.editor.deeds.copy_link()
    assert QGuiApplication.clipboard().text() == "[[First week]]"
    QGuiApplication.clipboard().clear()
    bench.begin()
    bench.editor.deeds.copy_link()
    assert bench.editor.offer.isVisible()


# Reading, and focus


def test_the_reading_view_comes_and_goes_with_the_text(bench: Bench) -> None:
    _target, one, two = linked(bench)
    bench.open(one)
    bench.editor.toggle_reading()
    assert focused() is bench.editor.reading
    assert bench.editor.reading.toPlainText() == "See First week, and first  WEEK again."
    bench.open(two)
    assert reads(bench)
    assert "From First week" in bench.editor.reading.toPlainText()
    press(bench.editor.reading, Qt.Key.Key_Escape)
    assert not reads(bench)
    assert focused() is bench.editor.text
    assert bench.editor.reading.toPlainText() == ""
    bench.editor.toggle_reading()
    bench.begin()
    assert not reads(bench)


def test_a_link_is_followed_from_the_reading_view(bench: Bench, qtbot: QtBot) -> None:
    _target, one, _two = linked(bench)
    bench.open(one)
    bench.editor.toggle_reading()
    with qtbot.waitSignal(bench.editor.link_followed) as heard:
        press(bench.editor.reading, Qt.Key.Key_Tab)
        press(bench.editor.reading, Qt.Key.Key_Return)
    assert heard.args == ["First week"]


def test_focus_mode_leaves_the_text_alone_and_escape_ends_it(bench: Bench) -> None:
    target, _one, _two = linked(bench)
    bench.open(target)
    bench.editor.show_state(Kept.SAVED, None)
    told: list[bool] = []
    bench.editor.focus_asked.connect(told.append)
    click(bench.editor.foot.focus)
    assert told == [True]
    hidden = (bench.editor.tags, bench.editor.history, bench.editor.more)
    assert not any(part.isVisible() for part in hidden)
    assert bench.editor.title.isVisible()
    bench.editor.text.setFocus()
    press(bench.editor.text, Qt.Key.Key_Escape)
    assert told == [True, False]
    assert all(part.isVisible() for part in hidden)
    assert focused() is bench.editor.text
    escaped: list[bool] = []
    bench.editor.escaped.connect(lambda: escaped.append(True))
    press(bench.editor.text, Qt.Key.Key_Escape)
    assert escaped == [True]


def test_the_find_bar_opens_over_the_text_and_closes_with_it(bench: Bench) -> None:
    _target, one, two = linked(bench)
    bench.open(one)
    bench.editor.toggle_reading()
    bench.editor.find_in_page()
    assert not reads(bench)
    assert focused() is bench.editor.find_bar.words
    type_into(bench.editor.find_bar.words, "again")
    bench.open(two)
    assert not bench.editor.find_bar.isVisible()
    assert bench.editor.find_bar.words.text() == ""


def test_the_keys_act_while_one_writes(page: JournalPage) -> None:
    text = page.editor.text
    text.setFocus()
    press(text, Qt.Key.Key_E, CTRL)
    assert page.editor.reading.isVisible()
    press(page.editor.reading, Qt.Key.Key_E, CTRL)
    assert text.isVisible()
    press(text, Qt.Key.Key_D, CTRL)
    dialog = page.editor.about._dialog
    assert dialog is not None
    press(dialog, Qt.Key.Key_Escape)
    press(text, Qt.Key.Key_F11)
    assert not page.column.isVisible()
    press(text, Qt.Key.Key_Escape)
    assert page.column.isVisible()
    press(text, Qt.Key.Key_M, CTRL)
    assert page.editor.about._mood.isVisible()
    page.editor.about._mood.close()
