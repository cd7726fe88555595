"""Telling a story from the first key to the take in the vault."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from allydesk.settings import Settings
from allydesk.storage.vault import Vault
from allydesk.story.ids import TakeId, new_take_id
from allydesk.story.telling import Story, Take, Telling
from allydesk.ui.story.practising.choices import Choices
from allydesk.ui.story.practising.page import PractisePage
from allydesk.ui.story.practising.rehearsal import Stage
from allydesk.ui.story.practising.takeform import TakeForm
from allydesk.ui.story.practising.takerow import TakeRow
from allydesk.ui.theme import Look
from tests.ui.scripted import ScriptedPrompts
from tests.ui.story.conftest import Settle
from tests.ui.story.practising.conftest import MakePage
from tests.ui.story.practising.parts import WORDS, Steady, pass_time, pragma
from tests.vaults import TestClock

NEVER = datetime(2026, 11, 1, 20, 0, tzinfo=UTC)


def key(page: PractisePage, which: Qt.Key) -> None:
    QTest.keyClick(page.telling.prompter, which)


def start(page: PractisePage, steady: Steady, *, then: float = 0.0) -> None:
    """Press Space, and let the lead-in pass, and as much of the telling."""
    key(page, Qt.Key.Key_Space)
    pass_time(page, steady, 3 + then)


def tell_it_all(page: PractisePage, steady: Steady) -> None:
    start(page, steady, then=90)
    page.primary.click()


def kept(vault: Vault, story: Story) -> list[Take]:
    return vault.stories.takes(story.id)


def notice_of(page: PractisePage) -> str:
    return page.notice.accessibleName()


def undo(page: PractisePage) -> None:
    (button,) = [each for each in page.notice.findChildren(QPushButton) if each.text() == "Undo"]
    button.click()


# Nothing to tell


def test_without_a_story_there_is_one_way_on(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page()
    assert page.stack.currentWidget() is page.empty
    assert not page.primary.isVisible()
    (button,) = [each for each in page.empty.findChildren(QPushButton) if each.isVisible()]
    with qtbot.waitSignal(page.step_asked) as asked:
        button.click()
    assert asked.args == ["story"]


def test_a_story_that_is_written_meanwhile_is_there_when_one_comes_back(
    make_page: MakePage, vault: Vault, settle: Settle
) -> None:
    page = make_page()
    vault.stories.add(Telling("", "", "Three small words"))
    page.shown()
    settle()
    assert page.chooser.currentText() == "Untitled story"
    assert page.telling.prompter.line_in_words() == "Three small words"
    assert page.primary.isEnabled()


def test_a_story_without_words_cannot_be_begun(make_page: MakePage, vault: Vault) -> None:
    vault.stories.add(Telling("Empty"))
    page = make_page()
    page.primary.click()
    assert page.telling.stage is Stage.READY


# Which story


def test_the_story_that_was_changed_last_comes_first(
    make_page: MakePage, vault: Vault, story: Story, clock: TestClock, settle: Settle
) -> None:
    clock.advance(hours=1)
    other = vault.stories.add(Telling("Another", "", "one two"))
    page = make_page()
    assert [page.chooser.itemText(place) for place in range(2)] == ["Another", "The question, for a new colleague"]
    assert page.story is not None
    assert page.story.id == other.id
    page.chooser.setCurrentIndex(1)
    page.chooser.activated.emit(1)
    settle()
    assert page.story.id == story.id
    page.shown()
    settle()
    assert page.story.id == story.id  # the one that was open stays


# Telling


def test_space_begins_after_three_quiet_seconds_and_pauses_and_goes_on(page: PractisePage, steady: Steady) -> None:
    told: list[bool] = []
    page.telling_changed.connect(told.append)
    key(page, Qt.Key.Key_Space)
    assert page.telling.time.shown.startswith("beginning in a moment")
    pass_time(page, steady, 2.9)
    assert page.telling.stage is Stage.LEADING_IN
    pass_time(page, steady, 30.1)
    assert page.telling.time.shown.startswith("on time · 0:30 gone")
    assert page.telling.prompter.place == pytest.approx(70)
    key(page, Qt.Key.Key_Space)
    assert not page.telling.timer.isActive()
    pass_time(page, steady, 500)
    assert page.telling.time.shown.startswith("paused · 0:30 gone")
    key(page, Qt.Key.Key_Space)
    assert page.telling.timer.isActive()
    assert page.telling.timer.interval() == 16
    assert told == [True, False, True]


def test_the_lead_in_can_be_left_out(page: PractisePage) -> None:
    page.telling.controls.lead_in.click()
    key(page, Qt.Key.Key_Space)
    assert page.telling.stage is Stage.TELLING


def test_the_timer_follows_the_clock_by_itself(page: PractisePage, steady: Steady, qtbot: QtBot) -> None:
    start(page, steady)
    before = page.telling.prompter.place
    steady.now += 10
    qtbot.waitUntil(lambda: page.telling.prompter.place > before + 20)


def test_with_reduced_motion_it_goes_line_by_line(page: PractisePage, look: Look, steady: Steady) -> None:
    look.reduce_motion(reduced=True)
    start(page, steady, then=5)
    tops = set()
    for _ in range(40):
        pass_time(page, steady, 0.5)
        tops.add(page.telling.prompter._shift())
    words_told = 20 / 60 * 140
    assert 2 <= len(tops) <= words_told / 5
    assert page.telling.timer.interval() == 100


def test_it_begins_where_the_reading_line_was_put(page: PractisePage, steady: Steady) -> None:
    for _ in range(3):
        key(page, Qt.Key.Key_Down)
    place = page.telling.prompter.place
    assert place > 3
    start(page, steady, then=6)
    assert page.telling.prompter.place == pytest.approx(place + 14)


def test_faster_and_slower_keep_the_place(page: PractisePage, steady: Steady) -> None:
    start(page, steady, then=30)
    key(page, Qt.Key.Key_Right)
    key(page, Qt.Key.Key_Period)
    assert page.telling.prompter.place == pytest.approx(70)
    assert page.telling.controls.now.text() == "150 words a minute"
    key(page, Qt.Key.Key_Left)
    pass_time(page, steady, 12)
    assert page.telling.prompter.place == pytest.approx(70 + 29)


def test_speed_by_length_does_not_depend_on_the_size_of_the_type(page: PractisePage, steady: Steady) -> None:
    chosen: list[Settings] = []
    page.settings_changed.connect(chosen.append)
    page.telling.controls.speed.option("length").click()
    page.telling.controls.minutes.field.setValue(2)
    assert page.telling.time.shown.startswith("about 2:00 to tell")
    key(page, Qt.Key.Key_Plus)
    key(page, Qt.Key.Key_Plus)
    start(page, steady, then=60)
    assert page.telling.prompter.place == pytest.approx(WORDS / 2)
    key(page, Qt.Key.Key_Minus)
    pass_time(page, steady, 30)
    assert page.telling.prompter.place == pytest.approx(WORDS * 3 / 4)
    assert Choices.of(chosen[-1]) == Choices(by_length=True, minutes=2, size=4)


def test_the_usual_pace_of_a_person_is_where_it_begins(
    make_page: MakePage, vault: Vault, story: Story, steady: Steady
) -> None:
    vault.stories.keep_take(Take(new_take_id(), story.id, NEVER, 120, 200))
    page = make_page()
    assert page.telling.controls.pace.value == 100
    start(page, steady, then=60)
    assert page.telling.prompter.place == pytest.approx(100)


def test_mirrored_by_key_and_by_button(page: PractisePage) -> None:
    key(page, Qt.Key.Key_M)
    assert page.telling.prompter.mirrored
    assert page.telling.controls.mirror.isChecked()
    page.telling.controls.mirror.click()
    assert not page.telling.prompter.mirrored


def test_f11_fills_the_window_and_the_end_brings_everything_back(page: PractisePage, steady: Steady) -> None:
    filled: list[bool] = []
    page.focus_mode_asked.connect(filled.append)
    key(page, Qt.Key.Key_F11)
    assert (filled, page.head.isVisible()) == ([True], False)
    start(page, steady, then=20)
    assert page.telling.controls.end.isVisible()
    key(page, Qt.Key.Key_Escape)
    assert filled == [True, False]
    assert page.stack.currentWidget() is page.ending


def test_escape_leaves_a_filled_window_when_nothing_is_told(page: PractisePage) -> None:
    filled: list[bool] = []
    page.focus_mode_asked.connect(filled.append)
    key(page, Qt.Key.Key_F11)
    key(page, Qt.Key.Key_Escape)
    assert filled == [True, False]


def test_out_of_sight_nothing_runs_on(page: PractisePage, steady: Steady) -> None:
    start(page, steady, then=5)
    page.hide()
    assert page.telling.stage is Stage.PAUSED
    assert not page.telling.timer.isActive()


def test_another_room_finds_the_window_as_it_was(page: PractisePage) -> None:
    filled: list[bool] = []
    page.focus_mode_asked.connect(filled.append)
    key(page, Qt.Key.Key_F11)
    page.hide()
    assert filled == [True, False]


def test_what_has_hardly_begun_leaves_no_take(page: PractisePage, steady: Steady) -> None:
    start(page, steady, then=0.5)
    key(page, Qt.Key.Key_Escape)
    assert page.telling.stage is Stage.READY
    assert page.stack.currentWidget() is page.telling


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_where_there_is_little_room_the_text_has_it(page: PractisePage, look: Look, scale: float) -> None:
    look.scale_text(scale)
    page.resize(520, 300)
    controls = page.telling.controls
    assert controls.open.isVisible()
    assert not controls.speed.isVisible()
    controls.open.click()
    assert controls.speed.isVisible()
    assert not page.telling.prompter.isVisible()
    controls.open.click()
    assert page.telling.prompter.isVisible()


# The end of a telling


def test_a_take_is_kept_with_what_was_said_of_it(
    *, page: PractisePage, steady: Steady, vault: Vault, story: Story, clock: TestClock, settle: Settle
) -> None:
    begun = clock()
    start(page, steady, then=90)
    clock.advance(minutes=2)
    page.primary.click()
    assert page.primary.text() == "Keep this take"
    assert page.ending.heading.text() == "You told it in 1:30"
    assert not page.ending.how_far.isVisible()
    page.ending.form.rating.option("4").click()
    page.ending.form.notes.setPlainText("Slower at the start.")
    page.primary.click()
    settle()
    (take,) = kept(vault, story)
    assert (take.begun, take.seconds, take.words) == (begun, 90, WORDS)
    assert (take.rating, take.notes, take.audio) == (4, "Slower at the start.", None)
    assert page.views.value == "takes"
    assert page.views.option("takes").text() == "Takes · 1"
    assert page.list.rows[0].figures.text() == f"1:30 · {round(WORDS / 1.5)} words a minute · nearly · {WORDS} words"


def test_rating_and_notes_may_stay_empty(
    page: PractisePage, steady: Steady, vault: Vault, story: Story, settle: Settle
) -> None:
    tell_it_all(page, steady)
    page.primary.click()
    settle()
    (take,) = kept(vault, story)
    assert (take.rating, take.notes) == (None, "")


def test_ended_early_the_person_says_how_much_they_told(
    page: PractisePage, steady: Steady, vault: Vault, story: Story, settle: Settle
) -> None:
    start(page, steady, then=30)
    page.primary.click()
    assert page.ending.figures.text() == "70 words · 140 words a minute"
    page.ending.how_far.option("whole").click()
    assert page.ending.figures.text() == f"{WORDS} words · {WORDS * 2} words a minute"
    page.primary.click()
    settle()
    assert kept(vault, story)[0].words == WORDS


def test_discarding_is_one_click_and_can_be_undone(
    page: PractisePage, steady: Steady, vault: Vault, story: Story, settle: Settle
) -> None:
    tell_it_all(page, steady)
    page.ending.form.notes.setPlainText("Not today")
    page.ending.discard.click()
    assert page.stack.currentWidget() is page.telling
    assert notice_of(page) == "The take was discarded."
    undo(page)
    assert page.ending.form.notes.words() == "Not today"
    page.ending.discard.click()
    page.flush(lambda: None)
    settle()
    assert kept(vault, story) == []


# The takes


@pytest.fixture
def takes(vault: Vault, story: Story) -> list[Take]:
    made = [
        Take(TakeId(f"{number}"), story.id, NEVER + timedelta(days=number), 100 + 10 * number, 200, rating, notes)
        for number, (rating, notes) in enumerate([(1, "Too fast"), (None, ""), (4, "To the window")])
    ]
    for take in made:
        vault.stories.keep_take(take)
    return made


@pytest.fixture
def list_page(make_page: MakePage, takes: list[Take]) -> PractisePage:
    page = make_page()
    assert len(takes) == 3
    page.views.option("takes").click()
    return page


def row_of(page: PractisePage, number: int) -> TakeRow:
    """The newest is 0."""
    return page.list.rows[number]


def test_takes_are_listed_newest_first_and_compared(list_page: PractisePage) -> None:
    assert [row.day.text() for row in list_page.list.rows] == [
        "Tuesday 3 November 2026, 20:00",
        "Monday 2 November 2026, 20:00",
        "Sunday 1 November 2026, 20:00",
    ]
    assert row_of(list_page, 0).since.text() == "0:10 longer and 9 words a minute slower than the take before"
    assert row_of(list_page, 0).notes.text() == "To the window"
    assert "To the window" in row_of(list_page, 0).accessibleName()
    table = list_page.list.card.table
    assert [table.item(0, column).text() for column in range(4)] == ["1 Nov 2026", "1:40", "120", "not yet"]  # type: ignore[union-attr]  # each is there


def test_the_chart_says_each_take_and_leads_to_it(list_page: PractisePage) -> None:
    chart = list_page.list.chart
    assert chart.said(2) == "3 Nov 2026: 2:00 · 100 words a minute · nearly"
    list_page.list.card.place_asked.emit(2)
    assert list_page.window().focusWidget() is row_of(list_page, 0).change
    image = chart.grab().toImage()
    assert len({image.pixel(x, 60) for x in range(image.width())}) > 1


def test_one_take_alone_is_no_chart(page: PractisePage, steady: Steady, settle: Settle, qtbot: QtBot) -> None:
    tell_it_all(page, steady)
    page.primary.click()
    settle()
    qtbot.waitUntil(page.list.rows[0].isVisible)
    assert not page.list.card.isVisible()


def test_notes_and_rating_can_be_changed_later(
    list_page: PractisePage, vault: Vault, story: Story, settle: Settle
) -> None:
    row = row_of(list_page, 1)
    row.change.click()
    assert row.form is not None
    row.form.notes.setPlainText("In the kitchen")
    row.form.rating.option("2").click()
    row.change.click()
    settle()
    assert row.notes.text() == "In the kitchen"
    assert not row.findChildren(TakeForm, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert (kept(vault, story)[1].notes, kept(vault, story)[1].rating) == ("In the kitchen", 2)


def test_what_is_half_typed_is_kept_when_one_leaves(
    list_page: PractisePage, vault: Vault, story: Story, settle: Settle
) -> None:
    row = row_of(list_page, 1)
    row.change.click()
    assert row.form is not None
    row.form.notes.setPlainText("Half a thou")
    left: list[bool] = []
    list_page.flush(lambda: left.append(True))
    settle()
    assert left == [True]
    assert kept(vault, story)[1].notes == "Half a thou"


def test_a_take_is_removed_and_brought_back(
    list_page: PractisePage, vault: Vault, story: Story, takes: list[Take], settle: Settle
) -> None:
    row_of(list_page, 1).remove.click()
    settle()
    assert [take.id for take in kept(vault, story)] == ["0", "2"]
    assert len(list_page.list.rows) == 2
    assert notice_of(list_page) == "The take was removed."
    undo(list_page)
    settle()
    assert kept(vault, story) == takes
    assert [row.take.id for row in list_page.list.rows] == ["2", "1", "0"]


def test_a_take_that_cannot_be_removed_is_there_still(list_page: PractisePage, vault: Vault, settle: Settle) -> None:
    removed = row_of(list_page, 1)
    pragma(vault, "query_only = 1")
    removed.remove.click()
    settle()
    pragma(vault, "query_only = 0")
    assert [row.take.id for row in list_page.list.rows] == ["2", "1", "0"]
    assert "Undo" not in [each.text() for each in list_page.notice.findChildren(QPushButton)]


def test_only_the_newest_are_shown_at_first(make_page: MakePage, vault: Vault, story: Story) -> None:
    for number in range(23):
        begun = NEVER + timedelta(hours=number)
        vault.stories.keep_take(Take(TakeId(f"{number:02}"), story.id, begun, 60, 140))
    page = make_page()
    page.views.option("takes").click()
    assert len(page.list.rows) == 20
    page.list.more.click()
    assert len(page.list.rows) == 23


# Leaving


def test_an_ended_telling_is_kept_as_it_is(
    page: PractisePage, steady: Steady, vault: Vault, story: Story, settle: Settle
) -> None:
    tell_it_all(page, steady)
    page.ending.form.notes.setPlainText("Mid-sentence, the")
    left: list[bool] = []
    page.flush(lambda: left.append(bool(kept(vault, story))))
    settle()
    assert left == [True]
    assert kept(vault, story)[0].notes == "Mid-sentence, the"


def test_a_telling_that_is_cut_off_is_kept_as_far_as_it_came(
    page: PractisePage, steady: Steady, vault: Vault, story: Story, settle: Settle
) -> None:
    start(page, steady, then=30)
    page.flush(lambda: None)
    settle()
    (take,) = kept(vault, story)
    assert (take.seconds, take.words) == (30, 70)


def test_a_false_start_is_not(page: PractisePage, steady: Steady, vault: Vault, story: Story, settle: Settle) -> None:
    start(page, steady, then=9)
    page.flush(lambda: None)
    settle()
    assert kept(vault, story) == []
    assert not page.telling.timer.isActive()


@pytest.mark.parametrize(("answer", "goes"), [("stay", False), ("lose", True)])
def test_a_take_that_cannot_be_kept_is_asked_about(
    *,
    page: PractisePage,
    steady: Steady,
    vault: Vault,
    story: Story,
    prompts: ScriptedPrompts,
    settle: Settle,
    answer: str,
    goes: bool,
) -> None:
    tell_it_all(page, steady)
    _lose_story(vault, story)
    prompts.will_choose(answer)
    left: list[bool] = []
    page.flush(lambda: left.append(True))
    settle()
    assert prompts.asked == ["A take is not saved"]
    assert bool(left) is goes
    assert len(page.list.rows) == 1  # it is still there to be seen


def test_trying_again_keeps_it_when_it_can_be(
    *, page: PractisePage, steady: Steady, vault: Vault, story: Story, settle: Settle, prompts: ScriptedPrompts
) -> None:
    tell_it_all(page, steady)
    _lose_story(vault, story)
    page.primary.click()
    settle()
    assert "is not in the vault yet" in notice_of(page)
    vault.stories.add(story.telling, story_id=story.id)
    (again,) = [each for each in page.notice.findChildren(QPushButton) if each.text() == "Try again"]
    again.click()
    settle()
    assert len(kept(vault, story)) == 1
    assert prompts.asked == []


def _lose_story(vault: Vault, story: Story) -> None:
    """Take the story out for good, as the trash does after its time."""
    with vault.stories._database.write() as connection:
        connection.exec_driver_sql("DELETE FROM story WHERE id = ?", (story.id,))


def test_closed_nothing_of_the_vault_is_left(list_page: PractisePage, steady: Steady, settle: Settle) -> None:
    list_page.views.option("tell").click()
    start(list_page, steady, then=20)
    list_page.flush(lambda: None)
    settle()
    list_page.close_all()
    shown = list_page.telling.prompter
    assert (shown.line_in_words(), shown.accessibleDescription(), shown.script.words) == ("", "", 0)
    assert (list_page.list.rows, list_page.list.takes, list_page.chooser.count()) == ([], [], 0)
    assert list_page.list.card.table.rowCount() == 0
    assert not list_page.telling.timer.isActive()
    assert list_page.story is None


def test_everything_that_can_be_done_is_offered(page: PractisePage, steady: Steady) -> None:
    ready = {action.label: action.ready() for action in page.offered()}
    assert ready["Tell the story, or pause"]
    assert not ready["Finish telling"]
    start(page, steady, then=20)
    acts = {action.label: action for action in page.offered()}
    assert acts["Finish telling"].ready()
    acts["Finish telling"].run()
    assert page.stack.currentWidget() is page.ending
    assert not acts["Tell the story, or pause"].ready()
