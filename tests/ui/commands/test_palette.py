"""The command palette and the page of keys, by keyboard and by mouse, over a real vault's entries."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from allydesk.journal.entry import Content, EntrySummary, NewEntry
from allydesk.journal.timestamp import Timestamp
from allydesk.storage.journal import Journal
from allydesk.ui.actions import Action
from allydesk.ui.commands.desk import CommandDesk
from allydesk.ui.commands.palette import CommandPalette
from allydesk.ui.commands.shortcuts import Key, ShortcutsDialog
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.hands import click, press, type_into
from tests.vaults import Prototype, TestClock


@pytest.fixture
def journal(prototype: Prototype, tmp_path: Path, tasks: TaskRunner) -> Iterator[Journal]:
    vault = prototype.open_copy(tmp_path / "Journal.allydesk", clock=TestClock())
    for day, title in enumerate(("The queue outside the hall", "Credit where it was due", "Why I went quiet"), 1):
        when = Timestamp(datetime(2026, 11, day, 21, 14), 0)
        vault.journal.add(NewEntry(Content(when, title=title, text="Something.")))
    yield vault.journal
    tasks.close()
    vault.lock()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.setLayout(None)  # type: ignore[arg-type]  # Qt takes none
    QLineEdit(window)
    qtbot.addWidget(window)
    window.resize(1024, 640)
    with qtbot.waitActive(window):
        window.show()
    return window


@pytest.fixture
def done() -> list[str]:
    """What has been done, by name."""
    return []


@pytest.fixture
def desk(window: QWidget, look: Look, journal: Journal, tasks: TaskRunner, done: list[str]) -> Iterator[CommandDesk]:
    def find(text: str, told: Callable[[Sequence[EntrySummary]], object]) -> None:
        tasks.run(lambda: journal.title_matches(text, limit=20), done=told)

    def gather() -> tuple[Action, ...]:
        return (
            Action("New entry", "Journal", lambda: done.append("new"), "Ctrl+N"),
            Action("Move to trash", "Entry", lambda: done.append("trash"), ready=lambda: False),
            Action("Settings: Writing", "Settings", lambda: done.append("writing")),
        )

    desk = CommandDesk(
        window=window,
        look=look,
        gather=gather,
        keys=(Key("Bold", "Text", "Ctrl+B"),),
        find=find,
        describe=lambda entry: (entry.title, entry.created.local.strftime("%d %b")),
    )
    desk.install(on=window)
    yield desk
    desk.close_all()


def shown(window: QWidget, kind: type[QDialog]) -> QDialog:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def palette_of(window: QWidget, qtbot: QtBot) -> CommandPalette:
    field = window.findChild(QLineEdit)
    assert field is not None
    window.activateWindow()  # without a screen nobody else does
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    press(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = shown(window, CommandPalette)
    assert isinstance(palette, CommandPalette)
    qtbot.waitUntil(lambda: palette.rows.rowCount() == 5)  # two that can be done now, and three entries
    return palette


def labels(palette: CommandPalette) -> list[str]:
    rows = [palette.rows.row(place) for place in range(palette.rows.rowCount())]
    return [row.label for row in rows if row is not None]


@pytest.mark.usefixtures("desk")
def test_what_cannot_be_done_now_is_not_offered(window: QWidget, qtbot: QtBot) -> None:
    palette = palette_of(window, qtbot)
    assert labels(palette) == [
        "New entry",
        "Settings: Writing",
        "Why I went quiet",
        "Credit where it was due",
        "The queue outside the hall",
    ]


@pytest.mark.usefixtures("desk")
def test_typing_and_return_do_it(window: QWidget, qtbot: QtBot, done: list[str]) -> None:
    palette = palette_of(window, qtbot)
    type_into(palette.field, "writ")
    press(palette.field, Qt.Key.Key_Return)
    assert done == ["writing"]
    assert not palette.isVisible()


def test_an_entry_is_found_by_its_title(window: QWidget, qtbot: QtBot, desk: CommandDesk, done: list[str]) -> None:
    chosen: list[str] = []
    desk.entry_chosen.connect(chosen.append)
    palette = palette_of(window, qtbot)
    type_into(palette.field, "queue")
    qtbot.waitUntil(lambda: labels(palette) == ["The queue outside the hall"])
    press(palette.field, Qt.Key.Key_Return)
    assert len(chosen) == 1
    assert done == []


@pytest.mark.usefixtures("desk")
def test_the_arrows_go_round_and_the_choice_is_read_out(window: QWidget, qtbot: QtBot) -> None:
    palette = palette_of(window, qtbot)
    press(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == 4
    assert palette.field.accessibleDescription() == "The queue outside the hall, 01 Nov"
    press(palette.field, Qt.Key.Key_Down)
    assert palette.field.accessibleDescription().startswith("New entry, Journal, Ctrl+N")
    press(palette.field, Qt.Key.Key_PageDown)
    assert palette.list.currentIndex().row() == 4


@pytest.mark.usefixtures("desk")
def test_a_click_does_it_and_escape_leaves_no_title_behind(window: QWidget, qtbot: QtBot, done: list[str]) -> None:
    palette = palette_of(window, qtbot)
    click(palette.list.viewport(), palette.list.visualRect(palette.rows.index(0, 0)).center())
    assert done == ["new"]
    palette = palette_of(window, qtbot)
    press(palette.field, Qt.Key.Key_Escape)
    assert palette.rows.rowCount() == 0
    assert done == ["new"]


def test_locking_closes_it(window: QWidget, qtbot: QtBot, desk: CommandDesk) -> None:
    palette = palette_of(window, qtbot)
    desk.close_all()
    assert not palette.isVisible()


@pytest.mark.usefixtures("desk")
def test_the_page_of_keys_names_each_and_can_be_narrowed(window: QWidget) -> None:
    field = window.findChild(QLineEdit)
    assert field is not None
    press(field, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    dialog = shown(window, ShortcutsDialog)
    assert isinstance(dialog, ShortcutsDialog)
    assert [(key.label, key.shortcut) for key in dialog.shown()] == [("New entry", "Ctrl+N"), ("Bold", "Ctrl+B")]
    type_into(dialog.field, "bol")
    assert [key.label for key in dialog.shown()] == ["Bold"]
    dialog.field.setText("zzz")
    assert dialog.shown() == []
    press(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
