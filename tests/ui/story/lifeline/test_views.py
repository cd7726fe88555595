"""Chart, table, tray and card show one lifeline and one choice, and do the same things; with real keys and mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, VaultError
from allydesk.story.dates.saying import age_in_words
from allydesk.ui.story.lifeline.bar import CHART, TABLE
from allydesk.ui.story.lifeline.model import Column
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.story.tools import StoryTools
from tests.ui.story.conftest import Settle
from tests.ui.story.lifeline.conftest import MakePage, focused
from tests.ui.story.lifeline.samples import BORN, CHOIR, HEARD, ILLNESS, LEEDS, QUEUE, RUTH, SCHOOL, SOMEONE, many

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def place_of(page: LifelinePage, moment_id: str) -> QPoint:
    """Where a moment's dot is on the chart."""
    dot = next(one for one in page.ground.chart.figure.dots if one.moment == moment_id and not one.hollow)
    return QPoint(round(dot.x), round(dot.y))


def click(page: LifelinePage, moment_id: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.mouseClick(page.ground.chart, Qt.MouseButton.LeftButton, modifier, place_of(page, moment_id))


# The card


def test_the_card_tells_of_the_moment_that_was_clicked(page: LifelinePage) -> None:
    click(page, RUTH.id)
    card = page.ground.card
    assert page.chosen == (RUTH.id,)
    assert card.when.text() == f"Spring 2021 · {age_in_words(RUTH.date, BORN)}"
    assert card.title.text() == "Mentored by Ruth"
    assert card.height_chip.text() == "+4 high"
    assert card.height_chip.property("role") == "chip-high"
    assert card.note.text() == "She waited."
    assert [chip.text().strip() for chip in card.themes.chips] == ["being heard"]


def test_then_and_now_are_both_said(page: LifelinePage) -> None:
    click(page, SCHOOL.id)
    assert page.ground.card.height_chip.text() == "then −3 · now +2"
    assert page.ground.card.height_chip.accessibleName() == "It felt −3 hard then, and feels +2 light now"


def test_the_card_leads_to_the_form(page: LifelinePage) -> None:
    click(page, CHOIR.id)
    page.ground.card.edit.click()
    assert page.beside.form.moment_id == CHOIR.id
    assert page.beside.isVisible()


def test_a_theme_on_the_card_leads_to_the_themes(page: LifelinePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.theme_asked) as led:
        page.ground.sofar.rows[0].click()
    assert led.args == [HEARD.id]
    click(page, RUTH.id)
    with qtbot.waitSignal(page.theme_asked) as led:
        page.ground.card.themes.theme_asked.emit(HEARD.id)
    assert led.args == [HEARD.id]
    with qtbot.waitSignal(page.theme_asked) as led:
        page.ground.sofar.more.click()
    assert led.args == [""]


# Chart


def test_a_double_click_adds_a_moment_there(page: LifelinePage, tools: StoryTools) -> None:
    chart = page.ground.chart
    place = QPoint(chart.width() // 2 + 31, 40)
    meant = chart.place_at(place)
    assert meant is not None
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=place)
    form = page.beside.form
    assert form.draft is not None
    assert (form.draft.date, form.draft.height) == (chart.meant(meant[0]), meant[1])
    assert chart.selected_ids == (form.draft.id,)
    QTest.keyClicks(focused(), "There")
    page.beside.put_away()
    made = next(one for one in tools.desk.lifeline.moments.values() if one.title == "There")
    assert made.date.is_dated


def test_a_double_click_that_nothing_is_said_of_leaves_nothing(page: LifelinePage, tools: StoryTools) -> None:
    before = tools.desk.lifeline
    QTest.mouseDClick(page.ground.chart, Qt.MouseButton.LeftButton, pos=QPoint(page.ground.chart.width() // 2, 40))
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert tools.desk.lifeline is before
    assert len(page.ground.chart.told_ids()) == 6


def test_dragging_moves_a_moment_and_undo_takes_it_back(page: LifelinePage, tools: StoryTools) -> None:
    chart, start = page.ground.chart, place_of(page, CHOIR.id)
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        QTest.mouseMove(chart, start + QPoint(0, step * 10))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 80))
    assert tools.desk.lifeline.moments[CHOIR.id].height < 3
    assert tools.desk.undo_label == "Move the moment"
    QTest.keyClick(focused(), Qt.Key.Key_Y, CTRL)
    page.undo()
    assert tools.desk.lifeline.moments[CHOIR.id] == CHOIR
    QTest.keyClick(page, Qt.Key.Key_Y, CTRL)
    assert tools.desk.lifeline.moments[CHOIR.id].height < 3


def test_a_new_moment_can_be_dragged_before_anything_is_said_of_it(page: LifelinePage, tools: StoryTools) -> None:
    chart = page.ground.chart
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() // 2 + 31, 40))
    draft = page.beside.form.draft
    assert draft is not None
    start = place_of(page, draft.id)
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        QTest.mouseMove(chart, start + QPoint(0, step * 10))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 80))
    moved = page.beside.form.draft
    assert moved is not None
    assert moved.height < draft.height
    assert page.beside.form.height_then.value == moved.height
    page.beside.put_away()
    assert len(tools.desk.lifeline.moments) == 7


