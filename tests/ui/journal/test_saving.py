"""Autosave against a real vault; the full disk is real too: the database may not grow past its present size."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from allydesk.errors import Code
from allydesk.ids import EntryId, new_entry_id
from allydesk.storage.journal import Journal
from allydesk.ui.journal.desk import Desk
from allydesk.ui.journal.saving import Autosave, Kept
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.journal.full_disk import free_disk, full_disk
from tests.vaults import at

LARGE = "more than fits into the room there is\n" * 20_000


@pytest.fixture
def autosave(empty_journal: Journal, tasks: TaskRunner) -> Iterator[Autosave]:
    made = Autosave(journal=empty_journal, tasks=tasks, pause=10, retry=10)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def sheet(look: Look) -> Iterator[Sheet]:
    made = Sheet(new_entry_id(), created=at("2026-11-21T21:14"), look=look)
    yield made
    made.wipe()


def write(sheet: Sheet, text: str) -> None:
    cursor = QTextCursor(sheet.text)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(text)


def kept_text(journal: Journal, tasks: TaskRunner, entry_id: EntryId, qtbot: QtBot) -> str:
    found: list[str] = []
    tasks.run(lambda: journal.entry(entry_id).content.text, done=found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_what_is_typed_is_kept_after_a_pause(
    autosave: Autosave, sheet: Sheet, empty_journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    assert autosave.state(sheet) is Kept.NEW
    write(sheet, "first words")
    with qtbot.waitSignal(autosave.entry_saved) as heard:
        autosave.touch(sheet)
        assert autosave.state(sheet) is Kept.SAVING
    assert heard.args == [sheet.entry_id, True]
    assert autosave.state(sheet) is Kept.SAVED
    assert not sheet.is_changed
    write(sheet, ", and more")
    with qtbot.waitSignal(autosave.entry_saved) as heard:
        autosave.touch(sheet)
    assert heard.args == [sheet.entry_id, False]
    assert kept_text(empty_journal, tasks, sheet.entry_id, qtbot) == "first words, and more"


def test_an_entry_without_a_character_never_comes_to_be(
    autosave: Autosave, sheet: Sheet, empty_journal: Journal, qtbot: QtBot
) -> None:
    sheet.tags = ("a tag alone",)
    write(sheet, " \n ")
    autosave.touch(sheet)
    settled: list[bool] = []
    autosave.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))
    assert autosave.state(sheet) is Kept.NEW
    assert empty_journal.count() == 0


def test_the_newest_text_wins_and_only_one_save_is_under_way(
    autosave: Autosave, sheet: Sheet, empty_journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    under_way = most = 0
    real = empty_journal.save

    def watched(*given: object) -> object:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        try:
            return real(*given)  # type: ignore[arg-type]  # handed on as it came
        finally:
            under_way -= 1

    empty_journal.save = watched  # type: ignore[method-assign, assignment]  # the same, and watched
    for number in range(20):
        write(sheet, f"{number} ")
        autosave.touch(sheet)
        autosave.save_now()
    settled: list[bool] = []
    autosave.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))
    assert most == 1
    assert kept_text(empty_journal, tasks, sheet.entry_id, qtbot) == "".join(f"{n} " for n in range(20))


def test_undoing_while_a_save_is_under_way_is_kept_too(
    autosave: Autosave, sheet: Sheet, empty_journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    write(sheet, "kept")
    with qtbot.waitSignal(autosave.entry_saved):
        autosave.touch(sheet)
    write(sheet, " and taken back")
    autosave.touch(sheet)
    autosave.save_now()
    sheet.text.undo()
    assert not sheet.is_changed
    qtbot.waitUntil(lambda: autosave.state(sheet) is Kept.SAVED)
    assert kept_text(empty_journal, tasks, sheet.entry_id, qtbot) == "kept"


def test_a_full_disk_loses_nothing_and_is_tried_again(
    autosave: Autosave, sheet: Sheet, empty_journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    write(sheet, "before")
    with qtbot.waitSignal(autosave.entry_saved):
        autosave.touch(sheet)
    full_disk(empty_journal, tasks)
    write(sheet, LARGE)
    autosave.touch(sheet)
    qtbot.waitUntil(lambda: autosave.state(sheet) is Kept.FAILED)
    error = autosave.error_of(sheet)
    assert error is not None
    assert error.code is Code.DISK_FULL
    assert autosave.unsaved() == [sheet]
    assert sheet.text.text() == "before" + LARGE
    assert kept_text(empty_journal, tasks, sheet.entry_id, qtbot) == "before"
    settled: list[Kept] = []
    autosave.settle(lambda: settled.append(autosave.state(sheet)))
    qtbot.waitUntil(lambda: settled == [Kept.FAILED])
    free_disk(empty_journal, tasks)
    qtbot.waitUntil(lambda: autosave.state(sheet) is Kept.SAVED)
    assert kept_text(empty_journal, tasks, sheet.entry_id, qtbot) == "before" + LARGE


def test_what_was_deleted_for_good_elsewhere_becomes_an_entry_again(
    autosave: Autosave, sheet: Sheet, empty_journal: Journal, tasks: TaskRunner, qtbot: QtBot
) -> None:
    write(sheet, "written")
    with qtbot.waitSignal(autosave.entry_saved):
        autosave.touch(sheet)
    tasks.run(lambda: empty_journal.purge(sheet.entry_id))
    write(sheet, " on")
    autosave.touch(sheet)
    qtbot.waitUntil(lambda: autosave.state(sheet) is Kept.SAVED)
    assert kept_text(empty_journal, tasks, sheet.entry_id, qtbot) == "written on"


def test_the_desk_keeps_what_must_not_go(look: Look, autosave: Autosave) -> None:
    desk = Desk(may_go=lambda sheet: not autosave.is_busy(sheet), room=2)
    sheets = [Sheet(new_entry_id(), created=at("2026-11-21"), look=look) for _ in range(4)]
    for sheet in sheets[:2]:
        write(sheet, "unsaved")
        autosave.touch(sheet)
    for sheet in sheets:
        desk.put(sheet)
    assert [desk.find(sheet.entry_id) is not None for sheet in sheets] == [True, True, False, True]
    desk.clear()
    assert len(desk) == 0
