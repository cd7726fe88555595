"""The table of themes by moments: read by a screen reader, walked by keys, tied in by a click."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.story.ids import new_moment_id, new_theme_id
from allydesk.story.lifeline import Moment, Theme
from allydesk.story.theming import remove_theme, rename_theme, tie
from allydesk.ui.story.themes.matrix import MatrixView
from allydesk.ui.story.themes.page import ThemesPage
from allydesk.ui.theme import Look, Tone
from tests.ui.hands import click, press
from tests.ui.story.conftest import Settle, added
from tests.ui.story.themes.conftest import (
    CHOIR,
    FAMILY,
    HEARD,
    LEEDS,
    QUEUE,
    QUIET,
    RUTH,
    MakePage,
    a_life,
    some_themes,
    theme_of,
    when,
)

HORIZONTAL, VERTICAL = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def table(page: ThemesPage) -> MatrixView:
    """The matrix, in front, the keyboard in it."""
    click(page.choice.option("all"))
    page.matrix.setFocus()
    return page.matrix


def cell(table: MatrixView, row: int, column: int) -> QPoint:
    return table.visualRect(table.cells.index(row, column)).center()


def colours(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_moments_are_rows_in_time_and_themes_columns_in_order(table: MatrixView) -> None:
    titles = [table.cells.headerData(row, VERTICAL) for row in range(table.cells.rowCount())]
    assert titles == ["Born in Leeds", "Choir", "Mum’s illness", "Mentored by Ruth", "The queue"]
    names = [table.cells.headerData(column, HORIZONTAL) for column in range(table.cells.columnCount())]
    assert names == ["being heard", "family & home", "staying quiet"]


def test_the_whole_name_is_there_for_ears_and_as_tool_tip(table: MatrixView) -> None:
    for role in (SPOKEN, Qt.ItemDataRole.ToolTipRole):
        assert table.cells.headerData(3, VERTICAL, role) == "Mentored by Ruth, Spring 2021, height +4"
        assert table.cells.headerData(1, HORIZONTAL, role) == "family & home"
        assert table.cells.index(3, 0).data(role) == "Mentored by Ruth and being heard: tied"
        assert table.cells.index(3, 1).data(role) == "Mentored by Ruth and family & home: not tied"


def test_a_screen_reader_walks_it(table: MatrixView) -> None:
    spoken = QAccessible.queryAccessibleInterface(table)
    assert isinstance(spoken, QAccessibleInterface)
    across = table.cells.columnCount() + 1  # with the names at the side, and those above in a row of their own
    assert spoken.childCount() == across * (table.cells.rowCount() + 1)
    names = [spoken.child(place).text(QAccessible.Text.Name) for place in (1, across, 2 * across, 2 * across + 1)]
    assert names == [
        "being heard",
        "Born in Leeds, 1996, height +1",
        "Choir, 2008, height +3",
        "Choir and being heard: tied",
    ]


def test_a_click_ties_and_another_unties(table: MatrixView, page: ThemesPage, vault: Vault, settle: Settle) -> None:
    click(table.viewport(), cell(table, 0, 0))
    assert theme_of(page).moments == (RUTH, CHOIR, LEEDS)
    assert table.cells.is_tied(table.cells.index(0, 0))
    click(table.viewport(), cell(table, 1, 0))
    settle()
    assert vault.lifeline.whole().themes[HEARD].moments == (RUTH, LEEDS)
    page.undo()
    page.undo()
    assert theme_of(page).moments == (RUTH, CHOIR)


def test_arrows_and_space_do_the_same(table: MatrixView, page: ThemesPage) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Space):
        press(table, key)
    assert theme_of(page, QUIET).moments == (QUEUE, CHOIR)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)
    press(table, Qt.Key.Key_Space)
    assert theme_of(page, QUIET).moments == (QUEUE,)


def test_a_screen_reader_ticks_a_cell(table: MatrixView, page: ThemesPage) -> None:
    assert table.cells.setData(table.cells.index(0, 2), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert theme_of(page, QUIET).moments == (QUEUE, LEEDS)
    assert not table.cells.setData(table.cells.index(0, 2), "words", Qt.ItemDataRole.EditRole)


def test_return_opens_the_moment_and_a_name_its_theme(table: MatrixView, page: ThemesPage, qtbot: QtBot) -> None:
    press(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.moment_asked) as asked:
        press(table, Qt.Key.Key_Return)
    assert asked.args == [CHOIR]
    head = table.above
    click(head.viewport(), QPoint(head.sectionViewportPosition(1) + 8, head.height() // 2))
    assert page.detail.isVisible()
    assert page.detail.theme_id == FAMILY


def test_it_follows_and_the_keyboard_stays_at_its_cell(table: MatrixView, page: ThemesPage) -> None:
    table.setCurrentIndex(table.cells.index(3, 2))
    desk = page._desk
    desk.do(rename_theme(desk.lifeline, QUIET, "quiet"))
    assert table.cells.headerData(2, HORIZONTAL) == "quiet"
    desk.do(remove_theme(desk.lifeline, HEARD))
    assert (table.currentIndex().row(), table.currentIndex().column()) == (3, 1)
    desk.do(added(Moment(new_moment_id(), "First", when("1990"))))
    assert (table.currentIndex().row(), table.currentIndex().column()) == (4, 1)


def test_a_mark_is_painted_where_it_is_tied_and_nothing_where_not(table: MatrixView, look: Look) -> None:
    look_at = [table.visualRect(table.cells.index(3, column)).adjusted(4, 4, -4, -4) for column in (1, 2)]
    assert all(len(colours(table.viewport().grab(place).toImage())) == 1 for place in look_at)
    tied = table.viewport().grab(table.visualRect(table.cells.index(1, 0)).adjusted(4, 4, -4, -4)).toImage()
    assert {look.palette.colour(Tone.SURFACE).name(), "#2f6b5e"} <= colours(tied)


def test_names_lie_where_they_fit_and_stand_where_not(make_page: MakePage) -> None:
    many = [Theme(new_theme_id(), f"a theme, number {place}", place=place, shade=place % 8) for place in range(12)]
    page = make_page(*a_life(), *many, width=828)
    page._turn_to("all")
    table = page.matrix
    standing = [table.above.upright]
    assert table.horizontalScrollBar().maximum() == 0
    height = table.above.height()
    for theme in many[3:]:
        page._desk.do(remove_theme(page._desk.lifeline, theme.id))
    standing.append(table.above.upright)
    assert standing == [True, False]
    assert table.above.height() < height


def test_a_thousand_moments_by_twenty_themes(make_page: MakePage) -> None:
    moments = [Moment(new_moment_id(), f"Moment {place}", when(str(1900 + place % 120))) for place in range(1_000)]
    themes = [
        Theme(new_theme_id(), f"theme {place}", "", tuple(one.id for one in moments[place::20]), place=place)
        for place in range(20)
    ]
    page = make_page(*moments, *themes)
    page._turn_to("all")
    table = page.matrix
    assert (table.cells.rowCount(), table.cells.columnCount()) == (1_000, 20)
    table.setFocus()
    press(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    index = table.currentIndex()
    assert (index.row(), index.column()) == (999, 19)
    before = table.cells.is_tied(index)
    press(table, Qt.Key.Key_Space)
    QApplication.processEvents()
    assert table.cells.is_tied(table.currentIndex()) is not before
    assert table.currentIndex().row() == 999


def test_at_twice_the_size_rows_are_still_to_be_seen(make_page: MakePage, look: Look) -> None:
    page = make_page(*a_life(), *some_themes(), width=828)
    look.scale_text(2.0)
    page.window().resize(828, 558)
    page.setGeometry(0, 0, 828, 558)
    page._turn_to("all")
    QApplication.processEvents()
    page._desk.do(tie(page._desk.lifeline, HEARD, (QUEUE,)))
    shown = page.matrix.viewport().height() // page.matrix.rowHeight(0)
    assert shown >= 2
