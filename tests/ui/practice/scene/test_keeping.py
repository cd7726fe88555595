"""Runs go into a real vault by themselves; the full disk is real too."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from allydesk.errors import AllydeskError, Code
from allydesk.practice.run import Chose, Reasoned, Run, ScenarioRef, Tried, Wrote
from allydesk.practice.skills import Skill
from allydesk.storage.vault import Vault
from allydesk.ui.practice.scene.keeping import RunKeeper
from allydesk.ui.practice.scene.leaving import Leaving
from allydesk.ui.practice.scene.playthrough import Playthrough, begun
from allydesk.ui.tasks import TaskRunner
from tests.ui.journal.full_disk import free_disk, full_disk
from tests.ui.practice.conftest import Settle
from tests.ui.practice.made import the_joke
from tests.ui.scripted import ScriptedPrompts

NOW = datetime(2026, 11, 21, 21, 14, tzinfo=UTC)
REF = ScenarioRef("The joke before the meeting", "A remark from above", "a", "0" * 64)
HEARD = list[object]


@pytest.fixture
def keeper(vault: Vault, tasks: TaskRunner) -> Iterator[RunKeeper]:
    made = RunKeeper(shelf=vault.practice, tasks=tasks, retry=20)
    yield made
    made.close()
    made.deleteLater()


def played() -> Playthrough:
    return begun(the_joke(), REF, seed=3, now=NOW).made(Chose("question"), now=NOW)


def trouble_of(keeper: RunKeeper) -> Code | None:
    return keeper.trouble.code if keeper.trouble is not None else None


def large(run: Run) -> Run:
    """More than fits into the room there is."""
    return replace(run, tried=tuple(Tried(0, Wrote("a word or two " * 5_000), NOW) for _ in range(6)))


def test_a_run_is_kept_as_it_is_given_and_the_last_one_counts(keeper: RunKeeper, vault: Vault, settle: Settle) -> None:
    first = played()
    second = first.made(Reasoned("So."), now=NOW)
    third = second.made(Chose("later"), now=NOW)
    for each in (first, second, third):
        keeper.keep(each.run)
    settle()
    assert vault.practice.run(first.run.id) == third.run
    assert keeper.trouble is None


def test_a_save_that_fails_is_tried_again_by_itself(
    keeper: RunKeeper, vault: Vault, tasks: TaskRunner, qtbot: QtBot, settle: Settle
) -> None:
    run = large(played().run)
    full_disk(vault.journal, tasks)
    with qtbot.waitSignal(keeper.changed):
        keeper.keep(run)
    assert trouble_of(keeper) is Code.DISK_FULL
    free_disk(vault.journal, tasks)
    with qtbot.waitSignal(keeper.saved):
        pass
    settle()
    assert trouble_of(keeper) is None
    assert vault.practice.run(run.id) == run


def test_two_runs_that_failed_are_both_kept_once_there_is_room(
    keeper: RunKeeper, vault: Vault, tasks: TaskRunner, settle: Settle
) -> None:
    runs = [large(played().run), large(played().run)]
    full_disk(vault.journal, tasks)
    for run in runs:
        keeper.keep(run)
    settle()
    free_disk(vault.journal, tasks)
    keeper.save_now()
    settle()
    assert {each.id for each in vault.practice.runs()} == {each.id for each in runs}


def test_what_failed_is_never_saved_over_what_came_after_it(
    keeper: RunKeeper, vault: Vault, tasks: TaskRunner, settle: Settle
) -> None:
    first = played()
    second = first.made(Reasoned("So."), now=NOW)
    full_disk(vault.journal, tasks)
    keeper.keep(large(first.run))
    settle()
    free_disk(vault.journal, tasks)
    keeper.keep(second.run)
    keeper.save_now()  # as its timer does, or somebody who leaves, while the second one is under way
    settle()
    assert vault.practice.run(second.run.id) == second.run
    assert keeper.trouble is None


def test_a_run_that_is_finished_is_not_opened_again_by_what_had_failed(
    keeper: RunKeeper, vault: Vault, tasks: TaskRunner, settle: Settle
) -> None:
    run = large(played().run)
    full_disk(vault.journal, tasks)
    keeper.keep(run)
    settle()
    heard: HEARD = []
    keeper.finish(replace(run, finished=NOW), done=lambda: heard.append("done"), failed=heard.append)
    free_disk(vault.journal, tasks)  # the save before it fails once more
    settle()
    keeper.save_now()
    settle()
    assert heard == ["done"]
    assert vault.practice.run(run.id).finished == NOW
    assert keeper.trouble is None


def test_nobody_hears_of_a_run_that_is_finished_after_the_end(keeper: RunKeeper, vault: Vault, settle: Settle) -> None:
    run = replace(played().run, finished=NOW)
    heard: HEARD = []
    keeper.finish(run, done=lambda: heard.append("done"), failed=heard.append)
    keeper.close()
    settle()
    assert heard == []
    assert vault.practice.run(run.id).finished == NOW


def test_a_finished_run_brings_its_cards(keeper: RunKeeper, vault: Vault, settle: Settle) -> None:
    run = played().made(Reasoned(""), now=NOW).made(Chose("behaviour"), now=NOW).finished(now=NOW)
    heard: HEARD = []
    keeper.finish(run, done=lambda: heard.append("done"), failed=heard.append)
    settle()
    assert heard == ["done"]
    assert vault.practice.run(run.id).finished == NOW
    assert {card.skill for card in vault.practice.cards()} == {Skill.INTERRUPTING, Skill.NAMING}


def test_a_run_that_cannot_be_finished_is_told_and_nothing_of_it_is_kept(
    keeper: RunKeeper, vault: Vault, tasks: TaskRunner, settle: Settle
) -> None:
    run = replace(large(played().run), finished=NOW)
    heard: list[AllydeskError] = []
    full_disk(vault.journal, tasks)
    keeper.finish(run, done=lambda: pytest.fail("it was not kept"), failed=heard.append)
    settle()
    assert [error.code for error in heard] == [Code.DISK_FULL]
    assert (vault.practice.runs(), vault.practice.cards()) == ([], [])


@pytest.fixture
def stuck(keeper: RunKeeper, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, settle: Settle) -> Leaving:
    """A run that could not be saved, and somebody who wants to go."""
    full_disk(vault.journal, tasks)
    keeper.keep(large(played().run))
    settle()
    return Leaving(keeper=keeper, prompts=prompts)


@pytest.mark.parametrize(("answer", "gone"), [("stay", []), ("lose", ["gone"])])
def test_what_cannot_be_saved_is_given_up_by_the_person_only(
    *, stuck: Leaving, keeper: RunKeeper, prompts: ScriptedPrompts, settle: Settle, answer: str, gone: list[str]
) -> None:
    heard: list[str] = []
    prompts.will_choose(answer)
    stuck.flush(lambda: heard.append("gone"))
    settle()
    assert heard == gone
    assert (keeper.trouble is None) is bool(gone)


def test_trying_again_goes_on_once_there_is_room(
    *, stuck: Leaving, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, settle: Settle, qtbot: QtBot
) -> None:
    heard: list[str] = []
    free_disk(vault.journal, tasks)
    stuck.flush(lambda: heard.append("gone"))
    qtbot.waitUntil(lambda: bool(heard))
    settle()
    assert prompts.asked == []
    assert len(vault.practice.runs()) == 1
