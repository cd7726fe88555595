"""Playing a scenario by hand and by keyboard, over a real vault."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.practice.ids import new_run_id
from allydesk.practice.library import Listed
from allydesk.practice.run import OWN_WORDS, Chose, Reasoned, Run, ScenarioRef, Wrote
from allydesk.practice.scenario import Branch, Onward, Scenario, Scene
from allydesk.storage.vault import Vault
from allydesk.ui.actions import install
from allydesk.ui.practice.scene.option import OptionCard
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import button, click
from tests.ui.journal.full_disk import free_disk, full_disk
from tests.ui.practice.conftest import Settle
from tests.ui.practice.made import WHY
from tests.ui.practice.scene.conftest import SEED, Begin, MakePage, in_debrief
from tests.ui.practice.scene.hands import focused, key, lines, notes, options, write
from tests.ui.scripted import ScriptedPrompts

NOW = datetime(2026, 11, 21, 21, 14, tzinfo=UTC)
REF = ScenarioRef("The joke before the meeting", "A remark from above", "a", "0" * 64)
FIRST = [
    "Eight people, two minutes early. Dan is telling a story about the new supplier.",
    "Dan, your manager: “…and you know how they are with deadlines. Oh come on, I’m allowed one.”",
    "Amara, your colleague: looks down at her notes and says nothing.",
]


def only_run(vault: Vault) -> Run:
    [found] = vault.practice.runs()
    return vault.practice.run(found.id)


# Before the first line


def test_what_a_scene_touches_comes_before_its_first_line(
    make_page: MakePage, scenario: Scenario, tools: PracticeTools, settle: Settle
) -> None:
    page = make_page()
    page.begin(Listed(scenario.head), scenario)
    assert page.stack.currentWidget() is page.notes
    assert "a joke about people’s origins" in page.notes.accessibleName()
    assert focused() is page.notes.go_on
    assert lines(page) == []
    left: list[str] = []
    page.leave_asked.connect(lambda: left.append("left"))
    click(button(page, "Not now"))
    settle()
    assert left == ["left"]
    assert tools.vault.practice.runs() == []


def test_a_scene_that_touches_nothing_begins_at_once(begin: Begin, scenario: Scenario) -> None:
    page = begin(scenario=replace(scenario, head=replace(scenario.head, content_notes=())))
    assert page.stack.currentWidget() is page.stage


def test_a_scenario_that_never_comes_to_anything_is_told_and_left(
    make_page: MakePage, scenario: Scenario, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    endless = replace(scenario, scenes={**scenario.scenes, "joke": Scene("joke", (), Onward((Branch("joke"),)))})
    page = make_page()
    with qtbot.waitSignal(page.leave_asked):
        page.begin(Listed(scenario.head), endless)
    assert len(prompts.told) == 1
    assert page.offered()[0].ready() is False


# Lines


def test_lines_arrive_one_by_one_and_space_and_return_and_a_click_bring_the_next(begin: Begin) -> None:
    page = begin()
    key(Qt.Key.Key_Space)  # where it is set
    for pressed, shown in ((Qt.Key.Key_Space, 1), (Qt.Key.Key_Return, 2)):
        key(pressed)
        assert lines(page) == FIRST[:shown]
    assert options(page) == []
    click(page.stage.transcript)
    assert lines(page) == FIRST
    assert len(options(page)) == 4


def test_a_link_shows_them_all_and_goes(begin: Begin) -> None:
    page = begin()
    click(button(page, "Show all"))
    assert lines(page) == FIRST
    assert not page.stage.sheet.all.isVisible()
    assert isinstance(focused(), OptionCard)


def test_lines_come_by_themselves(begin: Begin, qtbot: QtBot) -> None:
    page = begin(wait=lambda _item, _play: 1)
    qtbot.waitUntil(lambda: len(options(page)) == 4)
    assert lines(page) == FIRST


@pytest.mark.usefixtures("at_once")
def test_at_once_they_are_all_there(begin: Begin) -> None:
    page = begin()
    assert lines(page) == FIRST
    assert options(page) == [
        "1. “Dan, what do you mean?”",
        "2. “You can’t say that in front of Amara.”",
        "3. Wait, and find Amara afterwards.",
        "4. Say it in your own words…",
    ]


def test_with_reduced_motion_they_are_all_there(begin: Begin, tools: PracticeTools) -> None:
    tools.look.reduce_motion(reduced=True)
    assert len(options(begin())) == 4


def test_the_head_says_where_one_is(begin: Begin) -> None:
    page = begin()
    assert page.stage.head.where.whole_text() == "Scenario · A remark from above · step 1 of 2"
    assert page.stage.head.title.text() == "The joke before the meeting"


# Choosing


@pytest.mark.usefixtures("at_once")
def test_a_number_takes_an_option_and_why_is_asked_before_anything_follows(begin: Begin) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    assert lines(page)[3:] == ["You: “Dan, what do you mean?”"]
    assert page.stage.asked.why.ask.text() == WHY
    assert notes(page) == []
    write("1")
    assert page.stage.asked.why.text == "1"


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("way", ["click", "enter", "space", "keypad"])
def test_an_option_is_taken_by_hand_and_by_keyboard(begin: Begin, way: str) -> None:
    page = begin()
    cards = page.stage.asked.options.cards
    assert focused() is cards[0]
    if way == "click":
        click(cards[1])
    elif way == "keypad":
        key(Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier)
    else:
        key(Qt.Key.Key_Down)
        assert focused() is cards[1]
        key(Qt.Key.Key_Return if way == "enter" else Qt.Key.Key_Space)
    assert lines(page)[3:] == ["You: “You can’t say that in front of Amara.”"]


@pytest.mark.usefixtures("at_once")
def test_a_number_that_is_no_option_takes_none(begin: Begin) -> None:
    page = begin()
    for pressed in (Qt.Key.Key_0, Qt.Key.Key_5, Qt.Key.Key_9):
        key(pressed)
    assert len(options(page)) == 4


def test_a_key_meant_for_the_last_line_takes_no_option(begin: Begin) -> None:
    page = begin(steady=lambda: 7.0)
    page.stage.show_all()
    key(Qt.Key.Key_Space)
    click(page.stage.asked.options.cards[0])
    assert len(options(page)) == 4
    key(Qt.Key.Key_2)  # a number is meant
    assert options(page) == []


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("says", ["It came first.", ""])
def test_a_reason_is_given_or_not(begin: Begin, vault: Vault, settle: Settle, says: str) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    if says:
        write(says)
        key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        click(button(page, "Go on without saying"))
    settle()
    assert ("Your reason: It came first." in lines(page)) is bool(says)
    assert only_run(vault).moves == (Chose("question"), Reasoned(says))
    assert page.stage.beside.keep.text() == "He may need a way back."


# The coach's note


def test_after_the_consequence_the_coach_says_something_and_the_scene_waits(begin: Begin) -> None:
    page = begin()
    page.stage.show_all()
    key(Qt.Key.Key_1)
    page.stage.show_all()
    click(button(page, "Go on without saying"))
    key(Qt.Key.Key_Space)
    key(Qt.Key.Key_Space)
    assert (lines(page)[-1], notes(page)) == ("It is quiet for a moment.", [])
    key(Qt.Key.Key_Space)
    [note] = notes(page)
    assert lines(page)[-1] == "It is quiet for a moment."
    assert note.note.text() == "You asked about his words and let him do the explaining."
    assert [each.text() for each in note.seen] == ["Interrupting safely: You stopped it with a question."]
    assert focused() is note.go_on
    key(Qt.Key.Key_Return)
    assert not note.go_on.isVisible()
    assert lines(page)[-1] == "Dan, your manager: “All right, all right. Bad joke.”"


@pytest.mark.usefixtures("at_once")
def test_no_level_is_shown_as_a_number(begin: Begin) -> None:
    page = begin()
    key(Qt.Key.Key_2)
    click(button(page, "Go on without saying"))
    [note] = notes(page)
    assert not any(letter.isdigit() for letter in note.words)


@pytest.mark.usefixtures("at_once")
def test_held_for_the_debrief_the_coach_says_nothing(begin: Begin, tools: PracticeTools) -> None:
    tools.settings = in_debrief(tools.settings)
    page = begin()
    key(Qt.Key.Key_1)
    click(button(page, "Go on without saying"))
    assert notes(page) == []
    assert "Dan, your manager: “All right, all right. Bad joke.”" in lines(page)


@pytest.mark.usefixtures("at_once")
def test_the_coach_can_be_asked_to_speak_or_wait_while_one_plays(begin: Begin, tools: PracticeTools) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    click(button(page, "Go on without saying"))
    page.show_settings(in_debrief(tools.settings))
    assert notes(page) == []
    assert options(page)[0] == "1. “Can we two have five minutes after this?”"
    page.show_settings(replace(tools.settings, practice_feedback="at-choice"))
    assert len(notes(page)) == 1


# The whole way


@pytest.mark.usefixtures("at_once")
def test_to_the_end_and_to_looking_back(begin: Begin, vault: Vault, settle: Settle, qtbot: QtBot) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    click(button(page, "Go on without saying"))
    key(Qt.Key.Key_2)
    ending = page.stage.asked.ending
    assert (ending.title.text(), ending.words.text()) == (
        "Amara is not alone with it",
        "Amara catches your eye for a second.",
    )
    assert page.stage.head.where.whole_text().endswith("the end")
    assert focused() is ending.look_back
    with qtbot.waitSignals([page.debrief_asked, page.practice_changed]):
        key(Qt.Key.Key_Return)
    settle()
    run = only_run(vault)
    assert run.finished is not None
    assert (run.ending, len(vault.practice.cards())) == ("Amara is not alone with it", 2)


@pytest.mark.usefixtures("at_once")
def test_an_ending_can_be_left_at_that_and_is_there_again(
    begin: Begin, scenario: Scenario, vault: Vault, settle: Settle, qtbot: QtBot
) -> None:
    page = begin()
    key(Qt.Key.Key_3)
    click(button(page, "Go on without saying"))
    key(Qt.Key.Key_3)
    with qtbot.waitSignal(page.leave_asked):
        click(page.stage.asked.ending.leave)
    run = only_run(vault)
    assert (run.finished, run.ending) == (None, "It stood in the room")
    page.begin(Listed(scenario.head), scenario, run)
    settle()
    assert page.stage.asked.ending.title.text() == "It stood in the room"


# Going back


@pytest.mark.usefixtures("at_once")
def test_one_goes_back_to_any_line_without_being_asked_and_can_undo_it(
    begin: Begin, vault: Vault, settle: Settle
) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    write("So.")
    click(button(page, "Go on"))
    settle()
    before = only_run(vault)
    rows = page.stage.transcript.lines
    assert [row.is_open for row in rows] == [True] * 5 + [False] * 3
    rows[1].show_back(shown=True)
    click(rows[1].back)
    settle()
    assert lines(page) == FIRST
    assert len(options(page)) == 4
    assert [each.move for each in only_run(vault).tried] == [Chose("question"), Reasoned("So.")]
    click(button(page, "Undo"))
    settle()
    assert len(lines(page)) == 8
    assert replace(only_run(vault), modified=before.modified) == before


@pytest.mark.usefixtures("at_once")
def test_with_the_keyboard_one_walks_to_a_line_and_back_to_it(begin: Begin) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    click(button(page, "Go on without saying"))
    page.offered()[2].run()
    rows = page.stage.transcript.lines
    assert focused() is rows[3]
    key(Qt.Key.Key_Up)
    assert focused() is rows[2]
    key(Qt.Key.Key_Home)
    assert focused() is rows[0]
    key(Qt.Key.Key_End)
    assert focused() is rows[-1]
    key(Qt.Key.Key_Backspace)  # the last line is where one is
    assert len(lines(page)) == 7
    key(Qt.Key.Key_Down)
    assert isinstance(focused(), OptionCard)
    rows[3].setFocus()
    assert rows[3].back.isVisible()
    key(Qt.Key.Key_Backspace)
    assert lines(page) == FIRST
    assert isinstance(focused(), OptionCard)


@pytest.mark.usefixtures("at_once")
def test_tab_leads_into_the_lines_once(begin: Begin) -> None:
    page = begin()
    key(Qt.Key.Key_Backtab)
    rows = page.stage.transcript.lines
    assert focused() is rows[-1]
    key(Qt.Key.Key_Backtab)
    assert focused() not in rows
    key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Tab)
    assert focused() is page.stage.asked.options.cards[0]


@pytest.mark.usefixtures("at_once")
def test_the_menu_of_a_line_goes_back_copies_and_reads(begin: Begin) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    row = page.stage.transcript.lines[1]
    row.setFocus()
    row._open_menu(row.mapToGlobal(row.rect().center()))
    assert row.menu is not None
    actions = {action.text(): action for action in row.menu.actions()}
    assert list(actions) == ["Go back to here", "Copy this line"]
    actions["Copy this line"].trigger()
    assert QApplication.clipboard().text() == "…and you know how they are with deadlines. Oh come on, I’m allowed one."
    actions["Go back to here"].trigger()
    row.menu.close()
    assert lines(page) == FIRST


@pytest.mark.usefixtures("at_once")
def test_the_last_turn_is_tried_again(begin: Begin, vault: Vault, settle: Settle) -> None:
    page = begin()
    try_again = next(each for each in page.offered() if each.label == "Try this turn again")
    assert not try_again.ready()
    key(Qt.Key.Key_1)
    click(button(page, "Go on without saying"))
    assert try_again.ready()
    try_again.run()
    settle()
    assert len(options(page)) == 4
    assert [each.move for each in only_run(vault).tried] == [Chose("question")]
    key(Qt.Key.Key_3)
    assert not page.stage.notice.isVisible()  # what was undone before can no longer be


@pytest.mark.usefixtures("at_once")
def test_a_note_leads_back_to_its_own_turn(begin: Begin) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    click(button(page, "Go on without saying"))
    key(Qt.Key.Key_3)
    click(notes(page)[0].again)
    assert lines(page) == FIRST


# When the vault cannot keep it


@pytest.mark.usefixtures("at_once")
def test_what_cannot_be_saved_is_told_in_the_page_and_saved_when_it_can_be(
    *, begin: Begin, vault: Vault, tasks: TaskRunner, settle: Settle, qtbot: QtBot
) -> None:
    page = begin(retry=3_600_000)
    key(Qt.Key.Key_4)
    page.stage.asked.saying.field.take_text("a word or two " * 1_400)
    full_disk(vault.journal, tasks)
    click(button(page, "Back to the choices"))
    settle()
    trouble = page.stage.trouble
    assert trouble.isVisible()
    assert "is still here, and is not in the vault yet" in trouble.accessibleName()
    free_disk(vault.journal, tasks)
    with qtbot.waitSignal(page.keeper.saved):
        click(button(trouble, "Try again"))
    settle()
    assert not trouble.isVisible()
    assert len(only_run(vault).tried) == 1


@pytest.mark.usefixtures("at_once")
def test_a_scene_that_cannot_be_finished_is_still_there(
    begin: Begin, vault: Vault, tasks: TaskRunner, settle: Settle
) -> None:
    page = begin(retry=3_600_000)
    key(Qt.Key.Key_1)
    click(button(page, "Go on without saying"))
    key(Qt.Key.Key_2)
    settle()
    tasks.run(vault.lock)  # the vault is gone in the middle of it
    click(page.stage.asked.ending.look_back)
    settle()
    assert page.stage.trouble.isVisible()
    assert page.stage.asked.ending.look_back.isEnabled()


@pytest.mark.usefixtures("at_once")
def test_nothing_is_done_to_a_run_while_it_is_being_finished(
    begin: Begin, vault: Vault, settle: Settle, qtbot: QtBot
) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    click(button(page, "Go on without saying"))
    key(Qt.Key.Key_2)
    settle()
    with qtbot.waitSignal(page.debrief_asked):
        click(page.stage.asked.ending.look_back)
        page.retry_turn()
        page.offered()[0].run()  # a pause
    settle()
    assert only_run(vault).finished is not None
    assert only_run(vault).ending


@pytest.mark.usefixtures("at_once")
def test_somebody_who_leaves_while_it_is_being_finished_is_not_fetched_back(
    begin: Begin, vault: Vault, settle: Settle
) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    click(button(page, "Go on without saying"))
    key(Qt.Key.Key_2)
    settle()
    heard: list[object] = []
    page.debrief_asked.connect(heard.append)
    click(page.stage.asked.ending.look_back)
    page.leave()
    settle()
    assert heard == []
    assert only_run(vault).finished is not None


@pytest.mark.usefixtures("at_once")
def test_going_on_from_elsewhere_with_a_run_that_was_never_left_keeps_what_is_typed(
    begin: Begin, scenario: Scenario, vault: Vault, settle: Settle
) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    settle()
    kept = only_run(vault)
    write("half a rea")
    page.begin(Listed(scenario.head), scenario, kept)
    settle()
    assert page.stage.asked.why.text == "half a rea"
    assert [each.move for each in only_run(vault).tried] == [Reasoned("half a rea")]


@pytest.mark.usefixtures("at_once")
def test_beginning_another_one_keeps_what_is_typed_in_the_one_before(
    begin: Begin, scenario: Scenario, vault: Vault, settle: Settle
) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    write("half a rea")
    page.begin(Listed(scenario.head), scenario)
    settle()
    assert [each.move for each in only_run(vault).tried] == [Reasoned("half a rea")]


# Pause


@pytest.mark.usefixtures("at_once")
def test_a_pause_covers_everything_and_brings_the_keyboard_back(begin: Begin) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    write("half a rea")
    click(button(page, "Pause"))
    assert page.stack.currentWidget() is page.pause
    assert not page.stage.isVisible()
    assert focused() is page.pause.go_on
    key(Qt.Key.Key_2)
    click(button(page, "Go on"))
    assert focused() is page.stage.asked.why.field
    assert page.stage.asked.why.text == "half a rea"


@pytest.mark.usefixtures("at_once")
def test_escape_pauses_and_goes_on_wherever_the_keyboard_is(begin: Begin) -> None:
    page = begin()
    install(page.offered(), on=page)
    key(Qt.Key.Key_1)
    for in_front in (page.pause, page.stage, page.pause):
        key(Qt.Key.Key_Escape)
        assert page.stack.currentWidget() is in_front


def test_nothing_arrives_during_a_pause_and_it_goes_on_after_it(begin: Begin, qtbot: QtBot) -> None:
    page = begin()
    key(Qt.Key.Key_Space)
    page.offered()[0].run()
    before = page.stage.transcript.items
    page.stage.hurry()
    assert page.stage.transcript.items == before
    page.offered()[0].run()
    qtbot.waitUntil(lambda: len(page.stage.transcript.items) > len(before))


def test_a_pause_can_be_left(begin: Begin, qtbot: QtBot) -> None:
    page = begin()
    page.offered()[0].run()
    with qtbot.waitSignal(page.leave_asked):
        click(page.pause.leave)


# Leaving and going on


@pytest.mark.usefixtures("at_once")
def test_what_was_typed_and_not_said_is_there_when_one_goes_on(
    begin: Begin, scenario: Scenario, vault: Vault, settle: Settle, qtbot: QtBot
) -> None:
    page = begin()
    key(Qt.Key.Key_4)
    write("Hang on, Dan")
    with qtbot.waitSignals([page.leave_asked, page.practice_changed]):
        click(button(page, "Leave"))
    run = only_run(vault)
    assert run.moves == (Chose(OWN_WORDS),)
    assert [each.move for each in run.tried] == [Wrote("Hang on, Dan")]
    page.begin(Listed(scenario.head), scenario, run)
    settle()
    assert page.stack.currentWidget() is page.stage
    assert page.stage.asked.saying.text == "Hang on, Dan"
    assert not page.stage.notice.isVisible()


@pytest.mark.usefixtures("at_once")
def test_nothing_is_kept_of_a_scene_in_which_nothing_was_done(begin: Begin, vault: Vault, qtbot: QtBot) -> None:
    page = begin()
    changed: list[str] = []
    page.practice_changed.connect(lambda: changed.append("changed"))
    with qtbot.waitSignal(page.leave_asked):
        click(button(page, "Leave"))
    assert (vault.practice.runs(), changed) == ([], [])


@pytest.mark.parametrize(
    ("last", "sentence"),
    [
        ("behaviour", "You are where your choices still lead."),
        ("gone", "It goes on from the last choice that still fits."),
    ],
)
def test_a_run_is_gone_on_with_at_once_and_says_that_its_scenario_has_changed(
    *, begin: Begin, scenario: Scenario, vault: Vault, settle: Settle, last: str, sentence: str
) -> None:
    run = Run(new_run_id(), REF, NOW, NOW, seed=SEED, moves=(Chose("wait"), Reasoned(""), Chose(last)))
    page = begin(run, scenario=replace(scenario, digest="1" * 64))
    settle()
    assert lines(page)[:3] == FIRST
    assert not page.stage.arrival.is_under_way
    assert page.stage.notice.accessibleName() == f"This scenario has changed since you left it. {sentence}"
    assert vault.practice.runs() == []  # nothing was done yet


@pytest.mark.usefixtures("at_once")
def test_after_closing_nothing_of_it_is_left(begin: Begin) -> None:
    page = begin()
    key(Qt.Key.Key_1)
    write("So.")
    page.flush(lambda: None)
    page.close_all()
    assert (lines(page), options(page), page.stage.asked.why.text) == ([], [], "")
    assert page.stage.head.title.text() == ""


@pytest.mark.usefixtures("at_once")
def test_the_partner_is_asked_for_with_what_was_begun(begin: Begin, scenario: Scenario, qtbot: QtBot) -> None:
    page = begin()
    with qtbot.waitSignal(page.partner_asked) as asked:
        click(button(page, "Practise with a partner"))
    assert asked.args == [Listed(scenario.head)]