def test_keys_on_the_chart_step_and_open(page: LifelinePage, tools: StoryTools) -> None:
    click(page, CHOIR.id)
    chart = page.ground.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    assert tools.desk.lifeline.moments[CHOIR.id].height == 5
    tools.desk.undo()
    assert tools.desk.lifeline.moments[CHOIR.id].height == 3
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert page.beside.form.moment_id == CHOIR.id
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert chart.hasFocus()
    QTest.keyClick(chart, Qt.Key.Key_Insert)
    assert page.beside.form.draft is not None


def test_the_bar_changes_what_the_chart_shows(page: LifelinePage) -> None:
    bar, chart = page.ground.bar, page.ground.chart
    bar.toggles["line"].click()
    bar.toggles["photos"].click()
    assert (chart.choices.line, chart.choices.photos) == (False, True)
    before = chart.visible_span.days
    chart._look.reduce_motion(reduced=True)
    bar.larger.click()
    assert chart.visible_span.days < before
    bar.whole.click()
    assert chart.visible_span.days >= before * 0.99


def test_undo_says_what_it_would_take_back(page: LifelinePage) -> None:
    bar = page.ground.bar
    assert not bar.undo.isEnabled()
    page.deeds.step((CHOIR.id,), 1)
    assert bar.undo.isEnabled()
    assert bar.undo.toolTip() == "Undo: change how it felt (Ctrl+Z)"
    bar.undo.click()
    assert bar.redo.accessibleName() == "Redo: change how it felt"


def test_what_has_no_room_on_the_bar_is_in_its_menu(page: LifelinePage) -> None:
    bar = page.ground.bar
    assert bar.larger.isVisible()
    assert not any(act.isVisible() for act in bar.zooms)
    width = bar.minimumSizeHint().width()
    bar.resize(width + bar.show_button.sizeHint().width() + 20, bar.height())
    assert bar.show_button.isVisible()
    assert not bar.larger.isVisible()
    assert [act.text() for act in bar.zooms if act.isVisible()] == ["Zoom in", "Zoom out", "Fit the whole life"]
    bar.resize(width, bar.height())
    assert bar._shown.menuAction().isVisible()
    assert not bar.sorting.menuAction().isVisible()
    chart = page.ground.chart
    chart._look.reduce_motion(reduced=True)
    before = chart.visible_span.days
    bar.zooms[0].trigger()
    assert chart.visible_span.days < before


# Several


def test_several_are_stepped_tied_and_removed_together(page: LifelinePage, tools: StoryTools) -> None:
    click(page, CHOIR.id)
    click(page, QUEUE.id, CTRL)
    several = page.ground.several
    assert several.isVisible()
    assert several.title.text() == "2 moments chosen"
    several.up.click()
    moments = tools.desk.lifeline.moments
    assert (moments[CHOIR.id].height, moments[QUEUE.id].height) == (4, -2)
    QTest.keyClicks(several.theme, "being heard")
    QTest.keyClick(several.theme, Qt.Key.Key_Return)
    assert QUEUE.id in tools.desk.lifeline.themes[HEARD.id].moments
    several.remove.click()
    assert len(tools.desk.lifeline.moments) == 5
    assert page.ground.notice.isVisible()
    assert page.chosen == ()
    page.ground.notice._answer()
    assert len(tools.desk.lifeline.moments) == 7
    assert tools.desk.lifeline.themes[HEARD.id].moments == (RUTH.id, CHOIR.id, QUEUE.id)


def test_the_offer_to_undo_goes_when_something_else_was_done(page: LifelinePage, tools: StoryTools) -> None:
    page.deeds.remove((CHOIR.id,))
    page.deeds.step((RUTH.id,), 1)
    assert not page.ground.notice.isVisible()
    assert CHOIR.id not in tools.desk.lifeline.moments


# The tray


def test_the_tray_has_what_is_not_dated_and_opens_it(page: LifelinePage) -> None:
    tray = page.ground.tray
    assert [chip.moment_id for chip in tray.chips] == [SOMEONE.id]
    assert tray.chips[0].accessibleName() == "Someone I met, between school and university, not dated yet"
    tray.chips[0].click()
    assert page.beside.form.moment_id == SOMEONE.id
    assert page.chosen == (SOMEONE.id,)


