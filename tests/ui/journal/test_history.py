"""The history of an entry: versions beside one another, in words, and one of them back."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from allydesk.journal.entry import Content, Version
from allydesk.ui.journal.history import HistoryDialog
from allydesk.ui.journal.plain import PlainEdit
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look, Theme
from tests.ui.hands import click, press
from tests.vaults import TestClock, at

OLD = "# Gone\nI looked at my phone.\nThe same.\n"
NEW = "I looked down at my phone.\nA sentence that is quite new.\nThe same.\n"

Open = Callable[..., HistoryDialog]


def content(text: str, title: str = "The queue", mood: int | None = None) -> Content:
    return Content(at("2026-11-21T21:14"), title, text, (), mood)


def version(number: int, saved: datetime, text: str) -> Version:
    return Version(number, saved, content(text))


@pytest.fixture
def open_history(qtbot: QtBot, tasks: TaskRunner, look: Look) -> Iterator[Open]:
    """Opens the history of an entry over a window of 1024 x 640."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 640)
    window.show()

    def make(*versions: Version, present: Content) -> HistoryDialog:
        dialog = HistoryDialog(versions, present=present, tasks=tasks, look=look, clock=TestClock(), parent=window)
        dialog.open()
        return dialog

    yield make
    for dialog in window.findChildren(HistoryDialog):
        dialog.reject()
    QApplication.clipboard().clear()


def two(open_history: Open) -> HistoryDialog:
    now = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
    older = version(1, now - timedelta(days=1), "Quite another text.")
    return open_history(version(2, now, OLD), older, present=content(NEW, mood=-2))


def marked(pane: PlainEdit, has: Callable[[QTextCharFormat], bool]) -> str:
    """The words of a pane whose format is so."""
    found = []
    block: QTextBlock = pane.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            if has(fragment.charFormat()):
                found.append(fragment.text())
            pieces += 1
        block = block.next()
    return "|".join(found)


def test_versions_are_named_so_that_one_can_tell_them_apart(open_history: Open) -> None:
    dialog = two(open_history)
    named = [dialog.dates.item(row).text() for row in range(dialog.dates.count())]
    assert named == ["Today, 20:00 · 8 words", "Yesterday, 20:00 · 3 words"]


def test_then_and_now_stand_side_by_side_to_the_character(open_history: Open) -> None:
    dialog = two(open_history)
    assert dialog.sides.then.toPlainText() == OLD
    assert dialog.sides.now.toPlainText() == NEW


def test_removed_words_are_struck_through_and_added_ones_underlined(open_history: Open) -> None:
    dialog = two(open_history)
    assert marked(dialog.sides.then, QTextCharFormat.fontStrikeOut) == "# Gone"
    assert marked(dialog.sides.now, QTextCharFormat.fontUnderline) == "down |A sentence that is quite new."
    assert dialog.about.text() == "7 words added, 1 removed. Mood: none became −2."


def test_the_same_paragraphs_stand_at_the_same_height(open_history: Open, qtbot: QtBot) -> None:
    dialog = two(open_history)
    sides = dialog.sides

    def tops() -> tuple[float, float]:
        first, second = (
            pane.document().documentLayout().blockBoundingRect(pane.document().findBlockByNumber(2))
            for pane in (sides.then, sides.now)
        )
        return first.bottom(), second.bottom()

    qtbot.waitUntil(lambda: abs(tops()[0] - tops()[1]) < 1)


def test_one_goes_from_change_to_change(open_history: Open, qtbot: QtBot) -> None:
    dialog = two(open_history)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    said = []
    for _ in range(2):
        click(dialog.next)
        said.append(dialog.place.text())
    assert said == ["Change 1 of 1", "Change 1 of 1"]
    dialog.dates.setCurrentRow(1)
    assert dialog.place.text() == ""
    press(dialog.dates, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert dialog.place.text() == "Change 1 of 1"


def test_any_two_versions_can_be_compared(open_history: Open) -> None:
    dialog = two(open_history)
    dialog.other.setCurrentIndex(2)
    dialog.other.activated.emit(2)
    assert dialog.sides.now.toPlainText() == "Quite another text."
    assert dialog.sides.now_title.whole_text() == "Then · Yesterday, 20:00 · 3 words"


def test_the_old_text_can_be_copied_whole(open_history: Open) -> None:
    dialog = two(open_history)
    click(dialog.copy)
    assert QApplication.clipboard().text() == OLD


def test_a_version_is_chosen_and_nothing_of_the_texts_stays(open_history: Open, qtbot: QtBot) -> None:
    dialog = two(open_history)
    with qtbot.waitSignal(dialog.version_chosen) as chosen:
        click(dialog.bring_back)
    assert chosen.args[0].content.text == OLD
    assert dialog.sides.then.toPlainText() == dialog.sides.now.toPlainText() == ""


def test_long_texts_are_compared_while_the_window_goes_on(open_history: Open, qtbot: QtBot) -> None:
    long = "\n".join(f"Line {number} of many." for number in range(900))
    dialog = open_history(version(1, datetime(2026, 11, 1, tzinfo=UTC), long), present=content(long + "\nOne more."))
    assert dialog.about.text() == "Comparing…"
    qtbot.waitUntil(lambda: dialog.about.text() == "2 words added.")
    assert dialog.sides.then.toPlainText() == long


def test_an_entry_without_versions_says_so(open_history: Open) -> None:
    dialog = open_history(present=content(NEW))
    assert dialog.about.text().startswith("There is no earlier version yet.")
    assert not dialog.bring_back.isVisible()


@pytest.mark.parametrize("theme", [Theme.DARK, Theme.CONTRAST])
def test_the_texts_stay_when_the_look_changes(open_history: Open, look: Look, theme: Theme) -> None:
    dialog = two(open_history)
    look.choose(theme)
    look.scale_text(2.0)
    assert dialog.sides.then.toPlainText() == OLD
    assert marked(dialog.sides.then, QTextCharFormat.fontStrikeOut) == "# Gone"
