"""Nothing is saved before they choose, and nothing they wrote is lost; the full disk is real."""

from pytestqt.qtbot import QtBot

from allydesk.practice.partnering import partnered_of
from allydesk.practice.run import Run
from allydesk.storage.vault import Vault
from allydesk.ui.practice.partner.arriving import ArriveFace
from allydesk.ui.practice.partner.between import BetweenFace, SavedFace
from allydesk.ui.practice.partner.closing import ClosingFace
from allydesk.ui.practice.partner.face import Face
from allydesk.ui.practice.partner.page import PartnerPage
from allydesk.ui.practice.partner.playing import PlayFace
from allydesk.ui.practice.partner.situation import SituationFace
from allydesk.ui.practice.room import PracticeRoom
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import click, type_into
from tests.ui.journal.full_disk import free_disk, full_disk
from tests.ui.practice.conftest import Settle
from tests.ui.practice.partner.conftest import Sit, Table
from tests.ui.practice.partner.hands import arrive, face, press_escape, push
from tests.ui.scripted import ScriptedPrompts


def to_play(sit: Sit) -> Table:
    table = sit("Sam", "Kim")
    push(table.page, "Hand out the cards", "I am Sam: show my card", "I have read it")
    push(table.page, "I am Kim: show my card", "I have read it")
    return table


def to_closing(sit: Sit) -> Table:
    table = to_play(sit)
    push(table.page, "We have said it", "That is what was seen", "Look back together", "Go on")
    return table


def lock(table: Table, settle: Settle) -> None:
    """As the window does before the vault is locked."""
    over: list[None] = []
    table.page.flush(lambda: over.append(None))
    settle()
    assert over == [None]
    table.page.close_all()
    settle()


def only_run(vault: Vault) -> Run:
    (summary,) = vault.practice.runs()
    return vault.practice.run(summary.id)


def test_nothing_is_in_the_vault_until_they_save(sit: Sit, vault: Vault, settle: Settle) -> None:
    table = to_closing(sit)
    settle()
    assert vault.practice.runs() == []

    push(table.page, "Save to Journal")
    settle()
    assert only_run(vault).finished is not None
    assert table.changed == [None]
    assert table.page.course is None
    face(table.page, SavedFace)
    push(table.page, "Back to the scenarios")
    assert table.left == [None]
    assert not table.page.findChildren(ClosingFace)


def test_leaving_asks_once_and_then_nothing_is_kept(
    sit: Sit, vault: Vault, prompts: ScriptedPrompts, settle: Settle
) -> None:
    table = to_closing(sit)
    prompts.will_choose("stay")
    push(table.page, "Leave without saving")
    face(table.page, ClosingFace)
    assert table.left == []

    prompts.will_choose("leave")
    push(table.page, "Leave without saving")
    settle()
    assert prompts.asked == ["Leave without saving?"] * 2
    assert "will be gone" in prompts.questions[-1].text
    assert (table.left, vault.practice.runs(), vault.practice.removed_runs()) == ([None], [], [])
    assert table.page.face is None


def test_before_anything_was_played_nobody_is_asked(sit: Sit, prompts: ScriptedPrompts, settle: Settle) -> None:
    table = sit("Sam", "Kim")
    push(table.page, "Leave")
    settle()
    assert (prompts.asked, table.left) == ([], [None])


def test_escape_pauses_and_leaves_where_nothing_has_begun(sit: Sit, prompts: ScriptedPrompts) -> None:
    table = sit()
    press_escape(table.page)
    assert table.left == [None]

    table = to_play(sit)
    press_escape(table.page)
    assert table.page.stack.currentWidget() is table.page.pause
    prompts.will_choose("stay")
    push(table.page.pause, "Leave")
    assert table.page.stack.currentWidget() is table.page.pause
    push(table.page.pause, "Go on")
    face(table.page, PlayFace)
    assert table.left == []


def test_a_lock_in_the_middle_of_a_round_keeps_what_was_written(sit: Sit, vault: Vault, settle: Settle) -> None:
    table = to_play(sit)
    click(face(table.page, PlayFace).way.option("writing"))
    type_into(face(table.page, PlayFace).writing.field, "What do you mean?")

    lock(table, settle)

    run = only_run(vault)
    assert run.finished is None
    assert [each.said for each in partnered_of(run).rounds] == ["What do you mean?"]
    assert not table.page.findChildren(Face)
    assert table.there == [True, False]


