"""A moment is told in the form beside the chart, with real keys, and kept in a real vault."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allydesk.story.vague_date import Precision
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.story.tools import StoryTools
from tests.ui.story.conftest import Settle
from tests.ui.story.lifeline.conftest import MakePage, focused, keep
from tests.ui.story.lifeline.samples import BORN, CHOIR, HEARD, ILLNESS, LEEDS, LIFE, QUEUE, RUTH, SCHOOL, SOMEONE


def press(words: str) -> None:
    QTest.keyClicks(focused(), words)


def test_a_new_moment_opens_with_the_caret_in_what_happened(page: LifelinePage) -> None:
    assert page.primary is not None
    page.primary.click()
    form = page.beside.form
    assert focused() is form.title.line
    assert form.title.name.text() == "What happened?"
    assert page.beside.isVisible()


def test_what_is_typed_is_kept_by_itself_and_taken_back_in_one_step(
    page: LifelinePage, tools: StoryTools, settle: Settle, qtbot: QtBot
) -> None:
    page.add_moment()
    press("A letter")
    qtbot.waitUntil(lambda: tools.desk.undo_label == "Add a moment")
    press(" from home")
    qtbot.waitUntil(lambda: any(one.title == "A letter from home" for one in tools.desk.lifeline.moments.values()))
    assert "A letter from home" in keep(tools, settle)
    tools.desk.undo()
    assert set(tools.desk.lifeline.moments) == {one.id for one in (LEEDS, SCHOOL, CHOIR, ILLNESS, RUTH, QUEUE, SOMEONE)}
    assert tools.desk.undo_label == ""
    assert page.beside.front is None


def test_each_field_is_a_step_of_its_own(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(RUTH.id)
    form = page.beside.form
    press("X")
    form.place.line.setFocus()
    press("Leeds")
    page.flush(lambda: None)
    after = tools.desk.lifeline.moments[RUTH.id]
    assert (after.title, after.place) == ("XMentored by Ruth", "Leeds")
    assert tools.desk.undo_label == "Change the place"
    tools.desk.undo()
    assert form.place.line.text() == ""
    assert tools.desk.undo_label == "Change the title"


def test_an_empty_new_moment_goes_without_a_trace(page: LifelinePage, tools: StoryTools, settle: Settle) -> None:
    before = tools.desk.lifeline
    page.add_moment()
    assert [chip.moment_id for chip in page.ground.tray.chips] == [SOMEONE.id, page.beside.form.moment_id]
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.beside.front is None
    assert tools.desk.lifeline is before
    assert (tools.desk.undo_label, tools.desk.redo_label) == ("", "")
    assert [chip.moment_id for chip in page.ground.tray.chips] == [SOMEONE.id]
    settle()
    assert tools.vault.lifeline.removed() == []


def empty_again(tools: StoryTools, settle: Settle, qtbot: QtBot) -> None:
    press("ab")
    qtbot.waitUntil(lambda: bool(tools.desk.undo_label))
    settle()
    assert "ab" in {one.title for one in tools.vault.lifeline.whole().moments.values()}
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)
    QTest.keyClick(focused(), Qt.Key.Key_Backspace)


def assert_no_trace(page: LifelinePage, tools: StoryTools, settle: Settle) -> None:
    settle()
    assert len(tools.desk.lifeline.moments) == len(tools.vault.lifeline.whole().moments) == 7
    assert (tools.desk.undo_label, tools.desk.redo_label) == ("", "")
    page.beside.open_removed()
    settle()
    assert page.beside.removed.said.text() == "Nothing was removed in the last 30 days."


def test_one_that_was_typed_and_emptied_again_goes_as_well(
    page: LifelinePage, tools: StoryTools, settle: Settle, qtbot: QtBot
) -> None:
    page.add_moment()
    empty_again(tools, settle, qtbot)
    page.beside.put_away()
    assert_no_trace(page, tools, settle)


def test_one_that_was_begun_on_the_chart_and_emptied_again_goes_as_well(
    page: LifelinePage, tools: StoryTools, settle: Settle, qtbot: QtBot
) -> None:
    page._add_at(date(2010, 6, 1), 4)
    empty_again(tools, settle, qtbot)
    page.beside.put_away()
    assert_no_trace(page, tools, settle)


def test_it_goes_on_locking_and_on_leaving_the_step_too_and_stays_in_the_form(
    page: LifelinePage, tools: StoryTools, settle: Settle, qtbot: QtBot
) -> None:
    page.add_moment()
    empty_again(tools, settle, qtbot)
    flushed: list[int] = []
    page.flush(lambda: flushed.append(len(tools.desk.lifeline.moments)))
    qtbot.waitUntil(lambda: bool(flushed))
    assert flushed == [7]
    form = page.beside.form
    assert form.draft is not None
    assert not form.remove.isVisible()
    assert page.chosen == (form.draft.id,)
    press("c")
    page.flush(lambda: None)
    assert {one.title for one in tools.desk.lifeline.moments.values()} >= {"c"}
    page.undo()
    assert_no_trace_but_redo(tools)


def assert_no_trace_but_redo(tools: StoryTools) -> None:
    assert (tools.desk.undo_label, tools.desk.redo_label) == ("", "Add a moment")


def test_one_that_has_a_theme_is_not_blank(page: LifelinePage, tools: StoryTools, settle: Settle, qtbot: QtBot) -> None:
    page.add_moment()
    empty_again(tools, settle, qtbot)
    page.beside.form.commit()
    chips = page.beside.form.themes
    chips.add.click()
    press("being he")
    page.flush(lambda: None)
    assert len(tools.desk.lifeline.moments) == 8
    assert "being he" in {one.name for one in tools.desk.lifeline.themes.values()}


def test_a_name_that_is_half_typed_waits_for_its_end(page: LifelinePage, tools: StoryTools, qtbot: QtBot) -> None:
    page.open_moment(CHOIR.id)
    page.beside.form.note.text.setFocus()
    press("Z")
    page.beside.form.people.line.setFocus()
    press("In")
    qtbot.waitUntil(lambda: tools.desk.lifeline.moments[CHOIR.id].note.startswith("Z"))
    assert page.beside.form.people.line.text() == "In"
    page.flush(lambda: None)
    assert tools.desk.lifeline.moments[CHOIR.id].people == ("In",)


def test_a_moment_of_which_only_the_height_was_said_stays(page: LifelinePage, tools: StoryTools) -> None:
    page.add_moment()
    page.beside.form.height_then.steps.steps[9].click()
    page.beside.put_away()
    made = next(one for one in tools.desk.lifeline.moments.values() if not one.title)
    assert made.height == 4


def test_what_was_understood_of_a_date_is_said_as_it_is_typed(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(SOMEONE.id)
    when = page.beside.form.when
    assert when.said.text() == "Not dated yet: it waits beside the chart."
    when.line.setFocus()
    when.line.selectAll()
    press("summer 1999")
    assert when.said.text() == "Between 1 June and 31 August 1999."
    page.flush(lambda: None)
    date = tools.desk.lifeline.moments[SOMEONE.id].date
    assert (date.words, date.precision) == ("summer 1999", Precision.SEASON)
    assert page.ground.tray.isHidden()
    assert page.ground.chart.selected_ids == (SOMEONE.id,)


def test_an_impossible_date_is_told_in_place_and_changes_nothing(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(RUTH.id)
    when = page.beside.form.when
    when.line.setFocus()
    when.line.selectAll()
    press("31 February 2003")
    page.flush(lambda: None)
    assert "no such day" in when.said.text()
    assert when.said.property("role") == "warning"
    assert tools.desk.lifeline.moments[RUTH.id].date == RUTH.date
    when.line.selectAll()
    press("1985 to 1980")
    assert "after it ends" in when.said.text()
    when.line.selectAll()
    press("year 12000")
    assert "9999" in when.said.text()


def test_impossible_words_for_a_moment_without_a_date_are_not_lost(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(SOMEONE.id)
    line = page.beside.form.when.line
    line.setFocus()
    line.selectAll()
    press("31 February 2003")
    page.beside.put_away()
    date = tools.desk.lifeline.moments[SOMEONE.id].date
    assert (date.words, date.is_dated) == ("31 February 2003", False)


def test_height_goes_by_keys_and_many_steps_are_one_undo(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(CHOIR.id)
    field = page.beside.form.height_then
    field.steps.focus_step().setFocus()
    for _ in range(4):
        QTest.keyClick(focused(), Qt.Key.Key_Left)
    assert tools.desk.lifeline.moments[CHOIR.id].height == -1
    assert field.words.text() == "How it felt then: −1 uneasy"
    assert focused() is field.steps.focus_step()
    QTest.keyClick(focused(), Qt.Key.Key_End)
    assert field.value == 5
    tools.desk.undo()
    assert field.value == 3
    assert tools.desk.undo_label == ""


def test_how_it_feels_now_is_asked_for_and_left_out_again(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(CHOIR.id)
    field = page.beside.form.height_now
    assert field.steps.isHidden() or not field.steps.isVisible()
    field.ask.click()
    assert focused() is field.steps.focus_step()
    QTest.keyClick(focused(), Qt.Key.Key_Minus)
    assert tools.desk.lifeline.moments[CHOIR.id].now == -1
    field.clear.click()
    assert tools.desk.lifeline.moments[CHOIR.id].now is None


def test_people_are_completed_from_the_vault(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(CHOIR.id)
    line = page.beside.form.people.line
    line.setFocus()
    press("ing")
    completer = line.completer()
    assert completer.currentCompletion() == "Ingrid"
    line.clear()
    press("Stefan, Makena")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert tools.desk.lifeline.moments[CHOIR.id].people == ("Stefan", "Makena")
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert focused() is page.beside.form.people.chips[1]
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    assert tools.desk.lifeline.moments[CHOIR.id].people == ("Stefan",)


def test_the_note_grows_and_keeps_its_lines(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(QUEUE.id)
    note = page.beside.form.note
    before = note.text.height()
    note.text.setFocus()
    for number in range(9):
        press(f"line {number}")
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    page.flush(lambda: None)
    assert tools.desk.lifeline.moments[QUEUE.id].note.splitlines() == [f"line {number}" for number in range(9)]
    assert note.text.height() > before


def test_a_text_field_keeps_its_own_undo(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(RUTH.id)
    press("abc")
    page.flush(lambda: None)
    assert tools.desk.undo_label == "Change the title"
    QTest.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.beside.form.title.line.text() == "Mentored by Ruth"
    assert tools.desk.redo_label == ""


def test_choosing_another_moment_keeps_what_was_typed_and_tells_of_the_other(
    page: LifelinePage, tools: StoryTools
) -> None:
    page.open_moment(RUTH.id)
    press("Z")
    page._choose((CHOIR.id,))
    assert tools.desk.lifeline.moments[RUTH.id].title == "ZMentored by Ruth"
    assert page.beside.form.moment_id == CHOIR.id
    assert page.beside.form.title.line.text() == "Choir"


def test_what_changes_elsewhere_is_seen_while_another_field_is_typed_in(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(RUTH.id)
    press("Q")
    page.deeds.step((RUTH.id,), -2)
    assert page.beside.form.height_then.value == 2
    assert page.beside.form.title.line.text() == "QMentored by Ruth"
    page.flush(lambda: None)
    after = tools.desk.lifeline.moments[RUTH.id]
    assert (after.title, after.height) == ("QMentored by Ruth", 2)


def test_one_field_right_after_the_other_loses_nothing(page: LifelinePage, tools: StoryTools) -> None:
    page.beside.form._wait.setInterval(60_000)
    page.open_moment(CHOIR.id)
    form = page.beside.form
    form.note.text.setFocus()
    press("Z")
    form.place.line.setFocus()
    press("Y")
    form.height_then.steps.steps[0].click()
    page.flush(lambda: None)
    after = tools.desk.lifeline.moments[CHOIR.id]
    assert (after.note[0], after.place, after.height) == ("Z", "Y", -5)


def test_words_that_cannot_be_a_date_stay_to_be_mended(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(RUTH.id)
    when = page.beside.form.when
    when.line.setFocus()
    when.line.selectAll()
    press("31 February 2003")
    page.beside.form.height_then.steps.steps[0].click()
    assert tools.desk.lifeline.moments[RUTH.id].height == -5
    assert when.line.text() == "31 February 2003"
    assert "no such day" in when.said.text()


def test_a_new_moment_that_is_dated_first_leaves_the_tray(page: LifelinePage) -> None:
    page.add_moment()
    assert len(page.ground.tray.chips) == 2
    page.beside.form.when.line.setFocus()
    press("2003")
    page.beside.form.commit()
    assert [chip.moment_id for chip in page.ground.tray.chips] == [SOMEONE.id]
    page.undo()
    assert [chip.moment_id for chip in page.ground.tray.chips] == [SOMEONE.id]


def test_return_goes_on_to_the_next_line(page: LifelinePage) -> None:
    page.add_moment()
    form = page.beside.form
    press("A letter")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is form.when.line
    press("2003")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is form.height_then.steps.focus_step()


def test_an_age_asks_for_the_birth_where_it_is_not_known(make_page: MakePage, tools: StoryTools) -> None:
    page = make_page()
    page.add_moment()
    form = page.beside.form
    press("Moved")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert not form.born.isVisible()
    press("age 7")
    assert form.when.said.text() == "It finds its place once you say when you were born."
    assert form.born.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is form.born.line
    press("17 May 1996")
    assert page.ground.nothing_dated.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert tools.desk.lifeline.birth.date == BORN
    assert next(iter(tools.desk.lifeline.moments.values())).date.is_dated
    assert form.when.said.text().startswith("Between 17 May 2003 and ")
    assert not form.born.isVisible()
    assert focused() is form.height_then.steps.focus_step()
    assert not page.ground.nothing_dated.isVisible()


def test_the_way_out_is_always_seen(page: LifelinePage) -> None:
    page.resize(1164, 400)
    page.add_moment()
    form = page.beside.form
    assert form.done.isVisible()
    assert form.by_itself.isVisible()
    assert page.beside.rect().contains(form.done.mapTo(page.beside, form.done.rect().bottomRight()))
    page.open_moment(RUTH.id)
    assert not form.by_itself.isVisible()
    assert form.earlier.isVisible()
    page.beside.open_birth()
    assert not form.done.isVisible()


def test_leaving_for_another_moment_writes_nothing_that_was_not_typed(page: LifelinePage, tools: StoryTools) -> None:
    before = tools.desk.lifeline
    for moment in (LEEDS, SCHOOL, CHOIR, ILLNESS, RUTH, QUEUE, SOMEONE):
        page.open_moment(moment.id)
    page.beside.put_away()
    assert tools.desk.lifeline is before


def test_themes_are_tied_in_the_form(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(SCHOOL.id)
    chips = page.beside.form.themes
    chips.add.click()
    press("being heard")
    QTest.keyClick(chips.field, Qt.Key.Key_Return)
    assert SCHOOL.id in tools.desk.lifeline.themes[HEARD.id].moments


def test_an_empty_lifeline_offers_gentle_ways_that_open_the_form_with_a_hint(make_page: MakePage) -> None:
    page = make_page()
    empty = page.ground.empty
    assert empty.isVisible()
    words = " ".join([empty.title.text(), empty.why.text(), *(way.text() for way in empty.ways)])
    assert "what year" not in words.lower()
    empty.ways[1].click()
    form = page.beside.form
    assert focused() is form.title.line
    assert form.hint.text() == "What did they do, or say? One time will do"
    assert not empty.isVisible()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert empty.isVisible()


def test_the_first_moment_takes_the_place_of_the_empty_page(make_page: MakePage, tools: StoryTools) -> None:
    page = make_page()
    page.add_moment()
    press("A house")
    page.beside.put_away()
    assert not page.ground.empty.isVisible()
    assert page.ground.tray.isVisible()
    assert len(tools.desk.lifeline.moments) == 1


def test_whatever_is_open_closes_with_the_vault(page: LifelinePage, tools: StoryTools) -> None:
    page.open_moment(RUTH.id)
    page.flush(lambda: None)
    page.close_all()
    form = page.beside.form
    assert form.title.line.text() == ""
    assert form.note.value == ""
    assert form.people.value == ()
    assert page.ground.table.moments.rowCount() == 0
    assert page.ground.card.moment_id is None
    assert page.chosen == ()
    assert len(LIFE) == len(tools.vault.lifeline.whole().moments) + 4