def test_a_moment_dragged_from_the_tray_finds_its_place_and_keeps_its_words(
    page: LifelinePage, tools: StoryTools
) -> None:
    chart, chip = page.ground.chart, page.ground.tray.chips[0]
    goal = QPoint(chart.width() // 2, 60)
    meant = chart.place_at(goal)
    assert meant is not None
    there = chip.mapFromGlobal(chart.mapToGlobal(goal))
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    QTest.mouseMove(chip, chip.rect().center() + QPoint(0, -30))
    QTest.mouseMove(chip, there)
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=there)
    moment = tools.desk.lifeline.moments[SOMEONE.id]
    assert (moment.date.middle, moment.height) == (chart.meant(meant[0]).middle, meant[1])
    assert moment.date.words == "between school and university"
    assert page.ground.tray.isHidden()
    assert page.chosen == (SOMEONE.id,)
    tools.desk.undo()
    assert tools.desk.lifeline.moments[SOMEONE.id] == SOMEONE


def test_a_moment_let_go_elsewhere_stays_in_the_tray(page: LifelinePage, tools: StoryTools) -> None:
    chip = page.ground.tray.chips[0]
    before = tools.desk.lifeline
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    QTest.mouseMove(chip, QPoint(300, 5))
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=QPoint(300, 5))
    assert tools.desk.lifeline is before
    assert page.beside.front is None


# The table


def test_the_table_is_chosen_in_as_the_chart_is_and_the_other_way_round(page: LifelinePage) -> None:
    click(page, RUTH.id)
    page.ground.bar.view.option(TABLE).click()
    table = page.ground.table
    assert table.isVisible()
    assert table.selected_ids == (RUTH.id,)
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert list(page.chosen) == [ILLNESS.id]
    assert page.ground.chart.selected_ids == (ILLNESS.id,)
    QTest.keyClick(table, Qt.Key.Key_Up, SHIFT)
    assert list(page.chosen) == [CHOIR.id, ILLNESS.id]
    page.show_view(CHART)
    assert set(page.ground.chart.selected_ids) == {CHOIR.id, ILLNESS.id}


def test_the_table_steps_opens_removes_and_adds(page: LifelinePage, tools: StoryTools) -> None:
    page.show_view(TABLE)
    table = page.ground.table
    page._choose((QUEUE.id,))
    QTest.keyClick(table, Qt.Key.Key_Plus)
    QTest.keyClick(table, Qt.Key.Key_Minus)
    QTest.keyClick(table, Qt.Key.Key_Minus)
    assert tools.desk.lifeline.moments[QUEUE.id].height == -4
    assert table.selected_ids == (QUEUE.id,)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.beside.form.moment_id == QUEUE.id
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert QUEUE.id not in tools.desk.lifeline.moments
    QTest.keyClick(table, Qt.Key.Key_Insert)
    QTest.keyClicks(focused(), "New")
    page.beside.put_away()
    assert any(one.title == "New" for one in tools.desk.lifeline.moments.values())


def test_a_screen_reader_finds_headers_and_words_in_the_table(page: LifelinePage) -> None:
    page.show_view(TABLE)
    model = page.ground.table.moments
    headers = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    assert headers == ["When", "What", "Then", "Now", "Themes", "People", "Place"]
    row = model.row_of(SCHOOL.id)

    def aloud(column: Column) -> object:
        return model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)

    assert aloud(Column.THEN) == "then −3 hard"
    assert aloud(Column.NOW) == "now +2 light"
    assert aloud(Column.PEOPLE) == "Ingrid"
    assert aloud(Column.PLACE) == "no place"
    assert str(aloud(Column.WHEN)).startswith("2003, ")
    assert page.ground.table.accessibleName() == "Moments"


def test_the_table_is_sorted_without_a_mouse_and_says_how(page: LifelinePage) -> None:
    page.show_view(TABLE)
    bar, table = page.ground.bar, page.ground.table
    model = table.moments

    def header(column: Column) -> object:
        return model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)

    assert header(Column.WHEN) == "When, sorted oldest first"
    assert bar.sorting.menuAction().isVisible()
    bar.columns[Column.THEN].trigger()
    assert model.ids_at([0]) == (ILLNESS.id,)
    assert (header(Column.THEN), header(Column.WHEN)) == ("Then, sorted lowest first", "When")
    bar.descending.trigger()
    assert model.ids_at([0]) == (RUTH.id,)
    assert header(Column.THEN) == "Then, sorted highest first"
    page.show_view(CHART)
    sort = {each.label: each.run for each in page.offered()}
    sort["Sort the table by what"]()
    assert table.isVisible()
    assert model.ids_at([0]) == (LEEDS.id,)
    assert bar.columns[Column.WHAT].isChecked()
    assert not bar.descending.isChecked()
    sort["Sort the table by what"]()
    assert header(Column.WHAT) == "What, sorted from Z to A"
    assert bar.descending.isChecked()