def test_a_lock_before_the_first_round_keeps_nothing(sit: Sit, vault: Vault, settle: Settle) -> None:
    table = sit("Sam", "Kim")
    push(table.page, "Hand out the cards", "I am Sam: show my card")
    lock(table, settle)
    assert vault.practice.runs() == []


def test_a_lock_while_they_look_back_keeps_answers_notes_and_plans(sit: Sit, vault: Vault, settle: Settle) -> None:
    table = to_closing(sit)
    closing = face(table.page, ClosingFace)
    type_into(closing.forms[0].fields[1], "I meant well")
    type_into(closing.forms[0].plan.cue, "it is quiet")
    type_into(closing.forms[0].plan.response, "ask")
    type_into(closing.together, "Again soon")

    lock(table, settle)

    run = only_run(vault)
    assert run.finished is None
    assert run.reflection.meant == "Sam: I meant well"
    assert partnered_of(run).together == "Again soon\n\nSam: If it is quiet, then I ask."
    assert vault.practice.commitments() == []


def test_a_run_that_was_left_is_gone_on_with_between_two_rounds(sit: Sit, vault: Vault, settle: Settle) -> None:
    table = to_closing(sit)
    type_into(face(table.page, ClosingFace).forms[1].fields[0], "It went quiet")
    lock(table, settle)
    run = only_run(vault)

    again = sit(run=run)
    assert face(again.page, BetweenFace).swap.text() == "Swap: Kim responds"
    push(again.page, "Look back together", "Go on")
    assert face(again.page, ClosingFace).answers[1].happened == "It went quiet"
    push(again.page, "Save to Journal")
    settle()
    kept = only_run(vault)
    assert (kept.id, kept.finished is not None, kept.reflection) == (run.id, True, run.reflection)


def test_leaving_a_run_that_was_gone_on_with_leaves_it_in_the_vault(
    sit: Sit, vault: Vault, prompts: ScriptedPrompts, settle: Settle
) -> None:
    table = to_closing(sit)
    lock(table, settle)
    run = only_run(vault)

    again = sit(run=run)
    prompts.will_choose("leave")
    push(again.page, "Leave")
    settle()
    assert "stays in the vault" in prompts.questions[-1].text
    assert only_run(vault) == run


def test_a_run_without_a_round_cannot_be_gone_on_with_and_they_arrive_anew(sit: Sit) -> None:
    table = sit("Sam", "Kim")
    assert table.page.course is not None
    again = sit(run=table.page.course.sitting.run)
    face(again.page, ArriveFace)


def test_what_was_kept_in_the_meantime_goes_into_the_trash_when_they_leave(
    sit: Sit, vault: Vault, prompts: ScriptedPrompts, settle: Settle
) -> None:
    table = to_closing(sit)
    table.page.flush(lambda: None)  # as when another page comes to the front
    settle()
    run = only_run(vault)

    prompts.will_choose("leave")
    push(table.page, "Leave without saving")
    settle()
    assert "goes into the trash" in prompts.questions[-1].text.replace("\n", " ")
    assert vault.practice.runs() == []
    assert [each.id for each in vault.practice.removed_runs()] == [run.id]
    assert table.changed == [None]


def test_a_save_that_fails_says_so_and_can_be_tried_again(
    sit: Sit, vault: Vault, tasks: TaskRunner, settle: Settle
) -> None:
    table = to_closing(sit)
    closing = face(table.page, ClosingFace)
    closing.together.setPlainText("a word or two " * 30_000)
    type_into(closing.forms[0].plan.cue, "it is quiet")
    type_into(closing.forms[0].plan.response, "ask")
    full_disk(vault.journal, tasks)
    push(table.page, "Save to Journal")
    settle()
    assert face(table.page, ClosingFace) is closing
    assert table.page.notice.isVisible()
    assert "What you wrote is still here." in table.page.notice.text.text()
    assert closing.save.isEnabled()

    free_disk(vault.journal, tasks)
    push(table.page, "Save to Journal")
    settle()
    face(table.page, SavedFace)
    assert not table.page.notice.isVisible()
    assert only_run(vault).finished is not None
    assert len(vault.practice.commitments()) == 1


