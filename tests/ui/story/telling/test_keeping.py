"""Stories go into a real vault by themselves; the full disk is real too."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from allydesk.errors import Code
from allydesk.storage.vault import Vault
from allydesk.story.ids import StoryId, new_story_id
from allydesk.story.telling import Story, Telling
from allydesk.ui.story.telling.keeping import Kept, StoryKeeper
from allydesk.ui.story.telling.sheet import StorySheet
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.journal.full_disk import free_disk, full_disk

LARGE = "more than fits into the room there is\n" * 20_000


@pytest.fixture
def keeper(vault: Vault, tasks: TaskRunner) -> Iterator[StoryKeeper]:
    made = StoryKeeper(shelf=vault.stories, tasks=tasks, pause=10, retry=10)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def sheet(look: Look) -> Iterator[StorySheet]:
    made = StorySheet(new_story_id(), look=look)
    yield made
    made.wipe()


def write(sheet: StorySheet, text: str) -> None:
    cursor = QTextCursor(sheet.text)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertText(text)


def kept(vault: Vault, tasks: TaskRunner, story_id: StoryId, qtbot: QtBot) -> Telling:
    found: list[Telling] = []
    tasks.run(lambda: vault.stories.story(story_id).telling, done=found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def test_what_is_typed_is_kept_after_a_pause(
    keeper: StoryKeeper, sheet: StorySheet, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    assert keeper.state(sheet) is Kept.NEW
    heard: list[StoryId] = []
    keeper.saved.connect(lambda story: heard.append(story.id))
    write(sheet, "first words")
    with qtbot.waitSignal(keeper.saved):
        keeper.touch(sheet)
        assert keeper.state(sheet) is Kept.SAVING
    assert heard == [sheet.story_id]
    assert keeper.state(sheet) is Kept.SAVED
    sheet.listener = "a friend"
    with qtbot.waitSignal(keeper.saved):
        keeper.touch(sheet)
    assert kept(vault, tasks, sheet.story_id, qtbot) == Telling("", "a friend", "first words")


def test_a_sheet_knows_whether_it_was_changed(sheet: StorySheet) -> None:
    seen = [sheet.is_changed]
    write(sheet, "words")
    seen.append(sheet.is_changed)
    sheet.settle(sheet.telling())
    seen.append(sheet.is_changed)
    sheet.listener = "a friend"
    seen.append(sheet.is_changed)
    assert seen == [False, True, False, True]


def test_it_is_kept_while_one_goes_on_typing(vault: Vault, tasks: TaskRunner, sheet: StorySheet, qtbot: QtBot) -> None:
    keeper = StoryKeeper(shelf=vault.stories, tasks=tasks, pause=60_000, longest=10)
    write(sheet, "on and on")
    with qtbot.waitSignal(keeper.saved):
        keeper.touch(sheet)
    keeper.close()
    keeper.deleteLater()


def test_a_story_without_a_word_never_comes_to_be(
    keeper: StoryKeeper, sheet: StorySheet, vault: Vault, qtbot: QtBot
) -> None:
    sheet.listener = "nobody yet"
    write(sheet, " \n ")
    keeper.touch(sheet)
    settled: list[bool] = []
    keeper.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))
    assert keeper.state(sheet) is Kept.NEW
    assert vault.stories.all() == []


def test_undoing_while_a_save_is_under_way_is_kept_too(
    keeper: StoryKeeper, sheet: StorySheet, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    write(sheet, "kept")
    with qtbot.waitSignal(keeper.saved):
        keeper.touch(sheet)
    write(sheet, " and taken back")
    keeper.touch(sheet)
    keeper.save_now()
    sheet.text.undo()
    assert not sheet.is_changed
    qtbot.waitUntil(lambda: keeper.state(sheet) is Kept.SAVED)
    assert kept(vault, tasks, sheet.story_id, qtbot).text == "kept"


def test_the_newest_text_wins(
    keeper: StoryKeeper, sheet: StorySheet, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    for number in range(20):
        write(sheet, f"{number} ")
        keeper.touch(sheet)
        keeper.save_now()
    settled: list[bool] = []
    keeper.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))
    assert kept(vault, tasks, sheet.story_id, qtbot).text == "".join(f"{n} " for n in range(20))


def test_what_a_full_disk_refuses_is_tried_again_until_there_is_room(
    keeper: StoryKeeper, sheet: StorySheet, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    write(sheet, "small")
    with qtbot.waitSignal(keeper.saved):
        keeper.touch(sheet)
    full_disk(vault.journal, tasks)
    write(sheet, LARGE)
    keeper.touch(sheet)
    qtbot.waitUntil(lambda: keeper.state(sheet) is Kept.FAILED)
    error = keeper.error_of(sheet)
    assert error is not None
    assert error.code is Code.DISK_FULL
    assert keeper.trouble is error
    settled: list[bool] = []
    keeper.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))
    free_disk(vault.journal, tasks)
    qtbot.waitUntil(lambda: keeper.state(sheet) is Kept.SAVED, timeout=10_000)
    assert kept(vault, tasks, sheet.story_id, qtbot).text == "small" + LARGE


def test_what_the_person_gives_up_is_tried_no_more(
    keeper: StoryKeeper, sheet: StorySheet, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    # As slow to try again as in the app, or the next try would be under way before it is given up.
    keeper._retry = 60_000
    full_disk(vault.journal, tasks)
    write(sheet, LARGE)
    keeper.touch(sheet)
    qtbot.waitUntil(lambda: keeper.state(sheet) is Kept.FAILED)
    keeper.discard_failed()
    free_disk(vault.journal, tasks)
    settled: list[bool] = []
    keeper.settle(lambda: settled.append(True))
    qtbot.waitUntil(lambda: bool(settled))
    # On the vault's own thread, behind what is still queued there.
    found: list[list[Story]] = []
    tasks.run(vault.stories.all, done=found.append)
    qtbot.waitUntil(lambda: found == [[]])


def test_typing_into_a_story_that_is_gone_makes_it_a_story_again(
    keeper: StoryKeeper, sheet: StorySheet, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    write(sheet, "still typing")
    sheet.kept = Telling(text="as it was before it was deleted for good elsewhere")
    with qtbot.waitSignal(keeper.saved):
        keeper.touch(sheet)
    assert kept(vault, tasks, sheet.story_id, qtbot).text == "still typing"
