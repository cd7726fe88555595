"""What a person does at the window on their first day: run as a program, with the app's own wiring, on a real display.

The last line it prints is JSON: what came of it. A step that fails ends it with a traceback and status 1.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QLabel

from allydesk import offline
from allydesk.errors import AllydeskError
from allydesk.log import logging_to
from allydesk.paths import Paths
from allydesk.storage.keys import FLOOR
from allydesk.ui.journal.history import HistoryDialog
from allydesk.ui.recovery import RecoverySheet
from allydesk.ui.starting import start_qt
from allydesk.ui.unlock import UnlockPage
from allydesk.ui.widgets.key_block import KeyBlock
from allydesk.windowed import window_shown
from tests.end_to_end import (
    keyboard_journey,
    leaving_traces,
    practice_journey,
    practice_keyboard_journey,
    practice_partner_journey,
    practice_strange,
    practice_traces,
    story_journey,
    story_keyboard_journey,
)
from tests.end_to_end.strange_journey import show_a_strange_story, show_strange_things
from tests.ui.hands import click
from tests.ui.sitting import Sitting, wait_for

PASSPHRASE = "seven slow Quokkas on the canal"
WRONG = "seven slow Quokkas on the channel"
TITLE = "Ostriches before Breakfast"
TAG = "wombatish"
TEXT = "The Narwhal asked twice, and I listened once."
SECOND_TITLE = "Axolotl"
LONG = "A pangolin rolled by, and then another one rolled by. " * 8
SHORT = "Nothing is left of it."
HALF = " Then the capyb"
SOUGHT = "narwhal"

PLANTED = (PASSPHRASE, WRONG, TITLE, TAG, TEXT, SECOND_TITLE, LONG.strip(), SHORT, HALF.strip(), SOUGHT)
"""Everything that is typed; none of it may be found on the disk in the clear."""

Told = dict[str, object]


def first_day(sitting: Sitting) -> Told:
    """From the first page to the last, by mouse and keyboard."""
    sitting.make_vault(PASSPHRASE)
    key = make_recovery_key(sitting)
    sitting.press("Start writing")
    write_an_entry(sitting, title=TITLE, tag=TAG, text=TEXT)
    write_an_entry(sitting, title=SECOND_TITLE, text=LONG)
    bring_an_older_version_back(sitting)
    search(sitting)
    lock_in_the_middle_of_a_word(sitting)
    into_the_trash_and_back(sitting)
    sitting.leave()
    return {"key": key}


def second_day(sitting: Sitting) -> Told:
    """The window is opened again; this time the recovery key opens the vault."""
    page = sitting.see(UnlockPage)
    sitting.press("Use recovery key")
    click(page.form.recovery_key)
    sitting.write(sys.stdin.readline().strip())
    sitting.keys("Ctrl+Return")
    sitting.go_to_journal()
    wait_for(lambda: len(sitting.titles()) == 2, "both entries")
    wait_for(lambda: sitting.journal.editor.sheet is not None, "the newest entry in the editor")
    told: Told = {"titles": sitting.titles(), "text": sitting.journal.editor.text.toPlainText()}
    sitting.leave()
    return told


def short_day(sitting: Sitting) -> Told:
    """Make, write, search, lock, unlock, leave; the recovery key is skipped."""
    sitting.begin_with_a_vault(PASSPHRASE)
    write_an_entry(sitting, title=TITLE, tag=TAG, text=TEXT)
    search(sitting)
    lock_in_the_middle_of_a_word(sitting)
    sitting.leave()
    return {}


def strange_day(sitting: Sitting) -> Told:
    """Everything that can be shown is shown of what names things elsewhere."""
    sitting.begin_with_a_vault(PASSPHRASE)
    show_strange_things(sitting, home=Path.home())
    show_a_strange_story(sitting, home=Path.home())
    sitting.leave()
    return {}


# The parts of a day


def make_recovery_key(sitting: Sitting) -> list[str]:
    """Have one made, and prove that it was written down, after a mistake."""
    sitting.press("Make a recovery key")
    block = sitting.see(KeyBlock)
    lines = [shown.text() for shown in block.findChildren(QLabel) if len(shown.text()) > 4]
    assert len(lines) == 4
    sitting.press("I have it on paper")
    sheet = sitting.see(RecoverySheet)
    wanted = lines[sheet.asked_line - 1]
    click(sheet.answer)
    sitting.write("not this line")
    sitting.keys("Return")
    sitting.wait_to_read("That is not the line on the sheet.")
    sitting.keys("Ctrl+A")
    sitting.write(wanted.lower().replace("-", " "))
    sitting.press("Check")
    sitting.wait_to_read("Your vault is ready")
    return lines


def write_an_entry(sitting: Sitting, *, title: str, text: str, tag: str = "") -> None:
    """A page that was not there before, from its title to the word that it is saved."""
    editor = sitting.journal.editor
    if editor.sheet is None or editor.sheet.kept is not None:
        sitting.keys("Ctrl+N")
    wait_for(lambda: editor.sheet is not None and editor.sheet.kept is None, "an empty page")
    click(editor.title)
    sitting.write(title)
    sitting.keys("Tab")
    if tag:
        sitting.write(tag)
        sitting.keys("Return")
    click(editor.text)
    sitting.write(text)
    assert editor.state.text() == "Saving…"
    wait_for(lambda: editor.state.text() == "Saved", "the word that it is saved")
    wait_for(lambda: sitting.titles()[:1] == [title], "the entry at the top of the list")


def bring_an_older_version_back(sitting: Sitting) -> None:
    """Write over a long text, look at the history, and have the long one again."""
    editor = sitting.journal.editor
    click(editor.text)
    sitting.keys("Ctrl+A")
    sitting.write(SHORT)
    wait_for(lambda: editor.state.text() == "Saved", "the short text is saved")
    sitting.press("History")
    history = sitting.see(HistoryDialog)
    wait_for(lambda: history.text.toPlainText() == LONG, "the long text in the history")
    sitting.press("Bring this version back")
    wait_for(lambda: editor.text.toPlainText() == LONG, "the long text is back")
    wait_for(lambda: editor.state.text() == "Saved", "it is saved")


def search(sitting: Sitting) -> None:
    """Find the first entry by a word of it, and open it from the list."""
    sitting.keys("Ctrl+Shift+F")
    sitting.write(SOUGHT)
    wait_for(lambda: sitting.titles() == [TITLE], "what was searched for")
    sitting.keys("Return")
    editor = sitting.journal.editor
    wait_for(lambda: editor.text.toPlainText() == TEXT, "the entry that was found")


def lock_in_the_middle_of_a_word(sitting: Sitting) -> None:
    """Lock while typing, mistype the passphrase, and find the half word there."""
    click(sitting.journal.editor.text)
    sitting.keys("Ctrl+End")
    sitting.write(HALF)
    sitting.keys("Ctrl+L")
    sitting.unlock(WRONG)
    sitting.wait_to_read("That passphrase does not open this vault.")
    sitting.come_in(PASSPHRASE)
    wait_for(lambda: TITLE in sitting.titles(), "the list")
    sitting.keys("Ctrl+Shift+F")
    sitting.write(SOUGHT)
    wait_for(lambda: sitting.titles() == [TITLE], "what was searched for")
    sitting.keys("Return")
    editor = sitting.journal.editor
    wait_for(lambda: editor.text.toPlainText() == TEXT + HALF, "the half word")
    sitting.keys("Ctrl+Shift+F")
    sitting.keys("Escape")


def into_the_trash_and_back(sitting: Sitting) -> None:
    """Put the open entry into the trash, go there, and restore it."""
    journal = sitting.journal
    wait_for(lambda: len(sitting.titles()) == 2, "both entries")
    click(journal.editor.more)
    sitting.choose("Move to trash")
    sitting.wait_to_read(f"“{TITLE}” is in the trash.")
    wait_for(lambda: sitting.titles() == [SECOND_TITLE], "the other entry alone")
    wait_for(lambda: journal.column.filters._trash.text() == "Trash 1", "the trash is counted")
    click(journal.column.filters._more)
    sitting.choose("Trash")
    wait_for(lambda: sitting.titles() == [TITLE], "the trash")
    journal.column.list.go(1)
    sitting.press("Restore")
    sitting.wait_to_read(f"“{TITLE}” is back among your entries.")
    sitting.press("Show it")
    wait_for(lambda: sitting.titles() == [SECOND_TITLE, TITLE], "both entries again")


def keyboard_day(sitting: Sitting) -> Told:
    """The whole journal room by keyboard alone."""
    told = keyboard_journey.Day(sitting, home=Path.home()).live()
    sitting.leave()
    return told


def story_day(sitting: Sitting) -> Told:
    """From nothing to a story told."""
    return story_journey.StoryDay(sitting, home=Path.home()).live()


def story_keyboard_day(sitting: Sitting) -> Told:
    """The whole story room by keyboard alone."""
    told = story_keyboard_journey.Sitter(sitting, home=Path.home()).live()
    sitting.leave()
    return told


def traces_day(sitting: Sitting) -> Told:
    """A session with a story and all that goes with one; the vault is locked at its end."""
    sitting.begin_with_a_vault(leaving_traces.PASSPHRASE)
    told = leaving_traces.live(sitting, home=Path.home())
    sitting.leave()
    return told


def practice_day(sitting: Sitting) -> Told:
    """From an empty vault to a plan, an entry, and skills over time."""
    return practice_journey.PracticeDay(sitting).live()


def practice_keyboard_day(sitting: Sitting) -> Told:
    """The practice room by keyboard alone."""
    told = practice_keyboard_journey.Practiser(sitting).live()
    sitting.leave()
    return told


def practice_partner_day(sitting: Sitting) -> Told:
    """Two people, two rounds, and a run that is saved."""
    return practice_partner_journey.TwoPeople(sitting).live()


def practice_traces_day(sitting: Sitting) -> Told:
    """A session in the practice room, and what it leaves; the vault is locked at its end."""
    sitting.begin_with_a_vault(practice_traces.PASSPHRASE)
    told = practice_traces.live(sitting, home=Path.home())
    sitting.leave()
    return told


def practice_strange_day(sitting: Sitting) -> Told:
    """Every field and every text of the practice room holds what nobody would write."""
    sitting.begin_with_a_vault(practice_strange.PASSPHRASE)
    told = practice_strange.live(sitting, home=Path.home())
    sitting.leave()
    return told


JOURNEYS: Mapping[str, Callable[[Sitting], Told]] = {
    "first": first_day,
    "second": second_day,
    "short": short_day,
    "keyboard": keyboard_day,
    "strange": strange_day,
    "story": story_day,
    "story-keyboard": story_keyboard_day,
    "traces": traces_day,
    "practice": practice_day,
    "practice-keyboard": practice_keyboard_day,
    "practice-partner": practice_partner_day,
    "practice-traces": practice_traces_day,
    "practice-strange": practice_strange_day,
    "practice-later": practice_journey.sixty_days_on,
}

AHEAD: Mapping[str, timedelta] = {"practice-later": practice_journey.LATER}
"""By how much the clock is ahead on a journey."""


def main(name: str) -> None:
    """Go on that journey."""
    guard = offline.install()

    def explain(error: AllydeskError) -> None:
        raise SystemExit(error.code)

    app = start_qt(["allydesk"], explain=explain)
    assert app.platformName() == os.environ["QT_QPA_PLATFORM"]
    paths = Paths.of_this_person()
    ahead = AHEAD.get(name, timedelta())
    with (
        logging_to(paths.log_file),
        window_shown(app, paths=paths, guard=guard, clock=lambda: datetime.now(UTC) + ahead, kdf=FLOOR) as face,
    ):
        sitting = Sitting(face)
        sitting.sit_down()
        told = JOURNEYS[name](sitting)
    print(json.dumps(told))  # noqa: T201 - for the test that started this


if __name__ == "__main__":
    main(sys.argv[1])
