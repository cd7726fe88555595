"""Where there is little room: nothing is cut, and everything can be reached."""

from itertools import product
from operator import attrgetter

import pytest
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.storage.verify import Finding, Trouble
from allydesk.ui.settings.card import Row
from allydesk.ui.settings.choice import Choice, Flow
from allydesk.ui.settings.page import SettingsPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label
from tests.ui.hands import click
from tests.ui.settings.conftest import MakePage, settle

NARROW, WIDE, SMALLEST = QSize(730, 640), QSize(1164, 860), QSize(440, 480)


SECTIONS = ("Appearance", "Writing", "Spelling", "Security", "Backups", "Vault")


def cut(page: QWidget) -> list[str]:
    """The words and buttons that have less room than they need."""
    found = [
        each.text()
        for each in page.findChildren(QLabel)
        if each.isVisible() and each.wordWrap() and each.height() < each.heightForWidth(each.width())
    ]
    buttons = [each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.text()]
    return found + [
        each.text()
        for each in buttons
        if each.width() < each.minimumSizeHint().width() or each.height() < each.minimumSizeHint().height()
    ]


def test_nothing_is_cut(page: SettingsPage, look: Look, qtbot: QtBot) -> None:
    for scale, size in product((0.8, 1.0, 2.0), (WIDE, NARROW, SMALLEST)):
        look.scale_text(scale)
        page.resize(size)
        for section in SECTIONS:
            page.show_section(section)
            # The parts ask for each other's heights; it takes a few rounds until nobody asks any more.
            qtbot.waitUntil(lambda: cut(page) == [])


def test_damage_and_all_that_can_be_done_about_it_fit_at_any_text_size(
    page: SettingsPage, look: Look, qtbot: QtBot
) -> None:
    page.show_section("Vault")
    page.vault_card.know_backups(there_are=True)
    page.vault_card._tell([Finding(trouble, 2) for trouble in Trouble])
    for scale, size in product((1.0, 2.0), (WIDE, NARROW, SMALLEST)):
        look.scale_text(scale)
        page.resize(size)
        area = page.vault_card.problem.parentWidget()
        while not isinstance(area, QScrollArea):
            assert area is not None
            area = area.parentWidget()
        qtbot.waitUntil(lambda: cut(page) == [])
        if size != SMALLEST:  # there a single word may be too wide
            assert area.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("open_step", ["bring_in", "take_out", "change_passphrase", "errands.encrypt_anew"])
def test_nothing_is_cut_on_the_pages_for_one_thing(
    page: SettingsPage, look: Look, qtbot: QtBot, open_step: str
) -> None:
    attrgetter(open_step)(page)()
    for scale, size in ((1.0, NARROW), (2.0, NARROW), (1.0, WIDE), (2.0, SMALLEST)):
        look.scale_text(scale)
        page.resize(size)
        qtbot.waitUntil(lambda: cut(page) == [])


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def test_no_part_is_shown_as_a_window_before_it_has_its_place(
    make_page: MakePage, vault: Vault, qapp: QApplication
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    page = make_page(vault)
    for open_step in (page.bring_in, page.take_out, page.change_passphrase, page.errands.encrypt_anew):
        open_step()
    qapp.removeEventFilter(windows)
    assert windows.shown == ["SettingsPage"]


def test_the_names_of_sections_stand_above_the_cards_where_it_is_narrow(
    page: SettingsPage, look: Look, qtbot: QtBot
) -> None:
    first, second = page.overview.sections[:2]
    page.setFocus()

    def are_beside() -> bool:
        titles = sum(each.text() == "Settings" and each.isVisible() for each in page.findChildren(QLabel))
        assert titles == 1
        assert first.isVisible()
        return first.x() == second.x() and first.y() < second.y()

    assert are_beside()
    look.scale_text(2.0)
    page.resize(NARROW)
    qtbot.waitUntil(lambda: not are_beside())
    assert first.hasFocus()
    look.scale_text(1.0)
    page.resize(WIDE)
    qtbot.waitUntil(are_beside)
    assert first.hasFocus()


def test_controls_stand_below_their_words_where_there_is_no_room_beside_them(page: SettingsPage, qtbot: QtBot) -> None:
    page.show_section("Security")
    change = page.opening.change
    row = next(each for each in page.opening.findChildren(Row) if each.isAncestorOf(change))

    def is_beside() -> bool:
        return change.mapTo(row, change.rect().topLeft()).x() > row.title.geometry().right()

    for size, beside in ((WIDE, True), (SMALLEST, False), (WIDE, True)):
        page.resize(size)
        qtbot.waitUntil(lambda: is_beside() is beside)  # noqa: B023 - called before the next size


def test_a_line_breaks_where_it_ends_and_is_as_high_as_it_needs(qtbot: QtBot, look: Look) -> None:
    assert look is not None
    flow = Flow(spacing=10)
    qtbot.addWidget(flow)
    parts = [label("words " * 3) for _ in range(4)]
    for part in parts:
        flow.add(part)
    flow.show()
    wide = parts[0].sizeHint().width()
    assert flow.heightForWidth(4 * wide + 30) == parts[0].sizeHint().height()
    assert flow.heightForWidth(2 * wide + 10) == 2 * parts[0].sizeHint().height() + 10
    flow.resize(2 * wide + 10, 200)
    assert [part.pos().y() for part in parts[:2]] == [0, 0]
    assert parts[2].pos().x() == 0
    assert parts[2].pos().y() == parts[0].height() + 10
    parts[0].hide()
    assert flow.heightForWidth(3 * wide + 20) == parts[1].sizeHint().height()
    flow.clear()
    assert flow.heightForWidth(100) == 0


def test_a_choice_is_shown_without_a_signal_and_taken_with_one(qtbot: QtBot, look: Look) -> None:
    assert look is not None
    choice = Choice("Size", (("s", "Small"), ("l", "Large")), value="s")
    qtbot.addWidget(choice)
    choice.show()
    taken: list[str] = []
    choice.chosen.connect(taken.append)
    choice.show_value("l")
    assert choice.option("l").isChecked()
    assert taken == []
    click(choice.option("s"))
    click(choice.option("s"))
    assert taken == ["s"]
    assert [each.isChecked() for each in choice.findChildren(QRadioButton)] == [True, False]
    with pytest.raises(KeyError):
        choice.show_value("m")


def test_text_that_grows_while_one_looks_leaves_the_vault_alone(
    page: SettingsPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    for _ in range(10):
        page.appearance.text_size.larger.click()
    settle(qtbot, tasks)
    assert vault.is_open