def test_the_table_follows_what_is_done_elsewhere_and_keeps_what_is_chosen(
    page: LifelinePage, tools: StoryTools
) -> None:
    page.show_view(TABLE)
    page._choose((RUTH.id,))
    page.deeds.step((RUTH.id,), -3)
    model = page.ground.table.moments
    assert model.index(model.row_of(RUTH.id), Column.THEN).data() == "+1"
    page.ground.table.sortByColumn(Column.THEN, Qt.SortOrder.DescendingOrder)
    page.deeds.step((RUTH.id,), 4)
    assert model.row_of(RUTH.id) == 0
    assert page.ground.table.selected_ids == (RUTH.id,)
    tools.desk.undo()
    assert page.chosen == (RUTH.id,)


def test_the_keyboard_goes_through_the_page_and_never_gets_stuck(page: LifelinePage) -> None:
    page.ground.chart.setFocus()
    seen = []
    for _ in range(60):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        if focused() is page.ground.chart:
            break
        seen.append(focused())
    assert focused() is page.ground.chart
    assert all(one.isVisible() and (one.accessibleName() or getattr(one, "text", str)()) for one in seen)


# Trouble


def test_a_failed_save_is_told_in_words_and_nothing_is_lost(
    page: LifelinePage, tools: StoryTools, settle: Settle, qtbot: QtBot
) -> None:
    shelf = tools.vault.lifeline

    class FullDisk:
        """The shelf of a vault whose disk is full for a while."""

        full = True

        def apply(self, edit: object) -> None:
            """Keep it, when there is room."""
            if self.full:
                raise VaultError(Code.DISK_FULL)
            shelf.apply(edit)  # type: ignore[arg-type]  # it is an edit

    disk = FullDisk()
    tools.desk._shelf = disk  # type: ignore[assignment]  # as above
    page.deeds.step((RUTH.id,), -1)
    settle()
    trouble = page.ground.trouble
    assert trouble.isVisible()
    assert trouble.text().startswith("Not saved yet: ")
    assert "full" in trouble.text()
    assert tools.desk.lifeline.moments[RUTH.id].height == 3
    disk.full = False
    qtbot.waitUntil(lambda: not trouble.isVisible())
    assert shelf.whole().moments[RUTH.id].height == 3


# Looks


def test_nothing_is_cut_off_in_a_small_window_with_large_text(make_page: MakePage, tools: StoryTools) -> None:
    tools.look.scale_text(2.0)
    page = make_page(RUTH, CHOIR, size=(774, 540))
    page._choose((RUTH.id,))
    assert page.ground.width() <= 774 - 80
    assert page.ground.chart.height() >= 200
    page.open_moment(RUTH.id)
    QApplication.processEvents()
    assert not page.ground.isVisible()
    form = page.beside.form
    for part in (form.title, form.when, form.height_then, form.note):
        assert part.width() <= page.beside.width()
    assert all(
        step.width() >= step.fontMetrics().horizontalAdvance(step.text()) for step in form.height_then.steps.steps
    )


def test_another_theme_and_size_are_taken_on_while_the_page_is_open(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(RUTH.id)
    before = page.beside.form.note.text.height()
    tools.look.scale_text(1.5)
    assert page.beside.form.note.text.height() > before
    assert page.ground.table.verticalHeader().defaultSectionSize() == tools.look.scaled(34)


# Many


def test_ten_thousand_moments_are_rows_that_are_only_made_when_looked_at(
    make_page: MakePage, tools: StoryTools
) -> None:
    page = make_page(*many(10_000))
    page.show_view(TABLE)
    model = page.ground.table.moments
    assert model.rowCount() == 10_000
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    first = next(iter(tools.desk.lifeline.moments))
    page._choose((first,))
    page.open_moment(first)
    QTest.keyClicks(focused(), "abc")
    page.flush(lambda: None)
    assert not resets
    assert str(model.index(model.row_of(first), Column.WHAT).data()).startswith("abc")


def test_the_oldest_choice_is_dropped_when_the_moment_goes(page: LifelinePage, tools: StoryTools) -> None:
    page._choose((LEEDS.id, RUTH.id))
    page.deeds.remove((LEEDS.id,))
    assert page.chosen == (RUTH.id,)
    assert page.ground.card.moment_id == RUTH.id
    assert len(tools.desk.lifeline.moments) == 6
