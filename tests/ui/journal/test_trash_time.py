"""How long what is in the trash is kept, in words."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allydesk.ui.journal.page import JournalPage
from allydesk.ui.journal.trashbar import TrashBar
from tests.ui.hands import press
from tests.ui.journal.steps import go, rows_left, show_trash, title
from tests.vaults import TestClock


def test_the_trash_says_how_long_and_an_entry_until_which_day(
    page: JournalPage, clock: TestClock, qtbot: QtBot
) -> None:
    assert not page.column.kept.isVisible()
    gone = title(page)
    page.column.list.setFocus()
    press(page.column.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: rows_left(page, 7))
    clock.advance(days=3)
    show_trash(page, qtbot)
    assert page.column.kept.isVisible()
    assert page.column.kept.text() == "Kept for 30 days"
    go(page, gone, qtbot)
    assert page.editor.trashed.isVisible()
    # It went in on 21 November, at the hour of the clock.
    assert "It is kept until 21 December 2026, then deleted for good." in page.editor.trashed.words.text()


def test_when_its_time_is_over_no_day_that_has_passed_is_promised(qtbot: QtBot) -> None:
    clock = TestClock()
    bar = TrashBar()
    qtbot.addWidget(bar)
    trashed = clock()
    clock.advance(days=30, seconds=-1)
    bar.tell(trashed, now=clock())
    assert "kept until 21 December 2026" in bar.words.text()
    clock.advance(seconds=1)
    bar.tell(trashed, now=clock())
    assert bar.words.text() == (
        "This entry is in the trash. Its 30 days are over: it goes for good after one of the next backups."
    )
    bar.tell(None, now=clock())
    assert bar.words.text() == "This entry is in the trash."
