"""Looking back at a run: the case, the turns, one do-over, one's own words, a plan, an entry; all of it kept."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, VaultError
from allydesk.practice.run import Chose, Commitment, DoOver, Reasoned, Reflection, Run, Wrote
from allydesk.practice.scenario import Scenario
from allydesk.practice.scheduling import reviews_of
from allydesk.ui.practice.debrief.page import DebriefPage
from allydesk.ui.practice.debrief.run_page import RunPage
from allydesk.ui.practice.scene.option import GRACE
from allydesk.ui.practice.tools import PracticeTools
from tests.ui.practice.conftest import Settle
from tests.ui.practice.runs import NOW, a_run
from tests.ui.scripted import ScriptedPrompts

Show = Callable[[Run, Scenario | None], DebriefPage]


@pytest.fixture
def show(tools: PracticeTools, qtbot: QtBot, settle: Settle) -> Show:
    page = DebriefPage(tools=tools)
    qtbot.addWidget(page)
    page.resize(1164, 860)
    page.show()

    def shown(run: Run, scenario: Scenario | None) -> DebriefPage:
        tools.tasks.run(lambda: tools.vault.practice.finish_run(run, reviews_of(run, (), NOW)))
        page.show_run(run, scenario)
        settle()
        return page

    return shown


def kept(tools: PracticeTools, settle: Settle, run: Run) -> Run:
    found: list[Run] = []
    tools.tasks.run(lambda: tools.vault.practice.run(run.id), done=found.append)
    settle()
    return found[0]


def test_it_tells_the_case_and_every_turn(show: Show, scenario: Scenario) -> None:
    page = show(a_run(scenario), scenario)
    assert [heading for heading, _ in page.case.parts] == [
        "The situation",
        "What was said or done",
        "Why it hurt",
        "Why the other did not see it",
        "How both dealt with it",
        "The outcome",
    ]
    assert all(text for _, text in page.case.parts)
    assert [row.said.text() for row in page.rows] == [
        "“Dan, what do you mean?”",
        "“That one said that a whole country is late. The delivery was.”",
    ]
    assert page.out.text() == "Amara is not alone with it"
    assert page.again.text().startswith("When to practise again: ")
    assert page.gone.isHidden()


def test_what_is_written_is_kept_without_being_asked(
    show: Show, scenario: Scenario, tools: PracticeTools, settle: Settle
) -> None:
    run = a_run(scenario)
    page = show(run, scenario)
    page.reflecting.fields["felt"].setFocus()
    QTest.keyClicks(page.reflecting.fields["felt"], "Cold, and then not.")
    gone: list[bool] = []
    page.flush(lambda: gone.append(True))
    settle()
    assert gone == [True]
    assert kept(tools, settle, run).reflection == Reflection(felt="Cold, and then not.")


def test_what_is_copied_from_it_is_private(show: Show, scenario: Scenario) -> None:
    field = show(replace(a_run(scenario), reflection=Reflection("It was\nquiet.")), scenario).reflecting.fields[
        "happened"
    ]
    field.selectAll()
    field.copy()
    data = QApplication.clipboard().mimeData()
    assert data.text() == "It was\nquiet."
    assert "application/x-allydesk-private" in data.formats()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile("letter.txt")])
    assert not field.canInsertFromMimeData(dropped)


def test_one_turn_can_be_done_over_once(show: Show, scenario: Scenario, tools: PracticeTools, settle: Settle) -> None:
    run = a_run(scenario)
    page = show(run, scenario)
    page.doing_over.options._steady = lambda: 0.0
    page.rows[0].again.click()
    page.doing_over.options._steady = lambda: GRACE
    cards = page.doing_over.options.cards
    waiting = next(each for each in cards if "find Amara" in each.words.text())
    QTest.mouseClick(waiting, Qt.MouseButton.LeftButton)
    settle()
    over = kept(tools, settle, run).do_over
    assert over is not None
    assert (over.at, [each.behaviour for each in over.observed]) == (0, ["You left it for later."])
    assert "Wait, and find Amara afterwards." in page.done_over.said.text()
    assert "Amara does not look up again." in page.done_over.followed.text()
    assert page.done_over.note.text().startswith("Coming back to somebody afterwards can be right.")
    assert all(row.again.isHidden() for row in page.rows)
    # What was done in the run itself is as it was.
    assert kept(tools, settle, run).moves == run.moves


def test_own_words_can_be_done_over(show: Show, scenario: Scenario, tools: PracticeTools, settle: Settle) -> None:
    run = a_run(scenario)
    page = show(run, scenario)
    page.rows[0].again.click()
    page.doing_over.options.take(4)
    QTest.keyClicks(page.doing_over.words, "Hang on, Dan.")
    page.doing_over.ticks[0].setChecked(True)
    page.doing_over.say.click()
    settle()
    over = kept(tools, settle, run).do_over
    assert over == DoOver(0, Wrote("Hang on, Dan.", (0,)), over.observed if over else ())
    assert page.done_over.said.text() == "You: “Hang on, Dan.”"
    assert page.done_over.seen.text().endswith("You stopped it in your own words.")
    # It is shown again whenever the run is.
    page.show_run(kept(tools, settle, run), scenario)
    assert page.done_over.said.text() == "You: “Hang on, Dan.”"


def test_words_for_a_turn_that_were_never_said_are_kept_among_what_was_tried(
    show: Show, scenario: Scenario, tools: PracticeTools, settle: Settle
) -> None:
    run = a_run(scenario)
    page = show(run, scenario)
    page.rows[0].again.click()
    page.doing_over.options.take(4)
    QTest.keyClicks(page.doing_over.words, "Hang on")
    page.flush(lambda: None)
    QTest.keyClicks(page.doing_over.words, ", Dan.")
    page.doing_over.leave.click()
    page.flush(lambda: None)
    settle()
    now = kept(tools, settle, run)
    assert [(each.at, each.move) for each in now.tried] == [(0, Wrote("Hang on, Dan."))]
    assert now.do_over is None


def test_a_turn_done_over_in_a_way_the_scenario_no_longer_has_is_left_out(show: Show, scenario: Scenario) -> None:
    run = replace(a_run(scenario), do_over=DoOver(0, Chose("gone-since")))
    page = show(run, scenario)
    assert page.done_over.isHidden()
    assert page.rows


def test_a_plan_becomes_a_commitment_and_is_gone_through(
    show: Show, scenario: Scenario, tools: PracticeTools, settle: Settle
) -> None:
    run = a_run(scenario)
    page = show(run, scenario)
    form = page.planning.form
    form.cue.clear()
    QTest.keyClicks(form.cue, "If somebody jokes about a people,")
    form.response.clear()
    QTest.keyClicks(form.response, "I ask what they mean")
    form.when.option("week").click()
    QTest.keyClick(form.response, Qt.Key.Key_Return)
    settle()
    (made,) = tools.vault.practice.commitments()
    assert (made.cue, made.response, made.run) == ("somebody jokes about a people", "ask what they mean", run.id)
    assert made.due is not None
    assert (made.due - NOW.date()).days == 7
    page.planning.rehearse.click()
    page.planning.rehearsal.said.click()
    page.planning.rehearsal.finish.click()
    settle()
    assert len(tools.vault.practice.commitments()[0].rehearsed) == 1


def test_a_plan_that_was_changed_is_kept_when_one_leaves_and_an_offer_alone_is_not(
    show: Show, scenario: Scenario, tools: PracticeTools, settle: Settle
) -> None:
    page = show(a_run(scenario), scenario)
    page.flush(lambda: None)
    settle()
    assert tools.vault.practice.commitments() == []
    QTest.keyClicks(page.planning.form.response, " at once")
    page.flush(lambda: None)
    settle()
    assert len(tools.vault.practice.commitments()) == 1


def test_a_plan_is_kept_once_however_often_one_leaves_and_not_while_one_rests(
    show: Show, scenario: Scenario, tools: PracticeTools, settle: Settle
) -> None:
    page = show(a_run(scenario), scenario)
    QTest.keyClicks(page.planning.form.response, " at o")
    page._pause.timeout.emit()  # a rest in the middle of a word
    settle()
    assert tools.vault.practice.commitments() == []
    page.flush(lambda: None)
    page.flush(lambda: None)
    settle()
    assert len(tools.vault.practice.commitments()) == 1


def test_the_plan_of_one_run_never_shows_beside_another(show: Show, scenario: Scenario, tools: PracticeTools) -> None:
    first, second = a_run(scenario), a_run(scenario)
    page = show(first, scenario)
    QTest.keyClicks(page.planning.form.response, " at once")
    show(second, scenario)
    assert page.planning.kept is None
    assert not page.planning.form.isHidden()
    (made,) = tools.vault.practice.commitments()
    assert made.run == first.id


def test_a_plan_that_cannot_be_kept_is_asked_about(
    *, show: Show, scenario: Scenario, prompts: ScriptedPrompts, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(a_run(scenario), scenario)
    QTest.keyClicks(page.planning.form.response, " at once")

    def full(_commitment: Commitment) -> None:
        raise VaultError(Code.DISK_FULL)

    with monkeypatch.context() as patched:
        patched.setattr(page._plan_keeper._shelf, "keep_commitment", full)
        prompts.will_choose("stay")
        gone: list[bool] = []
        page.flush(lambda: gone.append(True))
        settle()
    assert gone == []
    assert prompts.questions[-1].text.count("Your plan is still here") == 1
    assert page.planning.form.response.text().endswith(" at once")
    page.flush(lambda: gone.append(True))
    settle()
    assert gone == [True]


def test_what_is_written_while_a_plan_is_gone_through_is_gone_with_the_vault(
    show: Show, scenario: Scenario, settle: Settle
) -> None:
    page = show(a_run(scenario), scenario)
    page.planning.keep.click()
    settle()
    page.planning.rehearse.click()
    rehearsal = page.planning.rehearsal
    QTest.keyClicks(rehearsal.words, "Secret.")
    page.close_all()
    assert (rehearsal.words.words(), rehearsal.cue.text(), rehearsal.plan.text()) == ("", "", "")
    assert not rehearsal.words.document().isUndoAvailable()


def test_a_run_is_saved_as_one_entry(
    show: Show, scenario: Scenario, tools: PracticeTools, qtbot: QtBot, settle: Settle
) -> None:
    run = a_run(scenario)
    page = show(run, scenario)
    QTest.keyClicks(page.reflecting.fields["happened"], "He joked.")
    with qtbot.waitSignal(page.entry_kept) as told:
        page.save_entry.click()
        page.save_entry.click()
    settle()
    assert tools.vault.journal.count() == 1
    entry = tools.vault.journal.entry(told.args[0])
    assert entry.content.title == "Practised: The joke before the meeting"
    assert "He joked." in entry.content.text
    assert "“Dan, what do you mean?”" in entry.content.text
    assert kept(tools, settle, run).entry == entry.id
    assert page.save_entry.isHidden()
    with qtbot.waitSignal(page.entry_asked) as asked:
        page.open_entry.click()
    assert asked.args == [entry.id]


def test_a_run_whose_scenario_is_gone_keeps_what_was_written(
    show: Show, scenario: Scenario, tools: PracticeTools, settle: Settle
) -> None:
    run = replace(a_run(scenario), reflection=Reflection("It was quiet.", answers=("An answer.",)))
    page = show(run, None)
    assert page.case.isHidden()
    assert not page.gone.isHidden()
    assert page.reflecting.fields["happened"].words() == "It was quiet."
    page.flush(lambda: None)
    settle()
    assert kept(tools, settle, run) == run


def test_where_it_cannot_be_kept_one_is_asked(
    *, show: Show, scenario: Scenario, prompts: ScriptedPrompts, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = show(a_run(scenario), scenario)
    QTest.keyClicks(page.reflecting.fields["meant"], "Well.")

    def full(_run: Run) -> None:
        raise VaultError(Code.DISK_FULL)

    monkeypatch.setattr(page._keeper._shelf, "keep_run", full, raising=True)
    prompts.will_choose("stay")
    gone: list[bool] = []
    page.flush(lambda: gone.append(True))
    settle()
    assert gone == []
    assert page.reflecting.fields["meant"].words() == "Well."
    prompts.will_choose("lose")
    page.flush(lambda: gone.append(True))
    settle()
    assert gone == [True]


def test_nothing_is_left_when_the_vault_is_closed(show: Show, scenario: Scenario, settle: Settle) -> None:
    page = show(a_run(scenario), scenario)
    QTest.keyClicks(page.reflecting.fields["happened"], "Secret.")
    page.flush(lambda: None)
    settle()
    page.close_all()
    assert page.run is None
    assert page.reflecting.fields["happened"].words() == ""
    assert not page.reflecting.fields["happened"].document().isUndoAvailable()
    assert (page.rows, page.case.parts, page.title.text(), page.out.text()) == ([], [], "", "")


def test_a_run_is_read_again_and_removed_with_undo(
    tools: PracticeTools, scenario: Scenario, qtbot: QtBot, settle: Settle
) -> None:
    run = a_run(scenario)
    tools.tasks.run(lambda: tools.vault.practice.finish_run(run, ()))
    page = RunPage(tools=tools)
    qtbot.addWidget(page)
    page.show_run(run, scenario)
    page.remove.click()
    settle()
    assert tools.vault.practice.runs() == []
    assert page.debrief.isHidden()  # what is in the trash is only read
    page.notice.action.click()
    settle()
    assert [each.id for each in tools.vault.practice.runs()] == [run.id]
    with qtbot.waitSignal(page.debrief_asked) as asked:
        page.debrief.click()
    assert asked.args == [run.id]
    page.remove.click()
    settle()
    page.show_run(a_run(scenario), scenario)
    assert not page.remove.isHidden()
    page.close_all()
    assert page.run is None


def test_a_run_that_was_left_open_can_be_gone_on_with_where_it_is_read(
    tools: PracticeTools, scenario: Scenario, qtbot: QtBot
) -> None:
    left = a_run(scenario, (Chose("wait"), Reasoned()))
    page = RunPage(tools=tools)
    qtbot.addWidget(page)
    page.show_run(left, scenario)
    assert page.debrief.isHidden()
    with qtbot.waitSignal(page.go_on_asked) as asked:
        page.go_on.click()
    assert asked.args == [left.id]
    page.show_run(left, None)
    assert page.go_on.isHidden()