def test_a_lock_that_cannot_keep_it_asks(
    *, sit: Sit, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    table = to_closing(sit)
    face(table.page, ClosingFace).together.setPlainText("a word or two " * 30_000)
    full_disk(vault.journal, tasks)
    over: list[None] = []
    prompts.will_choose("stay")
    table.page.flush(lambda: over.append(None))
    qtbot.waitUntil(lambda: prompts.asked == ["Not everything is saved"])
    assert over == []
    free_disk(vault.journal, tasks)
    table.page.flush(lambda: over.append(None))
    qtbot.waitUntil(lambda: over == [None])
    assert partnered_of(only_run(vault)).together


def test_a_lock_while_it_is_being_saved_waits_and_does_not_open_it_again(
    sit: Sit, vault: Vault, settle: Settle
) -> None:
    table = to_closing(sit)
    over: list[None] = []
    push(table.page, "Save to Journal")
    table.page.flush(lambda: over.append(None))
    settle()
    assert over == [None]
    assert only_run(vault).finished is not None


def test_what_had_failed_before_they_saved_does_not_open_it_again(
    *, sit: Sit, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot, settle: Settle
) -> None:
    table = to_closing(sit)
    face(table.page, ClosingFace).together.setPlainText("a word or two " * 30_000)
    full_disk(vault.journal, tasks)
    prompts.will_choose("stay")
    table.page.flush(lambda: None)
    qtbot.waitUntil(lambda: prompts.asked == ["Not everything is saved"])
    push(table.page, "Save to Journal")
    free_disk(vault.journal, tasks)  # the save before it fails once more
    settle()
    face(table.page, SavedFace)
    lock(table, settle)
    assert only_run(vault).finished is not None


def test_what_is_being_saved_cannot_be_left_without_saving(
    sit: Sit, vault: Vault, prompts: ScriptedPrompts, settle: Settle
) -> None:
    table = to_closing(sit)
    push(table.page, "Save to Journal")
    table.page.leave()
    settle()
    assert (prompts.asked, table.left) == ([], [])
    face(table.page, SavedFace)
    assert only_run(vault).finished is not None


def test_going_on_from_elsewhere_with_one_that_was_never_left_keeps_what_is_typed(
    sit: Sit, vault: Vault, settle: Settle
) -> None:
    table = to_closing(sit)
    table.page.flush(lambda: None)
    settle()
    before = only_run(vault)
    type_into(face(table.page, ClosingFace).forms[1].fields[0], "It went quiet")
    table.begin(before)
    push(table.page, "Look back together", "Go on")
    assert face(table.page, ClosingFace).answers[1].happened == "It went quiet"
    settle()
    assert only_run(vault).reflection.happened == "Kim: It went quiet"


def test_beginning_another_one_forgets_who_was_there(sit: Sit, vault: Vault, settle: Settle) -> None:
    table = sit("Sam", "Kim")
    face(table.page, SituationFace)
    table.begin()
    settle()
    assert face(table.page, ArriveFace).names == ()
    assert vault.practice.runs() == []


def test_the_room_opens_it_and_keeps_what_was_begun_when_it_shows_another_page(
    *, tools: PracticeTools, vault: Vault, qtbot: QtBot, settle: Settle
) -> None:
    room = PracticeRoom(tools=tools)
    qtbot.addWidget(room)
    room.resize(1164, 860)
    with qtbot.waitActive(room):
        room.show()
    room.shown()
    listed = next(each for each in tools.library.heads() if each.head.title == "The joke before the meeting")
    room.practise_with_partner(listed)
    settle()
    page = room.page
    assert isinstance(page, PartnerPage)
    arrive(page, "Sam", "Kim")
    push(page, "Hand out the cards", "I am Sam: show my card", "I have read it")
    push(page, "I am Kim: show my card", "I have read it")
    room.show_page("library")
    settle()
    assert partnered_of(only_run(vault)).people == ("Sam", "Kim")
    room.close_all()
    settle()
