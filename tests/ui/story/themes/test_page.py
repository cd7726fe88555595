"""The page of themes: named, described, ordered, tied, merged and split, by keys and by mouse; all of it undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.story.edits import remove_moments
from allydesk.story.lifeline import Change, Edit, Lifeline, Theme
from allydesk.story.theming import remove_theme, set_memo, tie
from allydesk.ui.actions import install
from allydesk.ui.story.themes.page import ThemesPage
from allydesk.ui.theme import Look
from tests.ui.hands import button, click, press, type_into
from tests.ui.scripted import ScriptedPrompts
from tests.ui.story.conftest import Settle
from tests.ui.story.themes.conftest import (
    CHOIR,
    FAMILY,
    HEARD,
    ILLNESS,
    LEEDS,
    QUEUE,
    QUIET,
    RUTH,
    MakePage,
    a_life,
    drag,
    listed,
    names,
    some_themes,
    theme_of,
)

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def open_menu() -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def choose_in_menu(words: str) -> None:
    """Choose what says this in the menu that is open."""
    menu = open_menu()
    (found,) = [action for action in menu.actions() if action.text() == words]
    assert isinstance(found, QAction)
    menu.close()
    found.trigger()


def row_at(page: ThemesPage, place: int) -> QPoint:
    return page.list.visualRect(page.list.themes.index(place)).center()


def enter(field: QLineEdit, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Return, or another key that ends the typing of a name; Qt takes it up a turn of its event loop later."""
    press(field, key)
    QApplication.processEvents()


def kept(vault: Vault, settle: Settle) -> Lifeline:
    """The lifeline as the vault has it."""
    settle()
    return vault.lifeline.whole()


# What is shown


def test_the_first_theme_is_shown_with_its_moments_in_time(page: ThemesPage) -> None:
    assert page.list.theme_id == HEARD
    assert page.detail.name.text() == "being heard"
    assert page.detail.memo.text() == "Someone waits."
    assert listed(page) == [CHOIR, RUTH]
    assert page.detail.count.text() == "2 moments"


def test_a_screen_reader_hears_colour_and_pattern_and_how_many(page: ThemesPage) -> None:
    index = page.list.themes.index(1)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "family & home, 2 moments, ochre, upright stripes"
    moment = page.detail.moments.moments.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert moment == "Mentored by Ruth, Spring 2021, height +4"


def test_choosing_another_shows_it(page: ThemesPage) -> None:
    page.list.setFocus()
    press(page.list, Qt.Key.Key_Down)
    assert page.detail.name.text() == "family & home"
    assert listed(page) == [LEEDS, ILLNESS]
    click(page.list.viewport(), row_at(page, 2))
    assert page.detail.name.text() == "staying quiet"


