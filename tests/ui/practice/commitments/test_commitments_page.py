"""Commitments: made, changed, gone through, done, let go, removed; and what Today shows of them."""

from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, VaultError
from allydesk.practice.ids import new_commitment_id
from allydesk.practice.run import Chose, Commitment, CommitmentStatus, Reasoned, Run
from allydesk.practice.scenario import Scenario
from allydesk.practice.scheduling import reviews_of
from allydesk.ui.practice.commitments.page import CommitmentsPage
from allydesk.ui.practice.todaycards import PracticeToday
from allydesk.ui.practice.tools import PracticeTools
from tests.ui.practice.conftest import Settle
from tests.ui.practice.runs import NOW, a_run
from tests.ui.scripted import ScriptedPrompts


@pytest.fixture
def page(tools: PracticeTools, qtbot: QtBot) -> CommitmentsPage:
    made = CommitmentsPage(tools=tools)
    qtbot.addWidget(made)
    made.resize(1164, 860)
    made.show()
    return made


def a_plan(cue: str = "she is talked over", *, due: date | None = None) -> Commitment:
    return Commitment(new_commitment_id(), cue, "give her the floor back", NOW, due=due)


def test_one_is_made_by_keyboard_alone(page: CommitmentsPage, tools: PracticeTools, settle: Settle) -> None:
    page.shown()
    settle()
    assert page.empty.isVisible()
    page.empty.action.setFocus()
    QTest.keyClick(page.empty.action, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.cue
    QTest.keyClicks(page.form.cue, "she is talked over")
    QTest.keyClick(page.form.cue, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.response
    QTest.keyClicks(page.form.response, "give her the floor back")
    QTest.keyClick(page.form.response, Qt.Key.Key_Return)
    settle()
    (made,) = tools.vault.practice.commitments()
    assert (made.cue, made.response, made.due, made.run) == (
        "she is talked over",
        "give her the floor back",
        None,
        None,
    )
    assert page.cards[made.id].words.text() == "If she is talked over, then I give her the floor back."


def test_it_is_changed_gone_through_done_and_opened_again(
    page: CommitmentsPage, tools: PracticeTools, settle: Settle
) -> None:
    plan = a_plan(due=NOW.date())
    tools.tasks.run(lambda: tools.vault.practice.keep_commitment(plan))
    page.shown()
    settle()
    assert page.cards[plan.id].facts.text().endswith("look at it again today")
    page.cards[plan.id].buttons["change"].click()
    page.form.when.option("never").click()
    QTest.keyClicks(page.form.response, " at once")
    page.keep.click()
    settle()
    page.cards[plan.id].buttons["rehearse"].click()
    QTest.keyClicks(page.rehearsal.words, "Let her finish.")
    page.rehearsal.said.click()
    assert "give her the floor back at once" in page.rehearsal.plan.text()
    page.rehearsal.finish.click()
    settle()
    assert page.rehearsal.words.words() == ""
    page.cards[plan.id].buttons["done"].click()
    settle()
    (kept,) = tools.vault.practice.commitments()
    assert (kept.response, kept.due, len(kept.rehearsed)) == ("give her the floor back at once", None, 1)
    assert (kept.status, kept.closed) == (CommitmentStatus.DONE, NOW)
    assert "gone through once · done" in page.cards[plan.id].facts.text()
    page.cards[plan.id].buttons["open"].click()
    settle()
    assert tools.vault.practice.commitments()[0].status is CommitmentStatus.OPEN


def test_what_is_half_written_is_kept_once_and_stays_in_front_of_what_happens_behind_it(
    page: CommitmentsPage, tools: PracticeTools, settle: Settle
) -> None:
    plan = a_plan()
    tools.tasks.run(lambda: tools.vault.practice.keep_commitment(plan))
    page.shown()
    settle()
    page.cards[plan.id].buttons["done"].click()
    page.write_new()
    QTest.keyClicks(page.form.cue, "it is quiet")
    settle()
    page.notice.action.click()  # undone, while another one is written
    settle()
    assert page.form.isVisible()
    assert page.form.cue.text() == "it is quiet"
    assert QApplication.focusWidget() is page.form.cue
    page.flush(lambda: None)
    page.flush(lambda: None)
    settle()
    assert sorted(each.cue for each in tools.vault.practice.commitments()) == ["it is quiet", plan.cue]
    assert not page.form.isVisible()


def test_a_plan_that_cannot_be_kept_is_asked_about_before_one_goes(
    *,
    page: CommitmentsPage,
    tools: PracticeTools,
    prompts: ScriptedPrompts,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.write_new()
    QTest.keyClicks(page.form.cue, "it is quiet")
    gone: list[bool] = []

    def full(_commitment: Commitment) -> None:
        raise VaultError(Code.DISK_FULL)

    with monkeypatch.context() as patched:
        patched.setattr(page._keeper._shelf, "keep_commitment", full)
        prompts.will_choose("stay")
        page.flush(lambda: gone.append(True))
        settle()
    assert (gone, page.form.cue.text()) == ([], "it is quiet")
    page.flush(lambda: gone.append(True))
    settle()
    assert gone == [True]
    assert [each.cue for each in tools.vault.practice.commitments()] == ["it is quiet"]


def test_letting_go_and_removing_can_be_undone(page: CommitmentsPage, tools: PracticeTools, settle: Settle) -> None:
    plan = a_plan()
    tools.tasks.run(lambda: tools.vault.practice.keep_commitment(plan))
    page.shown()
    settle()
    page.cards[plan.id].buttons["let-go"].click()
    settle()
    assert tools.vault.practice.commitments()[0].status is CommitmentStatus.LET_GO
    page.notice.action.click()
    settle()
    assert tools.vault.practice.commitments() == [plan]
    page.cards[plan.id].buttons["remove"].click()
    settle()
    assert tools.vault.practice.commitments() == []
    assert page.empty.isVisible()
    page.notice.action.click()
    settle()
    assert list(page.cards) == [plan.id]


def test_a_plan_half_written_is_kept_when_the_vault_is_locked(
    page: CommitmentsPage, tools: PracticeTools, settle: Settle
) -> None:
    page.write_new()
    QTest.keyClicks(page.form.cue, "it comes up again")
    page.flush(lambda: None)
    settle()
    assert [each.cue for each in tools.vault.practice.commitments()] == ["it comes up again"]
    page.close_all()
    assert page.form.cue.text() == ""
    assert not page.cards


def test_escape_leads_back_step_by_step(page: CommitmentsPage, qtbot: QtBot) -> None:
    page.write_new()
    QTest.keyClick(page.form.cue, Qt.Key.Key_Escape)
    assert page.empty.isVisible()
    with qtbot.waitSignal(page.leave_asked):
        QTest.keyClick(page, Qt.Key.Key_Escape)


# Today


@pytest.fixture
def today(tools: PracticeTools, qtbot: QtBot) -> PracticeToday:
    made = PracticeToday(tools=tools)
    for card in (made.ready, made.commitments):
        qtbot.addWidget(card)
    return made


def test_today_shows_nothing_where_there_is_nothing(today: PracticeToday, settle: Settle) -> None:
    today.reload()
    settle()
    assert today.ready.isHidden()
    assert today.commitments.isHidden()


def test_today_shows_what_is_due_with_its_next_variant(
    today: PracticeToday, tools: PracticeTools, scenario: Scenario, qtbot: QtBot, settle: Settle
) -> None:
    run = a_run(scenario, when=NOW - timedelta(days=60))
    cards = reviews_of(run, (), NOW - timedelta(days=60))
    tools.tasks.run(lambda: tools.vault.practice.finish_run(run, cards))
    today.reload()
    settle()
    assert [link.entry_id for link in today.ready.links] == ["A remark from above"]
    # Variant a was played; b is next.
    assert "Ten minutes before the council" in today.ready.links[0].accessibleName()
    with qtbot.waitSignal(today.family_asked) as asked:
        today.ready.go.click()
    assert asked.args == ["A remark from above"]


def test_today_leads_back_to_a_run_that_was_left(
    today: PracticeToday, tools: PracticeTools, scenario: Scenario, qtbot: QtBot, settle: Settle
) -> None:
    left: Run = a_run(scenario, (Chose("wait"), Reasoned()))
    tools.tasks.run(lambda: tools.vault.practice.keep_run(left))
    today.reload()
    settle()
    assert today.ready.go.text() == "Go on where you left off"
    with qtbot.waitSignal(today.run_asked) as asked:
        QTest.mouseClick(today.ready.links[0], Qt.MouseButton.LeftButton)
    assert asked.args == [left.id]


def test_today_ticks_a_commitment_and_takes_it_back(today: PracticeToday, tools: PracticeTools, settle: Settle) -> None:
    later, sooner = a_plan("later"), a_plan("sooner", due=NOW.date() + timedelta(days=1))
    for each in (later, sooner):
        tools.tasks.run(partial(tools.vault.practice.keep_commitment, each))
    today.reload()
    settle()
    assert len(today.commitments.boxes) == 2
    assert "sooner" in today.commitments.boxes[0].accessibleName()
    today.commitments.boxes[0].click()
    settle()
    status = {each.cue: each.status for each in tools.vault.practice.commitments()}
    assert status == {"later": CommitmentStatus.OPEN, "sooner": CommitmentStatus.DONE}
    today.commitments.boxes[0].click()
    settle()
    assert set(tools.vault.practice.commitments()) == {later, sooner}
    today.close_all()
    assert today.commitments.rows == []