def test_without_moments_it_leads_to_the_lifeline(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page()
    assert page.empty.isVisible()
    assert not page.noticing_button.isVisible()
    with qtbot.waitSignal(page.step_asked) as asked:
        click(button(page, "Go to the lifeline"))
    assert asked.args == ["lifeline"]


def test_without_themes_it_says_what_one_is(make_page: MakePage) -> None:
    page = make_page(*a_life())
    assert page.empty.text.text().startswith("A theme is something that comes up in several of your moments")
    assert page.empty.text.text().count(".") == 2
    click(page.empty.add)
    field = page.list.name_field
    assert field is not None
    type_into(field, "courage")
    enter(field)
    assert names(page) == ["courage"]
    assert page.detail.isVisible()


# Adding and naming


def test_a_theme_is_added_by_its_name(page: ThemesPage, vault: Vault, settle: Settle) -> None:
    assert page.primary is not None
    click(page.primary)
    field = page.list.name_field
    assert field is not None
    assert field.hasFocus()
    type_into(field, "Starting again")
    enter(field)
    assert names(page)[-1] == "Starting again"
    assert page.detail.name.text() == "Starting again"
    assert page.detail.nothing.text() == "No moment is tied to it yet."
    made = [one for one in kept(vault, settle).themes.values() if one.name == "Starting again"]
    assert [one.shade for one in made] == [3]
    page.undo()
    assert names(page) == ["being heard", "family & home", "staying quiet"]
    assert page.detail.isVisible()


@pytest.mark.parametrize(("typed", "key"), [("", Qt.Key.Key_Return), ("x", Qt.Key.Key_Escape)])
def test_given_up_nothing_is_added(page: ThemesPage, typed: str, key: Qt.Key) -> None:
    page.add()
    field = page.list.name_field
    assert field is not None
    type_into(field, typed)
    enter(field, key)
    assert page.list.name_field is None
    assert page.list.themes.rowCount() == 3
    assert page._desk.undo_label == ""


def test_a_name_is_typed_in_place(page: ThemesPage, vault: Vault, settle: Settle) -> None:
    page.list.setFocus()
    press(page.list, Qt.Key.Key_F2)
    field = page.list.name_field
    assert field is not None
    assert field.text() == "being heard"
    type_into(field, "Heard at last")
    enter(field)
    assert page.detail.name.text() == "Heard at last"
    assert theme_of(page).id in kept(vault, settle).themes
    assert kept(vault, settle).themes[HEARD].name == "Heard at last"
    click(page.detail.rename)
    field = page.list.name_field
    assert field is not None
    field.clear()
    enter(field)
    assert theme_of(page).name == "Heard at last"


def test_two_of_one_name_are_allowed_and_told(page: ThemesPage) -> None:
    page.add()
    field = page.list.name_field
    assert field is not None
    type_into(field, "Being Heard")
    enter(field)
    assert len(names(page)) == 4
    assert "Two themes have this name" in page.notice.text.text()


def test_a_name_half_typed_stays_open_while_another_step_changes_things(page: ThemesPage) -> None:
    page.list.choose(QUIET)
    page.rename()
    field = page.list.name_field
    assert field is not None
    type_into(field, "half")
    page._desk.do(tie(page._desk.lifeline, FAMILY, (RUTH,)))
    page._desk.do(tie(page._desk.lifeline, QUIET, (RUTH,)))
    page._desk.do(remove_theme(page._desk.lifeline, HEARD))
    assert page.list.name_field is field
    assert field.text() == "half"
    flushed: list[bool] = []
    page.flush(lambda: flushed.append(True))
    assert flushed == [True]
    assert names(page) == ["family & home", "half"]


def test_a_new_name_half_typed_is_kept_by_flush(page: ThemesPage, vault: Vault, settle: Settle) -> None:
    page.add()
    field = page.list.name_field
    assert field is not None
    type_into(field, "courage")
    page._desk.do(tie(page._desk.lifeline, FAMILY, (RUTH,)))
    page.flush(lambda: None)
    assert "courage" in {one.name for one in kept(vault, settle).themes.values()}
    assert page.list.themes.draft is None


# The memo


def test_a_memo_is_kept_by_itself_and_undone_in_one_step(
    page: ThemesPage, vault: Vault, settle: Settle, qtbot: QtBot
) -> None:
    page.list.choose(FAMILY)
    page.detail.memo.setFocus()
    for words in ("Where it ", "began."):
        with qtbot.waitSignal(page.detail.memo.typed):
            type_into(page.detail.memo, words)
    assert kept(vault, settle).themes[FAMILY].memo == "Where it began."
    assert page._desk.undo_label == "Change the memo"
    page.undo()
    assert theme_of(page, FAMILY).memo == ""
    assert page.detail.memo.text() == ""
    assert page._desk.undo_label == ""
    page.redo()
    assert page.detail.memo.text() == "Where it began."


def test_leaving_and_coming_back_begins_another_step(page: ThemesPage) -> None:
    page.list.choose(FAMILY)
    for words in ("One", " two"):
        page.detail.memo.setFocus()
        type_into(page.detail.memo, words)
        page.list.setFocus()
    assert theme_of(page, FAMILY).memo.replace(" ", "") in {"Onetwo", "twoOne"}
    page.undo()
    assert theme_of(page, FAMILY).memo == "One"


def test_going_to_another_theme_keeps_the_memo(page: ThemesPage) -> None:
    page.detail.memo.setPlainText("Ruth\u00a0waited.")
    page.list.choose(QUIET)
    assert theme_of(page).memo == "Ruth\u00a0waited."
    assert theme_of(page, QUIET).memo == "Mostly at work."


def test_a_memo_half_typed_is_not_lost_to_another_change(make_page: MakePage) -> None:
    page = make_page(*a_life(), *some_themes(), pause=60_000)
    page.detail.memo.setPlainText("Half a thou")
    page._desk.do(tie(page._desk.lifeline, FAMILY, (RUTH,)))
    page._desk.do(set_memo(page._desk.lifeline, HEARD, "From elsewhere."))
    assert page.detail.memo.text() == "Half a thou"
    page.flush(lambda: None)
    assert theme_of(page).memo == "Half a thou"


def test_a_memo_that_is_not_being_typed_follows(page: ThemesPage) -> None:
    page._desk.do(set_memo(page._desk.lifeline, HEARD, "From elsewhere."))
    assert page.detail.memo.text() == "From elsewhere."


# Order


def test_themes_move_by_keys_and_by_buttons(page: ThemesPage, vault: Vault, settle: Settle) -> None:
    page.list.setFocus()
    press(page.list, Qt.Key.Key_Down, ALT)
    assert names(page) == ["family & home", "being heard", "staying quiet"]
    assert page.list.theme_id == HEARD
    click(page.detail.down)
    assert names(page)[-1] == "being heard"
    assert not page.detail.down.isEnabled()
    press(page.list, Qt.Key.Key_Down, ALT)
    assert [one.name for one in kept(vault, settle).ordered_themes()] == [
        "family & home",
        "staying quiet",
        "being heard",
    ]
    page.undo()
    page.undo()
    assert names(page) == ["being heard", "family & home", "staying quiet"]
    assert not page.detail.up.isEnabled()


def test_a_theme_is_dragged_to_another_place(page: ThemesPage) -> None:
    view = page.list.viewport()
    below = row_at(page, 2) + QPoint(0, page.list.row_height() // 3)
    drag(view, row_at(page, 0), below)
    assert names(page) == ["family & home", "staying quiet", "being heard"]
    assert page.list.theme_id == HEARD
    drag(view, row_at(page, 2), row_at(page, 0) - QPoint(0, page.list.row_height() // 3))
    assert names(page)[0] == "being heard"
    drag(view, row_at(page, 1), row_at(page, 1) + QPoint(3, 3))
    assert names(page) == ["being heard", "family & home", "staying quiet"]


def test_escape_gives_a_drag_up(page: ThemesPage) -> None:
    page.list.setFocus()
    drag(page.list.viewport(), row_at(page, 0), row_at(page, 2), drop=False)
    press(page.list, Qt.Key.Key_Escape)
    click(page.list.viewport(), row_at(page, 2))
    assert names(page)[0] == "being heard"


# Tying


def test_moments_are_tied_from_a_list_with_search(page: ThemesPage, vault: Vault, settle: Settle) -> None:
    click(page.detail.tying)
    assert page.detail.search.hasFocus()
    assert listed(page) == [LEEDS, CHOIR, ILLNESS, RUTH, QUEUE]
    type_into(page.detail.search, "2014 WINTER")
    assert listed(page) == [ILLNESS]
    view = page.detail.moments
    click(view.viewport(), view.visualRect(view.moments.index(0)).center())
    assert theme_of(page).moments == (RUTH, CHOIR, ILLNESS)
    page.detail.search.clear()
    view.setFocus()
    view.setCurrentIndex(view.moments.index(1))
    press(view, Qt.Key.Key_Space)
    assert theme_of(page).moments == (RUTH, ILLNESS)
    assert view.current_id == CHOIR
    assert kept(vault, settle).themes[HEARD].moments == (RUTH, ILLNESS)
    page.detail.search.setText("nowhere")
    assert page.detail.nothing.text() == "No moment has these words."
    click(button(page, "Done"))
    assert listed(page) == [ILLNESS, RUTH]


def test_a_moment_is_untied_and_stays_on_the_lifeline(page: ThemesPage) -> None:
    view = page.detail.moments
    assert not page.detail.untie.isVisible()
    click(view.viewport(), view.visualRect(view.moments.index(0)).center())
    click(page.detail.untie)
    assert theme_of(page).moments == (RUTH,)
    assert CHOIR in page._desk.lifeline.moments
    view.setFocus()
    press(view, Qt.Key.Key_Delete)
    assert theme_of(page).moments == ()
    page.undo()
    page.undo()
    assert theme_of(page).moments == (RUTH, CHOIR)


def test_a_moment_is_opened_on_the_lifeline(page: ThemesPage, qtbot: QtBot) -> None:
    view = page.detail.moments
    view.setFocus()
    view.setCurrentIndex(view.moments.index(1))
    asked: list[str] = []
    page.step_asked.connect(asked.append)
    page.moment_asked.connect(asked.append)
    press(view, Qt.Key.Key_Return)
    assert asked == ["lifeline", RUTH]
    with qtbot.waitSignal(page.moment_asked) as opened:
        click(page.detail.open)
    assert opened.args == [RUTH]


def test_a_moment_that_goes_goes_from_the_theme(page: ThemesPage) -> None:
    page._desk.do(remove_moments(page._desk.lifeline, (CHOIR,)))
    assert listed(page) == [RUTH]
    assert page.list.themes.rows[0].count == 1


# Colour, merging, splitting, removing


def test_colour_and_pattern_are_chosen_together(page: ThemesPage) -> None:
    click(page.detail.mark)
    assert len(open_menu().actions()) == 8
    choose_in_menu("Moss, chequers")
    assert theme_of(page).shade == 5
    assert page.detail.mark.accessibleName() == "Colour and pattern: moss, chequers"


@pytest.mark.parametrize("answer", ["keep", "merge"])
def test_merging_says_first_what_it_will_do(page: ThemesPage, prompts: ScriptedPrompts, answer: str) -> None:
    page.list.choose(QUIET)
    before = page._desk.lifeline
    prompts.will_choose(answer)
    click(page.detail.merge)
    choose_in_menu("being heard")
    (question,) = prompts.questions
    assert question.text == (
        "“staying quiet” becomes part of “being heard”, which then has 3 moments. "
        "Both memos are kept, one below the other. You can undo this."
    )
    if answer == "keep":
        assert page._desk.lifeline == before
        return
    assert names(page) == ["being heard", "family & home"]
    assert page.detail.name.text() == "being heard"
    assert page.detail.memo.text() == "Someone waits.\n\nMostly at work."
    assert page.notice.text.text() == "Merged two themes."
    click(page.notice.action)
    assert page._desk.lifeline == before
    assert page.notice.isHidden()


def test_a_theme_is_split_by_ticking_what_goes(page: ThemesPage, vault: Vault, settle: Settle) -> None:
    before = page._desk.lifeline
    click(page.detail.split)
    panel = page.splitting
    assert panel.name.hasFocus()
    assert not panel.go.isEnabled()
    type_into(panel.name, "asked")
    click(panel.moments.viewport(), panel.moments.visualRect(panel.moments.moments.index(1)).center())
    assert panel.said.text() == "1 moment of 2 go."
    assert panel.go.isEnabled()
    click(panel.go)
    assert names(page) == ["being heard", "asked", "family & home", "staying quiet"]
    (made,) = [one for one in kept(vault, settle).themes.values() if one.name == "asked"]
    assert made.moments == (RUTH,)
    assert theme_of(page).moments == (CHOIR,)
    assert page.detail.isVisible()
    click(page.notice.action)
    assert page._desk.lifeline == before


def test_splitting_is_given_up(page: ThemesPage) -> None:
    page.begin_split()
    click(page.splitting.cancel)
    assert page.detail.isVisible()
    page.begin_split()
    page._desk.do(remove_theme(page._desk.lifeline, HEARD))
    assert page.detail.isVisible()
    assert page.detail.name.text() == "family & home"
    assert len(names(page)) == 2


@pytest.mark.parametrize("by_key", [True, False])
def test_a_theme_is_removed_and_brought_back(page: ThemesPage, by_key: bool) -> None:
    before = page._desk.lifeline
    page.list.setFocus()
    if by_key:
        press(page.list, Qt.Key.Key_Delete)
    else:
        click(page.detail.remove)
    assert names(page) == ["family & home", "staying quiet"]
    assert page.detail.name.text() == "family & home"
    assert len(page._desk.lifeline.moments) == 5
    click(page.notice.action)
    assert page._desk.lifeline == before


def test_the_last_one_removed_leaves_the_page_that_says_what_a_theme_is(make_page: MakePage) -> None:
    page = make_page(*a_life(), some_themes()[0])
    click(page.detail.remove)
    assert page.empty.isVisible()
    click(page.notice.action)
    assert page.detail.isVisible()


def test_a_notice_goes_when_something_else_is_done(page: ThemesPage) -> None:
    click(page.detail.remove)
    assert page.notice.isVisible()
    page._desk.do(tie(page._desk.lifeline, FAMILY, (RUTH,)))
    assert page.notice.isHidden()


def test_a_theme_has_a_menu(page: ThemesPage) -> None:
    page.list.menu_asked.emit(FAMILY, page.list.mapToGlobal(row_at(page, 0)))
    choose_in_menu("Move down")
    assert names(page)[1] == "being heard"


# Undo by key, actions, and the end


def test_undo_and_redo_by_their_keys(page: ThemesPage) -> None:
    install(page.offered(), on=page)
    page.list.setFocus()
    press(page.list, Qt.Key.Key_Delete)
    press(page.list, Qt.Key.Key_Z, CTRL)
    assert len(names(page)) == 3
    press(page.list, Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(names(page)) == 2


def test_actions_say_whether_they_can_be_done(make_page: MakePage) -> None:
    page = make_page(*a_life())
    ready = {action.label for action in page.offered() if action.ready()}
    assert ready == {"Add theme", "Did you notice?", "Themes one by one", "Themes by moments as a table"}
    keys = [QKeySequence(action.shortcut) for action in page.offered() if action.shortcut]
    assert len(keys) == len(set(map(QKeySequence.toString, keys))) == 2


def test_a_theme_is_brought_to_the_front(page: ThemesPage) -> None:
    page._turn_to("all")
    page.show_theme(QUIET)
    assert page.detail.isVisible()
    assert page.detail.name.text() == "staying quiet"


def test_closed_it_holds_nothing(page: ThemesPage) -> None:
    page._turn_to("all")
    page.flush(lambda: None)
    page.close_all()
    assert page.list.themes.rowCount() == 0
    assert page.matrix.cells.rowCount() == 0
    assert (page.detail.memo.text(), page.detail.name.text()) == ("", "")
    assert listed(page) == []


def test_markup_and_ampersands_are_shown_as_they_are(make_page: MakePage, prompts: ScriptedPrompts) -> None:
    odd = Theme(HEARD, "<b>R&D</b>", "<i>", (CHOIR,))
    page = make_page(*a_life(), odd, replace(odd, id=FAMILY, name="A & B", place=1))
    assert page.detail.name.textFormat() == Qt.TextFormat.PlainText
    assert page.detail.name.text() == "<b>R&D</b>"
    prompts.will_choose("keep")
    click(page.detail.merge)
    choose_in_menu("A && B")


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [828, 1164])
def test_nothing_is_cut_at_any_size(page: ThemesPage, look: Look, scale: float, width: int) -> None:
    look.scale_text(scale)
    page.window().resize(width, 558)
    page.setGeometry(0, 0, width, 558)
    QApplication.processEvents()
    for way in (page.detail.rename, page.detail.merge, page.detail.split, page.detail.remove, page.detail.tying):
        place = way.mapTo(page.detail, QPoint(0, 0))
        assert way.width() >= way.sizeHint().width()
        assert place.x() + way.width() <= page.detail.width()
    assert page.detail.width() + page.detail.mapTo(page, QPoint(0, 0)).x() <= width


def test_an_edit_of_nothing_leaves_the_choice(page: ThemesPage) -> None:
    page.list.choose(QUIET)
    page._desk.do(Edit("Nothing", (Change(theme_of(page), theme_of(page)),)))
    assert page.list.theme_id == QUIET
